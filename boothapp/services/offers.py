"""Where and with whom somebody could be interviewed next: the best places, ready to be booked."""

from datetime import datetime, timedelta

from boothapp.domain.clashes import CandidateTimes
from boothapp.domain.day_now import as_it_runs
from boothapp.services.place_search import Offer, PlaceSearch
from boothapp.services.room_days import candidate_times, event_day, need_of_lead, read_day
from boothapp.store.store import Records, Store


class OffersService:
    """Looks for places; books nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def best(self, lead_id: str, count: int = 3) -> tuple[Offer, ...]:
        """The earliest places from now on that suit the lead's need, and both calendars.

        Raises NoSuchLead.
        """
        with self._store.reading() as records:
            return best_of(self._store, records, lead_id, count)

    def panel(
        self, lead_id: str, room_id: str, starts: datetime, minutes: int | None = None
    ) -> tuple[str, ...]:
        """Who would best hold a lead's interview at a place; nobody where nobody suits and can."""
        event = self._store.event
        with self._store.reading() as records:
            day = read_day(records, event, event_day(event, starts))
            day = as_it_runs(day, self._store.clock())
            need = need_of_lead(records, lead_id)
        column = next((one for one in day.rooms if one.room.id == room_id), None)
        if column is None:
            return ()
        length = minutes or need.minutes or column.room.slot_minutes
        search = PlaceSearch(lead_id, need, CandidateTimes(), event.zone, day)
        found = search.panel(column.room, starts, starts + timedelta(minutes=length))
        return tuple(who.id for who in found or ())


def best_of(store: Store, records: Records, lead_id: str, count: int) -> tuple[Offer, ...]:
    """As OffersService.best, within a transaction."""
    event, now = store.event, store.clock()
    need, times = need_of_lead(records, lead_id), candidate_times(records, lead_id)
    today = event.local(now).date()
    found: list[Offer] = []
    for day in event.days:
        if day >= today and len(found) < count:
            as_it_is = as_it_runs(read_day(records, event, day), now)
            search = PlaceSearch(lead_id, need, times, event.zone, as_it_is)
            found += search.offers(now, count - len(found))
    return tuple(found)
