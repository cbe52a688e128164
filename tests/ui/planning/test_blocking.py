"""Block time on the Interviews page: from the place under the cursor, seen, and taken back."""

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.services.bundle import Services
from boothapp.ui.pages.interviews import InterviewsPage
from tests import factories
from tests.ui.conftest import Stage
from tests.ui.timeline.day import scan


def opened(stage: Stage) -> InterviewsPage:
    page = InterviewsPage(stage.context)
    stage.show(page)
    return page


def noon(page: InterviewsPage) -> QModelIndex:
    """Namsan at 12:00."""
    at = factories.noon_of_second_day()
    rows = (page.model.index(row, 0) for row in range(page.model.rowCount()))
    return next(row for row in rows if (block := page.model.block(row)) and block.starts == at)


def blocked(page: InterviewsPage) -> list[str]:
    model = page.model
    cells = [
        model.index(row, column)
        for column in range(model.columnCount())
        for row in range(model.rowCount())
    ]
    texts = [str(model.data(cell, Qt.ItemDataRole.AccessibleTextRole)) for cell in cells]
    return [text for text in texts if "blocked" in text]


def test_that_the_place_under_the_cursor_is_blocked_with_undo(
    stage: Stage, services: Services
) -> None:
    page = opened(stage)
    page.view.setCurrentIndex(noon(page))
    QTest.keyClick(page.view, Qt.Key.Key_K)
    stage.settle()
    dialog = page.blocking.dialog
    assert dialog is not None
    dialog.form.title.setText("Press")
    dialog.save.click()
    stage.settle()
    (one,) = services.settings.availability()
    assert (one.title, one.starts.hour, len(one.days)) == ("Press", 12, 1)
    assert blocked(page) == ["Namsan, 12:00 to 12:30, blocked: Press"]
    assert stage.said[-1] == "Blocked: Press"
    stage.undo()
    assert blocked(page) == []


def test_that_what_is_blocked_is_changed_in_settings(stage: Stage, services: Services) -> None:
    page = opened(stage)
    page.view.setCurrentIndex(noon(page))
    QTest.keyClick(page.view, Qt.Key.Key_K)
    stage.settle()
    assert page.blocking.dialog is not None
    page.blocking.dialog.save.click()
    stage.settle()
    page.view.setCurrentIndex(noon(page))
    page.head.block.click()
    stage.settle()
    assert stage.navigated == [("settings", "blocked")]
    assert len(services.settings.availability()) == 1


@pytest.mark.parametrize("typed", ["17:30", "1730", "17.30", "17h30"])
def test_that_a_time_is_typed_as_people_write_it(
    stage: Stage, services: Services, typed: str
) -> None:
    page = opened(stage)
    page.view.setCurrentIndex(noon(page))
    QTest.keyClick(page.view, Qt.Key.Key_K)
    stage.settle()
    assert page.blocking.dialog is not None
    form = page.blocking.dialog.form
    for field, text in ((form.starts, "15"), (form.ends, typed)):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
    QTest.keyClick(form.ends, Qt.Key.Key_Up)
    assert (form.starts.text(), form.ends.text()) == ("15:00", "17:45")
    QTest.keyClick(form.ends, Qt.Key.Key_Return)
    stage.settle()
    (one,) = services.settings.availability()
    assert (one.starts, one.ends) == (time(15), time(17, 45))


def test_that_a_time_that_is_none_is_said_and_blocks_nothing(
    stage: Stage, services: Services
) -> None:
    page = opened(stage)
    QTest.keyClick(page.view, Qt.Key.Key_K)
    stage.settle()
    dialog = page.blocking.dialog
    assert dialog is not None
    for wrong in ("", "25:00", "noon"):
        dialog.form.starts.setText(wrong)
        dialog.save.click()
        stage.settle()
        assert dialog.form.from_.complaint == "Give a time, such as 15:00."
    assert services.settings.availability() == ()


def test_that_it_says_how_many_interviews_no_longer_fit(
    stage: Stage, services: Services, roster: None
) -> None:
    room = services.settings.get().rooms[0].id
    booked = scan(services, "AB-0003")
    services.interviews.book(booked, room, factories.noon_of_second_day())
    page = opened(stage)
    page.view.setCurrentIndex(noon(page))
    zone = services.settings.get().event.zone
    at = factories.noon_of_second_day().astimezone(zone)
    drill = Availability(
        kind=AvailabilityKind.BLOCKED,
        title="Drill",
        days=(at.date(),),
        starts=at.time(),
        ends=at.replace(hour=13).time(),
    )
    page.blocking._save(drill)
    stage.settle()
    assert stage.said[-1] == "Blocked: Drill. 1 interview no longer fits"
    stage.undo()
    page.blocking._save(
        replace(drill, starts=at.replace(hour=15).time(), ends=at.replace(hour=16).time())
    )
    stage.settle()
    assert stage.said[-1] == "Blocked: Drill", "nothing is booked then"
