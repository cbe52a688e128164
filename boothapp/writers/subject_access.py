"""What a person has a right to get (GDPR Art. 15 and 20): a page to read, and JSON for machines.

Both are made of one record, so that neither says what the other does not. Its keys are described
in docs/subject-access.md; a changed meaning is a new `schema`. Times are ISO 8601 in the event's
zone, days ISO dates; what is not known is null or empty.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from boothapp.domain import need_words
from boothapp.domain.attachments import Attachment
from boothapp.domain.consent import VALID_STATES
from boothapp.domain.event import BoothInfo, EventInfo
from boothapp.domain.holdings import Held, RosterDetails, reference_of
from boothapp.domain.ledger import ConsentRecord
from boothapp.domain.people import LeadDetail, Person
from boothapp.writers import paper

SCHEMA = "boothapp.subject-access/1"


Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What is to be written: all that is held, by whom, and when this was asked for."""

    held: Held
    booth: BoothInfo
    event: EventInfo
    made: datetime


def page(access: Access) -> str:
    """One self-contained HTML page for a reader without any schooling in this."""
    return paper.render("subject_access.html.j2", facts(access))


def text(access: Access) -> str:
    """The same as JSON text."""
    return json.dumps(facts(access), ensure_ascii=False, indent=2) + "\n"


def file_names(held: Held) -> Iterator[tuple[Attachment, str]]:
    """The person's files with the names they leave under.

    Those names go into the ledger for good, so they say nothing of the person.
    """
    for number, attachment in enumerate(held.attachments, start=1):
        yield attachment, f"{held.reference}-file-{number}{attachment.ending}"


def facts(access: Access) -> Record:
    """The record that page and JSON are made of."""
    held, at = access.held, _Times(access.event)
    return {
        "schema": SCHEMA,
        "made": at.iso(access.made),
        "reference": held.reference,
        "other_badges": list(held.merged),
        "controller": _controller(access),
        **_origin(held, at),
        **_consent(held, at),
        **_lead(held.lead, held, at),
        **_meetings(held, at),
        **_copies(held, at),
        "requests": [
            {
                "kind": request.kind.value,
                "received": request.received.isoformat(),
                "due": request.due.isoformat(),
                "details": request.details,
            }
            for request in held.requests
        ],
        "changes": [
            {
                "at": at.iso(change.at),
                "staff": change.staff,
                "what": f"{change.kind} {change.field}".strip(),
                "value": change.value,
            }
            for change in held.changes
        ],
    }


class _Times:
    """Instants on the event's wall clock."""

    def __init__(self, event: EventInfo) -> None:
        self._event = event

    def iso(self, instant: datetime | None) -> str | None:
        """ISO 8601 to the second with offset; None for None."""
        if instant is None:
            return None
        return self._event.local(instant).isoformat(timespec="seconds")


def _controller(access: Access) -> Record:
    return {
        "name": access.booth.sponsor,
        "booth": access.booth.booth,
        "contact": access.booth.privacy_contact,
        "event": access.event.name,
        "event_from": access.event.first_day.isoformat(),
        "event_to": access.event.last_day.isoformat(),
        "timezone": access.event.timezone,
    }


def _origin(held: Held, at: _Times) -> Record:
    """Their details, and where these come from."""
    lead = held.lead
    return {
        "details": _person(held.person, at),
        "badge_id": (lead.badge_id if lead else None)
        or (held.roster.badge_id if held.roster else None),
        "source": lead.origin if lead else ("roster" if not held.person.is_empty else None),
        "kept_until": held.kept_until.isoformat() if held.kept_until else None,
        "organisers_list": _listed(held.roster, at),
        "organisers_list_of_other_badges": [_listed(row, at) for row in held.other_rows],
        "told": {"at": at.iso(held.told.at), "method": held.told.method} if held.told else None,
    }


def _consent(held: Held, at: _Times) -> Record:
    """What they agreed to, each answer that led there, and the words they were shown."""
    return {
        "purposes": [
            {
                "purpose": view.purpose.value,
                "state": view.state.value,
                "valid": view.state in VALID_STATES,
                "since": at.iso(view.since),
                "until": view.until.isoformat() if view.until else None,
                "method": view.method.value if view.method else None,
                "notice": view.notice or None,
            }
            for view in held.consent
        ],
        "consent_history": [_event(event, at) for event in held.history],
        "notices_shown": [
            {
                "notice": notice.reference,
                "sha256": notice.sha256,
                "language": notice.language,
                "title": notice.title,
                "text": list(notice.paragraphs),
            }
            for notice in held.notices
        ],
    }


def _person(person: Person, at: _Times) -> Record:
    return {
        "name": person.name,
        "email": person.email,
        "affiliation": person.affiliation,
        "attendee_type": person.attendee_type,
        "career_stage": person.career_stage,
        "interests": list(person.interests),
        "links": list(person.links),
        "own_talks": [
            {
                "kind": busy.kind,
                "title": busy.title,
                "from": at.iso(busy.starts),
                "to": at.iso(busy.ends),
                "place": busy.place,
            }
            for busy in person.busy
        ],
    }


def _listed(listed: RosterDetails | None, at: _Times) -> Record | None:
    if listed is None:
        return None
    return {
        "day": listed.day.isoformat(),
        "agreed_to_share": listed.opted_in,
        "details": _person(listed.person, at) if listed.person else None,
    }


def _event(event: ConsentRecord, at: _Times) -> Record:
    return {
        "number": event.seq,
        "at": at.iso(event.at),
        "reference": reference_of(event.subject),
        "purpose": event.purpose.value,
        "event": event.event.value,
        "method": event.method or None,
        "reason": event.reason or None,
        "staff": event.staff,
        "device": event.device,
        "notice": event.notice or None,
        "notice_sha256": event.notice_sha256 or None,
        "language": event.language or None,
        "until": event.until.isoformat() if event.until else None,
    }


def _lead(lead: LeadDetail | None, held: Held, at: _Times) -> Record:
    """What was noted at the booth; empty where there is no lead."""
    if lead is None:
        return {
            "created": None,
            "rating": None,
            "role": None,
            "graduates": None,
            "owner": None,
            "next_step": None,
            "next_step_on": None,
            "tags": [],
            "answers": [],
            "notes": [],
        }
    return {
        "created": {"at": at.iso(lead.created), "staff": lead.created_by},
        "rating": lead.rating.value if lead.rating else None,
        "role": held.names.get(lead.role_id, "") if lead.role_id else None,
        "graduates": lead.graduates or None,
        "owner": held.names.get(lead.owner_id, "") if lead.owner_id else None,
        "next_step": lead.next_step or None,
        "next_step_on": lead.next_step_on.isoformat() if lead.next_step_on else None,
        "tags": list(lead.tags),
        "answers": [
            {"question": held.names.get(key, ""), "answer": text}
            for key, text in lead.answers.items()
        ],
        "notes": [
            {
                "at": at.iso(note.written),
                "changed": at.iso(note.changed),
                "staff": note.author,
                "text": note.text,
            }
            for note in lead.notes
        ],
    }


def _meetings(held: Held, at: _Times) -> Record:
    """When they came by, the interviews, what came of them, and what another would need."""
    lead = held.lead
    return {
        "visits": [{"at": at.iso(visit.at), "staff": visit.staff} for visit in held.visits],
        "interviews": [
            {
                "from": at.iso(interview.starts),
                "to": at.iso(interview.ends),
                "room": held.names.get(interview.room_id, ""),
                "interviewers": [who.name for who in interview.panel],
                "status": interview.status.value,
            }
            for interview in held.interviews
        ],
        "scorecards": [
            {
                "interviewer": card.interviewer,
                "verdict": card.verdict.value if card.verdict else None,
                "marks": {held.names.get(key, key): mark for key, mark in card.marks.items()},
                "text": card.text,
                "handed_in": at.iso(card.handed_in),
            }
            for card in held.scorecards
        ],
        "interview_needs": list(need_words.words(lead.need, held.names))
        if lead is not None and lead.need is not None
        else [],
        "waiting_since": at.iso(lead.queued.since)
        if lead is not None and lead.queued is not None
        else None,
    }


def _copies(held: Held, at: _Times) -> Record:
    """Their own files, and every copy of their details that left the store."""
    return {
        "files": [
            {
                "file": name,
                "name": attachment.name,
                "media_type": attachment.media_type,
                "size": attachment.size,
                "sha256": attachment.sha256,
                "purpose": attachment.purpose.value,
                "added": at.iso(attachment.added),
            }
            for attachment, name in file_names(held)
        ],
        "recipients": [
            {
                "recipient": file.recipient,
                "day": file.day.isoformat(),
                "purpose": file.purpose.value,
                "what": file.what.value,
                "sha256": file.sha256,
            }
            for file in held.files
        ],
        "backups": [at.iso(backup.at) for backup in held.backups],
    }
