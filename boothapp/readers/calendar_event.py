"""One event of a calendar file, interpreted: when it is, as far as that is understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from boothapp.domain.busy import BusyFault
from boothapp.readers import cells
from boothapp.readers.calendar_blocks import MAX_LINE, Block
from boothapp.readers.repeats import NotSimple, Repeats

if TYPE_CHECKING:  # a slow import, needed when a calendar is read
    from icalendar import Component

_HIDDEN = ("PRIVATE", "CONFIDENTIAL")
_AREAS = "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific"
# "/mozilla.org/20050126_1/Europe/Berlin" and the like: some programs put words of theirs before.
_PREFIX = re.compile(rf'(TZID="?)/[^:;"]*?/(?=(?:{_AREAS})/)', re.IGNORECASE)
_OTHER_PREFIX = re.compile(r'TZID="?(/[^:;"]*)', re.IGNORECASE)


class NotUnderstood(Exception):
    """An event that stays out, and why."""

    def __init__(self, fault: BusyFault, title: str = "", **values: str | int) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.title = title
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """What an event says. `starts` is aware, on its own wall clock; its length is whole days on
    that clock and then `exact`. The instants are in UTC."""

    idle: BusyFault | None
    """Why it keeps nobody busy; None where it does."""
    uid: str
    title: str
    place: str
    starts: datetime
    days: int
    exact: timedelta
    repeats: Repeats | None
    left_out: frozenset[datetime]
    replaces: datetime | None
    """Which start of an event that repeats this one stands for."""

    def span(self, start: datetime) -> tuple[datetime, datetime]:
        """Start and end in UTC of the one that begins at `start` (aware)."""
        try:
            last_day = start.replace(tzinfo=None) + timedelta(days=self.days)
            ends = last_day.replace(tzinfo=start.tzinfo).astimezone(UTC) + self.exact
            return start.astimezone(UTC), ends
        except (ValueError, OverflowError) as error:  # before the first or after the last year
            raise NotUnderstood(BusyFault.BROKEN) from error


def read(block: Block, zone: ZoneInfo) -> CalendarEvent:
    """Interpret an event; times without a zone are in `zone`. Raises NotUnderstood."""
    if not block.whole:
        if block.too_long:
            raise NotUnderstood(BusyFault.TOO_LONG, limit=MAX_LINE)
        raise NotUnderstood(BusyFault.BROKEN)
    from icalendar import Event  # see above

    title = ""
    try:
        event = Event.from_ical(_with_plain_zones(block.text))
        title = "" if _hidden(event) else cells.shown(_text(event, "SUMMARY"))
        return _read(event, zone)
    except NotUnderstood as why:
        why.title = title
        raise
    # Whatever a strange file can make the library stumble over, it is one event that stays out.
    except Exception as error:
        raise NotUnderstood(BusyFault.BROKEN, title) from error


def _read(event: "Component", zone: ZoneInfo) -> CalendarEvent:
    hidden = _hidden(event)
    starts, all_day = _moment(_only(event, "DTSTART", BusyFault.NO_START), zone)
    days, exact = _length(event, starts, zone, all_day=all_day)
    replaced = event.get("RECURRENCE-ID")
    if replaced is not None and "RANGE" in replaced.params:
        raise NotUnderstood(BusyFault.REPEATS)
    found = CalendarEvent(
        idle=_idle(event),
        uid=_text(event, "UID"),
        title="" if hidden else _text(event, "SUMMARY"),
        place="" if hidden else _text(event, "LOCATION"),
        starts=starts,
        days=days,
        exact=exact,
        repeats=_repeats(event, starts),
        left_out=frozenset(_left_out(event, zone)),
        replaces=None if replaced is None else _moment(replaced, zone)[0].astimezone(UTC),
    )
    begins, ends = found.span(starts)
    if begins >= ends:
        raise NotUnderstood(BusyFault.ENDS_FIRST)
    return found


def _hidden(event: "Component") -> bool:
    """Whether what it is about is nobody else's business."""
    return _text(event, "CLASS").upper() in _HIDDEN


def _idle(event: "Component") -> BusyFault | None:
    if _text(event, "STATUS").upper() == "CANCELLED":
        return BusyFault.CANCELLED
    return BusyFault.MARKED_FREE if _text(event, "TRANSP").upper() == "TRANSPARENT" else None


def _length(
    event: "Component", starts: datetime, zone: ZoneInfo, *, all_day: bool
) -> tuple[int, timedelta]:
    """Whole days and the rest, by the end, by the duration, or by a day that has neither."""
    if "DTEND" in event:
        ends, _ = _moment(_only(event, "DTEND", BusyFault.END_BROKEN), zone)
        if all_day:
            return (ends.date() - starts.date()).days, timedelta()
        return 0, ends.astimezone(UTC) - starts.astimezone(UTC)
    if "DURATION" in event:
        length = _only(event, "DURATION", BusyFault.END_BROKEN).dt
        if not isinstance(length, timedelta):
            raise NotUnderstood(BusyFault.END_BROKEN)
        return length.days, length - timedelta(days=length.days)
    if all_day:
        return 1, timedelta()
    raise NotUnderstood(BusyFault.NO_END)


def _repeats(event: "Component", starts: datetime) -> Repeats | None:
    if "RDATE" in event or "EXRULE" in event:
        raise NotUnderstood(BusyFault.REPEATS)
    if "RRULE" not in event:
        return None
    rule = event["RRULE"]
    if not isinstance(rule, dict) or not rule:  # several rules, or a broken one
        raise NotUnderstood(BusyFault.REPEATS)
    try:
        return Repeats.of(starts, {str(part): values for part, values in rule.items()})
    except NotSimple as error:
        raise NotUnderstood(BusyFault.REPEATS) from error


def _left_out(event: "Component", zone: ZoneInfo) -> Iterator[datetime]:
    """The starts in UTC at which an event that repeats does not take place."""
    from icalendar import vBroken  # see above

    found = event.get("EXDATE", [])
    for group in found if isinstance(found, list) else [found]:
        if isinstance(group, vBroken):
            raise NotUnderstood(BusyFault.EXCEPTIONS)
        for one in group.dts:
            yield _moment(one, zone)[0].astimezone(UTC)


def _only(event: "Component", name: str, fault: BusyFault) -> Any:
    """A property that must be there once, and whole."""
    from icalendar import vBroken  # see above

    found = event.get(name)
    if found is None or isinstance(found, list | vBroken):
        raise NotUnderstood(fault)
    return found


def _moment(found: Any, zone: ZoneInfo) -> tuple[datetime, bool]:
    """A date or a time, aware on its own wall clock, and whether it is a whole day."""
    value = found.dt
    if isinstance(value, datetime):
        name = str(found.params.get("TZID", ""))
        if value.tzinfo is not None or not name:
            return (value if value.tzinfo else value.replace(tzinfo=zone)), False
        raise NotUnderstood(BusyFault.ZONE_UNKNOWN, value=cells.shown(name))
    if isinstance(value, date):
        return datetime.combine(value, time(), zone), True
    raise NotUnderstood(BusyFault.BROKEN)


def _with_plain_zones(text: str) -> str:
    """The zones by their names alone: the library guesses at others, and warns."""
    plain = _PREFIX.sub(r"\1", text)
    if other := _OTHER_PREFIX.search(plain):
        raise NotUnderstood(BusyFault.ZONE_UNKNOWN, value=cells.shown(other[1]))
    return plain


def _text(event: "Component", name: str) -> str:
    """A text property in one clean line; of several the first."""
    found = event.get(name, "")
    first = found[0] if isinstance(found, list) else found
    return cells.clean(str(first))[: cells.MAX_CELL]
