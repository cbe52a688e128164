"""What no longer fits is said above the day as soon as it is so, and marked at its booking."""

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.interviews import InterviewStatus
from tests.factories import SettableClock
from tests.ui.timeline.day import Day, at

LEFT = Qt.MouseButton.LeftButton


def drill(day: Day, starts: time = time(15), ends: time = time(18)) -> None:
    day.services.settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED,
            title="Fire drill",
            days=(date(2026, 7, 9),),
            starts=starts,
            ends=ends,
        )
    )
    day.stage.settle()


def unfit(day: Day, said: str = "1 interview no longer fits") -> None:
    alert = day.page.desk.alert
    assert alert.isVisible()
    assert alert.line.words.startswith(f"{said}: ")


def test_that_an_interviewer_who_leaves_is_said_with_a_repair(day: Day) -> None:
    booked = day.book(0, 0, at(16))
    who = day.services.settings.get().interviewers[0]
    day.services.interviews.set_panel(booked, (who.id,))
    day.stage.settle()
    alert = day.page.desk.alert
    assert not alert.isVisible()
    day.services.settings.remove_interviewer(who.id)
    day.stage.settle()
    why = f"{who.name} holds no interviews any more"
    assert alert.line.words == f"1 interview no longer fits: Wanjiru Kamau, Thu 16:00, {why}"
    assert (alert.answer.text(), alert.answer.keycap) == ("Repair", "Shift+F")
    day.seconds.now += 1
    QTest.mouseClick(alert.answer, LEFT)
    day.stage.settle()
    plan = day.page.filling.page
    assert plan.isVisible()
    assert plan.said.whole == "1 interview moves, 0 stay where they are"
    plan.accept.click()
    day.stage.settle()
    assert not alert.isVisible()
    day.stage.undo()
    assert alert.isVisible()


def test_that_several_are_counted_and_each_is_marked_and_reached(day: Day) -> None:
    first, second = day.book(0, 0, at(15)), day.book(1, 0, at(16))
    drill(day)
    alert, model = day.page.desk.alert, day.page.model
    said = "2 interviews no longer fit: Wanjiru Kamau, Thu 15:00, blocked: Fire drill; and 1 more"
    assert alert.line.words == said
    for booked in (first, second):
        index = model.find_interview(booked)
        for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            assert "No longer fits: blocked: Fire drill" in str(model.data(index, role))
    before = day.page.view.grab().toImage()
    model.warn({})
    assert day.page.view.grab().toImage() != before, "a sign is seen"
    (action,) = alert.list_of_others().actions()
    assert action.text() == "Amara Okonkwo no longer fits, Thu 16:00: blocked: Fire drill"
    action.trigger()
    day.stage.settle()
    assert day.selected() == second


def test_that_what_happens_now_comes_first(day: Day, clock: SettableClock) -> None:
    day.book(0, 0, at(13))
    day.book(1, 0, at(16))
    drill(day)
    unfit(day)
    clock.now = at(13, 4)
    day.page.desk.tick()
    day.stage.settle()
    alert = day.page.desk.alert
    assert alert.line.words == "Wanjiru Kamau is late since 13:00, Namsan"
    assert alert.more.text() == "1 more"


@pytest.mark.parametrize("how", ["cancelled", "moved"])
def test_that_it_goes_with_its_reason(day: Day, how: str) -> None:
    booked = day.book(0, 0, at(16))
    drill(day)
    unfit(day)
    if how == "cancelled":
        day.services.interviews.set_status(booked, InterviewStatus.CANCELLED)
    else:
        one = day.get(booked)
        day.services.interviews.move(booked, one.room_id, at(14), 30)
    day.stage.settle()
    assert not day.page.desk.alert.isVisible()


def test_that_what_was_left_is_said_again_only_for_another_reason(day: Day) -> None:
    booked = day.book(0, 0, at(16))
    drill(day)
    alert = day.page.desk.alert
    day.seconds.now += 1
    assert alert.wait.text() == "Leave"
    QTest.mouseClick(alert.wait, LEFT)
    assert not alert.isVisible()
    day.page.desk.tick()
    day.stage.settle()
    assert not alert.isVisible()
    index = day.page.model.find_interview(booked)
    assert "No longer fits" in str(day.page.model.data(index, Qt.ItemDataRole.ToolTipRole))
    who = day.services.settings.get().interviewers[0]
    day.services.interviews.set_panel(booked, (who.id,), despite=True)
    day.services.settings.remove_interviewer(who.id)
    day.stage.settle()
    unfit(day)


def test_that_a_talk_that_is_taken_in_later_is_said_at_once(day: Day, tmp_path: Path) -> None:
    day.book(0, 0, at(16))
    file = tmp_path / "busy.csv"
    file.write_text(
        "badge id,start,end,title,kind,place\nAB-0003,2026-07-09 16:00,17:00,Poster,poster,\n",
        encoding="utf-8",
    )
    busy = day.services.busy_times
    busy.apply(busy.read(file))
    day.stage.settle()
    said = "Wanjiru Kamau, Thu 16:00, their own session “Poster”"
    assert day.page.desk.alert.line.words == f"1 interview no longer fits: {said}"
