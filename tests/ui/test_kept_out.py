"""Words that come as fast as a scanner types are kept out of a field, and lost to nobody."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.toast import Toast
from tests.ui.whole_window import Window


@pytest.fixture
def line(window: Window) -> QLineEdit:
    window.body.navigate("settings", "questions")
    window.settle()
    page = window.body.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.desk.questions.line.setFocus()
    return page.desk.questions.line


def offers(window: Window) -> list[tuple[Toast, Button]]:
    return [
        (toast, button)
        for toast in window.body.toasts.shown
        for button in toast.findChildren(Button)
        if button.text() == "Write it"
    ]


def test_that_a_question_taken_for_a_scan_can_be_written_after_all(
    window: Window, line: QLineEdit
) -> None:
    window.body._wedge.scanned.emit("Which team?")
    window.settle()
    ((toast, button),) = offers(window)
    assert "as fast as a scanner types" in toast.text.text()
    button.click()
    assert line.text() == "Which team?"
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.settle()
    asked = [one.question for one in window.services.settings.get().qualifiers]
    assert "Which team?" in asked


def test_that_a_badge_is_no_words_and_a_secret_is_never_shown(
    window: Window, line: QLineEdit
) -> None:
    window.body._wedge.scanned.emit("AB-0001")
    window.settle()
    assert offers(window) == []
    line.setEchoMode(QLineEdit.EchoMode.Password)
    window.body._wedge.scanned.emit("Which team?")
    window.settle()
    assert offers(window) == []
