"""Read the organiser's list: look at it first (`look`), then row by row (`opened`).

CSV and its kin, Excel and JSON, see `table`. Nothing is stored here. Besides rows and problems, the
only way out is RosterFileError.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import chain, islice
from pathlib import Path

from boothapp.domain.roster import RosterField, RosterRow, RowProblem
from boothapp.domain.roster_mapping import ColumnMapping, RosterFile, WordFound
from boothapp.domain.tables import ReadAs, TableForm
from boothapp.readers import cells, guessing, table
from boothapp.readers.roster_rows import RowReader, as_it_stands

_LOOKED_AT = 200  # rows that a guess is made of
_SAMPLE_ROWS = 20
_LETTERS = 6


@dataclass(frozen=True, slots=True)
class OpenRoster:
    """A list that is being read."""

    items: Iterator[RosterRow | RowProblem]
    headers: tuple[str, ...]
    form: TableForm
    done: Callable[[], int]
    total: int


def look(path: Path, read_as: ReadAs | None = None) -> RosterFile:
    """Look at a file without taking it in. Raises RosterFileError where it is no roster."""
    with table.opened(path, read_as) as found:
        first = _filled(islice(found.records, _LOOKED_AT))
        rows = [row for _, row in first]
        sample = first or _filled(found.shown)  # whoever looks should see what does not fit
        mapping, hints = guessing.guess(found.headers, rows)
        return RosterFile(
            headers=found.headers,
            mapping=mapping,
            sample=tuple(row for _, row in sample[:_SAMPLE_ROWS]),
            form=found.form,
            lines=tuple(line for line, _ in sample[:_SAMPLE_ROWS]),
            letters=_letters(found.headers, rows) if not found.form.sure else (),
            hints=hints,
        )


def _filled(records: Iterable[tuple[int, table.Record]]) -> list[tuple[int, tuple[str, ...]]]:
    """The rows with anything in them; what is wrong with others is said when they are read."""
    return [
        (line, tuple(record))
        for line, record in records
        if not isinstance(record, RowProblem) and any(map(str.strip, record))
    ]


def _letters(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Cells by which a person sees whether the encoding is the right one."""
    texts = (cell for row in (headers, *rows) for cell in row if not cell.isascii())
    return tuple(islice(dict.fromkeys(cells.shown(text) for text in texts), _LETTERS))


def words(path: Path, mapping: ColumnMapping, read_as: ReadAs | None = None) -> list[WordFound]:
    """The words of the opt-in column in all of the file, the most frequent first.

    Empty where the column is not mapped. Raises RosterFileError.
    """
    header = mapping.header(RosterField.OPTED_IN)
    with table.opened(path, read_as) as found:
        if header is None or header not in found.headers:
            return []
        position = found.headers.index(header)
        counted: Counter[str] = Counter()
        for _, record in found.records:
            if not isinstance(record, RowProblem) and any(map(str.strip, record)):
                word = record[position].strip() if position < len(record) else ""
                if word in counted or len(counted) < cells.MOST_WORDS:
                    counted[word] += 1
    return [_word(word, count, mapping) for word, count in counted.most_common()]


def _word(word: str, count: int, mapping: ColumnMapping) -> WordFound:
    meaning = cells.opt_in(word, mapping.answers, turned_round=mapping.is_turned_round)
    known = meaning is not None or cells.is_answered(word, mapping.answers)
    return WordFound(cells.shown(word), count, meaning, known)


@contextmanager
def opened(
    path: Path,
    mapping: ColumnMapping,
    *,
    zone: tzinfo,
    all_opted_in: bool = False,
    read_as: ReadAs | None = None,
    whoever: bool = False,
    known_as: Callable[[RosterRow], RosterRow] = as_it_stands,
) -> Iterator[OpenRoster]:
    """Open a list to read its rows and what is wrong with them, in the file's order.

    `zone` is the event's, for times without an offset. `all_opted_in` is the importing person's
    word for a list without an opt-in column; a column, where mapped, stands above it. `whoever`:
    all rows are wanted, whoever agreed, and nothing of them is kept. `known_as` answers with a row
    as a scan reads its badge id: two rows that are one then are one person's. Raises
    RosterFileError, at the latest when the file turns out broken half way: then none of its rows
    should be kept.
    """
    with table.opened(path, read_as) as found:
        is_said = whoever or RosterField.OPTED_IN in mapping.headers
        first = [] if is_said else list(islice(found.records, _LOOKED_AT))
        mapping.check(
            found.headers,
            all_opted_in=all_opted_in,
            whoever=whoever,
            doubtful=guessing.doubtful(found.headers, [row for _, row in _filled(first)]),
        )
        found = replace(found, records=chain(first, found.records))
        reader = RowReader(found.headers, mapping, zone, found.form.kind.place, known_as)
        yield OpenRoster(_items(found, reader), found.headers, found.form, found.done, found.total)


def read(
    path: Path,
    mapping: ColumnMapping,
    *,
    zone: tzinfo,
    all_opted_in: bool = False,
    whoever: bool = False,
    known_as: Callable[[RosterRow], RosterRow] = as_it_stands,
) -> Iterator[RosterRow | RowProblem]:
    """As `opened`, for a list that is read in one go."""
    with opened(
        path, mapping, zone=zone, all_opted_in=all_opted_in, whoever=whoever, known_as=known_as
    ) as found:
        items = list(found.items)
    instead = {item.instead_of for item in items if isinstance(item, RosterRow)}
    yield from (one for one in items if isinstance(one, RowProblem) or one.line not in instead)


def _items(found: table.Table, reader: RowReader) -> Iterator[RosterRow | RowProblem]:
    place = found.form.kind.place
    for line, record in found.records:
        if isinstance(record, RowProblem):
            yield replace(record, place=place)
        elif any(cell.strip() for cell in record):
            yield from reader.read(line, record)
