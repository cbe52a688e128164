"""What the outcomes of scans and the ratings of leads are called, on screen and on paper."""

from boothapp.domain.figures import Outcome
from boothapp.domain.people import Rating

OUTCOME_WORDS = {
    Outcome.NEW: "New leads",
    Outcome.REPEAT: "Repeats",
    Outcome.DECLINED: "Declined",
    Outcome.WAITING: "Waiting",
    Outcome.UNKNOWN: "Unknown",
}
RATING_WORDS = {Rating.COLD: "Cold", Rating.WARM: "Warm", Rating.HOT: "Hot"}
NOT_RATED = "Not rated"


def rating_word(rating: Rating | None) -> str:
    """A rating, or that there is none."""
    return RATING_WORDS[rating] if rating is not None else NOT_RATED
