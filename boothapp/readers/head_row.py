"""Which row of a table holds the names of its columns: titles and notes may stand above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from boothapp.domain.mail import is_email
from boothapp.domain.roster import RowProblem
from boothapp.readers import cells
from boothapp.readers.headers import is_known
from boothapp.readers.table import Record

_LOOK = 10  # rows among which the names are looked for
_SEVERAL = 2


def parted(
    rows: Iterator[tuple[int, Record]],
) -> tuple[tuple[int, Record] | None, Iterator[tuple[int, Record]]]:
    """The row of the names with its place, and those below it; None where there is no row."""
    first = list(islice(rows, _LOOK))
    if not first:
        return None, rows
    whole: list[list[str]] = []
    for _, record in first:
        if isinstance(record, RowProblem):
            break
        whole.append(record)
    at = find(whole)
    return first[at], chain(first[at + 1 :], rows)


def find(rows: Sequence[Sequence[str]]) -> int:
    """The number of the row that holds the names, among the first rows of a table.

    It is the first one with several cells: one cell alone above it is a title. A title may have
    two, such as “Exported” and a day, where a wider row below has names that are known. What
    stands above is never passed over for a row that holds people.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:_LOOK]]
    known = [sum(map(is_known, row)) for row in rows[:_LOOK]]
    first = next((at for at, count in enumerate(filled) if count), 0)
    for at in range(first, len(filled)):
        above = range(first, at)
        if has_known(rows[at]) and all(
            filled[one] < filled[at] and known[one] < known[at] for one in above
        ):
            return at
    several = next((at for at, count in enumerate(filled) if count >= _SEVERAL), first)
    if any(known[first:several]) or not _may_be_names(rows[several:]):
        return first
    return several


def has_known(row: Sequence[str]) -> bool:
    """Whether several cells of a row are names that lists give to columns."""
    return sum(map(is_known, row)) >= _SEVERAL


def _may_be_names(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of some rows may hold names: no addresses or answers stand in it, and
    nothing that stands below it once more."""
    if not rows:
        return False
    if any(map(is_known, rows[0])):
        return True
    for at, cell in enumerate(map(str.strip, rows[0])):
        is_id = " " not in cell and any(map(str.isdigit, cell))
        if is_id or is_email(cell) or cells.opt_in(cell) is not None:
            return False
        if cell and any(at < len(row) and row[at].strip() == cell for row in rows[1:_LOOK]):
            return False
    return True
