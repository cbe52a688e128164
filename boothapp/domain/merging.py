"""One lead out of two: which side each field is taken from, and whose word counts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from boothapp.domain.answers import RemovedLead
from boothapp.domain.attachments import RemovedAttachment
from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, is_valid
from boothapp.domain.duplicates import Likeness
from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import Interview, InterviewStatus, overlaps
from boothapp.domain.ledger import Method, Proof
from boothapp.domain.people import ConsentView, LeadDetail, Person


class Side(StrEnum):
    """Where a field is taken from."""

    KEPT = "kept"
    OTHER = "other"
    BOTH = "both"


LISTS = frozenset({"interests", "links", "busy"})
"""Fields of several values: both sides' can be had."""
FIELDS = (
    *("name", "email", "affiliation", "attendee_type", "career_stage", "interests", "links"),
    *("busy", "badge_id", "graduates", "rating", "role_id", "owner_id", "next_step", "need"),
    "queue",
)
"""What is taken from one of the two, in the order in which it is shown."""
WITH = {"next_step": ("next_step_on",), "name": ("family_name",)}
"""What goes with a field."""
ANSWER = "answer:"
"""Begins the name of an answer; the question's id follows."""

Columns = Mapping[str, str | None]
"""A lead's fields as the store has them, by name; lists as JSON."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says one thing here and another there, as the store has them."""

    field: str
    kept: str
    other: str

    @property
    def usual(self) -> Side:
        """What is taken where nobody chose."""
        return Side.BOTH if self.field in LISTS else Side.KEPT

    @property
    def sides(self) -> tuple[Side, ...]:
        """What can be chosen."""
        return tuple(Side) if self.field in LISTS else (Side.KEPT, Side.OTHER)


@dataclass(frozen=True, slots=True)
class Choice:
    """A difference as people read it."""

    difference: Difference
    label: str
    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class Word:
    """What counts for the person of what was said under the other badge; to be recorded."""

    purpose: Purpose
    event: ConsentEvent
    proof: Proof


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two interviews at one time: the one that stays, and the one that is cancelled."""

    stays: Interview
    cancelled: Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two leads side by side, and what merging the other into the kept one would do."""

    kept: LeadDetail
    other: LeadDetail
    reasons: tuple[Likeness, ...]
    choices: tuple[Choice, ...]
    words: tuple[Word, ...]
    conflicts: tuple[Conflict, ...]
    lost_files: tuple[str, ...]
    """Names of files that go, for no yes to their purpose is left."""
    moving: Mapping[str, int]
    """How many notes, tags, interviews, files … go over."""
    coming: tuple[Choice, ...] = ()
    """What only the other one says, and the kept one says then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A merging that was done, with what takes it back; in memory only."""

    kept_id: str
    removed: RemovedLead = field(repr=False)
    led: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict, repr=False)
    """Columns and answers of the kept lead that changed, and what goes with them: before and
    after."""
    tags: tuple[str, ...] = ()
    words: tuple[tuple[Purpose, int], ...] = ()
    """What was recorded for the person, each with its place in the log."""
    files: tuple[RemovedAttachment, ...] = field(default=(), repr=False)
    """Those of the kept lead that went with a no."""
    dropped: frozenset[str] = frozenset()
    """The ids of all that went with it."""
    cancelled: tuple[Interview, ...] = field(default=(), repr=False)
    """The kept lead's interviews that were cancelled, as they were."""
    seen: Mapping[str, object] | None = field(default=None, repr=False)
    """Who saw the kept lead last before, and when, where that changed."""
    conflicts: tuple[Conflict, ...] = field(default=(), repr=False)
    lost_files: tuple[str, ...] = field(default=(), repr=False)

    @property
    def person(self) -> Person:
        """Who was merged into the kept lead."""
        return self.removed.lead.person


def differences(kept: Columns, other: Columns) -> tuple[Difference, ...]:
    """The fields in which both say something, and not the same; answers come last."""
    answers = sorted(name for name in kept.keys() & other.keys() if name.startswith(ANSWER))
    return tuple(
        Difference(name, str(kept[name]), str(other[name]))
        for name in (*FIELDS, *answers)
        if _says(kept.get(name)) and _says(other.get(name)) and not _same(name, kept, other)
    )


def only_other(kept: Columns, other: Columns) -> tuple[Difference, ...]:
    """The fields in which only the other one says something, on either side of each."""
    answers = sorted(name for name in other if name.startswith(ANSWER))
    return tuple(
        Difference(name, str(other[name]), str(other[name]))
        for name in (*FIELDS, *answers)
        if _says(other.get(name)) and not _says(kept.get(name))
    )


def taken(kept: Columns, other: Columns, choices: Mapping[str, Side]) -> dict[str, str | None]:
    """What the kept lead's fields become, of those that change. Raises BadInput.

    What only the other says is taken over; where both do, what was chosen, or the usual.
    """
    found = {one.field: one for one in differences(kept, other)}
    refuse_unknown(choices, kept.keys() | other.keys())
    changed: dict[str, str | None] = {}
    for name in (*FIELDS, *sorted(name for name in other if name.startswith(ANSWER))):
        difference = found.get(name)
        if difference is None:
            side = Side.OTHER if not _says(kept.get(name)) and _says(other.get(name)) else None
        else:
            side = choices.get(name, difference.usual)
        if side is Side.BOTH and name not in LISTS:
            raise BadInput(f"Of “{name}” one is taken: kept or other.")
        if side in (Side.OTHER, Side.BOTH):
            for one in (name, *WITH.get(name, ())):
                changed[one] = other.get(one) if side is Side.OTHER else _both(kept, other, one)
    return {name: value for name, value in changed.items() if value != kept.get(name)}


def refuse_unknown(choices: Iterable[str], known: Iterable[str]) -> None:
    """Raise BadInput for the choice of a field that there is not."""
    names = {*FIELDS, *(name for name in known if name.startswith(ANSWER))}
    for name in choices:
        if name not in names:
            raise BadInput(f"There is no field “{name}”. There are {', '.join(FIELDS)}.")


def words(
    kept: Mapping[Purpose, ConsentState],
    other: Mapping[Purpose, ConsentState],
    spoken: Mapping[Purpose, tuple[ConsentEvent, Proof]],
) -> Iterator[Word]:
    """What counts for the person of what was `spoken` under the other badge.

    A no under either is the person's no, whenever it was said. A yes counts where the kept one
    has neither yes nor no, as it was said: under that notice, until that day.
    """
    for purpose in Purpose:
        mine, theirs, said = kept[purpose], other[purpose], spoken.get(purpose)
        if mine in _NO or said is None:
            continue
        event, proof = said
        if theirs in _NO:
            ends = ConsentEvent.WITHDRAWN if is_valid(mine) else ConsentEvent.DECLINED
            yield Word(purpose, ends, _proof_of_no(proof))
        elif event is ConsentEvent.GIVEN and is_valid(theirs) and not is_valid(mine):
            yield Word(purpose, ConsentEvent.GIVEN, proof)


def conflicts(kept: Iterable[Interview], other: Iterable[Interview]) -> tuple[Conflict, ...]:
    """Interviews of both at one time: what took place stays, else the kept lead's own."""
    mine = [one for one in kept if one.occupies]
    return tuple(
        Conflict(theirs, own) if _further(theirs) > _further(own) else Conflict(own, theirs)
        for theirs in other
        if theirs.occupies
        for own in mine
        if overlaps(theirs.starts, theirs.ends, own)
    )


def better(one: LeadDetail, other: LeadDetail) -> LeadDetail:
    """Which of two to keep: whose consent lasts longest, covers most, then the older."""

    def rank(lead: LeadDetail) -> tuple[str, int, float]:
        valid = [view for view in lead.consent if is_valid(view.state)]
        until = lead.consent[0].until
        return (until.isoformat() if until else "", len(valid), -lead.created.timestamp())

    return max((one, other), key=rank)


def after(views: Iterable[ConsentView], recorded: Iterable[Word]) -> tuple[ConsentView, ...]:
    """How consents stand once the words are recorded."""
    by = {word.purpose: word for word in recorded}
    states = {
        ConsentEvent.GIVEN: ConsentState.GIVEN,
        ConsentEvent.DECLINED: ConsentState.DECLINED,
        ConsentEvent.WITHDRAWN: ConsentState.WITHDRAWN,
    }
    return tuple(
        replace(view, state=states[by[view.purpose].event], until=by[view.purpose].proof.until)
        if view.purpose in by
        else view
        for view in views
    )


_NO = frozenset({ConsentState.DECLINED, ConsentState.WITHDRAWN})
_HOW_NO = frozenset({Method.SPOKEN, Method.SCREEN, Method.MAIL, Method.REQUEST})
_FURTHER = {
    InterviewStatus.PLANNED: 0,
    InterviewStatus.ARRIVED: 1,
    InterviewStatus.RUNNING: 2,
    InterviewStatus.DONE: 3,
}


def _further(interview: Interview) -> int:
    return _FURTHER.get(interview.status, 0)


def _proof_of_no(proof: Proof) -> Proof:
    method = proof.method if proof.method in _HOW_NO else Method.REQUEST
    return replace(proof, method=method, reason=proof.reason, until=None)


def _says(value: str | None) -> bool:
    return value not in (None, "", "[]")


def _same(name: str, kept: Columns, other: Columns) -> bool:
    return all(kept.get(one) == other.get(one) for one in (name, *WITH.get(name, ())))


def _both(kept: Columns, other: Columns, name: str) -> str:
    values = [*json.loads(kept.get(name) or "[]"), *json.loads(other.get(name) or "[]")]
    once = {json.dumps(value, ensure_ascii=False): value for value in values}
    return json.dumps(list(once.values()), ensure_ascii=False)
