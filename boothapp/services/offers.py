"""Where and with whom somebody could be interviewed next: the best places, ready to be booked."""

from boothapp.domain.day_now import as_it_runs
from boothapp.services.place_search import Offer, PlaceSearch
from boothapp.services.room_days import candidate_times, need_of_lead, read_day
from boothapp.store.records import Records
from boothapp.store.store import Store


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
