"""Arrivals by badge: who it is, what became of them, and the big answer at the door.

Elsewhere a scan is the booth's: it goes to the Scan page and is written as a visit. At the door of
the interview rooms it only says that somebody who has an appointment is here, and somebody may be
asked for their badge who never came to the booth: so nothing is written but the arrival. That is
why it has to be switched on, and why it is seen that it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from boothapp.domain.errors import NothingToDo
from boothapp.domain.interviews import HERE, Interview
from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.interviews.wording import STATUS_WORDS, clock


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said at the door; `tone` is a verdict's. `private` has no name, for a locked window.

    `arrives` is the interview that somebody comes for, with their lead's id.
    """

    title: str
    text: str
    tone: str
    icon: str
    private: str = ""
    arrives: Interview | None = None


def who_comes(services: Services, payload: str, source: ScanSource = ScanSource.SCANNER) -> Answer:
    """Return who a badge belongs to, and what they come for. On the database thread."""
    subject = services.people.of_code(payload, source)
    lead_id = services.leads.of_subject(subject) if subject is not None else None
    if lead_id is None:
        return _nobody("Nobody with an interview is known by this badge.")
    try:
        interview = services.day_now.expected(lead_id)
    except NothingToDo as error:
        return _not_expected(services, lead_id, str(error))
    return welcome(services, interview)


def welcome(services: Services, interview: Interview) -> Answer:
    """Return the answer to somebody who is expected. On the database thread."""
    where = _where(services, interview)
    who = f" with {interview.interviewers}" if interview.panel else ""
    title, text = f"Welcome, {interview.candidate}", f"{where}{who}"
    return Answer(title, text, "may_share", "check-circle-fill", "Welcome", interview)


def _not_expected(services: Services, lead_id: str, why: str) -> Answer:
    """Say what became of the interviews that they had today, if any."""
    day = services.day_now.today()
    own = [one for one in day.interviews if one.lead_id == lead_id] if day else []
    here = [one for one in own if one.status in HERE]
    if here:
        text = _where(services, here[0])
        title = f"{here[0].candidate} is here already"
        return Answer(title, text, "already_lead", "info-fill", "Here already")
    name = services.leads.detail(lead_id).person.name
    if not own:
        return _nobody(name or why)
    gone = own[-1]
    became = f"{_where(services, gone)}: {STATUS_WORDS[gone.status]}"
    return _nobody(f"{gone.candidate} · {became}")


def given_away(interview: Interview) -> Answer:
    """Return the answer to somebody who comes after all, when their place is no longer free."""
    text = f"{interview.candidate}: book another place for them."
    title = "Their place was given away"
    return Answer(title, text, "ask", "warning", title)


def _nobody(text: str) -> Answer:
    return Answer("No interview today", text, "ask", "question-fill", "No interview today")


def _where(services: Services, interview: Interview) -> str:
    settings = services.settings.get()
    room = next((room.name for room in settings.rooms if room.id == interview.room_id), "")
    return f"{clock(interview.starts, settings.event.zone)} {room}"
