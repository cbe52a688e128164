"""The locked window: nothing personal to see, scans are kept, only the PIN opens it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.secrets_dialog import SecretsDialog
from boothapp.ui.pages.scan import ScanPage
from tests.factories import STAFF
from tests.ui.whole_window import PIN, Window


def test_that_two_minutes_without_anybody_lock_the_window(window: Window) -> None:
    window.wait(119)
    assert not window.body.guard.locked
    window.wait(1)
    assert window.body.guard.locked
    assert window.body.guard.screen.isVisible()


def test_that_a_key_begins_the_time_anew(window: Window) -> None:
    window.wait(100)
    QTest.keyClick(window.top.windowHandle(), Qt.Key.Key_Shift)
    window.wait(119)
    assert not window.body.guard.locked


def test_that_the_mouse_in_a_window_without_the_focus_begins_the_time_anew(window: Window) -> None:
    dialog = QDialog(window.top)
    dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    dialog.show()
    window.wait(100)
    QTest.mouseMove(dialog.windowHandle(), QPoint(5, 5))
    window.settle()
    window.wait(119)
    assert not window.body.guard.locked
    dialog.reject()


def test_that_a_machine_that_slept_is_locked(window: Window) -> None:
    window.seconds.now += 12
    # The key that woke it does not count.
    QTest.keyClick(window.top.windowHandle(), Qt.Key.Key_Shift)
    window.body.guard.tick()
    assert window.body.guard.locked


def test_that_a_locked_window_shows_nothing_personal(window: Window) -> None:
    window.services.lock.set_pin(window.services.duty.staff_id, PIN)
    window.body.navigate("scan")
    window.body.frame.scanned.emit("AB-0001")
    window.settle()
    assert "Amara Okonkwo" in window.words
    window.body.guard.lock()
    window.settle()
    for canary in ("Amara", "Okonkwo", "lit.example", "Lagos", "AB-0001"):
        assert canary not in window.words
    assert window.top.windowTitle() == "BoothApp, locked"


def test_that_a_scan_made_meanwhile_waits_and_is_there_afterwards(window: Window) -> None:
    window.services.lock.set_pin(window.services.duty.staff_id, PIN)
    window.settle()
    window.body.guard.lock()
    window.body.inlet.typed("AB-0001")
    window.settle()
    page = window.body.pages["scan"]
    assert isinstance(page, ScanPage)
    assert page.desk.current is None
    assert [row.name for row in window.services.leads.table()] == ["Amara Okonkwo"]
    assert "1 scan was kept and waits." in window.words
    assert "Amara" not in window.words
    window.type(PIN)
    assert page.desk.current is not None
    assert "Amara Okonkwo" in window.words


def test_that_a_wrong_pin_costs_time_and_the_right_one_opens(window: Window) -> None:
    window.services.lock.set_pin(window.services.duty.staff_id, PIN)
    window.settle()
    window.body.guard.lock()
    screen = window.body.guard.screen
    for _ in range(3):
        window.type("9182")
    assert window.body.guard.locked
    assert "Try again in 5 s" in screen.field.complaint
    assert not screen.pin.isEnabled()
    for _ in range(5):
        screen._count_down()
    assert screen.pin.isEnabled()


def test_that_no_key_reaches_what_is_behind(window: Window) -> None:
    window.body.frame.scanned.emit("AB-0001")
    window.settle()
    window.body.guard.lock()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F5):
        QTest.keyClick(window.body, key)
    QTest.keyClick(window.body, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert window.body.stack.currentWidget() is window.body.pages["scan"]
    assert len(window.services.leads.table()) == 1  # Ctrl+Z took nothing back


def test_that_an_open_dialog_comes_back_with_what_was_typed(window: Window) -> None:
    dialog = QDialog(window.top)
    line = QLineEdit("half a sentence about Amara", dialog)
    dialog.open()
    window.body.guard.lock()
    assert not dialog.isVisible()
    assert "Amara" not in window.words
    QTest.keyClick(window.body.guard.screen.open, Qt.Key.Key_Space)
    window.settle()
    assert not window.body.guard.locked
    assert dialog.isVisible()
    assert line.text() == "half a sentence about Amara"
    dialog.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_that_without_pins_enter_opens_and_the_screen_says_so(window: Window, key: Qt.Key) -> None:
    window.body.guard.lock()
    assert "anybody can open this" in window.words
    QTest.keyClick(window.body.guard.screen.open, key)
    window.settle()
    assert not window.body.guard.locked
    assert window.top.windowTitle() == "BoothApp"


def test_that_somebody_else_opens_with_their_own_pin_and_is_on_duty_then(window: Window) -> None:
    other = window.services.settings.add_staff("Kwame Mensah")
    window.services.lock.set_pin(window.services.duty.staff_id, PIN)
    window.services.lock.set_pin(other.id, "8250")
    window.settle()
    window.body.guard.lock()
    window.body.guard.screen.who.setCurrentIndex(
        window.body.guard.screen.who.findText("Kwame Mensah")
    )
    window.type(PIN)
    assert window.body.guard.locked
    window.type("8250")
    assert not window.body.guard.locked
    assert window.services.duty.name == "Kwame Mensah"


def test_that_a_store_with_a_pin_starts_locked(
    qtbot: QtBot, qapp: QApplication, services: Services, roster: None, staff_id: str
) -> None:
    services.capture.scan("AB-0001", ScanSource.SCANNER)
    services.lock.set_pin(staff_id, PIN)
    window = Window(qtbot, services)
    assert window.body.guard.locked
    assert not window.body.stack.isVisible()
    assert "Amara" not in window.words
    window.type(PIN)
    assert not window.body.guard.locked
    assert window.body.stack.isVisible()
    window.close()


def test_that_taking_over_asks_for_the_pin(window: Window) -> None:
    other = window.services.settings.add_staff("Kwame Mensah")
    window.services.lock.set_pin(other.id, "8250")
    window.settle()
    window.body.bars.switch_duty("Kwame Mensah")
    window.settle()
    (dialog,) = window.top.findChildren(SecretsDialog)
    dialog.entered.emit({"pin": "1111"})
    window.settle()
    assert "not the PIN" in dialog.fields["pin"].complaint
    assert window.services.duty.name == STAFF
    dialog.entered.emit({"pin": "8250"})
    window.settle()
    assert window.services.duty.name == "Kwame Mensah"


def test_that_who_forgot_their_pin_goes_back_with_escape(window: Window) -> None:
    window.services.lock.set_pin(window.services.duty.staff_id, PIN)
    window.settle()
    window.body.guard.lock()
    screen = window.body.guard.screen
    screen.has_secret = True
    screen.forgot.click()
    assert "passphrase or recovery key" in window.words
    QTest.keyClick(screen.pin, Qt.Key.Key_Escape)
    assert "type your PIN" in window.words
    window.type(PIN)
    assert not window.body.guard.locked


def test_that_a_store_without_a_secret_says_so_before_anything_is_typed(window: Window) -> None:
    window.services.lock.set_pin(window.services.duty.staff_id, PIN)
    window.settle()
    window.body.guard.lock()
    screen = window.body.guard.screen
    screen.forgot.click()
    assert "in memory only" in window.words
    assert not screen.pin.isVisible()
    assert not screen.open.isVisible()
    QTest.keyClick(screen.forgot, Qt.Key.Key_Escape)
    window.type(PIN)
    assert not window.body.guard.locked
