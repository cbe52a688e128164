"""A CSV file, row by row: UTF-8 with or without BOM; comma, semicolon or tab.

What cannot be read raises RosterFileError, the one for any table that somebody brings.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from boothapp.domain.mail import is_email
from boothapp.domain.roster import FileFault, ProblemCode, RosterFileError, RowProblem

DELIMITERS = (",", ";", "\t")
MAX_RECORD = 100_000  # characters in one row; stays below the csv module's own limit for a cell


@contextmanager
def opened(path: Path) -> Iterator[tuple[TextIO, str]]:
    """Open a file as UTF-8 and turn what can go wrong while reading it into RosterFileError."""
    try:
        with path.open("rb") as raw:
            start = raw.read(3)
        encoding = "utf-8-sig" if start == b"\xef\xbb\xbf" else "utf-8"
        with path.open(encoding=encoding, newline="") as file:
            yield file, encoding
    except UnicodeDecodeError as error:
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise RosterFileError(FileFault.NOT_UTF8, line=1) from error
        raise RosterFileError(FileFault.NOT_UTF8, line=_first_line_not_utf8(path)) from error
    except OSError as error:
        raise RosterFileError(FileFault.MISSING, cause=error.strerror or str(error)) from error


def _first_line_not_utf8(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 1


def read_header(file: TextIO) -> tuple[tuple[str, ...], str]:
    """Read the first line; return its names and the delimiter that parts it best."""
    line = _read_line(file, at=1)
    if not line:
        raise RosterFileError(FileFault.EMPTY)
    delimiter = max(DELIMITERS, key=lambda mark: len(_parse(line, mark)))
    headers = tuple(name.strip() for name in _parse(line, delimiter))
    named = [name for name in headers if name]
    if not named or any(is_email(name) or name.isdigit() for name in named):
        raise RosterFileError(FileFault.NO_HEADER)
    seen: set[str] = set()
    for name in named:
        if name.casefold() in seen:
            raise RosterFileError(FileFault.DUPLICATE_HEADER, column=name)
        seen.add(name.casefold())
    return headers, delimiter


def _parse(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:  # not this delimiter, or no header at all: the caller sees no names
        return []


def _read_line(file: TextIO, *, at: int) -> str:
    """Read one physical line; refuse the endless ones and bytes that are no text."""
    line = file.readline(MAX_RECORD + 1)
    if "\0" in line:
        raise RosterFileError(FileFault.BINARY)
    if len(line) > MAX_RECORD:
        raise RosterFileError(FileFault.RECORD_TOO_LONG, line=at)
    return line


class _Lines:
    """The physical lines of the record in work: a record may span several, but not the file."""

    def __init__(self, file: TextIO, line: int) -> None:
        self._file = file
        self.line = line  # the last one handed out
        self.begins = line + 1  # where the record in work began
        self._length = 0

    def next_record(self) -> None:
        self.begins = self.line + 1
        self._length = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        text = _read_line(self._file, at=self.begins)
        if not text:
            raise StopIteration
        self.line += 1
        self._length += len(text)
        if self._length > MAX_RECORD:
            raise RosterFileError(FileFault.RECORD_TOO_LONG, line=self.begins)
        return text


def records(
    file: TextIO, delimiter: str, *, line: int
) -> Iterator[tuple[int, list[str] | RowProblem]]:
    """Yield each record after `line` with the line it begins on, or what broke it.

    Strict: a quotation mark out of place is that row's problem, and the next row is read again.
    """
    lines = _Lines(file, line)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.next_record()
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            values = {"until": lines.line}
            problem = RowProblem(lines.begins, None, ProblemCode.BROKEN_QUOTES, values)
            yield lines.begins, problem
        else:
            yield lines.begins, record
