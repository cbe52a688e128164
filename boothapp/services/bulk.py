"""The same done to one lead or to many, in one durable transaction, with the way back.

Whoever of several is gone meanwhile is passed over; of one it is said (LeadGone). The window gives
some leads at a time, so that a scan never waits for thousands.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from boothapp.domain.answers import RemovedLead
from boothapp.domain.bulk import Columns, FieldsBefore, Tagged
from boothapp.domain.clashes import SlotTaken
from boothapp.domain.errors import BadInput, NoConsent, NoSuchLead
from boothapp.domain.graduation import checked_graduation
from boothapp.domain.people import Rating
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.inviting import cancellations_of
from boothapp.services.removal import restore_lead, snapshot
from boothapp.services.tagging import tag_as_stored
from boothapp.store.records import Records
from boothapp.store.store import Store

LONGEST_STEP = 200
"""Characters of a next step: a line, not a note."""


class BulkService:
    """Changes leads by their ids."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def rate(self, lead_ids: Sequence[str], rating: Rating | None) -> FieldsBefore:
        """Rate leads, or take their ratings off."""
        return self._set(lead_ids, {"rating": None if rating is None else rating.value})

    def assign(self, lead_ids: Sequence[str], staff_id: str | None) -> FieldsBefore:
        """Say who follows up, or nobody. Raises BadInput for somebody who is not of the staff."""
        with self._store.reading() as records:
            known = {member.id for member in records.setup.settings().staff}
        if staff_id is not None and staff_id not in known:
            raise BadInput("This person is not of the staff here.")
        return self._set(lead_ids, {"owner_id": staff_id})

    def set_role(self, lead_ids: Sequence[str], role_id: str | None) -> FieldsBefore:
        """Say which open position leads are for. Raises BadInput for an unknown one."""
        with self._store.reading() as records:
            known = {role.id for role in records.setup.roles()}
        if role_id is not None and role_id not in known:
            raise BadInput("This role is not known here.")
        return self._set(lead_ids, {"role_id": role_id})

    def plan_step(self, lead_ids: Sequence[str], step: str, day: date | None) -> FieldsBefore:
        """Say what is done next, and by which day; an empty step takes it off.

        Raises BadInput for a day without a step and for an overlong one.
        """
        step = " ".join(step.split())
        if len(step) > LONGEST_STEP:
            raise BadInput(f"A next step has at most {LONGEST_STEP} characters; write a note.")
        if day is not None and not step:
            raise BadInput("Say what is to be done on that day.")
        on = None if day is None else day.isoformat()
        return self._set(lead_ids, {"next_step": step or None, "next_step_on": on})

    def move_step(self, lead_ids: Sequence[str], day: date) -> FieldsBefore:
        """Say by which other day the next step of leads is done.

        Raises BadInput where one of them has none; then nothing was changed.
        """
        with self._store.writing(self._duty.staff_id) as records:
            bare = _each(lead_ids, lambda lead_id: not records.leads.row(lead_id).next_step)
            if bare:
                row = records.leads.row(bare[0])
                more = f" and {len(bare) - 1:,} more" if len(bare) > 1 else ""
                raise BadInput(
                    f"{row.name or row.email or bare[0]}{more}: no next step is there to move. Say "
                    "what is to be done by that day. Nothing was changed."
                )
            days = _set_all(records, lead_ids, {"next_step_on": day.isoformat()}, "next_step")
        self._changed(lead_ids)
        return days

    def set_graduation(self, lead_ids: Sequence[str], text: str) -> FieldsBefore:
        """Say when somebody graduates: a year, a month or a day; empty for unknown.

        Raises BadInput.
        """
        return self._set(lead_ids, {"graduates": checked_graduation(text) or None})

    def tag(self, lead_ids: Sequence[str], tag: str) -> Tagged:
        """Label leads. Raises BadInput for an empty or overlong label."""
        with self._store.writing(self._duty.staff_id) as records:
            tag = tag_as_stored(tag, records)
            add = records.leads.add_tag
            done = _each(lead_ids, lambda lead_id: add(lead_id, tag))
            subjects = records.leads.subjects(done)
        self._changed(lead_ids)
        return Tagged(tag, done, added=True, subjects=subjects)

    def untag(self, lead_ids: Sequence[str], tag: str) -> Tagged:
        """Take a label off, however it is typed. Raises BadInput."""
        with self._store.writing(self._duty.staff_id) as records:
            tag = tag_as_stored(tag, records)
            take = records.leads.remove_tag
            done = _each(lead_ids, lambda lead_id: take(lead_id, tag))
            subjects = records.leads.subjects(done)
        self._changed(lead_ids)
        return Tagged(tag, done, added=False, subjects=subjects)

    def take_back(self, *before: FieldsBefore | Tagged) -> None:
        """Put back what was there; who is gone meanwhile stays gone."""
        touched: list[str] = []
        with self._store.writing(self._duty.staff_id) as records:
            for one in before:
                touched += _put_back(records, one)
        self._changed(touched)

    def remove(self, lead_ids: Sequence[str]) -> tuple[RemovedLead, ...]:
        """Delete leads and blank them in the log; consent states stay. `restore` undoes it."""
        event, now = self._store.event, self._store.clock()
        gone: list[RemovedLead] = []

        def take(records: Records, lead_id: str) -> bool:
            removed = snapshot(records, lead_id)
            told = cancellations_of(records, removed.lead.subject, event, now)
            records.leads.remove(lead_id)
            gone.append(replace(removed, cancellations=told))
            return True

        with self._store.writing(self._duty.staff_id) as records:
            _each(lead_ids, lambda lead_id: take(records, lead_id))
        self._changed(lead_ids)
        return tuple(gone)

    def restore(self, removed: Sequence[RemovedLead]) -> None:
        """Write removed leads back, each by itself, and those without their interviews whose place
        somebody else has by now.

        Raises BadInput that says who is not back, or not whole, and why; the others are.
        """
        problems = [problem for one in removed if (problem := self._restore(one))]
        self._changed([one.lead.id for one in removed])
        if problems:
            raise BadInput(" ".join(problems))

    def _restore(self, removed: RemovedLead) -> str:
        """What is wrong with one lead that was to come back; empty where nothing is."""
        name = removed.lead.person.called or "A lead"
        try:
            with self._store.writing(self._duty.staff_id) as records:
                restore_lead(records, removed)
        except SlotTaken:
            bare = replace(removed, interviews=(), scorecards=())
            with self._store.writing(self._duty.staff_id) as records:
                restore_lead(records, bare)
            return f"{name} is back without interviews: their place is taken."
        except (BadInput, NoConsent) as error:
            return f"{name} is not back: {error}"
        return ""

    def _set(self, lead_ids: Sequence[str], wanted: Columns) -> FieldsBefore:
        with self._store.writing(self._duty.staff_id) as records:
            before = _set_all(records, lead_ids, wanted)
        self._changed(lead_ids)
        return before

    def _changed(self, lead_ids: Sequence[str]) -> None:
        self._events.publish(Changed("lead", lead_ids[0] if len(lead_ids) == 1 else ""))


def _set_all(
    records: Records, lead_ids: Sequence[str], wanted: Columns, *beside: str
) -> FieldsBefore:
    """Set columns; those `beside` are looked at with them when it is taken back."""
    before: dict[str, Columns] = {}
    after: dict[str, Columns] = {}

    def put(lead_id: str) -> bool:
        found = _columns(records, lead_id, (*wanted, *beside))
        then = {**found, **wanted}
        for name, value in wanted.items():
            records.leads.set(lead_id, name, value)
        if found != then:
            before[lead_id], after[lead_id] = found, then
        return found != then

    _each(lead_ids, put)
    return FieldsBefore(before, after, records.leads.subjects(before))


def _columns(records: Records, lead_id: str, names: Iterable[str]) -> dict[str, str | None]:
    row = records.leads.row(lead_id)._mapping
    return {name: row[name] for name in names}


def _put_back(records: Records, one: FieldsBefore | Tagged) -> tuple[str, ...]:
    if isinstance(one, FieldsBefore):
        return _each(one.lead_ids, lambda lead_id: _restored(records, one, lead_id))
    change = records.leads.remove_tag if one.added else records.leads.add_tag
    return _each(one.lead_ids, lambda lead_id: change(lead_id, one.tag))


def _restored(records: Records, one: FieldsBefore, lead_id: str) -> bool:
    """Whether a lead was put back; where somebody set anything of it since, all of it stays."""
    before = one.before[lead_id]
    if _columns(records, lead_id, before) != one.after[lead_id]:
        return False
    for name, value in before.items():
        records.leads.set(lead_id, name, value)
    return True


def _each(lead_ids: Sequence[str], work: Callable[[str], bool]) -> tuple[str, ...]:
    """Those of which `work` says that it changed them; who of several is gone is passed over."""
    changed = []
    passed_over = (NoSuchLead,) if len(lead_ids) > 1 else ()
    for lead_id in lead_ids:
        with suppress(*passed_over):
            if work(lead_id):
                changed.append(lead_id)
    return tuple(changed)
