"""B on the Scan page: three places for this person, one key books, and never the wrong person."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.interviews import Interview
from boothapp.domain.needs import Need
from boothapp.domain.people import NoticeShown
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.cancellations_dialog import CancellationsDialog
from boothapp.ui.leads.orders import LeadOrders
from tests.ui.conftest import Stage
from tests.ui.scanning import AMARA_ID, WANJIRU_ID, Booth, open_booth


@pytest.fixture
def booth(stage: Stage, services: Services, roster: None) -> Booth:
    return open_booth(stage, services)


def booked(booth: Booth) -> list[Interview]:
    day = booth.services.day_now.today()
    assert day is not None
    return list(day.interviews)


def press(booth: Booth, key: Qt.Key) -> None:
    menu = booth.page.lead_orders.menu
    assert menu is not None
    QTest.keyClick(menu, key)
    booth.stage.settle()


def offered(booth: Booth) -> list[str]:
    menu = booth.page.lead_orders.menu
    assert menu is not None
    return [action.text().replace("&", "") for action in menu.offers]


def test_that_three_places_are_offered_and_the_person_is_named(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("B")
    assert [text[:13] for text in offered(booth)] == [
        "1  12:00  Han",
        "2  13:00  Han",
        "3  13:45  Han",
    ]
    assert all("with " in text for text in offered(booth))
    menu = booth.page.lead_orders.menu
    assert menu is not None
    assert menu.actions()[0].text() == "Interview Amara Okonkwo"


def test_that_one_key_books_and_undo_takes_it_back(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("B")
    press(booth, Qt.Key.Key_2)
    (one,) = booked(booth)
    assert (one.candidate, one.starts.hour) == ("Amara Okonkwo", 4)
    assert len(one.panel) == 1
    assert booth.stage.said[-1] == "Booked: Amara Okonkwo, Hangang, 13:00"
    booth.stage.undo()
    assert booked(booth) == []


def test_that_the_panel_says_the_booking_in_place_of_the_next_free_slot(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    panel = booth.page.panels.lead

    def says(words: str) -> None:
        booth.stage.qtbot.waitUntil(lambda: panel.next_free.text() == words, timeout=3000)

    says("Next free: 12:00\nHangang, 45 min")
    assert panel.book.text() == "Book interview"
    booth.press("B")
    press(booth, Qt.Key.Key_1)
    (one,) = booked(booth)
    says(f"Interview: 12:00\nHangang, {one.interviewers}")
    assert panel.book.text() == "Interview"
    booth.stage.undo()
    says("Next free: 12:00\nHangang, 45 min")
    assert panel.book.text() == "Book interview"


def test_that_enter_books_the_first(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("B")
    press(booth, Qt.Key.Key_Return)
    assert [one.starts.hour for one in booked(booth)] == [3]


def test_that_escape_books_nothing_and_b_again_goes_to_the_day(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("B")
    press(booth, Qt.Key.Key_Escape)
    booth.press("B")
    press(booth, Qt.Key.Key_B)
    assert booked(booth) == []
    assert booth.stage.navigated == [("interviews", booth.services.leads.table()[0].id)]


def test_that_who_has_an_interview_is_offered_no_second(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("B")
    press(booth, Qt.Key.Key_1)
    booth.press("B")
    menu = booth.page.lead_orders.menu
    assert menu is not None
    assert offered(booth) == []
    assert menu.actions()[0].text() == "Amara Okonkwo has an interview 12:00"
    menu.close()


def test_that_it_is_said_where_nothing_suits(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    lead = booth.services.leads.table()[0].id
    booth.services.leads.set_need(lead, Need(skills=("Robotics",)))
    booth.stage.settle()
    booth.press("B")
    menu = booth.page.lead_orders.menu
    assert menu is not None
    assert menu.actions()[0].text() == "No place is left that suits Amara Okonkwo"
    menu.close()


def test_that_a_menu_goes_with_its_person(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.press("B")
    menu = booth.page.lead_orders.menu
    assert menu is not None
    booth.page.orders.next()
    booth.stage.settle()
    booth.scan(WANJIRU_ID)
    assert booth.page.lead_orders.menu is menu
    booth.press("B")
    menu = booth.page.lead_orders.menu
    assert menu is not None
    assert menu.actions()[0].text() == "Interview Wanjiru Kamau"
    menu.close()


def test_that_a_no_offers_to_tell_the_calendars_that_know_of_the_interview(
    booth: Booth, tmp_path: Path
) -> None:
    services = booth.services
    services.settings.save_booth(
        replace(services.settings.get().booth, organizer="interviews@northlight.example")
    )
    booth.scan(AMARA_ID)
    booth.press("B")
    press(booth, Qt.Key.Key_1)
    (one,) = booked(booth)
    services.invitations.write([one.id], tmp_path / "out")
    answers = {Purpose.RECRUITING: ConsentEvent.DECLINED}
    booth.page.orders.answer(answers, NoticeShown())
    booth.stage.window.hide()  # another program is in front, or the door's sign
    booth.stage.settle()
    booth.stage.window.show()
    assert booked(booth) == []
    assert booth.stage.said[-1] == "1 interview stands in calendars"
    booth.stage.context.toasts.shown[-1].action_button.click()
    (dialog,) = booth.stage.window.findChildren(CancellationsDialog)
    dialog.cancelling.folder.folder = tmp_path / "gone"
    dialog.cancelling.write.click()
    booth.stage.settle()
    assert {path.suffix for path in (tmp_path / "gone").iterdir()} == {".eml", ".ics"}
    dialog.reject()


def test_that_removing_a_lead_offers_to_tell_the_calendars(booth: Booth, tmp_path: Path) -> None:
    services = booth.services
    services.settings.save_booth(
        replace(services.settings.get().booth, organizer="interviews@northlight.example")
    )
    booth.scan(AMARA_ID)
    booth.press("B")
    press(booth, Qt.Key.Key_1)
    (one,) = booked(booth)
    services.invitations.write([one.id], tmp_path / "out")
    LeadOrders(booth.stage.context).remove(services.leads.detail(one.lead_id))
    booth.stage.settle()
    assert booth.stage.said[-1] == "1 interview stands in calendars"
    booth.stage.undo()
    assert [back.id for back in booked(booth)] == [one.id]


def test_that_who_is_scanned_while_places_are_looked_for_waits(booth: Booth) -> None:
    booth.scan(AMARA_ID)
    booth.page.lead_orders.book()  # the answer is still on its way when the next code is read
    booth.scan(WANJIRU_ID)
    menu = booth.page.lead_orders.menu
    assert menu is not None
    assert menu.isVisible()
    assert menu.actions()[0].text() == "Interview Amara Okonkwo"
    press(booth, Qt.Key.Key_Escape)
    booth.stage.settle()
    assert not booth.page.desk.writing, "the next badge may take the panel again"
