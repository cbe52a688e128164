"""The rail at the left: the pages with their keys; icon over word where the window is small."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.enter import PushButton


@dataclass(frozen=True, slots=True)
class Place:
    """A page as the rail shows it; `name` is also the name of its icon in the tokens."""

    name: str
    word: str
    key: str


class Logo(QWidget):
    """The app's mark and name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = False
        self.setAccessibleName("BoothApp")
        self.setFixedHeight(theme.size("height.topbar"))

    def set_compact(self, compact: bool) -> None:
        """The mark alone."""
        self._compact = compact
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint mark and name."""
        painter = painting.painter_for(self)
        side = 26.0
        left = (self.width() - side) / 2 if self._compact else 8.0
        mark = QRectF(left, (self.height() - side) / 2, side, side)
        painting.box(painter, mark, fill="accent")
        icons.paint(painter, "logo", "on_accent", mark.adjusted(3, 3, -3, -3))
        if not self._compact:
            room = QRectF(mark.right() + 10, 0, self.width(), self.height())
            painting.words(painter, room, "BoothApp", "subtitle", "text")


class RailItem(PushButton):
    """One page. `count` is shown as a lamp beside the word, with its meaning in the tooltip."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place.word, parent)
        self.place, self._count, self._compact = place, 0, False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many wait behind this page."""
        self._count = count
        waiting = f", {count} waiting for an answer" if count else ""
        self.setAccessibleName(f"{self.place.word}{waiting}")
        self.setToolTip(f"{self.place.word} ({self.place.key}){waiting}")
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Icon over word."""
        self._compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The token's height."""
        return QSize(60, theme.size("rail.item_compact" if self._compact else "rail.item"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint ground, bar, icon, word, count and key."""
        painter = painting.painter_for(self)
        where, chosen = QRectF(self.rect()), self.isChecked()
        fill = "accent_soft" if chosen else "hover" if self.underMouse() else None
        painting.box(painter, where, fill=fill)
        if chosen:
            # Beside the icon alone where the word has the whole width.
            bar = QRectF(0, 10, 3, 20 if self._compact else where.height() - 20)
            painting.box(painter, bar, fill="accent", radius="radius.keycap")
        if self.hasFocus():
            painting.box(painter, where, outline="focus_ring", width=2)
        ink = "on_accent_soft" if chosen else "text_secondary"
        picture = theme.text(f"icon.rail.{self.place.name}") + ("-fill" if chosen else "")
        if self._compact:
            self._paint_compact(painter, picture, ink)
        else:
            self._paint_wide(painter, picture, ink)

    def _paint_wide(self, painter: QPainter, picture: str, ink: str) -> None:
        side, middle = theme.size("icon.size_rail"), self.height() / 2
        icons.paint(painter, picture, ink, QRectF(10, middle - side / 2, side, side))
        weight = 600 if self.isChecked() else 500
        room = QRectF(42, 0, self.width() - 42, self.height())
        painting.words(painter, room, self.text(), "body", ink, weight=weight)
        key = QRectF(self.width() - 40, 0, 30, self.height())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        tone = "on_accent_soft" if self.isChecked() else "muted"
        painting.words(painter, key, self.place.key, "caption", tone, align=right)
        if self._count:
            self._paint_count(painter, QRectF(self.width() - 57, middle - 9, 20, 18))

    def _paint_compact(self, painter: QPainter, picture: str, ink: str) -> None:
        side, middle = theme.size("icon.size_rail"), self.width() / 2
        icons.paint(painter, picture, ink, QRectF(middle - side / 2, 9, side, side))
        weight = 600 if self.isChecked() else 500
        room = QRectF(0, 31, self.width(), 18)
        center = Qt.AlignmentFlag.AlignCenter
        painting.words(painter, room, self.text(), "caption", ink, weight=weight, align=center)
        if self._count:
            self._paint_count(painter, QRectF(middle + 6, 2, 20, 18))

    def _paint_count(self, painter: QPainter, where: QRectF) -> None:
        text = str(self._count) if self._count < 100 else "99+"
        width = max(where.width(), painting.text_width(text, "keycap", 600) + 10)
        where.setLeft(where.right() - width)
        painting.box(painter, where, fill="verdict.ask.solid", radius="radius.pill")
        center, ink = Qt.AlignmentFlag.AlignCenter, "verdict.ask.on_solid"
        painting.words(painter, where, text, "keycap", ink, weight=600, align=center)


class Rail(QWidget):
    """All pages; `chosen` carries the name of the one a person wants."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages")
        self._group = QButtonGroup(self)
        self._logo = Logo(self)
        self.items = {place.name: RailItem(place, self) for place in places}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 9, 8)
        column.setSpacing(2)
        column.addWidget(self._logo)
        for name, item in self.items.items():
            self._group.addButton(item)
            item.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            column.addWidget(item)
        column.addStretch()
        self.set_compact(compact=False)

    def show_chosen(self, name: str) -> None:
        """Mark the page that is open."""
        self.items[name].setChecked(True)

    def set_compact(self, compact: bool) -> None:
        """Narrow, icon over word."""
        self.setFixedWidth(theme.size("width.rail_compact" if compact else "width.rail"))
        self._logo.set_compact(compact)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(4, 0, 5, 8) if compact else layout.setContentsMargins(
                8, 0, 9, 8
            )
        for item in self.items.values():
            item.set_compact(compact)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The line at the right."""
        line = self.rect().adjusted(self.width() - 1, 0, 0, 0)
        painting.painter_for(self).fillRect(line, theme.color("border"))
