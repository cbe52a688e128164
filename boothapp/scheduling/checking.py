"""Whether a timetable keeps to its problem, by counting that shares nothing with the search."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from boothapp.domain.timetable import (
    Placement,
    Tick,
    Timetable,
    TimetableInterviewer,
    TimetableProblem,
    TimetableRequest,
    TimetableRoom,
)


class Rule(StrEnum):
    """What a timetable can break."""

    UNKNOWN = "unknown"
    DAY = "day"
    CANDIDATE = "candidate"
    ROOM_SUITS = "room_suits"
    ROOM_OPEN = "room_open"
    ROOM_START = "room_start"
    ROOM_TAKEN = "room_taken"
    SEATS = "seats"
    PERSON_OPEN = "person_open"
    PERSON_TAKEN = "person_taken"
    MOST_A_DAY = "most_a_day"
    MOST_IN_A_ROW = "most_in_a_row"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule: by which request, and at which room or interviewer."""

    rule: Rule
    request: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Something that takes time: a placement, or a fixed interview (no request)."""

    request: str
    room: str
    people: tuple[str, ...]
    start: Tick
    end: Tick


def check(problem: TimetableProblem, timetable: Timetable) -> list[Violation]:
    """Everything that is wrong with the timetable; empty if it may be used as it is.

    What fixed interviews break among themselves is not counted.
    """
    requests = {request.id: request for request in problem.requests}
    found: list[Violation] = []
    meetings = [
        _Meeting("", one.room, one.interviewers, one.start, one.start + one.length)
        for one in problem.fixed
    ]
    for id_, placement in timetable.placements.items():
        request = requests.get(id_)
        if request is None or placement.request != id_:
            found.append(Violation(Rule.UNKNOWN, id_))
            continue
        found += _alone(problem, request, placement)
        end = placement.start + request.length
        meetings.append(_Meeting(id_, placement.room, placement.interviewers, placement.start, end))
    found += _together(problem, meetings)
    for person in problem.interviewers:
        found += _caps(problem, person, [one for one in meetings if person.id in one.people])
    worth = sum(requests[id_].value for id_ in timetable.placements if id_ in requests)
    if abs(worth - timetable.value) > 1e-6 * max(1.0, abs(worth)):
        found.append(Violation(Rule.VALUE, ""))
    return found


def _alone(
    problem: TimetableProblem, request: TimetableRequest, placement: Placement
) -> Iterator[Violation]:
    """What a placement breaks whatever else takes place."""
    ticks = range(placement.start, placement.start + request.length)
    if placement.start < 0 or ticks[-1] >= problem.days * problem.ticks_per_day:
        yield Violation(Rule.DAY, request.id)
    if ticks[0] // problem.ticks_per_day != ticks[-1] // problem.ticks_per_day:
        yield Violation(Rule.DAY, request.id)
    if any(tick not in request.open for tick in ticks):
        yield Violation(Rule.CANDIDATE, request.id)
    rooms = [room for room in problem.rooms if room.id == placement.room]
    if not rooms or placement.room not in request.rooms:
        yield Violation(Rule.ROOM_SUITS, request.id, placement.room)
    for room in rooms:
        if any(tick not in room.open for tick in ticks):
            yield Violation(Rule.ROOM_OPEN, request.id, room.id)
        if placement.start not in room.starts:
            yield Violation(Rule.ROOM_START, request.id, room.id)
    people = placement.interviewers
    known = {person.id: person for person in problem.interviewers}
    if len(people) != len(request.seats) or len(set(people)) != len(people):
        yield Violation(Rule.SEATS, request.id)
    for who, seat in zip(people, request.seats, strict=False):
        if who not in seat or who not in known:
            yield Violation(Rule.SEATS, request.id, who)
        elif any(tick not in known[who].open for tick in ticks):
            yield Violation(Rule.PERSON_OPEN, request.id, who)


def _together(problem: TimetableProblem, meetings: list[_Meeting]) -> Iterator[Violation]:
    """Whom and which room two meetings share at once, pauses included."""
    buffers: dict[str, TimetableRoom] = {room.id: room for room in problem.rooms}
    gaps = {person.id: person.gap for person in problem.interviewers}
    for number, one in enumerate(meetings):
        for other in meetings[:number]:
            if not one.request and not other.request:
                continue
            if one.start // problem.ticks_per_day != other.start // problem.ticks_per_day:
                continue
            who_broke = one.request or other.request
            earlier, later = sorted((one, other), key=lambda meeting: (meeting.start, meeting.end))
            pause = later.start - earlier.end
            if one.room == other.room and one.room in buffers and pause < buffers[one.room].buffer:
                yield Violation(Rule.ROOM_TAKEN, who_broke, one.room)
            for who in set(one.people) & set(other.people):
                if who in gaps and pause < gaps[who]:
                    yield Violation(Rule.PERSON_TAKEN, who_broke, who)


def _caps(
    problem: TimetableProblem, person: TimetableInterviewer, meetings: list[_Meeting]
) -> Iterator[Violation]:
    """An interviewer's caps, where a placement of the timetable has a part in breaking them."""
    for day in range(problem.days):
        first = day * problem.ticks_per_day
        holding: dict[Tick, str] = {}
        for one in sorted(meetings, key=lambda meeting: meeting.request):
            for tick in range(one.start, one.end):
                if first <= tick < first + problem.ticks_per_day:
                    holding[tick] = one.request
        placed = next((request for request in holding.values() if request), None)
        if placed and person.most_a_day is not None and len(holding) > person.most_a_day:
            yield Violation(Rule.MOST_A_DAY, placed, person.id)
        run: list[str] = []
        for tick in range(first, first + problem.ticks_per_day + 1):
            if tick in holding:
                run.append(holding[tick])
                continue
            too_long = person.most_in_a_row is not None and len(run) > person.most_in_a_row
            if too_long and any(run):
                yield Violation(Rule.MOST_IN_A_ROW, max(run), person.id)
            run = []
