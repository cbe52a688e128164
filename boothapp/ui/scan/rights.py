"""What the person in the panel has a right to: everything held, withdraw, erase."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from boothapp.ui.context import Context
from boothapp.ui.privacy.person_menu import person_menu
from boothapp.ui.scan.desk import Desk
from boothapp.ui.widgets.buttons import Button


class Rights(QObject):
    """Opens the menu of the person in the panel at the button that is seen."""

    def __init__(self, context: Context, desk: Desk, page: QWidget, *buttons: Button) -> None:
        super().__init__(page)
        self._context, self._desk, self._buttons = context, desk, buttons
        for button in buttons:
            button.clicked.connect(self.open)

    def open(self) -> None:
        """Open the menu, if anybody is known to be there."""
        card = self._desk.current
        button = next((button for button in self._buttons if button.isVisible()), None)
        if card is None or card.subject is None or button is None:
            return
        person_menu(self._context, card.subject, button, badge=card.badge).drop()
