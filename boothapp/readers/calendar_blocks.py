"""A calendar file cut into its events, before anything in them is interpreted.

Each event is read on its own, so that a broken one spoils no other; and only the properties that
say when and what: the rest, descriptions and guests, is nobody's business here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_LINE = 4_000  # characters of one property; some hundred left-out days
_NEEDED = frozenset(
    {"UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
    | {"EXRULE", "SUMMARY", "LOCATION", "STATUS", "TRANSP", "CLASS"}
)
_TEXTS = frozenset({"SUMMARY", "LOCATION"})
_NAME = re.compile(r"[A-Za-z-]+")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Block:
    """An event's lines, unfolded, and the physical line on which it begins."""

    line: int
    lines: list[str] = field(default_factory=list)
    whole: bool = False
    """It has an end, and no line that is needed was too long to be kept."""
    too_long: bool = False

    @property
    def size(self) -> int:
        """How much there is to be interpreted, in characters, and something for every event."""
        return sum(map(len, self.lines)) + 100

    @property
    def text(self) -> str:
        """The event as a component of its own."""
        return "\r\n".join(["BEGIN:VEVENT", *self.lines, "END:VEVENT", ""])


def events(text: str) -> Iterator[Block]:
    """The events of a calendar, in its order; one without an end is not `whole`."""
    block: Block | None = None
    inside = 0  # of an alarm, whose times are not the event's
    for number, line in _unfolded(text):
        mark = line.strip().upper()
        if mark == "BEGIN:VEVENT" or (mark == "END:VCALENDAR" and block is not None):
            if block is not None:
                yield block
            block, inside = (Block(number) if mark == "BEGIN:VEVENT" else None), 0
        elif block is None:
            continue
        elif mark == "END:VEVENT":
            block.whole = not block.too_long
            yield block
            block = None
        elif mark.startswith("BEGIN:"):
            inside += 1
        elif mark.startswith("END:"):
            inside = max(0, inside - 1)
        elif not inside:
            _keep(block, line)
    if block is not None:
        yield block


def _keep(block: Block, line: str) -> None:
    name = _NAME.match(line)
    kind = name[0].upper() if name else ""
    if kind not in _NEEDED:
        return
    if len(line) <= MAX_LINE or kind in _TEXTS:
        block.lines.append(line[:MAX_LINE].rstrip("\\"))  # half an escape is none
    else:
        block.too_long = True


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its continuations, up to a little more than MAX_LINE, and its number."""
    parts: list[str] = []
    begins = length = 0
    for number, line in enumerate(_LINE_ENDS.split(text), start=1):
        if line[:1] in (" ", "\t") and parts:
            if length <= MAX_LINE:
                parts.append(line[1 : MAX_LINE + 2])
                length += len(parts[-1])
            continue
        if parts:
            yield begins, "".join(parts)
        begins, parts = number, [line[: MAX_LINE + 1]]
        length = len(parts[0])
    if parts:
        yield begins, "".join(parts)
