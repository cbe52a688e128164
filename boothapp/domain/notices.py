"""What a person is shown before they answer: the notice, in their language, filled in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from boothapp.domain.consent import Purpose


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the notice exists in: its code and its own name for itself."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PurposeText:
    """How one purpose is put: to staff, and to the attendee."""

    label: str
    explanation: str
    attendee_label: str
    attendee_explanation: str
    question: str = ""
    """Read aloud after the text; recruiting contact has none, for the text itself asks for it."""


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words on the turned screen's buttons."""

    yes: str
    no: str
    later: str
    no_to_all: str
    done: str
    read: str = ""  # a notice that was kept before 1 July 2026 has none


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeText:
    """The words of a notice with sponsor, date and contact in place."""

    language: Language
    title: str
    text: str
    attendee_text: str
    from_list: str
    if_no: str
    contact: str
    purposes: Mapping[Purpose, PurposeText]
    buttons: AnswerWords
    more_text: str = ""  # a notice that was kept before 1 July 2026 has neither this
    if_open: str = ""  # nor this

    def aloud(self, purposes: Collection[Purpose]) -> str:
        """What staff read aloud to ask for these purposes: a yes to one is a yes to its words."""
        begin = self.text if Purpose.RECRUITING in purposes else self.more_text
        questions = (self.purposes[purpose].question for purpose in Purpose if purpose in purposes)
        return " ".join(part for part in (begin, *questions) if part)

    def shown(self, purposes: Collection[Purpose]) -> str:
        """What the attendee reads above the purposes, which have their own words each."""
        return self.attendee_text if Purpose.RECRUITING in purposes else self.more_text

    def consequences(self, purposes: Collection[Purpose]) -> str:
        """What a no to all and what an open answer mean; of a lead a no keeps more than a mark."""
        parts = (self.if_no if Purpose.RECRUITING in purposes else "", self.if_open)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice as it is recorded: the words, their version and their hash."""

    id: str
    version: int
    day: date
    sha256: str
    words: NoticeText
    named: str
    """Number and day as the attendee reads them, in the notice's language."""

    @property
    def reference(self) -> str:
        """How the proof of a consent names it."""
        return reference(self.version, self.day, self.words.language.name)


def reference(version: int, day: date, language: str) -> str:
    """As Notice.reference; `language` is the language's own name for itself."""
    return f"{version} of {day.isoformat()}, {language}"


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """An occasion with notices of its own, such as the booth or a dinner."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a notice as they are edited, with {sponsor}, {until} and {contact} in them.

    `fields` has one text for each name of FIELDS; `own` says that the sponsor changed something.
    """

    kind: NoticeKind
    language: Language
    fields: Mapping[str, str]
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeVersion:
    """A wording as it was or may be shown, kept for good."""

    id: str
    version: int
    language: str
    day: date
    kind: str
    sha256: str
    body: str
    """The words as JSON, exactly as they were hashed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTold:
    """Somebody whose details came from the list and who was not told so yet (GDPR Art. 14)."""

    subject: str
    name: str
    email: str
    lead_id: str | None
    since: date
    due: date


TEXT_FIELDS = (
    "title",
    "text",
    "more_text",
    "attendee_text",
    "from_list",
    "if_no",
    "if_open",
    "contact",
)
PURPOSE_FIELDS = ("label", "explanation", "attendee_label", "attendee_explanation")
BUTTON_FIELDS = ("yes", "no", "later", "no_to_all", "done", "read")
FIELDS = (
    *TEXT_FIELDS,
    *(f"purposes.{purpose.value}.{name}" for purpose in Purpose for name in PURPOSE_FIELDS),
    *(f"purposes.{purpose.value}.question" for purpose in Purpose if purpose != Purpose.RECRUITING),
    *(f"buttons.{name}" for name in BUTTON_FIELDS),
)
FILLINGS = frozenset({"sponsor", "until", "contact"})
MUST_SAY = {
    "text": frozenset({"sponsor", "until"}),
    "more_text": frozenset({"sponsor"}),
    "attendee_text": frozenset({"sponsor", "until"}),
    "from_list": frozenset({"sponsor", "until", "contact"}),
    "contact": frozenset({"contact"}),
    "purposes.cv_sharing.attendee_explanation": frozenset({"until"}),
    "purposes.cv_sharing.question": frozenset({"until"}),
    "purposes.marketing.attendee_explanation": frozenset({"until"}),
    "purposes.marketing.question": frozenset({"until"}),
}
"""What a text must be filled with: who asks, until when, whom to write to (GDPR Art. 13 and 14)."""
