"""The lower left card: the last scans, how many wait, and the way to all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from boothapp.ui.scan.lines import ScanLine
from boothapp.ui.scan.scans_list import ScansList
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.labels import SectionHeading


class ListCard(Card):
    """`called` and `opened` carry a line; `all_wanted` leads to all leads."""

    called = Signal(object)
    opened = Signal(object)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = ScansList()
        self.waiting = Chip("", tone="ask", icon="hourglass")
        self.waiting.hide()
        everything = Button("All", kind="ghost", icon="arrow-right", size="s", icon_last=True)
        everything.setAccessibleName("All leads")
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("clock", "No scans yet", "They are listed here."))
        self._stack.addWidget(self.list)
        head = QWidget()
        head.setFixedHeight(theme.size("scan.list_header"))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(SectionHeading("Last scans"), 1)
        row.addWidget(self.waiting)
        row.addWidget(everything)
        self.body.addWidget(head)
        self.body.addWidget(Line())
        self.body.addWidget(self._stack, 1)
        self.list.called.connect(self.called)
        self.list.opened.connect(self.opened)
        everything.clicked.connect(self.all_wanted)

    def show_lines(self, lines: Sequence[ScanLine]) -> int:
        """Show these; answers how many wait for an answer, who is on screen now among them."""
        waiting = sum(line.row.waiting for line in lines)
        self.list.lines.show_lines(lines)
        self._stack.setCurrentIndex(1 if lines else 0)
        self.waiting.setText(f"{waiting} waiting")
        self.waiting.setAccessibleName(f"{waiting} waiting for an answer")
        self.waiting.updateGeometry()
        self.waiting.setVisible(waiting > 0)
        return waiting
