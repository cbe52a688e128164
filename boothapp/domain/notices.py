"""What a person is shown before they answer: the notice, in their language, filled in."""

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words on the turned screen's buttons."""

    yes: str
    no: str
    later: str
    no_to_all: str
    done: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice as it is recorded: the words, their version and their hash."""

    id: str
    version: int
    day: date
    sha256: str
    words: NoticeText

    @property
    def reference(self) -> str:
        """How the proof of a consent names it."""
        return f"{self.version} of {self.day.isoformat()}, {self.words.language.name}"
