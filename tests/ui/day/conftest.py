"""The Interviews page with two rooms and three people, at noon of the second day."""

from collections.abc import Callable
from typing import cast

import pytest

from boothapp.domain.people import Rating
from boothapp.services.bundle import Services
from boothapp.ui.interviews.desk_loader import CHECK_IN
from boothapp.ui.pages.interviews import InterviewsPage
from tests.ui.conftest import Stage
from tests.ui.timeline.day import Day, scan
from tests.ui.whole_window import Window


@pytest.fixture
def day(stage: Stage, services: Services, roster: None) -> Day:
    """Wanjiru is warm, Amara is hot: Amara waits on top."""
    wanjiru = scan(services, "AB-0003", Rating.WARM)
    leads = (wanjiru, scan(services, "AB-0001", Rating.HOT))
    page = InterviewsPage(stage.context)
    stage.show(page)
    page.view.setFocus()
    return Day(stage, services, page, leads)


@pytest.fixture
def at_door(window: Window) -> Callable[..., InterviewsPage]:
    """The whole window on the Interviews page; the door's check-in as asked for."""

    def show(*, on: bool) -> InterviewsPage:
        if on:
            window.services.settings.set_preference(CHECK_IN, "on")
        window.body.navigate("interviews")
        window.settle()
        window.settle()
        return cast("InterviewsPage", window.body.pages["interviews"])

    return show
