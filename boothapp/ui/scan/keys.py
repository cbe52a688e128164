"""Single keys are orders only where nobody is typing; they are never shortcuts of Qt."""

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit


def order_of(event: QKeyEvent) -> str:
    """The key as a person names it: "Y", "Shift+N", "Enter", "Ctrl+Enter"; keypad or not."""
    name = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return name.replace("Num+", "").replace("Return", "Enter")


def is_typing() -> bool:
    """Whether keys are letters of a text now."""
    return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
