"""The head of the Leads page: how many there are, the filter field, columns, and adding one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from boothapp.ui.leads.column_menu import offer_columns
from boothapp.ui.leads.table import LeadTable
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import SearchField
from boothapp.ui.widgets.labels import ElidedLabel, Label


class LeadsHead(QHBoxLayout):
    """A row of the page's own; `add` calls the order that it is given."""

    def __init__(self, table: LeadTable, add: Callable[[], object]) -> None:
        super().__init__()
        self.counts = ElidedLabel(tone="muted")
        self.filter = SearchField("Filter these leads", key="/")
        self.filter.setMinimumWidth(150)
        self.filter.setMaximumWidth(260)
        self.columns = Button("Columns", icon="columns", drops=True)
        self.columns.clicked.connect(lambda: offer_columns(self.columns, table))
        self.add = Button("Add", icon="plus", key="Ins")
        self.add.setAccessibleName("Add a lead: scan or type a badge")
        self.add.clicked.connect(lambda: add())
        self.setContentsMargins(20, 11, 16, 11)
        self.setSpacing(12)
        self.addWidget(Label("Leads", font="title"))
        self.addWidget(self.counts, 1)
        self.addWidget(self.filter, 1)
        self.addWidget(self.columns)
        self.addWidget(self.add)

    def set_compact(self, compact: bool) -> None:
        """Short words in a small window; a screen reader says all of them."""
        self.filter.setPlaceholderText("Filter" if compact else "Filter these leads")
        for button in (self.columns, self.add):
            button.setText("" if compact else button.accessibleName().partition(" ")[0])
            button.updateGeometry()
