"""What a check found, in sentences that name the record and say what to do."""

import json
from datetime import tzinfo
from typing import Any

from boothapp.store.instants import from_ms

MOST = 100


def said_in(text: str | None) -> Any:
    """What the log's JSON says; None where there is nothing, or nothing that can be read."""
    try:
        return json.loads(text or "null")
    except ValueError:
        return None


class Findings:
    """Collects problems; past MOST they are only counted."""

    def __init__(self, zone: tzinfo) -> None:
        """Times are worded in `zone`."""
        self._zone = zone
        self._problems: list[str] = []
        self._hints: list[str] = []
        self._count = 0

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences, the last of them saying how many more there are."""
        more = self._count - len(self._problems)
        return (*self._problems, f"and {more} more") if more else tuple(self._problems)

    @property
    def hints(self) -> tuple[str, ...]:
        """What is no fault by itself, and worth knowing."""
        return tuple(self._hints)

    def hint(self, sentence: str) -> None:
        """Something worth knowing."""
        self._hints.append(sentence)

    def add(self, sentence: str) -> None:
        """One more problem; the sentence may begin with a record's name."""
        self._count += 1
        if self._count <= MOST:
            self._problems.append(sentence[0].upper() + sentence[1:])

    def record(self, seq: int, kind: str, at: int) -> str:
        """A record of the log by name: “record 17 (note.add, 2026-07-09 12:00:05)”."""
        try:
            when = f"{from_ms(at).astimezone(self._zone):%Y-%m-%d %H:%M:%S}"
        except OverflowError:  # somebody wrote a time that no calendar has
            when = f"{at} ms"
        return f"record {seq} ({kind}, {when})"
