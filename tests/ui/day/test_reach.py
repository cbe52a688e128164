"""All of the desk is reached by Tab, heard by its name, and keeps still under a drag."""

from collections.abc import Callable

import pytest

from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.people import Rating
from boothapp.domain.queue import QueueKind
from boothapp.services.bundle import Services
from boothapp.ui.interviews.desk_loader import CHECK_IN
from boothapp.ui.pages.interviews import InterviewsPage
from tests.factories import SettableClock
from tests.ui.test_keyboard import assert_reaches_everything
from tests.ui.test_names_and_rings import assert_heard, assert_rings
from tests.ui.timeline.day import Day, at, scan
from tests.ui.whole_window import Window


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_that_everything_of_the_desk_is_reached_heard_and_whole(
    window: Window,
    services: Services,
    clock: SettableClock,
    at_door: Callable[..., InterviewsPage],
    size: tuple[int, int],
) -> None:
    wanjiru, amara = (scan(services, badge, Rating.HOT) for badge in ("AB-0003", "AB-0001"))
    namsan, hangang = (room.id for room in services.settings.get().rooms)
    gone = services.interviews.book(amara, hangang, at(13, 15)).id
    services.interviews.set_status(gone, InterviewStatus.CANCELLED)
    services.interviews.book(wanjiru, namsan, at(13))
    services.queue.join(amara, QueueKind.WALK_IN)
    clock.now = at(13, 12)
    services.settings.set_preference(CHECK_IN, "on")
    window.top.resize(*size)
    page = at_door(on=True)
    page.desk.left.show_queue()
    page.desk._watch(services.interviews.get(gone))
    window.settle()
    desk = page.desk
    for strip in (desk.alert, desk.freed, desk.at_door):
        assert strip.isVisible()
    for button in (desk.alert.answer, desk.alert.wait, desk.freed.book, desk.freed.skip):
        assert button.width() >= button.sizeHint().width()
    assert window.top.width() == size[0]
    assert_reaches_everything(window, page)
    assert_heard(window.top)
    assert_rings(page)


def test_that_nothing_moves_under_a_pointer_that_drags(day: Day, clock: SettableClock) -> None:
    booked = day.book(0, 0, at(13))
    clock.now = at(13, 12)
    day.take_booking(booked)
    day.page.desk.tick()
    day.stage.settle()
    assert not day.page.desk.alert.isVisible()
    day.release(day.point(0, at(13, 5)))
    day.stage.settle()
    assert day.page.desk.alert.isVisible()


def test_that_a_room_is_kept_as_long_as_the_sponsor_says(day: Day, clock: SettableClock) -> None:
    day.services.settings.set_preference("interviews.grace", "3")
    day.book(0, 0, at(13))
    clock.now = at(13, 4)
    day.page.desk.tick()
    day.stage.settle()
    assert day.page.desk.alert.wait.toolTip() == "Ask again in 3 minutes"
