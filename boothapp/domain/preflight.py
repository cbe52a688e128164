"""What a receiver would refuse or drop of each row: looked at before a file is written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from boothapp.domain.lead_fields import FIELDS, Kind
from boothapp.domain.mail import is_email
from boothapp.domain.names import is_guess, split_name
from boothapp.domain.presets import Column, Format, Preset

MOST_FINDINGS = 200
"""Rows that are named one by one; the counts go on."""
XLSX_CELL = 32_767
"""The most characters of a cell in Excel."""
_PARTS = (",", "|", "/")  # a list is stored with "; " between its values: no value has that


class Trouble(StrEnum):
    """Why a receiver refuses a row."""

    MISSING = "missing"
    EMAIL = "email"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in one row that the receiver refuses."""

    lead_id: str
    name: str = field(repr=False)
    trouble: Trouble
    header: str
    value: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Guess:
    """A name of which the file says two parts, and nothing in it says where they meet."""

    lead_id: str
    name: str = field(repr=False)

    @property
    def parts(self) -> tuple[str, str]:
        """What the file says: first and last name."""
        return split_name(self.name)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in all rows of a file."""

    rows: int = 0
    refused: int = 0
    """Rows with at least one trouble."""
    findings: tuple[Finding, ...] = ()
    counts: Mapping[tuple[Trouble, str], int] = field(default_factory=dict)
    """Rows by trouble and column."""
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Leads by a field that they have and the receiver would drop."""
    hints: Mapping[str, int] = field(default_factory=dict)
    """Leads by what the receiver does about a cell of theirs: an empty one, or a filled one."""
    parted: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Leads by column and sign, who have a value with the sign in it that parts values there."""
    guesses: int = 0
    """Leads whose name is parted by a guess; they go all the same."""
    guessed: tuple[Guess, ...] = ()
    """The first of them."""


def parts_at(preset: Preset) -> dict[str, tuple[str, str]]:
    """The lists that go out with a sign of the receiver's own between their values: by field the
    column and the sign."""
    return {
        name: (column.header, column.lists.strip())
        for column in preset.columns
        for name in column.fields
        if name in FIELDS and FIELDS[name].kind is Kind.LIST and column.lists.strip() in _PARTS
    }


def parts_names(preset: Preset, fields: Iterable[str]) -> bool:
    """Whether the file says first and last names apart; `fields` are those of a plain format."""
    named = {name for column in preset.columns for name in column.fields} or set(fields)
    return preset.format is Format.VCARD or not named.isdisjoint(("first_name", "last_name"))


class Checker:
    """Looks at one row after the other; it keeps counts and the first findings only."""

    def __init__(
        self,
        preset: Preset,
        header: Sequence[str],
        drops: Sequence[str],
        lists: Sequence[tuple[str, str]] = (),
        *,
        names: bool = False,
    ) -> None:
        """`drops` are the fields that `see` is given the values of, to count who has them, and
        `lists` the columns and signs of `parts_at`, of lists that it is given after those.
        `names` says that the file has first and last names apart."""
        self._columns = preset.columns or tuple(Column(header=name, parts=()) for name in header)
        self._cell_limit = XLSX_CELL if preset.format is Format.XLSX else 0
        self._drops, self._lists, self._names = drops, lists, names
        self._guessed: list[Guess] = []
        self._guesses = 0
        self._parted: Counter[tuple[str, str]] = Counter()
        self._rows = self._refused = 0
        self._findings: list[Finding] = []
        self._counts: Counter[tuple[Trouble, str]] = Counter()
        self._dropped: Counter[str] = Counter()
        self._hints: Counter[str] = Counter()

    def see(self, lead_id: str, name: str, cells: Sequence[Any], extra: Sequence[Any]) -> None:
        """The next row, and the values of the fields that would be dropped and of the lists."""
        self._rows += 1
        found = False
        for column, cell in zip(self._columns, cells, strict=True):
            text = "" if cell is None else str(cell)
            trouble = self._trouble(column, text)
            if trouble is not None:
                found = True
                self._counts[trouble, column.header] += 1
                if len(self._findings) < MOST_FINDINGS:
                    self._findings.append(Finding(lead_id, name, trouble, column.header, text[:80]))
            if column.empty and not text:
                self._hints[column.empty] += 1
            if column.filled and text:
                self._hints[column.filled] += 1
        self._refused += found
        if self._names and is_guess(name):
            self._guesses += 1
            if len(self._guessed) < MOST_FINDINGS:
                self._guessed.append(Guess(lead_id, name))
        drops, lists = extra[: len(self._drops)], extra[len(self._drops) :]
        self._dropped.update(drop for drop, value in zip(self._drops, drops, strict=True) if value)
        self._parted.update(
            one for one, value in zip(self._lists, lists, strict=True) if one[1] in value
        )

    def result(self) -> Checked:
        """What was found so far."""
        return Checked(
            self._rows,
            self._refused,
            tuple(self._findings),
            dict(self._counts),
            {name: self._dropped[name] for name in self._drops if self._dropped[name]},
            dict(self._hints),
            dict(self._parted),
            self._guesses,
            tuple(self._guessed),
        )

    def _trouble(self, column: Column, text: str) -> Trouble | None:
        if not text:
            return Trouble.MISSING if column.required else None
        if column.email and not is_email(text):
            return Trouble.EMAIL
        limits = [limit for limit in (column.limit, self._cell_limit) if limit]
        return Trouble.TOO_LONG if limits and len(text) > min(limits) else None


def moved(preset: Preset, fields: Iterable[str]) -> dict[str, str]:
    """Of these fields, those without a column of their own, and the column they go into."""
    alone = {column.fields[0] for column in preset.columns if len(column.fields) == 1}
    return {
        name: column.header
        for name in fields
        for column in preset.columns
        if name in column.fields
        and name not in alone
        and column.header.casefold() != FIELDS[name].title.casefold()
    }
