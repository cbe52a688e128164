"""The part of a subject access that tells of the booth: what was noted, when they came by."""

from datetime import datetime
from typing import Any

from boothapp.domain import need_words
from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import Held
from boothapp.domain.people import LeadDetail

Record = dict[str, Any]


class Times:
    """Instants on the event's wall clock."""

    def __init__(self, event: EventInfo) -> None:
        self._event = event

    def iso(self, instant: datetime | None) -> str | None:
        """ISO 8601 to the second with offset; None for None."""
        if instant is None:
            return None
        return self._event.local(instant).isoformat(timespec="seconds")


def noted(lead: LeadDetail | None, held: Held, at: Times) -> Record:
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


def meetings(held: Held, at: Times) -> Record:
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
