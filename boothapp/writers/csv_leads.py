"""Write rows as plain CSV: RFC 4180, UTF-8 without BOM, CRLF, and no cell that is a formula.

A file is there whole or not at all (whole_file.py). The rows are written in blocks, so that the csv
module's own loop does the work; a block is searched as a whole for anything that a spreadsheet
could take for a formula, and only a row under suspicion is looked at cell by cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from boothapp.domain.errors import Cancelled
from boothapp.writers.whole_file import Target, unfinished

_BLOCK = 1_000  # rows between two looks at progress and cancel

# A spreadsheet takes a cell for a formula when it begins with = + - @ or a full-width form of them
# (OWASP), also behind white space. A program that parts cells at semicolons, tabs or line ends
# instead of commas sees further beginnings inside a cell.
_BEGINS = re.compile(r"[\t\r\n]|\s*[\0=+\-@＝＋－＠]")
_BEGINS_INSIDE = re.compile(r"""[;\t\r\n](?=[\s"\0]*[=+\-@＝＋－＠])""")
# The same asked of many bytes at once, with a yes too often rather than too seldom: white space
# and quotation marks are dropped, every separator becomes a comma, and whatever may lead into a
# formula (also the first byte of each full-width form and of each wide space) becomes "=". A tab
# both parts cells and opens one, so any tab is a yes.
_DROPPED = b' "\v\f\x1c\x1d\x1e\x1f'
_LEADS_IN = b"=+-@\0\xc2\xe1\xe2\xe3\xef"
_SCREEN = bytes.maketrans(b";\r\n" + _LEADS_IN, b",,," + b"=" * len(_LEADS_IN))
_CELL_OPENS_WITH_LINE_END = (b',"\n', b',"\r', b'\n"\n', b'\n"\r')


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file: where, its SHA-256 in hex, rows without the header, bytes."""

    path: Path
    sha256: str
    rows: int
    bytes: int


def write(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write header and rows to `path`, readable by its owner only, replacing what is there.

    Numbers are written as they are, None as an empty cell, anything else as guarded text.
    `progress` is told the rows so far; `cancelled` is asked between blocks. Raises Cancelled,
    OSError, and whatever `rows` raises; then no file is left and an older one is untouched.
    """
    with unfinished(path) as out:
        return fill(out, header, rows, progress=progress, cancelled=cancelled)


def fill(
    out: Target,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """As `write`, into a file whose appearance the caller holds back (see `unfinished`)."""
    source = iter(rows)
    count = 0
    out.add(_encode([header]))
    while block := list(islice(source, _BLOCK)):
        if cancelled is not None and cancelled():
            raise Cancelled
        out.add(_encode(block))
        count += len(block)
        if progress is not None:
            progress(count)
    out.make_durable()
    return Written(out.path, out.sha256, count, out.size)


def guarded(text: str) -> str:
    """Return the text with an apostrophe before whatever a spreadsheet could run."""
    inside = _BEGINS_INSIDE.sub(r"\g<0>'", text)
    return f"'{inside}" if _BEGINS.match(text) else inside


def _encode(block: Sequence[Sequence[object]]) -> bytes:
    lines = _lines(block)
    data = _utf8("".join(lines))
    if not _suspect(data, rows=len(lines)):
        return data
    found = [number for number, line in enumerate(lines) if _suspect(_utf8(line), rows=1)]
    cured = _lines([[_guarded_cell(cell) for cell in block[number]] for number in found])
    for number, line in zip(found, cured, strict=True):
        lines[number] = line
    return _utf8("".join(lines))


class _Lines(list[str]):
    """Collects what a csv.writer writes: one text for each row, with its line end."""

    write = list.append


def _lines(rows: Iterable[Sequence[object]]) -> list[str]:
    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
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


def _guarded_cell(cell: object) -> object:
    if cell is None or isinstance(cell, int | float):
        return cell
    return guarded(str(cell))
