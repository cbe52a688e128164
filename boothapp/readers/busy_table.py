"""Talks, posters and other busy times of many people, out of a file: see `table` for its forms.

Columns, under any of their usual names: badge id or e-mail, start, end; title, place and kind where
there are some.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from boothapp.domain.busy import BusyFault, BusyFileError, BusyProblem, BusyRead, BusyRow
from boothapp.domain.event import EventInfo
from boothapp.domain.mail import is_email
from boothapp.domain.people import BusyTime
from boothapp.domain.roster import RosterField, RowProblem
from boothapp.readers import cells, event_days, headers
from boothapp.readers.table import opened


class _Column(StrEnum):
    WHO = "who"
    BADGE_ID = "badge_id"
    EMAIL = "email"
    TITLE = "title"
    STARTS = "starts"
    ENDS = "ends"
    PLACE = "place"
    KIND = "kind"


_WHO = (_Column.WHO, _Column.BADGE_ID, _Column.EMAIL)
_NAMES = {
    _Column.WHO: "who person",
    _Column.BADGE_ID: headers.names(RosterField.BADGE_ID),
    _Column.EMAIL: headers.names(RosterField.EMAIL),
    _Column.TITLE: "title session sessiontitle talktitle postertitle subject summary event titel",
    _Column.STARTS: "starts start starttime startsat begins begin from datetimestart beginn début",
    _Column.ENDS: "ends end endtime endsat until to datetimeend ende fin",
    _Column.PLACE: "place room location where hall ort lieu",
    _Column.KIND: "kind type sort sessiontype category art",
}
_ANY_KIND = "busy"


def read(path: Path, event: EventInfo) -> BusyRead:
    """Read all rows. Raises BadInput where the file is no table, or lacks a column it needs."""
    rows: list[BusyRow] = []
    problems: list[BusyProblem] = []
    with opened(path) as table:
        header = table.headers
        columns = _columns(header)
        for line, record in table.records:
            if isinstance(record, RowProblem):
                fault = BusyFault(record.code.value)  # what a table finds, both have a word for
                problems.append(BusyProblem(line, fault, values=record.values))
            elif any(cell.strip() for cell in record):
                reader = _Row(line, columns, event)
                rows.extend(reader.read(record, len(header)))
                problems.extend(reader.problems)
    return BusyRead(tuple(rows), tuple(problems))


def _columns(header: Sequence[str]) -> dict[_Column, tuple[int, str]]:
    """Where each column is, and its name. Raises BusyFileError where one is missing."""
    found = headers.guess(header, _NAMES)
    wanted = {
        "“Badge ID” or “E-mail”": any(column in found for column in _WHO),
        "“Starts”": _Column.STARTS in found,
        "“Ends”": _Column.ENDS in found,
    }
    missing = [name for name, there in wanted.items() if not there]
    if missing:
        raise BusyFileError(
            f"The file’s first line has no column {' and none '.join(missing)}. "
            f"Columns found: {', '.join(header)}."
        )
    return {column: (list(header).index(name), name) for column, name in found.items()}


class _Row:
    """Reads one row; what is wrong with it gathers in `problems`."""

    def __init__(
        self, line: int, columns: dict[_Column, tuple[int, str]], event: EventInfo
    ) -> None:
        self.problems: list[BusyProblem] = []
        self._line = line
        self._columns = columns
        self._event = event
        self._cells: dict[_Column, str] = {}

    def read(self, record: Sequence[str], width: int) -> Iterator[BusyRow]:
        """Yield the row, unless something is wrong that it cannot be kept with."""
        if len(record) < width or any(cell.strip() for cell in record[width:]):
            values = {"found": len(record), "expected": width}
            self.problems.append(BusyProblem(self._line, BusyFault.CELL_COUNT, values=values))
            return
        self._cells = {column: record[at] for column, (at, _) in self._columns.items()}
        for column, text in self._cells.items():
            if len(text) > cells.MAX_CELL:
                self._report(column, BusyFault.TOO_LONG, limit=cells.MAX_CELL)
                return
        who, times = self._who(), self._times()
        if who is None or times is None:
            return
        kind = self._text(_Column.KIND) or _ANY_KIND
        title, place = self._text(_Column.TITLE), self._text(_Column.PLACE)
        yield BusyRow(self._line, who, BusyTime(kind, title, *times, place))

    def _report(self, column: _Column | None, fault: BusyFault, **values: str | int) -> None:
        name = self._columns[column][1] if column in self._columns else ""
        title = cells.shown(self._cells.get(_Column.TITLE, ""))
        self.problems.append(BusyProblem(self._line, fault, name, title, values))

    def _who(self) -> str | None:
        """The first of the identifiers that is there, to the letter."""
        found = ((column, self._cells.get(column, "").strip()) for column in _WHO)
        column, text = next(((c, text) for c, text in found if text), (None, ""))
        if not text:
            self._report(None, BusyFault.NO_IDENTITY)
        elif cells.has_invisible(text):
            self._report(column, BusyFault.CONTROL_CHARACTERS, value=cells.shown(text))
        elif (column is _Column.EMAIL or "@" in text) and not is_email(text):
            self._report(column, BusyFault.EMAIL_SHAPE, value=cells.shown(text))
        else:
            return text
        return None

    def _times(self) -> tuple[datetime, datetime] | None:
        """Start and end in UTC, where they can be read and are on the event's days."""
        starts, ends = self._cells[_Column.STARTS], self._cells[_Column.ENDS]
        first = cells.read_moment(starts, self._event.zone)
        if first is None:
            self._report(_Column.STARTS, BusyFault.START_UNREADABLE, value=cells.shown(starts))
            return None
        last = cells.read_end(ends, first, self._event.zone)
        if last is None:
            self._report(_Column.ENDS, BusyFault.END_UNREADABLE, value=cells.shown(ends))
            return None
        times = first.astimezone(UTC), last.astimezone(UTC)
        if times[0] >= times[1]:
            self._report(_Column.ENDS, BusyFault.ENDS_FIRST)
        elif not event_days.touched(*times, self._event):
            self._report(_Column.STARTS, BusyFault.OUTSIDE)
        else:
            return times
        return None

    def _text(self, column: _Column) -> str:
        text = self._cells.get(column, "")
        if cells.has_invisible(text):
            self._report(column, BusyFault.CLEANED)
        return cells.clean(text)
