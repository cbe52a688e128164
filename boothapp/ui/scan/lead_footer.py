"""The last row of a lead's panel: the interview, the receipt, and on to the next person."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from boothapp.ui.scan.parts import Footer
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import ElidedLabel

_RECEIPT = "Receipt"


class ShortLines(ElidedLabel):
    """Lines that leave what stands beside them its room; where they are cut, the tooltip has all.

    Where even the first one is not whole, none is shown.
    """

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the longest line."""
        metrics = QFontMetricsF(self.font())
        lines = self.whole.split("\n")
        width = max(metrics.horizontalAdvance(line) for line in lines)
        return QSize(round(width) + 2, round(metrics.lineSpacing() * len(lines)) + 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """May vanish: what the buttons say is more."""
        return QSize(0, self.sizeHint().height())

    def _elide(self) -> None:
        room = self.contentsRect().width() + 0.5
        lines = [self._cut(line, room) for line in self.whole.split("\n")]
        # "Next fr…" without the hour tells nothing.
        self._show("\n".join(lines) if self.whole.startswith(lines[0]) else "")


class LeadFooter(Footer):
    """No button is ever cut: first the lines beside `book` give way, then the receipt's word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = Button("Book interview", icon="calendar-plus", key="B", size="l")
        self.next_free = ShortLines(font="caption", tone="muted")
        self.receipt = Button(_RECEIPT, kind="ghost", icon="qr-code", key="P", size="l")
        self.receipt.setToolTip("Receipt: what we keep, until when, how to withdraw")
        self.save = Button("Save & next", kind="primary", key="Enter", size="l")
        self._compact = False
        self.row.addWidget(self.book)
        self.row.addWidget(self.next_free)
        self.row.addWidget(self.receipt)
        self.row.addStretch(1)
        self.row.addWidget(self.save)
        self.set_compact(compact=False)

    def show_interview(self, words: str, *, booked: bool) -> None:
        """When and where their interview is, else the next free slot, in two short lines."""
        self.book.setText("Interview" if booked else "Book interview")
        self.book.updateGeometry()
        self.next_free.set_text(words)
        self.next_free.setAccessibleName(words.replace("\n", ", "))
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """The lower form for a small window, without the lines."""
        super().set_compact(compact)
        self._compact = compact
        self.next_free.setVisible(not compact)
        for button in (self.book, self.receipt, self.save):
            button.grade = "m" if compact else "l"
            button.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There is more room for words, or less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say "Receipt" where there is room for it beside what has to be whole."""
        self.receipt.setText(_RECEIPT)
        buttons = (self.book, self.receipt, self.save)
        around = self.row.contentsMargins()
        needed = sum(button.sizeHint().width() for button in buttons)
        needed += around.left() + around.right() + len(buttons) * self.row.spacing()
        self.receipt.setText("" if self._compact or needed > self.width() else _RECEIPT)
        self.receipt.updateGeometry()
