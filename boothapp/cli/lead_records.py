"""Leads as records: what the commands print as JSON. Times are ISO 8601 in the event's zone."""

from datetime import datetime

from boothapp.domain.event import EventInfo
from boothapp.domain.lead_rows import LeadRow
from boothapp.services.bundle import Services


def row_record(row: LeadRow, event: EventInfo) -> dict[str, object]:
    """A line of the table."""
    return {
        "lead_id": row.id,
        "badge_id": row.badge_id,
        "name": row.name,
        "email": row.email,
        "affiliation": row.affiliation,
        "rating": row.rating.value if row.rating is not None else None,
        "role": row.role or None,
        "tags": list(row.tags),
        "consent": sorted(purpose.value for purpose in row.purposes),
        "interview": _iso(row.interview, event, "minutes"),
        "interview_status": row.meeting.value if row.meeting is not None else None,
        "owner": row.owner or None,
        "next_step": row.next_step or None,
        "next_step_on": row.next_step_on.isoformat() if row.next_step_on else None,
        "graduates": row.graduates or None,
        "seen": _iso(row.seen, event),
        "staff": row.staff,
    }


def lead_record(services: Services, lead_id: str) -> dict[str, object]:
    """Everything that is shown of one lead. Raises NoSuchLead."""
    lead, settings = services.leads.detail(lead_id), services.settings.get()
    event = settings.event
    number = services.desk.number_of(lead_id)
    (row,) = services.desk.rows([number] if number is not None else [])
    questions = {
        asked.id: asked.question for asked in (*settings.old_qualifiers, *settings.qualifiers)
    }
    return row_record(row, event) | {
        "attendee_type": lead.person.attendee_type or None,
        "career_stage": lead.person.career_stage or None,
        "interests": list(lead.person.interests),
        "links": list(lead.person.links),
        "source": lead.origin,
        "stored": _iso(lead.created, event),
        "stored_by": lead.created_by,
        "answers": [
            {"question": questions.get(key, ""), "answer": text}
            for key, text in lead.answers.items()
        ],
        "notes": [
            {
                "text": note.text,
                "author": note.author,
                "written": _iso(note.written, event),
                "changed": _iso(note.changed, event),
            }
            for note in lead.notes
        ],
        "visits": [{"at": _iso(visit.at, event), "staff": visit.staff} for visit in lead.visits],
        "purposes": [
            {
                "purpose": view.purpose.value,
                "state": view.state.value,
                "until": view.until.isoformat() if view.until else None,
                "notice": view.notice or None,
            }
            for view in lead.consent
        ],
    }


def _iso(instant: datetime | None, event: EventInfo, precision: str = "seconds") -> str | None:
    return None if instant is None else event.local(instant).isoformat(timespec=precision)
