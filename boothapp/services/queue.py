"""People who wait for a room without a time of their own, and when they may expect one."""

from dataclasses import dataclass
from datetime import datetime

from boothapp.domain.clashes import CandidateTimes
from boothapp.domain.day_now import as_it_runs
from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import Candidate, Interview, InterviewDay, InterviewStatus, Panelist
from boothapp.domain.people import HOTTEST_FIRST
from boothapp.domain.queue import Queued, QueueKind
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.place_search import Offer, PlaceSearch, rounded_up
from boothapp.services.room_days import read_day
from boothapp.store.need_text import queue_text
from boothapp.store.records import Records
from boothapp.store.store import Store


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """Somebody who waits, and the place that they may expect; None where none is left today."""

    candidate: Candidate
    queued: Queued
    expected: Offer | None


class QueueService:
    """Walk-ins first, as they came; then standbys, the hottest first."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def join(self, lead_id: str, kind: QueueKind) -> Queued | None:
        """Put a lead in the queue, now; answers with their place before. Raises BadInput where
        they have an interview ahead."""
        with self._store.writing(self._duty.staff_id) as records:
            before = records.lead_views.detail(lead_id).queued
            if not any(one.lead_id == lead_id for one in records.candidates.waiting()):
                raise BadInput("This person has an interview already.")
            since = self._store.clock()
            if before is not None and before.kind is kind and self._is_today(before):
                since = before.since  # asked twice, nobody loses their place
            records.leads.set(lead_id, "queue", queue_text(Queued(kind, since)))
        self._changed(lead_id)
        return before

    def put(self, lead_id: str, queued: Queued | None) -> Queued | None:
        """Take a lead out of the queue (None), or put them back as they were; answers likewise."""
        with self._store.writing(self._duty.staff_id) as records:
            before = records.lead_views.detail(lead_id).queued
            records.leads.set(lead_id, "queue", queue_text(queued))
        self._changed(lead_id)
        return before

    def line(self) -> tuple[QueueEntry, ...]:
        """Who waits today, and when they may expect to be called.

        Everybody before them is thought to take the first place that suits, and what began or has
        to begin late to last for its whole length; what runs over even then, 5 minutes more.
        """
        with self._store.reading() as records:
            waiting, day = self._waiting(records), self._today(records)
        entries = []
        for candidate, queued in waiting:
            offer = self._search(candidate, day).offers(self._store.clock(), 1) if day else []
            entries.append(QueueEntry(candidate, queued, offer[0] if offer else None))
            if day is not None and offer:
                day = day.with_booking(_taken(candidate, offer[0]))
        return tuple(entries)

    def fitting(
        self, room_id: str, starts: datetime, ends: datetime
    ) -> tuple[tuple[QueueEntry, Offer], ...]:
        """Who of the queue could have a place that got free, the first in line first.

        One whose interview is shorter may have the place; it begins now where it has begun.
        """
        now = self._store.clock()
        with self._store.reading() as records:
            waiting, day = self._waiting(records), self._today(records)
        column = next((one for one in day.rooms if one.room.id == room_id), None) if day else None
        if day is None or column is None:
            return ()
        found = []
        for candidate, queued in waiting:
            search = self._search(candidate, day)
            offer = search.at(column, max(starts, rounded_up(now)))
            if offer is not None and offer.ends <= ends:
                found.append((QueueEntry(candidate, queued, offer), offer))
        return tuple(found)

    def _waiting(self, records: Records) -> list[tuple[Candidate, Queued]]:
        """Those in the queue whose turn has not come since they joined."""
        found = []
        for candidate in records.candidates.waiting():
            queued = candidate.queued
            if queued is None or not self._is_today(queued):
                continue
            came = any(
                one.status is not InterviewStatus.CANCELLED
                and (one.ended or one.ends) > queued.since
                for one in records.interviews.of_lead(candidate.lead_id)
            )
            if not came:
                found.append((candidate, queued))
        return sorted(found, key=_rank)

    def _is_today(self, queued: Queued) -> bool:
        """A walk-in of yesterday is gone; a standby stays until they are called."""
        since = self._store.event.local(queued.since).date().isoformat()
        return queued.kind is QueueKind.STANDBY or since == self._store.today()

    def _today(self, records: Records) -> InterviewDay | None:
        event, now = self._store.event, self._store.clock()
        day = event.local(now).date()
        return as_it_runs(read_day(records, event, day), now) if day in event.days else None

    def _search(self, candidate: Candidate, day: InterviewDay) -> PlaceSearch:
        times = CandidateTimes(candidate.busy, candidate.need.windows)
        zone = self._store.event.zone
        return PlaceSearch(candidate.lead_id, candidate.need, times, zone, day, at_once=True)

    def _changed(self, lead_id: str) -> None:
        self._events.publish(Changed("queue", lead_id))


def _rank(waiting: tuple[Candidate, Queued]) -> tuple[int, int, datetime]:
    candidate, queued = waiting
    if queued.kind is QueueKind.WALK_IN:
        return 0, 0, queued.since
    return 1, HOTTEST_FIRST.index(candidate.rating), queued.since


def _taken(candidate: Candidate, offer: Offer) -> Interview:
    """The interview that an offer would become."""
    return Interview(
        id=candidate.lead_id,
        room_id=offer.room.id,
        lead_id=candidate.lead_id,
        candidate=candidate.name,
        affiliation=candidate.affiliation,
        rating=candidate.rating,
        panel=tuple(Panelist(who.id, who.name) for who in offer.panel),
        starts=offer.starts,
        ends=offer.ends,
        status=InterviewStatus.PLANNED,
    )
