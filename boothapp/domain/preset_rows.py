"""A lead as a receiver reads it: the stored values of a row turned into the columns of a preset."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from boothapp.domain.consent import Purpose
from boothapp.domain.exporting import COLUMNS
from boothapp.domain.lead_fields import (
    CARD_FIELDS,
    FIELDS,
    Kind,
    allowed,
    listed,
    social_link,
    sources,
    website,
)
from boothapp.domain.names import name_parts
from boothapp.domain.presets import Column, Format, Piece, Preset

FACTS = ("event", "sponsor")
"""What a preset may say besides the fields: the names of the event and of the sponsor."""

Values = Sequence[Any]
Cell = Callable[[Values], str]


class PresetRows:
    """Turns rows of `sources` (as the store reads them) into rows of `header`."""

    def __init__(self, preset: Preset, purpose: Purpose, facts: Mapping[str, str]) -> None:
        """`facts` are the values of FACTS. A field that the purpose does not give is empty."""
        self._preset = preset
        self._given = frozenset(allowed(purpose))
        self._facts = facts
        fields = [name for name in self._fields() if name in self._given]
        stored = sources(fields)
        self.sources = tuple(listed(name) if _is_list(name) else name for name in stored)
        self._at = {name: number for number, name in enumerate(stored)}
        self.header = tuple(column.header for column in preset.columns)
        self._cells = [self._cell(column) for column in preset.columns]

    def row(self, values: Values) -> list[str]:
        """The cells of a lead."""
        return [cell(values) for cell in self._cells]

    def _fields(self) -> list[str]:
        return [name for column in self._preset.columns for name in column.fields]

    def _cell(self, column: Column) -> Cell:
        parts = [[self._piece(piece, column) for piece in part] for part in column.parts]

        def worded(values: Values) -> str:
            texts = ["".join(_all_or_nothing(part, values)) for part in parts]
            return column.between.join(text for text in texts if text)

        return worded

    def _piece(self, piece: Piece, column: Column) -> tuple[str, Cell | None]:
        if not piece.field:
            return piece.text, None
        if _is_list(piece.field) and piece.field in self._given:
            at = self._at[piece.field]
            return piece.text, lambda values: column.lists.join(
                column.words.get(one, one) for one in _each(values[at])
            )
        value = self._value(piece.field)

        def worded(values: Values) -> str:
            text = value(values)
            return column.words.get(text, text)

        return piece.text, worded

    def _value(self, name: str) -> Cell:
        if name in FACTS:
            fact = self._facts[name]
            return lambda _: fact
        if name not in self._given:
            return lambda _: ""
        at = self._at[FIELDS[name].made_of or name]
        if name in ("first_name", "last_name"):
            return self._part_of_name(at, self._at[FIELDS[name].beside], name)
        if name in _MADE:
            make = _MADE[name]
            return lambda values: make(_each(values[at]))
        return lambda values: "" if values[at] is None else str(values[at])

    def _part_of_name(self, at: int, beside: int, name: str) -> Cell:
        first, wanted = name == "first_name", self._preset.single_name

        def part(values: Values) -> str:
            given, family = name_parts(values[at], values[beside])
            if given and family:
                return given if first else family
            return given + family if name == wanted else ""

        return part


_MADE: Mapping[str, Callable[[Iterable[str]], str]] = {
    "social_link": social_link,
    "website": website,
}


def _is_list(name: str) -> bool:
    return name in FIELDS and FIELDS[name].kind is Kind.LIST


def _each(text: str) -> list[str]:
    """The values of a list as the store reads it."""
    values: list[str] = [] if text == "[]" else json.loads(text)
    return values


class FieldRows:
    """Turns rows of `sources` into rows of the `fields` of a plain format, their values as read."""

    def __init__(self, fields: Sequence[str], *, as_json: bool = False) -> None:
        """`as_json` says that the store reads lists as JSON."""
        self.fields = tuple(fields)
        self.sources = sources(fields)
        at = {name: number for number, name in enumerate(self.sources)}
        self._cells = [
            _value_of(
                name,
                at[FIELDS[name].made_of or name],
                at.get(FIELDS[name].beside, 0),
                as_json=as_json,
            )
            for name in fields
        ]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What each value is."""
        return tuple(FIELDS[name].kind for name in self.fields)

    def rows(self, found: Iterable[Values]) -> Iterable[Values]:
        """The rows; the very same where nothing has to be made out of others."""
        if self.sources == self.fields:
            return found
        return ([cell(values) for cell in self._cells] for values in found)


def plain_fields(preset: Preset, purpose: Purpose) -> tuple[str, ...]:
    """The fields of a plain format: those chosen that the purpose gives, or all of the purpose.

    A workbook has a meeting's time and its room in cells of their own, so that the time is one; a
    line of JSON always says who it is about.
    """
    given = allowed(purpose)
    chosen = tuple(name for name in preset.fields if name in given)
    fields = chosen if preset.fields else COLUMNS[purpose]
    if preset.format is Format.XLSX and not chosen and "interview" in fields:
        at = fields.index("interview")
        return (*fields[:at], "interview_starts", "interview_room", *fields[at + 1 :])
    if preset.format is Format.JSONL:
        return tuple(dict.fromkeys(("lead_id", "reference", *fields)))
    if preset.format is Format.VCARD:
        return tuple(name for name in CARD_FIELDS if name in given)
    return fields


def _value_of(name: str, at: int, beside: int, *, as_json: bool) -> Callable[[Values], Any]:
    if name in _MADE:
        make = _MADE[name]
        if as_json:
            return lambda values: make(json.loads(values[at]))
        return lambda values: make(values[at].split("; "))
    if name in ("first_name", "last_name"):
        part = 0 if name == "first_name" else 1
        return lambda values: name_parts(values[at], values[beside])[part]
    return lambda values: values[at]


def _all_or_nothing(part: list[tuple[str, Cell | None]], values: Values) -> list[str]:
    texts = []
    for text, cell in part:
        texts.append(text)
        if cell is not None:
            value = cell(values)
            if not value:
                return []
            texts.append(value)
    return texts
