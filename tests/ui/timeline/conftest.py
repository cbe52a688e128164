"""The Interviews page with two rooms, two people who wait, and a pointer that drags."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QAccessibleAnnouncementEvent

from boothapp.domain.people import Rating
from boothapp.services.bundle import Services
from boothapp.ui import speaking
from boothapp.ui.pages.interviews import InterviewsPage
from tests.ui.conftest import Stage
from tests.ui.timeline.day import Day, scan


@pytest.fixture
def show_day(stage: Stage, services: Services) -> Callable[[tuple[str, str]], Day]:
    def show(leads: tuple[str, str]) -> Day:
        page = InterviewsPage(stage.context)
        stage.show(page)
        page.view.setFocus()
        return Day(stage, services, page, leads)

    return show


@pytest.fixture
def day(show_day: Callable[[tuple[str, str]], Day], services: Services, roster: None) -> Day:
    """Wanjiru is warm, Amara is hot: Amara waits on top."""
    wanjiru = scan(services, "AB-0003", Rating.WARM)
    return show_day((wanjiru, scan(services, "AB-0001", Rating.HOT)))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told to say."""
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    monkeypatch.setattr(speaking, "QAccessible", SimpleNamespace(updateAccessibility=hear))
    return said
