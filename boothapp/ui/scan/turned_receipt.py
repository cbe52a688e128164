"""The receipt turned to the attendee: a code to scan, and what it says in their language."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.receipts import Receipt
from boothapp.ui.context import Frame
from boothapp.ui.scan.turned_page import TurnedCode
from boothapp.ui.widgets.labels import Label, Paragraph

_LINES = 4


class TurnedReceipt(TurnedCode):
    """Covers the window until somebody presses OK."""

    def __init__(self, window: QWidget, frame: Frame) -> None:
        title, self._reference = Paragraph(font="attendee_title"), Label(font="attendee_item")
        self._lines = [
            Paragraph(font="attendee_text", tone="text_secondary") for _ in range(_LINES)
        ]
        lines = (title, (self._reference,), self._lines)
        super().__init__(window, frame, "Receipt for the attendee", lines, Qt.Key.Key_P)
        self.words.insertSpacing(self.words.indexOf(self._reference) + 1, 8)

    def turn(self, receipt: Receipt) -> None:
        """Show it over the window."""
        self.code.show_code(receipt.modules, f"Receipt {receipt.reference}: mail to withdraw")
        self._title.set_text(receipt.title)
        self._reference.setText(receipt.reference)
        for line, text in zip(self._lines, receipt.lines, strict=True):
            line.set_text(text)
        self.cover()
