from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from boothapp.services.setup import Plan
from boothapp.ui.forms.rooms import RoomLine
from boothapp.ui.pages.first_run import FirstRunPage
from boothapp.ui.widgets.buttons import Button


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> FirstRunPage:
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


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_that_the_only_zone_that_is_offered_is_taken(page: FirstRunPage, key: Qt.Key) -> None:
    line = page.event_form._zone
    line.setFocus()
    for typed, taken in (
        ("Berlin", "Europe/Berlin"),
        ("los angeles", "America/Los_Angeles"),
        ("Europe/", "Europe/"),  # of several, one is chosen
    ):
        line.clear()
        line.setFocus()
        QTest.keyClicks(line, typed)
        # The open list has the keys, and hands them on.
        QTest.keyClick(QApplication.activePopupWidget() or line, key)
        assert (line.text(), QApplication.activePopupWidget()) == (taken, None)
        assert page.pages.currentIndex() == 0


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


def test_that_a_complaint_goes_once_what_is_written_is_right(page: FirstRunPage) -> None:
    form, booth = page.event_form, page.booth
    page.go_on()
    QTest.keyClicks(form._name, "I")
    assert form.name.complaint == ""
    QTest.keyClicks(form._zone, "Asia/Seou")
    assert form.zone.complaint
    QTest.keyClicks(form._zone, "l")
    assert form.zone.complaint == ""
    form._name.clear()
    assert form.name.complaint == "", "said once it is handed over, not while it is written"
    fill_event(page)
    page.go_on()
    page.staff.clear()
    page.go_on()
    QTest.keyClicks(booth._sponsor, "N")
    QTest.keyClicks(page.staff, "S")
    assert (booth.sponsor.complaint, page.staff_field.complaint) == ("", "")
    QTest.keyClicks(booth._contact, "privacy@northlight")
    assert "one plain e-mail address" in booth.contact.complaint
    QTest.keyClicks(booth._contact, ".example")
    assert booth.contact.complaint == ""
    page.go_on()
    (room,) = page.findChildren(RoomLine)
    room._name.clear()
    page.go_on()
    QTest.keyClicks(room._name, "Namsan")
    assert room.name.complaint == ""


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
        page.let_try_again()
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


def test_that_the_cursor_waits_in_the_first_line_of_every_step(page: FirstRunPage) -> None:
    started: list[Plan] = []
    page.finished.connect(started.append)
    fill_event(page)
    fill_booth(page)
    lines = (page.event_form.name.control, page.booth.sponsor.control, None)
    for step, line in enumerate(lines):
        focus = QApplication.focusWidget()
        assert page.pages.currentIndex() == step
        assert focus is not None
        assert focus is line or (line is None and isinstance(focus, QLineEdit))
        QTest.keyClick(focus, Qt.Key.Key_Return)
    assert len(started) == 1


def test_that_enter_on_a_button_of_the_first_start_presses_it_and_goes_no_further(
    page: FirstRunPage,
) -> None:
    started: list[Plan] = []
    page.finished.connect(started.append)
    fill_event(page)
    fill_booth(page)
    page.show_step(2)
    page.rooms._add.setFocus()
    QTest.keyClick(page.rooms._add, Qt.Key.Key_Return)
    assert len(page.rooms.findChildren(RoomLine)) == 2
    assert started == []


def test_that_the_button_for_another_room_stands_right_below_the_rooms(page: FirstRunPage) -> None:
    page.resize(1440, 900)
    page.show_step(2)
    QApplication.processEvents()
    (line,) = page.rooms.findChildren(RoomLine)
    assert page.rooms._add.mapTo(page.rooms, QPoint()).y() - line.geometry().bottom() < 20


@pytest.mark.parametrize("typed", ["par", "berl", "kolk", "zur"])
def test_that_a_short_list_of_zones_needs_no_scroll_bar(page: FirstRunPage, typed: str) -> None:
    line = page.event_form._zone
    line.setFocus()
    QTest.keyClicks(line, typed)
    QApplication.processEvents()
    popup = line.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    assert 1 <= line.completer().completionCount() <= 7
    assert popup.verticalScrollBar().maximum() == 0
    popup.hide()


@pytest.mark.parametrize("order", ["demo", "next"])
def test_that_what_takes_longer_than_a_moment_is_said_and_ordered_once(
    page: FirstRunPage, qtbot: QtBot, order: str
) -> None:
    orders: list[object] = []
    page.demo_wanted.connect(lambda: orders.append("demo"))
    page.finished.connect(orders.append)
    fill_event(page)
    fill_booth(page)
    page.show_step(2)
    button: Button = getattr(page, order)
    height = page.busy.height()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not any(one.isEnabled() for one in (page.demo, page.next, page.restore, page.back))
    assert not page.busy.bar.isVisible()
    qtbot.waitUntil(page.busy.bar.isVisible, timeout=1_000)
    assert page.busy.words.text().startswith("Making the ")
    assert page.busy.height() == height, "nothing moves"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(orders) == 1
    page.let_try_again()
    assert not page.busy.bar.isVisible()
    assert button.isEnabled()
