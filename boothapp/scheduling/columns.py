"""From a model's columns to places, and back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from boothapp.domain.timetable import Placement, Tick, TimetableRequest
from boothapp.scheduling.board import Board
from boothapp.scheduling.model import Model, RoomKind

_Use = tuple[int, TimetableRequest, tuple[str, ...]]
"""An interview's tick of the day, its request and who takes the seats."""


def decode(model: Model, board: Board, values: Sequence[float]) -> dict[str, Placement]:
    """The places that whole-numbered columns stand for. `board` is the one they were built on."""
    count = [round(value) for value in values]
    placements = {a.request: a for column, a in model.anchors.items() if count[column]}
    people = {
        key: [who for who, column in columns.items() if count[column]]
        for key, columns in model.seats.items()
    }
    rooms = {
        key: [kind for kind, column in columns.items() for _ in range(count[column])]
        for key, columns in model.room_uses.items()
    }
    waiting = [list(group) for group in model.groups]
    by_kind: dict[RoomKind, list[_Use]] = defaultdict(list)
    for (group, day, at), column in model.starts.items():
        for _ in range(count[column]):
            request = waiting[group].pop(0)
            seated = tuple(people[seat, request.length, day, at].pop() for seat in request.seats)
            kind = rooms[request.rooms, request.length, day, at].pop()
            by_kind[kind].append((at, request, seated))
    for kind, uses in by_kind.items():
        for placement in _spread(kind, sorted(uses, key=lambda use: use[0]), board.ticks_per_day):
            placements[placement.request] = placement
    return placements


def _spread(kind: RoomKind, uses: list[_Use], ticks_per_day: Tick) -> list[Placement]:
    """Each interview, by its start, into the first room of the kind that is free again."""
    free_from = dict.fromkeys(kind.rooms, 0)
    found = []
    for at, request, people in uses:
        room = next(room for room, free in free_from.items() if free <= at)
        free_from[room] = at + request.length + kind.pause
        start = kind.day * ticks_per_day + at
        found.append(Placement(request=request.id, room=room, start=start, interviewers=people))
    return found


def encode(model: Model, board: Board, placements: Mapping[str, Placement]) -> list[float]:
    """The columns that these valid places stand for, for the solver to begin with."""
    values = [0.0] * len(model.worth)
    for number, group in enumerate(model.groups):
        for request in group:
            placement = placements.get(request.id)
            if placement:
                _mark(model, board, values, number, request, placement)
    return values


def _mark(
    model: Model,
    board: Board,
    values: list[float],
    number: int,
    request: TimetableRequest,
    placement: Placement,
) -> None:
    for column, anchor in model.anchors.items():
        if anchor == placement:
            values[column] = 1
            return
    day, at = divmod(placement.start, board.ticks_per_day)
    values[model.starts[number, day, at]] += 1
    for seat, who in zip(request.seats, placement.interviewers, strict=True):
        values[model.seats[seat, request.length, day, at][who]] += 1
    uses = model.room_uses[request.rooms, request.length, day, at]
    values[next(column for kind, column in uses.items() if placement.room in kind.rooms)] += 1
