"""The last step of a repair: what moves goes no further than it must.

Who has a place, and how many move, is settled by then. Each that moves gets the place that is
nearest to its old one: on the same day, then at the nearest time, then in the same room, then with
the same people. First one after the other, then, while there is time, two at once.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import combinations
from math import inf
from time import monotonic

from boothapp.domain.matching import matched
from boothapp.domain.timetable import Placement, TimetableRequest
from boothapp.scheduling.at_once import free_starts, seat_people
from boothapp.scheduling.board import Board, bits

Distance = tuple[int, int, int, int, int]
"""Half moves, days, ticks, another room, other people."""


def distance(was: Placement, now: Placement, ticks_per_day: int) -> Distance:
    """How far a place is from the old one; smaller is nearer. Another time is two half moves."""
    ticks = abs(was.start - now.start)
    return (
        0 if was == now else 2 if ticks else 1,
        abs(was.start // ticks_per_day - now.start // ticks_per_day),
        ticks,
        int(was.room != now.room),
        len(set(was.interviewers) - set(now.interviewers)),
    )


def nearest(board: Board, request: TimetableRequest, was: Placement) -> Placement | None:
    """The free place that is nearest to the old one; of two times the later one, which leaves more
    time to hear of it."""
    days = board.ticks_per_day
    starts = [
        day * days + at
        for day in range(board.days)
        for at in bits(free_starts(board, request, day))
    ]

    def far(start: int) -> tuple[int, int, int]:
        return abs(start // days - was.start // days), abs(start - was.start), -start

    for start in sorted(starts, key=far):
        day, at = divmod(start, days)
        choices = seat_people(board, request, day, at)
        for choice, old in zip(choices, was.interviewers, strict=True):
            choice.sort(key=partial(_other, old, was.interviewers))
        people = matched(choices)
        if people is not None:
            room = _room(board, request, was.room, day, at)
            return Placement(request=request.id, room=room, start=start, interviewers=people)
    return None


def _other(old: str, panel: Sequence[str], who: str) -> tuple[bool, bool]:
    """Sorts who sat there before those of the panel, and these before others."""
    return who != old, who not in panel


def draw_near(board: Board, before: Mapping[str, Placement], deadline: float) -> None:
    """Bring what moved as near to its old place as it goes; pairs only until the deadline."""
    moved = [id_ for id_, now in board.placed.items() if before.get(id_, now) != now]
    moved.sort(key=lambda id_: (-board.requests[id_].value, id_))
    for groups, end in (([(id_,) for id_ in moved], inf), ([*combinations(moved, 2)], deadline)):
        found = True
        while found:
            found = False
            for ids in groups:
                if monotonic() > end:
                    return
                found |= _nearer(board, before, ids)


def _nearer(board: Board, before: Mapping[str, Placement], ids: Sequence[str]) -> bool:
    """Place these anew, in both orders, where that brings them nearer all in all."""
    was = [board.placed[id_] for id_ in ids]
    best, shortest = was, _total(board, before, was)
    for order in (ids, ids[::-1])[: len(ids)]:
        for id_ in ids:
            board.take(id_)
        now = []
        for id_ in order:
            place = nearest(board, board.requests[id_], before[id_])
            if place is not None:
                board.put(place)
                now.append(place)
        if len(now) == len(ids) and _total(board, before, now) < shortest:
            best, shortest = now, _total(board, before, now)
        for place in now:
            board.take(place.request)
        for place in was:
            board.put(place)
    if best is was:
        return False
    for id_ in ids:
        board.take(id_)
    for place in best:
        board.put(place)
    return True


def _total(
    board: Board, before: Mapping[str, Placement], places: Sequence[Placement]
) -> tuple[int, ...]:
    each = [distance(before[one.request], one, board.ticks_per_day) for one in places]
    return tuple(map(sum, zip(*each, strict=True)))


def _room(board: Board, request: TimetableRequest, old: str, day: int, at: int) -> str:
    free = [
        room
        for room in board.rooms
        if room in request.rooms and board.room_free(room, day, request.length) >> at & 1
    ]
    return old if old in free else free[0]
