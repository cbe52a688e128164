"""Fill automatically in the window: a proposal beside the present plan, booked as one order."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boothapp.domain.interviews import Interview
from boothapp.domain.needs import Need
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.pages.interviews import InterviewsPage
from tests import factories
from tests.factories import SettableClock
from tests.ui.conftest import Stage


@pytest.fixture
def leads(services: Services, tmp_path: Path) -> list[str]:
    rows = [(f"B-{n}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(5)]
    services.roster.import_file(factories.roster_file(tmp_path, rows))
    found = []
    for number in range(5):
        card = services.capture.scan(f"B-{number}", ScanSource.TYPED)
        assert card.lead is not None
        services.leads.rate(card.lead.id, Rating.HOT if number < 2 else Rating.COLD)
        found.append(card.lead.id)
    return found


@pytest.fixture
def page(stage: Stage, leads: list[str]) -> InterviewsPage:
    page = InterviewsPage(stage.context)
    stage.show(page)
    return page


def planned(services: Services) -> list[Interview]:
    days = services.settings.get().event.days
    found = [one for day in days for one in services.interviews.day(day).interviews]
    return [one for one in found if one.occupies]


def searched(stage: Stage, page: InterviewsPage) -> None:
    """Press F and wait until the search has come to its end."""
    QTest.keyClick(page.view, Qt.Key.Key_F)
    stage.settle()
    stage.qtbot.waitUntil(lambda: not page.filling.page.stop.isVisible(), timeout=20_000)
    stage.settle()


def test_that_nothing_is_booked_before_it_is_accepted_and_one_undo_takes_all_back(
    stage: Stage, services: Services, page: InterviewsPage
) -> None:
    searched(stage, page)
    plan = page.filling.page
    assert plan.isVisible()
    assert plan.said.whole == "5 of 5 placed, the best there is"
    assert not plan.left_out.isVisible(), "everybody has a place"
    assert planned(services) == []
    assert sum(column.booked for column in plan.present.day.columns) == 0
    assert sum(column.booked for column in plan.proposed.day.columns) == 5
    assert set(plan.proposed.day.marks.values()) == {"New"}
    QTest.keyClick(plan.proposed, Qt.Key.Key_Return)
    stage.settle()
    assert not plan.isVisible()
    assert len(planned(services)) == 5
    assert stage.said[-1] == "Booked: 5 interviews"
    stage.undo()
    assert planned(services) == []
    QTest.keyClick(page.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert len(planned(services)) == 5


def test_that_escape_lets_go_of_it(stage: Stage, services: Services, page: InterviewsPage) -> None:
    searched(stage, page)
    QTest.keyClick(page.filling.page.proposed, Qt.Key.Key_Escape)
    stage.settle()
    assert page.view.isVisible()
    assert planned(services) == []


def test_that_who_has_no_place_is_named_with_the_reason_and_the_change(
    stage: Stage, services: Services, page: InterviewsPage, leads: list[str], clock: SettableClock
) -> None:
    clock.now = clock.now.replace(day=10, hour=8, minute=0)  # one hour is left
    services.leads.set_need(leads[0], Need(skills=("Robotics",)))
    stage.settle()
    searched(stage, page)
    plan = page.filling.page
    assert plan.left_out.isVisible()
    assert plan.left_out.title.text() == "3 people have no place"
    assert plan.said.whole == "2 of 5 placed, the best there is"


def test_that_it_is_said_when_nobody_waits(
    stage: Stage, services: Services, page: InterviewsPage, leads: list[str]
) -> None:
    for lead in leads:
        services.leads.remove(lead)
    stage.settle()
    page.head.fill.click()
    stage.settle()
    assert stage.said[-1] == "Nobody waits for an interview: there is nothing to plan."
    assert page.view.isVisible()


def test_that_a_repair_moves_what_cannot_stay(
    stage: Stage, services: Services, page: InterviewsPage, leads: list[str]
) -> None:
    from datetime import date, time

    from boothapp.domain.availability import Availability, AvailabilityKind

    room = services.settings.get().rooms[0]
    at = factories.noon_of_second_day().replace(hour=5)
    booked = services.interviews.book(leads[0], room.id, at)
    QTest.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    stage.settle()
    assert "nothing to repair" in stage.said[-1]
    services.settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED,
            room_id=room.id,
            title="Leak",
            days=(date(2026, 7, 9),),
            starts=time(9),
            ends=time(18),
        )
    )
    stage.settle()
    page.filling.repair(None)
    stage.settle()
    plan = page.filling.page
    assert plan.said.whole == "1 interview moves, 0 stay where they are"
    assert plan.proposed.day.marks == {booked.id: "Moved"}
    plan.accept.click()
    stage.settle()
    assert services.interviews.get(booked.id).room_id != room.id
    stage.undo()
    assert services.interviews.get(booked.id) == booked
