"""What could be changed so that more interviews find a place, tried out one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from boothapp.domain.timetable import Tick, TimetableProblem, TimetableRequest
from boothapp.scheduling.at_once import first_place
from boothapp.scheduling.board import Board, Line, bits, span

_SECOND = "second "


class ChangeKind(StrEnum):
    """One thing to change. In this order where two let in as many."""

    WIDEN_WINDOW = "widen_window"
    """The candidate can at `start` too, within an hour of what they said if that helps."""
    OPEN_ROOM = "open_room"
    """A room is open an hour longer."""
    MORE_TIME = "more_time"
    """An interviewer can an hour longer."""
    LIFT_DAY_CAP = "lift_day_cap"
    LIFT_ROW_CAP = "lift_row_cap"
    ANYONE = "anyone"
    """Any interviewer may take the seat."""
    SECOND_ROOM = "second_room"
    """One more room like this one."""
    SECOND_PERSON = "second_person"
    """One more interviewer like this one."""
    GIVE_WAY = "give_way"
    """Another interview, which is worth less, loses its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change, and how many of those without a place it lets in (`lets_in`, worth `value`).

    `who` is the room, the interviewer or the request that is changed or gives way; `start` and
    `length` are the ticks that are added, `seat` is the number of the seat.
    """

    kind: ChangeKind
    who: str
    lets_in: int
    value: float
    start: Tick | None = None
    length: int = 0
    seat: int | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A change, and who could have a place with it if the others stayed out."""

    change: Change
    could: frozenset[str]


class Trials:
    """Changes for everybody, each tried on a board with all that is placed."""

    def __init__(self, board: Board, waiting: list[TimetableRequest], hour: int) -> None:
        self._board = board
        self._waiting = sorted(waiting, key=lambda request: -request.value)
        self._hour = hour

    def all(self) -> list[Tried]:
        """Every change that lets somebody in, most first."""
        tried = [one for one in self._each() if one.could]
        return sorted(tried, key=lambda one: rank(one.change))

    def _each(self) -> Iterator[Tried]:
        board = self._board
        for room, line in board.rooms.items():
            yield from self._longer(ChangeKind.OPEN_ROOM, room, line, board.room_starts[room])
        yield from self._second_rooms()
        yield from self._second_people()
        for who, line in board.people.items():
            yield from self._longer(ChangeKind.MORE_TIME, who, line, None)
            if line.most is not None:
                with _without_cap(line, "most"):
                    yield self._tried(ChangeKind.LIFT_DAY_CAP, who)
            if line.in_row is not None:
                with _without_cap(line, "in_row"):
                    yield self._tried(ChangeKind.LIFT_ROW_CAP, who)

    def _longer(
        self, kind: ChangeKind, who: str, line: Line, starts: list[int] | None
    ) -> Iterator[Tried]:
        ticks = self._board.ticks_per_day
        for day, opened in enumerate(line.open):
            for first in edges(opened, self._hour, ticks):
                added = span(first, self._hour) & span(0, ticks)
                with _opened(line, starts, day, added):
                    start = day * ticks + first
                    yield self._tried(kind, who, start, added.bit_count())

    def _second_rooms(self) -> Iterator[Tried]:
        """One more of each sort of room: like the one that is open longest of those who suit."""
        board, sorts = self._board, dict[frozenset[str], str]()
        for room in sorted(board.rooms, key=lambda one: _total(board.rooms[one])):
            sorts[frozenset(r.id for r in self._waiting if room in r.rooms)] = room
        for room in sorts.values():
            again = _SECOND + room
            board.rooms[again] = Line(board.rooms[room].open, board.rooms[room].pause)
            board.room_starts[again] = board.room_starts[room]
            waiting = [
                replace(r, rooms=r.rooms | {again}) if room in r.rooms else r for r in self._waiting
            ]
            yield self._tried(ChangeKind.SECOND_ROOM, room, waiting=waiting)
            del board.rooms[again], board.room_starts[again]

    def _second_people(self) -> Iterator[Tried]:
        """One more interviewer like each one, with the same times, seats and caps."""
        people = self._board.people
        for who, line in list(people.items()):
            again = _SECOND + who
            people[again] = Line(line.open, line.pause, line.most, line.in_row)
            waiting = [
                replace(r, seats=tuple(s | {again} if who in s else s for s in r.seats))
                for r in self._waiting
            ]
            yield self._tried(ChangeKind.SECOND_PERSON, who, waiting=waiting)
            del people[again]

    def _tried(
        self,
        kind: ChangeKind,
        who: str,
        start: Tick | None = None,
        length: int = 0,
        waiting: list[TimetableRequest] | None = None,
    ) -> Tried:
        """Who gets in now: each alone, and how many of them together."""
        board = self._board
        found = [
            request
            for request in (self._waiting if waiting is None else waiting)
            if first_place(board, request)
        ]
        together: list[TimetableRequest] = []
        for request in found:
            placement = first_place(board, request)
            if placement:
                board.put(placement)
                together.append(request)
        for request in together:
            board.take(request.id)
        change = Change(
            kind=kind,
            who=who,
            start=start,
            length=length,
            lets_in=len(together),
            value=sum(request.value for request in together),
        )
        return Tried(change, frozenset(request.id for request in found))


def rank(change: Change) -> tuple[int, float, int]:
    """Sorts the change that lets in most first."""
    return -change.lets_in, -change.value, list(ChangeKind).index(change.kind)


def without_caps(problem: TimetableProblem) -> Board:
    """An empty board, fixed interviews aside, on which nobody has a cap."""
    free = [replace(person, most_a_day=None, most_in_a_row=None) for person in problem.interviewers]
    return Board(replace(problem, interviewers=tuple(free)))


def edges(opened: int, hour: int, ticks: int) -> Iterator[int]:
    """Where an hour could be added: before and after each stretch that is open, in the day."""
    for at in bits(opened):
        if not opened >> (at + 1) & 1 and at + 1 < ticks:
            yield at + 1
        if at and not opened >> (at - 1) & 1:
            yield max(0, at - hour)


def _total(line: Line) -> int:
    return sum(mask.bit_count() for mask in line.open)


@contextmanager
def _opened(line: Line, starts: list[int] | None, day: int, added: int) -> Iterator[None]:
    before, before_starts = line.open[day], starts[day] if starts else 0
    line.open[day] |= added
    if starts:
        starts[day] |= added
    line.forget(day)
    try:
        yield
    finally:
        line.open[day] = before
        if starts:
            starts[day] = before_starts
        line.forget(day)


@contextmanager
def _without_cap(line: Line, cap: str) -> Iterator[None]:
    before = getattr(line, cap)
    setattr(line, cap, None)
    for day in range(len(line.open)):
        line.forget(day)
    try:
        yield
    finally:
        setattr(line, cap, before)
        for day in range(len(line.open)):
            line.forget(day)
