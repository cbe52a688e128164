"""What the day looks like where it matters: the present strikes out no name, an edge is an edge."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from boothapp.ui.theme import theme
from tests.ui.timeline.day import Day, at


def picture(day: Day) -> QImage:
    return day.page.view.viewport().grab().toImage()


def color(day: Day, where: QPoint) -> QColor:
    return picture(day).pixelColor(where)


@pytest.mark.parametrize("minutes", [3, 5, 8])
def test_that_the_line_of_the_present_breaks_at_a_booking_with_words(
    day: Day, minutes: int
) -> None:
    day.page.zoom.larger()
    day.book(0, 0, at(12, 0), 30)
    now = at(12, minutes)
    day.page.view.set_now(now)
    middle = day.point(0, now)
    assert color(day, middle) != theme.color("accent")
    assert color(day, day.point(1, now, 0.7)) == theme.color("accent")


def test_that_a_place_is_lit_or_red_where_it_is_aimed_at(day: Day) -> None:
    day.book(1, 0, at(15))
    day.take_person()
    edge = QPoint(0, 0)
    for hour, look in ((14, "free"), (15, "clash")):
        day.move(day.point(0, at(hour, 10)))
        aim = day.page.placing.aim
        assert aim is not None
        rect = day.page.view.place_rect(aim)
        edge = QPoint(rect.left() + 40, rect.top() + 1)
        assert color(day, edge) == theme.color(f"interview.{look}_while_dragging.ink")
    day.release(QPoint(-100, 0))
    assert color(day, edge) != theme.color("interview.clash_while_dragging.ink")


def test_that_people_who_are_not_shown_any_more_leave_no_picture(day: Day) -> None:
    booked = day.book(0, 0, at(15))
    picture(day)
    kept = day.page.view._layers._pictures._kept
    assert [look.interview.id for look, *_ in kept] == [booked]
    day.services.interviews.unbook(booked)
    day.stage.settle()
    picture(day)
    assert not kept


def test_that_nothing_is_said_while_the_window_is_locked(day: Day, heard: list[str]) -> None:
    toasts = day.stage.context.toasts
    toasts.quiet = True
    toasts.show("Amara Okonkwo came by")
    assert heard == []
    toasts.quiet = False
    toasts.show("Saved")
    assert heard == ["Saved"]
