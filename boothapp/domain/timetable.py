"""A timetable to be found: requests for interviews, and the rooms and people there are for them.

Time is counted in ticks of one length, `ticks_per_day` to each of `days`; tick 0 is the first of
the first day. No interview goes over from one day to the next. Ids are the caller's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Tick = int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableRoom:
    """A room: the ticks at which it is open, those at which an interview may start in it, and how
    many ticks it stays empty after each interview."""

    id: str
    open: frozenset[Tick]
    starts: frozenset[Tick]
    buffer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableInterviewer:
    """An interviewer: when they can, and how many ticks they hold interviews at most.

    `most_in_a_row` counts ticks without any pause between; `gap` is how many ticks they need
    between two interviews. None is no limit.
    """

    id: str
    open: frozenset[Tick]
    most_a_day: int | None = None
    most_in_a_row: int | None = None
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableRequest:
    """One interview that should take place.

    Each of `seats` is taken by one interviewer out of those it names, nobody takes two: somebody
    who must be there has a seat alone, "one of these" is a seat for several. `rooms` are those that
    suit; `open` are the ticks at which the candidate can. `value` is what placing it is worth.
    """

    id: str
    length: int
    value: float
    seats: tuple[frozenset[str], ...]
    rooms: frozenset[str]
    open: frozenset[Tick]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A place for a request. `interviewers` stand in the order of the request's seats."""

    request: str
    room: str
    start: Tick
    interviewers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedInterview:
    """An interview that stays as it is, and takes its room's and its interviewers' time."""

    room: str
    start: Tick
    length: int
    interviewers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableProblem:
    """All that a timetable has to respect."""

    days: int
    ticks_per_day: int
    rooms: tuple[TimetableRoom, ...]
    interviewers: tuple[TimetableInterviewer, ...]
    requests: tuple[TimetableRequest, ...]
    fixed: tuple[FixedInterview, ...] = ()


@dataclass(frozen=True, slots=True)
class Timetable:
    """Places by request id; a request that is missing could not be placed."""

    placements: Mapping[str, Placement]
    value: float
