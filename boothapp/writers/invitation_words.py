"""What an invitation says to its reader; the sentences are resources/invitations/words.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from boothapp import paths
from boothapp.domain.invitations import Attendee, Audience, Invitation, InvitationMethod
from boothapp.writers import when

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The parts of a letter, one line each. `facts` are labels with their values."""

    subject: str
    greeting: str
    opening: str
    facts: Pairs
    changes_label: str
    changes: tuple[str, ...]
    closing: str
    signature: str


def letter(invitation: Invitation, reader: Attendee, before: Invitation | None = None) -> Words:
    """The letter to `reader`; `before` is the state they heard of last, to say what is new."""
    audience = invitation.audience(reader)
    sentences = _sentences()
    voice = sentences[audience]
    state = voice[_state(invitation)]
    filling = _filling(invitation, reader)
    signed = (invitation.organizer.name, invitation.sponsor)
    return Words(
        subject=state["subject"].format_map(filling),
        greeting=voice["greeting"].format_map(filling),
        opening=state["opening"].format_map(filling),
        facts=facts(invitation, audience),
        changes_label=sentences["labels"]["new"] + ":",
        changes=_changes(invitation, before) if before else (),
        closing=state["closing"].format_map(filling),
        signature=", ".join(dict.fromkeys(filter(None, signed))),  # they may be the same
    )


def summary(invitation: Invitation, audience: Audience) -> str:
    """The title in a calendar."""
    sentences = _sentences()
    plain = sentences[audience]["summary"].format_map(_filling(invitation, invitation.candidate))
    if invitation.method is InvitationMethod.CANCEL:
        return str(sentences["calendar"]["cancelled"].format(summary=plain))
    return str(plain)


def closing(invitation: Invitation, audience: Audience) -> str:
    """Who to write to."""
    filling = _filling(invitation, invitation.candidate)
    return str(_sentences()[audience][_state(invitation)]["closing"].format_map(filling))


def facts(invitation: Invitation, audience: Audience) -> Pairs:
    """When, where, with whom and which role, as labels and values; empty values are left out."""
    labels = _sentences()["labels"]
    interviewers = _names(invitation)
    people = {
        Audience.CANDIDATE: ((labels["with"], interviewers),),
        Audience.INTERVIEWER: (
            (labels["candidate"], _named(invitation.candidate)),
            (labels["interviewers"], interviewers),
        ),
    }[audience]
    found = (
        (labels["when"], _when(invitation)),
        (labels["where"], where(invitation)),
        *people,
        (labels["role"], invitation.role),
    )
    return tuple((label, value) for label, value in found if value)


def where(invitation: Invitation) -> str:
    """Room and place in one line."""
    return ", ".join(part for part in (invitation.room, invitation.place) if part)


def _state(invitation: Invitation) -> str:
    if invitation.method is InvitationMethod.CANCEL:
        return "cancelled"
    return "updated" if invitation.sequence else "new"


def _changes(now: Invitation, before: Invitation) -> tuple[str, ...]:
    """What is new against `before`; a cancelled one says only that it is off."""
    words = _sentences()["changes"]
    if now.method is InvitationMethod.CANCEL:
        return ()
    found = [words["revived"]] if before.method is InvitationMethod.CANCEL else []
    asked = (
        ("when", _when(now), _when(before), ""),
        ("where", where(now), where(before), words["none"]),
        ("with", _names(now), _names(before), words["nobody"]),
        ("role", now.role, before.role, words["none"]),
    )
    found += [words[what].format(was=was or empty) for what, is_, was, empty in asked if is_ != was]
    return tuple(found)


def _filling(invitation: Invitation, reader: Attendee) -> dict[str, str]:
    starts = invitation.starts.astimezone(ZoneInfo(invitation.timezone))
    organizer = invitation.organizer
    return {
        "sponsor": invitation.sponsor,
        "candidate": _named(invitation.candidate),
        "reader": _named(reader),
        "day": when.weekday(starts),
        "time": f"{starts:%H:%M}",
        "contact": f"{organizer.name} ({organizer.email})" if organizer.name else organizer.email,
    }


def _when(invitation: Invitation) -> str:
    return when.whole(invitation.starts, invitation.ends, invitation.timezone)


def _names(invitation: Invitation) -> str:
    """The interviewers as "A, B and C"."""
    *first, last = [_named(one) for one in invitation.interviewers] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _named(person: Attendee) -> str:
    return person.name or person.email


@cache
def _sentences() -> dict[str, Any]:
    file = paths.resources() / "invitations" / "words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
