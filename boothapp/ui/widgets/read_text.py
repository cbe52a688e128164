"""Text of somebody else, to be read and copied."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_HEIGHT = 72  # logical px: three lines, more is scrolled to


class ReadText(QPlainTextEdit):
    """Nothing is typed into it; the keyboard reaches it, scrolls and selects in it, and goes on."""

    def __init__(
        self,
        name: str,
        text: str = "",
        *,
        height: int | None = _HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader says; with no `height` it takes the room there is."""
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        if height is not None:
            self.setFixedHeight(height)
