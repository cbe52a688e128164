"""How a code came from a scanner, and how the scanners at serial ports are."""

from collections.abc import Callable
from dataclasses import dataclass

from boothapp.domain.people import ScanSource
from boothapp.domain.scanners import Ended


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a scanner sent, as it came. `took` is in milliseconds, first character to last."""

    text: str
    source: ScanSource
    device: str
    """ "keyboard", or the name of the port."""
    ended: Ended
    took: int


@dataclass(frozen=True, slots=True)
class PortState:
    """A serial port that a scanner hangs on; `problem` is empty while it works."""

    id: str
    name: str
    problem: str


TakesCode = Callable[[str, ScanSource], None]
"""Takes a code that a scanner sent, and what kind of scanner that was."""
