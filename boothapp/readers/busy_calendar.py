"""The busy times of one person, out of a calendar file (RFC 5545)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from boothapp.domain.busy import BusyFault, BusyFileError, BusyProblem, BusyRead, BusyRow
from boothapp.domain.charset import to_text
from boothapp.domain.event import EventInfo
from boothapp.domain.people import BusyTime
from boothapp.readers import calendar_blocks, calendar_event, cells, event_days
from boothapp.readers.calendar_event import CalendarEvent, NotUnderstood

MAX_TEXT = 2_000_000  # characters to be interpreted: ten thousand events, some seconds
_LONGEST = timedelta(days=31)  # of an event that repeats: a longer one overlaps itself for ever
_DAY = timedelta(days=1)
_KIND = "busy"


@dataclass(frozen=True, slots=True)
class _Read:
    line: int
    event: CalendarEvent


def read(path: Path, event: EventInfo) -> BusyRead:
    """Read all events. Raises BusyFileError where the file is no calendar."""
    try:
        text = to_text(path.read_bytes()).replace("\0", "")
    except OSError as error:
        raise BusyFileError(f"The file cannot be opened: {error.strerror or error}.") from error
    if "BEGIN:VCALENDAR" not in text.upper():
        raise BusyFileError(
            "There is no calendar in this file: export it again, as iCalendar (.ics)."
        )
    problems: list[BusyProblem] = []
    found = tuple(_events(text, event, problems))
    moved = {(one.event.uid, one.event.replaces) for one in found if one.event.uid}
    rows: list[BusyRow] = []
    outside = 0
    for one in found:
        try:
            times = _times(one.event, event, moved)
        except NotUnderstood as why:
            problems.append(_problem(one.line, why, cells.shown(one.event.title)))
            continue
        outside += not times
        rows += [BusyRow(one.line, None, time) for time in times]
    if outside:
        problems.append(BusyProblem(0, BusyFault.MANY_OUTSIDE, values={"count": outside}))
    return BusyRead(tuple(rows), tuple(sorted(problems, key=lambda problem: problem.line)))


def _events(text: str, event: EventInfo, problems: list[BusyProblem]) -> Iterator[_Read]:
    """The events that can be read and are a time of somebody's; the others become problems."""
    size, reached, missed = 0, 0, 0
    for block in calendar_blocks.events(text):
        size += block.size
        if size > MAX_TEXT:
            missed += 1
            continue
        reached = block.line
        try:
            yield _Read(block.line, calendar_event.read(block, event.zone))
        except NotUnderstood as why:
            problems.append(_problem(block.line, why, why.title))
    if missed:
        problems.append(BusyProblem(reached, BusyFault.NOT_REACHED, values={"count": missed}))


def _problem(line: int, why: NotUnderstood, title: str) -> BusyProblem:
    return BusyProblem(line, why.fault, title=title, values=why.values)


def _times(
    one: CalendarEvent, event: EventInfo, moved: set[tuple[str, datetime | None]]
) -> list[BusyTime]:
    """The times on the event's days, without those that an event of their own stands for."""
    if one.idle is not None:
        raise NotUnderstood(one.idle)
    found = []
    for start in _starts(one, event):
        begins, ends = one.span(start)
        if one.repeats is not None and (begins in one.left_out or (one.uid, begins) in moved):
            continue
        if event_days.touched(begins, ends, event):
            found.append(BusyTime(_KIND, one.title, begins, ends, one.place))
    return found


def _starts(one: CalendarEvent, event: EventInfo) -> Iterator[datetime]:
    """The first start, or all of an event that repeats that may reach into the event's days."""
    if one.repeats is None:
        yield one.starts
        return
    begins, ends = one.span(one.starts)
    if ends - begins > _LONGEST:
        raise NotUnderstood(BusyFault.REPEATS)
    opens, closes = event.stretch()
    first = (opens - (ends - begins) - _DAY).date()  # a day more: it is another zone's
    yield from one.repeats.between(first, (closes + _DAY).date())
