"""What a scanner sent, read; and whether it added something to the code."""

from collections.abc import Collection
from typing import NamedTuple

from boothapp import badges
from boothapp.domain.badge import Badge, Missing, Shape, SignatureCheck, Unknown
from boothapp.domain.keyboards import RIGHT, Typist
from boothapp.domain.scanners import ScannerSetup
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

    def has_format(self, text: str) -> bool:
        """Whether a text is a badge with the signs of a format of its own."""
        read = self.read(text)
        if isinstance(read, Unknown):
            return False
        structured = badges.structured(text)  # else the list goes before
        return structured is not None and structured.format == read.format

    def is_another(self, text: str, found: SentByScanner) -> bool:
        """Whether both have a format of their own, and name their wearers otherwise."""
        read = self.read(text)
        if isinstance(read, Unknown) or isinstance(found.read, Unknown):
            return False
        with_format = self.has_format(text) and self.has_format(found.payload)
        return with_format and identity.identifiers(read) != identity.identifiers(found.read)

    def others_in(self, sent: str, setup: ScannerSetup) -> set[str]:
        """What else the code may be, if a scanner is not set up like the others."""
        return {*setup.readings(sent)} - {self.code_in(sent, setup)}

    def code_in(self, sent: str, setup: ScannerSetup) -> str:
        """The code in what was sent, without what scanners are set up to add.

        No text gets a format's signs by accident: where it has them only with what would be taken
        off (a vCard, and scanners that add a B), that is its own.
        """
        texts = setup.readings(sent)
        if len(texts) == 1:
            return texts[0]
        forged = (text for text in texts if is_forged(self.read(text)))
        return next(filter(self.has_format, texts), next(forged, texts[0]))


def is_forged(read: Badge | Unknown) -> bool:
    """Whether what was read is a signed badge that no organiser signed like this."""
    return isinstance(read, Unknown) and read.missing is Missing.SIGNATURE


def settled(
    found: SentByScanner, others: Collection[str], goes_on: Collection[str], reader: Reader
) -> SentByScanner:
    """The same, or nobody where what scanners add may be the code's own.

    `others` are what was sent if it is, or the reverse, on any keyboard: one of them names somebody
    else who is known. `goes_on` are those on this keyboard, where an address may go on like that:
    one is another address than that of who was found (decision 16).
    """
    if _stands(found.read):
        return found
    own = reader.whom(found.payload)
    known = set(map(reader.whom, others)) - {None, own}
    if known or (own is not None and any(reader.is_another(one, found) for one in goes_on)):
        doubtful = Unknown(looks_like=Shape.TWO_PEOPLE, missing=Missing.CHOICE)
        return SentByScanner(doubtful, found.payload, found.typist)
    return found


def _stands(read: Badge | Unknown) -> bool:
    """What a key proves, or refutes, is so however it came; other keys are to be tested first."""
    if isinstance(read, Unknown):
        return is_forged(read) or read.missing is Missing.KEYBOARD
    return read.checked is SignatureCheck.VERIFIED
