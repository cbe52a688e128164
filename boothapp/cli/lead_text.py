"""A lead to be read in a terminal: a word for what it is, a tab, and what is known."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from boothapp.cli.common import plain
from boothapp.domain.consent import ConsentState
from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.lead_rows import LeadRow
from boothapp.domain.people import ConsentView, LeadDetail, Note
from boothapp.services.bundle import Services
from boothapp.services.merge_words import PURPOSES

_STATES = {
    ConsentState.UNKNOWN: "not asked yet",
    ConsentState.ROSTER_NO: "no, by the organiser's list",
    ConsentState.ROSTER_YES: "yes, by the organiser's list",
    ConsentState.DEFERRED: "left open",
    ConsentState.GIVEN: "yes",
    ConsentState.DECLINED: "declined",
    ConsentState.WITHDRAWN: "taken back",
    ConsentState.EXPIRED: "has run out",
}
_MEETINGS = {InterviewStatus.DONE: ", took place", InterviewStatus.NO_SHOW: ", did not come"}
_SOURCES = {
    "roster": "the organiser's list",
    "badge": "the badge",
    "form": "what was typed at the booth",
}

Facts = Iterable[tuple[str, str]]


def lead_lines(services: Services, lead_id: str) -> Iterator[str]:
    """Everything that is shown of one lead, a fact a line; what is not known is left out.

    Raises NoSuchLead.
    """
    lead, settings = services.leads.detail(lead_id), services.settings.get()
    number = services.desk.number_of(lead_id)
    (row,) = services.desk.rows([number] if number is not None else [])
    asked = {one.id: one.question for one in (*settings.old_qualifiers, *settings.qualifiers)}
    facts = (
        *_person(lead),
        *_desk(row, settings.event),
        *((asked.get(key, "Answer"), text) for key, text in lead.answers.items()),
        *_history(lead, settings.event),
    )
    return (f"{plain(label)}\t{plain(_flat(text))}" for label, text in facts if text)


def _person(lead: LeadDetail) -> Facts:
    person = lead.person
    return (
        ("Name", person.name),
        ("Badge id", lead.badge_id or ""),
        ("Lead id", lead.id),
        ("E-mail", person.email),
        ("Affiliation", person.affiliation),
        ("Attendee type", person.attendee_type),
        ("Career stage", person.career_stage),
        ("Graduates", lead.graduates),
        ("Interests", ", ".join(person.interests)),
        *(("Link", link) for link in person.links),
    )


def _desk(row: LeadRow, event: EventInfo) -> Facts:
    by = f", by {_day(row.next_step_on)}" if row.next_step_on else ""
    interview = ""
    if row.interview is not None:
        became = _MEETINGS.get(row.meeting, "") if row.meeting is not None else ""
        interview = f"{_moment(row.interview, event)}, {row.room}{became}"
    return (
        ("Rating", row.rating.value if row.rating is not None else ""),
        ("Role", row.role),
        ("Tags", ", ".join(row.tags)),
        ("Owner", row.owner),
        ("Next step", f"{row.next_step}{by}" if row.next_step else ""),
        ("Interview", interview),
    )


def _history(lead: LeadDetail, event: EventInfo) -> Facts:
    source = _SOURCES.get(lead.origin, lead.origin)
    return (
        *(("Note", _note(note, event)) for note in lead.notes),
        *(("Visit", f"{_moment(one.at, event)}, met by {one.staff}") for one in lead.visits),
        *(("Consent", _consent(view)) for view in lead.consent),
        ("Stored", f"{_moment(lead.created, event)} by {lead.created_by}, from {source}"),
    )


def _note(note: Note, event: EventInfo) -> str:
    changed = f", changed {_moment(note.changed, event)}" if note.changed is not None else ""
    return f"{note.text} ({note.author}, {_moment(note.written, event)}{changed})"


def _consent(view: ConsentView) -> str:
    until = f", until {_day(view.until)}" if view.until is not None else ""
    notice = f" (notice {view.notice})" if view.notice else ""
    return f"{PURPOSES[view.purpose]}: {_STATES[view.state]}{until}{notice}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _moment(at: datetime, event: EventInfo) -> str:
    local = event.local(at)
    return f"{_day(local.date())}, {local:%H:%M}"


def _flat(text: str) -> str:
    """On one line: a fact is a line."""
    return " ".join(text.split())
