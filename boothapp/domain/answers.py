"""A recorded answer, and what is needed to take it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boothapp.domain.attachments import RemovedAttachment
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.interviews import Interview
from boothapp.domain.invitations import Invitation
from boothapp.domain.people import LeadDetail, VerdictCard
from boothapp.domain.scorecards import Scorecard


@dataclass(frozen=True, slots=True)
class RemovedLead:
    """A lead's values on their way out; they live in memory only as long as Undo knows of it."""

    lead: LeadDetail
    interviews: tuple[Interview, ...] = ()
    scorecards: tuple[Scorecard, ...] = ()
    cancellations: tuple[Invitation, ...] = ()
    """What calendars that know of the interviews have to be told."""
    files: tuple[RemovedAttachment, ...] = ()
    apart: tuple[str, ...] = ()
    """The leads that somebody said are not this person."""
    ended: int = 0
    """The place in the log of the person's last ending until then; after another it stays gone."""
    made: Mapping[str, object] = field(default_factory=dict, repr=False)
    """Who stored it and who saw it last, and when, as the store has it."""


@dataclass(frozen=True, slots=True)
class AlsoSpoken:
    """A no as it was recorded under another badge of the same person."""

    subject: str
    spoken: Mapping[Purpose, int]
    roster_row: Mapping[str, object] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class AnswerUndo:
    """What is needed to take an answer back as a mistake."""

    card: VerdictCard
    spoken: Mapping[Purpose, int]
    """Purposes on which the answer had an effect, each with its event's place in the log."""
    removed: RemovedLead | None = None
    """The lead as it was before, where the answer could end it or take its files."""
    ended_lead: bool = False
    """Whether it did end it: what somebody removed by hand afterwards is not brought back."""
    made_lead: str | None = None
    roster_row: Mapping[str, object] | None = field(default=None, repr=False)
    also: tuple[AlsoSpoken, ...] = ()
    """The same no under badges that were merged into this person's."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A recorded answer: the card afterwards, and the way back."""

    card: VerdictCard
    undo: AnswerUndo
    answers: Mapping[Purpose, ConsentEvent]
    cancellations: tuple[Invitation, ...] = field(default=(), repr=False)
    """Interviews that went with the answer and that calendars know of; in memory only."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An answer or a scan's lead taken back as a mistake: the card afterwards."""

    card: VerdictCard
    cancellations: tuple[Invitation, ...] = field(default=(), repr=False)
    """As in Answered: a lead that a mistake made may have been invited meanwhile."""
