"""Which columns the leads table shows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from boothapp.ui.leads.table import USUAL, WIDTHS, LeadTable
from boothapp.ui.models.leads import HEADS, LeadColumn
from boothapp.ui.widgets.menu import Menu

_ALWAYS = frozenset({LeadColumn.CHECK, LeadColumn.NAME})


def offer_columns(button: QWidget, table: LeadTable) -> None:
    """Drop a menu to choose columns; a head is dragged to move its column."""
    menu = Menu(button)
    for column in LeadColumn:
        if column in _ALWAYS:
            continue
        action = menu.addAction(HEADS[column])
        action.setCheckable(True)
        action.setChecked(table.shows(column))
        action.toggled.connect(lambda on, column=column: table.show_column(column, shown=on))
    menu.addSeparator()
    menu.addAction("The usual columns", lambda: _as_usual(table))
    menu.drop()


def _as_usual(table: LeadTable) -> None:
    table.arrange({one.name: WIDTHS[one] for one in USUAL if one is not LeadColumn.CHECK})
    table.columns_changed.emit()
