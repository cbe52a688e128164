"""What the cells of the leads table say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, tzinfo

from boothapp.domain.consent import Purpose
from boothapp.domain.figure_words import RATING_WORDS
from boothapp.domain.interviews import HERE, InterviewStatus
from boothapp.domain.lead_rows import LeadRow

NOTHING = "–"
_PURPOSE_WORDS = {
    Purpose.RECRUITING: "Contact",
    Purpose.CV: "CV",
    Purpose.MARKETING: "Marketing",
}


def consent_words(purposes: frozenset[Purpose]) -> str:
    """Return what the person agreed to in a word or two; “None” where no yes is valid."""
    if len(purposes) == len(Purpose):
        return "All three"
    return (
        ", ".join(_PURPOSE_WORDS[purpose] for purpose in Purpose if purpose in purposes) or "None"
    )


def day_or_time(instant: datetime, today: date, zone: tzinfo) -> str:
    """Return the time of an instant of today, the day and month of any other."""
    local = instant.astimezone(zone)
    return local.strftime("%H:%M") if local.date() == today else f"{local.day} {local:%b}"


def day_and_time(instant: datetime, today: date, zone: tzinfo) -> str:
    """Return “15:00” for today and “Thu 15:00” for any other day."""
    local = instant.astimezone(zone)
    return local.strftime("%H:%M" if local.date() == today else "%a %H:%M")


def interview_words(row: LeadRow, today: date, zone: tzinfo) -> str:
    """Return where the interview that counts stands: “Now, Namsan”, “15:00, Namsan”, “Done”."""
    if row.interview is None or row.meeting is None:
        return NOTHING
    if row.meeting in HERE:
        return f"Now, {row.room}"
    if row.meeting is InterviewStatus.DONE:
        return "Done"
    if row.meeting is InterviewStatus.NO_SHOW:
        return "No-show"
    return f"{day_and_time(row.interview, today, zone)}, {row.room}"


def next_step_words(row: LeadRow) -> str:
    """Return “12 July: send the paper”; a day alone never stands there."""
    if not row.next_step:
        return NOTHING
    day = row.next_step_on
    return f"{day.day} {day:%b}: {row.next_step}" if day else row.next_step


_WORDS: dict[str, Callable[[LeadRow, date, tzinfo], str]] = {
    "CHECK": lambda _row, _today, _zone: "",
    "NAME": lambda row, _today, _zone: row.name or row.email or row.badge_id or "No name",
    "AFFILIATION": lambda row, _today, _zone: row.affiliation,
    "RATING": lambda row, _today, _zone: RATING_WORDS[row.rating] if row.rating else NOTHING,
    "CONSENT": lambda row, _today, _zone: consent_words(row.purposes),
    "ROLE": lambda row, _today, _zone: row.role or NOTHING,
    "INTERVIEW": interview_words,
    "SEEN": lambda row, today, zone: day_or_time(row.seen, today, zone),
    "OWNER": lambda row, _today, _zone: row.owner or NOTHING,
    "NEXT_STEP": lambda row, _today, _zone: next_step_words(row),
    "TAGS": lambda row, _today, _zone: ", ".join(row.tags) or NOTHING,
    "GRADUATES": lambda row, _today, _zone: row.graduates or NOTHING,
    "EMAIL": lambda row, _today, _zone: row.email or NOTHING,
    "MADE": lambda row, today, zone: day_or_time(row.created, today, zone),
}


def cell_words(row: LeadRow, column: str, today: date, zone: tzinfo) -> str:
    """Return what stands in a column (by its name in LeadColumn) of a lead's row."""
    return _WORDS[column](row, today, zone)
