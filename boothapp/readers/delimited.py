"""CSV and its kin: a text of lines whose cells a comma, semicolon, tab or another mark parts."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from boothapp.domain.roster import ProblemCode, RowProblem
from boothapp.domain.tables import ENCODINGS, FileFault, FileKind, RosterFileError, TableForm
from boothapp.readers import head_row
from boothapp.readers.encodings import Found, first_unreadable, has_damage
from boothapp.readers.table import Record, Table, checked_headers

MAX_RECORD = 100_000  # characters in one row; stays below the csv module's own limit for a cell
USUAL = (",", ";", "\t", "|")
_RARE = (":", "^", "~", "¦", "§", "#", "\x1f", "\x01")
_SAMPLE = 64 * 1024
_ROWS = 30  # rows that a delimiter is judged by
_HARDLY = 0.5  # of the rows, or fewer
_WRAPPED = re.compile('="([^"]*)"')
_EXCELS_OWN = "sep="  # Excel lets a first line say the delimiter


@contextmanager
def opened(path: Path, found: Found, delimiter: str | None = None) -> Iterator[Table]:
    """Open a text of one row a line. Raises RosterFileError."""
    with (
        path.open("rb") as raw,
        io.TextIOWrapper(raw, found.codec, errors=found.errors, newline="") as file,
    ):
        try:
            mark, skipped = _mark_of(file, delimiter)
            rows = records(file, mark, line=skipped)
            form = TableForm(FileKind.TEXT, found.name, found.sure, mark)
            head, rows = head_row.parted(rows)
            total, headers = path.stat().st_size, _headers(head, found)
            first = tuple(islice(rows, _ROWS))
            rows = _undamaged(_not_shifted(first, rows, headers), found)
            shown = tuple(_undamaged(iter(first), found))
            yield Table(headers, form, rows, lambda: min(raw.tell(), total), total, shown)
        except UnicodeDecodeError as error:
            line = first_unreadable(path, found.codec)
            name = ENCODINGS[found.name]
            raise RosterFileError(FileFault.NOT_TEXT, line=line, encoding=name) from error


def _mark_of(file: TextIO, delimiter: str | None) -> tuple[str, int]:
    """The delimiter, and how many lines stand before the header; the file is left there."""
    sample = file.read(_SAMPLE)
    if not sample:
        raise RosterFileError(FileFault.EMPTY)
    if "\0" in sample:
        raise RosterFileError(FileFault.BINARY)
    file.seek(0)
    first = sample.splitlines()[0] if sample.strip() else ""
    if first.casefold().startswith(_EXCELS_OWN) and len(first) == len(_EXCELS_OWN) + 1:
        file.readline()
        return delimiter or first[-1], 1
    return delimiter or find_delimiter(sample, whole=len(sample) < _SAMPLE), 0


def find_delimiter(sample: str, *, whole: bool = True) -> str:
    """The mark that parts the rows of a text best; `whole`: its last row is no torn one.

    The first row may be a title. Then the table decides: where its columns have names that are
    known, or where hardly a row is as wide as the title.
    """
    found, even = USUAL[0], 0.0
    for marks in (USUAL, _RARE):
        scores = {mark: _score(_parsed(sample, mark, whole=whole)) for mark in marks}
        best = max(marks, key=lambda mark: scores[mark])
        if scores[best][1] > 1:
            found, even = best, scores[best][0]
            break
    for mark in USUAL:
        rows, broken = _parsed(sample, mark, whole=whole)
        at = head_row.find(rows)
        below = _score((rows[at:], broken))[0]
        if at and below > (_HARDLY if head_row.has_known(rows[at]) else max(even, _HARDLY)):
            found, even = mark, below
    return found


def _parsed(sample: str, mark: str, *, whole: bool) -> tuple[list[list[str]], int]:
    """The first rows, and how many were broken."""
    rows: list[list[str]] = []
    broken = 0
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark, strict=True):
            rows.append(row)
            if len(rows) > _ROWS:
                break
    except csv.Error:
        broken = 1
    if not whole and len(rows) > 1 and not broken and len(rows) <= _ROWS:
        rows.pop()
    return rows, broken


def _score(parsed: tuple[list[list[str]], int]) -> tuple[float, int, float]:
    """How many rows are as wide as the first, how wide that is, how many cells begin plainly."""
    rows, broken = parsed
    if not rows or len(rows[0]) < 2:
        return 0.0, 0, 0.0
    width = len(rows[0])
    filled = [row for row in rows if row]
    even = sum(len(row) == width for row in filled) / (len(filled) + broken)
    cells = [cell for row in filled for cell in row[1:]]
    plain = sum(not cell.startswith(" ") for cell in cells) / max(1, len(cells))
    return round(even, 1), width, plain


def _headers(first: tuple[int, Record] | None, found: Found) -> tuple[str, ...]:
    if first is None:
        raise RosterFileError(FileFault.EMPTY)
    if isinstance(first[1], RowProblem):
        raise RosterFileError(FileFault.NO_HEADER)
    if any(map(has_damage, first[1])):
        name = ENCODINGS[found.name]
        raise RosterFileError(FileFault.NOT_TEXT, line=first[0], encoding=name)
    return checked_headers(first[1])


def _undamaged(rows: Iterator[tuple[int, Record]], found: Found) -> Iterator[tuple[int, Record]]:
    """The rows, but for those with a letter that cannot be read: nobody guesses what it was."""
    for line, record in rows:
        if not isinstance(record, RowProblem) and any(map(has_damage, record)):
            values = {"encoding": ENCODINGS[found.name]}
            yield line, RowProblem(line, None, ProblemCode.DAMAGED, values)
        else:
            yield line, record


def _not_shifted(
    first: Sequence[tuple[int, Record]],
    rows: Iterator[tuple[int, Record]],
    headers: tuple[str, ...],
) -> Iterator[tuple[int, Record]]:
    """The `first` rows and the others, but for those that have a cell too many, whether or not the
    last one is filled.

    A mark too many in a cell moves all after it one column on: somebody's no under nobody's name,
    or, where they said nothing, their yes to another thing under the sponsors' name.
    """
    lengths = Counter(len(one) for _, one in first if not isinstance(one, RowProblem) and any(one))
    usual = max(lengths, key=lambda length: (lengths[length], -length), default=len(headers))
    named = max(number for number, header in enumerate(headers, start=1) if header)
    for line, record in chain(first, rows):
        found = 0 if isinstance(record, RowProblem) else _cells(record, max(usual, len(headers)))
        if found > named:
            values = {"found": found, "expected": named}
            yield line, RowProblem(line, None, ProblemCode.CELL_COUNT, values)
        else:
            yield line, record


def _cells(record: list[str], usual: int) -> int:
    """How many cells a row has: those up to the last filled one, and the empty ones after it only
    where no other row ends in so many."""
    if len(record) > usual and any(cell.strip() for cell in record):
        return len(record)
    return max((at for at, cell in enumerate(record, start=1) if cell.strip()), default=0)


def _read_line(file: TextIO, *, at: int) -> str:
    """Read one physical line; refuse the endless ones and bytes that are no text."""
    line = file.readline(MAX_RECORD + 1)
    if "\0" in line:
        raise RosterFileError(FileFault.BINARY)
    if len(line) > MAX_RECORD:
        raise RosterFileError(FileFault.RECORD_TOO_LONG, line=at)
    return line


class _Lines:
    """The physical lines of the record in work: a record may span several, but not the file."""

    def __init__(self, file: TextIO, line: int) -> None:
        self._file = file
        self.line = line  # the last one handed out
        self.begins = line + 1  # where the record in work began
        self._length = 0

    def next_record(self) -> None:
        self.begins = self.line + 1
        self._length = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        text = _read_line(self._file, at=self.begins)
        if not text:
            raise StopIteration
        self.line += 1
        self._length += len(text)
        if self._length > MAX_RECORD:
            raise RosterFileError(FileFault.RECORD_TOO_LONG, line=self.begins)
        return text


def records(file: TextIO, delimiter: str, *, line: int) -> Iterator[tuple[int, Record]]:
    """Yield each record after `line` with the line it begins on, or what broke it.

    Strict: a quotation mark out of place is that row's problem, and the next row is read again.
    """
    lines = _Lines(file, line)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.next_record()
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            values = {"until": lines.line}
            yield lines.begins, RowProblem(lines.begins, None, ProblemCode.BROKEN_QUOTES, values)
        else:
            yield lines.begins, [_unwrapped(cell) for cell in record]


def _unwrapped(cell: str) -> str:
    """A cell that Excel writes as a formula, to keep its zeros: ="00125"."""
    found = _WRAPPED.fullmatch(cell) if cell.startswith("=") else None
    return found[1] if found else cell
