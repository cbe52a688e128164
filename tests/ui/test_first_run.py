from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boothapp.services.setup import Plan
from boothapp.ui.forms.rooms import RoomLine
from boothapp.ui.pages.first_run import FirstRunPage
from boothapp.ui.theme import theme


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> FirstRunPage:
    theme.install(qapp)
    page = FirstRunPage("Sofia Marchetti")
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def fill_event(page: FirstRunPage) -> None:
    page.event_form._name.setText("ICML 2026")
    page.event_form._zone.setText("Asia/Seoul")
    page.event_form._first.set_value(date(2026, 7, 6))
    page.event_form._last.set_value(date(2026, 7, 10))


def fill_booth(page: FirstRunPage) -> None:
    page.booth._sponsor.setText("Northlight")
    page.booth._contact.setText("privacy@northlight.example")


def test_that_three_pages_make_a_plan_with_the_usual_hours(page: FirstRunPage) -> None:
    plans: list[Plan] = []
    page.finished.connect(plans.append)
    fill_event(page)
    page.go_on()
    fill_booth(page)
    page.go_on()
    page.go_on()
    (plan,) = plans
    assert (plan.event.name, plan.event.timezone, len(plan.event.days)) == (
        "ICML 2026",
        "Asia/Seoul",
        5,
    )
    assert (plan.booth.sponsor, plan.staff) == ("Northlight", "Sofia Marchetti")
    (room,) = plan.rooms
    assert (room.opens, room.closes, room.slot_minutes) == (time(9), time(18), 30)


def test_that_enter_goes_on_from_a_field(page: FirstRunPage) -> None:
    fill_event(page)
    page.event_form._name.setFocus()
    QTest.keyClick(page.event_form._name, Qt.Key.Key_Return)
    assert page.pages.currentIndex() == 1


def test_that_a_wrong_value_keeps_the_page_and_is_explained(page: FirstRunPage) -> None:
    page.go_on()
    assert page.pages.currentIndex() == 0
    assert page.event_form.name.complaint == "Give the event a name."
    fill_event(page)
    page.event_form._last.set_value(date(2026, 7, 1))
    page.go_on()
    assert page.event_form.last.complaint == "The last day is before the first."


def test_that_the_notice_needs_a_sponsor_a_contact_and_somebody_on_duty(page: FirstRunPage) -> None:
    fill_event(page)
    page.go_on()
    page.staff.clear()
    page.go_on()
    assert page.pages.currentIndex() == 1
    assert page.booth.sponsor.complaint
    assert page.booth.contact.complaint
    assert page.staff_field.complaint


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("seoul", "Asia/Seoul"),
        ("New York", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("Asia/Tokyo", "Asia/Tokyo"),
    ],
)
def test_that_a_zone_is_found_by_its_city(page: FirstRunPage, typed: str, zone: str) -> None:
    form = page.event_form
    fill_event(page)
    form._zone.clear()
    form._zone.setFocus()
    QTest.keyClicks(form._zone, typed.replace("_", " "))
    popup = form._zone.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    popup.hide()
    form._zone.setText(typed)
    form._name.setFocus()
    event = form.value()
    assert event is not None
    assert event.timezone == zone


def test_that_a_city_without_a_zone_is_told_what_to_type_quietly_until_it_is_left(
    page: FirstRunPage,
) -> None:
    form = page.event_form
    form._zone.setFocus()
    QTest.keyClicks(form._zone, "Munich")
    assert form.zone.hint.startswith("No zone has “Munich” in its name.")
    assert "type the nearest" in form.zone.hint
    assert form.zone.complaint == ""
    form._name.setFocus()
    assert form.zone.complaint.startswith("There is no such time zone.")
    form._zone.setFocus()
    form._zone.selectAll()
    QTest.keyClicks(form._zone, "Ber")
    assert form.zone.complaint == ""
    assert "No zone" not in form.zone.hint


def test_that_a_complaint_goes_as_soon_as_its_field_is_written_into(page: FirstRunPage) -> None:
    fill_event(page)
    page.go_on()
    page.go_on()
    assert page.booth.sponsor.complaint
    assert page.booth._sponsor.hasFocus(), "the first field that is not right"
    QTest.keyClicks(page.booth._sponsor, "N")
    assert page.booth.sponsor.complaint == ""
    assert page.booth.contact.complaint


def test_that_each_page_begins_at_its_first_field(page: FirstRunPage) -> None:
    fill_event(page)
    QTest.mouseClick(page.next, Qt.MouseButton.LeftButton)
    assert page.booth._sponsor.hasFocus()
    fill_booth(page)
    QTest.mouseClick(page.next, Qt.MouseButton.LeftButton)
    (room,) = page.findChildren(RoomLine)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert room.isAncestorOf(focus)
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert page.booth._sponsor.hasFocus()


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_that_no_button_is_cut_on_any_page(page: FirstRunPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    for step in range(3):
        page.show_step(step)
        QApplication.processEvents()
        for button in (page.demo, page.restore, page.back, page.next):
            assert button.width() >= button.sizeHint().width() or button.isHidden(), button.text()


def test_that_back_keeps_what_was_typed(page: FirstRunPage) -> None:
    fill_event(page)
    page.go_on()
    fill_booth(page)
    page.back.click()
    assert page.event_form._name.text() == "ICML 2026"
    page.go_on()
    assert page.booth._sponsor.text() == "Northlight"


def test_that_rooms_can_be_left_out_or_added(page: FirstRunPage) -> None:
    plans: list[Plan] = []
    page.finished.connect(plans.append)
    fill_event(page)
    page.go_on()
    fill_booth(page)
    page.go_on()
    page.rooms._add_next()
    page.findChildren(RoomLine)[0].removed.emit()
    page.go_on()
    assert [room.name for room in plans[0].rooms] == ["Room 2"]


def test_that_the_demo_can_be_wanted_from_each_page(page: FirstRunPage) -> None:
    wanted: list[bool] = []
    page.demo_wanted.connect(lambda: wanted.append(True))
    for step in range(3):
        page.show_step(step)
        page.demo.click()
    assert len(wanted) == 3


def test_that_it_can_be_tried_again_when_the_store_could_not_be_made(page: FirstRunPage) -> None:
    plans: list[Plan] = []
    page.finished.connect(plans.append)
    fill_event(page)
    page.go_on()
    fill_booth(page)
    page.go_on()
    page.next.click()
    page.next.click()
    assert len(plans) == 1
    page.let_try_again()
    page.next.click()
    assert len(plans) == 2
