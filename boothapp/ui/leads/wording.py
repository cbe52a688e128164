"""Consent and its proof in words, with the picture that stands beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from boothapp.domain.consent import ConsentState
from boothapp.domain.ledger import Method
from boothapp.domain.people import ConsentView


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One purpose: its picture, and a sentence about where the person stands."""

    icon: str
    tone: str
    proof: str


# As Notice.reference words it.
_REFERENCE = re.compile(r"(?P<version>\d+) of (?P<day>\d{4}-\d\d-\d\d), (?P<language>.+)")

_YES = ("check-circle-fill", "verdict.may_share.ink")
_NO = ("minus-circle-fill", "verdict.declined.ink")
_OPEN = ("question-fill", "verdict.ask.ink")
_OVER = ("clock-fill", "verdict.ask.ink")

_LINES = {
    ConsentState.GIVEN: (*_YES, "Said yes to {staff}{how}, {when}"),
    ConsentState.ROSTER_YES: (*_YES, "On the organiser’s list, {when}"),
    ConsentState.ROSTER_NO: (*_OPEN, "Organiser’s list: no. Not asked here"),
    ConsentState.DEFERRED: (*_OPEN, "Left open with {staff}, {when}"),
    ConsentState.DECLINED: (*_NO, "Declined {when}, will not be asked again"),
    ConsentState.WITHDRAWN: (*_NO, "Withdrawn {when}, will not be asked again"),
    ConsentState.EXPIRED: (*_OVER, "Ran out {when}"),
    ConsentState.UNKNOWN: (*_OPEN, "Not asked yet"),
}


def consent_line(view: ConsentView, today: date, zone: tzinfo) -> ConsentLine:
    """Return where the person stands, and what proves it."""
    icon, tone, words = _LINES[view.state]
    if view.list_took_back:
        words = "The organiser’s list took it back, {when}. Will not be asked again"
    when = moment(view.since, today, zone) if view.since else "unknown day"
    how = " on the screen" if view.method is Method.SCREEN else ""
    proof = words.format(staff=view.staff or "staff", how=how, when=when)
    if view.state is ConsentState.GIVEN:
        until = f"valid until {day_words(view.until)}" if view.until else ""
        proof = "; ".join(part for part in (proof, notice_words(view.notice), until) if part)
    return ConsentLine(icon, tone, proof)


def notice_words(reference: str) -> str:
    """Return “notice 1 (English, 6 July 2026)” for the reference “1 of 2026-07-06, English”."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return ""
    day = day_words(date.fromisoformat(found["day"]))
    return f"notice {found['version']} ({found['language']}, {day})"


def day_words(day: date) -> str:
    """Return “6 July 2026”."""
    return f"{day.day} {day:%B %Y}"


def moment(instant: datetime, today: date, zone: tzinfo) -> str:
    """Return “today 14:32”, or “Wed 8 July 14:32” for any other day."""
    local = instant.astimezone(zone)
    if local.date() == today:
        return f"today {local:%H:%M}"
    return f"{local:%a} {local.day} {local:%B %H:%M}"
