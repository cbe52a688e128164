"""Consent: the states of a person, the events that change them, and what a state allows.

Source of the table: docs/decisions/0004-consent-states.md. The store holds the same table and
folds by trigger; a test compares the two cell by cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from boothapp.domain.errors import BoothError


class Purpose(StrEnum):
    """What a person is asked for; each is answered on its own."""

    RECRUITING = "recruiting_contact"
    CV = "cv_sharing"
    MARKETING = "marketing"


class ConsentState(StrEnum):
    """Where a person stands for one purpose."""

    UNKNOWN = "unknown"
    ROSTER_NO = "roster_no"
    ROSTER_YES = "roster_yes"
    DEFERRED = "deferred"
    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class ConsentEvent(StrEnum):
    """What was said or what happened."""

    ROSTER_YES = "roster_yes"
    ROSTER_NO = "roster_no"
    GIVEN = "given"
    DECLINED = "declined"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    MISTAKE = "mistake"


class Refused(StrEnum):
    """Why an event cannot be recorded."""

    NOTHING_TO_UNDO = "nothing_to_undo"
    OTHER_STAFF = "other_staff"
    OTHER_DAY = "other_day"
    SPOKEN_SINCE = "spoken_since"
    NOT_POSSIBLE = "not_possible"


_WHY = {
    Refused.NOTHING_TO_UNDO: "There is no answer here that could be taken back.",
    Refused.OTHER_STAFF: "Somebody else recorded this answer; only they can take it back.",
    Refused.OTHER_DAY: "An answer can be taken back on its own day only; record a new one instead.",
    Refused.SPOKEN_SINCE: "This person has answered again since; the newer answer stays.",
    Refused.NOT_POSSIBLE: "This cannot be recorded for this person as things stand.",
}


class ConsentRefused(BoothError):
    """The event does not fit the state; nothing was recorded."""

    def __init__(self, state: ConsentState, event: ConsentEvent, reason: Refused) -> None:
        super().__init__(_WHY[reason])
        self.state, self.event, self.reason = state, event, reason


# Nobody at the booth said these, so nobody can take them back as their own mistake.
NOT_SPOKEN = frozenset({ConsentEvent.ROSTER_YES, ConsentEvent.ROSTER_NO, ConsentEvent.EXPIRED})

VALID_STATES = frozenset({ConsentState.ROSTER_YES, ConsentState.GIVEN})

# A cell: the state afterwards, "keep" (no effect), "refuse", or "before" (the state before the
# last event that had an effect). Columns in the order of ConsentEvent.
_ROWS = {
    "unknown": "roster_yes roster_no given declined deferred declined refuse refuse",
    "roster_no": "roster_yes keep given declined deferred declined refuse refuse",
    "roster_yes": "keep withdrawn given declined keep withdrawn expired refuse",
    "deferred": "roster_yes keep given declined keep declined keep before",
    "given": "keep keep given withdrawn keep withdrawn expired before",
    "declined": "keep keep given keep keep keep keep before",
    "withdrawn": "keep keep given keep keep keep keep before",
    "expired": "keep keep given declined deferred declined keep refuse",
}

TABLE: dict[tuple[ConsentState, ConsentEvent], str] = {
    (ConsentState(state), event): cell
    for state, row in _ROWS.items()
    for event, cell in zip(ConsentEvent, row.split(), strict=True)
}


def is_valid(state: ConsentState) -> bool:
    """Only a valid yes lets a person's details be held."""
    return state in VALID_STATES


def next_state(
    state: ConsentState, event: ConsentEvent, before: ConsentState | None = None
) -> ConsentState:
    """The state after `event`. `before` is the state that a mistake goes back to.

    Raises ConsentRefused where the table refuses.
    """
    cell = TABLE[state, event]
    if cell == "refuse":
        raise ConsentRefused(state, event, Refused.NOT_POSSIBLE)
    if cell == "keep":
        return state
    if cell == "before":
        if before is None:
            raise ConsentRefused(state, event, Refused.NOTHING_TO_UNDO)
        return before
    return ConsentState(cell)


def has_effect(state: ConsentState, event: ConsentEvent) -> bool:
    """Whether the event changes or renews anything; without effect it cannot be a mistake."""
    return TABLE[state, event] not in {"keep", "refuse"}


class Verdict(StrEnum):
    """What a scan met."""

    MAY_SHARE = "may_share"
    ASK = "ask"
    DECLINED = "declined"
    ALREADY_LEAD = "already_lead"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


def verdict_of(state: ConsentState, *, has_lead: bool) -> Verdict:
    """The verdict for recruiting contact on a code that named a person."""
    if is_valid(state):
        return Verdict.ALREADY_LEAD if has_lead else Verdict.MAY_SHARE
    if state in {ConsentState.DECLINED, ConsentState.WITHDRAWN}:
        return Verdict.DECLINED
    return Verdict.ASK


@dataclass(frozen=True, slots=True)
class Spoken:
    """One recorded event as `fold` reads it."""

    event: ConsentEvent
    staff: str
    day: str


@dataclass(slots=True)
class Effect:
    """An event that changed or renewed something, the state before it, and what took it back."""

    seq: int
    spoken: Spoken
    before: ConsentState
    undone_by: int | None = None


@dataclass(slots=True)
class History:
    """What one person said to one purpose, heard event by event: the oracle for the store's fold.

    A mistake takes back the latest event that had an effect and still stands; then the latest word
    of the organiser's list is heard again, for it may have come after what was taken back.
    """

    state: ConsentState = ConsentState.UNKNOWN
    roster: ConsentEvent | None = None
    since: int = 0
    """The place in the log of the event that the state is owed to."""
    effects: list[Effect] = field(default_factory=list)

    def hear(self, spoken: Spoken, seq: int) -> None:
        """Take in the next event, at the place `seq`; raises ConsentRefused and stays as it was."""
        if spoken.event is ConsentEvent.MISTAKE:
            self._take_back(spoken, seq)
            return
        after = next_state(self.state, spoken.event)
        if has_effect(self.state, spoken.event):
            self.effects.append(Effect(seq, spoken, self.state))
            self.since = seq
        if spoken.event in {ConsentEvent.ROSTER_YES, ConsentEvent.ROSTER_NO}:
            self.roster = spoken.event
        self.state = after

    def _take_back(self, mistake: Spoken, seq: int) -> None:
        next_state(self.state, mistake.event, ConsentState.UNKNOWN)  # raises where it must
        last = next((effect for effect in reversed(self.effects) if effect.undone_by is None), None)
        if last is None or last.spoken.event in NOT_SPOKEN:
            raise ConsentRefused(self.state, mistake.event, Refused.NOTHING_TO_UNDO)
        if last.spoken.staff != mistake.staff:
            raise ConsentRefused(self.state, mistake.event, Refused.OTHER_STAFF)
        if last.spoken.day != mistake.day:
            raise ConsentRefused(self.state, mistake.event, Refused.OTHER_DAY)
        last.undone_by = seq
        self.since = seq
        self.state = last.before if self.roster is None else next_state(last.before, self.roster)


def fold(events: Sequence[Spoken]) -> ConsentState:
    """The state after all `events`, in their order."""
    history = History()
    for seq, spoken in enumerate(events, start=1):
        history.hear(spoken, seq)
    return history.state
