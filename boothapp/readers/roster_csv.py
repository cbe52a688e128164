"""Read the organiser's list from CSV: look at it first (`sniff`), then row by row (`read`).

UTF-8 with or without BOM; comma, semicolon or tab. Nothing is stored here. Besides rows and
problems, the only way out is RosterFileError.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from itertools import islice
from pathlib import Path

from boothapp.domain.roster import (
    ColumnMapping,
    RosterFile,
    RosterRow,
    RowProblem,
)
from boothapp.readers.headers import guess_mapping
from boothapp.readers.roster_rows import RowReader
from boothapp.readers.table import opened, read_header, records

_SAMPLE_ROWS = 20


def sniff(path: Path) -> RosterFile:
    """Look at a file without taking it in. Raises RosterFileError where it is no roster."""
    with opened(path) as (file, encoding):
        headers, delimiter = read_header(file)
        rows = (
            tuple(record)
            for _, record in records(file, delimiter, line=1)
            if not isinstance(record, RowProblem)
        )
        sample = tuple(islice(rows, _SAMPLE_ROWS))
        return RosterFile(headers, guess_mapping(headers), sample, delimiter, encoding)


def read(
    path: Path, mapping: ColumnMapping, *, zone: tzinfo, all_opted_in: bool = False
) -> Iterator[RosterRow | RowProblem]:
    """Yield the rows of a file and what is wrong with them, in the file's order.

    `zone` is the event's, for times without an offset. `all_opted_in` is the importing person's
    word for a list without an opt-in column; a column, where mapped, stands above it. Raises
    RosterFileError, at the latest when the file turns out broken half way: then none of its rows
    should be kept.
    """
    with opened(path) as (file, _):
        headers, delimiter = read_header(file)
        mapping.check(headers, all_opted_in=all_opted_in)
        rows = RowReader(headers, mapping, zone)
        for line, record in records(file, delimiter, line=1):
            if isinstance(record, RowProblem):
                yield record
            elif any(cell.strip() for cell in record):
                yield from rows.read(line, record)
