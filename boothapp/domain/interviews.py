"""Interviews: rooms, slots, bookings, and how a day stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from boothapp.domain.availability import Span
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

# These hold neither room nor people: the place is free again.
NOT_OCCUPYING = frozenset({InterviewStatus.CANCELLED, InterviewStatus.NO_SHOW})


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

    def resent_after(self, before: "Interview") -> "Interview":
        """This state, with a new sequence where a calendar that knows `before` has to hear of it.

        Several changes between two sendings are one state for the calendars.
        """
        known = before.invited is not None and before.sequence == before.invited
        same = (
            (before.room_id, before.starts, before.panel_ids, before.occupies)
            == (self.room_id, self.starts, self.panel_ids, self.occupies)
        ) and (before.ends == self.ends or self.status is InterviewStatus.DONE)
        return self if same or not known else replace(self, sequence=before.sequence + 1)


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


@dataclass(frozen=True, slots=True)
class Slot:
    """A bookable interval in a room; `interview` is who has it, None while it is free."""

    room: Room
    starts: datetime
    ends: datetime
    interview: Interview | None


MIN_LENGTH = timedelta(minutes=5)


def overlaps(starts: datetime, ends: datetime, other: Interview | BusyTime | Span) -> bool:
    """Half-open intervals: one may start when the other ends."""
    return starts < other.ends and other.starts < ends


def marked(before: Interview, status: InterviewStatus, now: datetime) -> Interview:
    """The interview with another status, and the times that go with it.

    One that ends early frees its room from the next five-minute mark.
    """
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
