"""The way of one scan: a payload becomes a verdict, an answer becomes a consent and a lead."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from boothapp.domain.answers import Answered, AnswerUndo, TakenBack
from boothapp.domain.badge import Badge, Missing, Unknown
from boothapp.domain.consent import (
    ConsentEvent,
    ConsentState,
    Purpose,
    Verdict,
    is_valid,
    verdict_of,
)
from boothapp.domain.errors import BadInput
from boothapp.domain.invitations import Invitation
from boothapp.domain.ledger import Reason
from boothapp.domain.people import NoticeShown, Person, ScanRow, ScanSource, VerdictCard
from boothapp.domain.staff_badges import IsStaffBadge, code_in
from boothapp.services import answering, identity
from boothapp.services.duty import DutyService
from boothapp.services.events import Changed, EventBus
from boothapp.services.identity import identifiers
from boothapp.services.inviting import cancellations_of
from boothapp.services.removal import restore_files, restore_lead, snapshot
from boothapp.services.scanner_reading import ScannerReading
from boothapp.services.scanner_sent import SentByScanner
from boothapp.store.instants import from_ms
from boothapp.store.records import Records
from boothapp.store.store import Store


class CaptureService:
    """Scans and answers. Each method is one durable transaction."""

    def __init__(
        self, store: Store, events: EventBus, duty: DutyService, scanners: ScannerReading
    ) -> None:
        self._store = store
        self._events = events
        self._duty = duty
        self._scanners = scanners

    def scan(self, payload: str, source: ScanSource) -> VerdictCard:
        """Write one scan and say whether this person agreed to share.

        Raises IsStaffBadge for a badge of the staff; else never for what a code says: hostile or
        foreign payloads are `unknown`. A person who may share becomes a lead at once. Of a forged
        badge nothing is written, not even the scan.
        """
        if code_in(payload) is not None:
            raise IsStaffBadge
        staff_id = self._duty.staff_id
        with self._store.writing(staff_id) as records:
            read, sent, typist, unproven = self._read(payload, source, records)
            if isinstance(read, Unknown) and read.missing is Missing.SIGNATURE:
                return _forged(records, source, read)
            if isinstance(read, Unknown):
                card = self._unnamed(records, source, Verdict.UNKNOWN, read)
            else:
                card = self._named(records, source, read, sent)
            card = replace(card, typist=typist, unproven=unproven)
        self._events.publish(Changed("scan", card.scan_id))
        if card.lead is not None:
            self._events.publish(Changed("lead", card.lead.id))
        return card

    def _read(self, payload: str, source: ScanSource, records: Records) -> SentByScanner:
        if source in (ScanSource.SCANNER, ScanSource.SERIAL):
            return self._scanners.read_from(source, payload, records)
        typed = source is ScanSource.TYPED
        return SentByScanner(identity.read(payload, records, typed=typed), payload)

    def unreadable(self, source: ScanSource, pictures: int = 1) -> VerdictCard:
        """Write of each of so many pictures (one or more) that it held no readable code.

        Answers what is to be shown of the last one.
        """
        with self._store.writing(self._duty.staff_id) as records:
            for _ in range(pictures):
                card = self._unnamed(records, source, Verdict.UNREADABLE, None)
        self._events.publish(Changed("scan", card.scan_id))
        return card

    def answer(
        self,
        card: VerdictCard,
        answers: Mapping[Purpose, ConsentEvent],
        *,
        notice: NoticeShown,
        under: Mapping[Purpose, NoticeShown] | None = None,
        details: Person | None = None,
    ) -> Answered:
        """Record what the person said to each purpose, and do what follows from it.

        `notice` is what they were shown; `under` names another for answers that were given in
        another language or another way. `details` is the short form after a yes from somebody of
        whom only an id is known. Raises BadInput where a yes leaves nothing to store,
        ConsentRefused where the table refuses.
        """
        known = answering.checked(card, answers, details)
        with self._store.writing(self._duty.staff_id) as records:
            subject = answering.subject_now(records, card)
            card, known = replace(card, subject=subject), replace(known, subject=subject)
            if card.badge is not None:
                records.subjects.register(identifiers(card.badge), subject)
            if details is not None:
                records.subjects.register_email(details.email, subject)
            held = records.leads.id_of_subject(subject)
            ends = not answering.ENDINGS.isdisjoint(answers.values())
            removed = snapshot(records, held) if held is not None and ends else None
            told = self._told_off(records, subject)
            roster_row = records.rosters.details(subject)
            shown = dict.fromkeys(answers, notice) | dict(under or {})
            spoken = answering.record(records, subject, answers, shown)
            also = answering.end_elsewhere(records, subject, answers, shown)
            after = self._look(records, known, store_lead=True, typed=details is not None)
        undo = AnswerUndo(
            card=card,
            spoken=spoken,
            removed=removed,
            ended_lead=removed is not None and after.lead is None,
            made_lead=after.lead.id if after.lead is not None and held is None else None,
            roster_row=roster_row if after.lead is None else None,
            also=also,
        )
        self._events.publish(Changed("consent", subject))
        self._events.publish(Changed("lead", after.lead.id if after.lead is not None else ""))
        return Answered(after, undo, dict(answers), told if undo.ended_lead else ())

    def undo_answer(self, undo: AnswerUndo, reason: Reason = Reason.WRONG_KEY) -> TakenBack:
        """Take an answer back as a mistake; what it purged comes back, what it made goes.

        Raises ConsentRefused unless the same staff member does it on the same event day, and
        where the person has answered again since.
        """
        subject = undo.card.subject
        if subject is None:
            raise BadInput("There is no answer to take back.")
        with self._store.writing(self._duty.staff_id) as records:
            told = self._told_off(records, subject)
            if undo.made_lead and undo.made_lead == records.leads.id_of_subject(subject):
                records.leads.remove(undo.made_lead)
            for purpose, spoken in undo.spoken.items():
                records.consents.take_back(subject, purpose, spoken, reason)
            for other in undo.also:
                answering.take_back_elsewhere(records, other, reason)
            if is_valid(records.consents.state(subject)):
                if undo.roster_row is not None:
                    records.rosters.put_back(subject, undo.roster_row)
                self._give_back(records, undo)
            card = self._look(records, undo.card, store_lead=False)
        self._events.publish(Changed("consent", subject))
        self._events.publish(Changed("lead"))
        return TakenBack(card, told if card.lead is None else ())

    def _give_back(self, records: Records, undo: AnswerUndo) -> None:
        """What the answer took: the lead where nobody made it anew since, or its files."""
        if undo.removed is None:
            return
        if undo.ended_lead and records.leads.id_of_subject(undo.removed.lead.subject) is None:
            restore_lead(records, undo.removed)
        else:
            restore_files(records, undo.removed)

    def undo_lead(self, card: VerdictCard) -> TakenBack:
        """Take back a lead that a scan stored at once; the consent state stays."""
        if card.lead is None:
            raise BadInput("There is no lead to take back.")
        with self._store.writing(self._duty.staff_id) as records:
            told = self._told_off(records, card.lead.subject)
            records.leads.remove(card.lead.id)
            after = self._look(records, card, store_lead=False)
        self._events.publish(Changed("lead", card.lead.id))
        return TakenBack(after, told)

    def _told_off(self, records: Records, subject: str) -> tuple[Invitation, ...]:
        return cancellations_of(records, subject, self._store.event, self._store.clock())

    def refresh(self, card: VerdictCard) -> VerdictCard:
        """The same scan with what is known now."""
        with self._store.reading() as records:
            if card.subject is not None:
                card = replace(card, subject=answering.subject_now(records, card))
            return self._look(records, card, store_lead=False)

    def recent(self, limit: int = 50) -> tuple[ScanRow, ...]:
        """The latest scans, newest first."""
        with self._store.reading() as records:
            return records.captures.recent(limit, self._store.today())

    def _unnamed(
        self, records: Records, source: ScanSource, verdict: Verdict, unknown: Unknown | None
    ) -> VerdictCard:
        scan_id = records.captures.add(
            subject=None,
            badge_format=unknown.looks_like if unknown is not None else "",
            source=source,
            verdict=verdict,
        )
        return VerdictCard(
            scan_id=scan_id,
            scanned_at=from_ms(records.moment.at),
            source=source,
            verdict=verdict,
            unknown=unknown,
        )

    def _named(
        self, records: Records, source: ScanSource, badge: Badge, payload: str
    ) -> VerdictCard:
        known_by = identity.identifiers_in(badge, payload)
        subject = records.subjects.subject(known_by)
        state = records.consents.state(subject)
        lead_id = records.leads.id_of_subject(subject)
        verdict = verdict_of(state, has_lead=lead_id is not None)
        scan_id = records.captures.add(
            subject=subject, badge_format=badge.format, source=source, verdict=verdict
        )
        if lead_id is not None:
            records.leads.visited(lead_id)
        card = VerdictCard(
            scan_id=scan_id,
            scanned_at=from_ms(records.moment.at),
            source=source,
            verdict=verdict,
            subject=subject,
            badge=badge,
        )
        return self._look(records, card, store_lead=True)

    def _look(
        self, records: Records, card: VerdictCard, *, store_lead: bool, typed: bool = False
    ) -> VerdictCard:
        """Fill a card with what may be shown now; with `store_lead`, a valid yes becomes a lead."""
        subject = card.subject
        if subject is None:
            return card
        state = records.consents.state(subject)
        from_roster = records.rosters.person(subject)
        person = (card.person or Person()).filled_from(from_roster)
        if card.badge is not None:
            person = person.filled_from(Person.on_badge(card.badge))
        lead_id = records.leads.id_of_subject(subject)
        stored_now = card.stored_now and card.lead is not None and card.lead.id == lead_id
        if lead_id is None and store_lead and is_valid(state) and not person.is_empty:
            origin = "form" if typed else "roster" if from_roster is not None else "badge"
            badge_id = card.badge.badge_id if card.badge is not None else None
            lead_id = records.leads.add(
                subject=subject,
                badge_id=badge_id or records.rosters.badge_id(subject),
                person=person,
                origin=origin,
            )
            stored_now = True
        lead = records.lead_views.detail(lead_id) if lead_id is not None else None
        entry = records.rosters.entry(subject)
        word = records.consents.roster_word(subject)
        refused = verdict_of(state, has_lead=False) is Verdict.DECLINED
        return replace(
            card,
            verdict=verdict_of(state, has_lead=lead is not None and not stored_now),
            person=None if refused else (lead.person if lead is not None else person),
            consent=lead.consent if lead is not None else records.consents.views(subject),
            roster_says=None if word is None else word == ConsentEvent.ROSTER_YES.value,
            roster_day=None if entry is None else date.fromisoformat(entry.day),
            visits=records.captures.visit_at(subject, card.scanned_at),
            to_tell=state is ConsentState.ROSTER_YES
            and not any(map(records.notices.was_told, records.same.all_of(subject))),
            lead=lead,
            stored_now=stored_now,
        )


def _forged(records: Records, source: ScanSource, read: Unknown) -> VerdictCard:
    """What is shown of a forged badge; it has no scan, and so no scan's id."""
    return VerdictCard(
        scan_id="",
        scanned_at=from_ms(records.moment.at),
        source=source,
        verdict=Verdict.UNKNOWN,
        unknown=read,
    )
