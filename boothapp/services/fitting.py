"""Which booked interviews no longer fit: the list that a repair finds new places for."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

from boothapp.domain.clashes import CandidateTimes
from boothapp.domain.fitting import Fit, fit_of
from boothapp.domain.interviews import TO_COME, InterviewDay
from boothapp.services.room_days import read_day
from boothapp.store.candidates import Wishes
from boothapp.store.store import Store


class FittingService:
    """Looks at what is ahead, and changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def misfits(self) -> tuple[Fit, ...]:
        """The interviews ahead, of all days, that cannot stay as they are, by start."""
        event, now = self._store.event, self._store.clock()
        today = event.local(now).date()
        with self._store.reading() as records:
            wishes = records.candidates.wishes_ahead(now)
            # Most looks find nothing booked ahead on most days.
            days = [read_day(records, event, day) for day in event.days if day >= today and wishes]
        return tuple(one for one in fits(days, wishes, now, event.zone) if one.stuck)


def fits(
    days: Iterable[InterviewDay], wishes: Mapping[str, Wishes], now: datetime, zone: tzinfo
) -> tuple[Fit, ...]:
    """How each interview of these days fits that is planned or awaited from now on, by start.

    `wishes` are those of the candidates, by lead.
    """
    found = [
        fit_of(day, one, CandidateTimes(wish.busy, wish.need.windows), zone)
        for day in days
        for one in day.interviews
        if one.status in TO_COME and one.starts >= now and (wish := wishes[one.lead_id])
    ]
    return tuple(sorted(found, key=lambda fit: fit.interview.starts))
