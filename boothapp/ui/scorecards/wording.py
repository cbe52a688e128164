"""Scorecards in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from boothapp.domain.event import Criterion
from boothapp.domain.scorecards import Scorecard, ScoreSummary, ScoreVerdict
from boothapp.services.bundle import Services

VERDICT_WORDS = {
    ScoreVerdict.STRONG_NO: "Certainly not",
    ScoreVerdict.NO: "No",
    ScoreVerdict.YES: "Yes",
    ScoreVerdict.STRONG_YES: "Certainly",
}
MARK_WORDS = {1: "Not shown", 2: "Some", 3: "Good", 4: "Outstanding"}


@dataclass(frozen=True, slots=True)
class ScoresSeen:
    """What whoever is on duty may know of a lead's cards."""

    summary: ScoreSummary
    handed_in: int
    waits: bool
    """Who is on duty has to hand in a card first."""
    criteria: tuple[Criterion, ...]

    @property
    def line(self) -> str:
        """Return “2 of 3 handed in: 1 yes, 1 no; Depth 3.0”; empty where nobody is to judge."""
        if not self.summary.expected:
            return ""
        count = f"{self.handed_in} of {self.summary.expected} handed in"
        if self.waits:
            return f"{count}: what they say is shown once yours is in" if self.handed_in else count
        said = summary_words(self.summary, self.criteria)
        return f"{count}: {said}" if said else count


def read_scores(services: Services, lead_id: str) -> ScoresSeen:
    """Read them; on the database thread. Raises NoSuchLead."""
    cards = services.scorecards
    seats = [
        (one.occupies, seat)
        for one in services.interviews.of_lead(lead_id)
        for seat in cards.seats(one.id)
    ]
    return ScoresSeen(
        cards.summary(lead_id),
        sum(seat.handed_in for _, seat in seats),
        any(holds and seat.is_mine and not seat.handed_in for holds, seat in seats),
        services.settings.get().criteria,
    )


def summary_words(summary: ScoreSummary, criteria: Sequence[Criterion]) -> str:
    """Return “1 yes, 1 no; Depth 3.0, Clarity 2.5”."""
    verdicts = ", ".join(
        f"{count} {VERDICT_WORDS[verdict].lower()}"
        for verdict, count in reversed(list(summary.verdicts.items()))
    )
    marks = ", ".join(
        f"{asked.title} {summary.average[asked.id]:.1f}"
        for asked in criteria
        if asked.id in summary.average
    )
    return "; ".join(part for part in (verdicts, marks) if part)


def card_lines(card: Scorecard, criteria: Sequence[Criterion]) -> list[str]:
    """Return a card as lines: the verdict, each mark, the text."""
    lines = [VERDICT_WORDS[card.verdict]] if card.verdict else []
    marks = ", ".join(
        f"{asked.title}: {MARK_WORDS[card.marks[asked.id]].lower()}"
        for asked in criteria
        if asked.id in card.marks
    )
    return [*lines, *filter(None, (marks, card.text))]
