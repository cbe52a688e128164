"""The leads table: one row per lead, sorted here, filtered by the service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from boothapp.domain.consent import Purpose
from boothapp.domain.lead_rows import LeadRow
from boothapp.domain.people import Rating

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The whole LeadRow, for delegates and pages."""

RATING_WORDS = {Rating.COLD: "Cold", Rating.WARM: "Warm", Rating.HOT: "Hot"}
_HEAT = {None: 0, Rating.COLD: 1, Rating.WARM: 2, Rating.HOT: 3}
_PURPOSE_WORDS = {Purpose.RECRUITING: "Contact", Purpose.CV: "CV", Purpose.MARKETING: "News"}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class LeadColumn(IntEnum):
    """The columns, left to right."""

    NAME = 0
    AFFILIATION = 1
    RATING = 2
    CONSENT = 3
    ROLE = 4
    INTERVIEW = 5
    SEEN = 6


_HEADS = {
    LeadColumn.NAME: "Name",
    LeadColumn.AFFILIATION: "Affiliation",
    LeadColumn.RATING: "Rating",
    LeadColumn.CONSENT: "Consent",
    LeadColumn.ROLE: "Role",
    LeadColumn.INTERVIEW: "Interview",
    LeadColumn.SEEN: "Seen",
}

# What a column is sorted by. Hot before cold and new before old is what descending means.
_KEYS: dict[LeadColumn, Callable[[LeadRow], object]] = {
    LeadColumn.NAME: lambda row: row.name.casefold(),
    LeadColumn.AFFILIATION: lambda row: row.affiliation.casefold(),
    LeadColumn.RATING: lambda row: _HEAT[row.rating],
    LeadColumn.CONSENT: lambda row: len(row.purposes),
    LeadColumn.ROLE: lambda row: row.role.casefold(),
    LeadColumn.INTERVIEW: lambda row: row.interview or _LONG_AGO,
    LeadColumn.SEEN: lambda row: row.seen,
}


def consent_words(purposes: frozenset[Purpose]) -> str:
    """Return what the person agreed to in a word or two; “None” where no yes is valid."""
    if len(purposes) == len(Purpose):
        return "All three"
    return (
        ", ".join(_PURPOSE_WORDS[purpose] for purpose in Purpose if purpose in purposes) or "None"
    )


def day_or_time(instant: datetime, today: date, zone: tzinfo) -> str:
    """Return the time of an instant of today, the day and month of any other."""
    local = instant.astimezone(zone)
    return local.strftime("%H:%M") if local.date() == today else f"{local.day} {local:%b}"


def day_and_time(instant: datetime, today: date, zone: tzinfo) -> str:
    """Return “15:00” for today and “Thu 15:00” for any other day."""
    local = instant.astimezone(zone)
    return local.strftime("%H:%M" if local.date() == today else "%a %H:%M")


class LeadsModel(QAbstractTableModel):
    """The rows that the service answered, in the order that the person chose."""

    def __init__(self, zone: tzinfo, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone, self._today = zone, today
        self._rows: list[LeadRow] = []
        self._column, self._order = LeadColumn.SEEN, Qt.SortOrder.DescendingOrder

    def show(self, rows: Sequence[LeadRow], zone: tzinfo, today: date) -> None:
        """Show other rows; `today` (in `zone`) decides which instants are written as times."""
        self.beginResetModel()
        self._zone, self._today = zone, today
        self._rows = self._sorted(rows)
        self.endResetModel()

    def row_of(self, lead_id: str) -> int | None:
        """Return where a lead stands, None if it is not shown."""
        found = (number for number, row in enumerate(self._rows) if row.id == lead_id)
        return next(found, None)

    def lead(self, row: int) -> LeadRow:
        """Return the lead of a row."""
        return self._rows[row]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows that are equal in it keep their order."""
        self._column, self._order = LeadColumn(column), order
        self.layoutAboutToBeChanged.emit()
        before = [(index, self._rows[index.row()].id) for index in self.persistentIndexList()]
        self._rows = self._sorted(self._rows)
        rows = {row.id: number for number, row in enumerate(self._rows)} if before else {}
        for index, lead_id in before:
            self.changePersistentIndex(index, self.index(rows[lead_id], index.column()))
        self.layoutChanged.emit()

    def _sorted(self, rows: Sequence[LeadRow]) -> list[LeadRow]:
        descending = self._order == Qt.SortOrder.DescendingOrder
        return sorted(rows, key=_KEYS[self._column], reverse=descending)  # type: ignore[arg-type]  # each column has one type of key

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Return the number of leads."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """Return the number of columns."""
        return 0 if parent.isValid() else len(LeadColumn)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return _HEADS[LeadColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text; the text again as tooltip, for what is elided."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, LeadColumn(index.column()))
        return None

    def _text(self, row: LeadRow, column: LeadColumn) -> str:
        match column:
            case LeadColumn.NAME:
                return row.name or row.email or row.badge_id or "No name"
            case LeadColumn.AFFILIATION:
                return row.affiliation
            case LeadColumn.RATING:
                return RATING_WORDS[row.rating] if row.rating else "–"
            case LeadColumn.CONSENT:
                return consent_words(row.purposes)
            case LeadColumn.ROLE:
                return row.role or "–"
            case LeadColumn.INTERVIEW:
                return (
                    day_and_time(row.interview, self._today, self._zone) if row.interview else "–"
                )
            case LeadColumn.SEEN:
                return day_or_time(row.seen, self._today, self._zone)
