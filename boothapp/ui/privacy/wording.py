"""What the Privacy page says: days, kinds and sums in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo

from boothapp.domain.consent import ConsentEvent, ConsentState
from boothapp.domain.exporting import Leaving
from boothapp.domain.holdings import Held, Mention, Where
from boothapp.domain.interviews import Interview
from boothapp.domain.ledger import ConsentRecord, Method, Reason
from boothapp.domain.organiser import OrganiserReport, Standing
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.domain.retention import Kept
from boothapp.services.retention import Purged
from boothapp.ui.leads.wording import day_words, notice_words

_NAMED = 5  # of the rows that could not be read, or of the records that name somebody

STATE_WORDS = {
    ConsentState.UNKNOWN: "Not asked yet",
    ConsentState.ROSTER_NO: "Organiser’s list: no",
    ConsentState.ROSTER_YES: "Organiser’s list: yes",
    ConsentState.DEFERRED: "Left open",
    ConsentState.GIVEN: "Said yes",
    ConsentState.DECLINED: "Declined",
    ConsentState.WITHDRAWN: "Withdrawn",
    ConsentState.EXPIRED: "Ran out",
}
EVENT_WORDS = {
    ConsentEvent.ROSTER_YES: "yes",  # how it was said names the list
    ConsentEvent.ROSTER_NO: "no",
    ConsentEvent.GIVEN: "yes",
    ConsentEvent.DECLINED: "no",
    ConsentEvent.DEFERRED: "left open",
    ConsentEvent.WITHDRAWN: "withdrawn",
    ConsentEvent.EXPIRED: "ran out",
    ConsentEvent.MISTAKE: "taken back",
}
METHOD_WORDS: Mapping[str, str] = {
    Method.SPOKEN: "spoken",
    Method.SCREEN: "on the screen",
    Method.LIST: "organiser’s list",
    Method.MAIL: "by mail",
    Method.REQUEST: "on request",
    Method.RETENTION: "end of term",
}
REASON_WORDS: Mapping[str, str] = {
    Reason.WRONG_KEY: "wrong key",
    Reason.WRONG_PERSON: "wrong person",
    Reason.OWN_WISH: "own wish",
    Reason.OBJECTION: "objection",
    Reason.ERASURE: "erasure",
    Reason.ORGANISER: "organiser",
}
LEAVING_WORDS = {
    Leaving.LEADS: "List of leads",
    Leaving.ATTACHMENT: "Copy of a file",
    Leaving.SUBJECT_ACCESS: "Their own data, for them",
    Leaving.INVITATION: "Invitation to an interview",
    Leaving.TIMETABLE: "List of interview times",
}
ORIGIN_WORDS = {
    "roster": "The organiser’s list",
    "badge": "Their badge",
    "form": "What they told us at the booth",
}
REQUEST_WORDS = {
    RequestKind.ACCESS: "A copy of their data",
    RequestKind.CORRECTION: "Correction",
    RequestKind.ERASURE: "Erasure",
    RequestKind.OBJECTION: "Objection",
}
OUTCOME_WORDS = {
    Outcome.DONE: "Done",
    Outcome.NOTHING_HELD: "Nothing held",
    Outcome.REFUSED: "Refused",
    Outcome.TAKEN_BACK: "Taken back",
}
KEPT_WORDS = {
    Kept.RECRUITING: "Leads (recruiting contact)",
    Kept.CV: "CVs and consents to share them",
    Kept.MARKETING: "Consents to marketing",
    Kept.ROSTER: "People on the list who never came by",
}
STANDING_WORDS = {
    Standing.OPTED_OUT_HERE: "List says yes, told us no: the organiser should know",
    Standing.STILL_HELD: "List says no now, and the details are held still: import it first",
    Standing.DELETED: "List says no, and no details are held here",
    Standing.OWN_YES: "List says no, but told us yes afterwards",
    Standing.HELD: "List says yes, and the details are held here",
    Standing.NOT_HELD: "List says yes, but nothing is held here",
}


def counted(number: int, one: str, many: str) -> str:
    """Return “1 lead” or “1,204 leads”."""
    return f"1 {one}" if number == 1 else f"{number:,} {many}"


def unread_words(report: OrganiserReport) -> str:
    """Name the rows of an organiser's list that could not be read, and why, the first few."""
    named = [f"line {problem.line}: {problem.words}" for problem in report.unread[:_NAMED]]
    if len(report.unread) > _NAMED:
        named.append(f"and {len(report.unread) - _NAMED:,} more")
    rows = counted(len(report.unread_lines), "row", "rows")
    return f"{rows} could not be read, and nothing is said of them ({'; '.join(named)})."


def in_a_row(parts: list[str]) -> str:
    """Return “a, b and c”."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def how_words(said: ConsentRecord) -> str:
    """Return what proves one consent event: how it was said, why, and under which words."""
    parts = [METHOD_WORDS[said.method]] if said.method else []
    parts += [REASON_WORDS[said.reason]] if said.reason else []
    parts += [notice_words(said.notice)] if said.notice else []
    parts += [] if said.had_effect else ["without effect"]
    return ", ".join(parts)


def instant(at: datetime, zone: tzinfo) -> str:
    """Return “Wed 8 July 2026 14:32” on the event's clock."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%B %Y %H:%M}"


def days_left(due: date, today: date) -> str:
    """Return “12 days left”, “today”, or how long it is overdue."""
    days = (due - today).days
    if days == 0:
        return "due today"
    return (
        f"{counted(days, 'day', 'days')} left"
        if days > 0
        else f"overdue by {counted(-days, 'day', 'days')}"
    )


def purged_words(purged: Purged) -> str:
    """Say what a purge took."""
    leads = purged.counts.get(Kept.RECRUITING, 0)
    others = purged.people - leads
    was = "was" if leads == 1 else "were"
    if leads:
        more = f", {counted(others, 'other thing', 'other things')} too" if others else ""
        return f"{counted(leads, 'lead', 'leads')} {was} deleted{more}: their time was over."
    if others:
        return f"{counted(others, 'thing was', 'things were')} deleted: their time was over."
    return "Nothing was over; nothing was deleted."


def what_goes(held: Held, now: datetime) -> str:
    """Name what an erasure deletes of this person, with numbers."""
    if held.is_mark_only:
        return "No details are held. Only a mark is there, and it stays."
    parts = ["name, e-mail and all other details"]
    if held.lead is not None:
        parts += _some(len(held.lead.notes), "note", "notes")
        parts += _some(sum(map(bool, held.lead.answers.values())), "answer", "answers")
    parts += _some(len(held.attachments), "file", "files")
    parts += _interviews(held.interviews, now)
    parts += _some(len(held.scorecards), "scorecard", "scorecards")
    parts += _some(len(held.requests), "open request", "open requests")
    if held.roster is not None:
        parts.append("the row of the organiser’s list")
    parts.append("the history of all these values")
    return f"Deleted at once: {in_a_row(parts)}."


def _interviews(interviews: Sequence[Interview], now: datetime) -> list[str]:
    """Return “2 interviews (1 ahead, 1 invited to)”: others count on those."""
    ahead = sum(one.stands(now) for one in interviews)
    invited = sum(one.invited is not None for one in interviews)
    said = [
        f"{count} {what}" for count, what in ((ahead, "ahead"), (invited, "invited to")) if count
    ]
    more = f" ({', '.join(said)})" if said else ""
    return [found + more for found in _some(len(interviews), "interview", "interviews")]


def mention_words(mentions: Sequence[Mention]) -> str:
    """Where others' records name the person, a line each, for an erasure leaves them."""
    lines = [_mention(mention) for mention in mentions[:_NAMED]]
    if len(mentions) > _NAMED:
        lines.append(f"and {len(mentions) - _NAMED:,} more")
    head = "These stay as they are; look at them first:"
    return "\n".join((head, *lines))


def _mention(mention: Mention) -> str:
    if mention.request is not None:
        kind = REQUEST_WORDS[mention.request.kind].lower()
        return f"•  The request of {day_words(mention.request.received)} ({kind}) names them"
    assert mention.person is not None  # noqa: S101 - a person's record or a request, nothing else
    whose = f"{mention.person.name or 'Somebody without a name'} ({mention.person.reference})"
    if mention.where is Where.EMAIL:
        return f"•  {whose} has the same e-mail: it may be the same person"
    return f"•  {whose}: a text there, or an earlier one, names them"


def _some(number: int, one: str, many: str) -> list[str]:
    return [counted(number, one, many)] if number else []
