"""The pointer puts people into rooms, moves bookings, and pulls at their edges."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from boothapp.domain.clashes import Clash, ClashKind
from boothapp.domain.needs import Need
from boothapp.domain.people import Rating
from boothapp.services.bundle import Services
from boothapp.ui.widgets.choices import ChoiceButton
from tests import factories
from tests.ui.timeline.day import Day, at, scan

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_that_a_person_is_dragged_from_the_list_to_a_free_place(day: Day) -> None:
    day.take_person()
    assert day.page.dragging.ghosts.card.isVisible()
    assert not day.page.bar.isVisible()  # nothing jumps under the pointer
    day.move(day.point(0, at(15, 10)))
    assert day.page.dragging.ghosts.card.words.second == "15:00–15:30 Namsan"
    day.drop(day.point(0, at(15, 10)))
    booked = day.block(0, at(15)).interview
    assert booked is not None
    assert booked.candidate == "Amara Okonkwo"
    assert day.stage.said == ["Booked: Amara Okonkwo, Namsan, Thu 15:00–15:30"]
    assert not day.page.dragging.ghosts.card.isVisible()


def test_that_free_places_are_lit_while_somebody_is_dragged(day: Day) -> None:
    day.book(0, 0, at(15))
    day.take_person()
    lit = {(place.room.name, place.starts) for place in day.page.placing.lit}
    assert ("Namsan", at(14, 30)) in lit
    assert ("Namsan", at(15)) not in lit
    assert not any(starts < at(11, 30) for _, starts in lit)  # it is noon


def test_that_a_booking_is_dragged_to_another_room_and_time_and_comes_back(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.take_booking(booked)
    day.drop(day.point(1, at(14, 45)))
    assert day.stands(booked) == ("Hangang", "14:30–15:00")
    assert day.selected() == booked
    day.stage.undo()
    assert day.stands(booked) == ("Namsan", "13:00–13:30")


def test_that_shift_drags_in_steps_of_five_minutes(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.take_booking(booked)
    middle = at(14, 20) + timedelta(minutes=15)
    day.drop(day.point(0, middle), SHIFT)
    room, times = day.stands(booked)
    assert (room, times) == ("Namsan", "14:20–14:50")


@pytest.mark.parametrize(
    ("edge", "to", "times"), [(1, at(14), "13:00–14:00"), (-1, at(12, 30), "12:30–13:30")]
)
def test_that_an_edge_is_dragged_to_change_the_length(
    day: Day, edge: int, to: datetime, times: str
) -> None:
    booked = day.book(0, 0, at(13))
    day.take_booking(booked, edge)
    day.drop(day.point(0, to))
    assert day.stands(booked) == ("Namsan", times)
    assert day.stage.said[-1].startswith("Changed: Wanjiru Kamau, Namsan")
    day.stage.undo()
    assert day.stands(booked) == ("Namsan", "13:00–13:30")


def test_that_a_booking_cannot_be_made_shorter_than_five_minutes(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.take_booking(booked, 1)
    day.drop(day.point(0, at(12)), SHIFT)
    assert day.stands(booked) == ("Namsan", "13:00–13:05")


def test_that_the_pointer_says_where_an_edge_can_be_taken(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    rect = day.page.view.visualRect(day.page.model.find_interview(booked))
    viewport = day.page.view.viewport()
    QTest.mouseMove(viewport, QPoint(rect.center().x(), rect.bottom() - 1))
    assert viewport.cursor().shape() is Qt.CursorShape.SizeVerCursor
    QTest.mouseMove(viewport, rect.center())
    assert viewport.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_that_a_clash_is_said_beside_the_pointer_and_the_drop_is_refused(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.book(1, 0, at(15))
    day.take_booking(booked)
    where = day.point(0, at(15, 15))
    day.move(where)
    bubble = day.page.dragging.ghosts.bubble
    assert bubble.isVisible()
    assert bubble.words.title == "Clash: Namsan is taken"
    assert bubble.words.detail == "15:00–15:30"
    assert bubble.words.nearest in {"Nearest free: 14:30", "Nearest free: 15:30"}
    pointer = day.page.view.viewport().mapTo(day.page, where)
    assert not bubble.geometry().contains(pointer)
    day.release(where)
    assert day.stands(booked) == ("Namsan", "13:00–13:30")
    assert day.stage.said == ["Not moved to Namsan 15:00–15:30: Namsan is taken, 15:00–15:30."]
    assert not bubble.isVisible()


def test_that_the_own_poster_is_said_and_shown_over_all_rooms(
    services: Services, show_day: Callable[[tuple[str, str]], Day], roster_csv: Callable[..., Path]
) -> None:
    _with_poster(services, roster_csv)
    lead = scan(services, "AB-0009", Rating.HOT)
    day = show_day((lead, lead))
    day.take_person()
    day.move(day.point(1, at(15, 20)))
    words = day.page.dragging.ghosts.bubble.words
    assert words.title == "Clash: own poster"
    assert words.detail == "15:00–16:30 in Hall C"
    rule = day.page.placing.rule
    assert rule is not None
    assert [(own.starts, own.ends, own.what) for own in rule.own_times()] == [
        (at(15), at(16, 30), "poster")
    ]
    day.release(day.point(1, at(15, 20)))
    assert day.stage.said[-1].startswith("Mei Tanaka not booked in Hangang: their own session")
    toast = day.stage.context.toasts.shown[-1]
    assert toast.action_button.text() == "Book anyway"
    toast.action_button.click()
    day.stage.settle()
    slots = day.services.interviews.slots(at(15).date())
    (booked,) = [slot.interview for slot in slots if slot.interview is not None]
    assert day.stands(booked.id) == ("Hangang", "15:15–16:00")


def _with_poster(services: Services, roster_csv: Callable[..., Path]) -> None:
    poster = ("Poster 12", "2026-07-09 15:00", "2026-07-09 16:30", "Hall C")
    heads = ("Poster title", "Poster starts", "Poster ends", "Poster place")
    who = ("AB-0009", "Mei Tanaka", "mei@kamogawa.example", "Kamogawa University", "yes")
    services.roster.import_file(
        roster_csv((*who, *poster), header=(*factories.ROSTER_HEADER, *heads))
    )


def _ask_for(day: Day, need: Need) -> None:
    day.services.leads.set_need(day.leads[1], need)
    day.stage.settle()


def test_that_no_place_is_lit_where_nobody_suits_and_what_is_booked_anyway_says_so(
    day: Day,
) -> None:
    _ask_for(day, Need(skills=("Robotics",)))
    day.take_person()
    assert day.page.placing.lit == ()
    where = day.point(0, at(15, 10))
    day.move(where)
    assert day.page.dragging.ghosts.bubble.words.title == "Clash: nobody who suits is free"
    day.release(where)
    assert day.stage.said[-1] == (
        "Amara Okonkwo not booked in Namsan: nobody who suits is free then, 15:00–15:30."
    )
    assert day.block(0, at(15)).is_free
    toast = day.stage.context.toasts.shown[-1]
    assert toast.action_button.text() == "Book anyway"
    toast.action_button.click()
    day.stage.settle()
    booked = day.block(0, at(15)).interview
    assert booked is not None
    assert booked.panel == ()
    assert day.stage.said[-1] == (
        "Booked: Amara Okonkwo, Namsan, Thu 15:00–15:30, without an interviewer"
    )


def test_that_only_rooms_of_the_kind_that_is_needed_are_lit(day: Day) -> None:
    namsan = day.services.settings.get().rooms[0]
    day.services.settings.save_room(replace(namsan, kind="large"))
    _ask_for(day, Need(room_kind="large"))
    day.take_person()
    assert {place.room.name for place in day.page.placing.lit} == {"Namsan"}
    where = day.point(1, at(14, 40))
    day.move(where)
    title = day.page.dragging.ghosts.bubble.words.title
    assert title == "Clash: a room of the kind “large” is needed"
    day.release(where)
    assert day.stage.said[-1] == (
        "Amara Okonkwo not booked in Hangang: a room of the kind “large” is needed."
    )
    day.stage.context.toasts.shown[-1].action_button.click()
    day.stage.settle()
    booked = day.block(1, at(14, 30)).interview
    assert booked is not None
    assert booked.panel, "somebody who suits was free all the same"


def test_that_places_are_lit_only_while_somebody_who_suits_is_free(day: Day) -> None:
    tomasz = day.services.settings.get().interviewers[0]
    day.services.settings.save_interviewer(replace(tomasz, skills=("NLP",)))
    rooms = day.services.settings.get().rooms
    day.services.interviews.book(day.leads[0], rooms[1].id, at(15, 15), 45, [tomasz.id])
    _ask_for(day, Need(skills=("NLP",)))
    day.take_person()
    lit = [place.starts for place in day.page.placing.lit if place.room.name == "Namsan"]
    assert at(14, 30) in lit
    assert at(15) not in lit
    assert at(15, 30) not in lit
    assert at(16) in lit
    day.drop(day.point(0, at(16, 10)))
    booked = day.block(0, at(16)).interview
    assert booked is not None
    assert booked.panel_ids == (tomasz.id,)


def test_that_escape_during_a_drag_puts_back_and_the_button_does_nothing_more(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.take_booking(booked)
    day.move(day.point(1, at(14)))
    day.press(Qt.Key.Key_Escape)
    assert day.page.placing.picked is None
    assert not day.page.dragging.ghosts.card.isVisible()
    day.move(day.point(1, at(12)))  # the button is still down
    assert day.page.placing.picked is None
    day.release(day.point(1, at(12)))
    assert day.stands(booked) == ("Namsan", "13:00–13:30")
    assert day.stage.said == []


def test_that_a_drop_beside_the_day_puts_back(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.take_booking(booked)
    day.drop(QPoint(-200, 100))
    assert day.stands(booked) == ("Namsan", "13:00–13:30")
    assert day.page.placing.picked is None


def test_that_the_day_scrolls_while_the_pointer_waits_at_its_edge(day: Day) -> None:
    day.page.zoom.larger()
    day.page.zoom.larger()
    day.page.zoom.larger()
    booked = day.book(0, 0, at(11))
    day.page.view.verticalScrollBar().setValue(0)
    day.take_booking(booked)
    height = day.page.view.viewport().height()
    day.move(QPoint(80, height - 5))
    before = day.page.placing.aim
    scroll = day.page.view.verticalScrollBar()
    day.stage.qtbot.waitUntil(lambda: scroll.value() == scroll.maximum(), timeout=5000)
    after = day.page.placing.aim  # the pointer stood still, the day did not
    assert before is not None
    assert after is not None
    assert after.starts > before.starts
    day.press(Qt.Key.Key_Escape)


def test_that_the_right_room_is_hit_after_the_window_was_resized(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.stage.window.resize(1024, 700)
    day.stage.settle()
    day.take_booking(booked)
    day.stage.window.resize(1440, 900)
    day.stage.settle()
    day.drop(day.point(1, at(14, 45)))
    assert day.stands(booked) == ("Hangang", "14:30–15:00")


def test_that_hovering_over_a_day_while_dragging_shows_it_and_it_can_be_dropped_there(
    day: Day,
) -> None:
    booked = day.book(0, 0, at(13))
    button = day.page._days.findChildren(ChoiceButton)[2]
    day.take_booking(booked)
    day.move_global(button.mapToGlobal(button.rect().center()))
    day.stage.qtbot.waitUntil(lambda: day.page._day == factories.LAST_DAY, timeout=3000)
    day.stage.settle()
    next_day = at(14) + timedelta(days=1)
    day.drop(day.point(0, next_day + timedelta(minutes=10)))
    assert day.get(booked).starts == next_day
    assert day.page._day == factories.LAST_DAY


def test_that_the_store_has_the_last_word_about_the_place_aimed_at(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (Clash(ClashKind.ROOM, "Namsan", at(15), at(16)),)
    monkeypatch.setattr(day.services.interviews, "check", lambda *_args: known)
    day.take_person()
    day.move(day.point(0, at(15, 10)))
    assert day.page.placing.clashes == ()
    day.stage.qtbot.waitUntil(lambda: day.page.placing.clashes == known, timeout=2000)
    day.release(day.point(0, at(15, 10)))
    assert day.block(0, at(15)).is_free


def test_that_a_place_taken_meanwhile_is_refused_by_the_store(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    booked = day.book(0, 0, at(13))
    day.take_booking(booked)
    day.move(day.point(0, at(16, 15)))
    room = day.services.settings.get().rooms[0].id
    monkeypatch.setattr(day.page.placing, "show_day", lambda *_args: None)  # not heard of here
    day.services.interviews.book(day.leads[1], room, at(16))
    day.release(day.point(0, at(16, 15)))
    assert day.stands(booked) == ("Namsan", "13:00–13:30")
    assert day.stage.said == ["Not moved to Namsan 16:00–16:30: Namsan is taken, 16:00–16:30."]


def test_that_a_click_carries_a_person_and_the_next_one_drops(day: Day) -> None:
    people = day.page.panel.list
    where = people.visualRect(people.model().index(0, 0)).center()
    QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=where)
    day.stage.settle()
    viewport = day.page.view.viewport()
    QTest.mouseMove(viewport, day.point(1, at(14, 40)))
    assert day.page.dragging.ghosts.card.isVisible()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=day.point(1, at(14, 40)))
    day.stage.settle()
    assert day.block(1, at(14, 30)).interview is not None


def test_that_the_day_does_not_jump_when_somebody_is_picked(day: Day) -> None:
    def on_screen() -> int:
        return day.page.view.viewport().mapTo(day.page, day.point(0, at(14))).y()

    before = on_screen()
    people = day.page.panel.list
    where = people.visualRect(people.model().index(0, 0)).center()
    QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=where)
    day.stage.settle()
    assert day.page.bar.isVisible()
    assert on_screen() == before
    day.press(Qt.Key.Key_Escape)
    assert on_screen() == before


def test_that_a_booking_put_down_where_it_was_gives_no_order(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.take_booking(booked)
    day.move(day.point(0, at(15)))
    day.drop(day.point(0, at(13, 15)))
    assert day.stage.said == []
    assert not day.page.orders.history.can_undo
