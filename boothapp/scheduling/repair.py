"""A timetable after something changed: somebody or a room was lost, and most shall stay as it is.

The rule, each point before the next:

1. What can stay or move keeps a place: nobody loses one so that somebody else gets it.
2. Of what cannot stay, the most value is placed again.
3. As few others as possible move, so others move only where it saves a place. Another room or other
   interviewers at the same time count half.
4. What had no place before gets one where one is free now; nothing moves for it.

First only what cannot stay is placed, with all others where they are. If that leaves some out, those
who stand in their way may move, then those who stand in the way of these, and so on while there is
time: each such step is solved to its optimum.
"""

from collections.abc import Mapping
from dataclasses import replace
from time import monotonic

from boothapp.domain.timetable import Placement, Timetable, TimetableProblem, TimetableRequest
from boothapp.scheduling.board import Board, bits, span
from boothapp.scheduling.columns import decode, encode
from boothapp.scheduling.greedy import fill_up, timetable
from boothapp.scheduling.highs import Watch, best
from boothapp.scheduling.model import Builder

_STEPS = 1000
"""Values that differ by less than this part of the highest count as the same."""


def repair(
    problem: TimetableProblem, before: Mapping[str, Placement], seconds: float
) -> Timetable:
    """The timetable that comes of `before` by the rule above, within about `seconds`."""
    return _Repair(problem, before, monotonic() + seconds).run()


def moved(before: Mapping[str, Placement], after: Timetable) -> list[str]:
    """The requests that had a place and have another one now."""
    return [id_ for id_, place in after.placements.items() if before.get(id_, place) != place]


class _Repair:
    """The board as it is now, and what has lost its place."""

    def __init__(
        self, problem: TimetableProblem, before: Mapping[str, Placement], deadline: float
    ) -> None:
        self._before = before
        self._deadline = deadline
        self._board = Board(problem)
        self._lost: list[TimetableRequest] = []
        # Where two cannot both stay any more, the one that is worth more does.
        for request in sorted(problem.requests, key=lambda r: -r.value):
            placement = before.get(request.id)
            if placement and self._board.allows(placement):
                self._board.put(placement)
            elif placement:
                self._lost.append(request)

    def run(self) -> Timetable:
        """Place what was lost, letting more and more others move."""
        if self._lost:
            self._place(set())
            movable: set[str] = set()
            while self._some_left() and monotonic() < self._deadline:
                wider = movable | self._in_the_way(movable)
                if wider == movable:
                    break
                movable = wider
                self._place(movable)
        fill_up(self._board, sorted(self._board.problem.requests, key=lambda r: -r.value))
        return timetable(self._board)

    def _some_left(self) -> bool:
        return any(request.id not in self._board.placed for request in self._lost)

    def _place(self, movable: set[str]) -> None:
        """The best places for what was lost; those who may move start from where they are."""
        board = self._board
        lost = {request.id for request in self._lost}
        was = {id_: board.take(id_) for id_ in lost | movable if id_ in board.placed}
        anchors = {id_: self._before[id_] for id_ in movable}
        requests = [replace(board.requests[id_], value=0.0) for id_ in sorted(movable)]
        requests += self._weighed(len(anchors) + len(lost))
        times = {request.id: self._before[request.id].start for request in requests}
        model = Builder(board, requests, anchors, times).build()
        found: Mapping[str, Placement] = was
        if model.worth:
            begin = encode(model, board, was)
            answer = best(model, self._deadline - monotonic(), Watch(), begin)
            if answer.values is not None:
                found = decode(model, board, answer.values)
        for placement in found.values():
            board.put(placement)

    def _weighed(self, others: int) -> list[TimetableRequest]:
        """What was lost, at values of which one step outweighs all others' moves together."""
        step = max((request.value for request in self._lost), default=0.0) / _STEPS or 1.0
        values = [max(1, round(request.value / step)) for request in self._lost]
        return [
            replace(request, value=float(value * (others + 1)))
            for request, value in zip(self._lost, values, strict=True)
        ]

    def _in_the_way(self, movable: set[str]) -> set[str]:
        """Who holds a time, and a room or a person, that one of these could use."""
        board = self._board
        wanting = [r for r in self._lost if r.id not in board.placed]
        wanting += [board.requests[id_] for id_ in movable]
        lost = {request.id for request in self._lost}
        found: set[str] = set()
        for request in wanting:
            reached = [_reach(starts, request.length) for starts in board.wanted(request)]
            people = frozenset[str]().union(*request.seats)
            for id_, placement in board.placed.items():
                if id_ in lost or id_ in found or id_ in movable:
                    continue
                day, at = divmod(placement.start, board.ticks_per_day)
                if reached[day] & span(at, board.requests[id_].length) and (
                    people.intersection(placement.interviewers)
                    or (placement.room in request.rooms and _rooms_short(board, request, day, at))
                ):
                    found.add(id_)
        return found


def _reach(starts: int, length: int) -> int:
    """The ticks that interviews beginning at these would hold."""
    reached = 0
    for at in bits(starts):
        reached |= span(at, length)
    return reached


def _rooms_short(board: Board, request: TimetableRequest, day: int, at: int) -> bool:
    """Whether no suiting room could take the request at that time."""
    return not any(
        board.room_free(room, day, request.length) >> at & 1
        for room in request.rooms
        if room in board.rooms
    )
