"""A picture and a sentence that wraps: a state is never told by colour alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.ui.theme import theme
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import Label


class StateLine(QWidget):
    """The picture stands beside the first line."""

    def __init__(
        self,
        words: str = "",
        *,
        icon: str = "info",
        tone: str = "text_secondary",
        ink: str = "",
        font: str = "caption",
        parent: QWidget | None = None,
    ) -> None:
        """`tone` is the picture's colour, a token; `ink` the words', as a Label's tone."""
        super().__init__(parent)
        self._picture = Picture(icon, tone, theme.size("icon.size_s"))
        self._label = Label(words, font=font, tone=ink, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.show_state(words, icon, tone)

    @property
    def words(self) -> str:
        """The sentence."""
        return self._label.text()

    def show_state(self, words: str, icon: str, tone: str = "text_secondary") -> None:
        """Say something else; without words nothing is there."""
        self._label.setText(words)
        self._picture.show_picture(icon, tone)
        self.setAccessibleName(words)
        if not words:
            self.hide()
        elif self.parent() is not None:  # without one it would be a window
            self.show()
