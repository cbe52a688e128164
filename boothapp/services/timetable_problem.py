"""The rooms, people and candidates of the event as a timetable problem, and its places back.

Time becomes the ticks of a `Grid`; what is no multiple of one is rounded so that nothing gets too
close.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from boothapp.domain.availability import merged
from boothapp.domain.clashes import can_come
from boothapp.domain.day_now import as_it_runs
from boothapp.domain.interviews import Candidate, Interview, InterviewDay, InterviewerDay, RoomDay
from boothapp.domain.needs import Interviewer, Need, seated, seats, seats_to_fill
from boothapp.domain.people import BusyTime, Rating
from boothapp.domain.timetable import (
    FixedInterview,
    Placement,
    TimetableInterviewer,
    TimetableProblem,
    TimetableRequest,
    TimetableRoom,
)
from boothapp.services.tick_grid import Grid

_WORTH = {Rating.HOT: 9.0, Rating.WARM: 4.0, Rating.COLD: 2.0, None: 1.0}
"""What an interview is worth: one hot candidate stands before two warm ones."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An interview that should have a place; `booked` is the one that may move for it.

    `why` it cannot stay where it is, in plain words; empty where it can.
    """

    key: str
    lead_id: str
    name: str
    rating: Rating | None
    need: Need
    busy: tuple[BusyTime, ...]
    booked: Interview | None = None
    why: tuple[str, ...] = ()

    @property
    def stuck(self) -> bool:
        """Whether it cannot stay where it is."""
        return bool(self.why)

    @classmethod
    def of(cls, candidate: Candidate) -> "Asked":
        """Of somebody who waits."""
        return cls(
            key=candidate.lead_id,
            lead_id=candidate.lead_id,
            name=candidate.name,
            rating=candidate.rating,
            need=candidate.need,
            busy=candidate.busy,
        )


@dataclass(frozen=True, slots=True)
class Translation:
    """A problem with what its ids and ticks stand for."""

    problem: TimetableProblem
    grid: Grid
    asked: dict[str, Asked]
    before: dict[str, Placement]
    """Where those who may move are now."""


def translate(
    days: Sequence[InterviewDay],
    asked: Sequence[Asked],
    now: datetime,
    zone: tzinfo,
    soonest: datetime | None = None,
) -> Translation:
    """The days from `soonest` on (aware), else from `now`.

    Bookings that are not among those asked stay as they are.
    So do those that are asked, could stay, and lie between the ticks.
    """
    usual = usual_minutes(days)
    minutes = [one.need.minutes or usual for one in asked if one.booked is None]
    slots = [column.room.slot_minutes for day in days for column in day.rooms]
    # Where bookings may move, each should be seen as it is; else their rounding costs nothing.
    repairing = any(one.booked is not None for one in asked)
    grid = Grid(days, (*minutes, *slots), exact=repairing)
    asked = [
        one
        for one in asked
        if one.booked is None or one.stuck or grid.holds(one.booked.starts, one.booked.ends)
    ]
    moving = {one.booked.id: one for one in asked if one.booked is not None}
    before = dict(_before(grid, days, moving))
    rooms = tuple(_room(grid, days, room, soonest or now, before.values()) for room in _rooms(days))
    people = tuple(_person(grid, days, who) for who in days[0].interviewers) if days else ()
    requests = tuple(_request(grid, days, one, usual, zone) for one in asked)
    problem = TimetableProblem(
        days=grid.days,
        ticks_per_day=grid.per_day,
        rooms=rooms,
        interviewers=people,
        requests=requests,
        fixed=tuple(_fixed(grid, [as_it_runs(day, now) for day in days], moving)),
    )
    return Translation(problem, grid, {one.key: one for one in asked}, before)


def usual_minutes(days: Sequence[InterviewDay]) -> int:
    """How long an interview lasts where nothing else is said: the slot of most rooms."""
    slots = Counter(column.room.slot_minutes for column in days[0].rooms)
    return min(slots, key=lambda minutes: (-slots[minutes], minutes))


def _rooms(days: Sequence[InterviewDay]) -> list[RoomDay]:
    return list(days[0].rooms) if days else []


def _room(
    grid: Grid,
    days: Sequence[InterviewDay],
    first: RoomDay,
    soonest: datetime,
    before: Iterable[Placement],
) -> TimetableRoom:
    open_, starts = set[int](), set[int]()
    step = timedelta(minutes=first.room.slot_minutes)
    for number, day in enumerate(days):
        column = next(one for one in day.rooms if one.room.id == first.room.id)
        can = set(grid.within(number, max(column.opens, soonest), column.closes))
        for span in column.blocked:
            can -= set(grid.touched(number, span.starts, span.ends))
        open_ |= can
        count = (column.closes - column.opens) // step
        starts |= {
            grid.on(number, column.opens + n * step, up=True)
            for n in range(count)
            if column.opens + n * step >= soonest
        }
    starts |= {place.start for place in before if place.room == first.room.id}
    buffer = grid.length(first.room.buffer_minutes)
    return TimetableRoom(
        id=first.room.id, open=frozenset(open_), starts=frozenset(starts), buffer=buffer
    )


def _person(grid: Grid, days: Sequence[InterviewDay], who: Interviewer) -> TimetableInterviewer:
    open_ = set[int]()
    for number, day in enumerate(days):
        person = next(one for one in day.people if one.who.id == who.id)
        open_ |= _can(grid, number, person)
    return TimetableInterviewer(
        id=who.id,
        open=frozenset(open_),
        most_a_day=None if who.day_minutes is None else who.day_minutes // grid.minutes,
        most_in_a_row=None if who.row_minutes is None else who.row_minutes // grid.minutes,
        gap=grid.length(who.gap_minutes),
    )


def _can(grid: Grid, number: int, person: InterviewerDay) -> set[int]:
    whole = range(number * grid.per_day, (number + 1) * grid.per_day)
    if person.open is None:
        can = set(whole)
    else:
        can = {
            tick
            for span in merged(person.open)
            for tick in grid.within(number, span.starts, span.ends)
        }
    for span in person.blocked:
        can -= set(grid.touched(number, span.starts, span.ends))
    return can


def _request(
    grid: Grid, days: Sequence[InterviewDay], one: Asked, usual: int, zone: tzinfo
) -> TimetableRequest:
    people = days[0].interviewers
    asked = seats_to_fill(one.need, people)
    minutes = one.need.minutes or usual
    if one.booked is not None:
        asked = _seats_of(one, one.booked, asked, people)
        minutes = round((one.booked.ends - one.booked.starts) / timedelta(minutes=1))
    open_ = {
        tick
        for tick in range(grid.days * grid.per_day)
        if can_come(one.need.windows, grid.starts(tick), grid.starts(tick) + grid.tick, zone)
    }
    for number, day in enumerate(days):
        taken = [(own.starts, own.ends) for own in one.busy]
        taken += [(other.starts, other.ends) for other in _others(day, one)]
        for starts, ends in taken:
            open_ -= set(grid.touched(number, starts, ends))
    return TimetableRequest(
        id=one.key,
        length=grid.length(minutes),
        value=_WORTH[one.rating],
        seats=asked,
        rooms=frozenset(
            column.room.id
            for column in days[0].rooms
            if column.room.seats > len(asked) and one.need.suits(column.room.kind)
        ),
        open=frozenset(open_),
    )


def _others(day: InterviewDay, one: Asked) -> Iterator[Interview]:
    """What else the candidate has that day."""
    for other in day.interviews:
        if other.lead_id == one.lead_id and other.occupies and other != one.booked:
            yield other


def _seats_of(
    one: Asked, booked: Interview, asked: tuple[frozenset[str], ...], people: Sequence[Interviewer]
) -> tuple[frozenset[str], ...]:
    """The seats of a booking that may move, in the order of its panel: as its need says where that
    is how it was booked, in whatever order.

    Otherwise those who hold it keep their seats; that of somebody gone is one of the need's that
    is left, the one that fewest can take, else for anyone who speaks the language.
    """
    panel, here = booked.panel_ids, frozenset(who.id for who in people)
    gone = frozenset(panel) - here
    narrow = sorted(asked, key=len)  # those who are there first: whoever comes may be anyone then
    rank = sorted(panel, key=lambda who: who in gone)
    order = seated([seat | gone for seat in narrow], rank)
    if order is not None and len(asked) == len(panel):
        found = dict(zip(order, narrow, strict=True))
        return tuple(found[who] for who in panel)
    left = iter(_not_taken(narrow, [who for who in panel if who in here]))
    anyone = seats(Need(language=one.need.language), people)[0]
    return tuple(frozenset({who}) if who in here else next(left, anyone) for who in panel)


def _not_taken(asked: Sequence[frozenset[str]], there: Sequence[str]) -> list[frozenset[str]]:
    """The seats that are left when as many as can be are taken by those who are there."""
    taken: list[frozenset[str]] = []
    left = []
    for seat in asked:
        if seated([*taken, seat], there) is None:
            left.append(seat)
        else:
            taken.append(seat)
    return left


def _before(
    grid: Grid, days: Sequence[InterviewDay], moving: dict[str, Asked]
) -> Iterator[tuple[str, Placement]]:
    """Where those who may move are; between the ticks, no room, for such a place is never kept."""
    for number, day in enumerate(days):
        for one in day.interviews:
            if one.id in moving:
                key = moving[one.id].key
                place = Placement(
                    request=key,
                    room=one.room_id if grid.holds(one.starts, one.ends) else "",
                    start=grid.on(number, one.starts, up=False),
                    interviewers=one.panel_ids,
                )
                yield key, place


def _fixed(
    grid: Grid, days: Sequence[InterviewDay], moving: dict[str, Asked]
) -> Iterator[FixedInterview]:
    for number, day in enumerate(days):
        known = {who.id for who in day.interviewers}
        for one in day.interviews:
            ticks = grid.touched(number, one.starts, one.ends)
            if one.occupies and one.id not in moving and len(ticks):
                yield FixedInterview(
                    room=one.room_id,
                    start=ticks.start,
                    length=len(ticks),
                    interviewers=tuple(who for who in one.panel_ids if who in known),
                )
