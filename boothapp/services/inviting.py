"""Interviews as invitations: what each calendar is told, and in whose name."""

from dataclasses import replace
from datetime import datetime

from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.invitations import Attendee, Invitation, InvitationMethod
from boothapp.store.store import Records

_FORGOTTEN = "The candidate"


def invitation_of(
    records: Records,
    interview: Interview,
    event: EventInfo,
    now: datetime,
    sender: str = "",
    *,
    published: bool = False,
) -> Invitation:
    """The state of an interview that its calendars should have.

    It comes from the address that it came from before, else from `sender`, else from the booth's.
    Raises BadInput where there is none, unless it is only `published`: that asks nobody.
    """
    booth = records.setup.booth()
    sender = interview.organizer or sender or booth.organizer
    if not sender and not published:
        raise BadInput(
            "Say first from which address invitations come: Settings, Interviews, Invitations come "
            "from."
        )
    lead = records.lead_views.detail(interview.lead_id)
    addresses = {who.id: who.email for who in records.setup.interviewers()}
    roles = {role.id: role.title for role in records.setup.roles()}
    place = f"{event.name}, {booth.booth}" if booth.booth else event.name
    return Invitation(
        interview_id=interview.id,
        subject=lead.subject,
        sequence=interview.sequence,
        method=InvitationMethod.REQUEST if interview.occupies else InvitationMethod.CANCEL,
        starts=interview.starts,
        ends=interview.ends,
        timezone=event.timezone,
        room=records.setup.room(interview.room_id).name,
        place=place,
        sponsor=booth.sponsor,
        organizer=Attendee(booth.sponsor, sender),
        candidate=Attendee(interview.candidate, lead.person.email),
        interviewers=tuple(
            Attendee(who.name, addresses.get(who.id, "")) for who in interview.panel
        ),
        role=roles.get(lead.role_id or "", ""),
        stamped=now,
    )


def sent_before(
    records: Records, interview: Interview, event: EventInfo, now: datetime
) -> Invitation | None:
    """The state that was sent last, None where nothing was."""
    before = records.interviews.sent_state(interview)
    return None if before is None else invitation_of(records, before, event, now)


def uninvited(invitation: Invitation, before: Invitation | None) -> Invitation | None:
    """What those are told who were on the panel that was sent `before` and are not any more.

    The same UID with the new sequence, cancelled for them alone (RFC 5546, 3.2.5); None: nobody.
    """
    if before is None:
        return None
    stay = {who.email.casefold() for who in invitation.interviewers}
    gone = tuple(
        who for who in before.interviewers if who.email and who.email.casefold() not in stay
    )
    if not gone:
        return None
    return replace(
        before,
        method=InvitationMethod.CANCEL,
        sequence=invitation.sequence,
        stamped=invitation.stamped,
        candidate=Attendee(before.candidate.name, ""),
        interviewers=gone,
    )


def cancellations_of(
    records: Records, subject: str, event: EventInfo, now: datetime
) -> tuple[Invitation, ...]:
    """What calendars have to be told when a person's interviews go: those ahead that they know.

    Interviewers read “The candidate”: the name is what was taken back.
    """
    lead_id = records.leads.id_of_subject(subject)
    if lead_id is None:
        return ()
    return tuple(
        cancelled(records, one, event, now)
        for one in records.interviews.of_lead(lead_id)
        if one.invited is not None
        and one.ends > now
        and (one.occupies or one.sequence != one.invited)
        and one.status is not InterviewStatus.DONE
    )


def cancelled(
    records: Records, interview: Interview, event: EventInfo, now: datetime
) -> Invitation:
    """The end of an invitation, naming the candidate by nothing but their address."""
    found = invitation_of(records, interview, event, now)
    return replace(
        found,
        method=InvitationMethod.CANCEL,
        sequence=max(interview.sequence, (interview.invited or 0) + 1),
        candidate=Attendee(_FORGOTTEN, found.candidate.email),
        role="",
    )
