"""What people ask about their data, and until when they are to be answered."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RequestKind(StrEnum):
    """What somebody asked for (GDPR Art. 15, 16, 17 and 21)."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"
    OBJECTION = "objection"


class Outcome(StrEnum):
    """How a request ended."""

    DONE = "done"
    NOTHING_HELD = "nothing_held"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. `who`, `subject` and `details` are empty once it is closed."""

    id: str
    kind: RequestKind
    received: date
    due: date
    who: str
    subject: str | None
    details: str
    opened_by: str
    closed: datetime | None = None
    closed_by: str = ""
    outcome: Outcome | None = None

    def overdue(self, today: date) -> bool:
        """Whether it should have been answered by now."""
        return self.closed is None and today > self.due


def due_day(received: date) -> date:
    """The last day for an answer: one month later (GDPR Art. 12(3)).

    Where the next month has no such day, its last one (Regulation 1182/71, Art. 3(2)(c)).
    """
    year, month = received.year + received.month // 12, received.month % 12 + 1
    return date(year, month, min(received.day, calendar.monthrange(year, month)[1]))
