"""A timetable after something changed: somebody or a room was lost, and most shall stay as it is.

The rule, each point before the next:

1. What can stay or move keeps a place: nobody loses one so that somebody else gets it.
2. Of what cannot stay, the most value is placed again.
3. As few others as possible move, so others move only where it saves a place. Another room or other
   interviewers at the same time count half.
4. What had no place before gets one where one is free now; nothing moves for it.
5. What moves goes no further than it must (see `nearing`), and whoever should rather stay is not
   chosen to move where another could as well.

First only what cannot stay is placed, with all others where they are. For each that is left out,
one who stands in its way moves to a free place, else all who do may move. While there is time the
same is done for all at once, then with those who may move because of these, and so on: each such
step is solved to its optimum.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from time import monotonic

from boothapp.domain.timetable import Placement, Timetable, TimetableProblem, TimetableRequest
from boothapp.scheduling.at_once import fill_up, first_place, timetable
from boothapp.scheduling.board import Board, reach, span
from boothapp.scheduling.columns import decode, encode
from boothapp.scheduling.highs import Watch, best
from boothapp.scheduling.model import Builder
from boothapp.scheduling.nearing import distance, draw_near
from boothapp.scheduling.units import unit

_STEPS = 1000
"""Odd values that differ by less than this part of the highest count as the same."""

_SHORT = 0.15
"""Seconds for one request, so that one that is hard to decide does not take the others' time."""


_NEARING = 0.06
"""The part of the time that is kept for bringing near what moves."""


def repair(
    problem: TimetableProblem,
    before: Mapping[str, Placement],
    seconds: float,
    settled: Collection[str] = (),
) -> Timetable:
    """The timetable that comes of `before` by the rule above, within about `seconds`.

    `settled` are requests that should rather stay, such as of people who were told their time.
    """
    return _Repair(problem, before, seconds, frozenset(settled)).run()


def moved(before: Mapping[str, Placement], after: Timetable) -> list[str]:
    """The requests that had a place and have another one now."""
    return [id_ for id_, place in after.placements.items() if before.get(id_, place) != place]


class _Repair:
    """The board as it is now, and what has lost its place."""

    def __init__(
        self,
        problem: TimetableProblem,
        before: Mapping[str, Placement],
        seconds: float,
        settled: frozenset[str],
    ) -> None:
        self._before = before
        self._settled = settled
        self._end = monotonic() + seconds
        self._deadline = self._end - seconds * _NEARING
        self._board = Board(problem)
        self._lost: list[TimetableRequest] = []
        # Where two cannot both stay any more, the one that is worth more does.
        for request in sorted(problem.requests, key=lambda r: (-r.value, r.id not in settled)):
            placement = before.get(request.id)
            if placement and self._board.allows(placement):
                self._board.put(placement)
            elif placement:
                self._lost.append(request)

    def run(self) -> Timetable:
        """Place what was lost, letting more and more others move."""
        lost = {request.id for request in self._lost}
        if self._lost:
            self._place(self._lost, set(), self._time_left())
        for request in self._lost:
            if request.id in self._board.placed or self._time_left() <= 0:
                continue
            if not self._swap(request):
                seconds = min(_SHORT, self._time_left())
                self._place([request], self._in_the_way([request]), seconds)
        movable: set[str] = set()
        while self._left() and self._time_left() > 0:
            wider = movable | (self._in_the_way([*self._left(), *self._requests(movable)]) - lost)
            if wider == movable:
                break
            movable = wider
            self._place(self._lost, movable, self._time_left())
        for id_ in sorted(self._settled - lost):
            self._spare(id_)
        order = sorted(self._board.problem.requests, key=lambda r: -r.value)
        placed = -1
        while len(self._board.placed) > placed:  # what moved may have made room
            fill_up(self._board, order)
            placed = len(self._board.placed)
            draw_near(self._board, self._before, self._end)
            fill_up(self._board, order)
        return timetable(self._board)

    def _swap(self, request: TimetableRequest, fixed: frozenset[str] = frozenset()) -> bool:
        """A place that one other, none of `fixed`, leaves for a free one: found at once where there
        is one."""
        board = self._board
        for id_ in sorted(self._in_the_way([request]) - fixed, key=self._readily):
            was = board.take(id_)
            place = first_place(board, request)
            if place:
                board.put(place)
                other = first_place(board, board.requests[id_])
                if other:
                    board.put(other)
                    return True
                board.take(request.id)
            board.put(was)
        return False

    def _spare(self, id_: str) -> None:
        """Let somebody else move in the place of one who should rather stay, if that is as good."""
        board, old = self._board, self._before.get(id_)
        if old is None or board.placed.get(id_, old) == old:
            return
        saved, moves = dict(board.placed), self._half_moves()
        board.take(id_)
        for request in self._lost:
            if request.id not in board.placed:
                continue
            was = board.take(request.id)
            if board.allows(old):
                board.put(old)
                if self._swap(request, self._settled) and self._half_moves() <= moves:
                    return
                self._put_back(saved)
                board.take(id_)
            else:
                board.put(was)
        self._put_back(saved)

    def _put_back(self, placed: Mapping[str, Placement]) -> None:
        """The board as it was."""
        board = self._board
        for id_ in [id_ for id_, now in board.placed.items() if placed.get(id_) != now]:
            board.take(id_)
        for id_, place in placed.items():
            if id_ not in board.placed:
                board.put(place)

    def _half_moves(self) -> int:
        days = self._board.ticks_per_day
        placed = self._board.placed
        return sum(
            distance(was, placed[id_], days)[0]
            for id_, was in self._before.items()
            if id_ in placed
        )

    def _readily(self, id_: str) -> tuple[bool, str]:
        """Sorts who may move as well as another before who should rather stay."""
        return id_ in self._settled, id_

    def _time_left(self) -> float:
        return self._deadline - monotonic()

    def _left(self) -> list[TimetableRequest]:
        return [request for request in self._lost if request.id not in self._board.placed]

    def _requests(self, ids: set[str]) -> list[TimetableRequest]:
        return [self._board.requests[id_] for id_ in sorted(ids)]

    def _place(self, wanting: list[TimetableRequest], movable: set[str], seconds: float) -> None:
        """The best places for those `wanting` one; the movable keep one, best their old one."""
        board = self._board
        ids = movable | {request.id for request in wanting}
        was = {id_: board.take(id_) for id_ in ids if id_ in board.placed}
        anchors = {id_: self._before[id_] for id_ in movable if board.allows(self._before[id_])}
        requests = [replace(request, value=0.0) for request in self._requests(movable)]
        requests += self._weighed(wanting, len(ids))
        times = {id_: self._before[id_].start for id_ in ids}
        model = Builder(board, requests, anchors, times, keep=movable).build()
        found: Mapping[str, Placement] = was
        if model.worth:
            answer = best(model, seconds, Watch(), encode(model, board, was))
            if answer.values is not None:
                found = decode(model, board, answer.values)
        for placement in found.values():
            board.put(placement)

    def _weighed(self, wanting: list[TimetableRequest], others: int) -> list[TimetableRequest]:
        """Those at values of which one step outweighs all moves together."""
        values = [request.value for request in self._lost]
        step = unit(values) or max(values) / _STEPS or 1.0
        return [
            replace(request, value=float(max(1, round(request.value / step)) * (others + 1)))
            for request in wanting
        ]

    def _in_the_way(self, wanting: list[TimetableRequest]) -> set[str]:
        """Who else holds a time, and a room or a person, that one of these could use."""
        board = self._board
        found = {request.id for request in wanting}
        for request in wanting:
            reached = [reach(starts, request.length) for starts in board.wanted(request)]
            people = frozenset[str]().union(*request.seats)
            for id_, placement in board.placed.items():
                if id_ in found:
                    continue
                day, at = divmod(placement.start, board.ticks_per_day)
                if reached[day] & span(at, board.requests[id_].length) and (
                    people.intersection(placement.interviewers)
                    or (placement.room in request.rooms and _rooms_short(board, request, day, at))
                ):
                    found.add(id_)
        return found - {request.id for request in wanting}


def _rooms_short(board: Board, request: TimetableRequest, day: int, at: int) -> bool:
    """Whether no suiting room could take the request at that time."""
    return not any(
        board.room_free(room, day, request.length) >> at & 1
        for room in request.rooms
        if room in board.rooms
    )
