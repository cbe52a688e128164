"""Times that have begun: not lit, not free, and booked only by somebody who insists."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.factories import SettableClock
from tests.ui.timeline.day import LEFT, NO_KEYS, Day, at


@pytest.fixture
def late(day: Day, clock: SettableClock) -> Day:
    """The day at 14:41, as the clock of the page finds it."""
    clock.now = at(14, 41)
    day.page.desk.tick()
    day.stage.settle()
    return day


def test_that_no_place_that_has_begun_is_lit_or_named_as_the_nearest(late: Day) -> None:
    late.take_person()
    late.move(late.point(0, at(12, 30)))
    lit = late.page.placing.lit
    assert min(place.starts for place in lit) == at(15)
    words = late.page.dragging.ghosts.bubble.words
    assert words.title == "Clash: that time has begun already"
    assert words.nearest == "Nearest free: 15:00"
    late.press(Qt.Key.Key_Escape)


def test_that_a_drop_on_a_time_that_has_begun_asks_first(late: Day) -> None:
    late.take_person()
    late.drop(late.point(0, at(12, 30)))
    assert not late.services.interviews.of_lead(late.leads[1])
    (said,) = late.stage.said
    assert said == "Amara Okonkwo not booked in Namsan: that time has begun already, 12:30–13:00."
    late.stage.context.toasts.shown[0].action_button.click()
    late.stage.settle()
    assert late.services.interviews.of_lead(late.leads[1])


def test_that_time_takes_the_free_cells_that_have_begun(day: Day, clock: SettableClock) -> None:
    day.page.view.setCurrentIndex(day.cell(0, at(12)))
    clock.now = at(14, 41)
    day.page.desk.tick()
    day.stage.settle()
    free = [one.starts for column in day.page.model.columns for one in column.blocks]
    assert min(free) == at(15)
    assert day.page.view.currentIndex().isValid()
    where = day.point(0, at(13))
    QTest.mouseClick(day.page.view.viewport(), LEFT, NO_KEYS, where)
    assert not day.page.bar.isVisible(), "nobody is asked who comes to what is over"


def test_that_keys_can_carry_somebody_on_a_day_without_any_cell(
    day: Day, clock: SettableClock
) -> None:
    clock.now = at(22)
    day.page.desk.tick()
    day.stage.settle()
    assert day.page.model.rowCount() == 0
    day.page.open_with(day.leads[0])
    day.stage.settle()
    assert day.page.placing.aim is not None
