"""When candidates cannot come, taken in from a file: looked at first, then kept in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from boothapp.domain.busy import BusyProblem, BusyRow
from boothapp.domain.errors import BadInput, NoSuchLead
from boothapp.domain.people import BusyTime
from boothapp.readers import busy
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.lead_keys import lead_of
from boothapp.store.records import Records
from boothapp.store.store import Store


@dataclass(frozen=True, slots=True)
class BusyFound:
    """A time of somebody who is a lead here. `known`: it is kept already."""

    lead_id: str
    name: str
    row: BusyRow
    known: bool


@dataclass(frozen=True, slots=True)
class BusyPreview:
    """What a file would bring; nothing is kept yet."""

    found: tuple[BusyFound, ...]
    unmatched: tuple[BusyRow, ...]
    """Times of people who are no leads, or in a calendar that does not say whose it is."""
    problems: tuple[BusyProblem, ...]

    @property
    def fresh(self) -> tuple[BusyFound, ...]:
        """What is not kept yet."""
        return tuple(one for one in self.found if not one.known)

    @property
    def needs_owner(self) -> bool:
        """Whether it is a calendar, and nobody said whose."""
        return any(row.who is None for row in self.unmatched)


Added = Mapping[str, tuple[BusyTime, ...]]
"""The times that were added to leads, by lead id."""


class BusyTimesService:
    """Of people who are no leads nothing is kept: they are not the booth's."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def read(self, path: Path, lead_id: str = "") -> BusyPreview:
        """Look at a file; a calendar is `lead_id`'s. Raises BadInput where it cannot be read."""
        read = busy.read(path, self._store.event)
        found: list[BusyFound] = []
        unmatched: list[BusyRow] = []
        with self._store.reading() as records:
            named = {row.who for row in read.rows}
            keys = {who: lead_id if who is None else _lead_of(records, who) for who in named}
            people = {key: records.lead_views.detail(key) for key in keys.values() if key}
            met = {(key, own) for key, lead in people.items() for own in lead.person.busy}
            for row in read.rows:
                key = keys[row.who]
                if not key:
                    unmatched.append(row)
                    continue
                name = people[key].called
                found.append(BusyFound(key, name, row, (key, row.busy) in met))
                met.add((key, row.busy))
        return BusyPreview(tuple(found), tuple(unmatched), read.problems)

    def apply(self, preview: BusyPreview) -> Added:
        """Keep all that is new, or nothing; answers with it. Raises BadInput for no new one.

        Who is no lead any more since the look is left out.
        """
        wanted: dict[str, list[BusyTime]] = {}
        for one in preview.fresh:
            wanted.setdefault(one.lead_id, []).append(one.row.busy)
        added: dict[str, tuple[BusyTime, ...]] = {}
        with self._store.writing(self._duty.staff_id) as records:
            for lead_id, times in wanted.items():
                before = _busy(records, lead_id)
                fresh = tuple(time for time in times if before is not None and time not in before)
                if before is not None and fresh:
                    _keep(records, lead_id, (*before, *fresh))
                    added[lead_id] = fresh
            if not added:
                raise BadInput("Nothing in this file is new. Nothing was changed.")
        self._publish(added)
        return added

    def take_back(self, added: Added) -> None:
        """Undo `apply`: what was added goes, whatever else was changed since stays."""
        with self._store.writing(self._duty.staff_id) as records:
            for lead_id, times in added.items():
                now = _busy(records, lead_id)
                if now is not None:
                    _keep(records, lead_id, tuple(time for time in now if time not in times))
        self._publish(added)

    def _publish(self, added: Added) -> None:
        for lead_id in added:
            self._events.publish(Changed("lead", lead_id))


def _lead_of(records: Records, who: str) -> str:
    """The lead that goes by a badge id or an e-mail; empty for nobody, and where several do."""
    try:
        return lead_of(records, who)
    except BadInput:
        return ""


def _busy(records: Records, lead_id: str) -> tuple[BusyTime, ...] | None:
    """The times of a lead; None where it is gone."""
    try:
        return records.lead_views.detail(lead_id).person.busy
    except NoSuchLead:
        return None


def _keep(records: Records, lead_id: str, times: tuple[BusyTime, ...]) -> None:
    person = records.lead_views.detail(lead_id).person
    ordered = tuple(sorted(times, key=lambda time: time.starts))
    records.leads.set_person(lead_id, replace(person, busy=ordered))
