"""When an event that repeats takes place (RFC 5545, 3.3.10): daily and weekly, by arithmetic.

Nothing is counted up from the first day, so that no rule, however far back it begins or however
often it repeats, takes longer than another. What is not covered raises NotSimple.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_COVERED = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"})


class NotSimple(Exception):
    """The rule asks for more than days and weeks."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """A rule as far as it is covered. `first` is the first start, aware, on its own wall clock."""

    first: datetime
    interval: int
    weekdays: tuple[int, ...]
    """In the order of the rule's week, 0 is its first day; empty: every day counts."""
    week_begins: int
    count: int | None
    until: date | datetime | None

    @classmethod
    def of(cls, first: datetime, rule: Mapping[str, Sequence[Any]]) -> "Repeats":
        """A rule as a calendar's parser hands it out: each part a list. Raises NotSimple."""
        if set(rule) - _COVERED or any(not values for values in rule.values()):
            raise NotSimple
        frequency, interval = str(rule.get("FREQ", [""])[0]), rule.get("INTERVAL", [1])[0]
        by_day = [str(day) for day in rule.get("BYDAY", ())]
        begins = str(rule.get("WKST", ["MO"])[0])
        if begins not in _WEEKDAYS or any(day not in _WEEKDAYS for day in by_day):
            raise NotSimple
        if not isinstance(interval, int) or interval < 1:
            raise NotSimple
        if frequency == "DAILY" and (not by_day or interval == 1):
            days = by_day  # with days named, "every day" is "every week"
        elif frequency == "WEEKLY":
            days = by_day or [_WEEKDAYS[first.weekday()]]
        else:
            raise NotSimple
        offset = _WEEKDAYS.index(begins)
        weekdays = tuple(sorted({(_WEEKDAYS.index(day) - offset) % 7 for day in days}))
        if weekdays and (first.weekday() - offset) % 7 not in weekdays:
            raise NotSimple  # the standard leaves open whether the first day counts
        count, until = rule.get("COUNT", [None])[0], rule.get("UNTIL", [None])[0]
        return cls(first, interval, weekdays, offset, count, until)

    def between(self, opens: date, closes: date) -> Iterator[datetime]:
        """The starts on the days from `opens` to `closes` (both included), aware."""
        day = max(opens, self.first.date())
        while day <= closes:
            index = self._index(day)
            start = datetime.combine(day, self.first.timetz())
            if index is not None and self._still(index, start):
                yield start
            day += timedelta(days=1)

    def _index(self, day: date) -> int | None:
        """Which time in the row this day is, from 0 on; None where it is none."""
        first = self.first.date()
        if not self.weekdays:
            steps, rest = divmod((day - first).days, self.interval)
            return None if rest else steps
        place, first_place = ((d.weekday() - self.week_begins) % 7 for d in (day, first))
        weeks = ((day - first).days - place + first_place) // 7
        if place not in self.weekdays or weeks % self.interval:
            return None
        in_week, skipped = self.weekdays.index(place), self.weekdays.index(first_place)
        return weeks // self.interval * len(self.weekdays) + in_week - skipped

    def _still(self, index: int, start: datetime) -> bool:
        """Whether the row goes on to this one."""
        if self.count is not None and index >= self.count:
            return False
        if not isinstance(self.until, datetime):
            return self.until is None or start.date() <= self.until
        if self.until.tzinfo is None:
            return start.replace(tzinfo=None) <= self.until
        return start.astimezone(UTC) <= self.until
