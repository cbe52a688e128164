"""Looks through a day for places that suit a need: room, time, and a panel that can hold it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from boothapp.domain.clashes import CandidateTimes, Wanted, clashes
from boothapp.domain.event import Room
from boothapp.domain.interviews import InterviewDay, RoomDay
from boothapp.domain.needs import Interviewer, Need, seated, seats

_STEP = timedelta(minutes=5)  # the finest that people name a time by


@dataclass(frozen=True, slots=True)
class Offer:
    """A room, a time (aware UTC) and a panel that suit somebody."""

    room: Room
    starts: datetime
    ends: datetime
    panel: tuple[Interviewer, ...]


@dataclass(frozen=True, slots=True)
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
        if self.need.room_kind and column.room.kind != self.need.room_kind:
            return None
        length = timedelta(minutes=self.need.minutes or column.room.slot_minutes)
        place = self._wanted(column.room, starts, ends or starts + length)
        if clashes(self.day, place, self.times, self.zone):
            return None
        panel = self.panel(column.room, place.starts, place.ends)
        if panel is None or len(panel) + 1 > column.room.seats:
            return None
        return Offer(column.room, place.starts, place.ends, panel)

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

    def panel(self, room: Room, starts: datetime, ends: datetime) -> tuple[Interviewer, ...] | None:
        """Who can hold an interview then, those with the fewest of the day first; None: nobody."""
        people = {who.id: who for who in self.day.interviewers}
        if not people and not self.need.asks_for_people:
            return ()
        load = dict.fromkeys(people, 0)
        for booking in self.day.interviews:
            for key in booking.panel_ids:
                load[key] = load.get(key, 0) + booking.occupies
        free = [who for who in people if self._is_free(who, room, starts, ends)]
        asked = seats(self.need, people.values())
        found = seated(asked, sorted(free, key=lambda who: (load[who], who)))
        return None if found is None else tuple(people[who] for who in found)

    def _is_free(self, who: str, room: Room, starts: datetime, ends: datetime) -> bool:
        wanted = self._wanted(room, starts, ends, (who,))
        return not clashes(self.day, wanted, CandidateTimes(), self.zone)

    def _wanted(
        self, room: Room, starts: datetime, ends: datetime, panel: tuple[str, ...] = ()
    ) -> Wanted:
        return Wanted(room_id=room.id, lead_id=self.lead_id, panel=panel, starts=starts, ends=ends)


def rounded_up(instant: datetime) -> datetime:
    """The next time that people would name: a multiple of 5 minutes past the hour."""
    return instant + (
        -timedelta(minutes=instant.minute, seconds=instant.second, microseconds=instant.microsecond)
        % _STEP
    )
