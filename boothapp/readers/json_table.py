"""A list of people in JSON, item by item: an array of objects, an object with one array of them
inside, or JSON Lines. What is nested becomes columns with dotted names: `attendee.email`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from boothapp.domain.roster import ProblemCode, RowProblem
from boothapp.domain.tables import ENCODINGS, FileFault, FileKind, RosterFileError, TableForm
from boothapp.readers.cells import BareValue, shown
from boothapp.readers.encodings import Found, first_unreadable
from boothapp.readers.json_stream import Stream, Twice
from boothapp.readers.table import MAX_COLUMNS, Record, Table, checked_headers

_LINES_ENDINGS = (".jsonl", ".ndjson")
_WHOLE = re.compile(r"(-?\d+)\.0+")
_DEEPEST = 8
# How answers to an organiser's own questions are written: which question, what was said.
_QUESTION = ("question_identifier", "identifier", "key", "name", "field", "title", "question")
_ANSWER = ("answer", "value", "data", "friendly_data")


def kind_of(path: Path, start: bytes, found: Found) -> FileKind | None:
    """Whether the file is JSON, by how it begins; None for anything else."""
    text = start.decode(found.codec, errors="replace").lstrip()
    if text[:1] not in ("[", "{"):
        return None
    first, _, rest = text.partition("\n")
    lines = text[0] == "{" and first.rstrip().endswith("}") and rest.lstrip()[:1] == "{"
    if lines or path.suffix.casefold() in _LINES_ENDINGS:
        return FileKind.JSON_LINES
    return FileKind.JSON


@contextmanager
def opened(path: Path, kind: FileKind, found: Found) -> Iterator[Table]:
    """Open the list, whose columns are all that any of its items has. Raises RosterFileError."""
    try:
        headers = _headers(path, kind, found)
        with path.open("rb") as raw, io.TextIOWrapper(raw, found.codec) as file:
            total = path.stat().st_size
            rows = _rows(Stream(file), kind, headers)
            form = TableForm(kind, found.name, found.sure)
            yield Table(headers, form, rows, lambda: min(raw.tell(), total), total)
    except UnicodeDecodeError as error:
        line, name = first_unreadable(path, found.codec), ENCODINGS[found.name]
        raise RosterFileError(FileFault.NOT_TEXT, line=line, encoding=name) from error


def _headers(path: Path, kind: FileKind, found: Found) -> tuple[str, ...]:
    """The columns in the order they are met, by a first pass over the file."""
    columns: dict[str, None] = {}
    with path.open(encoding=found.codec) as file:
        for _, item in _items(Stream(file), kind):
            for name, _ in flat(item):
                columns.setdefault(name)
            if len(columns) > MAX_COLUMNS:
                raise RosterFileError(FileFault.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)
    if not columns:
        raise RosterFileError(FileFault.EMPTY)
    return checked_headers(list(columns))


def _rows(stream: Stream, kind: FileKind, headers: tuple[str, ...]) -> Iterator[tuple[int, Record]]:
    positions = {name: position for position, name in enumerate(headers)}
    for number, item in _items(stream, kind):
        cells: list[str | None] = [None] * len(headers)
        twice = None
        for name, text in flat(item):
            position = positions.get(name.strip())
            if position is not None:
                twice = name if cells[position] is not None else twice
                cells[position] = text
        if twice is not None:
            values = {"name": shown(twice)}
            yield number, RowProblem(number, None, ProblemCode.TWICE, values)
        else:
            yield number, [cell or "" for cell in cells]


def _items(stream: Stream, kind: FileKind) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects with their number, or their line."""
    items = stream.lines() if kind is FileKind.JSON_LINES else stream.list_of_objects()
    for number, item in items:
        if not isinstance(item, dict):
            raise RosterFileError(FileFault.NO_LIST)
        yield number, item


def flat(item: dict[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The values of an object with their dotted names."""
    for key, value in item.items():
        name = f"{before}{' '.join(key.split())}"
        if isinstance(value, Twice):
            for one in value:
                yield from flat({key: one}, before, depth)
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from flat(value, f"{name}.", depth + 1)
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            yield from _flat_list(value, name, depth)
        elif isinstance(value, list):
            yield name, "; ".join(_text(one) for one in value if one is not None)
        else:
            yield name, _text(value)


def _flat_list(values: list[Any], name: str, depth: int) -> Iterator[tuple[str, str]]:
    """Answers by their questions; other objects by their number."""
    for number, value in enumerate(values, start=1):
        if not isinstance(value, dict):
            continue
        question = next((str(value[key]) for key in _QUESTION if value.get(key)), None)
        answer = next((value[key] for key in _ANSWER if key in value), None)
        if question is not None and answer is not None and not isinstance(answer, dict | list):
            yield f"{name}.{' '.join(question.split())}", _text(answer)
        elif depth < _DEEPEST:
            yield from flat(value, f"{name}.{number}.", depth + 1)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return BareValue("TRUE" if value else "FALSE")
    text = value if isinstance(value, str) else str(value)
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text
