"""An Excel workbook (.xlsx), row by row. Only this file imports openpyxl."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from boothapp.domain.roster import RowProblem
from boothapp.domain.tables import FileFault, FileKind, ReadAs, RosterFileError, TableForm
from boothapp.readers import head_row
from boothapp.readers.cells import BareValue, DateText, FaultText, OtherText
from boothapp.readers.formulas import Unresolved
from boothapp.readers.table import MAX_COLUMNS, Record, Table, checked_headers

_MAX_MB = 600  # unpacked; a list of 100,000 people has some 80
_MAX_TEXTS_MB = 200  # texts lie apart from their rows, and all of them in memory
_TEXTS = "xl/sharedStrings.xml"
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
_EXACT = 10**15  # Excel keeps fifteen digits: a longer number has lost some
# Number formats: their sections, what of them is only colour or space, and those that show the
# number as it is, filled up with zeros.
_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
_DECORATION = re.compile(r"\[(?:[A-Za-z]+|Color ?\d+|\$-[^\]]*)\]|[_*].")
_NUMBER = re.compile(r"(?:[#?]+,[#?]*)?[#?]*(0*)(?:\.[0#?]+)?|General")
_LARGE = re.compile(r"\d\.\d+E\+\d+")  # named as a number that lost digits
_FAULTS = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
_BROKEN = (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError)


@contextmanager
def opened(path: Path, read_as: ReadAs) -> Iterator[Table]:
    """Open one sheet: the one named, else the first that is shown and has a table.

    Raises RosterFileError.
    """
    with _broken_named():
        _refuse_bombs(path)
        book = _load(path)
    try:
        with _broken_named():
            totals = {one.title: int(one.max_row or 0) for one in book.worksheets}
            sheet, sheets = _sheet_of(book, read_as.sheet)
            sheet.reset_dimensions()
        counter = _Counter()
        rows = counter.count(_rows(sheet))
        headers, below = _header(rows)
        form = TableForm(FileKind.WORKBOOK, sheet=sheet.title, sheets=sheets)
        yield Table(
            headers, form, _padded(below, len(headers)), lambda: counter.row, totals[sheet.title]
        )
    finally:
        book.close()


@contextmanager
def _broken_named() -> Iterator[None]:
    """Turn whatever a damaged workbook makes of its reader into RosterFileError."""
    from xml.etree.ElementTree import ParseError
    from zlib import error as deflate_error

    from openpyxl.utils.exceptions import InvalidFileException

    try:
        yield
    except RosterFileError:
        raise
    except (*_BROKEN, ParseError, InvalidFileException, deflate_error, NotImplementedError) as why:
        raise RosterFileError(FileFault.BROKEN_WORKBOOK) from why
    except RuntimeError as why:  # zipfile's word for an encrypted member
        raise RosterFileError(FileFault.PASSWORD) from why


def _refuse_bombs(path: Path) -> None:
    """A small file may unpack to more than any memory holds, or declare texts that grow."""
    with ZipFile(path) as archive:
        members = archive.infolist()
        if not any(one.filename == "xl/workbook.xml" for one in members):
            raise RosterFileError(_fault_of_zip(archive, members))
        if sum(one.file_size for one in members) > _MAX_MB << 20:
            raise RosterFileError(FileFault.TOO_LARGE, limit=_MAX_MB)
        for one in members:
            if one.filename == _TEXTS and one.file_size > _MAX_TEXTS_MB << 20:
                raise RosterFileError(FileFault.TOO_LARGE, limit=_MAX_TEXTS_MB)
            if one.filename.endswith((".xml", ".rels")):
                with archive.open(one) as part:
                    start = part.read(4096)
                if any(word in start for word in _DECLARES):
                    raise RosterFileError(FileFault.BROKEN_WORKBOOK)


def _fault_of_zip(archive: ZipFile, members: list[ZipInfo]) -> FileFault:
    if any(one.filename == "mimetype" for one in members):
        with suppress(RuntimeError):
            if b"opendocument" in archive.read("mimetype")[:200]:
                return FileFault.OPEN_DOCUMENT
    return (
        FileFault.BROKEN_WORKBOOK
        if any("xl/" in one.filename for one in members)
        else (FileFault.BINARY)
    )


def _load(path: Path) -> Any:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which no list needs
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)


def _sheet_of(book: Any, wanted: str | None) -> tuple[Any, tuple[str, ...]]:
    """The sheet, and the titles of all that hold cells."""
    titles = tuple(sheet.title for sheet in book.worksheets)
    if not titles:
        raise RosterFileError(FileFault.EMPTY)
    if wanted is not None:
        found = [one for one in titles if one.casefold() == wanted.casefold()]
        if not found:
            names = ", ".join(f"“{title}”" for title in titles)
            raise RosterFileError(FileFault.NO_SHEET, sheet=wanted, found=names)
        return book[found[0]], titles
    shown = [one for one in book.worksheets if one.sheet_state == "visible"] or book.worksheets
    with_columns = shown if len(shown) == 1 else filter(_has_columns, shown)
    return next(iter(with_columns), shown[0]), titles


def _has_columns(sheet: Any) -> bool:
    """Whether a table begins on a sheet; a cover has a title and no more."""
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    try:
        return sum(map(bool, _header(_rows(sheet))[0])) > 1
    except RosterFileError:
        return False


class _Counter:
    """Which row is in work."""

    def __init__(self) -> None:
        self.row = 0

    def count(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        for number, cells in rows:
            self.row = number
            yield number, cells


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows with anything in them, by Excel's number, their cells as texts."""
    with _broken_named(), warnings.catch_warnings(), sheet._get_source() as source:
        warnings.simplefilter("ignore")  # a date beyond Excel's calendar; it is shown as it is
        unresolved = Unresolved(source)
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if any(cell.value is not None for cell in cells[MAX_COLUMNS:]):
                raise RosterFileError(FileFault.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)
            texts = [
                FaultText()
                if cell.value is None and unresolved.has(number, column)
                else _shown(cell)
                for column, cell in enumerate(cells[:MAX_COLUMNS], start=1)
            ]
            if any(texts):
                yield number, texts


def _header(
    rows: Iterator[tuple[int, list[str]]],
) -> tuple[tuple[str, ...], Iterator[tuple[int, Record]]]:
    """The names of the columns, up to the last that has one, and the rows below."""
    head, below = head_row.parted(iter(rows))
    if head is None or isinstance(head[1], RowProblem):
        raise RosterFileError(FileFault.EMPTY)
    texts = list(head[1])
    while texts and not texts[-1].strip():
        texts.pop()
    return checked_headers(texts), below


def _padded(rows: Iterator[tuple[int, Record]], width: int) -> Iterator[tuple[int, Record]]:
    """A row ends at its last cell that is filled: the empty ones behind it are there too."""
    for number, texts in rows:
        if not isinstance(texts, RowProblem):  # a workbook has none
            yield number, [*texts, *[""] * (width - len(texts))]


def _shown(cell: Any) -> str:
    """The text of a cell, with the zeros that its number format puts before it."""
    value = cell.value
    text = text_of(value)
    if value is None or isinstance(value, bool | date | time | timedelta):
        return text
    form = cell.number_format
    if not form or form == "General":
        return text
    sections = [_DECORATION.sub("", part) for part in _SECTIONS.findall(form)]
    if isinstance(value, str):
        return text if all(part == "@" for part in sections if "@" in part) else OtherText(text)
    if sections[0] == "@":
        return text
    plain = _NUMBER.fullmatch(sections[0]) if sections[0] else None
    if not plain or not (text.isdecimal() or _LARGE.fullmatch(text)):
        return OtherText(text)
    return text.zfill(len(plain[1]))


def text_of(cell: object) -> str:
    """A typed cell as the text that a person reads in it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return BareValue("TRUE" if cell else "FALSE")
    if isinstance(cell, float):
        exact = cell.is_integer() and abs(cell) < _EXACT
        return str(int(cell)) if exact else _number(cell)
    if isinstance(cell, int):
        return str(cell) if abs(cell) < _EXACT else _number(float(cell))
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
        return DateText(cell.date().isoformat() if midnight else cell.isoformat(sep=" "))
    if isinstance(cell, timedelta):
        return DateText(cell)
    if isinstance(cell, date | time):
        return DateText(cell.isoformat())
    text = str(cell)
    return FaultText() if _FAULTS.fullmatch(text) else text


def _number(number: float) -> str:
    """As Excel shows it: what lost digits keeps its E, so that nobody takes it for an id."""
    return f"{number:.15G}" if abs(number) < _EXACT else f"{number:.14E}"
