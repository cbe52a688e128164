"""Nothing that opens, ends or is asked for while the window is locked is seen or takes a key."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.recovery_dialog import RecoveryDialog
from boothapp.ui.dialogs.secrets_dialog import SecretsDialog
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.scan.cover import Cover
from boothapp.ui.scorecards.dialog import ScorecardDialog
from tests import factories
from tests.factories import vcard
from tests.ui.whole_window import PIN, Window

CTRL = Qt.KeyboardModifier.ControlModifier


def scan_page(window: Window) -> ScanPage:
    page = window.body.pages["scan"]
    assert isinstance(page, ScanPage)
    return page


def covers(window: Window) -> list[Cover]:
    return [cover for cover in window.top.findChildren(Cover) if cover.isVisible()]


def asked(window: Window) -> ScanPage:
    """Haruto is asked, and the screen is turned to him."""
    window.body.frame.scanned.emit(vcard("Haruto Nakamura", "haruto@kamogawa.example", "Kamogawa"))
    window.settle()
    page = scan_page(window)
    page.answering.turn()
    window.settle()
    assert len(covers(window)) == 1
    return page


def open_window(window: Window) -> None:
    window.body.guard.screen.open.click()
    window.settle()
    assert not window.body.guard.locked


def test_that_a_dialog_that_opens_after_the_lock_waits_for_the_window(window: Window) -> None:
    other = window.services.settings.add_staff("Kwame Mensah")
    window.services.lock.set_pin(other.id, "8250")
    window.settle()
    window.body.bars.switch_duty("Kwame Mensah")
    window.body.guard.lock()
    window.settle()
    (dialog,) = window.top.findChildren(SecretsDialog)
    assert not dialog.isVisible()
    assert "takes over" not in window.words
    window.body.guard.screen.pin.setFocus()
    window.type("8250")
    assert dialog.isVisible()
    assert dialog.windowModality() == Qt.WindowModality.WindowModal


def test_that_a_recovery_key_is_not_shown_to_a_locked_window(window: Window) -> None:
    window.body.guard.lock()
    dialog = RecoveryDialog("ABCD-EFGH", window.top)
    dialog.open()
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # not for one frame
    window.settle()
    assert not dialog.isVisible()
    QTest.keyClick(window.body.guard.screen.open, Qt.Key.Key_Space)  # it takes no key either
    window.settle()
    assert dialog.isVisible()
    dialog.accept()


def test_that_any_other_window_is_hidden_too_but_not_the_locks_own_list(window: Window) -> None:
    window.body.guard.lock()
    tool = QWidget(window.top, Qt.WindowType.Tool)
    menu = QMenu("Amara", window.body)
    menu.addAction("Amara")
    tool.show()
    menu.popup(window.top.pos())
    window.settle()
    assert not tool.isVisible()
    assert not menu.isVisible()
    who = window.body.guard.screen.who
    who.addItems(["Sofia", "Kwame"])
    who.show()
    who.showPopup()
    window.settle()
    assert who.view().isVisible()
    who.hidePopup()


def test_that_what_is_told_late_covers_the_window_only_once_it_is_open(window: Window) -> None:
    window.body.frame.scanned.emit("AB-0001")
    window.settle()
    page = scan_page(window)
    page.telling.begin()
    window.body.guard.lock()
    window.settle()
    assert covers(window) == []
    assert page.telling.cover is not None
    assert not page.telling.cover.hasFocus()
    assert "Amara" not in window.words
    open_window(window)
    assert covers(window) == [page.telling.cover]
    assert page.telling.cover.hasFocus()
    assert window.body.toasts.quiet
    QTest.keyClick(page.telling.cover, Qt.Key.Key_Escape)
    assert not window.body.toasts.quiet
    assert len(window.services.notices.not_told()) == 2


def test_that_a_cover_comes_back_as_large_as_the_window_and_with_the_keys(window: Window) -> None:
    page = asked(window)
    window.top.resize(1000, 700)
    window.settle()
    window.body.guard.lock()
    window.settle()
    assert covers(window) == []
    window.top.resize(1400, 900)
    window.settle()
    open_window(window)
    assert page.answering.turned_notice is not None
    assert covers(window) == [page.answering.turned_notice]
    assert page.answering.turned_notice.size() == window.top.size()
    assert page.answering.turned_notice.hasFocus()


def test_that_a_question_the_caller_waits_for_ends_and_the_others_come_back(
    window: Window,
) -> None:
    other = QDialog(window.top)
    other.open()
    questions: tuple[Callable[[], bool], ...] = (
        lambda: QInputDialog.getText(window.top, "Save a copy", "Who will hold it?")[1],
        lambda: QFileDialog.getSaveFileName(window.top, "Save", "CV.pdf")[0] != "",
    )
    for ask in questions:
        QTimer.singleShot(200, window.body.guard.lock)
        assert not ask()
        assert window.body.guard.locked
        open_window(window)
        assert other.isVisible()
        assert QApplication.activeModalWidget() is other
    other.reject()


def test_that_a_dialog_that_ended_meanwhile_stays_away(window: Window) -> None:
    other = window.services.settings.add_staff("Kwame Mensah")
    window.services.lock.set_pin(other.id, "8250")
    window.settle()
    window.body.bars.switch_duty("Kwame Mensah")
    window.settle()
    (dialog,) = window.top.findChildren(SecretsDialog)
    plain, typed = QDialog(window.top), QDialog(window.top)
    plain.open()
    typed.open()
    dialog.entered.emit({"pin": "8250"})
    window.body.guard.lock()
    plain.accept()
    window.settle()
    window.type("8250")
    assert not window.body.guard.locked
    assert window.services.duty.name == "Kwame Mensah"
    assert window.top.findChildren(SecretsDialog) == []
    assert not plain.isVisible()
    assert typed.isVisible()
    typed.reject()


def test_that_a_scorecard_does_not_come_back_for_somebody_else(window: Window) -> None:
    services, me = window.services, window.services.duty.name
    other = services.settings.add_staff("Kwame Mensah")
    services.lock.set_pin(other.id, "8250")
    panel = [services.settings.add_interviewer(name).id for name in (me, other.name)]
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    assert card.lead is not None
    at = factories.noon_of_second_day() + timedelta(hours=2)
    room = services.settings.get().rooms[0].id
    booked = services.interviews.book(card.lead.id, room, at, panel=panel)
    assert window.body.context is not None
    dialog = ScorecardDialog(window.body.context, booked, window.top)
    dialog.open()
    window.settle()
    assert dialog.form is not None
    dialog.form.text.setPlainText("Not for Kwame")
    window.body.guard.lock()
    window.settle()
    window.type("8250")
    assert not window.body.guard.locked
    assert services.duty.name == other.name
    assert not dialog.isVisible()
    assert "Not for Kwame" not in window.words
    assert all(seat.card is None for seat in services.scorecards.seats(booked.id))
    services.duty.switch(me)
    (mine,) = (seat.card for seat in services.scorecards.seats(booked.id) if seat.is_mine)
    assert mine is not None
    assert mine.text == "Not for Kwame"


def test_that_a_lock_before_the_rules_are_read_opens_nothing(
    qtbot: QtBot, qapp: QApplication, services: Services, roster: None, staff_id: str
) -> None:
    services.lock.set_pin(staff_id, PIN)
    window = Window(qtbot, services, lock_at_once=True)
    screen = window.body.guard.screen
    assert window.first_words == "One moment: it is being read who may open this."
    screen.open.click()
    window.settle()
    assert window.body.guard.locked
    assert "anybody can open this" not in window.words
    window.type(PIN)
    assert not window.body.guard.locked
    window.close()


def test_that_what_was_read_before_does_not_open_it(window: Window) -> None:
    window.body.guard.lock()
    services = window.services
    window.body.context.bridge.changed.disconnect(window.body.guard._changed)  # type: ignore[union-attr] # attached
    services.lock.set_pin(services.duty.staff_id, PIN)
    window.settle()
    window.body.guard.screen.open.click()
    window.settle()
    assert window.body.guard.locked
    assert "Choose your name and type your PIN." in window.words
    window.type(PIN)
    assert not window.body.guard.locked


def test_that_no_key_of_the_window_works_while_the_screen_is_turned(window: Window) -> None:
    window.body.frame.scanned.emit("AB-0001")
    window.settle()
    page = scan_page(window)
    page.orders.next()
    page = asked(window)
    cover = page.answering.turned_notice
    assert cover is not None
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F7):
        QTest.keyClick(cover, key)
    for key in (Qt.Key.Key_Z, Qt.Key.Key_U, Qt.Key.Key_K):
        QTest.keyClick(cover, key, CTRL)
        assert QApplication.activePopupWidget() is None
    QTest.keyClick(cover, Qt.Key.Key_Tab)
    window.settle()
    assert window.body.stack.currentWidget() is page
    assert len(window.services.leads.table()) == 1  # Ctrl+Z took nothing back
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus is cover or cover.isAncestorOf(focus)
    assert window.body.toasts.quiet
    QTest.keyClick(cover.windowHandle(), Qt.Key.Key_L, CTRL)
    assert window.body.guard.locked
    open_window(window)
    QTest.keyClick(cover, Qt.Key.Key_Escape)
    assert window.body.isEnabled()


def test_that_ctrl_l_locks_while_a_dialog_is_open(window: Window) -> None:
    dialog = QDialog(window.top)
    QLineEdit(dialog)
    dialog.open()
    dialog.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL)
    assert window.body.guard.locked
    assert not dialog.isVisible()
    open_window(window)
    dialog.reject()


def test_that_one_persons_wait_is_not_their_colleagues(window: Window) -> None:
    other = window.services.settings.add_staff("Kwame Mensah")
    window.services.lock.set_pin(window.services.duty.staff_id, PIN)
    window.services.lock.set_pin(other.id, "8250")
    window.settle()
    window.body.guard.lock()
    screen = window.body.guard.screen
    for _ in range(3):
        window.type("9182")
    assert not screen.open.isEnabled()
    blocked = screen.who.currentText()
    screen.who.setCurrentText("Kwame Mensah")
    assert screen.open.isEnabled()
    assert not screen.field.complaint
    screen.who.setCurrentText(blocked)
    assert not screen.open.isEnabled()
    screen.who.setCurrentText("Kwame Mensah")
    window.type("8250")
    assert not window.body.guard.locked


@pytest.mark.usefixtures("roster")
def test_that_the_lock_counts_who_waits_and_not_every_code(window: Window) -> None:
    window.body.guard.lock()
    for payload in ("###", "AB-0001", "AB-0001", "AB-0002"):
        window.body.inlet.typed(payload)
        window.settle()
    assert "2 scans were kept and wait. 1 code named nobody." in window.words
    assert len(scan_page(window).desk.waiting) == 2


def test_that_a_locked_window_stays_silent_when_the_screen_is_turned_back(window: Window) -> None:
    window.services.capture.scan("AB-0001", ScanSource.SCANNER)
    page = asked(window)
    window.body.guard.lock()
    assert page.answering.turned_notice is not None
    page.answering.turned_notice.turned_back.emit()
    window.body.toasts.show("Amara Okonkwo is kept as a lead.")
    assert "Amara" not in window.words
    open_window(window)
