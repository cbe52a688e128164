"""The keyboard alone: Tab reaches every control that is seen, and none that is not."""

from typing import cast
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QWidget

from boothapp.domain.people import ScanSource
from boothapp.domain.requests import RequestKind
from boothapp.services.bundle import Services
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.choices import ChoiceButton
from tests.ui.whole_window import PIN, Window

SECTIONS = ("people", "requests", "retention", "figures", "organiser", "log", "lost")
_MOST = 400  # presses of Tab; more go round
_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def something_to_show(services: Services, roster: None) -> None:
    services.capture.scan("AB-0001", ScanSource.SCANNER)
    services.requests.open(RequestKind.ACCESS, "somebody")


def called(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


def wanted(root: QWidget) -> set[QWidget]:
    """What Tab has to reach: seen, switched on, and taking the focus itself."""
    return {
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.window() is root.window()
    }


def walk(window: Window, key: Qt.Key) -> list[QWidget]:
    """Press Tab, or the way back, until the first control comes again."""
    handle = window.top.windowHandle()
    assert handle is not None
    reached: list[QWidget] = []
    for _ in range(_MOST):
        QTest.keyClick(handle, key)
        focus = QApplication.focusWidget()
        assert focus is not None
        if reached and focus is reached[0]:
            break
        reached.append(focus)
    return reached


def assert_reaches_everything(window: Window, root: QWidget) -> None:
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        reached = walk(window, key)
        assert [called(one) for one in reached if not one.isVisible()] == []
        missed = wanted(root) - set(reached)
        assert sorted(map(called, missed)) == []


@pytest.mark.parametrize("name", SECTIONS)
def test_that_tab_reaches_everything_of_a_section_of_privacy(window: Window, name: str) -> None:
    window.body.navigate("privacy")
    window.settle()
    window.body.navigate("privacy", name)
    window.settle()
    assert_reaches_everything(window, window.body)


def test_that_tab_reaches_everything_that_is_held_of_a_person(
    window: Window, services: Services
) -> None:
    window.body.navigate("privacy", services.people.resolve("AB-0001"))
    window.settle()
    assert_reaches_everything(window, window.body)


@pytest.mark.parametrize("name", ["scan", "interviews", "dashboard", "export", "settings"])
def test_that_tab_reaches_everything_of_a_page(window: Window, name: str) -> None:
    window.body.navigate(name)
    window.settle()
    assert_reaches_everything(window, window.body)


def test_that_tab_reaches_everything_of_a_lead(window: Window, services: Services) -> None:
    window.body.navigate("leads", services.leads.table()[0].id)
    window.settle()  # with nobody chosen, the panel would come while Tab is pressed
    assert_reaches_everything(window, window.body)


def test_that_tab_reaches_everything_of_the_lock_screen(window: Window) -> None:
    other = window.services.settings.add_staff("Kwame Mensah")
    for staff in (window.services.duty.staff_id, other.id):
        window.services.lock.set_pin(staff, PIN)
    window.settle()
    window.body.guard.lock()
    screen = window.body.guard.screen
    assert screen.pin.hasFocus()
    assert_reaches_everything(window, screen)


def test_that_a_name_is_chosen_on_the_lock_screen_without_losing_the_focus(window: Window) -> None:
    others = [window.services.settings.add_staff(name) for name in ("Kwame Mensah", "Mei Ueda")]
    for staff in (window.services.duty.staff_id, *(one.id for one in others)):
        window.services.lock.set_pin(staff, PIN)
    window.settle()
    window.body.guard.lock()
    screen = window.body.guard.screen
    screen.who.setCurrentIndex(0)
    screen.who.setFocus()
    for index in (1, 2):
        QTest.keyClick(screen.who, Qt.Key.Key_Down)
        assert (screen.who.currentIndex(), screen.who.hasFocus()) == (index, True)


def test_that_enter_on_the_forgotten_pin_asks_for_the_secret_and_opens_nothing(
    window: Window,
) -> None:
    window.services.lock.set_pin(window.services.duty.staff_id, PIN)
    window.settle()
    window.body.guard.lock()
    screen = window.body.guard.screen
    screen.forgot.setFocus()
    QTest.keyClick(screen.forgot, Qt.Key.Key_Return)
    assert screen.forgot.text() == "Type the PIN instead"
    assert screen.field.complaint == ""


@pytest.mark.parametrize("name", ["", "people", "requests", "lost"])
def test_that_the_keys_go_to_something_seen_when_privacy_is_shown_or_unlocked(
    window: Window, name: str
) -> None:
    window.body.navigate("privacy", name)
    window.settle()
    for _ in range(2):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.isVisible()
        assert window.body.pages["privacy"].isAncestorOf(focus)
        window.body.guard.lock()
        QTest.keyClick(window.body.guard.screen.open, Qt.Key.Key_Return)
        window.settle()
        assert not window.body.guard.locked


@pytest.mark.parametrize(
    "name", ["scan", "leads", "interviews", "dashboard", "export", "privacy", "settings"]
)
def test_that_enter_presses_every_button_that_takes_the_ring(
    window: Window, services: Services, name: str
) -> None:
    if name == "scan":
        cast("ScanPage", window.body.pages["scan"]).take("AB-0001", ScanSource.SCANNER)
    lead = services.leads.table()[0].id if name == "leads" else ""
    window.body.navigate(name, lead)
    window.settle()
    buttons = [one for one in wanted(window.body) if isinstance(one, QAbstractButton)]
    # Of options and boxes Space and the arrows choose: there Enter goes on. Chips have Delete.
    pressed = [one for one in buttons if not isinstance(one, ChoiceButton | QCheckBox | Chip)]
    assert pressed
    for button in pressed:
        hits: list[bool] = []
        button.blockSignals(True)  # what it orders is not wanted here
        enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, _NONE, "\r")
        before = button.isChecked()
        with patch.object(type(button), "click", lambda _, hits=hits: hits.append(True)):
            QApplication.sendEvent(button, enter)
        button.blockSignals(False)
        assert hits == [True], called(button)
        assert button.isChecked() == before
