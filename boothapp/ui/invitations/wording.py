"""Invitations in words: where an interview's stands, and what the button does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from boothapp.domain.interviews import Interview, InterviewStatus


@dataclass(frozen=True, slots=True)
class InvitationState:
    """Picture and its colour, a sentence, and the word on the button; none where nothing is due."""

    icon: str
    tone: str
    words: str
    action: str


_NOT_YET = InvitationState("envelope-simple", "text_secondary", "Not invited", "Invite")
_KNOWN = InvitationState("check-circle-fill", "verdict.may_share.ink", "Invited", "Write again")
_CHANGED = InvitationState(
    "warning", "verdict.ask.ink", "Changed since the invitation: send again", "Send again"
)
_GONE = InvitationState(
    "warning",
    "verdict.ask.ink",
    "The calendars still have it: send the cancellation",
    "Send cancellation",
)
_MISSED = replace(_KNOWN, action="Send cancellation")  # it is over: nobody has to be told
_TOLD = InvitationState(
    "check-circle-fill", "verdict.may_share.ink", "The calendars know that it is off", ""
)


def invitation_state(interview: Interview) -> InvitationState | None:
    """Return where it stands; None for one that holds no place and that nobody was invited to."""
    if interview.status is InterviewStatus.DONE:
        return replace(_NOT_YET if interview.invited is None else _KNOWN, action="")
    if interview.invited is None:
        return _NOT_YET if interview.occupies else None
    if interview.invited == interview.sequence:
        return _KNOWN if interview.occupies else _TOLD
    if interview.status is InterviewStatus.NO_SHOW:
        return _MISSED
    return _CHANGED if interview.occupies else _GONE
