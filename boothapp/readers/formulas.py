"""Formulas of a sheet whose result the workbook does not hold: what Excel shows nobody can tell.

The reader of workbooks says of such a cell that it is empty. The sheet is read beside it, as far
as its rows are asked for.
"""

from __future__ import annotations

import re
from typing import IO

_BLOCK = 1 << 20
_LONGEST = 8 << 20  # bytes of one row; a longer one is looked at in parts
_NS = rb"(?:\w+:)?"
_CELL = re.compile(
    rb"<%b(?:c)\b([^<>]*)>\s*<%bf\b(?:[^<>]*/>|[^<>]*>[^<]*</%bf>)\s*"
    rb"(<%bv\s*/>|<%bv>\s*</%bv>)?\s*</%bc>" % ((_NS,) * 7)
)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ROW = re.compile(rb"<%brow\b[^<>]*?\br=[\"'](\d{1,7})[\"']" % _NS)
_TEXT = re.compile(rb"\bt=[\"']str[\"']")


class Unresolved:
    """Answers for cells by row and column, from 1; the rows ascending."""

    def __init__(self, source: IO[bytes]) -> None:
        """`source` is the sheet's XML; who opened it closes it."""
        self._source = source
        self._rest = b""
        self._upto = 0
        self._over = False
        self._found: set[tuple[int, int]] = set()

    def has(self, row: int, column: int) -> bool:
        """Whether the cell is a formula without a result."""
        while self._upto <= row and not self._over:
            self._read_on()
        return (row, column) in self._found

    def _read_on(self) -> None:
        block = self._source.read(_BLOCK)
        self._over = not block
        text = self._rest + block
        end = len(text) if self._over or len(text) > _LONGEST else text.rfind(b"row>") + 1
        part, self._rest = text[:end], text[end:]
        for attributes, empty in _CELL.findall(part):
            place = _PLACE.search(attributes)
            if place and not (empty and _TEXT.search(attributes)):  # a result that is no text
                self._found.add((int(place[2]), _column(place[1])))
        rows = _ROW.findall(part)
        self._upto = int(rows[-1]) if rows else self._upto


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
