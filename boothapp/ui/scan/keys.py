"""Single keys are orders only where nobody is typing; they are never shortcuts of Qt."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from boothapp.ui.widgets.buttons import Button


def order_of(event: QKeyEvent) -> str:
    """The key as a person names it: "Y", "Shift+N", "Enter", "Ctrl+Enter"; keypad or not."""
    name = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return name.replace("Num+", "").replace("Return", "Enter")


def is_typing() -> bool:
    """Whether keys are letters of a text now."""
    return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)


def when_focus_moves(then: Callable[[], object]) -> None:
    """Call `then` whenever another widget of the window gets the keys."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.focusChanged.connect(then)


def leave_enter_to(page: QWidget) -> None:
    """Only Tab brings the ring to a button of `page`: after a click Enter is still the panel's.

    A click ends the writing all the same, as if the button had taken the keys.
    """

    def stop_writing() -> None:
        focus = QApplication.focusWidget()
        if is_typing() and focus is not None and page.isAncestorOf(focus):
            page.setFocus()

    for button in page.findChildren(Button):
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.pressed.connect(stop_writing)
