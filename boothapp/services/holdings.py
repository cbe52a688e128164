"""Everything held about one person, read in one transaction."""

from collections.abc import Sequence

from boothapp.domain.backups import BackupRecord
from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import Held, NoSuchPerson, reference_of, was_held
from boothapp.domain.ledger import ConsentRecord
from boothapp.domain.retention import Kept
from boothapp.store.records import Records


def held(records: Records, subject: str, event: EventInfo) -> Held:
    """All there is about a subject. Raises NoSuchPerson where there is nothing, not even a mark."""
    if not records.people.knows(subject):
        raise NoSuchPerson(reference_of(subject))
    subject, *merged = badges = records.same.all_of(subject)
    lead_id = records.leads.id_of_subject(subject)
    lead = records.lead_views.detail(lead_id) if lead_id is not None else None
    roster = records.holdings.listed(subject)
    listed = roster.person if roster is not None else None
    person = lead.person if lead is not None else listed
    names = records.holdings.names()
    others = tuple(other for one in merged if (other := records.holdings.listed(one)) is not None)
    until = None
    if lead is not None:
        until = lead.consent[0].until  # recruiting contact
    elif roster is not None and listed is not None:
        until = records.retention.rules().until(Kept.ROSTER, event, roster.day)
    return Held(
        subject=subject,
        reference=reference_of(subject),
        lead=lead,
        roster=roster,
        consent=records.consents.views(subject),
        history=_history(records, badges),
        notices=records.holdings.notices(badges),
        interviews=records.interviews.of_lead(lead_id) if lead_id is not None else (),
        scorecards=records.scorecards.of_lead(lead_id) if lead_id is not None else (),
        attachments=records.attachments.of_lead(lead_id) if lead_id is not None else (),
        changes=records.history.changes(subject, event, names),
        visits=records.captures.scans(subject),
        requests=records.erasure.requests_of(badges, person.email if person else ""),
        told=records.holdings.told(badges),
        files=records.holdings.files(badges, event),
        backups=backups_with(records, subject),
        kept_until=until,
        names=names,
        merged=tuple(reference_of(one) for one in merged),
        other_rows=others,
    )


def _history(records: Records, badges: Sequence[str]) -> tuple[ConsentRecord, ...]:
    """What was said under each badge, in its order."""
    said = (record for badge in badges for record in records.ledger.events(badge))
    return tuple(sorted(said, key=lambda record: record.seq))


def backups_with(records: Records, subject: str) -> tuple[BackupRecord, ...]:
    """The backups that were written while details of the person were held."""
    badges = records.same.all_of(subject)
    histories = [tuple(records.ledger.events(badge)) for badge in badges]
    return tuple(
        backup
        for backup in records.backups.ledger()
        if any(was_held(history, backup.seq) for history in histories)
    )
