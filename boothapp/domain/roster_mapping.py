"""Which column of the organiser's list holds what, and what its words mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from boothapp.domain.roster import RosterField
from boothapp.domain.sharing import by_plain, is_turned_round, means_sharing, plain
from boothapp.domain.tables import FileFault, RosterFileError, TableForm

ALIKE = 0.8
"""How many headers a file and a kept mapping need in common, for it to be taken by itself."""


_WIDTHS = ("<wide>", "<narrow>", "<noBreak>")


def plain_word(text: str) -> str:
    """An answer in the form in which it is looked up: one case, one width, no spaces.

    Only widths are made one: “①” is a mark of somebody's own, and no 1.
    """
    one_width = "".join(
        unicodedata.normalize("NFKC", letter)
        if unicodedata.decomposition(letter).startswith(_WIDTHS)
        else letter
        for letter in text
    )
    folded = unicodedata.normalize("NFC", one_width).strip().casefold()
    return folded.replace(" ", "-").replace("_", "-")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which header of a file holds which field."""

    headers: Mapping[RosterField, str]
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    """What words of the opt-in column mean, where somebody said so: yes, no, or (None) nothing.
    By `plain_word`; "" is the empty cell, which never means yes."""

    def header(self, wanted: RosterField) -> str | None:
        """Return the header that holds the field, None where the file has none."""
        return self.headers.get(wanted)

    def check(
        self,
        available: tuple[str, ...],
        *,
        all_opted_in: bool,
        whoever: bool = False,
        doubtful: Collection[str] = (),
    ) -> None:
        """Raise RosterFileError unless rows of a file with these headers can be judged.

        Somebody must have said who opted in: a column, or, where there is none, the person
        importing for all rows; but not beside a column that says it, nor one of the `doubtful`,
        where somebody may have said no. `whoever`: it does not matter.
        """
        for header in self.headers.values():
            if header not in available:
                raise RosterFileError(FileFault.COLUMN_UNKNOWN, column=header)
        if not whoever:
            self._refuse_two_things()
        if not {RosterField.BADGE_ID, RosterField.EMAIL} & self.headers.keys():
            raise RosterFileError(FileFault.NO_IDENTITY_COLUMN, found=", ".join(available))
        if RosterField.OPTED_IN not in self.headers and not (all_opted_in or whoever):
            raise RosterFileError(FileFault.NO_OPT_IN_COLUMN, found=", ".join(available))
        if RosterField.OPTED_IN not in self.headers and not whoever:
            self._refuse_sharing(available, doubtful)
        if self.answers.get(""):
            raise RosterFileError(FileFault.MEANING_UNKNOWN)

    @property
    def also(self) -> RosterField | None:
        """What else the opt-in column is taken for; None where it only says who agreed."""
        column = self.headers.get(RosterField.OPTED_IN)
        others = (one for one, header in self.headers.items() if header == column)
        return next((one for one in others if one is not RosterField.OPTED_IN), None)

    def _refuse_two_things(self) -> None:
        """No cell is an answer and also somebody's affiliation."""
        if self.also is not None:
            column, words = self.headers[RosterField.OPTED_IN], self.also.replace("_", " ")
            raise RosterFileError(
                FileFault.SAYS_TWO_THINGS, column=column, field=words.replace("email", "e-mail")
            )

    def _refuse_sharing(self, available: tuple[str, ...], doubtful: Collection[str]) -> None:
        """Nobody may say that all agreed where a column says who did, or who did not."""
        for header in available:
            if header in self.headers.values():
                continue
            if means_sharing(header):
                raise RosterFileError(FileFault.SAYS_WHO_AGREED, column=header)
            if header in doubtful:
                raise RosterFileError(FileFault.MAY_SAY_NO, column=header)

    def without_stray_answers(self, before: ColumnMapping) -> ColumnMapping:
        """The same; what was said of words in another opt-in column, as `before` has it, is left
        out: a yes under “Opt-out” is none under “Share with sponsors”."""
        column, old = (one.headers.get(RosterField.OPTED_IN) for one in (self, before))
        same = column is not None and old is not None and plain(column) == plain(old)
        return self if same else replace(self, answers={})

    @property
    def is_turned_round(self) -> bool:
        """Whether a yes in the opt-in column means no, by its header."""
        return is_turned_round(self.headers.get(RosterField.OPTED_IN, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedMapping:
    """A mapping that was used or saved, with the headers of the file that it was made for."""

    id: str = ""
    name: str
    mapping: ColumnMapping
    file_headers: tuple[str, ...]
    """Plain (see `plain`) and without the empty ones; twice where two were alike but for marks."""

    def fitted(self, available: Iterable[str]) -> ColumnMapping:
        """The mapping over a file whose headers are written a little otherwise, or lack some.

        A header as it was written is taken first. Of those that `twins` names none is taken.
        """
        names = tuple(available)
        alike, unclear = by_plain(names), self.twins(names)
        found = {
            wanted: header if header in names else alike[plain(header)][0]
            for wanted, header in self.mapping.headers.items()
            if plain(header) in alike and wanted not in unclear
        }
        return ColumnMapping(found, self.mapping.answers).without_stray_answers(self.mapping)

    def twins(self, available: Iterable[str]) -> dict[RosterField, tuple[str, ...]]:
        """Fields that cannot be told in a file with these headers, with what could be each.

        That is where the header as it was written is gone, and there are, or were in the file that
        the mapping was made for, two that differ from it by blanks and marks alone.
        """
        names = tuple(available)
        alike = by_plain(names)
        return {
            wanted: alike[plain(header)]
            for wanted, header in self.mapping.headers.items()
            if header not in names
            and plain(header) in alike
            and (len(alike[plain(header)]) > 1 or self.file_headers.count(plain(header)) > 1)
        }

    def new_in(self, available: Iterable[str]) -> list[str]:
        """Which of a file's headers the file that the mapping was made for did not have."""
        mapped = set(self.mapping.headers.values())
        return [
            header
            for name, headers in by_plain(available).items()
            for header in headers
            if len(headers) > self.file_headers.count(name) and header not in mapped
        ]

    def likeness(self, headers: Iterable[str]) -> float:
        """How much a file's headers are like these: 1 all, 0 none; 0 where a mapped one is missing
        or the mapping contradicts itself."""
        theirs = {plain(header) for header in headers if header}
        mine = set(self.file_headers)
        needed = {plain(header) for header in self.mapping.headers.values()}
        if not mine or not theirs or not needed <= theirs or self.mapping.also:
            return 0.0
        return len(mine & theirs) / len(mine | theirs)


def best_of(kept: Iterable[SavedMapping], headers: Iterable[str]) -> SavedMapping | None:
    """The kept mapping that a file with these headers gets by itself."""
    names = tuple(headers)
    likely = max(kept, key=lambda one: one.likeness(names), default=None)
    return likely if likely is not None and likely.likeness(names) >= ALIKE else None


@dataclass(frozen=True, slots=True)
class WordFound:
    """A word of the opt-in column among the first rows: how often, and what it is taken for."""

    word: str
    count: int
    meaning: bool | None
    known: bool
    """Whether its meaning is beyond doubt or was said; otherwise a person should say."""


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a look at a file showed: column names, what they likely hold, and the first rows."""

    headers: tuple[str, ...]
    mapping: ColumnMapping
    sample: tuple[tuple[str, ...], ...]
    form: TableForm
    lines: tuple[int, ...] = ()
    """Where the rows of the sample are."""
    letters: tuple[str, ...] = ()
    """Cells with letters that a wrong encoding would show wrong."""
    hints: tuple[str, ...] = ()
    """What to look at before the mapping is believed, a sentence each."""
    remembered: str = ""
    """The name of the kept mapping that was taken; empty where the mapping was guessed."""

    @property
    def columns(self) -> str:
        """Return “1 column” or “3 columns”."""
        return "1 column" if len(self.headers) == 1 else f"{len(self.headers):,} columns"
