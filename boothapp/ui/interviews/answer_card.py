"""The big answer to a badge at the door, over whatever is in front."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from boothapp.ui import icons
from boothapp.ui.interviews.check_in import Answer
from boothapp.ui.speaking import announce
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

_STAYS = 8_000  # ms: time to read it aloud, and to find the room
_MOST_WIDTH, _MARGIN = 1200, 16


class AnswerCard(QWidget):
    """Lies at the top of a widget, takes no focus, and goes by itself or by a click."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.answer: Answer | None = None
        self._over, self._named = over, True
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> tuple[str, str]:
        """Title and text, as they are shown."""
        if self.answer is None:
            return "", ""
        if not self._named:
            return self.answer.private, ""
        return self.answer.title, self.answer.text

    def say(self, answer: Answer, *, named: bool = True) -> None:
        """Show an answer; without a name where anybody may look."""
        self.answer, self._named = answer, named
        said = ". ".join(filter(None, self.words))
        self.setAccessibleName(said)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start()
        announce(self, said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the middle of what it lies over."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click takes it away; nothing below hears of it."""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Picture, title and text on the verdict's own colour; words shrink before they are cut."""
        if self.answer is None:
            return
        painter, where = painting.painter_for(self), QRectF(self.rect())
        tone = f"verdict.{self.answer.tone}"
        painting.box(painter, where, fill=f"{tone}.solid", radius="radius.band")
        side = theme.size("icon.size_verdict_compact")
        spot = QRectF(24, (where.height() - side) / 2, side, side)
        icons.paint(painter, self.answer.icon, f"{tone}.on_solid", spot)
        room = where.adjusted(spot.right() + 20, 0, -24, 0)
        title, text = self.words
        fonts = ("verdict_compact", "name", "name_compact", "title")
        fits = (font for font in fonts if painting.text_width(title, font) <= room.width())
        font, below = next(fits, fonts[-1]), "attendee_hint"
        high, low = theme.line_height(font), theme.line_height(below) if text else 0
        top = (where.height() - high - low) / 2
        first = QRectF(room.x(), top, room.width(), high)
        painting.words(painter, first, title, font, f"{tone}.on_solid")
        second = QRectF(room.x(), top + high, room.width(), low)
        painting.words(painter, second, text, below, f"{tone}.on_solid", weight=500)
        self.setToolTip("\n".join(filter(None, self.words)))

    def _place(self) -> None:
        width = min(_MOST_WIDTH, self._over.width() - 2 * _MARGIN)
        height = theme.size("height.verdict_band")
        self.setGeometry((self._over.width() - width) // 2, _MARGIN, width, height)
