"""Timetables at once: one request after the other, each into a place that is free."""

from collections.abc import Iterable

from boothapp.domain.matching import matched
from boothapp.domain.timetable import Placement, Timetable, TimetableProblem, TimetableRequest
from boothapp.scheduling.board import Board, bits


def first_come(problem: TimetableProblem) -> Timetable:
    """The requests in their order, each at the first time and in the first room that is free."""
    board = Board(problem)
    for request in problem.requests:
        placement = first_place(board, request)
        if placement:
            board.put(placement)
    return timetable(board)


def greedy(problem: TimetableProblem) -> Timetable:
    """What is worth most comes first, where it takes least from the others.

    Both orders are tried, by value and by value for the time it takes; the better one is given.
    """
    by_value = sorted(problem.requests, key=lambda r: (-r.value, _effort(r)))
    by_rate = sorted(problem.requests, key=lambda r: -r.value / _effort(r))
    tried = [_fill(problem, order) for order in (by_value, by_rate)]
    return max(tried, key=lambda found: found.value)


def timetable(board: Board) -> Timetable:
    """What stands on the board. The value is summed in the requests' order, so it is repeatable."""
    placed = board.placed
    placements = {r.id: placed[r.id] for r in board.problem.requests if r.id in placed}
    return Timetable(placements, sum(board.requests[id_].value for id_ in placements))


def fill_up(board: Board, order: Iterable[TimetableRequest]) -> None:
    """Place what has no place yet where there is one, in this order."""
    scarce = Scarcity(board.problem)
    for request in order:
        if request.id not in board.placed and request.value >= 0:
            placement = cheapest_place(board, request, scarce)
            if placement:
                board.put(placement)


class Scarcity:
    """How much each room and interviewer is wanted: the more, the better it is kept free."""

    def __init__(self, problem: TimetableProblem) -> None:
        self.room = {room.id: 0.0 for room in problem.rooms}
        self.person = {person.id: 0.0 for person in problem.interviewers}
        for request in problem.requests:
            for room in request.rooms:
                if room in self.room:
                    self.room[room] += request.length / max(1, len(request.rooms))
            for seat in request.seats:
                for person in seat:
                    if person in self.person:
                        self.person[person] += request.length / len(seat)


def seat_people(board: Board, request: TimetableRequest, day: int, at: int) -> list[list[str]]:
    """For each seat those who are free then, in the problem's order."""
    return [
        [
            who
            for who, line in board.people.items()
            if who in seat and line.starts(day, request.length) >> at & 1
        ]
        for seat in request.seats
    ]


def free_starts(board: Board, request: TimetableRequest, day: int) -> int:
    """Where candidate, some suiting room and somebody for each seat are free."""
    found = board.wanted(request)[day]
    for seat in request.seats if found else ():
        people = 0
        for who in seat:
            if who in board.people:
                people |= board.people[who].starts(day, request.length)
        found &= people
    if not found:
        return 0
    rooms = 0
    for room in request.rooms:
        if room in board.rooms:
            rooms |= board.room_free(room, day, request.length)
    return found & rooms


def cheapest_place(board: Board, request: TimetableRequest, scarce: Scarcity) -> Placement | None:
    """A free place that takes the least wanted room and people, the earliest of these."""
    best: tuple[float, Placement] | None = None
    for day in range(board.days):
        for at in bits(free_starts(board, request, day)):
            rooms = [r for r in request.rooms if _room_is_free(board, r, day, at, request.length)]
            room = min(rooms, key=lambda r: (scarce.room[r], r))
            choices = seat_people(board, request, day, at)
            for choice in choices:
                choice.sort(key=lambda who: scarce.person[who])
            people = matched(choices)
            if people is None:
                continue
            cost = scarce.room[room] + sum(scarce.person[who] for who in people)
            if best is None or cost < best[0]:
                start = day * board.ticks_per_day + at
                best = (
                    cost,
                    Placement(request=request.id, room=room, start=start, interviewers=people),
                )
    return best[1] if best else None


def _room_is_free(board: Board, room: str, day: int, at: int, length: int) -> bool:
    return room in board.rooms and bool(board.room_free(room, day, length) >> at & 1)


def first_place(board: Board, request: TimetableRequest) -> Placement | None:
    """The earliest free place, in the first room that is free then."""
    for day in range(board.days):
        for at in bits(free_starts(board, request, day)):
            people = matched(seat_people(board, request, day, at))
            if people is None:
                continue
            room = next(
                room
                for room in board.rooms
                if room in request.rooms and _room_is_free(board, room, day, at, request.length)
            )
            start = day * board.ticks_per_day + at
            return Placement(request=request.id, room=room, start=start, interviewers=people)
    return None


def _fill(problem: TimetableProblem, order: Iterable[TimetableRequest]) -> Timetable:
    board = Board(problem)
    fill_up(board, order)
    return timetable(board)


def _effort(request: TimetableRequest) -> int:
    """The time it takes of rooms and people."""
    return max(1, request.length) * (1 + len(request.seats))
