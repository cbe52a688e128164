"""Why a request has no place, as facts, and what would have to change."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from boothapp.domain.matching import matched
from boothapp.domain.timetable import (
    Placement,
    Timetable,
    TimetableProblem,
    TimetableRequest,
)
from boothapp.scheduling.at_once import first_place, seat_people
from boothapp.scheduling.board import Board, bits, reach
from boothapp.scheduling.changes import (
    Change,
    ChangeKind,
    Trials,
    Tried,
    rank,
    without_caps,
)

HOUR = 2
"""Ticks of an hour, where nothing else is said."""


class Obstacle(StrEnum):
    """What stands in the way at a time, the first that does."""

    WINDOW = "window"
    """The candidate's own time is too short."""
    NOBODY = "nobody"
    """Not all seats have somebody who can then."""
    NO_ROOM = "no_room"
    """No room that suits is open, or an interview may not begin then."""
    PEOPLE_TAKEN = "people_taken"
    """Those who can hold other interviews."""
    CAPS = "caps"
    """Those who are free then have reached a cap."""
    ROOMS_TAKEN = "rooms_taken"
    """Every room that suits is taken."""
    FREE = "free"
    """Nothing: there is a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why `request` has no place.

    `obstacle` is the plain reason; `starts` counts the times at which the candidate could begin by
    what stands in the way there. `seat` is the seat that nobody can take at any of these times,
    where that is the reason; `changes` are those that would let the request in, the one that lets
    in most first.
    """

    request: str
    obstacle: Obstacle
    starts: Mapping[Obstacle, int]
    seat: int | None
    changes: tuple[Change, ...]


def why_not(
    problem: TimetableProblem, timetable: Timetable, request_id: str, hour: int = HOUR
) -> WhyNot:
    """Why one request has no place; `hour` is how many ticks an hour has."""
    return Reasons(problem, timetable, hour).of(request_id)


class Reasons:
    """The reasons of a timetable's requests without a place; what serves all is worked out once."""

    def __init__(self, problem: TimetableProblem, timetable: Timetable, hour: int = HOUR) -> None:
        self._problem = problem
        self._hour = hour
        self._empty = without_caps(problem)
        self._board = Board(problem)
        self._uncapped = without_caps(problem)
        for placement in timetable.placements.values():
            self._board.put(placement)
            self._uncapped.put(placement)

    def all(self) -> dict[str, WhyNot]:
        """Of every request without a place, in the problem's order."""
        return {request.id: self.of(request.id) for request in self._unplaced}

    def of(self, request_id: str) -> WhyNot:
        """Of one. Raises KeyError for a request that has a place or is not known."""
        request = next((one for one in self._unplaced if one.id == request_id), None)
        if request is None:
            raise KeyError(request_id)
        starts = Counter(self._obstacles(request))
        obstacle = _plain(starts)
        seat = self._empty_seat(request) if obstacle is Obstacle.NOBODY else None
        changes: list[Change] = []
        if obstacle is not Obstacle.FREE:
            changes += [one.change for one in self._tried if request.id in one.could]
            changes += self._own_changes(request)
        return WhyNot(
            request=request.id,
            obstacle=obstacle,
            starts=starts,
            seat=seat,
            changes=tuple(sorted(changes, key=rank)),
        )

    @cached_property
    def _unplaced(self) -> list[TimetableRequest]:
        return [one for one in self._problem.requests if one.id not in self._board.placed]

    @cached_property
    def _tried(self) -> list[Tried]:
        waiting = [one for one in self._unplaced if not first_place(self._board, one)]
        return Trials(self._board, waiting, self._hour).all()

    def _obstacles(self, request: TimetableRequest) -> Iterator[Obstacle]:
        for day, starts in enumerate(self._board.wanted(request)):
            for at in bits(starts):
                yield self._obstacle(request, day, at)

    def _obstacle(self, request: TimetableRequest, day: int, at: int) -> Obstacle:
        if not _seated(self._empty, request, day, at):
            return Obstacle.NOBODY
        if not _roomed(self._empty, request, day, at):
            return Obstacle.NO_ROOM
        if not _seated(self._board, request, day, at):
            capped = _seated(self._uncapped, request, day, at)
            return Obstacle.CAPS if capped else Obstacle.PEOPLE_TAKEN
        roomed = _roomed(self._board, request, day, at)
        return Obstacle.FREE if roomed else Obstacle.ROOMS_TAKEN

    def _empty_seat(self, request: TimetableRequest) -> int | None:
        """The first seat that nobody can take whenever the candidate can."""
        able: Counter[int] = Counter()
        for day, starts in enumerate(self._empty.wanted(request)):
            for at in bits(starts):
                for seat, people in enumerate(seat_people(self._empty, request, day, at)):
                    able[seat] += len(people)
        return next((seat for seat in range(len(request.seats)) if not able[seat]), None)

    def _own_changes(self, request: TimetableRequest) -> Iterator[Change]:
        """What would let this one in and nobody else."""
        alone = Change(kind=ChangeKind.ANYONE, who=request.id, lets_in=1, value=request.value)
        everybody = frozenset(self._board.people)
        for number in range(len(request.seats)):
            seats = tuple(everybody if n == number else s for n, s in enumerate(request.seats))
            if first_place(self._board, replace(request, seats=seats)):
                yield replace(alone, seat=number)
        place = self._with_more_time(request)
        if place:
            length = request.length
            yield replace(alone, kind=ChangeKind.WIDEN_WINDOW, start=place.start, length=length)
        other = self._who_gives_way(request)
        if other:
            gained = request.value - other.value
            yield replace(alone, kind=ChangeKind.GIVE_WAY, who=other.id, value=gained)

    def _with_more_time(self, request: TimetableRequest) -> Placement | None:
        """A place within an hour of when the candidate can, else at any time."""
        always = frozenset(range(self._problem.days * self._problem.ticks_per_day))
        for number, opened in enumerate((self._wider(request), always)):
            # The board remembers by id when the candidate can: a wider window goes by another.
            wide = replace(request, id=f"wider {number} {request.id}", open=opened)
            place = first_place(self._board, wide)
            if place:
                return place
        return None

    def _wider(self, request: TimetableRequest) -> frozenset[int]:
        ticks = self._problem.ticks_per_day
        return request.open | {
            tick + shift
            for tick in request.open
            for shift in range(-self._hour, self._hour + 1)
            if tick // ticks == (tick + shift) // ticks
        }

    def _who_gives_way(self, request: TimetableRequest) -> TimetableRequest | None:
        """The least of those placed that are worth less and whose place would do."""
        board = self._board
        reached = [reach(starts, request.length) for starts in board.wanted(request)]
        lower = [board.requests[id_] for id_ in board.placed]
        for other in sorted(lower, key=lambda one: one.value):
            if other.value >= request.value:
                return None
            day, at = divmod(board.placed[other.id].start, board.ticks_per_day)
            if not reached[day] & reach(1 << at, other.length):
                continue
            placement = board.take(other.id)
            fits = first_place(board, request)
            board.put(placement)
            if fits:
                return other
        return None


def _plain(starts: Counter[Obstacle]) -> Obstacle:
    """The reason to name: what stands before the places that come closest to being free."""
    if starts[Obstacle.FREE]:
        return Obstacle.FREE
    taken = (Obstacle.ROOMS_TAKEN, Obstacle.CAPS, Obstacle.PEOPLE_TAKEN)
    most = max(taken, key=lambda obstacle: starts[obstacle])
    if starts[most]:
        return most
    for obstacle in (Obstacle.NO_ROOM, Obstacle.NOBODY):
        if starts[obstacle]:
            return obstacle
    return Obstacle.WINDOW


def _seated(board: Board, request: TimetableRequest, day: int, at: int) -> bool:
    return matched(seat_people(board, request, day, at)) is not None


def _roomed(board: Board, request: TimetableRequest, day: int, at: int) -> bool:
    return any(
        board.room_free(room, day, request.length) >> at & 1
        for room in request.rooms
        if room in board.rooms
    )
