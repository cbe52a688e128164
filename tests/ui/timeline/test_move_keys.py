"""The keys move a booking at once, or carry it; each step is said."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests import factories
from tests.ui.timeline.day import Day, at

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("key", "held", "stands"),
    [
        (Key.Key_Down, ALT, ("Namsan", "13:30–14:00")),
        (Key.Key_Up, ALT, ("Namsan", "12:30–13:00")),
        (Key.Key_Right, ALT, ("Hangang", "13:00–13:30")),
        (Key.Key_Down, ALT | SHIFT, ("Namsan", "13:00–13:45")),
        (Key.Key_Up, ALT | SHIFT, ("Namsan", "13:00–13:15")),
    ],
)
def test_that_a_booking_moves_at_once_with_the_cursor_on_it(
    day: Day, key: Qt.Key, held: Qt.KeyboardModifier, stands: tuple[str, str], heard: list[str]
) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(key, held)
    assert day.stands(booked) == stands
    assert day.selected() == booked
    room, times = stands
    assert any(room in said and times in said for said in heard)
    day.stage.undo()
    assert day.stands(booked) == ("Namsan", "13:00–13:30")
    assert day.selected() == booked


def test_that_a_clash_says_why_and_nothing_moves(day: Day, heard: list[str]) -> None:
    booked = day.book(0, 0, at(13))
    day.book(1, 0, at(13, 30))
    day.select(booked)
    day.press(Key.Key_Down, ALT)
    assert day.stands(booked) == ("Namsan", "13:00–13:30")
    said = "Not moved to Namsan 13:30–14:00: Namsan is taken, 13:30–14:00."
    assert day.stage.said == [said]
    assert said in heard
    day.press(Key.Key_Up, ALT)  # counted from where it is, not from where it could not go
    assert day.stands(booked) == ("Namsan", "12:30–13:00")


def test_that_there_is_no_room_beyond_the_last_one(day: Day, heard: list[str]) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Left, ALT)
    assert day.stands(booked) == ("Namsan", "13:00–13:30")
    assert "No further" in heard
    day.press(Key.Key_Left, ALT)
    assert day.stage.said == ["There is no room to the left."]


def test_that_undo_puts_back_what_is_carried_and_nothing_else(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Down, ALT)
    day.press(Key.Key_M)
    assert day.page.placing.picked is not None
    day.stage.undo()
    assert day.page.placing.picked is None
    assert day.stands(booked) == ("Namsan", "13:30–14:00")
    day.stage.undo()
    assert day.stands(booked) == ("Namsan", "13:00–13:30")


def test_that_a_held_key_moves_step_by_step(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    for _ in range(4):  # faster than the store answers
        QTest.keyClick(day.page.view, Key.Key_Down, ALT)
    day.stage.settle()
    assert day.stands(booked) == ("Namsan", "15:00–15:30")
    for _ in range(4):
        day.stage.undo()
    assert day.stands(booked) == ("Namsan", "13:00–13:30")


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_that_a_booking_is_carried_and_dropped(day: Day, key: Qt.Key, heard: list[str]) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(key)
    card = day.page.dragging.ghosts.card
    assert card.isVisible()
    day.press(Key.Key_Down)
    assert heard[-1] == "Namsan, 13:30 to 14:00, free"
    day.press(Key.Key_Right)
    assert heard[-1] == "Hangang, 13:00 to 13:30, free"
    assert card.words.second == "13:00–13:30"
    day.press(Key.Key_Down, SHIFT)
    assert heard[-1] == "Hangang, 13:05 to 13:35, free"
    day.press(Key.Key_Return)
    assert day.stands(booked) == ("Hangang", "13:05–13:35")
    assert not card.isVisible()
    assert day.selected() == booked
    assert day.page.view.hasFocus()


def test_that_carrying_over_a_clash_says_it_and_refuses_the_drop(
    day: Day, heard: list[str]
) -> None:
    booked = day.book(0, 0, at(13))
    day.book(1, 0, at(13, 30))
    day.select(booked)
    day.press(Key.Key_Space)
    day.press(Key.Key_Down)
    assert heard[-1] == "Namsan, 13:30 to 14:00, clash: Namsan is taken, 13:30–14:00"
    assert day.page.dragging.ghosts.bubble.isVisible()
    day.press(Key.Key_Return)
    assert day.page.placing.picked is not None  # still carried: one may go on
    assert day.stands(booked) == ("Namsan", "13:00–13:30")
    day.press(Key.Key_Escape)
    assert heard[-1] == "Put back"
    assert day.stands(booked) == ("Namsan", "13:00–13:30")


def test_that_a_booking_is_carried_to_another_day_at_the_same_time(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Space)
    day.press(Key.Key_Down)
    day.press(Key.Key_PageDown)
    assert day.page._day == factories.LAST_DAY
    day.press(Key.Key_Return)
    found = day.get(booked)
    assert (found.starts - at(13, 30)).total_seconds() == 24 * 3600


def test_that_keys_show_other_days_and_the_present(day: Day, heard: list[str]) -> None:
    day.press(Key.Key_PageUp)
    assert day.page._day == factories.FIRST_DAY
    assert heard[-1] == "Wednesday 8 July"
    day.press(Key.Key_PageUp)  # there is none before
    assert day.page._day == factories.FIRST_DAY
    day.press(Key.Key_Right, CTRL)
    day.press(Key.Key_Right, CTRL)
    assert day.page._day == factories.LAST_DAY
    day.press(Key.Key_Left, CTRL)
    day.press(Key.Key_PageDown)
    day.press(Key.Key_T)
    assert day.page._day == at(12).astimezone(day.page.model.zone).date()
    day.page.view.setCurrentIndex(day.cell(0, at(17)))
    day.press(Key.Key_Home)
    assert day.page.view.currentIndex() == day.page.model.first_free(at(12))


def test_that_keys_buttons_and_the_wheel_zoom_around_what_is_looked_at(day: Day) -> None:
    fit = day.content.hour_height
    day.press(Key.Key_Plus, CTRL)
    once = day.content.hour_height
    assert once > fit
    day.page.tools.larger.click()
    twice = day.content.hour_height
    assert twice > once
    day.press(Key.Key_Minus, CTRL)
    assert day.content.hour_height == once
    day.press(Key.Key_0, CTRL)
    assert day.content.hour_height == fit

    where = QPoint(60, 400)
    before = day.content.instant(day.page.view.content_point(where).y())
    _turn_wheel(day, where, 120)
    after = day.content.instant(day.page.view.content_point(where).y())
    assert day.content.hour_height > fit
    assert abs((after - before).total_seconds()) <= 60
    _turn_wheel(day, where, -120)
    _turn_wheel(day, where, -120)
    assert day.content.hour_height < once


def _turn_wheel(day: Day, where: QPoint, angle: int) -> None:
    viewport = day.page.view.viewport()
    event = QWheelEvent(
        QPointF(where),
        QPointF(viewport.mapToGlobal(where)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_that_a_zoomed_day_still_names_every_cell_where_it_is(day: Day) -> None:
    day.page.zoom.larger()
    day.page.zoom.larger()
    index = day.cell(0, at(14))
    day.page.view.scrollTo(index)
    rect = day.page.view.visualRect(index)
    assert day.page.view.indexAt(rect.center()) == index
    assert rect.height() == day.content.hour_height // 2 - 2


def test_that_the_keys_caps_and_words_give_way_before_anything_is_cut(day: Day) -> None:
    tools = day.page.tools
    day.stage.window.resize(1440, 800)
    day.stage.settle()
    assert (tools.undo.text(), tools.undo.keycap) == ("Undo", "Ctrl+Z")
    for width in (1100, 948, 848):
        day.stage.window.resize(width, 700)
        day.stage.settle()
        assert day.page.width() == width
        for part in (tools.undo, tools.redo, day.page._next, day.page.head.zone):
            assert part.width() >= part.sizeHint().width()
    day.stage.window.resize(790, 700)
    day.stage.settle()
    assert tools.undo.text() == ""
    assert tools.undo.accessibleName() == "Undo"
    assert tools.redo.accessibleName() == "Redo"
