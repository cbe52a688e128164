"""The receipt turned to the attendee: a code to scan, and what it says in their language."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.receipts import Receipt
from boothapp.ui.context import Frame
from boothapp.ui.scan.cover import Cover
from boothapp.ui.scan.reading import Reading
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label, Paragraph
from boothapp.ui.widgets.qr import QrCode

_LEAST_CODE = 280
_ENDS = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_P}


class TurnedReceipt(Cover):
    """Covers the window until somebody presses OK."""

    def __init__(self, window: QWidget, frame: Frame) -> None:
        super().__init__(window, frame, "Receipt for the attendee")
        self.code = QrCode(_LEAST_CODE)
        self._title = Paragraph(font="attendee_title")
        self._reference = Label(font="attendee_item")
        self._lines = [Paragraph(font="attendee_text", tone="text_secondary") for _ in range(4)]
        done = Button("OK", kind="primary", size="xl", key="Enter")
        done.clicked.connect(self._end)
        content = QWidget()
        words = QVBoxLayout(content)
        words.setContentsMargins(0, 0, 0, 0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._reference)
        words.addSpacing(8)
        for line in self._lines:
            words.addWidget(line)
        words.addStretch(1)
        self._reading = Reading(content)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(done)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._reading, 1)
        right.addLayout(foot)
        self._inside = QHBoxLayout(self)
        self._inside.addWidget(self.code, 1)
        self._inside.addLayout(right, 1)

    @property
    def reading(self) -> Reading:
        """The sentences."""
        return self._reading

    def turn(self, receipt: Receipt) -> None:
        """Show it over the window."""
        self.code.show_code(receipt.modules, f"Receipt {receipt.reference}: mail to withdraw")
        self._title.set_text(receipt.title)
        self._reference.setText(receipt.reference)
        for line, text in zip(self._lines, receipt.lines, strict=True):
            line.set_text(text)
        self.cover()

    def fit(self, *, compact: bool) -> None:
        """Smaller letters, and most of the width for them, where there is little room."""
        side, top = (24, 16) if compact else (theme.size("turned.side"), 32)
        self._inside.setContentsMargins(side, top, side, top)
        self._inside.setSpacing(32 if compact else 48)
        self._inside.setStretch(0, 0 if compact else 1)
        self._title.set_font("attendee_title_compact" if compact else "attendee_title")
        for line in self._lines:
            line.set_font("attendee_text_compact" if compact else "attendee_text")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Every other key ends here."""
        key = Qt.Key(event.key())
        if key in _ENDS:
            self._end()
        else:
            self._reading.leaf(key)
        event.accept()

    def _end(self) -> None:
        self.hide()
        self.turned_back.emit()
