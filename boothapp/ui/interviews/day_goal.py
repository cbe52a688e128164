"""A day of interviews that another page leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_PREFIX = "day"


@dataclass(frozen=True, slots=True)
class DayGoal:
    """A day, and a room of it by its id where one is meant."""

    day: date
    room_id: str = ""

    def to_text(self) -> str:
        """As the argument of Context.navigate."""
        return f"{_PREFIX} {self.day} {self.room_id}".strip()

    @classmethod
    def from_text(cls, text: str) -> DayGoal | None:
        """What `to_text` wrote; None of anything else, such as the id of a lead."""
        prefix, _, rest = text.partition(" ")
        day, _, room_id = rest.partition(" ")
        return cls(date.fromisoformat(day), room_id) if prefix == _PREFIX else None
