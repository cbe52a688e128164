"""What a receiver would refuse or drop of each row: looked at before a file is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
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
_SIGNS = (",", "|", "/")  # of "; " nothing is said: that is how people read a list anyway


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
class Repeat:
    """A row with what an earlier row has too, in a column by which the receiver knows people."""

    lead_id: str
    name: str = field(repr=False)
    header: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Parting:
    """A value that the receiver parts in two at a sign: a field (or a fact) and its column."""

    field: str
    header: str
    sign: str


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
    """Leads by a field that they have and the receiver does not get, or would drop."""
    hints: Mapping[str, int] = field(default_factory=dict)
    """Leads by what the receiver does about a cell of theirs: an empty one, or a filled one."""
    parted: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Leads by column and sign, who have a value with the sign in it that parts values there."""
    guesses: int = 0
    """Leads whose name is parted by a guess; they go all the same."""
    guessed: tuple[Guess, ...] = ()
    """The first of them."""
    repeats: tuple[Repeat, ...] = ()
    """The first rows with what an earlier row has too; `hints` counts them all."""
    guarded: Mapping[str, int] = field(default_factory=dict)
    """Leads by column, in whose cell an apostrophe keeps a spreadsheet from running it."""


def partings(preset: Preset) -> list[Parting]:
    """What the receiver parts where one of its signs is inside a value: lists that go out with
    such a sign, and whatever else stands alone in such a column or has the same sign around it."""
    return [
        Parting(name, column.header, sign)
        for column in preset.columns
        if (sign := column.lists.strip()) in _SIGNS
        for name in dict.fromkeys(column.fields)
        if _is_list(name) or len(column.parts) == 1 or column.between.strip() == sign
    ]


def _is_list(name: str) -> bool:
    return name in FIELDS and FIELDS[name].kind is Kind.LIST


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
        *,
        partings: Sequence[Parting] = (),
        names: bool = False,
        guard: Callable[[str], str] | None = None,
    ) -> None:
        """`partings` are those whose values `see` is given. `names` says that the file has first
        and last names apart; `guard` how a cell stands in it, with what keeps it from running."""
        self._columns = preset.columns or tuple(Column(header=name, parts=()) for name in header)
        self._cell_limit = XLSX_CELL if preset.format is Format.XLSX else 0
        self._partings, self._names, self._guard = partings, names, guard
        self._known: dict[str, set[int]] = {one.header: set() for one in self._columns if one.same}
        self._repeats: list[Repeat] = []
        self._guarded: Counter[str] = Counter()
        self._guessed: list[Guess] = []
        self._guesses = 0
        self._parted: Counter[tuple[str, str]] = Counter()
        self._rows = self._refused = 0
        self._findings: list[Finding] = []
        self._counts: Counter[tuple[Trouble, str]] = Counter()
        self._dropped: Counter[str] = Counter()
        self._hints: Counter[str] = Counter()

    def see(
        self,
        lead_id: str,
        name: str,
        cells: Sequence[Any],
        lost: Iterable[str] = (),
        parted: Sequence[str] = (),
        family: str = "",
    ) -> None:
        """The next row, the fields that it loses, the values of the partings, and a known family
        name."""
        self._rows += 1
        found = False
        for column, cell in zip(self._columns, cells, strict=True):
            text = "" if cell is None else str(cell)
            written = text if self._guard is None else self._guard(text)
            self._guarded[column.header] += written != text
            trouble = self._trouble(column, text, len(written))
            if trouble is not None:
                found = True
                self._counts[trouble, column.header] += 1
                if len(self._findings) < MOST_FINDINGS:
                    self._findings.append(Finding(lead_id, name, trouble, column.header, text[:80]))
            self._hint(column, text)
            if column.same and text and self._is_known(column.header, text):
                self._hints[column.same] += 1
                if len(self._repeats) < MOST_FINDINGS:
                    self._repeats.append(Repeat(lead_id, name, column.header, text[:80]))
        self._refused += found
        if self._names and is_guess(name, family):
            self._guesses += 1
            if len(self._guessed) < MOST_FINDINGS:
                self._guessed.append(Guess(lead_id, name))
        self._dropped.update(lost)
        self._parted.update(
            {
                (one.header, one.sign)
                for one, value in zip(self._partings, parted, strict=True)
                if value and one.sign in value
            }
        )

    def result(self) -> Checked:
        """What was found so far."""
        return Checked(
            self._rows,
            self._refused,
            tuple(self._findings),
            dict(self._counts),
            {name: self._dropped[name] for name in FIELDS if self._dropped[name]},
            dict(self._hints),
            dict(self._parted),
            self._guesses,
            tuple(self._guessed),
            tuple(self._repeats),
            {header: count for header, count in self._guarded.items() if count},
        )

    def _hint(self, column: Column, text: str) -> None:
        if column.empty and not text:
            self._hints[column.empty] += 1
        if column.filled and text:
            self._hints[column.filled] += 1

    def _is_known(self, header: str, text: str) -> bool:
        """Whether an earlier row has it; what is kept of each is small, for files of any size."""
        key, known = hash(text.strip().casefold()), self._known[header]
        if key in known:
            return True
        known.add(key)
        return False

    def _trouble(self, column: Column, text: str, length: int) -> Trouble | None:
        if not text:
            return Trouble.MISSING if column.required else None
        if column.email and not is_email(text):
            return Trouble.EMAIL
        limits = [limit for limit in (column.limit, self._cell_limit) if limit]
        return Trouble.TOO_LONG if limits and length > min(limits) else None


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
