"""Interviews: rooms, slots, bookings, and how a day stands."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from boothapp.domain.availability import Span
from boothapp.domain.errors import BoothError
from boothapp.domain.event import Room
from boothapp.domain.needs import Interviewer, Need
from boothapp.domain.people import BusyTime, Rating
from boothapp.domain.queue import Queued


class InterviewStatus(StrEnum):
    """Where an interview stands."""

    PLANNED = "planned"
    ARRIVED = "arrived"
    RUNNING = "running"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


_ROUND = timedelta(minutes=5)

NOT_OCCUPYING = frozenset({InterviewStatus.CANCELLED, InterviewStatus.NO_SHOW})
"""These hold neither room nor people: the place is free again."""

HERE = frozenset({InterviewStatus.ARRIVED, InterviewStatus.RUNNING})
"""The candidate is at the booth."""

TO_COME = frozenset({InterviewStatus.PLANNED, InterviewStatus.ARRIVED})
"""Not begun."""

AHEAD = HERE | TO_COME
"""Not over, unless it is planned for a time that has passed and nobody said what became of it."""


@dataclass(frozen=True, slots=True)
class Panelist:
    """Somebody who holds an interview, by name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A booked meeting. Times are aware UTC; `ends` is exclusive."""

    id: str
    room_id: str
    lead_id: str
    candidate: str
    affiliation: str
    rating: Rating | None
    panel: tuple[Panelist, ...] = ()
    starts: datetime
    ends: datetime
    status: InterviewStatus
    arrived: datetime | None = None
    began: datetime | None = None
    ended: datetime | None = None
    sequence: int = 0
    """Counts the states that a calendar would have to hear of."""
    invited: int | None = None
    """The state that was sent last; None while nothing was."""
    organizer: str = ""
    """The address that the invitation came from; it stays the same for its life."""

    @property
    def occupies(self) -> bool:
        """Whether the booking holds its room and its people."""
        return self.status not in NOT_OCCUPYING

    def stands(self, now: datetime) -> bool:
        """Whether it is ahead or going on; one that is still planned when its time is over, not."""
        planned = self.status is InterviewStatus.PLANNED and self.ends > now
        return planned or self.status in HERE

    @property
    def panel_ids(self) -> tuple[str, ...]:
        """Who holds it."""
        return tuple(who.id for who in self.panel)

    @property
    def interviewers(self) -> str:
        """Who holds it, in words: names while they are two, else their number."""
        if len(self.panel) > 2:  # more names than a line of the day holds
            return f"Panel of {len(self.panel)}"
        return " and ".join(who.name for who in self.panel)


@dataclass(frozen=True, slots=True)
class RoomDay:
    """One room's column of the day view: opening hours as instants, what is blocked in them, and
    its bookings by start."""

    room: Room
    opens: datetime
    closes: datetime
    interviews: tuple[Interview, ...]
    blocked: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewerDay:
    """When an interviewer can on a day. `open` None is all day."""

    who: Interviewer
    open: tuple[Span, ...] | None = None
    blocked: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewDay:
    """One day in all rooms."""

    day: date
    rooms: tuple[RoomDay, ...]
    people: tuple[InterviewerDay, ...]

    @property
    def interviewers(self) -> tuple[Interviewer, ...]:
        """Who holds interviews."""
        return tuple(person.who for person in self.people)

    @property
    def interviews(self) -> tuple[Interview, ...]:
        """The bookings of all rooms."""
        return tuple(booking for column in self.rooms for booking in column.interviews)

    def with_booking(self, one: Interview) -> "InterviewDay":
        """The day as if it were booked in its room as well."""
        rooms = tuple(
            replace(column, interviews=_by_start((*column.interviews, one)))
            if column.room.id == one.room_id
            else column
            for column in self.rooms
        )
        return replace(self, rooms=rooms)

    def without_bookings(self, ids: Collection[str]) -> "InterviewDay":
        """The day as if these bookings had left."""
        rooms = tuple(
            replace(room, interviews=tuple(one for one in room.interviews if one.id not in ids))
            for room in self.rooms
        )
        return replace(self, rooms=rooms)


def _by_start(bookings: Iterable[Interview]) -> tuple[Interview, ...]:
    return tuple(sorted(bookings, key=lambda one: one.starts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A lead without a planned interview, waiting for a room."""

    lead_id: str
    name: str
    affiliation: str
    rating: Rating | None
    role: str
    busy: tuple[BusyTime, ...]
    need: Need = field(default_factory=Need)
    """What their interview needs: their own, and the role's where that says nothing."""
    queued: Queued | None = None
    """Their place in the queue of walk-ins and standbys."""
    missed: datetime | None = None
    """When the last interview began that they did not come to."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A bookable interval in a room; `interview` is who has it, None while it is free."""

    room: Room
    starts: datetime
    ends: datetime
    interview: Interview | None


MIN_MINUTES = 5
MIN_LENGTH = timedelta(minutes=MIN_MINUTES)
_EARLIEST = timedelta(hours=12)  # before its time: on another day nobody comes for it yet

_OUTCOMES = (
    InterviewStatus.ARRIVED,
    InterviewStatus.RUNNING,
    InterviewStatus.DONE,
    InterviewStatus.NO_SHOW,
    InterviewStatus.CANCELLED,
)
_NEXT = {
    InterviewStatus.CANCELLED: (InterviewStatus.PLANNED,),
    # Somebody who is given up on may still come, before their place is given away.
    InterviewStatus.NO_SHOW: (InterviewStatus.ARRIVED, InterviewStatus.PLANNED),
}


# How long before its time that can have become of an interview; what is not here, at any time.
_UNTIL = {
    InterviewStatus.ARRIVED: _EARLIEST,
    InterviewStatus.RUNNING: _EARLIEST,
    InterviewStatus.DONE: _EARLIEST,
    InterviewStatus.NO_SHOW: timedelta(0),
}


class NotNow(BoothError):
    """An interview cannot become that from what it is; nothing was changed."""


def next_statuses(status: InterviewStatus) -> tuple[InterviewStatus, ...]:
    """What can be made of an interview that stands there; what was cancelled is planned first."""
    return _NEXT.get(status, tuple(one for one in _OUTCOMES if one is not status))


def overlaps(starts: datetime, ends: datetime, other: Interview | BusyTime | Span) -> bool:
    """Half-open intervals: one may start when the other ends."""
    return starts < other.ends and other.starts < ends


def marked(before: Interview, status: InterviewStatus, now: datetime) -> Interview:
    """The interview with another status, and the times that go with it.

    One that ends early frees its room from the next five-minute mark. Raises NotNow.
    """
    if status not in next_statuses(before.status):
        raise NotNow(f"{before.candidate}: this interview is {_why_not(before, status)}.")
    if before.starts - now > _UNTIL.get(status, before.starts - now):
        raise NotNow(f"{before.candidate}: this interview is still to come.")
    after = replace(before, status=status)
    match status:
        case InterviewStatus.PLANNED:
            return replace(after, arrived=None, began=None, ended=None)
        case InterviewStatus.ARRIVED:
            return replace(after, arrived=now, began=None, ended=None)
        case InterviewStatus.RUNNING:
            return replace(after, arrived=before.arrived or now, began=now, ended=None)
        case InterviewStatus.DONE:
            over = before.starts + -(-(now - before.starts) // _ROUND) * _ROUND
            early = before.starts < over < before.ends
            return replace(after, ended=now, ends=over if early else before.ends)
        case InterviewStatus.NO_SHOW:
            return replace(after, ended=now)
        case _:
            return after


def _why_not(before: Interview, status: InterviewStatus) -> str:
    was = before.status.value.replace("_", "-")
    if status is before.status:
        return f"{was} already"
    return f"{was}; Undo takes that back" if before.occupies else f"{was}, plan it again first"


def slots_of(column: RoomDay) -> Iterator[Slot]:
    """The slots of a room's day, by start.

    Free ones lie on the room's grid; what is booked, with the room's pause around it, or blocked
    hides those it touches.
    """
    holding = [booking for booking in column.interviews if booking.occupies]
    found = [Slot(column.room, booking.starts, booking.ends, booking) for booking in holding]
    step = timedelta(minutes=column.room.slot_minutes)
    air = timedelta(minutes=column.room.buffer_minutes)
    starts = column.opens
    while starts + step <= column.closes:
        ends = starts + step
        booked = any(overlaps(starts - air, ends + air, other) for other in holding)
        if not booked and not any(span.overlaps(starts, ends) for span in column.blocked):
            found.append(Slot(column.room, starts, starts + step, None))
        starts += step
    yield from sorted(found, key=lambda slot: slot.starts)
