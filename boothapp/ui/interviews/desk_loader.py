"""What the day's desk shows, read in one order to the database thread."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from boothapp.domain.availability import Span
from boothapp.domain.day_now import Noteworthy, as_it_runs, unfit
from boothapp.domain.event import Room
from boothapp.domain.interviews import Interview, InterviewDay, InterviewStatus
from boothapp.services.bundle import Services
from boothapp.services.place_search import Offer, rounded_up
from boothapp.services.queue import QueueEntry

CHECK_IN = "interviews.door_check_in"
"""The preference that says whether badges scanned on the Interviews page mark arrivals."""
SIGN_NAMES = "interviews.sign_names"
"""The preference that says whether door signs show whole names."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an interview is, or was: it says nothing of whom it is with."""

    interview_id: str
    room_id: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Freed:
    """A place that got free, and who of the queue could have it, the first in line first."""

    place: Place
    room: Room
    starts: datetime
    ends: datetime
    offers: tuple[tuple[QueueEntry, Offer], ...]


@dataclass(frozen=True, slots=True)
class DeskData:
    """How the day stands at one moment."""

    now: datetime
    zone: ZoneInfo
    rooms: tuple[Room, ...]
    notes: tuple[Noteworthy, ...]
    grace: timedelta
    line: tuple[QueueEntry, ...]
    freed: tuple[Freed, ...]
    occupied: frozenset[Place]
    """Today's places that are taken: one that is not any more was left, whoever did that."""
    ended: frozenset[str]
    """Today's interviews that are done, by id."""
    check_in: bool
    sign_names: bool

    @property
    def room_names(self) -> dict[str, str]:
        """The rooms' names by id."""
        return {room.id: room.name for room in self.rooms}


def place_of(interview: Interview) -> Place:
    """Return where an interview is."""
    return Place(interview.id, interview.room_id, interview.starts, interview.ends)


def load_desk(services: Services, freed: Iterable[Place], before: DeskData | None) -> DeskData:
    """Read it; `freed` are places that may be free, `before` is what was read last.

    On the database thread.
    """
    settings, day = services.settings.get(), services.day_now.today()
    taken = frozenset(place_of(one) for one in (day.interviews if day else ()) if one.occupies)
    ended = frozenset(
        one.id for one in (day.interviews if day else ()) if one.status is InterviewStatus.DONE
    )
    now = services.now()
    left = left_since(before.occupied, taken, ended, now) if before is not None else ()
    places = dict.fromkeys((*freed, *left))
    return DeskData(
        now=now,
        zone=settings.event.zone,
        rooms=settings.rooms,
        notes=(*services.day_now.noteworthy(), *unfit(services.fitting.misfits())),
        grace=services.day_now.grace(),
        line=services.queue.line(),
        freed=tuple(filter(None, (_freed(services, day, one) for one in places))),
        occupied=taken,
        ended=ended,
        check_in=services.settings.preference(CHECK_IN) == "on",
        sign_names=services.settings.preference(SIGN_NAMES) == "on",
    )


def left_since(
    before: frozenset[Place], after: frozenset[Place], ended: Collection[str], now: datetime
) -> tuple[Place, ...]:
    """Return the places that somebody left, and of which some time ahead is free now.

    By room and time, not by what was done here: another process and a withdrawal leave places too.
    Who is there still for a part of the time has not left, unless the interview has `ended`.
    """
    there = {one.interview_id: one for one in after if one.interview_id not in ended}
    left = [
        one
        for one in before - after
        if one.ends > now
        and not _overlap(one, there.get(one.interview_id))
        and not _covered(one, after, now)
    ]
    return tuple(sorted(left, key=lambda one: one.starts))


def _overlap(one: Place, other: Place | None) -> bool:
    if other is None or one.room_id != other.room_id:
        return False
    return one.starts < other.ends and other.starts < one.ends


def _covered(place: Place, taken: frozenset[Place], now: datetime) -> bool:
    starts = max(place.starts, now)
    others = [one for one in taken if one.room_id == place.room_id]
    for one in sorted(others, key=lambda one: one.starts):
        if one.starts <= starts < one.ends:
            starts = one.ends
    return starts >= place.ends


def _freed(services: Services, day: InterviewDay | None, place: Place) -> Freed | None:
    now = services.now()
    found = free_place(as_it_runs(day, now), place, now) if day is not None else None
    if found is None:
        return None
    room, span = found
    offers = services.queue.fitting(room.id, span.starts, span.ends)
    return Freed(place, room, span.starts, span.ends, offers) if offers else None


def free_place(day: InterviewDay, place: Place, now: datetime) -> tuple[Room, Span] | None:
    """Return what is free of a place that was left; None where it is over or somebody has it again.

    It lasts until something else begins in the room: who comes may need longer than who left.
    """
    column = next((one for one in day.rooms if one.room.id == place.room_id), None)
    if column is None or place.ends <= now:
        return None
    held = [one for one in column.interviews if one.occupies]
    if any(_has_it(one, place) for one in held):
        return None
    begins = starts = max(place.starts, now)
    for one in held:  # somebody may be in the room still, who should have gone
        if one.starts <= starts < one.ends:
            gone = one.status is InterviewStatus.DONE
            air = timedelta(minutes=0 if gone else column.room.buffer_minutes)
            starts = rounded_up(one.ends + air)
    if starts != begins and starts >= place.ends:
        return None
    others: list[Interview | Span] = [*held, *column.blocked]
    ahead = [one for one in others if one.ends > starts]
    ends = min([column.closes, *(one.starts for one in ahead)])
    return (column.room, Span(starts, ends)) if starts < ends else None


def _has_it(one: Interview, place: Place) -> bool:
    """Whether who left the place is there again, for all of its time."""
    back = one.id == place.interview_id and one.status is not InterviewStatus.DONE
    return back and one.starts <= place.starts and place.ends <= one.ends
