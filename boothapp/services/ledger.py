"""The consent ledger for people: its events, its figures, and the check of all of it."""

import re
from collections.abc import Callable
from datetime import datetime

from boothapp.domain.errors import BadInput
from boothapp.domain.ledger import ConsentRecord, LedgerCheck, NoticeFigures
from boothapp.store.store import Store

FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class LedgerService:
    """Reads the ledger; it grows only by what people say."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def events(
        self, subject: str | None = None, *, newest_first: bool = False, limit: int | None = None
    ) -> tuple[ConsentRecord, ...]:
        """The consent events in their order, of one person (by pseudonym) or of all."""
        with self._store.reading() as records:
            return tuple(records.ledger.events(subject, newest_first=newest_first, limit=limit))

    def figures(self) -> tuple[NoticeFigures, ...]:
        """How many people answered what to each wording of a notice, per purpose."""
        with self._store.reading() as records:
            return records.ledger.figures()

    def place_of(self, fingerprint: str) -> tuple[int, datetime] | None:
        """Number and time of the record that ended the log when this was written down.

        None where there is none: the log was exchanged or cut since. Raises BadInput where the
        text is no fingerprint.
        """
        text = fingerprint.strip().lower()
        if not FINGERPRINT.fullmatch(text):
            raise BadInput("A fingerprint has 64 digits, 0 to 9 and a to f.")
        with self._store.reading() as records:
            return records.ledger.place_of(text)

    def verify(self, progress: Callable[[int, int], None] | None = None) -> LedgerCheck:
        """Recompute everything and compare; `progress` hears (done, total) records.

        It takes seconds on a large store and reads one consistent state: others may go on writing.
        """
        return self._store.verify(progress)
