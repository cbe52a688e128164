"""The door sign: one room, full screen, readable from three metres; Esc or F11 leaves it.

A stranger walks past it, so it says initials unless the sponsor wants names, and initials always
while the window is locked. It stays then: nobody touches the laptop at a door for minutes.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from boothapp.domain.event import Room
from boothapp.services.bundle import Services
from boothapp.ui import icons
from boothapp.ui.context import Context
from boothapp.ui.interviews.answer_card import AnswerCard
from boothapp.ui.interviews.desk_loader import SIGN_NAMES
from boothapp.ui.interviews.door_sign import Sign, SignState, sign_of
from boothapp.ui.refresher import Refresher
from boothapp.ui.scanners.arrived import TakesCode
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_EVERY = 20_000  # ms: the time on it is never a minute late
_KINDS = frozenset({"interview", "lead", "consent", "settings"})
_GRID = (1024, 700)  # what the measures below are for; everything grows with the window
_MARGIN = 48
_LEAST_SHARE = 0.55  # a long name shrinks to this before it is cut
_LOOKS = {
    SignState.FREE: ("may_share", "check-circle-fill"),
    SignState.TAKEN: ("error", "minus-circle-fill"),
    SignState.RESERVED: ("ask", "clock-fill"),
    SignState.SHUT: ("declined", "prohibit-bold"),
}


class SignWindow(QWidget):
    """A window of its own. `door_scan` takes the badges that are scanned while it is in front."""

    def __init__(
        self,
        context: Context,
        room: Room,
        door_scan: Callable[[], TakesCode | None],
        window: QWidget,
    ) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("public", True)  # the guard leaves it in sight
        self.setWindowTitle(f"Door sign: {room.name}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(480, 360)
        self._context, self._room, self._door_scan = context, room, door_scan
        self.sign: Sign | None = None
        self.card = AnswerCard(self)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.reload)
        self._timer.start()
        Refresher(self, context.bridge, _KINDS, self.reload)
        context.frame.locked_changed.connect(self._lock_changed)

    @property
    def door_scan(self) -> TakesCode | None:
        """Who takes a scanned badge; None while the door's check-in is off."""
        return self._door_scan()

    def reload(self) -> None:
        """Read the room again."""
        services, room, locked = self._context.services, self._room, self._context.frame.locked
        self._context.tasks.run(lambda: (locked, _read(services, room, locked=locked)), self._show)

    def _show(self, read: tuple[bool, Sign]) -> None:
        was_locked, sign = read
        if self._context.frame.locked and not was_locked:
            return  # it was locked meanwhile: this may have names, and the next one is on its way
        if self.sign is not None and self._context.frame.locked and sign.who != self.sign.who:
            self.card.hide()
        self.sign = sign
        self.setAccessibleName(f"Door sign. {sign.spoken}. Escape leaves it.")
        self.update()

    def _lock_changed(self, locked: bool) -> None:
        if locked:
            self.sign = None  # no name stays until the room is read again
            self.card.hide()
            self.update()
        self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave with Esc or F11."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F11}:
            self.close()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A double click changes between full screen and a window that can be moved."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint the sign, as large as the window allows."""
        painter = painting.painter_for(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        if self.sign is not None:
            SignPainter(painter, self.width(), self.height()).paint(self.sign)


class SignPainter:
    """Paints a sign into a window of any size and shape."""

    def __init__(self, painter: QPainter, width: int, height: int) -> None:
        self._painter, self._width = painter, width
        self._scale = min(width / _GRID[0], height / _GRID[1])
        self._top = (height - _GRID[1] * self._scale) / 2

    def paint(self, sign: Sign) -> None:
        """Room and time above, how it stands in the middle, who and what comes next below."""
        tone, icon = _LOOKS[sign.state]
        time = self._text_width(sign.clock, 44)
        self._words(self._line(36, 104, right=time + 32), sign.room, 84, 700, "text")
        line = self._line(36, 104)
        self._words(line, sign.clock, 44, 500, "text_secondary", align=Qt.AlignmentFlag.AlignRight)
        band = self._line(164, 244)
        painting.box(self._painter, band, fill=f"verdict.{tone}.solid", radius="radius.band")
        side, ink = 132 * self._scale, f"verdict.{tone}.on_solid"
        spot = QRectF(band.x() + side / 3, band.center().y() - side / 2, side, side)
        icons.paint(self._painter, icon, ink, spot)
        left = spot.right() + side / 3 - band.x()
        self._words(self._line(186, 116, left=left, right=24), sign.word, 104, 700, ink)
        self._words(self._line(302, 76, left=left, right=24), sign.until, 56, 600, ink)
        self._words(self._line(428, 84), sign.who, 64, 600, "text")
        if sign.share is not None:
            self._progress(self._line(520, 22), sign.share)
        below = self._line(564 if sign.who else 440, 70)
        self._words(below, sign.next, 48, 500, "text_secondary")
        self._words(self._line(650, 30), "Esc leaves", 16, 400, "muted")

    def _line(self, top: float, height: float, *, left: float = 0, right: float = 0) -> QRectF:
        """A line of the grid; `left` and `right` are kept free, in the window's own pixels."""
        margin = _MARGIN * self._scale
        width = self._width - 2 * margin - left - right
        return QRectF(
            margin + left, self._top + top * self._scale, max(0.0, width), height * self._scale
        )

    def _progress(self, where: QRectF, share: float) -> None:
        painting.box(self._painter, where, fill="sunken", outline="border_strong")
        done = QRectF(
            where.x(), where.y(), max(where.height(), where.width() * share), where.height()
        )
        painting.box(self._painter, done, fill="verdict.error.solid")

    def _text_width(self, text: str, size: float) -> float:
        font = theme.font("attendee_title", 500)
        font.setPixelSize(round(size * self._scale))
        return QFontMetricsF(font).horizontalAdvance(text)

    def _words(
        self,
        where: QRectF,
        text: str,
        size: float,
        weight: int,
        color: str,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """One line as large as it may be: it shrinks where it is long, and is cut at last."""
        font = theme.font("attendee_title", weight)
        wanted = size * self._scale
        font.setPixelSize(max(1, round(wanted)))
        width = QFontMetricsF(font).horizontalAdvance(text)
        if width > where.width():
            share = max(_LEAST_SHARE, where.width() / width * 0.98)
            font.setPixelSize(max(1, int(wanted * share)))
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width() + 1)
        self._painter.setFont(font)
        self._painter.setPen(theme.color(color))
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self._painter.drawText(where, flags | Qt.TextFlag.TextDontClip, shown)


def _read(services: Services, room: Room, *, locked: bool) -> Sign:
    names = services.settings.preference(SIGN_NAMES) == "on" and not locked
    settings = services.settings.get()
    name = next((one.name for one in settings.rooms if one.id == room.id), room.name)
    return sign_of(
        services.day_now.today(), room.id, name, services.now(), settings.event.zone, names=names
    )
