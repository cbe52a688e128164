"""What a scanner sent, read; and whether it added something to the code."""

from collections.abc import Sequence
from typing import NamedTuple

from boothapp.domain.badge import Badge, Missing, Shape, Unknown
from boothapp.domain.keyboards import RIGHT, Typist
from boothapp.services import identity
from boothapp.store.records import Records


class SentByScanner(NamedTuple):
    """What was read: the badge or why none, the code as it was sent, and how the laptop writes."""

    read: Badge | Unknown
    payload: str
    typist: Typist = RIGHT
    """Not the right one where the code came out otherwise than it was sent."""
    unproven: bool = False
    """Nothing but its look speaks for this id, and under another keyboard it was another."""


class Reader:
    """Reads each text once: several questions are asked of what one scan may be."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._read: dict[str, Badge | Unknown] = {}

    def read(self, text: str) -> Badge | Unknown:
        """The badge in a text, or why none."""
        if text not in self._read:
            self._read[text] = identity.read(text, self.records)
        return self._read[text]

    def whom(self, text: str) -> str | None:
        """The subject whom a text names, None where that is nobody who is known."""
        badge = self.read(text)
        if isinstance(badge, Unknown):
            return None
        return self.records.subjects.find(identity.identifiers(badge))


def settled(found: SentByScanner, texts: Sequence[str], reader: Reader) -> SentByScanner:
    """The same, unless what was taken off the code as added by the scanner may be its own.

    `texts` are what the code may be, the one that was read first. Then it is the one that names
    somebody who is known; nobody where several people are named (decision 16).
    """
    if len(texts) == 1 or found.payload != texts[0] or _stands(found.read):
        return found
    named = {text: who for text in texts if (who := reader.whom(text)) is not None}
    if len(set(named.values())) > 1:
        doubtful = Unknown(looks_like=Shape.TWO_PEOPLE, missing=Missing.CHOICE)
        return SentByScanner(doubtful, found.payload, found.typist)
    if not named or found.payload in named:
        return found
    text = next(iter(named))
    return found._replace(read=reader.read(text), payload=text, unproven=False)


def _stands(read: Badge | Unknown) -> bool:
    """A forged badge is one however it came; what came out otherwise is to be tested first."""
    return isinstance(read, Unknown) and read.missing in {Missing.KEYBOARD, Missing.SIGNATURE}
