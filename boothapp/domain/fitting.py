"""Whether a booked interview can stay where it is, by what holds now, and why it cannot."""

from dataclasses import dataclass
from datetime import tzinfo

from boothapp.domain.clashes import CandidateTimes, Clash, ClashKind, Wanted, clashes
from boothapp.domain.interviews import Interview, InterviewDay, Panelist

_CANNOT_STAY = frozenset(
    {
        *(ClashKind.BLOCKED, ClashKind.CLOSED, ClashKind.ROOM),
        *(ClashKind.AWAY, ClashKind.INTERVIEWER),
        *(ClashKind.CANNOT, ClashKind.OWN_EVENT, ClashKind.CANDIDATE),
    }
)
"""What makes a place impossible; pauses, limits and seats are for people to decide about."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A booking, what speaks against its place, and who of its panel holds no interviews now."""

    interview: Interview
    against: tuple[Clash, ...]
    gone: tuple[Panelist, ...]

    @property
    def stuck(self) -> bool:
        """Whether it cannot stay."""
        return bool(self.reasons)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it cannot stay, in plain words without times; empty where it can."""
        left = [f"{who.name} holds no interviews any more" for who in self.gone]
        found = [str(clash) for clash in self.against if clash.kind in _CANNOT_STAY]
        return tuple(dict.fromkeys((*left, *found)))


def fit_of(day: InterviewDay, one: Interview, times: CandidateTimes, zone: tzinfo) -> Fit:
    """How a booking fits on its day."""
    known = {who.id for who in day.interviewers}
    gone = tuple(who for who in one.panel if who.id not in known)
    return Fit(one, clashes(day, Wanted.of(one), times, zone), gone)
