"""What the organiser's list has on one person, against the records that prove it."""

from collections.abc import Iterator
from typing import Any

from boothapp.domain.consent import ConsentEvent
from boothapp.store.proving import ENTRY, digest_of_entry

_DETAILS_FROM = 2  # the first columns of ENTRY say which list, and its word


class Listed:
    """Takes in a row of the list and what was said of it; `compare` says what does not fit."""

    def __init__(self) -> None:
        self._said_by = ""
        self._said: str | None = None
        self._row: dict[str, Any] | None = None
        self._digest: str | None = None

    def hear(self, row: tuple[Any, ...], ended: int) -> None:
        """A record that proves the row; the last one counts.

        What the end of a grant at the place `ended` took is proven by none before it.
        """
        seq, self._said_by, digest = row
        if seq > ended:
            self._said = digest

    def row(self, row: tuple[Any, ...]) -> None:
        """The row as it stands."""
        salt, *values = row
        self._row = dict(zip(ENTRY, values, strict=True))
        if any(value is not None for value in values[_DETAILS_FROM:]):
            self._digest = digest_of_entry(bytes(salt or b""), self._row)

    @property
    def holds(self) -> bool:
        """Whether the row holds details."""
        return self._digest is not None

    @property
    def lost(self) -> bool:
        """Whether there was a row, with nothing personal in it, and is none: a purge may say so."""
        return self._row is None and self._said_by != "" and self._said is None

    def wrong_details(self, what: str) -> Iterator[str]:
        """The details against the digest of them, both ways."""
        if self._digest is None and self._said is not None:
            yield f"Details of {what} are gone, and no record says why."
        elif self._digest is not None and self._said is None:
            yield f"No record of the log tells of the details of {what}."
        elif self._digest != self._said:
            yield f"The details of {what} differ from the log."

    def wrong_mark(self, what: str, word: ConsentEvent | None) -> Iterator[str]:
        """A row without details: which list it is from, and what `word` of it stands."""
        if self._row is None or self.holds:
            return
        if not self._said_by:
            yield f"No record of the log tells of {what}."
        elif self._row["import_id"] != self._said_by:
            yield f"{what} is from another list than the log says."
        elif self._row["opted_in"] != int(word is ConsentEvent.ROSTER_YES):
            yield f"{what} says another word than the log."
