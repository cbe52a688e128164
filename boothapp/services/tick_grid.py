"""Instants as ticks: the longest length that all slots, interviews and opening hours are multiples
of, at least 5 minutes."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from boothapp.domain.interviews import InterviewDay

_LEAST = 5  # minutes of a tick; nobody plans finer
FINEST = timedelta(minutes=_LEAST)
"""A place is longer than what was asked for by less than this."""


class Grid:
    """Instants as ticks and back, for the days that are planned."""

    def __init__(
        self, days: Sequence[InterviewDay], minutes: Iterable[int], *, exact: bool = False
    ) -> None:
        """`minutes` are the lengths that have to come out even; `exact`: so have the bookings."""
        self._bases = [min(column.opens for column in day.rooms) for day in days]
        ends = [max(column.closes for column in day.rooms) for day in days]
        marks = [
            round((instant - base) / timedelta(minutes=1))
            for day, base in zip(days, self._bases, strict=True)
            for instant in _marks(day, exact=exact)
        ]
        self.minutes = max(_LEAST, math.gcd(*(n for n in (*minutes, *marks) if n)))
        self.tick = timedelta(minutes=self.minutes)
        spans = [end - base for base, end in zip(self._bases, ends, strict=True)]
        self.per_day = max(-(-span // self.tick) for span in spans)
        self.days = len(days)

    def starts(self, tick: int) -> datetime:
        """The instant at which a tick begins."""
        day, within = divmod(tick, self.per_day)
        return self._bases[day] + within * self.tick

    def holds(self, starts: datetime, ends: datetime) -> bool:
        """Whether a time begins and ends with a tick."""
        base = max((base for base in self._bases if base <= starts), default=None)
        return base is not None and not ((starts - base) % self.tick or (ends - base) % self.tick)

    def on(self, day: int, instant: datetime, *, up: bool) -> int:
        """The tick of an instant on a day, within the day; rounded `up` or down."""
        over = instant - self._bases[day]
        within = -(-over // self.tick) if up else over // self.tick
        return day * self.per_day + min(max(within, 0), self.per_day)

    def within(self, day: int, starts: datetime, ends: datetime) -> range:
        """The ticks that lie in a time whole."""
        return range(self.on(day, starts, up=True), self.on(day, ends, up=False))

    def touched(self, day: int, starts: datetime, ends: datetime) -> range:
        """The ticks that a time touches."""
        return range(self.on(day, starts, up=False), self.on(day, ends, up=True))

    def length(self, minutes: int) -> int:
        """How many ticks some minutes take."""
        return -(-minutes // self.minutes)


def _marks(day: InterviewDay, *, exact: bool) -> Iterator[datetime]:
    """The instants that should be the beginning of a tick."""
    for column in day.rooms:
        yield column.opens
        for one in column.interviews:
            if exact and one.occupies:
                yield one.starts
                yield one.ends
