"""Every order of the page can be taken back and done again, by key, button and notice alike."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from boothapp.domain.interviews import InterviewStatus
from tests.ui.timeline.day import Day, at

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_that_nothing_can_be_undone_at_first_and_the_buttons_say_so(day: Day) -> None:
    tools = day.page.tools
    assert (tools.undo.isEnabled(), tools.redo.isEnabled()) == (False, False)
    assert tools.undo.toolTip() == "Nothing to undo."
    assert not day.stage.context.toasts.undo_latest()


@pytest.mark.parametrize(("key", "held"), [(Key.Key_Z, CTRL | SHIFT), (Key.Key_Y, CTRL)])
def test_that_a_move_is_undone_and_redone(day: Day, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Down, ALT)
    assert day.page.tools.undo.toolTip().startswith("Undo (Ctrl+Z): Moved: Wanjiru Kamau")
    day.page.tools.undo.click()
    day.stage.settle()
    assert day.stands(booked) == ("Namsan", "13:00–13:30")
    assert day.stage.said[-1].startswith("Took back “Moved: Wanjiru Kamau, ")
    assert day.page.tools.redo.isEnabled()
    day.page.view.setFocus()
    day.press(key, held)
    assert day.stands(booked) == ("Namsan", "13:30–14:00")
    assert not day.page.tools.redo.isEnabled()


def test_that_orders_are_undone_long_after_their_notices_went(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Down, ALT)
    day.press(Key.Key_A)
    day.stage.context.toasts.clear()
    day.stage.undo()
    assert day.get(booked).status is InterviewStatus.PLANNED
    day.stage.undo()
    assert day.stands(booked) == ("Namsan", "13:00–13:30")


def test_that_a_notice_takes_back_the_newest_order_and_only_that_one(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Down, ALT)
    day.press(Key.Key_Down, ALT)
    with_undo = [toast for toast in day.stage.context.toasts.shown if toast.can_undo]
    assert len(with_undo) == 1
    with_undo[0].undo_button.click()
    day.stage.settle()
    assert day.stands(booked) == ("Namsan", "13:30–14:00")
    day.stage.undo()
    assert day.stands(booked) == ("Namsan", "13:00–13:30")


def test_that_a_booking_done_again_is_the_same_and_moved_again(day: Day) -> None:
    day.page.orders.book(day.leads[1], "Amara Okonkwo", day.block(0, at(12)))
    day.stage.settle()
    day.press(Key.Key_Down, ALT)
    for _ in range(2):
        day.stage.undo()
    assert day.block(0, at(12)).is_free
    for _ in range(2):
        day.press(Key.Key_Y, CTRL)
    moved = day.block(0, at(12, 30)).interview
    assert moved is not None
    assert moved.candidate == "Amara Okonkwo"
    for _ in range(2):
        day.stage.undo()
    assert day.block(0, at(12, 30)).is_free


def test_that_a_new_order_forgets_what_was_undone(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Down, ALT)
    day.stage.undo()
    day.press(Key.Key_A)
    assert not day.page.tools.redo.isEnabled()


def test_that_an_undo_whose_place_was_taken_says_why_and_the_others_go_on(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_A)
    day.press(Key.Key_Down, ALT)
    day.book(1, 0, at(13))
    day.stage.context.toasts.clear()
    day.stage.undo()
    assert day.stage.said == ["Not undone: Namsan is taken, 13:00–13:30."]
    assert day.stands(booked) == ("Namsan", "13:30–14:00")
    assert not day.page.tools.redo.isEnabled()
    day.stage.undo()
    assert day.get(booked).status is InterviewStatus.PLANNED


def test_that_a_redo_whose_place_was_taken_says_why(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Down, ALT)
    day.stage.undo()
    day.book(1, 0, at(13, 30))
    day.stage.context.toasts.clear()
    day.press(Key.Key_Y, CTRL)
    assert day.stage.said == ["Not done again: Namsan is taken, 13:30–14:00."]
    assert day.stands(booked) == ("Namsan", "13:00–13:30")


def test_that_an_undo_shows_the_day_on_which_it_happened(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Down, ALT)
    day.press(Key.Key_PageDown)
    day.stage.undo()
    assert day.selected() == booked


def test_that_other_pages_keep_to_their_notices(day: Day) -> None:
    booked = day.book(0, 0, at(13))
    day.select(booked)
    day.press(Key.Key_Down, ALT)
    day.stage.context.toasts.clear()
    day.page.hide()
    assert not day.stage.context.toasts.undo_latest()
    assert day.stands(booked) == ("Namsan", "13:30–14:00")
    day.page.show()
    day.stage.settle()
    assert day.stage.context.toasts.undo_latest()


def test_that_the_buttons_have_names_and_pictures(day: Day) -> None:
    tools = day.page.tools
    names = {button.accessibleName() for button in tools.findChildren(QPushButton)}
    assert names == {"Lower hours", "Whole day", "Higher hours", "Undo", "Redo"}


def test_that_orders_about_somebody_who_is_gone_are_forgotten(day: Day) -> None:
    kept, gone = day.book(0, 0, at(13)), day.book(1, 1, at(13))
    day.select(kept)
    day.press(Key.Key_Down, ALT)
    day.select(gone)
    day.press(Key.Key_Down, ALT)
    day.press(Key.Key_A)
    day.stage.undo()
    tools = day.page.tools
    assert "Amara Okonkwo" in tools.undo.toolTip()
    assert "Amara Okonkwo" in tools.redo.toolTip()
    subject = day.services.people.of_code("AB-0001")
    assert subject is not None
    day.services.people.withdraw(subject)
    day.stage.settle()
    assert "Moved: Wanjiru Kamau" in tools.undo.toolTip()
    assert tools.redo.toolTip() == "Nothing to redo."
    said = f"{tools.undo.accessibleDescription()} {tools.redo.accessibleDescription()}"
    assert "Amara" not in said
    assert not any(toast.can_undo for toast in day.stage.context.toasts.shown)
    day.stage.undo()
    assert day.stands(kept) == ("Namsan", "13:00–13:30")


def test_that_a_question_about_somebody_who_is_gone_is_not_asked_any_more(day: Day) -> None:
    toasts = day.stage.context.toasts
    kept, gone = (toasts.show("Anyway?", action=("Yes", lambda: None)) for _ in range(2))
    for toast, lead in zip((kept, gone), day.leads, strict=True):
        day.page.orders.history.tie(toast, (lead,))
    subject = day.services.people.of_code("AB-0001")
    assert subject is not None
    day.services.people.withdraw(subject)
    day.stage.settle()
    assert toasts.shown == (kept,)
