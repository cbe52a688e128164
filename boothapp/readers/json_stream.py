"""JSON piece by piece, so that a long list needs no more memory than its longest item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from boothapp.domain.tables import FileFault, RosterFileError
from boothapp.readers.cells import BareValue, shown

_BLOCK = 64 * 1024
_MAX_ITEM = 1_000_000  # characters of one person, or of what stands beside the list
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_DEEPEST = 4


class Twice(list[Any]):
    """The values of one name that stands twice in an object."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        before = found.get(name)
        if isinstance(before, Twice):
            before.append(value)
        else:
            found[name] = Twice([before, value]) if name in found else value
    return found


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=str, parse_float=BareValue, parse_constant=BareValue
)


class Stream:
    """Reads one file once."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._lines = 1  # the line on which the text in hand begins
        self._over = False

    def lines(self) -> Iterator[tuple[int, Any]]:
        """Each line's value with its number; empty lines are none."""
        for number, line in enumerate(self._bounded_lines(), start=1):
            text = line.strip("\ufeff \t\r\n")
            if text:
                try:
                    yield number, _DECODER.decode(text)
                except (ValueError, RecursionError) as error:
                    raise _broken(error, number) from error

    def list_of_objects(self) -> Iterator[tuple[int, Any]]:
        """The items of the one list with their number. Raises RosterFileError without one."""
        yield from enumerate(self._lists(depth=0, found=[]), start=1)
        if self._peek():
            raise self._fault("something stands behind the end")

    def _lists(self, depth: int, found: list[str], name: str = "") -> Iterator[Any]:
        """Walk one value: the items of a list in it come out, the rest is passed over."""
        if self._peek() == "[":
            yield from self._items(found, name)
        elif self._peek() == "{" and depth < _DEEPEST:
            for key in self._keys():
                yield from self._lists(depth + 1, found, key)
        else:
            self._value()
        if depth == 0 and not found:
            raise RosterFileError(FileFault.NO_LIST)

    def _items(self, found: list[str], name: str) -> Iterator[Any]:
        """The items, where the first is an object: then this is the list, and the only one."""
        self._expect("[")
        is_list = self._peek() == "{" or (self._peek() == "]" and not name)
        if is_list:
            found.append(name)
            if len(found) > 1:
                names = ", ".join(f"“{shown(one)}”" for one in found)
                raise RosterFileError(FileFault.TWO_LISTS, found=names)
        while self._peek() != "]":
            item = self._value()
            if is_list:
                yield item
            if self._peek() != "]":
                self._expect(",")
        self._expect("]")

    def _keys(self) -> Iterator[str]:
        """The keys of an object, the reader standing at each one's value."""
        self._expect("{")
        while self._peek() != "}":
            key = self._value()
            self._expect(":")
            yield str(key)
            if self._peek() != "}":
                self._expect(",")
        self._expect("}")

    def _value(self) -> Any:
        """The next value, whole."""
        self._peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self._more():
                    raise self._fault(error) from error
                continue
            if end == len(self._text) and self._more():  # a number may go on
                continue
            self._at = end
            return value

    def _peek(self) -> str:
        """The next letter that is no space; empty at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _expect(self, letter: str) -> None:
        if self._peek() != letter:
            raise self._fault(f"“{letter}” is missing")
        self._at += 1

    def _more(self) -> bool:
        """Read on; what was dealt with is let go. False at the end of the file."""
        if self._over:
            return False
        if len(self._text) - self._at > _MAX_ITEM:
            raise self._fault(f"an item is longer than {_MAX_ITEM:,} characters")
        block = self._file.read(max(_BLOCK, len(self._text) - self._at))
        self._over = not block
        self._lines += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :] + block, 0
        return bool(block)

    def _bounded_lines(self) -> Iterator[str]:
        while line := self._file.readline(_MAX_ITEM + 1):
            if len(line) > _MAX_ITEM:
                raise self._fault(f"a line is longer than {_MAX_ITEM:,} characters")
            yield line

    def _fault(self, why: Exception | str) -> RosterFileError:
        at = getattr(why, "pos", self._at)
        return _broken(why, self._lines + self._text.count("\n", 0, at))


def _broken(why: Exception | str, line: int) -> RosterFileError:
    if isinstance(why, RecursionError):
        cause = "it is nested too deeply"
    elif isinstance(why, json.JSONDecodeError):
        cause = why.msg[:1].lower() + why.msg[1:]
    else:
        cause = str(why)
    return RosterFileError(FileFault.BROKEN_JSON, line=line, cause=cause)
