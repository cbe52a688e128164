"""Write leads as an Excel workbook: typed cells, a header that stays, a filter over all columns.

Text is written as text, so nothing in it can become a formula. The rows lie in a temporary folder
of the target's choice meanwhile, readable by its owner only; the memory does not grow with them.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from boothapp.domain.lead_fields import Kind
from boothapp.domain.preflight import XLSX_CELL
from boothapp.files import IN_WORK, UNFINISHED, sweep
from boothapp.writers.blocks import ALONE, Watch, Written
from boothapp.writers.whole_file import Target

if TYPE_CHECKING:  # a slow import, needed for a workbook only
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_BLOCK = 1 << 20
_WIDTHS: Mapping[Kind, int] = {
    Kind.TIME: 19,
    Kind.DAY: 12,
    Kind.NUMBER: 8,
    Kind.YES_NO: 9,
    Kind.NOTES: 40,
}
_USUAL_WIDTH = 22
_DATE_FORMAT = "yyyy-mm-dd hh:mm"
_DAY_FORMAT = "yyyy-mm-dd"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_OLDEST = datetime(1900, 3, 1)  # noqa: DTZ001 - Excel's days have no zone; before it counts wrong
Write = Callable[["Worksheet", int, int, Any], object]


def fill(
    out: Target,
    header: Sequence[str],
    kinds: Sequence[Kind],
    rows: Iterable[Sequence[Any]],
    *,
    watch: Watch = ALONE,
) -> Written:
    """Fill `out` with one sheet: times (ISO 8601) as dates on their own wall clock, whole days
    as dates, numbers, yes and no, and text; a text longer than a cell is cut.

    Raises Cancelled, OSError, and whatever `rows` raises.
    """
    sweep(out.work)
    folder = Path(tempfile.mkdtemp(prefix=IN_WORK, suffix=UNFINISHED, dir=out.work))
    try:
        book = folder / "book.xlsx"
        count = _write_book(book, header, kinds, rows, watch)
        with book.open("rb") as written:
            while block := written.read(_BLOCK):
                out.add(block)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    out.make_durable()
    return Written(out.path, out.sha256, count, out.size)


def _write_book(
    path: Path,
    header: Sequence[str],
    kinds: Sequence[Kind],
    rows: Iterable[Sequence[Any]],
    watch: Watch,
) -> int:
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": _DATE_FORMAT,
    }
    book = Workbook(str(path), options)
    try:
        sheet = book.add_worksheet("Leads")
        bold = book.add_format({"bold": True})
        for at, (name, kind) in enumerate(zip(header, kinds, strict=True)):
            width = max(_WIDTHS.get(kind, _USUAL_WIDTH), min(len(name) + 4, 40))
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, _cell_text(name), bold)
        sheet.freeze_panes(1, 0)
        day = book.add_format({"num_format": _DAY_FORMAT})
        count = _write_rows(sheet, kinds, rows, watch, day)
        sheet.autofilter(0, 0, count, max(0, len(header) - 1))
    except BaseException:
        _let_go(book)
        raise
    book.close()
    return count


def _write_rows(
    sheet: Worksheet,
    kinds: Sequence[Kind],
    rows: Iterable[Sequence[Any]],
    watch: Watch,
    day: Format,
) -> int:
    known: dict[Kind, Write] = {**_WRITE, Kind.DAY: partial(_write_day, day)}
    writes = [known.get(kind, _write_text) for kind in kinds]
    count = 0
    for block in watch.blocks(rows):
        for row in block:
            count += 1
            for at, (write, cell) in enumerate(zip(writes, row, strict=True)):
                if cell not in (None, ""):
                    write(sheet, count, at, cell)
    return count


def _let_go(book: Any) -> None:
    """Close the rows' own temporary files: a workbook that is given up would never be written."""
    for sheet in book.worksheets():
        if sheet.row_data_fh is not None:
            sheet.row_data_fh.close()
    book.fileclosed = True


def _write_text(sheet: Worksheet, row: int, at: int, cell: Any) -> object:
    return sheet.write_string(row, at, _cell_text(str(cell)))


def _write_time(sheet: Worksheet, row: int, at: int, cell: Any) -> object:
    # Excel knows no zones: the event's wall clock is what the others on the sheet go by.
    moment = datetime.fromisoformat(cell).replace(tzinfo=None)
    if moment < _OLDEST:
        return _write_text(sheet, row, at, cell)
    return sheet.write_datetime(row, at, moment)


def _write_day(form: Format, sheet: Worksheet, row: int, at: int, cell: Any) -> object:
    """A whole day; a year or a month alone is no date, and stays as it is."""
    if _DAY.fullmatch(cell) is None or cell < _OLDEST.date().isoformat():
        return _write_text(sheet, row, at, cell)
    return sheet.write_datetime(row, at, date.fromisoformat(cell), form)


def _write_number(sheet: Worksheet, row: int, at: int, cell: Any) -> object:
    return sheet.write_number(row, at, cell)


def _write_yes_no(sheet: Worksheet, row: int, at: int, cell: Any) -> object:
    return sheet.write_boolean(row, at, bool(cell))


_WRITE: Mapping[Kind, Write] = {
    Kind.TIME: _write_time,
    Kind.NUMBER: _write_number,
    Kind.YES_NO: _write_yes_no,
}


def _cell_text(text: str) -> str:
    text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= XLSX_CELL else f"{text[: XLSX_CELL - 1]}…"
