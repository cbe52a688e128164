"""Why an interview cannot be where it should be, every reason of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from boothapp.domain.availability import Span, merged, wall_span
from boothapp.domain.interviews import (
    MIN_LENGTH,
    MIN_MINUTES,
    Interview,
    InterviewDay,
    InterviewerDay,
    RoomDay,
    overlaps,
)
from boothapp.domain.needs import Window
from boothapp.domain.people import BusyTime


class ClashKind(StrEnum):
    """What stands in the way of a booking."""

    ROOM = "room"
    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    TOO_SHORT = "too_short"
    CLOSED = "closed"
    BLOCKED = "blocked"
    OWN_EVENT = "own_event"
    AWAY = "away"
    CANNOT = "cannot"
    SEATS = "seats"
    BUFFER = "buffer"
    GAP = "gap"
    DAY_FULL = "day_full"
    ROW_FULL = "row_full"
    ROOM_KIND = "room_kind"
    """Another kind of room is needed. This and the next two are found by `suiting`."""
    NOBODY = "nobody"
    """Nobody was chosen to hold it, and nobody who suits is free."""
    BEGUN = "begun"
    """The time has begun, longer ago than a room is kept for somebody who is late."""


# A person may decide against these; nobody can be in two places, nor two in one.
SOFT = frozenset(ClashKind) - {
    ClashKind.ROOM,
    ClashKind.INTERVIEWER,
    ClashKind.CANDIDATE,
    ClashKind.TOO_SHORT,
    ClashKind.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason, as facts: who or what, its time, and the minutes that a limit allows."""

    kind: ClashKind
    who: str
    starts: datetime
    ends: datetime
    minutes: int = 0

    @property
    def is_soft(self) -> bool:
        """Whether a person may book all the same."""
        return self.kind in SOFT

    @property
    def is_timeless(self) -> bool:
        """Whether it stands against any time, so that none is to be said with it."""
        return self.kind in (ClashKind.TOO_SHORT, ClashKind.ROOM_KIND)

    def __str__(self) -> str:
        """The reason in plain English, times left to who knows the zone."""
        return {
            ClashKind.ROOM: f"{self.who} is taken",
            ClashKind.INTERVIEWER: f"{self.who} holds another interview then",
            ClashKind.CANDIDATE: f"{self.who} has another interview then",
            ClashKind.TOO_SHORT: f"an interview lasts at least {MIN_MINUTES} minutes",
            ClashKind.CLOSED: f"{self.who} is closed then",
            ClashKind.BLOCKED: f"blocked: {self.who}",
            ClashKind.OWN_EVENT: f"their own session “{self.who}”",
            ClashKind.AWAY: f"{self.who} is not available then",
            ClashKind.CANNOT: "the candidate cannot come then",
            ClashKind.SEATS: f"{self.who} has only {self.minutes} seats",
            ClashKind.BUFFER: f"{self.who} stays free for {self.minutes} minutes in between",
            ClashKind.GAP: f"{self.who} needs {self.minutes} minutes in between",
            ClashKind.DAY_FULL: f"{self.who} would hold more than {_hours(self.minutes)} that day",
            ClashKind.ROW_FULL: (
                f"{self.who} would have more than {_hours(self.minutes)} without a pause"
            ),
            ClashKind.ROOM_KIND: f"a room of the kind “{self.who}” is needed",
            ClashKind.NOBODY: "nobody who suits is free then",
            ClashKind.BEGUN: "that time has begun already",
        }[self.kind]


class SlotTaken(Exception):
    """The place cannot be had; nothing was changed. `clashes` says why, first the plainest."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__("; ".join(str(clash) for clash in clashes))
        self.clashes = clashes

    @property
    def is_soft(self) -> bool:
        """Whether a person may book all the same."""
        return all(clash.is_soft for clash in self.clashes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A place that is asked for. `leaving` is the booking that would leave its own for it."""

    room_id: str
    lead_id: str
    panel: tuple[str, ...]
    starts: datetime
    ends: datetime
    leaving: str = ""

    @classmethod
    def of(cls, booking: Interview) -> "Wanted":
        """The place of a booking, which would leave the one that it has."""
        return cls(
            room_id=booking.room_id,
            lead_id=booking.lead_id,
            panel=booking.panel_ids,
            starts=booking.starts,
            ends=booking.ends,
            leaving=booking.id,
        )


@dataclass(frozen=True, slots=True)
class CandidateTimes:
    """When a candidate cannot, and when they can (without windows: whenever they are not busy)."""

    busy: tuple[BusyTime, ...] = ()
    windows: tuple[Window, ...] = ()


def clashes(
    day: InterviewDay, wanted: Wanted, candidate: CandidateTimes, zone: tzinfo
) -> tuple[Clash, ...]:
    """Every reason against a booking on its day, the plainest first; empty when nothing is."""
    starts, ends = wanted.starts, wanted.ends
    if ends - starts < MIN_LENGTH:
        return (Clash(ClashKind.TOO_SHORT, "", starts, ends),)
    column = next((column for column in day.rooms if column.room.id == wanted.room_id), None)
    if column is None:
        return (Clash(ClashKind.CLOSED, "This room", starts, starts),)  # out of use by now
    others = [other for other in day.interviews if other.occupies and other.id != wanted.leaving]
    panel = [person for person in day.people if person.who.id in wanted.panel]
    found = [*_in_room(column, wanted, others), *_of_candidate(wanted, others, candidate, zone)]
    for person in panel:
        own = [other for other in others if person.who.id in other.panel_ids]
        found += interviewer_clashes(person, starts, ends, own)
    return tuple(sorted(found, key=lambda clash: clash.is_soft))


def _in_room(column: RoomDay, wanted: Wanted, others: list[Interview]) -> Iterator[Clash]:
    room, starts, ends = column.room, wanted.starts, wanted.ends
    if starts < column.opens or ends > column.closes:
        yield Clash(ClashKind.CLOSED, room.name, column.opens, column.closes)
    here = [other for other in others if other.room_id == room.id]
    yield from (
        Clash(ClashKind.ROOM, room.name, other.starts, other.ends)
        for other in here
        if overlaps(starts, ends, other)
    )
    for span in _touching(column.blocked, starts, ends):
        yield Clash(ClashKind.BLOCKED, span.title or "this time", span.starts, span.ends)
    near = _within(here, starts, ends, room.buffer_minutes)
    if near is not None:
        yield Clash(ClashKind.BUFFER, room.name, near.starts, near.ends, room.buffer_minutes)
    if len(wanted.panel) + 1 > room.seats:
        yield Clash(ClashKind.SEATS, room.name, starts, ends, room.seats)


def _of_candidate(
    wanted: Wanted, others: list[Interview], candidate: CandidateTimes, zone: tzinfo
) -> Iterator[Clash]:
    starts, ends = wanted.starts, wanted.ends
    for other in others:
        if other.lead_id == wanted.lead_id and overlaps(starts, ends, other):
            yield Clash(ClashKind.CANDIDATE, other.candidate, other.starts, other.ends)
    for own in candidate.busy:
        if overlaps(starts, ends, own):
            yield Clash(ClashKind.OWN_EVENT, own.title or own.kind, own.starts, own.ends)
    if not can_come(candidate.windows, starts, ends, zone):
        yield Clash(ClashKind.CANNOT, "", starts, ends)


def interviewer_clashes(
    person: InterviewerDay, starts: datetime, ends: datetime, own: list[Interview]
) -> Iterator[Clash]:
    """Every reason against an interviewer at a time; `own` is what else they hold that day."""
    who = person.who
    for other in own:
        if overlaps(starts, ends, other):
            yield Clash(ClashKind.INTERVIEWER, who.name, other.starts, other.ends)
    if person.open is not None and not any(
        span.starts <= starts and ends <= span.ends for span in merged(person.open)
    ):
        yield Clash(ClashKind.AWAY, who.name, starts, ends)
    for span in _touching(person.blocked, starts, ends):
        yield Clash(ClashKind.AWAY, who.name, span.starts, span.ends)
    near = _within(own, starts, ends, who.gap_minutes)
    if near is not None:
        yield Clash(ClashKind.GAP, who.name, near.starts, near.ends, who.gap_minutes)
    times = [(starts, ends), *((other.starts, other.ends) for other in own)]
    total = sum((last - first for first, last in times), timedelta())
    if who.day_minutes is not None and total > timedelta(minutes=who.day_minutes):
        yield Clash(ClashKind.DAY_FULL, who.name, starts, ends, who.day_minutes)
    if who.row_minutes is not None and _row(times) > timedelta(minutes=who.row_minutes):
        yield Clash(ClashKind.ROW_FULL, who.name, starts, ends, who.row_minutes)


def can_come(windows: Iterable[Window], starts: datetime, ends: datetime, zone: tzinfo) -> bool:
    """Whether a candidate with these windows can; without any they can always.

    Windows that touch are one: an interview may begin in the first and end in the second.
    """
    windows = tuple(windows)
    if not windows:
        return True
    day = starts.astimezone(zone).date()
    spans = (
        _on(window, day, zone) for window in windows if window.day is None or window.day == day
    )
    return any(span.starts <= starts and ends <= span.ends for span in merged(spans))


def _on(window: Window, day: date, zone: tzinfo) -> Span:
    """A window on a day; one without an end lasts for as long as an interview may."""
    found = wall_span(day, window.opens or time(), window.closes or time(), zone)
    return found if window.closes else Span(found.starts, datetime.max.replace(tzinfo=UTC))


def _touching(spans: Iterable[Span], starts: datetime, ends: datetime) -> list[Span]:
    return [span for span in spans if span.overlaps(starts, ends)]


def _within(
    others: Iterable[Interview], starts: datetime, ends: datetime, minutes: int
) -> Interview | None:
    """The interview that is nearer than `minutes` without overlapping, None where none is."""
    if not minutes:
        return None
    air = timedelta(minutes=minutes)
    near = (
        other
        for other in others
        if not overlaps(starts, ends, other) and overlaps(starts - air, ends + air, other)
    )
    return next(near, None)


def _row(times: list[tuple[datetime, datetime]]) -> timedelta:
    """The length of the run without a pause that the first of `times` lies in."""
    starts, ends = times[0]
    ordered = sorted(times[1:])
    for first, last in reversed(ordered):
        if last == starts:
            starts = first
    for first, last in ordered:
        if first == ends:
            ends = last
    return ends - starts


def _hours(minutes: int) -> str:
    """Minutes as people say them: "45 minutes", "4 hours", "2 h 30"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} minutes"
    if rest:
        return f"{hours} h {rest:02}"
    return "1 hour" if hours == 1 else f"{hours} hours"
