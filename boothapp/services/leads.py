"""What staff do with leads. Each setter answers with what was there before, for Undo."""

from collections.abc import Iterable
from dataclasses import replace

from boothapp.domain.answers import RemovedLead
from boothapp.domain.errors import BadInput, NoSuchLead, NoteChanged
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadQuery, LeadRow
from boothapp.domain.needs import Need
from boothapp.domain.people import BusyTime, LeadDetail, Note, Person, Rating
from boothapp.domain.qualifiers import checked_answer
from boothapp.services.details import write_corrected
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.inviting import cancellations_of
from boothapp.services.lead_keys import lead_of
from boothapp.services.removal import restore_lead, snapshot
from boothapp.services.retelling import tell_anew
from boothapp.services.tagging import known_tags, tag_as_stored
from boothapp.store.need_text import need_text
from boothapp.store.records import Records
from boothapp.store.store import Store

MAX_NOTE = 20_000
"""Characters in a note; a page has about 3,000."""


class LeadsService:
    """Reads and changes leads; every change is one durable transaction."""

    def __init__(self, store: Store, events: EventBus, duty: DutyService) -> None:
        self._store = store
        self._events = events
        self._duty = duty

    def table(
        self, text: str = "", ratings: frozenset[Rating] = frozenset()
    ) -> tuple[LeadRow, ...]:
        """The leads in which every word of `text` occurs, the latest visit first."""
        asked = LeadFilter(text=text, ratings=frozenset(ratings))
        with self._store.reading() as records:
            return records.lead_table.rows(records.lead_table.numbers(LeadQuery(asked)))

    def counts(self) -> tuple[int, int]:
        """(leads made today in the event's zone, leads of the whole event)."""
        event = self._store.event
        today = event.local(self._store.clock()).date()
        with self._store.reading() as records:
            return records.lead_table.counts(event.stretch(today, today))

    def detail(self, lead_id: str) -> LeadDetail:
        """Everything held about one lead. Raises NoSuchLead."""
        with self._store.reading() as records:
            return records.lead_views.detail(lead_id)

    def find(self, key: str) -> str:
        """The id of the lead that goes by a badge id, a lead id, an e-mail or a whole name.

        Raises NoSuchLead, SeveralLeads.
        """
        with self._store.reading() as records:
            try:
                return lead_of(records, key)
            except NoSuchLead:
                return _of_other_badge(records, key) or records.leads.named(key)

    def of_subject(self, subject: str) -> str | None:
        """The id of a person's lead, None where they are no lead."""
        with self._store.reading() as records:
            return records.leads.id_of_subject(subject)

    def gone(self, lead_ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are no lead any more: removed, withdrawn or erased."""

        def is_gone(records: Records, lead_id: str) -> bool:
            try:
                records.leads.row(lead_id)
            except NoSuchLead:
                return True
            return False

        with self._store.reading() as records:
            return frozenset(one for one in lead_ids if is_gone(records, one))

    def rate(self, lead_id: str, rating: Rating | None) -> Rating | None:
        """Rate a lead, or take the rating off."""
        value = None if rating is None else rating.value
        before = self._set(lead_id, "rating", value)
        return None if before is None else Rating(before)

    def set_role(self, lead_id: str, role_id: str | None) -> str | None:
        """Say which open position the lead is for. Raises BadInput for an unknown one."""
        with self._store.reading() as records:
            known = {role.id for role in records.setup.settings().roles}
        if role_id is not None and role_id not in known:
            raise BadInput("This role is not known here.")
        return self._set(lead_id, "role_id", role_id)

    def tags(self) -> tuple[str, ...]:
        """All labels to offer: those that were set up in their order, then the most used."""
        with self._store.reading() as records:
            return known_tags(records)

    def add_tag(self, lead_id: str, tag: str) -> str | None:
        """Label a lead; answers with the label as it is spelled here, None where it was there.

        Raises BadInput for an empty or overlong label.
        """
        with self._store.writing(self._duty.staff_id) as records:
            tag = tag_as_stored(tag, records)
            added = records.leads.add_tag(lead_id, tag)
        self._changed(lead_id)
        return tag if added else None

    def remove_tag(self, lead_id: str, tag: str) -> None:
        """Take a label off."""
        with self._store.writing(self._duty.staff_id) as records:
            records.leads.remove_tag(lead_id, tag)
        self._changed(lead_id)

    def answer(self, lead_id: str, qualifier_id: str, text: str | None) -> str | None:
        """Answer one of the sponsor's questions, or take the answer back with None.

        Raises BadInput for what the question does not take, and for one that is no longer asked,
        unless its answer is taken back. Answers with the text before.
        """
        with self._store.writing(self._duty.staff_id) as records:
            if text is not None:
                asked = records.setup.settings().qualifiers
                question = next((one for one in asked if one.id == qualifier_id), None)
                if question is None:
                    raise BadInput("This question is not known here.")
                text = checked_answer(question, text) or None
            before = records.leads.set_answer(lead_id, qualifier_id, text)
        self._changed(lead_id)
        return before

    def restore_answer(self, lead_id: str, qualifier_id: str, text: str | None) -> None:
        """Write an answer back as it was, also to a question that is no longer asked."""
        with self._store.writing(self._duty.staff_id) as records:
            if records.desk.question(qualifier_id) is None:
                raise BadInput("This question is not known here.")
            records.leads.set_answer(lead_id, qualifier_id, text)
        self._changed(lead_id)

    def add_note(self, lead_id: str, text: str) -> Note:
        """Write a note in the name of who is on duty. Raises BadInput for an empty one."""
        with self._store.writing(self._duty.staff_id) as records:
            note = records.leads.add_note(lead_id, _note_text(text))
        self._changed(lead_id)
        return note

    def edit_note(self, note_id: str, text: str, seen: str | None = None) -> str:
        """Change a note; the log keeps what it said before, which is the answer.

        `seen` is what it said when somebody began to change it. Raises NoteChanged where it says
        something else by now: nobody's words are written over unread.
        """
        with self._store.writing(self._duty.staff_id) as records:
            lead_id, now = records.leads.note(note_id)
            if seen is not None and now.text != seen:
                raise NoteChanged(
                    "Somebody else changed this note meanwhile. Your words are still in the field: "
                    "look at the note, then save them as a new one."
                )
            before = records.leads.edit_note(note_id, _note_text(text))
        self._changed(lead_id)
        return before

    def remove_note(self, note_id: str) -> Note:
        """Delete a note; `restore_note` brings it back."""
        with self._store.writing(self._duty.staff_id) as records:
            lead_id, note = records.leads.remove_note(note_id)
        self._changed(lead_id)
        return note

    def restore_note(self, lead_id: str, note: Note) -> None:
        """Write a removed note back with its author and times."""
        with self._store.writing(self._duty.staff_id) as records:
            records.leads.restore_note(lead_id, note)
        self._changed(lead_id)

    def edit_details(self, lead_id: str, person: Person, seen: Person | None = None) -> Person:
        """Correct a lead's details; answers with those before.

        `seen` is what they said when somebody began: what does not differ from it stays as it is
        by now. Raises BadInput when name, e-mail and affiliation are empty, DetailsChanged where
        somebody else changed the same meanwhile.
        """
        with self._store.writing(self._duty.staff_id) as records:
            before = write_corrected(records, lead_id, person, seen)
            tell_anew(records, self._store.clock(), lambda one: one.lead_id == lead_id)
        self._changed(lead_id)
        return before

    def set_need(self, lead_id: str, need: Need | None) -> Need | None:
        """Say what the lead's own interview needs; answers with the need before."""
        with self._store.writing(self._duty.staff_id) as records:
            before, _ = records.leads.need(lead_id)
            records.leads.set(lead_id, "need", need_text(need))
        self._changed(lead_id)
        return before

    def set_busy(self, lead_id: str, busy: tuple[BusyTime, ...]) -> tuple[BusyTime, ...]:
        """Say when the lead has a talk or a poster of their own; answers with those before.

        Raises BadInput where one ends before it starts.
        """
        if any(one.ends <= one.starts for one in busy):
            raise BadInput("A talk or poster ends before it starts.")
        with self._store.writing(self._duty.staff_id) as records:
            person = records.lead_views.detail(lead_id).person
            ordered = tuple(sorted(set(busy), key=lambda one: one.starts))
            records.leads.set_person(lead_id, replace(person, busy=ordered))
        self._changed(lead_id)
        return person.busy

    def remove(self, lead_id: str) -> RemovedLead:
        """Delete a lead and blank it in the log; the consent state stays. `restore` undoes it."""
        with self._store.writing(self._duty.staff_id) as records:
            removed = snapshot(records, lead_id)
            event, now = self._store.event, self._store.clock()
            told = cancellations_of(records, removed.lead.subject, event, now)
            records.leads.remove(lead_id)
        self._changed(lead_id)
        return replace(removed, cancellations=told)

    def restore(self, removed: RemovedLead) -> None:
        """Bring a removed lead back as it was."""
        with self._store.writing(self._duty.staff_id) as records:
            restore_lead(records, removed)
        self._changed(removed.lead.id)

    def _set(self, lead_id: str, field: str, value: str | None) -> str | None:
        with self._store.writing(self._duty.staff_id) as records:
            before = records.leads.set(lead_id, field, value)
        self._changed(lead_id)
        return before

    def _changed(self, lead_id: str) -> None:
        self._events.publish(Changed("lead", lead_id))


def _note_text(text: str) -> str:
    text = text.strip()
    if not text or len(text) > MAX_NOTE:
        raise BadInput(f"A note has 1 to {MAX_NOTE:,} characters.")
    return text


def _of_other_badge(records: Records, key: str) -> str | None:
    """The lead of a person of whom the key names a badge that was merged into it."""
    try:
        return records.leads.id_of_subject(records.people.resolve(key))
    except BadInput:  # nobody, or several
        return None
