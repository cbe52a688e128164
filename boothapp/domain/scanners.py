"""Scanners on the booth's table: how they are set up, what they add to a code, and their test."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from boothapp.domain.errors import BadInput
from boothapp.domain.keyboards import TYPISTS, Typist

_WAITING = "`=+[]{}'\"\\|^"
TEST_TEXT = "".join(
    [
        *("0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"),
        *("!#$%&()*,-./:;<>?@_~", *(f"{sign} " for sign in _WAITING)),
        "end",
    ]
)
"""Every character that a US keyboard writes: the code that tests a scanner.

On some keyboard each of the last ones is an accent that waits for a letter; a blank lets it stand.
"""
BAUD_RATES = (9600, 19200, 38400, 57600, 115200, 4800, 2400, 1200)
"""What a serial scanner may be set to, the usual one first. USB ports take any."""
_LONGEST_ADDED = 40  # characters
# ISO/IEC 15424: the sign that a scanner can be told to send before a code, such as ]Q1 for QR.
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z](?=.)", re.DOTALL)
_AIM_LAST = re.compile(r"\][A-Za-z][0-9A-Za-z]$")
_USUAL = re.compile(r"[A-Za-z0-9._/-]+")
_FRAME = "\x02\x03\x04\x00"  # start and end of text, as serial scanners may send them


class Ended(StrEnum):
    """What a scanner sent after the code."""

    ENTER = "Enter"
    TAB = "Tab"
    ETX = "the sign for the end of a text (ETX)"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A serial port that a scanner hangs on.

    `id` is what the port is known by when it is plugged in again: the device's serial number where
    it has one, else where the system keeps the port (`/dev/ttyACM0`, `COM3`).
    """

    id: str
    name: str
    baud: int = BAUD_RATES[0]


@dataclass(frozen=True, slots=True)
class ScannerSetup:
    """What this booth's scanners send around a code, and the serial ports they hang on."""

    prefix: str = ""
    suffix: str = ""
    ports: tuple[SerialPort, ...] = ()

    def checked(self) -> "ScannerSetup":
        """The same, if it can be kept. Raises BadInput."""
        for what, added in (("before", self.prefix), ("after", self.suffix)):
            if len(added) > _LONGEST_ADDED:
                raise BadInput(f"What scanners send {what} a code has at most 40 characters.")
        for port in self.ports:
            if not port.id or port.baud not in BAUD_RATES:
                raise BadInput("A serial port needs its name and a usual speed.")
        return self

    def with_port(self, port: SerialPort) -> "ScannerSetup":
        """With this port too, or set anew."""
        others = tuple(one for one in self.ports if one.id != port.id)
        return replace(self, ports=(*others, port))

    def without_port(self, port_id: str) -> "ScannerSetup":
        """Without it."""
        return replace(self, ports=tuple(one for one in self.ports if one.id != port_id))

    @property
    def adds(self) -> bool:
        """Whether scanners add anything."""
        return bool(self.prefix or self.suffix)

    @property
    def adds_usual_signs(self) -> bool:
        """Whether what scanners add may as well be of an address or a link: no sign like #."""
        return bool(_USUAL.fullmatch(self.prefix) or _USUAL.fullmatch(self.suffix))

    def bare(self, arrived: str) -> str:
        """The code alone: without what these scanners, or any by the standard, add to it."""
        text = arrived.strip(_FRAME)
        return _without_aim(text.removeprefix(self.prefix).removesuffix(self.suffix))

    def readings(self, arrived: str) -> tuple[str, ...]:
        """What the code alone may be, `bare` first.

        More than one where it begins with the prefix or ends with the suffix: they may be its own,
        sent by a scanner that is not set up as the others are.
        """
        if not self.adds:
            return (self.bare(arrived),)
        text = arrived.strip(_FRAME)
        heads = (text.removeprefix(self.prefix), text)
        found = (end for head in heads for end in (head.removesuffix(self.suffix), head))
        return tuple(dict.fromkeys(map(_without_aim, found)))


@dataclass(frozen=True, slots=True)
class ScannerTest:
    """What the test code came out as.

    `typist` says how this laptop writes; None where no known keyboard explains it. `wrong` are the
    characters that came out as others, `missing` those that did not come. `before` and `after` are
    what the scanner added to the code, as it sent them.
    """

    typist: Typist | None
    wrong: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    missing: str = ""
    before: str = ""
    after: str = ""

    @property
    def passed(self) -> bool:
        """Whether every character came as it was sent."""
        return self.typist is not None and self.typist.is_right

    def adds(self, setup: ScannerSetup) -> bool:
        """Whether the scanner adds to a code just what it is set up to add."""
        return (self.before, self.after) == (setup.prefix, setup.suffix)


def judged(arrived: str) -> ScannerTest | None:
    """What the test code says of the scanner that sent it; None where this is not the test code."""
    text = arrived.strip(_FRAME)
    for typist in TYPISTS:
        found = _written_by(typist).search(text)
        if found is not None:
            before = _undone(typist, _AIM_LAST.sub("", text[: found.start()]))
            after = _undone(typist, text[found.end() :])
            return ScannerTest(typist, _differences(typist), before=before, after=after)
    if _is_likely_the_test(arrived):
        missing = "".join(letter for letter in TEST_TEXT if letter not in arrived)
        return ScannerTest(None, missing=missing)
    return None


@cache
def _written_by(typist: Typist) -> re.Pattern[str]:
    """Finds the test code as it comes out, whatever stands around it; nothing where it cannot."""
    written = typist.write(TEST_TEXT)
    blanks = r"\s*"  # a waiting accent takes the one after it
    return re.compile(blanks.join(map(re.escape, _solid(written))) if written else "(?!)")


def _undone(typist: Typist, came: str) -> str:
    sent = typist.undo(came)
    return came if sent is None else sent


def _without_aim(text: str) -> str:
    return _AIM.sub("", text, count=1) if _AIM.match(text) else text


def _solid(text: str) -> str:
    """Without blanks: a waiting accent takes the one after it."""
    return "".join(text.split())


def _differences(typist: Typist) -> Mapping[str, str]:
    came = {letter: typist.write(f"{letter} ") for letter in _solid(TEST_TEXT)}
    return MappingProxyType(
        {sent: _solid(text or "") for sent, text in came.items() if _solid(text or "") != sent}
    )


def _is_likely_the_test(arrived: str) -> bool:
    """Nobody's badge holds most of the keyboard in order; some of it may have got lost."""
    runs = ("0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
    seen = sum(run in arrived or run.swapcase() in arrived for run in runs)
    return seen >= 2 and len(arrived) >= len(TEST_TEXT) // 2
