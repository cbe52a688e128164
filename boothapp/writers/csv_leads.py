"""Write rows as plain CSV: RFC 4180, UTF-8 without BOM, CRLF, and no cell that is a formula.

A file is there whole or not at all: it is written beside its place under a temporary name, made
durable, and renamed. The rows are written in blocks, so that the csv module's own loop does the
work; a block is searched as a whole for anything that a spreadsheet could take for a formula, and
only a row under suspicion is looked at cell by cell.
"""

from __future__ import annotations

import contextlib
import csv
import glob
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from boothapp.domain.errors import Cancelled

_LEFT_BEHIND = 3600.0  # seconds after which an unfinished file is nobody's any more
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
    out: Unfinished,
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
    return Written(out.path, out.digest.hexdigest(), count, out.size)


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


class Unfinished:
    """The file in work, with what was written so far."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        """`path` is where the file will appear."""
        self.path = path
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def add(self, data: bytes) -> None:
        """Append bytes."""
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)

    def make_durable(self) -> None:
        """Nothing more comes: a full disk says so here, before a ledger counts on the file."""
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def unfinished(path: Path) -> Iterator[Unfinished]:
    """A file of mode 0600 beside `path` that takes its place once the block ends well.

    `fill` makes it durable before that; when the block raises, nothing is left.
    """
    _sweep(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield Unfinished(path, file)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _make_rename_durable(path.parent)


def _make_rename_durable(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle on a folder; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(path: Path) -> None:
    """Delete what a killed export to this name left: it holds people's details in the open."""
    for left in path.parent.glob(f".{glob.escape(path.name[:100])}.*.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()
