"""The cursor of the leads table: it stays with its person, wherever they stand."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject

from boothapp.ui.leads.loader import LeadLoader
from boothapp.ui.leads.person_desk import PersonDesk
from boothapp.ui.leads.table import LeadTable
from boothapp.ui.models.leads import LeadColumn, LeadsModel


class LeadCursor(QObject):
    """Shows who is under the cursor, and brings it back when the table is read anew."""

    def __init__(self, table: LeadTable, model: LeadsModel, person: PersonDesk) -> None:
        super().__init__(table)
        self._table, self._model, self._person = table, model, person
        self.wanted = ""
        """The id of a lead that somebody wants to see, until it is there."""
        table.selectionModel().currentRowChanged.connect(self._choose)

    def first_seen(self) -> int:
        """The first row that can be seen."""
        return max(0, self._table.rowAt(0))

    def enter(self) -> None:
        """Give the table the keys, and the cursor to its first row where it is nowhere."""
        if self._model.rowCount() and not self._table.currentIndex().isValid():
            self._table.selectRow(0)
        self._table.setFocus()

    def bring_back(self, loader: LeadLoader, *, whole: bool) -> None:
        """Go to who is wanted, or back to who was chosen last.

        Who is not among all leads (`whole`) any more is let go of.
        """
        sought = loader.sought
        if self.wanted and sought.lead_id != self.wanted:
            return  # an answer to what was asked before
        number = sought.number if self.wanted else self._person.number
        row = self._model.place_of(number)
        if row is not None:
            self._go_to(row)
        elif whole:
            self.wanted = ""
            self._person.show_nobody()

    def _go_to(self, row: int) -> None:
        sorted_anew = not self.wanted and self._table.verticalScrollBar().value() == 0
        self._table.setAutoScroll(not sorted_anew)  # another order begins at its top
        self.wanted = ""
        column = max(int(LeadColumn.NAME), self._table.currentIndex().column())
        index = self._model.index(row, column)
        flags = QItemSelectionModel.SelectionFlag
        if self._table.currentIndex().row() == row:
            self._choose(index)
        self._table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._table.setAutoScroll(True)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self._person.show(self._model.number(current.row()))
