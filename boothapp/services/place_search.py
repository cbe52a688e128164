"""Looks through a day for places that suit a need: room, time, and a panel that can hold it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cached_property

from boothapp.domain.clashes import CandidateTimes, Wanted, clashes
from boothapp.domain.event import Room
from boothapp.domain.interviews import InterviewDay, RoomDay, overlaps
from boothapp.domain.needs import Interviewer, Need
from boothapp.domain.suiting import Panels

_STEP = timedelta(minutes=5)  # the finest that people name a time by


@dataclass(frozen=True, slots=True)
class Offer:
    """A room, a time (aware UTC) and a panel that suit somebody."""

    room: Room
    starts: datetime
    ends: datetime
    panel: tuple[Interviewer, ...]


@dataclass(frozen=True)
class PlaceSearch:
    """One day, searched for one candidate."""

    lead_id: str
    need: Need
    times: CandidateTimes
    zone: tzinfo
    day: InterviewDay
    at_once: bool = False
    """Also right after another interview, off the rooms' grids: for who stands here and waits."""

    def offers(self, now: datetime, count: int) -> list[Offer]:
        """The earliest places from `now` on that do not overlap each other, `count` at most.

        One per start: three rooms at the same time are one choice for who is asked.
        """
        found: list[Offer] = []
        for starts, columns in self._starts(now):
            if found and starts < found[-1].ends:
                continue
            offer = next(filter(None, (self.at(column, starts) for column in columns)), None)
            if offer is not None:
                found.append(offer)
            if len(found) == count:
                break
        return found

    def at(self, column: RoomDay, starts: datetime, ends: datetime | None = None) -> Offer | None:
        """The place in a room at a time, None where it does not suit.

        Without `ends` it lasts as long as the need says, else as the room's slot.
        """
        if not self.need.suits(column.room.kind):
            return None
        length = timedelta(minutes=self.need.minutes or column.room.slot_minutes)
        ends = ends or starts + length
        # Most places of a crowded day are had: seen before anybody is looked for to hold it.
        if any(one.occupies and overlaps(starts, ends, one) for one in column.interviews):
            return None
        panel = self._panels.at(starts, ends)
        if panel is None:
            return None
        place = Wanted(
            room_id=column.room.id,
            lead_id=self.lead_id,
            panel=tuple(who.id for who in panel),
            starts=starts,
            ends=ends,
        )
        if clashes(self.day, place, self.times, self.zone):
            return None
        return Offer(column.room, starts, ends, panel)

    def _starts(self, now: datetime) -> Iterator[tuple[datetime, list[RoomDay]]]:
        """Each start of the rooms' grids, and the rooms that offer it, the smallest first."""
        rooms: dict[datetime, list[RoomDay]] = {}
        for column in self.day.rooms:
            for starts in self._grid(column, now):
                rooms.setdefault(starts, []).append(column)
        for starts in sorted(rooms):
            yield starts, sorted(rooms[starts], key=lambda column: column.room.seats)

    def _grid(self, column: RoomDay, now: datetime) -> set[datetime]:
        """The starts that a room offers from now on: its slots, and at once while it is free."""
        step = timedelta(minutes=column.room.slot_minutes)
        count = -((column.opens - column.closes) // step)
        found = {column.opens + n * step for n in range(count)} | {rounded_up(now)}
        if self.at_once:
            air = timedelta(minutes=column.room.buffer_minutes)
            found |= {rounded_up(one.ends + air) for one in column.interviews if one.occupies}
        return {starts for starts in found if max(column.opens, now) <= starts < column.closes}

    @cached_property
    def _panels(self) -> Panels:
        return Panels(self.day, self.need)


def rounded_up(instant: datetime) -> datetime:
    """The next time that people would name: a multiple of 5 minutes past the hour."""
    return instant + (
        -timedelta(minutes=instant.minute, seconds=instant.second, microseconds=instant.microsecond)
        % _STEP
    )
