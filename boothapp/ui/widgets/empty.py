"""What stands where nothing is yet: what this place is for, and what to do first."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class Picture(QWidget):
    """One icon of a fixed size."""

    def __init__(
        self, name: str, tone: str = "muted", size: int = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tone = name, tone
        self.setFixedSize(QSize(size, size))

    def show_picture(self, name: str, tone: str) -> None:
        """Another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint it."""
        painter = painting.painter_for(self)
        icons.paint(painter, self._name, self._tone, self.rect().toRectF())


class EmptyState(QWidget):
    """A picture, a title, a sentence, and the button that comes first."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        *,
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.size("space.xl"),) * 4)
        column.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title = Label(title, font="subtitle")
        self.text = Label(text, tone="muted", wrap=True)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setMinimumWidth(240)
        column.addStretch()
        column.addWidget(Picture(icon), 0, middle)
        column.addWidget(self.title)
        column.addWidget(self.text)
        if button is not None:
            column.addSpacing(4)
            column.addWidget(button, 0, middle)
        column.addStretch()
