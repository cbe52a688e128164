"""The receipt of who just said yes: read behind the window, shown, turned or mailed."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from boothapp.domain.answers import Answered
from boothapp.domain.consent import ConsentEvent
from boothapp.domain.receipts import Receipt
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.scan.desk import Desk
from boothapp.ui.scan.receipt_card import ReceiptCard
from boothapp.ui.scan.turned_receipt import TurnedReceipt


class Receipting(QObject):
    """`wanted` says whether the receipt is to be seen in the place of the last scans."""

    wanted = Signal(bool)

    def __init__(self, context: Context, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._desk, self._page = context, desk, page
        self.card = ReceiptCard()
        self._lead_id = ""
        self._receipt: Receipt | None = None
        self.turned_receipt: TurnedReceipt | None = None
        self.card.mailed.connect(self._mail)
        self.card.turned.connect(self.turn)
        self.card.closed.connect(self.close)

    def answered(self, done: Answered, on_screen: bool) -> None:
        """Somebody answered: after a yes there is a receipt, on the turned screen if it was."""
        lead = done.card.lead
        if lead is not None and ConsentEvent.GIVEN in done.answers.values():
            self._read(lead.id, turn=on_screen)

    def show_again(self) -> None:
        """The receipt of the lead in the panel, whenever they said yes."""
        card = self._desk.current
        if card is None or card.lead is None:
            return
        if self._receipt is not None and self._lead_id == card.lead.id:
            self.turn()
        else:
            self._read(card.lead.id, turn=False)

    def person_changed(self) -> None:
        """Somebody else, or nobody, is in the panel: the receipt was not theirs."""
        card = self._desk.current
        if card is None or card.lead is None or card.lead.id != self._lead_id:
            self.close()

    def turn(self) -> None:
        """Turn the screen: the receipt covers the window."""
        if self._receipt is None:
            return
        if self.turned_receipt is None:
            self.turned_receipt = TurnedReceipt(self._page.window(), self._context.frame)
            self.turned_receipt.turned_back.connect(self._page.setFocus)
        self.turned_receipt.turn(self._receipt)

    def close(self) -> None:
        """No receipt is shown."""
        self._lead_id, self._receipt = "", None
        self.wanted.emit(False)

    def _read(self, lead_id: str, *, turn: bool) -> None:
        receipts = self._context.services.receipts
        self._lead_id = lead_id

        def show(receipt: Receipt) -> None:
            if self._lead_id != lead_id:
                return
            self._receipt = receipt
            self.card.show_receipt(receipt)
            self.wanted.emit(True)
            if turn:
                self.turn()

        self._context.tasks.run(lambda: receipts.receipt(lead_id), show)

    def _mail(self) -> None:
        if self._receipt is None:
            return
        opening.open_mail(self._receipt.mail.link(), self._context.toasts)
