"""What is done with scanners in Settings: set up, undone, tested."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from boothapp.domain.scanners import ScannerSetup, SerialPort
from boothapp.ui.context import Context
from boothapp.ui.scanners.open_test import open_scanner_test
from boothapp.ui.settings.scanners import ScannersCard
from boothapp.ui.undoable import Undoable
from boothapp.ui.widgets.menu import Menu


class ScannerOrders(QObject):
    """Ties the card to the services; `refused` shows again what is stored."""

    def __init__(
        self, context: Context, card: ScannersCard, page: QWidget, refused: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._context, self._card, self._page = context, card, page
        self._service, self._refused = context.services.scanners, refused
        self._orders = Undoable(context)
        card.edited.connect(self._set_up)
        card.test_wanted.connect(self.test)
        card.ports_wanted.connect(self._offer_ports)
        context.frame.ports_changed.connect(lambda: card.show_states(context.frame.ports))

    def test(self) -> None:
        """Open the test in front of the window."""
        open_scanner_test(self._context, self._page)

    def _set_up(self, setup: ScannerSetup, said: str) -> None:
        self._orders.do(
            lambda: self._service.set_up(setup),
            said,
            self._service.set_up,
            refused=self._refused,
        )

    def _offer_ports(self) -> None:
        """A menu of what is plugged in and not set up yet."""
        from boothapp.ui.scanners.serial_port import plugged_in  # loads Qt's serial ports

        menu = Menu(self._card.add)
        found = [one for one in plugged_in() if one.id not in self._card.known]
        for one in found:
            words = f"{one.name} ({one.location})".replace("&", "&&")
            port = SerialPort(one.id, one.name)
            menu.addAction(words).triggered.connect(
                lambda _=False, port=port: self._card.add_port(port)
            )
        if not found:
            menu.addAction("No other serial port is plugged in").setEnabled(False)
        menu.drop()
