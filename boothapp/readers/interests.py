"""A list of interests out of a text or CSV file, one on each line."""

import csv
from pathlib import Path

from boothapp.domain.charset import to_text
from boothapp.domain.desk_lists import is_heading
from boothapp.domain.errors import BadInput
from boothapp.readers.delimited import USUAL as DELIMITERS

_MOST = 1_000_000  # bytes; two thousand long names have a fifth of it
_TABLES = frozenset({".csv", ".tsv"})


def read_interests(path: Path) -> list[str]:
    """The lines of a file; of a table the column that is named so, else the first.

    Raises BadInput for what cannot be read or is no text.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST + 1)
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if len(raw) > _MOST:
        raise BadInput(f"{path.name} is too large for a list of interests.")
    utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = raw.decode("utf-16", "replace") if utf16 else to_text(raw)
    if "\0" in text:
        raise BadInput(f"{path.name} is no text. Save the list as text or CSV, one on each line.")
    lines = text.splitlines()
    return _column(lines) if path.suffix.lower() in _TABLES else lines


def _column(lines: list[str]) -> list[str]:
    first = lines[0] if lines else ""
    delimiter = max(DELIMITERS, key=first.count)
    if delimiter not in first:
        delimiter = "\t"  # one column: a comma is part of a name
    rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    heads = rows[0] if rows else []
    at = next((number for number, cell in enumerate(heads) if is_heading(cell)), 0)
    return [row[at] for row in rows if len(row) > at]
