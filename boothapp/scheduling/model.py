"""A timetable problem as a linear program in whole numbers.

Its size is what decides. Three thoughts keep it small and lose nothing:

- Whoever sits on a seat does not care which of two requests with the same choice of people they
  serve. So there is one column for "request r starts at s" and one for "interviewer i takes a seat
  of this kind at s", not one for each pair. A panel's people differ by themselves: nobody is in two
  interviews at once.
- Rooms that are alike on a day are counted; intervals that nowhere exceed the count can always be
  spread over the rooms.
- Requests that are alike in everything share their columns.

A placement that may stay exactly as it is (see repair) is a column of its own, an anchor.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from boothapp.domain.timetable import Placement, Tick, TimetableRequest
from boothapp.scheduling.at_once import free_starts
from boothapp.scheduling.board import Board, Line, bits, span

SeatKey = tuple[frozenset[str], int, int, int]
"""Who may sit there, the length, the day and the tick of the day."""

RoomKey = tuple[frozenset[str], int, int, int]
"""Which rooms suit, the length, the day and the tick of the day."""

Terms = dict[int, float]


@dataclass(slots=True)
class Row:
    """The sum of columns times factors lies between `least` and `most`."""

    terms: Terms
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Held:
    """A column that holds time of a line: from `at` on, `length` ticks."""

    at: int
    length: int
    column: int


@dataclass(frozen=True, slots=True)
class RoomKind:
    """Rooms that are alike on a day."""

    day: int
    rooms: tuple[str, ...]
    pause: int


@dataclass(slots=True)
class Model:
    """Columns (worth and upper end, lower end 0) and rows, and what the columns stand for."""

    worth: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    starts: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """(group, day, tick) → column."""
    groups: list[list[TimetableRequest]] = field(default_factory=list)
    seats: dict[SeatKey, dict[str, int]] = field(default_factory=dict)
    """Where seats are wanted: interviewer → column."""
    room_uses: dict[RoomKey, dict[RoomKind, int]] = field(default_factory=dict)
    anchors: dict[int, Placement] = field(default_factory=dict)

    def column(self, worth: float, upper: float) -> int:
        """A new column's number."""
        self.worth.append(worth)
        self.upper.append(upper)
        return len(self.worth) - 1


class Builder:
    """Puts the model of `requests` together; what stands on the board stays.

    `anchors` are placements of some of the requests that may stay, which is worth 1. To begin at
    the time in `times`, wherever and with whom, is worth half of that. Those in `keep` are placed
    in any case.
    """

    def __init__(
        self,
        board: Board,
        requests: Iterable[TimetableRequest],
        anchors: Mapping[str, Placement] | None = None,
        times: Mapping[str, Tick] | None = None,
        keep: Collection[str] = (),
    ) -> None:
        self._board = board
        self._anchors = anchors or {}
        self._times = times or {}
        self._keep = keep
        self._model = Model()
        self._seat_uses: dict[SeatKey, Terms] = defaultdict(dict)
        self._room_uses: dict[RoomKey, Terms] = defaultdict(dict)
        self._people: dict[tuple[str, int], list[Held]] = defaultdict(list)
        self._rooms: dict[RoomKind, list[Held]] = defaultdict(list)
        self._kinds: dict[tuple[int, str], RoomKind] = {}
        self._model.groups = self._grouped(requests)

    def build(self) -> Model:
        """The whole model."""
        self._find_kinds()
        for number, group in enumerate(self._model.groups):
            self._add_starts(number, group)
        for key, uses in self._seat_uses.items():
            self._link_people(key, uses)
        for key, uses in self._room_uses.items():
            self._link_rooms(key, uses)
        for (who, day), held in self._people.items():
            self._limit_person(self._board.people[who], day, held)
        for kind, held in self._rooms.items():
            self._one_at_a_time(held, kind.pause, len(kind.rooms))
        return self._model

    def _grouped(self, requests: Iterable[TimetableRequest]) -> list[list[TimetableRequest]]:
        groups: dict[object, list[TimetableRequest]] = {}
        for request in requests:
            seats = tuple(sorted(tuple(sorted(seat)) for seat in request.seats))
            alike = (request.length, request.value, seats, request.rooms, request.open)
            tied = request.id in self._times
            groups.setdefault(request.id if tied else alike, []).append(request)
        return list(groups.values())

    def _find_kinds(self) -> None:
        """Rooms are alike on a day if they are free alike and suit the same requests."""
        asked = {request.rooms for group in self._model.groups for request in group}
        for day in range(self._board.days):
            alike: dict[object, list[str]] = defaultdict(list)
            for id_, line in self._board.rooms.items():
                suits = frozenset(rooms for rooms in asked if id_ in rooms)
                starts = self._board.room_starts[id_][day]
                key = (line.open[day], line.held[day], starts, line.pause, suits)
                # An anchor names its room, and intervals of which some are tied to a room cannot
                # always be spread.
                alike[id_ if self._anchors else key].append(id_)
            for rooms in alike.values():
                kind = RoomKind(day, tuple(rooms), self._board.rooms[rooms[0]].pause)
                self._kinds.update({(day, room): kind for room in rooms})

    def _add_starts(self, number: int, group: list[TimetableRequest]) -> None:
        model, request = self._model, group[0]
        terms: Terms = {}
        for day in range(self._board.days):
            for at in bits(free_starts(self._board, request, day)):
                same_time = self._times.get(request.id) == day * self._board.ticks_per_day + at
                column = model.column(request.value + same_time / 2, len(group))
                model.starts[number, day, at] = column
                terms[column] = 1
                for seat in request.seats:
                    uses = self._seat_uses[seat, request.length, day, at]
                    uses[column] = uses.get(column, 0) + 1
                self._room_uses[request.rooms, request.length, day, at][column] = 1
        anchor = self._anchors.get(request.id)
        if anchor:
            terms[self._add_anchor(request, anchor)] = 1
        if terms:
            model.rows.append(Row(terms, int(request.id in self._keep), len(group)))

    def _add_anchor(self, request: TimetableRequest, anchor: Placement) -> int:
        column = self._model.column(request.value + 1, 1)
        self._model.anchors[column] = anchor
        day, at = divmod(anchor.start, self._board.ticks_per_day)
        held = Held(at, request.length, column)
        self._rooms[self._kinds[day, anchor.room]].append(held)
        for who in anchor.interviewers:
            self._people[who, day].append(held)
        return column

    def _link_people(self, key: SeatKey, uses: Terms) -> None:
        """As many people as seats are wanted."""
        who_can, length, day, at = key
        terms = {column: -count for column, count in uses.items()}
        columns = self._model.seats[key] = {}
        for who in sorted(who_can & self._board.people.keys()):
            if self._board.people[who].starts(day, length) >> at & 1:
                column = columns[who] = self._model.column(0, 1)
                terms[column] = 1
                self._people[who, day].append(Held(at, length, column))
        self._model.rows.append(Row(terms, 0, 0))

    def _link_rooms(self, key: RoomKey, uses: Terms) -> None:
        suiting, length, day, at = key
        terms = {column: -count for column, count in uses.items()}
        columns = self._model.room_uses[key] = {}
        for room in sorted(suiting & self._board.rooms.keys()):
            kind = self._kinds[day, room]
            if kind not in columns and self._board.room_free(room, day, length) >> at & 1:
                column = columns[kind] = self._model.column(0, len(kind.rooms))
                terms[column] = 1
                self._rooms[kind].append(Held(at, length, column))
        self._model.rows.append(Row(terms, 0, 0))

    def _one_at_a_time(self, held: list[Held], pause: int, most: int) -> None:
        """Intervals that meet all contain the start of one of them, so starts are enough."""
        for tick in sorted({one.at for one in held}):
            terms = {
                one.column: 1.0 for one in held if one.at <= tick < one.at + one.length + pause
            }
            if len(terms) > 1:
                self._model.rows.append(Row(terms, 0, most))

    def _limit_person(self, line: Line, day: int, held: list[Held]) -> None:
        self._one_at_a_time(held, line.pause, 1)
        rows = self._model.rows
        if line.most is not None:
            terms = {one.column: float(one.length) for one in held}
            rows.append(Row(terms, 0, line.most - line.held[day].bit_count()))
        # With a pause after each interview no two of them make a row.
        if line.in_row is None or line.pause:
            return
        for first in range(self._board.ticks_per_day - line.in_row):
            window = span(first, line.in_row + 1)
            terms = {
                one.column: float((span(one.at, one.length) & window).bit_count())
                for one in held
                if span(one.at, one.length) & window
            }
            taken = (line.held[day] & window).bit_count()
            if taken + sum(terms.values()) > line.in_row and terms:
                rows.append(Row(terms, 0, max(0, line.in_row - taken)))
