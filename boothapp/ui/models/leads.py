"""The leads table as Qt sees it: a list of numbers, and the rows of those that were looked at."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import date, tzinfo
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from boothapp.domain.lead_rows import LeadRow, LeadSort
from boothapp.ui.models.lead_words import cell_words

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The whole LeadRow, for delegates and pages; None while it is being read."""

_KEPT = 5_000
"""Rows kept that were looked at; those out of sight are read again."""
_AROUND = 20
"""Rows read before and after those that are wanted, for the next turn of the wheel."""


class LeadColumn(IntEnum):
    """The columns; their order on screen is the header's."""

    CHECK = 0
    NAME = 1
    AFFILIATION = 2
    RATING = 3
    CONSENT = 4
    ROLE = 5
    INTERVIEW = 6
    SEEN = 7
    OWNER = 8
    NEXT_STEP = 9
    TAGS = 10
    GRADUATES = 11
    EMAIL = 12
    MADE = 13


HEADS = {
    LeadColumn.CHECK: "",
    LeadColumn.NAME: "Name",
    LeadColumn.AFFILIATION: "Affiliation",
    LeadColumn.RATING: "Rating",
    LeadColumn.CONSENT: "Consent",
    LeadColumn.ROLE: "Role",
    LeadColumn.INTERVIEW: "Interview",
    LeadColumn.SEEN: "Seen",
    LeadColumn.OWNER: "Owner",
    LeadColumn.NEXT_STEP: "Next step",
    LeadColumn.TAGS: "Tags",
    LeadColumn.GRADUATES: "Graduates",
    LeadColumn.EMAIL: "E-mail",
    LeadColumn.MADE: "Stored",
}

SORTS = {
    LeadColumn.NAME: LeadSort.NAME,
    LeadColumn.AFFILIATION: LeadSort.AFFILIATION,
    LeadColumn.RATING: LeadSort.RATING,
    LeadColumn.CONSENT: LeadSort.CONSENT,
    LeadColumn.ROLE: LeadSort.ROLE,
    LeadColumn.INTERVIEW: LeadSort.INTERVIEW,
    LeadColumn.SEEN: LeadSort.SEEN,
    LeadColumn.OWNER: LeadSort.OWNER,
    LeadColumn.NEXT_STEP: LeadSort.NEXT_STEP,
    LeadColumn.GRADUATES: LeadSort.GRADUATES,
    LeadColumn.MADE: LeadSort.MADE,
}
"""What a click on a column's head sorts by; the others cannot be sorted by."""


_HIGH_FIRST = frozenset({LeadColumn.RATING, LeadColumn.CONSENT, LeadColumn.SEEN, LeadColumn.MADE})
"""A first click puts hot before cold here, and new before old."""


class LeadsModel(QAbstractTableModel):
    """Any number of leads. `rows_wanted` asks for rows by their numbers; `take` brings them."""

    rows_wanted = Signal(list)
    sort_wanted = Signal(object, bool)
    """A LeadSort, and whether from high to low."""
    checked_changed = Signal()

    def __init__(self, zone: tzinfo, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone, self._today = zone, today
        self._numbers = array("q")
        self._rows: dict[int, LeadRow] = {}
        self._missing: set[int] = set()
        self._gone: set[int] = set()
        self._checked: set[int] = set()
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    def set_clock(self, zone: tzinfo, today: date) -> None:
        """`today` (in `zone`) decides which instants are written as times."""
        self._zone, self._today = zone, today

    def show(self, numbers: Sequence[int], rows: Iterable[LeadRow] = ()) -> None:
        """Show other leads, or others as well; rows that are at hand need not be asked for.

        Where those shown are the beginning, the new ones come below and nothing else moves.
        """
        self._rows |= {row.number: row for row in rows}
        wanted = array("q", numbers)  # compared in no time, however many there are
        before, after = len(self._numbers), len(wanted)
        if 0 < before <= after and wanted[:before] == self._numbers:
            if after > before:
                self.beginInsertRows(QModelIndex(), before, after - 1)
                self._numbers = wanted
                self.endInsertRows()
        else:
            self.beginResetModel()
            self._numbers = wanted
            self._forget_some()
            self.endResetModel()

    def forget(self) -> None:
        """What is known of the rows is of before: read them anew when they are looked at."""
        self._rows.clear()
        self._gone.clear()

    def take(self, rows: Sequence[LeadRow], asked: Iterable[int] = ()) -> None:
        """Rows that were asked for; who was asked for and is not among them is gone."""
        self._rows |= {row.number: row for row in rows}
        self._gone.update(number for number in asked if number not in self._rows)
        if self._numbers:
            last = self.index(len(self._numbers) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def place_of(self, number: int | None) -> int | None:
        """The row where a lead stands, None where it is not shown."""
        try:
            return None if number is None else self._numbers.index(number)
        except ValueError:
            return None

    def number(self, row: int) -> int:
        """What the table calls the lead of a row."""
        return self._numbers[row]

    def lead(self, row: int) -> LeadRow | None:
        """The lead of a row; None while it is being read."""
        return self._rows.get(self._numbers[row])

    @property
    def checked(self) -> tuple[int, ...]:
        """The numbers of the leads that are ticked, in the order of the table."""
        if not self._checked:
            return ()
        return tuple(number for number in self._numbers if number in self._checked)

    @property
    def checked_count(self) -> int:
        """How many leads are ticked."""
        return len(self._checked)

    def check(self, rows: Iterable[int], *, ticked: bool) -> None:
        """Tick rows, or take their ticks off."""
        numbers = {self._numbers[row] for row in rows}
        self._set_checked(self._checked | numbers if ticked else self._checked - numbers)

    def check_only(self, numbers: Iterable[int]) -> None:
        """Tick these leads and no others."""
        self._set_checked(set(numbers))

    def is_checked(self, row: int) -> bool:
        """Whether a row is ticked."""
        return self._numbers[row] in self._checked

    def untick_hidden(self) -> None:
        """What is ticked is what can be seen: a key must not be about somebody out of sight."""
        if self._checked:
            self._set_checked(self._checked.intersection(self._numbers))

    def check_all(self) -> None:
        """Tick every lead of the table, or none where all are."""
        everybody = set(self._numbers)
        self._set_checked(set() if everybody <= self._checked else self._checked | everybody)

    @property
    def all_checked(self) -> bool | None:
        """Whether all are ticked; None for some."""
        if not self._checked or not self._numbers:
            return False
        return True if self._checked.issuperset(self._numbers) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the store puts the leads in it."""
        sort = SORTS.get(LeadColumn(column)) if column >= 0 else None
        if sort is not None:
            self.sort_wanted.emit(sort, order == Qt.SortOrder.DescendingOrder)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Return the number of leads."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """Return the number of columns."""
        return 0 if parent.isValid() else len(LeadColumn)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.InitialSortOrderRole and section in _HIGH_FIRST:
            return Qt.SortOrder.DescendingOrder
        if role == Qt.ItemDataRole.AccessibleTextRole and section == LeadColumn.CHECK:
            return "Selected"
        return HEADS[LeadColumn(section)] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A row can be chosen, its box ticked."""
        flags = super().flags(index)
        if index.isValid() and index.column() == LeadColumn.CHECK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text; the text again as tooltip, for what is elided."""
        if not index.isValid():
            return None
        number, column = self._numbers[index.row()], LeadColumn(index.column())
        if column is LeadColumn.CHECK and role == Qt.ItemDataRole.CheckStateRole:
            ticked = number in self._checked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        row = self._rows.get(number)
        if row is None:
            self._want(index.row())
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole and column is LeadColumn.CHECK:
            return f"{cell_words(row, LeadColumn.NAME.name, self._today, self._zone)}, select"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell_words(row, column.name, self._today, self._zone)
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tick a box."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != LeadColumn.CHECK:
            return False
        self.check([index.row()], ticked=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _set_checked(self, numbers: set[int]) -> None:
        if numbers != self._checked:
            self._checked = numbers
            if self._numbers:
                last = self.index(len(self._numbers) - 1, LeadColumn.CHECK)
                self.dataChanged.emit(self.index(0, LeadColumn.CHECK), last)
            self.checked_changed.emit()

    def _want(self, row: int) -> None:
        near = self._numbers[max(0, row - _AROUND) : row + _AROUND]
        known = self._rows.keys() | self._gone
        self._missing.update(number for number in near if number not in known)
        if self._missing:
            self._asking.start()

    def _ask(self) -> None:
        missing, self._missing = sorted(self._missing), set()
        if missing:
            self.rows_wanted.emit(missing)

    def _forget_some(self) -> None:
        if len(self._rows) > _KEPT:
            shown = self._numbers[:_KEPT]
            self._rows = {number: self._rows[number] for number in shown if number in self._rows}
