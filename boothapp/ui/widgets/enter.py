"""Enter presses the button that has the ring, as Space does; Qt does so in dialogs only."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def pressed_with(event: QKeyEvent, button: QAbstractButton) -> bool:
    """Whether the key was Enter alone, and so pressed `button`; held down, it presses once."""
    alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in _ENTER or not alone:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class PushButton(QPushButton):
    """A push button that Enter presses on any page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter as well as Space."""
        if not pressed_with(event, self):
            super().keyPressEvent(event)
