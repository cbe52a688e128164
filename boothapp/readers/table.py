"""A table that somebody brings, row by row: CSV and its kin, an Excel workbook, or JSON.

What kind it is, its content says, not its name. Nothing is kept in memory but the row in work (and
the texts of a workbook, which lie apart from its rows). What cannot be read raises
RosterFileError, which names the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from boothapp.domain.mail import is_email
from boothapp.domain.roster import RowProblem
from boothapp.domain.tables import FileFault, ReadAs, RosterFileError, TableForm
from boothapp.files import shown_name
from boothapp.readers.cells import has_half, shown

Record = list[str] | RowProblem
MAX_COLUMNS = 500
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """An open table. `records` yields each row's place (as people see it) with its cells."""

    headers: tuple[str, ...]
    form: TableForm
    records: Iterator[tuple[int, Record]]
    done: Callable[[], int]
    """How much of `total` was read, in bytes or rows."""
    total: int
    shown: tuple[tuple[int, Record], ...] = ()
    """The first rows as they stand, where `records` may leave out what does not fit the names."""


@contextmanager
def opened(path: Path, read_as: ReadAs | None = None) -> Iterator[Table]:
    """Open a file as a table. Raises RosterFileError, also from `records`."""
    try:
        with _door(path, read_as or ReadAs()) as table:
            yield table
    except RosterFileError as error:
        raise error.of(shown_name(path)) from error
    except OSError as error:
        cause = error.strerror or str(error)
        raise RosterFileError(FileFault.MISSING, file=shown_name(path), cause=cause) from error


def _door(path: Path, read_as: ReadAs) -> AbstractContextManager[Table]:
    """The reader for what the file is."""
    with path.open("rb") as raw:
        start = raw.read(_LOOK)
    if start.startswith(_OLE):
        raise RosterFileError(_fault_of_ole(path))
    if start.startswith(_ZIP):
        from boothapp.readers import workbook  # slow to import, and often not needed

        return workbook.opened(path, read_as)
    from boothapp.readers import delimited, encodings, json_table

    found = encodings.chosen(path, read_as.encoding) if read_as.encoding else encodings.find(path)
    kind = json_table.kind_of(path, start, found)
    if kind is not None:
        return json_table.opened(path, kind, found)
    return delimited.opened(path, found, read_as.delimiter)


def _fault_of_ole(path: Path) -> FileFault:
    """Old workbooks and locked new ones lie in the same kind of container."""
    with path.open("rb") as raw:
        locked = "EncryptedPackage".encode("utf-16-le") in raw.read(1 << 22)
    return FileFault.PASSWORD if locked else FileFault.OLD_EXCEL


def checked_headers(names: list[str]) -> tuple[str, ...]:
    """The names of the columns. Raises RosterFileError where they are none."""
    headers = tuple(name.strip() for name in names)
    named = [name for name in headers if name]
    if len(headers) > MAX_COLUMNS:
        raise RosterFileError(FileFault.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)
    if not named or any(is_email(name) or name.isdigit() for name in named):
        raise RosterFileError(FileFault.NO_HEADER)
    halved = next((name for name in named if has_half(name)), None)
    if halved is not None:
        raise RosterFileError(FileFault.HALF_CHARACTER, column=shown(halved))
    seen: set[str] = set()
    for name in named:
        if name.casefold() in seen:
            raise RosterFileError(FileFault.DUPLICATE_HEADER, column=name)
        seen.add(name.casefold())
    return headers
