"""What a person has a right to get (GDPR Art. 15 and 20): a page to read, and JSON for machines.

Both are made of one record, so that neither says what the other does not. Its keys are described
in docs/subject-access.md; a changed meaning is a new `schema`. Times are ISO 8601 in the event's
zone, days ISO dates; what is not known is null or empty.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from boothapp.domain.attachments import Attachment
from boothapp.domain.consent import VALID_STATES
from boothapp.domain.event import BoothInfo, EventInfo
from boothapp.domain.holdings import Held, RosterDetails, reference_of
from boothapp.domain.ledger import ConsentRecord
from boothapp.domain.people import Person
from boothapp.writers import paper, subject_booth
from boothapp.writers.subject_booth import Record, Times

SCHEMA = "boothapp.subject-access/1"


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
    held, at = access.held, Times(access.event)
    return {
        "schema": SCHEMA,
        "made": at.iso(access.made),
        "reference": held.reference,
        "other_badges": list(held.merged),
        "controller": _controller(access),
        **_origin(held, at),
        **_consent(held, at),
        **subject_booth.noted(held.lead, held, at),
        **subject_booth.meetings(held, at),
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


def _origin(held: Held, at: Times) -> Record:
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


def _consent(held: Held, at: Times) -> Record:
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


def _person(person: Person, at: Times) -> Record:
    return {
        "name": person.name,
        "family_name": person.family_name,
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


def _listed(listed: RosterDetails | None, at: Times) -> Record | None:
    if listed is None:
        return None
    return {
        "day": listed.day.isoformat(),
        "agreed_to_share": listed.opted_in,
        "details": _person(listed.person, at) if listed.person else None,
    }


def _event(event: ConsentRecord, at: Times) -> Record:
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


def _copies(held: Held, at: Times) -> Record:
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
