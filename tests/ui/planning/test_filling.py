"""Fill automatically in the window: a proposal beside the present plan, booked as one order."""

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.event import Room
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.needs import Need
from boothapp.domain.people import Rating
from boothapp.services.bundle import Services
from boothapp.services.proposals import Plan
from boothapp.ui.pages.interviews import InterviewsPage
from tests import factories
from tests.factories import SettableClock
from tests.ui.conftest import Stage


@pytest.fixture
def leads(services: Services, tmp_path: Path) -> list[str]:
    found = factories.scanned_leads(services, tmp_path, 5)
    for number, lead_id in enumerate(found):
        services.leads.rate(lead_id, Rating.HOT if number < 2 else Rating.COLD)
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


def test_that_the_toast_says_what_was_really_booked(
    stage: Stage, services: Services, page: InterviewsPage, leads: list[str]
) -> None:
    searched(stage, page)
    plan = page.filling.page
    assert plan.proposal is not None
    taken = plan.proposal.places[0]
    late = services.settings.get().event.last_day
    room = services.settings.get().rooms[0].id
    at = factories.noon_of_second_day().replace(day=late.day, hour=8)
    services.interviews.book(taken.lead_id, room, at, despite=True)
    plan.accept.click()
    stage.settle()
    assert "Booked: 4 of 5 interviews" in stage.said
    assert f"Not booked: {taken.name}, they have an interview meanwhile." in stage.said


def test_that_what_went_on_meanwhile_is_left_and_said(
    stage: Stage, services: Services, page: InterviewsPage
) -> None:
    searched(stage, page)
    page.filling.page.accept.click()
    stage.settle()
    first = planned(services)[0]
    services.interviews.set_status(first.id, InterviewStatus.RUNNING)
    stage.settle()
    page.orders.history.undo()
    stage.settle()
    assert [one.id for one in planned(services)] == [first.id]
    assert f"Left as they are: {first.candidate} (running)." in stage.said


def test_that_a_key_that_is_pressed_twice_begins_one_search(
    stage: Stage, services: Services, page: InterviewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Plan] = []
    begin = services.planning.begin

    def counted(seconds: float) -> Plan:
        begun.append(begin(seconds))
        return begun[-1]

    monkeypatch.setattr(services.planning, "begin", counted)
    QTest.keyClick(page.view, Qt.Key.Key_F)
    searched(stage, page)
    assert len(begun) == 1
    QTest.keyClick(page.filling.page.proposed, Qt.Key.Key_Escape)
    stage.settle()
    assert not begun[0].running
    searched(stage, page)
    assert len(begun) == 2, "it can begin again"


def test_that_no_name_stays_when_it_is_closed(stage: Stage, page: InterviewsPage) -> None:
    searched(stage, page)
    plan = page.filling.page
    assert any(column.booked for column in plan.proposed.day.columns)
    QTest.keyClick(plan.proposed, Qt.Key.Key_Escape)
    stage.settle()
    assert plan.proposal is None
    assert plan.present.day.columns == ()
    assert plan.proposed.day.columns == ()
    assert plan.proposed.day.marks == {}


def test_that_somebody_who_is_erased_meanwhile_leaves_the_proposal(
    stage: Stage, services: Services, page: InterviewsPage, leads: list[str]
) -> None:
    searched(stage, page)
    plan = page.filling.page
    services.leads.remove(leads[0])
    stage.settle()
    assert plan.proposal is not None
    assert {place.lead_id for place in plan.proposal.places} == set(leads[1:])
    assert plan.said.whole == "4 of 4 placed, the best there is"
    assert sum(column.booked for column in plan.proposed.day.columns) == 4
    for lead in leads[1:]:
        services.leads.remove(lead)
    stage.settle()
    assert not plan.isVisible(), "nobody is left"


def test_that_escape_lets_go_of_it(stage: Stage, services: Services, page: InterviewsPage) -> None:
    searched(stage, page)
    QTest.keyClick(page.filling.page.proposed, Qt.Key.Key_Escape)
    stage.settle()
    assert page.view.isVisible()
    assert planned(services) == []


def test_that_who_has_no_place_is_named_with_the_reason_and_the_change(
    stage: Stage, services: Services, page: InterviewsPage, leads: list[str], clock: SettableClock
) -> None:
    clock.now = clock.now.replace(day=10, hour=7, minute=30)  # an hour is left after the lead time
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


def test_that_who_is_erased_between_undo_and_redo_is_not_named_and_the_others_are_booked(
    stage: Stage, services: Services, page: InterviewsPage, leads: list[str]
) -> None:
    searched(stage, page)
    page.filling.page.accept.click()
    stage.settle()
    stage.undo()
    name = services.leads.detail(leads[0]).person.name
    services.people.erase(services.leads.detail(leads[0]).subject)
    stage.settle()
    said = len(stage.said)
    QTest.keyClick(page.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert len(planned(services)) == 4
    assert stage.said[said:] == ["Booked: 4 interviews"]
    assert all(name not in words for words in stage.said[said:])


def four_rooms(services: Services) -> None:
    for name in ("Bukchon", "Seorak"):
        services.settings.save_room(
            Room(name=name, seats=4, opens=time(9), closes=time(18), slot_minutes=30)
        )


@pytest.mark.parametrize(("width", "height"), [(1264, 800), (948, 590)])
def test_that_all_four_rooms_are_seen_on_both_sides_and_what_moves_in_them(
    stage: Stage,
    services: Services,
    page: InterviewsPage,
    leads: list[str],
    width: int,
    height: int,
) -> None:
    """As large as the page is in a window of 1440 by 900 and of 1024 by 700."""
    four_rooms(services)
    stage.window.resize(width, height)
    evening = factories.noon_of_second_day().replace(hour=8)  # 17:00
    room, who = services.settings.get().rooms[3], services.settings.get().interviewers[0]
    booked = services.interviews.book(leads[0], room.id, evening, panel=[who.id])
    services.settings.remove_interviewer(who.id)
    stage.settle()
    page.filling.repair(None)
    stage.settle()
    plan = page.filling.page
    for view in (plan.present, plan.proposed):
        assert view.content is not None
        assert view.content.width <= view.viewport().width()
        index = view.day.find_interview(booked.id)
        assert view.viewport().rect().contains(view.visualRect(index))
    plan.present.verticalScrollBar().setValue(0)
    plan._go_to(booked.starts.date())
    stage.settle()
    index = plan.proposed.day.find_interview(booked.id)
    assert plan.proposed.viewport().rect().contains(plan.proposed.visualRect(index))


def test_that_the_list_says_what_moves_why_and_who_was_told(
    stage: Stage, services: Services, page: InterviewsPage, leads: list[str]
) -> None:
    settings = services.settings
    room, (who, other) = settings.get().rooms[0], settings.get().interviewers
    at = factories.noon_of_second_day()
    booked = services.interviews.book(leads[0], room.id, at.replace(hour=8), panel=[who.id])
    services.interviews.set_status(booked.id, InterviewStatus.ARRIVED)
    services.settings.remove_interviewer(who.id)
    settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED,
            interviewer_id=other.id,
            title="Away",
            days=(at.date(),),
            starts=time(9),
            ends=time(18),
        )
    )
    stage.settle()
    page.filling.repair(None)
    stage.settle()
    plan = page.filling.page
    assert plan.left_out.isVisible()
    said = [label.text() for label in plan.left_out.findChildren(QLabel) if label.isVisible()]
    assert said == [
        "1 move",
        "Person 0",
        f"Thu 17:00 → Fri 09:00, with {other.name}",
        f"{who.name} holds no interviews any more.",
        "Is here already.",
    ]
    assert plan.present.day.marks == {booked.id: "Moves"}
    plan.discard.click()
    stage.settle()
    texts = [label.text() for label in plan.left_out.findChildren(QLabel)]
    assert "Person 0" not in texts
