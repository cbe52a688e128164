"""What the day's desk shows, read in one order to the database thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from boothapp.domain.availability import Span
from boothapp.domain.day_now import Noteworthy, as_it_runs
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
class Freed:
    """A place that got free, and who of the queue could have it, the first in line first."""

    interview: Interview
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
    check_in: bool
    sign_names: bool

    @property
    def room_names(self) -> dict[str, str]:
        """The rooms' names by id."""
        return {room.id: room.name for room in self.rooms}


def load_desk(services: Services, freed: Iterable[str]) -> DeskData:
    """Read it; `freed` are the interviews whose places may be free. On the database thread."""
    settings, day = services.settings.get(), services.day_now.today()
    return DeskData(
        now=services.now(),
        zone=settings.event.zone,
        rooms=settings.rooms,
        notes=services.day_now.noteworthy(),
        grace=services.day_now.grace(),
        line=services.queue.line(),
        freed=tuple(filter(None, (_freed(services, day, one) for one in freed))),
        check_in=services.settings.preference(CHECK_IN) == "on",
        sign_names=services.settings.preference(SIGN_NAMES) == "on",
    )


def _freed(services: Services, day: InterviewDay | None, interview_id: str) -> Freed | None:
    now = services.now()
    found = free_place(as_it_runs(day, now), interview_id, now) if day is not None else None
    if found is None:
        return None
    interview, room, place = found
    offers = services.queue.fitting(room.id, place.starts, place.ends)
    return Freed(interview, room, place.starts, place.ends, offers) if offers else None


def free_place(
    day: InterviewDay, interview_id: str, now: datetime
) -> tuple[Interview, Room, Span] | None:
    """Return the place that an interview left, as long as it is free; None where it is not.

    It lasts until something else begins in the room: who comes may need longer than who left.
    """
    for column in day.rooms:
        left = next((one for one in column.interviews if one.id == interview_id), None)
        if left is None:
            continue
        done = left.status is InterviewStatus.DONE
        if left.occupies and not done:
            return None
        rest = [one for one in column.interviews if one.occupies and one is not left]
        starts = max(left.ends if done else left.starts, now)
        for one in rest:  # somebody may be in the room still, who should have gone
            if one.starts <= starts < one.ends:
                air = timedelta(minutes=column.room.buffer_minutes)
                starts = rounded_up(one.ends + air)
        others: list[Interview | Span] = [*rest, *column.blocked]
        ahead = [one for one in others if one.ends > starts]
        ends = min([column.closes, *(one.starts for one in ahead)])
        return (left, column.room, Span(starts, ends)) if starts < ends else None
    return None
