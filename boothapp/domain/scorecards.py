"""What interviewers think of a candidate, by the sponsor's own criteria."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MARKS = (1, 2, 3, 4)
"""From "not shown" to "outstanding"; an even number, so that nobody hides in the middle."""


class ScoreVerdict(StrEnum):
    """Whether the interviewer would go on with the candidate."""

    STRONG_NO = "strong_no"
    NO = "no"
    YES = "yes"
    STRONG_YES = "strong_yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """One interviewer's card of one interview. A new one has no `id` yet.

    Nobody else sees it until it is handed in; `handed_in` is aware, None for a draft.
    """

    id: str = ""
    interview_id: str
    lead_id: str
    interviewer_id: str
    interviewer: str
    marks: Mapping[str, int]
    """Criterion id → mark."""
    verdict: ScoreVerdict | None = None
    text: str = ""
    handed_in: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSeat:
    """A member of a panel and their card, as far as whoever asks may see it."""

    interviewer_id: str
    interviewer: str
    is_mine: bool
    handed_in: bool
    card: Scorecard | None
    """None while there is none, or while it is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSummary:
    """What the cards that were handed in say together."""

    cards: int
    expected: int
    verdicts: Mapping[ScoreVerdict, int]
    average: Mapping[str, float]
    """Criterion id → the mean of its marks; criteria without any are left out."""


def summary(cards: tuple[Scorecard, ...], expected: int) -> ScoreSummary:
    """Sum up cards; drafts do not count."""
    given = tuple(card for card in cards if card.handed_in is not None)
    verdicts = [card.verdict for card in given if card.verdict is not None]
    criteria = {key for card in given for key in card.marks}
    marks = {key: [card.marks[key] for card in given if key in card.marks] for key in criteria}
    return ScoreSummary(
        cards=len(given),
        expected=max(expected, len(given)),
        verdicts={
            verdict: verdicts.count(verdict) for verdict in ScoreVerdict if verdict in verdicts
        },
        average={key: sum(some) / len(some) for key, some in marks.items()},
    )
