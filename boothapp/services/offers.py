"""Where and with whom somebody could be interviewed next: the best places, ready to be booked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from boothapp.domain.clashes import CandidateTimes, Wanted, clashes
from boothapp.domain.event import EventInfo, Room
from boothapp.domain.interviews import InterviewDay, RoomDay
from boothapp.domain.needs import Interviewer, Need, seated, seats
from boothapp.services.room_days import candidate_times, need_of_lead, read_day
from boothapp.store.store import Store

_STEP = timedelta(minutes=5)  # the finest that people name a time by


@dataclass(frozen=True, slots=True)
class Offer:
    """A room, a time (aware UTC) and a panel that suit somebody."""

    room: Room
    starts: datetime
    ends: datetime
    panel: tuple[Interviewer, ...]


class OffersService:
    """Looks for places; books nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def best(self, lead_id: str, count: int = 3) -> tuple[Offer, ...]:
        """The earliest places from now on that suit the lead's need, and both calendars.

        One per start: three rooms at the same time are one choice for who is asked. Raises
        NoSuchLead.
        """
        event, now = self._store.event, self._store.clock()
        with self._store.reading() as records:
            need, times = need_of_lead(records, lead_id), candidate_times(records, lead_id)
            found: list[Offer] = []
            for day in event.days:
                if day >= event.local(now).date() and len(found) < count:
                    search = _Search(lead_id, need, times, event, read_day(records, event, day))
                    found += search.offers(now, count - len(found))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Search:
    """One day, gone through by time."""

    lead_id: str
    need: Need
    times: CandidateTimes
    event: EventInfo
    day: InterviewDay

    def offers(self, now: datetime, count: int) -> list[Offer]:
        found: list[Offer] = []
        for starts, columns in self._starts(now):
            offer = next(filter(None, (self._offer(column, starts) for column in columns)), None)
            if offer is not None and not (found and starts < found[-1].ends):
                found.append(offer)
            if len(found) == count:
                break
        return found

    def _starts(self, now: datetime) -> Iterator[tuple[datetime, list[RoomDay]]]:
        """Each start of the rooms' grids, and the smallest rooms first that offer it."""
        rooms: dict[datetime, list[RoomDay]] = {}
        for column in self.day.rooms:
            if self.need.room_kind and column.room.kind != self.need.room_kind:
                continue
            for starts in _grid(column, now):
                rooms.setdefault(starts, []).append(column)
        for starts in sorted(rooms):
            yield starts, sorted(rooms[starts], key=lambda column: column.room.seats)

    def _offer(self, column: RoomDay, starts: datetime) -> Offer | None:
        ends = starts + timedelta(minutes=self.need.minutes or column.room.slot_minutes)
        place = Wanted(
            room_id=column.room.id, lead_id=self.lead_id, panel=(), starts=starts, ends=ends
        )
        if clashes(self.day, place, self.times, self.event.zone):
            return None
        panel = self._panel(place)
        if panel is None or len(panel) + 1 > column.room.seats:
            return None
        return Offer(column.room, starts, ends, panel)

    def _panel(self, place: Wanted) -> tuple[Interviewer, ...] | None:
        """Who can hold it, those with the fewest interviews of the day first."""
        people = {who.id: who for who in self.day.interviewers}
        if not people and self.need.is_empty:
            return ()
        load = dict.fromkeys(people, 0)
        for booking in self.day.interviews:
            for key in booking.panel_ids:
                load[key] = load.get(key, 0) + booking.occupies
        free = [who for who in people if self._is_free(who, place)]
        found = seated(
            seats(self.need, people.values()), sorted(free, key=lambda who: (load[who], who))
        )
        return None if found is None else tuple(people[who] for who in found)

    def _is_free(self, who: str, place: Wanted) -> bool:
        wanted = Wanted(
            room_id=place.room_id,
            lead_id=place.lead_id,
            panel=(who,),
            starts=place.starts,
            ends=place.ends,
        )
        return not clashes(self.day, wanted, CandidateTimes(), self.event.zone)


def _grid(column: RoomDay, now: datetime) -> Iterator[datetime]:
    """The starts that a room offers from now on: its slots, and at once while it is free."""
    step = timedelta(minutes=column.room.slot_minutes)
    starts = column.opens
    soon = column.opens + -(-(now - column.opens) // _STEP) * _STEP
    if column.opens < soon < column.closes:
        yield soon
    while starts < column.closes:
        if starts >= now and starts != soon:
            yield starts
        starts += step
