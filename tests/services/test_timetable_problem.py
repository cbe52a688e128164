"""The event as a timetable problem: its rules are those of a booking."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boothapp.domain.availability import Availability, AvailabilityKind, Span
from boothapp.domain.clashes import CandidateTimes, Wanted, clashes
from boothapp.domain.interviews import Interview, InterviewStatus, Panelist
from boothapp.domain.needs import Need, Window
from boothapp.domain.people import BusyTime
from boothapp.scheduling import check, greedy
from boothapp.services.bundle import Services
from boothapp.services.timetable_problem import Asked, translate
from tests.factories import ZONE

LEADS = [f"lead {number}" for number in range(12)]


def at(hour: int, minute: int = 0, day: int = 9) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=ZoneInfo(ZONE))


def test_that_an_interview_may_lie_across_times_that_touch(services: Services) -> None:
    """The solver and the booking rules agree, also where the seam is between two ticks."""
    day, zone = services.interviews.day(date(2026, 7, 9)), ZoneInfo(ZONE)
    seam = at(13, 10)
    halves = (Span(at(9), seam), Span(seam, at(18)))
    day = replace(day, people=tuple(replace(one, open=halves) for one in day.people))
    windows = (Window(None, time(13), time(13, 10)), Window(None, time(13, 10), time(13, 30)))
    need = Need(minutes=30, windows=windows)
    one = Asked(key="x", lead_id="lead", name="", rating=None, need=need, busy=())
    found = translate((day,), (one,), at(12), zone)
    place = greedy(found.problem).placements["x"]
    starts = found.grid.starts(place.start)
    assert starts == at(13)
    wanted = Wanted(
        room_id=place.room,
        lead_id="lead",
        panel=place.interviewers,
        starts=starts,
        ends=starts + timedelta(minutes=30),
    )
    assert clashes(day, wanted, CandidateTimes((), windows), zone) == ()


TIMES = st.integers(0, 17).map(lambda n: time(9 + n // 2, 30 * (n % 2)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    blocked=st.lists(st.tuples(TIMES, st.integers(1, 4), st.booleans()), max_size=4),
    needs=st.lists(
        st.tuples(st.integers(1, 2), st.sampled_from([None, 30, 45, 60]), TIMES), max_size=12
    ),
    hour=st.integers(8, 17),
    cut=st.tuples(st.integers(9 * 60, 18 * 60), st.integers(0, 10)),
)
def test_that_the_solvers_rules_are_those_of_a_booking(
    services: Services,
    blocked: list[tuple[time, int, bool]],
    needs: list[tuple[int, int | None, time]],
    hour: int,
    cut: tuple[int, int],
) -> None:
    """Whatever the solver finds for the translated problem, the booking rules find no fault in."""
    zone = ZoneInfo(ZONE)
    now = at(hour, 7)
    times = [
        Availability(
            kind=AvailabilityKind.BLOCKED,
            starts=starts,
            ends=(datetime.combine(date(2026, 7, 9), starts) + timedelta(minutes=25 * n)).time(),
        ).on(date(2026, 7, 9), zone)
        for starts, n, _ in blocked
    ]
    day = services.interviews.day(date(2026, 7, 9))
    column = replace(day.rooms[0], blocked=tuple(span for span in times if span))
    # People's and candidates' times have a seam, with or without a gap in it.
    seam = at(cut[0] // 60, cut[0] % 60).astimezone(UTC)
    after = seam + timedelta(minutes=cut[1])
    halves = (Span(at(0).astimezone(UTC), seam), Span(after, at(23).astimezone(UTC)))
    tight = [
        replace(
            one,
            who=replace(one.who, gap_minutes=10, day_minutes=150, row_minutes=90),
            open=halves if number else None,
        )
        for number, one in enumerate(day.people)
    ]
    room = replace(column, room=replace(column.room, buffer_minutes=5))
    day = replace(day, rooms=(room, *day.rooms[1:]), people=tuple(tight))
    asked = [
        Asked(
            key=lead,
            lead_id=lead,
            name="",
            rating=None,
            need=Need(
                size=size,
                minutes=minutes,
                windows=(
                    Window(None, opens, max(opens, seam.astimezone(zone).time())),
                    Window(None, max(opens, after.astimezone(zone).time()), None),
                ),
            ),
            busy=(BusyTime("talk", "", at(14, 10), at(14, 50)),),
        )
        for lead, (size, minutes, opens) in zip(LEADS, needs, strict=False)
    ]
    found = translate((day,), asked, now, zone)
    table = greedy(found.problem)
    assert check(found.problem, table) == []
    for placement in table.placements.values():
        one = found.asked[placement.request]
        starts = found.grid.starts(placement.start).astimezone(UTC)
        length = next(r.length for r in found.problem.requests if r.id == placement.request)
        booked = Interview(
            id=placement.request,
            room_id=placement.room,
            lead_id=one.lead_id,
            candidate="",
            affiliation="",
            rating=None,
            panel=tuple(Panelist(who, "") for who in placement.interviewers),
            starts=starts,
            ends=starts + length * found.grid.tick,
            status=InterviewStatus.PLANNED,
        )
        wanted = Wanted(
            room_id=booked.room_id,
            lead_id=booked.lead_id,
            panel=booked.panel_ids,
            starts=booked.starts,
            ends=booked.ends,
            leaving=booked.id,
        )
        assert booked.starts >= now
        candidate = CandidateTimes(one.busy, one.need.windows)
        assert clashes(day, wanted, candidate, zone) == ()
        rooms = tuple(
            replace(other, interviews=(*other.interviews, booked))
            if other.room.id == booked.room_id
            else other
            for other in day.rooms
        )
        day = replace(day, rooms=rooms)
