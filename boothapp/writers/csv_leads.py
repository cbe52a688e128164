"""Write rows as CSV: RFC 4180, UTF-8, CRLF, and no cell that is a formula.

Plain CSV has commas and no byte-order mark; Excel opens a file by a double click only with the mark
and with the separator of its region.

A file is there whole or not at all (whole_file.py). The rows are written in blocks, so that the csv
module's own loop does the work; a block is searched as a whole for anything that a spreadsheet
could take for a formula, and only a row under suspicion is looked at cell by cell.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from boothapp.writers.blocks import ALONE, Watch, Written
from boothapp.writers.whole_file import Target, unfinished

# A spreadsheet takes a cell for a formula when it begins with = + - @ or a full-width form of them
# (OWASP), also behind white space. A program that parts cells at semicolons, tabs or line ends
# instead of commas sees further beginnings inside a cell.
_BEGINS = re.compile(r"[\t\r\n]|\s*[\0=+\-@＝＋－＠]")
_BEGINS_INSIDE = re.compile(r"""[;\t\r\n](?=[\s"\0]*[=+\-@＝＋－＠])""")
_BEGINS_INSIDE_OR_COMMA = re.compile(_BEGINS_INSIDE.pattern.replace("[;", "[,;", 1))
# The same asked of many bytes at once, with a yes too often rather than too seldom: white space
# and quotation marks are dropped, every separator becomes a comma, and whatever may lead into a
# formula (also the first byte of each full-width form and of each wide space) becomes "=". A tab
# both parts cells and opens one, so any tab is a yes.
_DROPPED = b' "\v\f\x1c\x1d\x1e\x1f'
_LEADS_IN = b"=+-@\0\xc2\xe1\xe2\xe3\xef"
_SCREEN = bytes.maketrans(b";\r\n" + _LEADS_IN, b",,," + b"=" * len(_LEADS_IN))
_CELL_OPENS_WITH_LINE_END = (b',"\n', b',"\r', b'\n"\n', b'\n"\r')


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells are parted, and whether the file begins with a byte-order mark."""

    separator: str = ","
    bom: bool = False


PLAIN = Dialect()


def write(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    dialect: Dialect = PLAIN,
    watch: Watch = ALONE,
) -> Written:
    """Write header and rows to `path`, readable by its owner only, replacing what is there.

    Numbers are written as they are, None as an empty cell, anything else as guarded text.
    Raises Cancelled, OSError, and whatever `rows` raises; then no file is left and an older one
    is untouched.
    """
    with unfinished(path) as out:
        return fill(out, header, rows, dialect=dialect, watch=watch)


def fill(
    out: Target,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    dialect: Dialect = PLAIN,
    watch: Watch = ALONE,
) -> Written:
    """As `write`, into a file whose appearance the caller holds back (see `unfinished`)."""
    count = 0
    if dialect.bom:
        out.add(codecs.BOM_UTF8)
    out.add(_encode([header], dialect.separator))
    for block in watch.blocks(rows):
        out.add(_encode(block, dialect.separator))
        count += len(block)
    out.make_durable()
    return Written(out.path, out.sha256, count, out.size)


def guarded(text: str, separator: str = ",") -> str:
    """Return the text with an apostrophe before whatever a spreadsheet could run.

    A comma is between quotation marks in a file that is parted by commas, and only there.
    """
    inside = _BEGINS_INSIDE if separator == "," else _BEGINS_INSIDE_OR_COMMA
    text = inside.sub(r"\g<0>'", text)
    return f"'{text}" if _BEGINS.match(text) else text


def _encode(block: Sequence[Sequence[object]], separator: str) -> bytes:
    lines = _lines(block, separator)
    data = _utf8("".join(lines))
    if not _suspect(data, rows=len(lines)):
        return data
    found = [number for number, line in enumerate(lines) if _suspect(_utf8(line), rows=1)]
    cells = [[_guarded_cell(cell, separator) for cell in block[number]] for number in found]
    for number, line in zip(found, _lines(cells, separator), strict=True):
        lines[number] = line
    return _utf8("".join(lines))


class _Lines(list[str]):
    """Collects what a csv.writer writes: one text for each row, with its line end."""

    write = list.append


def _lines(rows: Iterable[Sequence[object]], separator: str) -> list[str]:
    lines = _Lines()
    csv.writer(lines, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return lines


def _utf8(text: str) -> bytes:
    # A lone surrogate has no UTF-8; it came from bytes that were no text.
    return text.encode(errors="replace")


def _suspect(data: bytes, *, rows: int) -> bool:
    """Say whether these rows may hold a formula; a false alarm costs time only."""
    lines = b"\n" + data
    if b"\t" in data or b",=" in lines.translate(_SCREEN, _DROPPED):
        return True
    if data.count(b"\n") == data.count(b"\r") == rows:  # no line end inside a cell
        return False
    return any(opening in lines for opening in _CELL_OPENS_WITH_LINE_END)


def _guarded_cell(cell: object, separator: str) -> object:
    if cell is None or isinstance(cell, int | float):
        return cell
    return guarded(str(cell), separator)
