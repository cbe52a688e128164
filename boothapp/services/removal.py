"""A lead on its way out and back: what is needed to restore it lives in memory only."""

from dataclasses import replace

from boothapp.domain.answers import RemovedLead
from boothapp.domain.attachments import NoConsentToFile, RemovedAttachment
from boothapp.domain.consent import is_valid
from boothapp.domain.errors import BadInput, NoConsent
from boothapp.domain.interviews import Interview
from boothapp.domain.people import LeadDetail
from boothapp.store.need_text import need_text, queue_text
from boothapp.store.records import Records


def snapshot(records: Records, lead_id: str) -> RemovedLead:
    """Everything that goes with a lead."""
    lead, interviews = records.lead_views.detail(lead_id), records.interviews.of_lead(lead_id)
    files = tuple(
        RemovedAttachment(
            file,
            records.attachments.content(file.id),
            records.ledger.last_ending(lead.subject, file.purpose),
        )
        for file in records.attachments.of_lead(lead_id)
    )
    ended = records.ledger.last_ending(lead.subject)
    return RemovedLead(
        lead=lead,
        interviews=interviews,
        scorecards=records.scorecards.of_lead(lead_id),
        files=files,
        ended=ended,
        apart=records.duplicates.apart_from(lead_id),
        made=records.leads.made(lead_id),
    )


def restore_lead(records: Records, removed: RemovedLead) -> None:
    """Write a lead back as it was. The store refuses it without a valid grant.

    Raises SlotTaken where somebody else has an interview's place by now, NoConsent where the
    grant ended, BadInput where the person was scanned and is a lead again, or took it back since.
    """
    lead = removed.lead
    if not is_valid(records.consents.state(lead.subject)):
        raise NoConsent
    if records.same.main(lead.subject) != lead.subject:
        raise BadInput("This person is a lead under another badge by now.")
    if records.leads.id_of_subject(lead.subject) is not None:
        raise BadInput("This person was scanned again and is a lead already.")
    if records.ledger.last_ending(lead.subject) > removed.ended:
        raise BadInput("This person took it back since, so what was held does not come back.")
    records.leads.add(
        subject=lead.subject,
        badge_id=lead.badge_id,
        person=lead.person,
        origin=lead.origin,
        lead_id=lead.id,
    )
    records.leads.put_back(lead.id, removed.made)
    if lead.rating is not None:
        records.leads.set(lead.id, "rating", lead.rating.value)
    if lead.role_id is not None:
        records.leads.set(lead.id, "role_id", lead.role_id)
    records.leads.set(lead.id, "need", need_text(lead.need))
    records.leads.set(lead.id, "queue", queue_text(lead.queued))
    _follow_up_again(records, lead)
    for other in removed.apart:
        if records.duplicates.get(other) is not None:
            records.duplicates.set_apart(lead.id, other, apart=True)
    for tag in lead.tags:
        records.leads.add_tag(lead.id, tag)
    for qualifier_id, text in lead.answers.items():
        records.leads.set_answer(lead.id, qualifier_id, text)
    for note in lead.notes:
        records.leads.restore_note(lead.id, note)
    for interview in removed.interviews:
        records.interviews.add(told_again(interview))
    for card in removed.scorecards:
        records.scorecards.put_back(card)
    restore_files(records, removed)


def _follow_up_again(records: Records, lead: LeadDetail) -> None:
    on = None if lead.next_step_on is None else lead.next_step_on.isoformat()
    for field, value in (
        ("owner_id", lead.owner_id),
        ("next_step", lead.next_step or None),
        ("next_step_on", on),
        ("graduates", lead.graduates or None),
    ):
        records.leads.set(lead.id, field, value)


def told_again(interview: Interview) -> Interview:
    """Due to be sent again where it was sent: its calendars may have been told that it is off."""
    if interview.invited is None:
        return interview
    return replace(interview, sequence=max(interview.sequence, interview.invited + 1) + 1)


def restore_files(records: Records, removed: RemovedLead) -> None:
    """Write back the files that went, as far as their grants are valid (again).

    Only to the lead that they hung on: where it was removed since, they stay gone with it.
    """
    if records.leads.id_of_subject(removed.lead.subject) != removed.lead.id:
        return
    there = {file.id for file in records.attachments.of_lead(removed.lead.id)}
    for file in removed.files:
        if file.attachment.id not in there and _may_return(records, removed.lead.subject, file):
            records.attachments.put_back(file.attachment, file.content)


def restore_file(records: Records, removed: RemovedAttachment) -> None:
    """Write a file back as it was.

    Raises NoSuchLead, NoConsentToFile without a valid grant, BadInput where the person took it
    back since: what was held then does not come back with a later yes.
    """
    file = removed.attachment
    subject = records.leads.row(file.lead_id).subject
    if not is_valid(records.consents.state(subject, file.purpose)):
        raise NoConsentToFile(file.purpose)
    if not _may_return(records, subject, removed):
        raise BadInput("This person took it back since, so the file does not come back.")
    records.attachments.put_back(file, removed.content)


def _may_return(records: Records, subject: str, removed: RemovedAttachment) -> bool:
    purpose = removed.attachment.purpose
    valid = is_valid(records.consents.state(subject, purpose))
    return valid and records.ledger.last_ending(subject, purpose) <= removed.ended
