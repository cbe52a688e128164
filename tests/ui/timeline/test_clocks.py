"""Times are the event's, whatever the laptop's zone is, also when the clocks change."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from boothapp.domain.event import BoothInfo, EventInfo, Room
from boothapp.domain.interviews import MIN_LENGTH, RoomDay
from boothapp.services.bundle import Services
from boothapp.services.setup import Plan, create_store
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.interviews.steps import (
    FINE,
    at_or_before,
    beside,
    length_step,
    nearest,
    resized,
    slot_step,
)
from boothapp.ui.interviews.wording import bare_clock, clock, clocks_change, times_in
from boothapp.ui.pages.interviews import InterviewsPage
from tests import factories
from tests.factories import SettableClock
from tests.ui.conftest import Stage
from tests.ui.timeline.day import Day, at

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.fixture(params=["America/Los_Angeles", "Pacific/Kiritimati"])
def laptop_elsewhere(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("laptop_elsewhere")
def test_that_a_laptop_of_another_zone_shows_and_drops_in_the_events_time(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    index = day.page.model.find_interview(booked)
    said = day.page.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Namsan, 13:00 to 13:30, Wanjiru Kamau, Planned"
    day.take_booking(booked)
    day.drop(day.point(0, at(16, 15)))
    assert day.stands(booked) == ("Namsan", "16:00–16:30")
    day.page._days.picked.emit(factories.LAST_DAY)
    day.stage.settle()
    assert day.page._day == factories.LAST_DAY
    assert clock(day.content.starts, day.page.model.zone) == "09:00"


@pytest.fixture
def night(
    tmp_path: Path, make_stage: Callable[[Services], Stage]
) -> Iterator[Callable[[date], Day]]:
    """A room that is open all night while the clocks change."""
    made: list[Services] = []

    def show(on: date) -> Day:
        event = EventInfo(name="Night", timezone="Europe/Berlin", first_day=on, last_day=on)
        room = Room(name="Nacht", opens=wall(0), closes=wall(6), slot_minutes=30)
        plan = Plan(event=event, booth=BoothInfo(sponsor="S"), rooms=[room], staff="Me")
        now = SettableClock(datetime.combine(on, wall(0), BERLIN).astimezone(UTC))
        created = create_store(tmp_path / "night", plan, in_memory_key=True, clock=now)
        made.append(created.services)
        stage = make_stage(created.services)
        page = InterviewsPage(stage.context)
        stage.show(page)
        return Day(stage, created.services, page, ("", ""))

    yield show
    for services in made:
        services.close()


@pytest.mark.parametrize(
    ("on", "hours", "labels"),
    [
        (SPRING, 5, ["00:00", "01:00", "03:00", "04:00", "05:00", "06:00"]),
        (AUTUMN, 7, ["00:00", "01:00", "02:00", "02:00", "03:00", "04:00", "05:00", "06:00"]),
    ],
)
def test_that_a_day_is_as_long_as_it_is_and_its_labels_are_wall_clock(
    night: Callable[[date], Day], on: date, hours: int, labels: list[str]
) -> None:
    day = night(on)
    content = day.content
    assert content.ends - content.starts == timedelta(hours=hours)
    assert [bare_clock(hour, BERLIN) for hour in content.hours()] == labels
    changed = [hour for hour in content.hours()[1:] if clocks_change(hour, BERLIN)]
    assert len(changed) == 1
    assert "CET, CEST" in day.page.head.zone.whole or "CEST, CET" in day.page.head.zone.whole


@pytest.mark.parametrize("on", [SPRING, AUTUMN])
def test_that_every_place_is_aimed_at_where_it_is_shown_while_the_clocks_change(
    night: Callable[[date], Day], on: date
) -> None:
    day = night(on)
    for block in day.page.model.columns[0].blocks:
        rect = day.page.view.visualRect(day.page.view.indexAt(_center(day, block.starts)))
        point = day.page.view.content_point(rect.center())
        assert block.starts <= day.content.instant(point.y()) < block.ends


def _center(day: Day, starts: datetime) -> QPoint:
    return day.point(0, starts + timedelta(minutes=15))


slots = st.sampled_from([5, 10, 15, 20, 25, 30, 45, 60, 90])
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
minutes = st.integers(-300, 1700)


def room_day(day: date, slot: int) -> RoomDay:
    opens, closes = (datetime.combine(day, wall(hour), BERLIN) for hour in (1, 20))
    room = Room(id="1", name="R", slot_minutes=slot)
    return RoomDay(room, opens.astimezone(UTC), closes.astimezone(UTC), ())


@given(days, slots, minutes, st.booleans())
def test_that_snapping_stays_on_the_grid_and_near(
    day: date, slot: int, minute: int, fine: bool
) -> None:
    column = room_day(day, slot)
    step = slot_step(column.room, fine=fine)
    instant = column.opens + timedelta(minutes=minute, seconds=17)
    line = nearest(instant, column, step)
    assert abs(line - instant) <= step / 2
    assert nearest(line, column, step) == line
    below = at_or_before(instant, column, step)
    assert timedelta() <= instant - below < step
    assert (line - below) % step == timedelta()
    assert beside(line, column, step, 1) == line + step
    assert beside(line, column, step, -1) == line - step
    assert beside(instant, column, step, -1) <= instant < beside(instant, column, step, 1)


@given(slots, minutes, st.sampled_from([-1, 1]))
def test_that_a_stretched_booking_is_never_too_short_and_its_other_edge_stays(
    slot: int, minute: int, edge: int
) -> None:
    column = room_day(date(2026, 7, 9), slot)
    starts, ends = column.opens, column.opens + timedelta(minutes=slot)
    line = nearest(starts + timedelta(minutes=minute), column, length_step(column.room))
    new_starts, new_ends = resized(starts, ends, edge, line)
    assert new_ends - new_starts >= MIN_LENGTH
    assert (new_starts == starts) if edge > 0 else (new_ends == ends)


@given(days, st.integers(40, 248), st.integers(0, 5000), st.integers(1, 12))
def test_that_a_height_becomes_an_instant_and_the_same_height_again(
    day: date, hour: int, y: int, rooms: int
) -> None:
    column = room_day(day, 30)
    geometry = DayGeometry(column.opens, column.closes, rooms, hour, 160)
    assert geometry.y(geometry.instant(y)) == y
    for room in range(rooms):
        rect = geometry.place(room, column.opens, column.opens + FINE * 6)
        assert geometry.column(rect.left()) == geometry.column(rect.right()) == room
    assert geometry.column(-1) is None
    assert geometry.column(geometry.width) is None


def test_that_a_zone_without_letters_is_named_by_its_distance() -> None:
    event = EventInfo(name="E", timezone="America/Sao_Paulo", first_day=SPRING, last_day=AUTUMN)
    assert times_in(event, SPRING) == "Times in Sao Paulo (UTC-03)"


def test_that_an_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert clock(first, BERLIN) == "02:30 CEST"
    assert clock(first + timedelta(hours=1), BERLIN) == "02:30 CET"
    assert clock(first + timedelta(hours=2), BERLIN) == "03:30"
    assert clock(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), BERLIN) == "03:30"
