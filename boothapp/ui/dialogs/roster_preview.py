"""What a list would do: how many of each kind, and behind each number the people or rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from boothapp.domain.roster import RosterReport
from boothapp.ui.dialogs.roster_wording import HANDED_ON_ABOUT, Kind, handed_on_choice, kinds
from boothapp.ui.models.tables import TextTableModel
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.labels import Label, SectionHeading
from boothapp.ui.widgets.text_table import text_table

_WIDTHS = (None, 90)
_WIDEST = 0.42  # of the table: one column leaves room for the others


class RosterPreview(QWidget):
    """Two tables: the kinds with their numbers, and who or what is behind the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = TextTableModel(("What", "How many"))
        self.rows = TextTableModel()
        self._found: tuple[Kind, ...] = ()
        self.table = text_table(self.kinds, "What the list changes", row_height=30, widths=_WIDTHS)
        self._detail = text_table(self.rows, "Who or what is behind it", row_height=28)
        self._head, self._heading = SectionHeading(""), SectionHeading("")
        self.more = Label(tone="muted", wrap=True)
        self.save = Button("Save the problems as CSV…", icon="file-csv")
        self.signature = Label(wrap=True, tone="muted")
        self.handed_on = CheckBox("")
        self._handed_on_about = Label(HANDED_ON_ABOUT, wrap=True, tone="muted")
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self._arrange()

    def _arrange(self) -> None:
        left, right = QWidget(), QWidget()
        first = QVBoxLayout(left)
        first.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self._head)
        first.addWidget(self.table, 1)
        first.addWidget(self.signature)
        second = QVBoxLayout(right)
        second.setContentsMargins(12, 0, 0, 0)
        second.addWidget(self._heading)
        second.addWidget(self._detail, 1)
        second.addWidget(self.more)
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addStretch()
        second.addLayout(foot)
        body = QSplitter()
        body.addWidget(left)
        body.addWidget(right)
        body.setSizes([330, 600])
        body.setStretchFactor(1, 1)
        body.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(body, 1)
        layout.addSpacing(8)
        layout.addWidget(self.handed_on)
        layout.addWidget(self._handed_on_about)

    def show_report(self, report: RosterReport, *, done: bool = False) -> None:
        """Show what a list would do, or did once it is `done`; what needs a look is chosen."""
        self._head.setText("What happened" if done else "What would happen")
        self._found = kinds(report)
        self.kinds.show([(one.words, f"{one.count:,}") for one in self._found])
        self.signature.setText(report.signature.words)
        self.signature.set_tone("error" if report.signature.before else "muted")
        for widget in (self.handed_on, self._handed_on_about):
            widget.setVisible(report.handed_on > 0 and not done)
        self.handed_on.setText(handed_on_choice(report.handed_on))
        self.handed_on.updateGeometry()
        urgent = next((at for at, one in enumerate(self._found) if one.urgent), 0)
        self.table.selectRow(urgent)
        self._show(urgent)

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._show(current.row())

    def _show(self, number: int) -> None:
        if number >= len(self._found):
            return
        kind = self._found[number]
        self._heading.setText(kind.words)
        self.rows.show(kind.rows, kind.heads)
        self.save.setVisible(kind.to_save)
        more = kind.count - kind.named
        others = kind.more.format(more=f"{more:,}") if more > 0 and kind.more else ""
        self.more.setText("\n".join(filter(None, (others, kind.about))))
        self.more.setVisible(bool(self.more.text()))
        self._detail.resizeColumnsToContents()
        most = round(self._detail.viewport().width() * _WIDEST)
        for column in range(len(kind.heads)):
            self._detail.setColumnWidth(column, min(self._detail.columnWidth(column), most))

    def said(self) -> Sequence[tuple[str, int]]:
        """The kinds with their numbers."""
        return [(one.words, one.count) for one in self._found]
