"""A dialog in which Enter, pressed in a field, does nothing unless a button wears its keycap."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QDialog, QPushButton

_FIELDS = (QAbstractSpinBox, QCheckBox, QComboBox)


class NoDefaultDialog(QDialog):
    """Enter presses the button that has the focus; Qt would make the first one the default.

    `order` is the button with the keycap "Enter": it is pressed from a day, a number, a list or a
    tick as well. Lines of text press it themselves, for what they offer may take the Enter.
    """

    order: QPushButton | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """No other button hears of it."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.order is not None and isinstance(self.focusWidget(), _FIELDS):
            self.order.click()
