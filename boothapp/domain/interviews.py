"""Interviews: rooms, slots, bookings, and why two of them cannot be at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from boothapp.domain.event import Interviewer, Room
from boothapp.domain.people import BusyTime, Rating


class InterviewStatus(StrEnum):
    """Where an interview stands."""

    PLANNED = "planned"
    ARRIVED = "arrived"
    RUNNING = "running"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


# These hold neither room nor people: the place is free again.
NOT_OCCUPYING = frozenset({InterviewStatus.CANCELLED, InterviewStatus.NO_SHOW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A booked meeting. Times are aware UTC; `ends` is exclusive."""

    id: str
    room_id: str
    lead_id: str
    candidate: str
    affiliation: str
    rating: Rating | None
    interviewer_id: str | None
    interviewer: str
    starts: datetime
    ends: datetime
    status: InterviewStatus


@dataclass(frozen=True, slots=True)
class RoomDay:
    """One room's column of the day view: opening hours as instants, and its bookings by start."""

    room: Room
    opens: datetime
    closes: datetime
    interviews: tuple[Interview, ...]


@dataclass(frozen=True, slots=True)
class InterviewDay:
    """One day in all rooms."""

    day: date
    rooms: tuple[RoomDay, ...]
    interviewers: tuple[Interviewer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A lead without a planned interview, waiting for a room."""

    lead_id: str
    name: str
    affiliation: str
    rating: Rating | None
    role: str
    busy: tuple[BusyTime, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A bookable interval in a room; `interview` is who has it, None while it is free."""

    room: Room
    starts: datetime
    ends: datetime
    interview: Interview | None


class ClashKind(StrEnum):
    """What stands in the way of a booking."""

    ROOM = "room"
    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    OWN_EVENT = "own_event"
    CLOSED = "closed"
    TOO_SHORT = "too_short"


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason, as facts: who or what, and its time."""

    kind: ClashKind
    who: str
    starts: datetime
    ends: datetime

    def __str__(self) -> str:
        """The reason in plain English, times left to who knows the zone."""
        return {
            ClashKind.ROOM: f"{self.who} is taken",
            ClashKind.INTERVIEWER: f"{self.who} holds another interview then",
            ClashKind.CANDIDATE: f"{self.who} has another interview then",
            ClashKind.OWN_EVENT: f"their own session “{self.who}”",
            ClashKind.CLOSED: f"{self.who} is closed then",
            ClashKind.TOO_SHORT: "an interview lasts at least 5 minutes",
        }[self.kind]


class SlotTaken(Exception):
    """The place cannot be had; nothing was changed. `clashes` says why, first the plainest."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__("; ".join(str(clash) for clash in clashes))
        self.clashes = clashes


MIN_LENGTH = timedelta(minutes=5)


def overlaps(starts: datetime, ends: datetime, other: Interview | BusyTime) -> bool:
    """Half-open intervals: one may start when the other ends."""
    return starts < other.ends and other.starts < ends


def clashes(
    *,
    room: Room,
    opens: datetime,
    closes: datetime,
    lead_id: str,
    interviewer_id: str | None,
    starts: datetime,
    ends: datetime,
    others: tuple[Interview, ...],
    busy: tuple[BusyTime, ...] = (),
) -> tuple[Clash, ...]:
    """Every reason against a booking; empty when the place is free.

    `others` are the interviews of that time in any room, without the one being moved; `opens` and
    `closes` are the room's hours of that day.
    """
    if ends - starts < MIN_LENGTH:
        return (Clash(ClashKind.TOO_SHORT, "", starts, ends),)
    found = []
    if starts < opens or ends > closes:
        found.append(Clash(ClashKind.CLOSED, room.name, opens, closes))
    for other in others:
        if other.status in NOT_OCCUPYING or not overlaps(starts, ends, other):
            continue
        if other.room_id == room.id:
            found.append(Clash(ClashKind.ROOM, room.name, other.starts, other.ends))
        if interviewer_id and other.interviewer_id == interviewer_id:
            found.append(Clash(ClashKind.INTERVIEWER, other.interviewer, other.starts, other.ends))
        if other.lead_id == lead_id:
            found.append(Clash(ClashKind.CANDIDATE, other.candidate, other.starts, other.ends))
    found += [
        Clash(ClashKind.OWN_EVENT, own.title or own.kind, own.starts, own.ends)
        for own in busy
        if overlaps(starts, ends, own)
    ]
    return tuple(found)
