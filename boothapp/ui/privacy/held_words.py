"""Everything held about a person as pairs of what and value, ready to be shown."""

from __future__ import annotations

from collections.abc import Collection
from datetime import tzinfo

from boothapp.domain.exporting import Leaving
from boothapp.domain.holdings import FieldChange, Held, reference_of
from boothapp.domain.ledger import ConsentRecord
from boothapp.domain.scorecards import Scorecard
from boothapp.ui.leads.sections import details_of
from boothapp.ui.leads.wording import day_words
from boothapp.ui.privacy.wording import (
    EVENT_WORDS,
    LEAVING_WORDS,
    METHOD_WORDS,
    ORIGIN_WORDS,
    REQUEST_WORDS,
    how_words,
    instant,
)
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.scorecards.wording import VERDICT_WORDS

Facts = list[tuple[str, str]]
_NEWEST = 25  # more would be a file of its own: the data given to the person has all of it
_CHANGES = {
    "lead.add": "Became a lead",
    "lead.set": "Changed",
    "lead.remove": "Lead removed",
    "tag.add": "Tagged",
    "tag.remove": "Tag removed",
    "note.add": "Note written",
    "note.set": "Note changed",
    "note.remove": "Note removed",
    "answer.set": "Answered",
    "scorecard.add": "Scorecard begun",
    "scorecard.set": "Scorecard changed",
    "scorecard.remove": "Scorecard removed",
    "interview.add": "Interview booked",
    "interview.set": "Interview changed",
    "interview.remove": "Interview removed",
    "attachment.add": "File added",
    "attachment.remove": "File removed",
    "notice.given": "Told where the details came from",
}
_NAMED = frozenset({"lead.set", "answer.set"})
"""Changes that say nothing without what was changed."""


def detail_facts(held: Held, zone: tzinfo) -> Facts:
    """Their details, where they came from, and until when they are kept."""
    person = held.person
    facts = [("Name", person.name), ("Affiliation", person.affiliation)]
    facts.append(("Career stage", person.career_stage))
    if held.lead is not None:
        facts += details_of(held.lead, zone)
        role = held.names.get(held.lead.role_id or "", "")
        facts += [("Role", role), ("Rating", held.lead.rating.value if held.lead.rating else "")]
        facts.append(("Tags", ", ".join(held.lead.tags)))
        origin = ORIGIN_WORDS.get(held.lead.origin, held.lead.origin)
    else:
        facts += [("E-mail", person.email)]
        origin = ORIGIN_WORDS["roster"] if held.roster is not None else ""
    if held.roster is not None:
        says = "yes" if held.roster.opted_in else "no"
        facts.append(("On the list", f"of {day_words(held.roster.day)}: {says}"))
    facts.append(("From", origin))
    facts.append(("Other badges", ", ".join(held.merged)))
    if held.told is not None:
        how = METHOD_WORDS[held.told.method]
        facts.append(("Told so", f"{instant(held.told.at, zone)}, {how}"))
    facts.append(("Kept until", day_words(held.kept_until) if held.kept_until else ""))
    return facts


def request_facts(held: Held) -> Facts:
    """What they asked for and was not answered yet."""
    return [
        (REQUEST_WORDS[asked.kind], f"due {day_words(asked.due)}. {asked.details}".strip())
        for asked in held.requests
    ]


def note_facts(held: Held, zone: tzinfo) -> Facts:
    """What was written about them."""
    notes = held.lead.notes if held.lead is not None else ()
    return [(f"{note.author}\n{instant(note.written, zone)}", note.text) for note in notes]


def answer_facts(held: Held) -> Facts:
    """The sponsor's questions that they answered."""
    answers = held.lead.answers if held.lead is not None else {}
    return [(held.names.get(asked, "Question"), answer) for asked, answer in answers.items()]


def file_facts(held: Held, zone: tzinfo) -> Facts:
    """The files that hang on the lead."""
    return [
        (
            PURPOSE_LONG[file.purpose],
            f"{file.name}, {max(1, file.size // 1024):,} kB, {file.added_by}, "
            f"{instant(file.added, zone)}",
        )
        for file in held.attachments
    ]


def interview_facts(held: Held, zone: tzinfo) -> Facts:
    """Their interviews."""
    return [
        (
            instant(meeting.starts, zone),
            ", ".join(
                part
                for part in (
                    held.names.get(meeting.room_id, ""),
                    meeting.interviewers,
                    meeting.status.value.replace("_", "-"),
                )
                if part
            ),
        )
        for meeting in held.interviews
    ]


def scorecard_facts(held: Held, readable: Collection[str], zone: tzinfo) -> Facts:
    """Whose cards there are. What one says stands here only where who is on duty may read it
    elsewhere (`readable` are the ids): this page is open to all staff, a verdict is not."""
    return [
        (
            card.interviewer,
            "\n".join(
                (
                    *(_card_words(held, card) if card.id in readable else ()),
                    f"handed in {instant(card.handed_in, zone)}" if card.handed_in else "writing",
                )
            ),
        )
        for card in held.scorecards
    ]


def _card_words(held: Held, card: Scorecard) -> list[str]:
    marks = ", ".join(
        f"{held.names.get(key, 'Criterion')}: {mark}" for key, mark in card.marks.items()
    )
    verdict = VERDICT_WORDS[card.verdict] if card.verdict else ""
    return [part for part in (verdict, marks, card.text) if part]


def visit_facts(held: Held, zone: tzinfo) -> Facts:
    """When they came by, the newest first."""
    visits = sorted(held.visits, key=lambda visit: visit.at, reverse=True)
    facts = [(instant(visit.at, zone), f"Scanned by {visit.staff}") for visit in visits]
    return _newest(facts)


def left_facts(held: Held) -> Facts:
    """Files that left with them in it: whoever holds one has to be told of an erasure."""
    return [
        (
            day_words(file.day),
            f"{file.recipient}: {LEAVING_WORDS[file.what]}"
            f"{'' if file.what is Leaving.SUBJECT_ACCESS else ', ' + PURPOSE_LONG[file.purpose]}\n"
            f"{file.path}\nSHA-256 {file.sha256[:16]}…",
        )
        for file in held.files
    ]


def backup_facts(held: Held, zone: tzinfo) -> Facts:
    """Backups that were written while details of them were held."""
    return [(instant(backup.at, zone), str(backup.path)) for backup in held.backups]


def history_facts(held: Held, zone: tzinfo) -> Facts:
    """What they said to each purpose and when, the newest first."""
    own = held.subject
    facts = [
        (instant(said.at, zone), f"{event_words(said)}{_under_badge(said, own)}")
        for said in reversed(held.history)
    ]
    return _newest(facts)


def _under_badge(said: ConsentRecord, own: str) -> str:
    return "" if said.subject == own else f", under the badge {reference_of(said.subject)}"


def event_words(said: ConsentRecord) -> str:
    """Return one consent event as a line: purpose, answer, and what proves it."""
    answer = f"{PURPOSE_LONG[said.purpose]}: {EVENT_WORDS[said.event]}"
    parts = (answer, how_words(said), said.staff or "BoothApp itself")
    return ", ".join(part for part in parts if part)


def change_facts(held: Held, zone: tzinfo) -> Facts:
    """Who changed what of the details, the newest first."""
    changes = reversed(held.changes)
    return _newest([(instant(change.at, zone), _change_words(change)) for change in changes])


def _change_words(change: FieldChange) -> str:
    done = _CHANGES.get(change.kind, change.kind.replace(".", " "))
    named = f" {change.field.replace('_', ' ')}" if change.kind in _NAMED else ""
    # What a card says is for who may read it; here stands only that there was a change.
    hidden = change.kind.startswith("scorecard.") or "\n" in change.value or not change.value
    value = "" if hidden else f": {change.value}"
    return f"{done}{named}{value}, {change.staff or 'BoothApp itself'}"


def _newest(facts: Facts) -> Facts:
    if len(facts) <= _NEWEST:
        return facts
    older = f"{len(facts) - _NEWEST:,} older ones are in the data that the person is given."
    return [*facts[:_NEWEST], ("", older)]
