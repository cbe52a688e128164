"""What shows a figure and can be pressed to see the list behind it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from boothapp.ui import icons
from boothapp.ui.dashboard.wording import Headline
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.enter import pressed_with

BAR_ROW, BAR_ROW_COMPACT = 30, 26
_MOST = 0.58  # of a row that its label may take
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Pressed(QAbstractButton):
    """A button that a subclass paints; it shows hover and focus. Enter presses it too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def name(self, words: str) -> None:
        """What it shows, in words, for the tooltip and for a screen reader."""
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter as well as Space."""
        if not pressed_with(event, self):
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What is cut is told in the tooltip."""
        return QSize(80, self.sizeHint().height())

    def ground(self, painter: QPainter, *, radius: str = "radius.control") -> None:
        """Hover, press and focus."""
        where = QRectF(self.rect())
        if self.isDown() or self.underMouse():
            painting.box(
                painter, where, fill="pressed" if self.isDown() else "hover", radius=radius
            )
        if self.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2, radius=radius)


class FigureCard(Pressed):
    """One of the figures at the top, on a card of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Headline | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, shown: Headline) -> None:
        """Show it."""
        self._shown = shown
        number = f"{shown.number:,} {shown.of}".strip()
        self.name(f"{shown.title}: {number}. {shown.line}")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Three lines."""
        lines = sum(theme.line_height(one) for one in ("body", "figure", "caption"))
        return QSize(180, lines + 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint title and icon, the number, and the line below."""
        painter, shown = painting.painter_for(self), self._shown
        where = QRectF(self.rect())
        painting.box(painter, where, fill="surface", outline="border", radius="radius.card")
        self.ground(painter, radius="radius.card")
        if shown is None:
            return
        left, width = 14.0, where.width() - 28
        side, top = theme.size("icon.size"), 12.0
        line = theme.line_height("body")
        if painting.text_width(shown.title, "body", 500) + side + 6 > width:
            side = -6  # the word comes first
        painting.words(
            painter,
            QRectF(left, top, width - side - 6, line),
            shown.title,
            "body",
            "text",
            weight=500,
        )
        if side > 0:
            spot = QRectF(where.right() - 14 - side, top + (line - side) / 2, side, side)
            icons.paint(painter, shown.icon, "muted", spot)
        top += line
        high = theme.line_height("figure")
        room = QRectF(left, top, width, high)
        taken = painting.words(painter, room, f"{shown.number:,}", "figure", "text")
        beside = QRectF(left + taken + 8, top + 3, width - taken - 8, high)
        painting.words(painter, beside, shown.of, "body_l", "text_secondary")
        below = QRectF(left, top + high, width, theme.line_height("caption"))
        painting.words(painter, below, shown.line, "caption", "muted")


class SumRow(Pressed):
    """One part of the sum: icon, word and number."""

    def __init__(self, word: str, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._icon, self._tone, self._count = word, icon, tone, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_count(self, count: int, meaning: str = "") -> None:
        """Show it; `meaning` says what counts as that."""
        self._count = count
        self.name(f"{self._word}: {count:,}" + (f". {meaning}" if meaning else ""))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A row with some air."""
        return QSize(200, 44)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Closer together in a small window."""
        return QSize(120, 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint it."""
        painter, where = painting.painter_for(self), QRectF(self.rect())
        self.ground(painter)
        left, side = 6.0, theme.size("icon.size_l")
        if self._icon:
            spot = QRectF(left, (where.height() - side) / 2, side, side)
            icons.paint(painter, self._icon, self._tone, spot)
            left += side + 8
        weight = None if self._icon else 600
        number = f"{self._count:,}"
        wide = painting.text_width(number, "subtitle") + 6
        room = QRectF(left, 0, where.width() - left - wide - 8, where.height())
        painting.words(painter, room, self._word, "body_l", "text", weight=weight)
        right = QRectF(where.width() - wide - 6, 0, wide, where.height())
        painting.words(painter, right, number, "subtitle", "text", align=_RIGHT)


class BarRow(Pressed):
    """A name, a small bar and what it comes to."""

    def __init__(self, color: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color, self._label, self._icon, self._tone = color, "", "", ""
        self._share, self._value, self.label_width = 0.0, "", 0.0
        self.high = BAR_ROW
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bar(
        self, label: str, share: float, value: str, *, icon: str = "", tone: str = "text"
    ) -> None:
        """Show a bar as long as `share` of the track."""
        self._label, self._share, self._value = label, share, value
        self._icon, self._tone = icon, tone
        self.name(f"{label}: {value}")

    @property
    def wanted_width(self) -> float:
        """What icon and label take; the rows of a card give all theirs the same."""
        icon = theme.size("icon.size") + 6 if self._icon else 0
        return icon + painting.text_width(self._label, "body") + 16

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The measure of the design, closer together in a small window."""
        return QSize(180, self.high)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint it."""
        painter, where = painting.painter_for(self), QRectF(self.rect())
        self.ground(painter)
        left, side, middle = 4.0, theme.size("icon.size"), where.height() / 2
        bar_left = min(self.label_width, where.width() * _MOST)
        if self._icon:
            icons.paint(
                painter, self._icon, self._tone, QRectF(left, middle - side / 2, side, side)
            )
            left += side + 6
        room = QRectF(left, 0, bar_left - left - 8, where.height())
        ink = "muted" if self._tone == "muted" else "text"
        painting.words(painter, room, self._label, "body", ink)
        wide = max(40.0, painting.text_width(self._value, "body", 600) + 4)
        track = QRectF(bar_left, middle - 5, where.width() - bar_left - wide - 12, 10)
        painting.box(painter, track, fill="chart.track", radius="radius.keycap")
        if self._share > 0:
            length = max(3.0, track.width() * min(1.0, self._share))
            fill = QRectF(track.left(), track.top(), length, track.height())
            painting.box(painter, fill, fill=self._color, radius="radius.keycap")
        right = QRectF(where.width() - wide - 4, 0, wide, where.height())
        painting.words(painter, right, self._value, "body", "text", weight=600, align=_RIGHT)


class LegendEntry(Pressed):
    """A series of the chart: its colour, its name and all of it."""

    def __init__(self, word: str, color: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._color, self._value = word, color, ""

    def show_total(self, count: int) -> None:
        """Show how many."""
        self._value = f"{count:,}"
        self.name(f"{self._word}: {count:,}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Swatch, name, number."""
        words = painting.text_width(self._word, "body")
        number = painting.text_width(self._value, "body", 600)
        return QSize(round(words + number) + 40, 24)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It is never cut: it goes to the next line."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint it."""
        painter, middle = painting.painter_for(self), self.height() / 2
        self.ground(painter)
        swatch = QRectF(5, middle - 5, 10, 10)
        painter.fillRect(swatch, theme.color(self._color))
        room = QRectF(23, 0, self.width(), self.height())
        taken = painting.words(painter, room, self._word, "body", "text_secondary")
        room.setLeft(23 + taken + 8)
        painting.words(painter, room, self._value, "body", "text", weight=600)
