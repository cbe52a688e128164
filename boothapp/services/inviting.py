"""Interviews as invitations: what each calendar is told, and in whose name."""

from dataclasses import replace
from datetime import datetime

from boothapp.domain.errors import NoSender
from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.invitations import Attendee, Freed, Invitation, InvitationMethod
from boothapp.domain.told import Told
from boothapp.store.records import Records

_FORGOTTEN = "The candidate"


def published_of(
    records: Records, interview: Interview, event: EventInfo, now: datetime
) -> Invitation:
    """An interview as a calendar file shows it: that asks nobody, so it needs no sender."""
    return _worded(records, records.telling.now(interview), event, now)


def invitation_of(
    records: Records, interview: Interview, event: EventInfo, now: datetime, sender: str = ""
) -> Invitation:
    """What calendars should be told of an interview: its state, or that what they have is off.

    It comes from the address that it came from before, else from `sender`, else from the booth's.
    Raises NoSender where there is none.
    """
    found = _next(records, interview, event, now, sender)
    if not found.organizer.email:
        raise NoSender
    return found


def is_anybody_told(
    records: Records, interview: Interview, event: EventInfo, now: datetime
) -> bool:
    """Whether there is an address that the next mails would go to."""
    found = _next(records, interview, event, now)
    return bool(found.recipients or uninvited(records, interview, found, event))


def sent_before(
    records: Records, interview: Interview, event: EventInfo, now: datetime
) -> Invitation | None:
    """The state that was sent last, None where nothing was."""
    told = records.telling.told(interview)
    return _worded(records, told[0], event, now) if told else None


def uninvited(
    records: Records, interview: Interview, invitation: Invitation, event: EventInfo
) -> Invitation | None:
    """What those are told who were on the panel that was sent last and are not any more.

    The same UID with the new sequence, cancelled for them alone (RFC 5546, 3.2.5), where they were
    written to; None: nobody. Who stays and has another address by now is not told that it is off.
    """
    told = next(iter(records.telling.told(interview)), None)
    if told is None or not (told.state.occupies and interview.occupies):
        return None  # an end goes to all who were invited
    stay = {who.email.casefold() for who in invitation.recipients}
    gone = tuple(
        Attendee(who.name, told.panel[who.id])
        for who in told.state.panel
        if who.id not in interview.panel_ids
        and told.panel[who.id]
        and told.panel[who.id].casefold() not in stay
    )
    if not gone:
        return None
    before = _worded(records, told, event, invitation.stamped)
    return replace(
        before,
        method=InvitationMethod.CANCEL,
        sequence=invitation.sequence,
        organizer=invitation.organizer,
        candidate=Attendee(before.candidate.name, ""),
        interviewers=gone,
    )


def cancellations_of(
    records: Records, subject: str, event: EventInfo, now: datetime
) -> tuple[Invitation, ...]:
    """What calendars have to be told when a person's interviews go: those ahead that they know.

    Interviewers read “The candidate”: the name is what was taken back. Where nothing says who
    invited there is none: calendars heed only the address that it came from, and a withdrawal
    waits for no setting.
    """
    lead_id = records.leads.id_of_subject(subject)
    if lead_id is None:
        return ()
    found = (
        _cancelled(records, one, event, now)
        for one in records.interviews.of_lead(lead_id)
        if one.invited is not None and one.status is not InterviewStatus.DONE
    )
    return tuple(one for one in found if one is not None and one.organizer.email)


def freed_by(
    records: Records, subject: str, cancellations: tuple[Invitation, ...], now: datetime
) -> tuple[Freed, ...]:
    """The places ahead that get free when a person's interviews go, and whom no mail tells of it.

    Where `cancellations` reach everybody there is nothing to say.
    """
    lead_id = records.leads.id_of_subject(subject)
    interviews = records.interviews.of_lead(lead_id) if lead_id is not None else ()
    names = records.holdings.names()
    by_id = {one.interview_id: one for one in cancellations}
    found = []
    for one in interviews:
        mail = by_id.get(one.id)
        reached = {who.name for who in mail.recipients} if mail else set()
        untold = tuple(who.name for who in one.panel if who.name not in reached)
        if one.stands(now) and (untold or mail is None):
            found.append(Freed(one.starts, names.get(one.room_id, ""), untold))
    return tuple(found)


def _cancelled(
    records: Records, interview: Interview, event: EventInfo, now: datetime
) -> Invitation | None:
    """The end of an invitation, naming the candidate by nothing but their address.

    None where the calendars know that it is off, or where it is over in them.
    """
    told = records.telling.told(interview)
    last = told[0] if told else records.telling.now(interview)
    sent = interview.invited or 0
    # A higher sequence is of a lead or a store brought back: calendars may know more than we do.
    is_sure = interview.sequence <= (sent + 1 if last.is_exact else sent)
    last_on = _last_on(records, interview) or records.telling.now(interview)
    is_over = max(interview.ends, last_on.state.ends) <= now
    if is_over or (is_sure and not last.state.occupies):
        return None
    found = _worded(records, last_on, event, now)
    return replace(
        found,
        method=InvitationMethod.CANCEL,
        sequence=max(interview.sequence, sent + 1),
        candidate=Attendee(_FORGOTTEN, found.candidate.email),
        role="",
    )


def _next(
    records: Records, interview: Interview, event: EventInfo, now: datetime, sender: str = ""
) -> Invitation:
    last_on = None if interview.occupies else _last_on(records, interview)
    found = _worded(records, last_on or records.telling.now(interview), event, now, sender)
    method = InvitationMethod.REQUEST if interview.occupies else InvitationMethod.CANCEL
    return replace(found, method=method, sequence=interview.sequence)


def _last_on(records: Records, interview: Interview) -> Told | None:
    """The last state that put it into calendars, and so who has it there; None where none did."""
    return next((told for told in records.telling.told(interview) if told.state.occupies), None)


def _worded(
    records: Records, told: Told, event: EventInfo, now: datetime, sender: str = ""
) -> Invitation:
    interview, booth = told.state, records.setup.booth()
    lead = records.lead_views.detail(interview.lead_id)
    roles = {role.id: role.title for role in records.setup.roles()}
    return Invitation(
        interview_id=interview.id,
        subject=lead.subject,
        sequence=interview.sequence,
        method=InvitationMethod.REQUEST if interview.occupies else InvitationMethod.CANCEL,
        starts=interview.starts,
        ends=interview.ends,
        timezone=event.timezone,
        room=told.room,
        place=f"{event.name}, {booth.booth}" if booth.booth else event.name,
        sponsor=booth.sponsor,
        organizer=Attendee(booth.sponsor, interview.organizer or sender or booth.organizer),
        candidate=Attendee(interview.candidate, told.candidate),
        interviewers=tuple(Attendee(who.name, told.panel[who.id]) for who in interview.panel),
        role=roles.get(lead.role_id or "", ""),
        stamped=now,
    )
