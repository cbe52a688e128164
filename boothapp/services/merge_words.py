"""A merging in words: what each side says, and what becomes of consent, interviews and files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, is_valid
from boothapp.domain.duplicates import Likeness
from boothapp.domain.event import EventInfo
from boothapp.domain.merging import ANSWER, Choice, Comparison, Difference, Word
from boothapp.domain.need_words import words as need_words
from boothapp.store.mapping import busy_times, text_list
from boothapp.store.need_text import need_of, queued_of

PURPOSES = {
    Purpose.RECRUITING: "Recruiting contact",
    Purpose.CV: "CV sharing",
    Purpose.MARKETING: "Marketing",
}
REASONS = {
    Likeness.EMAIL: "the same e-mail",
    Likeness.ORCID: "the same ORCID iD",
    Likeness.LINK: "the same profile",
    Likeness.NAME: "near names, the same affiliation",
}
_LABELS = {
    "email": "E-mail",
    "attendee_type": "Type",
    "career_stage": "Stage",
    "busy": "Own talks",
    "badge_id": "Badge id",
    "role_id": "Role",
    "owner_id": "Follows up",
    "next_step": "Next step",
    "need": "Interview needs",
    "queue": "Waits for a room",
}
_NO = frozenset({ConsentState.DECLINED, ConsentState.WITHDRAWN})


def choice_of(
    difference: Difference,
    steps: Sequence[str | None],
    names: Mapping[str, str],
    event: EventInfo,
) -> Choice:
    """A difference in words; `steps` are the days of both next steps."""
    name = difference.field
    label = names.get(name.removeprefix(ANSWER), name) if name.startswith(ANSWER) else _label(name)
    said = [_value(name, text, names, event) for text in (difference.kept, difference.other)]
    if name == "next_step":
        said = [
            f"{text}, by {_day(date.fromisoformat(day))}" if day else text
            for text, day in zip(said, steps, strict=True)
        ]
    return Choice(difference, label, *said)


def reasons_words(reasons: Sequence[Likeness]) -> str:
    """Return “The same e-mail; near names, the same affiliation”."""
    text = "; ".join(REASONS[reason] for reason in reasons)
    return f"{text[:1].upper()}{text[1:]}"


def consequences(comparison: Comparison, event: EventInfo) -> tuple[str, ...]:
    """What comes over, and what becomes of consent, interviews and files, a sentence or two
    each."""
    return (
        *_coming(comparison),
        *(_word(word) for word in comparison.words),
        *_standing_no(comparison),
        *_clashing(comparison, event),
        *_lost(comparison),
    )


def _coming(comparison: Comparison) -> Iterator[str]:
    said = [f"{one.label} “{one.other}”" for one in comparison.coming]
    if said:
        yield f"{comparison.kept.called} gets what only the other one has: {', '.join(said)}."


def moving_words(comparison: Comparison) -> str:
    """Return “2 notes, 1 interview and 3 visits go over.”; empty where nothing does."""
    parts = [
        f"{count} {what}{'' if count == 1 else 's'}"
        for what, count in comparison.moving.items()
        if count
    ]
    if not parts:
        return ""
    text = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    only = len(parts) == 1 and parts[0].startswith("1 ")
    return f"{text} {'goes' if only else 'go'} over."


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def _value(name: str, text: str, names: Mapping[str, str], event: EventInfo) -> str:
    if name in ("interests", "links"):
        return "\n".join(text_list(text)) if name == "links" else ", ".join(text_list(text))
    if name == "busy":
        return "\n".join(
            f"{own.title or own.kind}, {event.local(own.starts):%a %H:%M}"
            for own in busy_times(text)
        )
    if name in ("role_id", "owner_id"):
        return names.get(text, text)
    if name == "need":
        need = need_of(text)
        return ", ".join(need_words(need, names)) if need is not None else ""
    if name == "queue":
        queued = queued_of(text)
        return f"since {event.local(queued.since):%H:%M}" if queued is not None else ""
    return text.capitalize() if name == "rating" else text


def _word(word: Word) -> str:
    name, until = PURPOSES[word.purpose], word.proof.until
    if word.event is ConsentEvent.GIVEN:
        day = f", until {_day(until)}" if until is not None else ""
        return f"{name}: the yes under the other badge counts{day}."
    if word.event is ConsentEvent.WITHDRAWN:
        return f"{name}: they said no under the other badge, so the yes under this one ends."
    return f"{name}: they said no under the other badge and are not asked again."


def _standing_no(comparison: Comparison) -> Iterator[str]:
    theirs = {view.purpose: view.state for view in comparison.other.consent}
    for view in comparison.kept.consent:
        if view.state in _NO and is_valid(theirs.get(view.purpose, ConsentState.UNKNOWN)):
            yield (
                f"{PURPOSES[view.purpose]}: they said no under this badge, so the yes under the "
                "other one does not count."
            )


def _clashing(comparison: Comparison, event: EventInfo) -> Iterator[str]:
    for conflict in comparison.conflicts:
        at = event.local(conflict.cancelled.starts)
        whose = "other" if conflict.cancelled.lead_id == comparison.other.id else "kept"
        yield (
            f"Both have an interview on {at:%a} {at.day} {at:%B %H:%M}: that of the {whose} lead "
            "is cancelled and stays in the list."
        )


def _lost(comparison: Comparison) -> Iterator[str]:
    files = comparison.lost_files
    if files:
        go = "goes" if len(files) == 1 else "go"
        yield f"{', '.join(files)} {go}: no yes to sharing is left."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
