"""The receipt after a yes, in the place of the last scans: nobody else's name is beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.receipts import Receipt
from boothapp.ui.scan.reading import Reading
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.labels import ElidedLabel, Label, Paragraph, SectionHeading
from boothapp.ui.widgets.qr import QrCode

_CODE, _CODE_COMPACT = 212, 159  # 4 and 3 px for each square of the usual receipt's code


class ReceiptCard(Card):
    """Shows one receipt. `mailed`, `turned` and `closed` when somebody wants that."""

    mailed = Signal()
    turned = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = QrCode(_CODE_COMPACT)
        self._reference = Label(font="subtitle")
        self._lines = [Paragraph(font="body", tone="text_secondary") for _ in range(4)]
        self.mail = Button("Mail it", icon="envelope-simple", size="s")
        self.turn = Button("Turn screen", icon="arrows-clockwise", size="s", key="P")
        self.mail.clicked.connect(self.mailed)
        self.turn.clicked.connect(self.turned)
        self.turn.setAccessibleName("Turn the screen with the receipt")
        self.mail.setAccessibleName("Mail the receipt")
        self.mail.setToolTip("Mail the receipt")
        close = Button(kind="ghost", icon="x", size="s")
        close.setAccessibleName("Close the receipt")
        close.setToolTip("Close the receipt")
        close.clicked.connect(self.closed)
        head = QWidget()
        head.setFixedHeight(theme.size("scan.list_header"))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(SectionHeading("Receipt"))
        row.addWidget(ElidedLabel("scan it with your phone", tone="muted"), 1)
        for button in (self.turn, self.mail, close):  # above: a notice covers what is below
            row.addWidget(button)
        content = QWidget()
        sentences = QVBoxLayout(content)
        sentences.setContentsMargins(0, 0, 0, 0)
        sentences.setSpacing(4)
        for line in self._lines:
            sentences.addWidget(line)
        sentences.addStretch(1)
        self.reading = Reading(content)
        self.reading.setMinimumWidth(1)  # the code keeps its place, whatever the words would like
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._reference)
        words.addWidget(self.reading, 1)
        self._inside = inside = QHBoxLayout()
        inside.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(words, 1)
        self.body.addWidget(head)
        self.body.addWidget(Line())
        self.body.addLayout(inside, 1)
        self.set_compact(compact=False)

    def set_compact(self, compact: bool) -> None:
        """A smaller code for a small window; the reference is in the last sentence too."""
        side = _CODE_COMPACT if compact else _CODE
        self.code.setFixedSize(side, side)
        margin = 8 if compact else 16
        self._inside.setContentsMargins(margin, 8 if compact else 12, margin, 8 if compact else 12)
        self._inside.setSpacing(margin)
        self._reference.setVisible(not compact)
        self.turn.setText("Turn" if compact else "Turn screen")
        self.mail.setText("" if compact else "Mail it")
        for button in (self.turn, self.mail):
            button.updateGeometry()
        for line in self._lines:
            line.set_font("caption" if compact else "body")

    def show_receipt(self, receipt: Receipt) -> None:
        """Show all it says; it can be mailed only where an e-mail is known."""
        self.code.show_code(receipt.modules, f"Receipt {receipt.reference}: mail to withdraw")
        self._reference.setText(receipt.reference)
        for line, text in zip(self._lines, receipt.lines, strict=True):
            line.set_text(text)
        self.mail.setVisible(bool(receipt.mail.to))
