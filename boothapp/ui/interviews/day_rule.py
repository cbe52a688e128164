"""What a place would clash with, known here for one person and one day: no question per mouse move.

The store has the last word: it is asked about the place that is aimed at, and when it is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from boothapp.domain.clashes import CandidateTimes, Clash, Wanted
from boothapp.domain.interviews import InterviewDay, RoomDay, overlaps
from boothapp.domain.needs import Need
from boothapp.domain.suiting import Panels, all_clashes
from boothapp.ui.interviews.blocks import Block, Picked
from boothapp.ui.interviews.steps import slot_step


@dataclass(frozen=True, slots=True)
class OwnTime:
    """When the person cannot come, in whatever room: a poster, a talk, another interview."""

    starts: datetime
    ends: datetime
    what: str
    where: str = ""


class DayRule:
    """Answers for the picked person on one day; `times` are when the person can and cannot.

    Where nobody was chosen to hold the interview, somebody who suits its `need` has to be free.
    """

    def __init__(
        self,
        day: InterviewDay,
        picked: Picked,
        times: CandidateTimes,
        need: Need,
        zone: tzinfo,
        now: datetime,
    ) -> None:
        self.day, self.picked, self.times, self._zone, self._now = day, picked, times, zone, now
        leaving = picked.moving.id if picked.moving else ""
        self._need, self._leaving = need, leaving
        self._panels = Panels(day, need, leaving) if picked.panel is None else None
        self._known: dict[Block, tuple[Clash, ...]] = {}

    def length(self, room_day: RoomDay) -> timedelta:
        """Return how long the interview would be in a room."""
        minutes = self.picked.minutes or room_day.room.slot_minutes
        return timedelta(minutes=minutes)

    def place(self, room_day: RoomDay, starts: datetime) -> Block:
        """Return the place that begins there."""
        return Block(room_day.room, starts, starts + self.length(room_day))

    def room_day(self, room_id: str) -> RoomDay | None:
        """Return a room's hours and bookings, None if it is gone."""
        return next((one for one in self.day.rooms if one.room.id == room_id), None)

    def clashes(self, place: Block) -> tuple[Clash, ...]:
        """Return every reason against a place."""
        if place not in self._known:
            self._known[place] = self._look(place)
        return self._known[place]

    def learn(self, place: Block, found: tuple[Clash, ...]) -> None:
        """Take the store's own word about a place."""
        self._known[place] = found

    def _look(self, place: Block) -> tuple[Clash, ...]:
        if self.room_day(place.room.id) is None:
            return ()
        wanted = Wanted(
            room_id=place.room.id,
            lead_id=self.picked.lead_id,
            panel=self.picked.panel or (),
            starts=place.starts,
            ends=place.ends,
            leaving=self._leaving,
        )
        return all_clashes(
            self.day, wanted, self.times, self._zone, self._need, self._now, self._panels
        )

    def lit(self) -> tuple[Block, ...]:
        """Return places that suit and have not begun, on the rooms' grids, none over another."""
        return tuple(place for room_day in self.day.rooms for place in self._lit(room_day))

    def _lit(self, room_day: RoomDay) -> list[Block]:
        found: list[Block] = []
        step, at = slot_step(room_day.room), room_day.opens
        left = self.picked.moving
        here = left is not None and left.room_id == room_day.room.id
        while at < room_day.closes:
            place = self.place(room_day, at)
            free_from = found[-1].ends if found else room_day.opens
            own = here and left is not None and overlaps(place.starts, place.ends, left)
            if at >= free_from and not own and not self.clashes(place):
                found.append(place)
            at += step
        return found

    def own_times(self) -> tuple[OwnTime, ...]:
        """Return the person's own times of this day, by start."""
        own = [
            OwnTime(one.starts, one.ends, one.kind or "session", one.place)
            for one in self.times.busy
        ]
        moving = self.picked.moving.id if self.picked.moving else None
        own += [
            OwnTime(one.starts, one.ends, "interview")
            for one in self.day.interviews
            if one.lead_id == self.picked.lead_id and one.occupies and one.id != moving
        ]
        return tuple(sorted(own, key=lambda one: one.starts))

    def own_time(self, clash: Clash) -> OwnTime | None:
        """Return the own time that a clash is about."""
        same = (one for one in self.own_times() if (one.starts, one.ends) == _times(clash))
        return next(same, None)


def _times(clash: Clash) -> tuple[datetime, datetime]:
    return clash.starts, clash.ends


def nearest_free(place: Block, lit: Iterable[Block]) -> Block | None:
    """Return the free place that is nearest in time, in the same room if it has any."""
    found = tuple(lit)
    here = [one for one in found if one.room.id == place.room.id]
    return min(here or found, key=lambda one: abs(one.starts - place.starts), default=None)
