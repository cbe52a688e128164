"""Times that are open or blocked, on the event's wall clock, and the instants that they are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum


class AvailabilityKind(StrEnum):
    """What a time says."""

    OPEN = "open"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; aware, `ends` exclusive. `title` says what it is."""

    starts: datetime
    ends: datetime
    title: str = ""

    def overlaps(self, starts: datetime, ends: datetime) -> bool:
        """Half-open intervals: one may start when the other ends."""
        return starts < self.ends and self.starts < ends


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in as few stretches as can be: those that touch or overlap are one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: span.starts):
        if span.starts >= span.ends:
            continue
        if found and span.starts <= found[-1].ends:
            found[-1] = replace(found[-1], ends=max(found[-1].ends, span.ends))
        else:
            found.append(span)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """When an interviewer can (`OPEN`), or when a room, an interviewer or, with neither, no room
    can be had (`BLOCKED`). It comes back on each of `days`; without any, on every day.

    A new one has no `id` yet.
    """

    id: str = ""
    kind: AvailabilityKind
    title: str = ""
    room_id: str | None = None
    interviewer_id: str | None = None
    days: tuple[date, ...] = ()
    starts: time
    ends: time

    def on(self, day: date, zone: tzinfo) -> Span | None:
        """The time on one day of the event's zone, as UTC; None where it does not hold then, also
        because the clocks skip it."""
        if self.days and day not in self.days:
            return None
        span = wall_span(day, self.starts, self.ends, zone, self.title)
        return span if span.starts < span.ends else None


def wall_span(day: date, starts: time, ends: time, zone: tzinfo, title: str = "") -> Span:
    """Two times of a wall clock as instants in UTC.

    UTC, because two times in one zone subtract as wall clocks, wrongly across a clock change. What
    lies within the hour that a clock change skips is empty.
    """
    first, last = (datetime.combine(day, hour, zone).astimezone(UTC) for hour in (starts, ends))
    return Span(first, max(first, last), title)
