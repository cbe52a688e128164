"""Who and what is free when, while a timetable is being put together.

Ticks of one day are the bits of an int, so that "free for the whole length" is a few shifts.
"""

from collections.abc import Iterable, Iterator

from boothapp.domain.timetable import (
    FixedInterview,
    Placement,
    Tick,
    TimetableInterviewer,
    TimetableProblem,
    TimetableRequest,
    TimetableRoom,
)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def span(start: int, length: int) -> int:
    """The bits from `start` on, `length` of them."""
    return ((1 << length) - 1) << start


def day_masks(ticks: Iterable[Tick], days: int, ticks_per_day: int) -> list[int]:
    """Ticks as one int for each day; ticks outside the days are left out."""
    masks = [0] * days
    for tick in ticks:
        day, at = divmod(tick, ticks_per_day)
        if 0 <= day < days:
            masks[day] |= 1 << at
    return masks


def starts_in(free: int, length: int) -> int:
    """Where `length` free ticks begin."""
    found = free
    for shift in range(1, length):
        found &= free >> shift
    return found


def reach(starts: int, length: int) -> int:
    """The ticks that interviews beginning at these would hold."""
    found = 0
    for shift in range(length):
        found |= starts << shift
    return found


class Line:
    """The days of one room or one interviewer: when it is open and what it holds.

    `pause` are the ticks that stay empty after each interview, within its day; `most` and `in_row`
    are the caps of an interviewer.
    """

    def __init__(
        self, opened: list[int], pause: int, most: int | None = None, in_row: int | None = None
    ) -> None:
        self.open = opened
        self.pause = pause
        self.most = most
        self.in_row = in_row
        self.held = [0] * len(opened)
        self._cache: dict[tuple[int, int], int] = {}

    def put(self, day: int, at: int, length: int) -> None:
        """Hold an interview."""
        self.held[day] |= span(at, length)
        self.forget(day)

    def take(self, day: int, at: int, length: int) -> None:
        """Give an interview's time back."""
        self.held[day] &= ~span(at, length)
        self.forget(day)

    def starts(self, day: int, length: int) -> int:
        """Where an interview of that length may begin, as bits of the day."""
        known = self._cache.get((day, length))
        if known is None:
            known = self._cache[day, length] = self._starts(day, length)
        return known

    def forget(self, day: int) -> None:
        """What was worked out for the day does not hold any more."""
        for key in [key for key in self._cache if key[0] == day]:
            del self._cache[key]

    def _starts(self, day: int, length: int) -> int:
        held = self.held[day]
        if self.most is not None and held.bit_count() + length > self.most:
            return 0
        blocked = held
        for shift in range(1, self.pause + 1):
            blocked |= held << shift
        found = starts_in(self.open[day] & ~blocked, length)
        for shift in range(length, length + self.pause):
            found &= ~(held >> shift)
        if self.in_row is None or not found:
            return found
        return sum(1 << at for at in bits(found) if self._run(held, at, length) <= self.in_row)

    @staticmethod
    def _run(held: int, at: int, length: int) -> int:
        """How long the stretch without a pause would be."""
        run = length
        before = at - 1
        while before >= 0 and held >> before & 1:
            run += 1
            before -= 1
        after = at + length
        while held >> after & 1:
            run += 1
            after += 1
        return run


class Board:
    """All lines of a problem with its fixed interviews, and the placements put on it."""

    def __init__(self, problem: TimetableProblem) -> None:
        self.problem = problem
        self.days = problem.days
        self.ticks_per_day = problem.ticks_per_day
        self.requests = {request.id: request for request in problem.requests}
        self.rooms = {room.id: self._room(room) for room in problem.rooms}
        self.people = {person.id: self._person(person) for person in problem.interviewers}
        self.room_starts = {room.id: self._masks(room.starts) for room in problem.rooms}
        self.placed: dict[str, Placement] = {}
        self._wanted: dict[str, list[int]] = {}
        for fixed in problem.fixed:
            self._hold(fixed)

    def wanted(self, request: TimetableRequest) -> list[int]:
        """Where the candidate can begin, day by day."""
        found = self._wanted.get(request.id)
        if found is None:
            found = [starts_in(mask, request.length) for mask in self._masks(request.open)]
            self._wanted[request.id] = found
        return found

    def room_free(self, room: str, day: int, length: int) -> int:
        """Where an interview of that length may begin in the room."""
        return self.rooms[room].starts(day, length) & self.room_starts[room][day]

    def put(self, placement: Placement) -> None:
        """Place a request; nothing is checked."""
        length = self.requests[placement.request].length
        day, at = divmod(placement.start, self.ticks_per_day)
        self.rooms[placement.room].put(day, at, length)
        for person in placement.interviewers:
            self.people[person].put(day, at, length)
        self.placed[placement.request] = placement

    def take(self, request: str) -> Placement:
        """Take a placed request off again."""
        placement = self.placed.pop(request)
        length = self.requests[request].length
        day, at = divmod(placement.start, self.ticks_per_day)
        self.rooms[placement.room].take(day, at, length)
        for person in placement.interviewers:
            self.people[person].take(day, at, length)
        return placement

    def allows(self, placement: Placement) -> bool:
        """Whether the place is right for its request and free now."""
        request = self.requests.get(placement.request)
        if request is None or placement.room not in request.rooms & self.rooms.keys():
            return False
        day, at = divmod(placement.start, self.ticks_per_day)
        people = placement.interviewers
        if not 0 <= day < self.days or len(people) != len(request.seats):
            return False
        if len(set(people)) != len(people) or not self.people.keys() >= set(people):
            return False
        return (
            all(who in seat for who, seat in zip(people, request.seats, strict=True))
            and bool(self.wanted(request)[day] >> at & 1)
            and bool(self.room_free(placement.room, day, request.length) >> at & 1)
            and all(self.people[who].starts(day, request.length) >> at & 1 for who in people)
        )

    def _hold(self, fixed: FixedInterview) -> None:
        """A fixed interview holds its time even where that is closed or held twice."""
        lines = [self.rooms.get(fixed.room), *(self.people.get(who) for who in fixed.interviewers)]
        for tick in range(fixed.start, fixed.start + fixed.length):
            day, at = divmod(tick, self.ticks_per_day)
            for line in lines:
                if line is not None and 0 <= day < self.days:
                    line.put(day, at, 1)

    def _room(self, room: TimetableRoom) -> Line:
        return Line(self._masks(room.open), room.buffer)

    def _person(self, person: TimetableInterviewer) -> Line:
        return Line(self._masks(person.open), person.gap, person.most_a_day, person.most_in_a_row)

    def _masks(self, ticks: Iterable[Tick]) -> list[int]:
        return day_masks(ticks, self.days, self.ticks_per_day)
