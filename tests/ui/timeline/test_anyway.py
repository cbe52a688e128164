"""“Book anyway” in a notice: it is about how things were, and never books somebody twice."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boothapp.domain.needs import Need
from boothapp.ui.widgets.toast import Toast
from tests.ui.timeline.day import LEFT, Day, at


@pytest.fixture
def refused(day: Day) -> Toast:
    """Amara was dropped where nobody suits; after that anybody does."""
    day.services.leads.set_need(day.leads[1], Need(skills=("Robotics",)))
    day.stage.settle()
    day.take_person()
    day.drop(day.point(0, at(15, 10)))
    day.services.leads.set_need(day.leads[1], None)
    day.stage.settle()
    (toast,) = day.stage.context.toasts.shown
    return toast


def _drag(day: Day) -> None:
    day.take_person()
    day.drop(day.point(0, at(16, 10)))


def _elsewhere(day: Day) -> None:
    room = day.services.settings.get().rooms[1].id
    day.services.interviews.book(day.leads[1], room, at(13, 45))
    day.stage.settle()


@pytest.mark.parametrize("book", [_drag, _elsewhere])
def test_that_the_offer_leaves_when_the_person_is_booked_meanwhile(
    day: Day, refused: Toast, book: Callable[[Day], None]
) -> None:
    book(day)
    assert len(day.services.interviews.of_lead(day.leads[1])) == 1
    assert not any(toast.asks for toast in day.stage.context.toasts.shown)


def test_that_an_offer_that_heard_of_nothing_books_nobody_twice(day: Day, refused: Toast) -> None:
    day.stage.context.bridge.changed.disconnect(day.page.orders.history._changed)
    _elsewhere(day)
    refused.action_button.click()
    day.stage.settle()
    assert len(day.services.interviews.of_lead(day.leads[1])) == 1
    assert day.stage.said[-1] == "Amara Okonkwo was booked meanwhile."


def test_that_the_keys_go_back_to_the_day_when_the_notice_goes(day: Day, refused: Toast) -> None:
    assert day.page.view.hasFocus()
    refused.action_button.setFocus()
    QTest.mouseClick(refused.action_button, LEFT)
    day.stage.settle()
    assert day.page.view.hasFocus()


def test_that_one_question_stands_and_it_goes_when_the_person_is_put_back(day: Day) -> None:
    day.services.leads.set_need(day.leads[1], Need(skills=("Robotics",)))
    day.stage.settle()
    people = day.page.panel.list
    people.clicked.emit(people.model().index(0, 0))
    day.stage.settle()
    legend = day.page.panel._legend.accessibleName()
    assert "Space: or Enter: drop here" in legend
    for _ in range(2):
        day.press(Qt.Key.Key_Return)
        day.press(Qt.Key.Key_Down)
    toasts = day.stage.context.toasts
    assert [toast.asks for toast in toasts.shown] == [True]
    day.press(Qt.Key.Key_Escape)
    assert toasts.shown == ()
    assert "pick up" in day.page.panel._legend.accessibleName()
