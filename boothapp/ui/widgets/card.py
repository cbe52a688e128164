"""The panels that lie on the window, and the lines that part them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting


class Card(QFrame):
    """A rounded panel; add to `body`. Its style is in window.qss."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 1) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(0)


class Line(QWidget):
    """A hairline between things; it carries no meaning."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else free, free if upright else fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One pixel."""
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint it."""
        painting.painter_for(self).fillRect(self.rect(), theme.color("border"))


class Lamp(QWidget):
    """The round lamp of a state; the word stands beside it."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(12, 12)

    def set_tone(self, tone: str) -> None:
        """Another colour."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint it."""
        painter = painting.painter_for(self)
        painting.box(painter, self.rect().toRectF(), fill=self._tone, radius="radius.pill")
