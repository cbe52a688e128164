"""Badges at the door mark arrivals, only where that was switched on, and never as a visit."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.people import Rating
from boothapp.services.bundle import Services
from boothapp.ui.interviews.desk_loader import CHECK_IN, SIGN_NAMES
from boothapp.ui.interviews.sign_window import SignWindow
from boothapp.ui.pages.interviews import InterviewsPage
from boothapp.ui.widgets.buttons import Button
from tests import factories
from tests.factories import SettableClock
from tests.ui.timeline.day import at, scan
from tests.ui.usb_scanner import burst
from tests.ui.whole_window import Window

AtDoor = Callable[..., InterviewsPage]


@pytest.fixture
def booked(services: Services, roster: None) -> str:
    """Amara at 13:00 in Namsan with Tomasz."""
    lead_id = scan(services, "AB-0001", Rating.HOT)
    settings = services.settings.get()
    panel = tuple(who.id for who in settings.interviewers if who.name == "Tomasz Zieliński")
    return services.interviews.book(lead_id, settings.rooms[0].id, at(13), None, panel).id


def visits(services: Services) -> int:
    subject = services.people.of_code("AB-0001")
    assert subject is not None
    return len(services.people.held(subject).visits)


def scan_badge(window: Window, payload: str) -> None:
    """A scanner types into whatever window has the focus."""
    focus = QApplication.focusWindow()
    assert focus is not None
    burst(focus, payload)
    window.settle()
    window.settle()


def test_that_a_badge_marks_an_arrival_and_writes_no_visit(
    window: Window, services: Services, booked: str, at_door: AtDoor
) -> None:
    page, before = at_door(on=True), visits(services)
    assert page.desk.at_door.isVisible()
    scan_badge(window, "AB-0001")
    assert services.interviews.get(booked).status is InterviewStatus.ARRIVED
    card = page.desk.door.card
    assert card.isVisible()
    assert card.words == ("Welcome, Amara Okonkwo", "13:00 Namsan with Tomasz Zieliński")
    assert window.body.stack.currentWidget() is page
    assert visits(services) == before
    window.body.toasts.undo_latest()
    window.settle()
    assert services.interviews.get(booked).status is InterviewStatus.PLANNED


def test_that_without_the_switch_a_badge_goes_to_the_booth(
    window: Window, services: Services, booked: str, at_door: AtDoor
) -> None:
    page, before = at_door(on=False), visits(services)
    assert not page.desk.at_door.isVisible()
    scan_badge(window, "AB-0001")
    assert window.body.stack.currentWidget() is window.body.pages["scan"]
    assert visits(services) == before + 1
    assert services.interviews.get(booked).status is InterviewStatus.PLANNED


def test_that_on_every_other_page_a_badge_goes_to_the_booth(
    window: Window, services: Services, booked: str, at_door: AtDoor
) -> None:
    at_door(on=True)
    window.body.navigate("leads")
    window.settle()
    before = visits(services)
    scan_badge(window, "AB-0001")
    assert visits(services) == before + 1
    assert services.interviews.get(booked).status is InterviewStatus.PLANNED


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (InterviewStatus.ARRIVED, ("Amara Okonkwo is here already", "13:00 Namsan")),
        (
            InterviewStatus.CANCELLED,
            ("No interview today", "Amara Okonkwo · 13:00 Namsan: Cancelled"),
        ),
    ],
)
def test_that_the_answer_says_what_became_of_it(
    window: Window,
    services: Services,
    booked: str,
    at_door: AtDoor,
    status: InterviewStatus,
    words: tuple[str, str],
) -> None:
    services.interviews.set_status(booked, status)
    page = at_door(on=True)
    scan_badge(window, "AB-0001")
    assert page.desk.door.card.words == words
    assert services.interviews.get(booked).status is status


@pytest.mark.parametrize("payload", ["AB-0002", "AB-0003", "AB-9999"])
def test_that_who_has_no_interview_is_told_so_and_nothing_is_written(
    window: Window, services: Services, booked: str, at_door: AtDoor, payload: str
) -> None:
    page = at_door(on=True)
    before = factories.everything(services)
    scan_badge(window, payload)
    title, text = page.desk.door.card.words
    assert title == "No interview today"
    assert "Haruto" not in text  # he agreed to nothing
    assert factories.everything(services) == before


def test_that_an_arrival_at_a_locked_window_is_no_visit_and_shows_nobody(
    window: Window, services: Services, booked: str, at_door: AtDoor
) -> None:
    page, before = at_door(on=True), visits(services)
    window.body.guard.lock()
    window.body.inlet.typed("AB-0001")
    window.settle()
    assert services.interviews.get(booked).status is InterviewStatus.ARRIVED
    assert visits(services) == before
    assert "Amara" not in window.words
    window.body.guard._open()
    window.settle()
    assert page.desk.door.card.isVisible()


def test_that_the_switch_is_remembered_and_turned_off_where_it_is_seen(
    window: Window, services: Services, at_door: AtDoor
) -> None:
    page = at_door(on=False)
    assert page.desk.data is not None
    menu = page.desk.choices.menu(page.desk.left.more, page.desk.data)
    next(one for one in menu.actions() if "check-in" in one.text()).trigger()
    window.settle()
    assert services.settings.preference(CHECK_IN) == "on"
    assert page.desk.at_door.isVisible()
    off = next(one for one in page.desk.at_door.findChildren(Button) if one.text() == "Turn off")
    off.setFocus()
    off.click()
    window.settle()
    assert page.door_scan is None
    assert page.view.hasFocus()


# ---- the sign


def open_sign(window: Window, page: InterviewsPage) -> SignWindow:
    window.top.activateWindow()
    window.qtbot.waitUntil(lambda: QApplication.activeWindow() is window.top)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_F11)
    window.settle()
    sign = next(one for one in window.top.findChildren(SignWindow) if one.isVisible())
    window.qtbot.waitUntil(lambda: QApplication.activeWindow() is sign)
    window.settle()
    return sign


def test_that_the_sign_shows_the_room_under_the_cursor_with_initials(
    window: Window, services: Services, booked: str, at_door: AtDoor, clock: SettableClock
) -> None:
    sign = open_sign(window, at_door(on=False))
    assert sign.isFullScreen()
    assert sign.sign is not None
    assert sign.sign.room in {"Namsan", "Hangang"}
    sign.close()
    page = at_door(on=False)
    page.view.setCurrentIndex(page.model.find_interview(booked))
    sign = open_sign(window, page)
    assert sign.sign is not None
    spoken = "Namsan. Free until 13:00. Next: 13:00–13:30 · A. O.. 12:00 KST"
    assert sign.sign.spoken == spoken
    clock.now = at(13)
    services.interviews.set_status(booked, InterviewStatus.RUNNING)
    clock.now = at(13, 15)
    sign.reload()
    window.settle()
    assert sign.sign is not None
    assert (sign.sign.word, sign.sign.until, sign.sign.who) == ("In use", "until 13:30", "A. O.")
    assert sign.sign.share == 0.5
    services.settings.set_preference(SIGN_NAMES, "on")
    window.settle()
    window.settle()
    assert sign.sign.who == "Amara Okonkwo"
    QTest.keyClick(sign, Qt.Key.Key_Escape)
    window.settle()
    assert not window.top.findChildren(SignWindow)


def test_that_a_locked_window_leaves_the_sign_but_no_name(
    window: Window, services: Services, booked: str, at_door: AtDoor
) -> None:
    services.settings.set_preference(SIGN_NAMES, "on")
    page = at_door(on=True)
    page.view.setCurrentIndex(page.model.find_interview(booked))
    sign = open_sign(window, page)
    assert sign.sign is not None
    assert "Amara Okonkwo" in sign.sign.next
    window.body.guard.lock()
    assert sign.sign is None
    window.settle()
    assert sign.isVisible()
    assert sign.sign is not None
    assert "A. O." in sign.sign.next
    sign.activateWindow()
    window.qtbot.waitUntil(lambda: QApplication.activeWindow() is sign)
    window.body.inlet.typed("AB-0001")
    window.settle()
    assert sign.card.words == ("Welcome", "")
    assert "Amara" not in window.words


def test_that_a_read_that_was_on_its_way_when_the_window_locked_shows_no_name(
    window: Window, services: Services, booked: str, at_door: AtDoor
) -> None:
    services.settings.set_preference(SIGN_NAMES, "on")
    page = at_door(on=False)
    page.view.setCurrentIndex(page.model.find_interview(booked))
    sign = open_sign(window, page)
    named = sign.sign
    assert named is not None
    assert "Amara Okonkwo" in named.spoken
    window.body.guard.lock()
    sign._show((False, named))  # it comes after the lock, and before the reading of the lock
    assert sign.sign is None
    window.settle()
    assert sign.sign is not None
    assert "Amara" not in sign.sign.spoken


def test_that_a_badge_at_the_sign_marks_an_arrival_whatever_page_is_behind(
    window: Window, services: Services, booked: str, at_door: AtDoor
) -> None:
    page = at_door(on=True)
    page.view.setCurrentIndex(page.model.find_interview(booked))
    sign = open_sign(window, page)
    before = visits(services)
    scan_badge(window, "AB-0001")
    assert services.interviews.get(booked).status is InterviewStatus.ARRIVED
    assert sign.card.words[0] == "Welcome, Amara Okonkwo"
    assert visits(services) == before


@pytest.mark.parametrize("size", [(1024, 700), (3840, 2160), (700, 1200)])
def test_that_the_sign_fills_windows_of_every_size(
    window: Window, at_door: AtDoor, size: tuple[int, int]
) -> None:
    sign = open_sign(window, at_door(on=False))
    sign.showNormal()
    sign.resize(*size)
    picture = sign.grab().toImage()
    ground = picture.pixelColor(2, 2)
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2 - size[0] // 8)
    assert middle != ground


def test_that_leaving_the_application_takes_the_signs_along(
    window: Window, at_door: AtDoor
) -> None:
    sign = open_sign(window, at_door(on=False))
    window.body.pages["interviews"].close()
    assert sign not in QApplication.topLevelWidgets() or not sign.isVisible()


def test_that_time_goes_on_by_itself(window: Window, at_door: AtDoor, clock: SettableClock) -> None:
    sign = open_sign(window, at_door(on=False))
    clock.now += timedelta(minutes=3)
    sign._timer.timeout.emit()
    window.settle()
    assert sign.sign is not None
    assert sign.sign.clock == "12:03 KST"


def test_that_who_comes_after_all_is_welcome_unless_their_place_was_given_away(
    window: Window, services: Services, booked: str, at_door: AtDoor, clock: SettableClock
) -> None:
    clock.now = at(13, 12)
    services.interviews.set_status(booked, InterviewStatus.NO_SHOW)
    page = at_door(on=True)
    other = scan(services, "AB-0003", Rating.HOT)
    given = services.interviews.book(other, services.settings.get().rooms[0].id, at(13, 15))
    scan_badge(window, "AB-0001")
    assert page.desk.door.card.words[0] == "Their place was given away"
    services.interviews.unbook(given.id)
    scan_badge(window, "AB-0001")
    assert page.desk.door.card.words[0] == "Welcome, Amara Okonkwo"
    assert services.interviews.get(booked).status is InterviewStatus.ARRIVED
