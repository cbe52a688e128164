"""What does not go as planned is said above the day, and answered there."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boothapp.domain.interviews import InterviewStatus
from tests.factories import SettableClock
from tests.ui.timeline.day import Day, at

LEFT = Qt.MouseButton.LeftButton


def test_that_nothing_is_said_while_all_goes_as_planned(day: Day) -> None:
    day.book(0, 0, at(13))
    assert not day.page.desk.alert.isVisible()


@pytest.mark.parametrize(
    ("minutes", "said", "answer"),
    [
        (4, "Wanjiru Kamau is late since 13:00, Namsan", "Arrived"),
        (10, "Wanjiru Kamau has not come for 10 min, Namsan", "No-show"),
    ],
)
def test_that_who_is_late_is_said_with_the_clock(
    day: Day, clock: SettableClock, minutes: int, said: str, answer: str
) -> None:
    day.book(0, 0, at(13))
    clock.now = at(13, minutes)
    day.page.desk.tick()
    day.stage.settle()
    assert day.page.desk.alert.isVisible()
    assert day.page.desk.alert.line.words == said
    assert day.page.desk.alert.answer.accessibleName() == f"{answer}: Wanjiru Kamau"


def test_that_who_waits_is_said_and_starts_by_a_press(day: Day, clock: SettableClock) -> None:
    booked = day.book(0, 0, at(13))
    clock.now = at(12, 55)
    day.services.interviews.set_status(booked, InterviewStatus.ARRIVED)
    clock.now = at(13, 3)
    day.page.desk.tick()
    day.stage.settle()
    alert = day.page.desk.alert
    assert alert.line.words == "Wanjiru Kamau is here and waits since 13:00, Namsan"
    QTest.mouseClick(alert.answer, LEFT)
    day.stage.settle()
    assert day.get(booked).status is InterviewStatus.ARRIVED  # dead: it was just shown
    day.seconds.now += 1
    QTest.mouseClick(alert.answer, LEFT)
    day.stage.settle()
    assert day.get(booked).status is InterviewStatus.RUNNING
    assert not alert.isVisible()
    day.stage.undo()
    assert day.get(booked).status is InterviewStatus.ARRIVED


def overrun(day: Day, clock: SettableClock) -> tuple[str, str]:
    """Wanjiru runs over in Namsan, Amara has it next."""
    first, second = day.book(0, 0, at(13)), day.book(1, 0, at(13, 30))
    clock.now = at(13)
    day.services.interviews.set_status(first, InterviewStatus.RUNNING)
    clock.now = at(13, 29)
    day.services.interviews.set_status(second, InterviewStatus.ARRIVED)
    clock.now = at(13, 31)
    day.page.desk.tick()
    day.stage.settle()
    return first, second


def test_that_an_overrun_is_the_most_pressing_and_warns_who_comes_next(
    day: Day, clock: SettableClock
) -> None:
    _, second = overrun(day, clock)
    alert = day.page.desk.alert
    said = "Wanjiru Kamau runs over since 13:30 — Amara Okonkwo waits for Namsan"
    assert alert.line.words == said
    model = day.page.model
    index = model.find_interview(second)
    warned = "May begin late: Wanjiru Kamau runs over"
    assert warned in str(model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert warned in str(model.data(index, Qt.ItemDataRole.ToolTipRole))
    before = day.page.view.grab().toImage()
    model.warn({})
    assert day.page.view.grab().toImage() != before  # the clock is seen


def test_that_the_others_are_in_a_list_that_leads_to_them(day: Day, clock: SettableClock) -> None:
    _, second = overrun(day, clock)
    alert = day.page.desk.alert
    assert (alert.more.text(), alert.more.isVisible()) == ("1 more", True)
    menu = alert.list_of_others()
    (action,) = menu.actions()
    assert action.text() == "Amara Okonkwo is here and waits since 13:30, Namsan"
    action.trigger()
    day.stage.settle()
    assert day.selected() == second


def test_that_a_click_selects_the_interview_and_only_then_its_key_is_shown(
    day: Day, clock: SettableClock
) -> None:
    first, second = overrun(day, clock)
    alert = day.page.desk.alert
    day.select(second)
    assert alert.answer.keycap == ""  # D would be about Amara now
    QTest.mouseClick(alert.line, LEFT)
    day.stage.settle()
    assert (day.selected(), alert.answer.keycap) == (first, "D")
    day.press(Qt.Key.Key_D)
    assert day.get(first).status is InterviewStatus.DONE


def test_that_a_click_leads_to_today_from_another_day(day: Day, clock: SettableClock) -> None:
    first, _ = overrun(day, clock)
    day.page._go_to(at(12).date() + timedelta(days=1))
    day.stage.settle()
    QTest.mouseClick(day.page.desk.alert.line, LEFT)
    day.stage.settle()
    assert day.selected() == first


def test_that_wait_is_quiet_for_as_long_as_a_room_is_kept(day: Day, clock: SettableClock) -> None:
    day.book(0, 0, at(13))
    clock.now = at(13, 12)
    day.page.desk.tick()
    day.stage.settle()
    day.seconds.now += 1
    QTest.mouseClick(day.page.desk.alert.wait, LEFT)
    assert not day.page.desk.alert.isVisible()
    for minute, shown in ((21, False), (23, True)):
        clock.now = at(13, minute)
        day.page.desk.tick()
        day.stage.settle()
        assert day.page.desk.alert.isVisible() is shown


def test_that_the_day_stays_where_it_is_when_the_strip_comes(
    day: Day, clock: SettableClock
) -> None:
    booked = day.book(0, 0, at(13))
    day.page.zoom.larger()
    view = day.page.view
    view.verticalScrollBar().setValue(120)

    def where() -> int:
        rect = view.visualRect(day.page.model.find_interview(booked))
        return view.viewport().mapTo(day.stage.window, rect.topLeft()).y()

    before = where()
    clock.now = at(13, 12)
    day.page.desk.tick()
    day.stage.settle()
    assert day.page.desk.alert.isVisible()
    assert where() == before


def test_that_a_press_is_about_whom_the_button_named(day: Day, clock: SettableClock) -> None:
    late, overdue = day.book(0, 0, at(13)), day.book(1, 1, at(12, 30))
    clock.now = at(12, 30)
    day.services.interviews.set_status(overdue, InterviewStatus.RUNNING)
    clock.now = at(13, 12)
    day.page.desk.tick()
    day.stage.settle()
    alert = day.page.desk.alert
    day.services.interviews.set_status(overdue, InterviewStatus.DONE)
    day.stage.settle()
    assert alert.answer.accessibleName() == "No-show: Wanjiru Kamau"
    QTest.mouseClick(alert.answer, LEFT)  # it was Done of somebody else a moment ago
    day.stage.settle()
    assert day.get(late).status is InterviewStatus.PLANNED
    day.seconds.now += 1
    QTest.mousePress(alert.answer, LEFT)
    day.services.interviews.set_status(overdue, InterviewStatus.RUNNING)
    clock.now = at(13, 20)
    day.page.desk.tick()
    day.stage.settle()
    assert alert.first is not None
    assert alert.first.interview.id == overdue
    QTest.mouseRelease(alert.answer, LEFT)
    day.stage.settle()
    assert day.get(late).status is InterviewStatus.NO_SHOW
    assert day.get(overdue).status is InterviewStatus.RUNNING
