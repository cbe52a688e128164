"""Every reason against a place, one by one, and that nothing else is one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.availability import Availability, AvailabilityKind, Span
from boothapp.domain.clashes import SOFT, CandidateTimes, ClashKind, Wanted, clashes
from boothapp.domain.day_now import NoteworthyKind, as_it_runs, noteworthy
from boothapp.domain.event import Room
from boothapp.domain.interviews import (
    Interview,
    InterviewDay,
    InterviewerDay,
    InterviewStatus,
    Panelist,
    RoomDay,
)
from boothapp.domain.needs import Interviewer, Window
from boothapp.domain.people import BusyTime

DAY = date(2026, 7, 9)
NAMSAN = Room(id="n", name="Namsan", seats=3)
HANGANG = Room(id="h", name="Hangang", seats=2)
TOMASZ = Interviewer(id="t", name="Tomasz")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, 9, hour, minute, tzinfo=UTC)


def booked(
    starts: datetime,
    ends: datetime,
    room: str = "n",
    lead: str = "x",
    who: str = "t",
    status: InterviewStatus = InterviewStatus.PLANNED,
) -> Interview:
    return Interview(
        id=f"{room}{starts:%H%M}",
        room_id=room,
        lead_id=lead,
        candidate="Ingrid",
        affiliation="",
        rating=None,
        panel=(Panelist(who, "Somebody"),) if who else (),
        starts=starts,
        ends=ends,
        status=status,
    )


def day(
    *interviews: Interview,
    who: InterviewerDay | None = None,
    room: Room = NAMSAN,
    blocked: tuple[Span, ...] = (),
) -> InterviewDay:
    rooms = tuple(
        RoomDay(
            one,
            at(9),
            at(18),
            tuple(i for i in interviews if i.room_id == one.id),
            blocked if one is room else (),
        )
        for one in (room, HANGANG)
    )
    return InterviewDay(DAY, rooms, (who or InterviewerDay(TOMASZ),))


NO_TIMES = CandidateTimes()
WANTED = Wanted(room_id="n", lead_id="me", panel=("t",), starts=at(11), ends=at(12))


def found(
    where: InterviewDay, wanted: Wanted = WANTED, times: CandidateTimes = NO_TIMES
) -> set[ClashKind]:
    return {clash.kind for clash in clashes(where, wanted, times, UTC)}


@pytest.mark.parametrize(
    ("other", "kinds"),
    [
        (booked(at(11, 30), at(13), who=""), {ClashKind.ROOM}),
        (booked(at(11, 30), at(13), room="h"), {ClashKind.INTERVIEWER}),
        (booked(at(10), at(11, 1), room="h", lead="me", who=""), {ClashKind.CANDIDATE}),
        (booked(at(10), at(11)), set()),
        (booked(at(12), at(13)), set()),
        (booked(at(11), at(12), status=InterviewStatus.CANCELLED), set()),
        (booked(at(11), at(12), status=InterviewStatus.NO_SHOW), set()),
        (
            booked(at(11), at(12), status=InterviewStatus.DONE),
            {ClashKind.ROOM, ClashKind.INTERVIEWER},
        ),
    ],
)
def test_that_nobody_and_no_room_is_had_twice(other: Interview, kinds: set[ClashKind]) -> None:
    assert found(day(other)) == kinds
    assert found(day(other), replace(WANTED, leaving=other.id)) == set()


def test_that_hours_seats_and_blocked_times_are_kept() -> None:
    assert found(day(), replace(WANTED, starts=at(8))) == {ClashKind.CLOSED}
    assert found(day(), replace(WANTED, ends=at(18, 1))) == {ClashKind.CLOSED}
    assert found(day(), replace(WANTED, ends=at(11, 4))) == {ClashKind.TOO_SHORT}
    press = (Span(at(11, 30), at(13), "Press"),)
    assert found(day(blocked=press)) == {ClashKind.BLOCKED}
    assert found(day(blocked=press), replace(WANTED, ends=at(11, 30))) == set()
    assert found(day(room=replace(NAMSAN, seats=1))) == {ClashKind.SEATS}


def test_that_air_is_left_between() -> None:
    before = booked(at(10), at(10, 55), lead="x")
    assert found(day(before, room=replace(NAMSAN, buffer_minutes=10))) == {ClashKind.BUFFER}
    assert found(day(before, room=replace(NAMSAN, buffer_minutes=5))) == set()
    busy = InterviewerDay(replace(TOMASZ, gap_minutes=10))
    assert found(day(booked(at(12, 9), at(13), room="h"), who=busy)) == {ClashKind.GAP}
    assert found(day(booked(at(12, 10), at(13), room="h"), who=busy)) == set()


def test_that_an_interviewer_is_not_asked_for_more_than_they_can() -> None:
    can = InterviewerDay(TOMASZ, open=(Span(at(9), at(11, 30)), Span(at(12), at(15))))
    assert found(day(who=can)) == {ClashKind.AWAY}
    assert found(day(who=can), replace(WANTED, ends=at(11, 30))) == set()
    lunch = InterviewerDay(TOMASZ, blocked=(Span(at(11, 45), at(12, 30), "Lunch"),))
    assert found(day(who=lunch)) == {ClashKind.AWAY}
    two = (booked(at(9), at(10), room="h"), booked(at(10), at(11), room="h"))
    full = InterviewerDay(replace(TOMASZ, day_minutes=150))
    assert found(day(*two, who=full)) == {ClashKind.DAY_FULL}
    assert found(day(*two, who=InterviewerDay(replace(TOMASZ, day_minutes=180)))) == set()
    tired = InterviewerDay(replace(TOMASZ, row_minutes=120))
    assert found(day(*two, who=tired)) == {ClashKind.ROW_FULL}
    assert found(day(*two, who=tired), replace(WANTED, starts=at(11, 5), ends=at(12))) == set()
    around = (booked(at(10), at(11), room="h"), booked(at(12), at(13), room="h"))
    assert found(day(*around, who=tired)) == {ClashKind.ROW_FULL}


def test_that_the_candidates_own_times_count() -> None:
    poster = BusyTime("poster", "Poster 1187", at(11, 30), at(13))
    assert found(day(), times=CandidateTimes((poster,))) == {ClashKind.OWN_EVENT}
    window = CandidateTimes((), (Window(date(2026, 7, 10)), Window(DAY, time(11, 30), None)))
    assert found(day(), times=window) == {ClashKind.CANNOT}
    assert found(day(), replace(WANTED, starts=at(11, 30)), window) == set()
    until = CandidateTimes((), (Window(None, None, time(12)),))
    assert found(day(), times=until) == set()
    assert found(day(), replace(WANTED, ends=at(12, 5)), until) == {ClashKind.CANNOT}


def test_that_times_that_touch_are_one() -> None:
    parts = (Span(at(9), at(11, 30)), Span(at(11, 30), at(18)))
    assert found(day(who=InterviewerDay(TOMASZ, open=parts))) == set()
    apart = (Span(at(9), at(11, 30)), Span(at(11, 35), at(18)))
    assert found(day(who=InterviewerDay(TOMASZ, open=apart))) == {ClashKind.AWAY}
    first = Window(DAY, None, time(11, 30))
    both = CandidateTimes((), (Window(DAY, time(11, 30), None), first))
    assert found(day(), times=both) == set()
    later = CandidateTimes((), (Window(DAY, time(11, 35), None), first))
    assert found(day(), times=later) == {ClashKind.CANNOT}
    other_day = CandidateTimes((), (Window(date(2026, 7, 10), time(11, 30), None), first))
    assert found(day(), times=other_day) == {ClashKind.CANNOT}


def test_that_what_nobody_can_decide_comes_first() -> None:
    poster = CandidateTimes((BusyTime("poster", "", at(11), at(13)),))
    one, two = clashes(day(booked(at(11), at(12), who="")), WANTED, poster, UTC)
    assert (one.kind, one.is_soft) == (ClashKind.ROOM, False)
    assert (two.kind, two.is_soft) == (ClashKind.OWN_EVENT, True)
    assert str(two) == "their own session “poster”"
    assert ClashKind.CLOSED not in SOFT


TIMES = st.integers(9 * 12, 18 * 12 - 1).map(lambda n: at(9) + timedelta(minutes=5 * (n - 9 * 12)))


@given(first=TIMES, second=TIMES, lengths=st.tuples(st.integers(5, 120), st.integers(5, 120)))
def test_that_two_in_one_room_clash_just_when_they_overlap(
    first: datetime, second: datetime, lengths: tuple[int, int]
) -> None:
    one, two = (timedelta(minutes=length) for length in lengths)
    there = booked(first, first + one, who="")
    kinds = found(day(there), replace(WANTED, starts=second, ends=second + two, panel=()))
    minutes = {first + timedelta(minutes=n) for n in range(lengths[0])}
    overlap = any(second + timedelta(minutes=n) in minutes for n in range(lengths[1]))
    assert (ClashKind.ROOM in kinds) is overlap


def test_that_a_recurring_time_follows_the_wall_clock_over_a_clock_change() -> None:
    from zoneinfo import ZoneInfo

    vienna = ZoneInfo("Europe/Vienna")
    lunch = Availability(kind=AvailabilityKind.BLOCKED, starts=time(12), ends=time(13))
    spans = [lunch.on(date(2026, 3, number), vienna) for number in (28, 29)]
    assert spans[0] is not None
    assert spans[1] is not None
    assert spans[1].starts - spans[0].starts == timedelta(hours=23)
    assert replace(lunch, days=(DAY,)).on(date(2026, 3, 28), vienna) is None


def test_what_is_said_of_a_day_that_does_not_go_as_planned() -> None:
    late = booked(at(10, 55), at(11, 30), room="h", who="")
    gone = booked(at(10, 40), at(11, 30), who="")
    over = booked(at(10), at(10, 30), room="h", status=InterviewStatus.RUNNING)
    after = booked(at(11, 2), at(12), room="n")
    here = replace(
        booked(at(10, 50), at(11, 20), room="n", status=InterviewStatus.ARRIVED), arrived=at(10, 58)
    )
    seen = noteworthy(day(late, gone, over, after, here), at(11), timedelta(minutes=10))
    assert [(one.kind, one.interview) for one in seen] == [
        (NoteworthyKind.OVERRUN, over),
        (NoteworthyKind.GRACE_OVER, gone),
        (NoteworthyKind.WAITING, here),
        (NoteworthyKind.LATE, late),
    ]
    assert seen[0].next == (here, late, after)
    assert [one.since for one in seen] == [at(10, 30), at(10, 50), at(10, 58), at(10, 55)]
    runs = as_it_runs(day(over), at(11)).rooms[1].interviews[0]
    assert runs.ends == at(11, 5)
