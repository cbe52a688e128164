"""From the bytes of a serial port to codes. Nothing of Qt is in here."""

import re
from dataclasses import dataclass

from boothapp.domain.charset import to_text
from boothapp.domain.scanners import Ended

_IDLE = 80  # milliseconds: at 1,200 baud a character takes 9
_IDLE_IN_VCARD = 1_000  # some scanners wait after each line; what has no end is over at last
_MOST = 16_384  # bytes: the largest code holds 7,089 digits; what is longer is noise
_ENDS = {b"\r": Ended.ENTER, b"\n": Ended.ENTER, b"\t": Ended.TAB, b"\x03": Ended.ETX}
# A scanner may send something before and after, 40 characters of its own at most.
_VCARD = re.compile(rb"[^\r\n]{0,45}?BEGIN:VCARD", re.IGNORECASE)
_VCARD_ENDS = re.compile(rb"END:VCARD[^\r\n]{0,45}\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Framed:
    """One code, and what came after it."""

    text: str
    ended: Ended


class Framing:
    """Collects the bytes of one port; a vCard's own line ends do not end it."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, data: bytes) -> list[Framed]:
        """The codes that are complete with these bytes."""
        found = []
        for byte in data:
            one = bytes([byte])
            if one in _ENDS and not self._in_vcard():
                found += self._take(_ENDS[one])
            elif len(self._held) < _MOST:
                self._held += one
        return found

    @property
    def patience(self) -> int:
        """Milliseconds of silence that end a code whose scanner sends nothing after it."""
        return _IDLE_IN_VCARD if self._in_vcard() else _IDLE

    def silence(self) -> list[Framed]:
        """No byte came for a while: what is held is a code."""
        return self._take(Ended.NOTHING)

    def _in_vcard(self) -> bool:
        return _VCARD.match(self._held) is not None and not _VCARD_ENDS.search(self._held)

    def _take(self, ended: Ended) -> list[Framed]:
        held, self._held = self._held.strip(b"\r\n"), b""
        return [Framed(to_text(held), ended)] if held.strip(b"\x00\x02\x03\x04 \t") else []
