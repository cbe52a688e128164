"""Words that come as fast as a scanner types are kept out of a field, and lost to nobody."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from boothapp.ui.pages.leads import LeadsPage
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.scan import kept_out
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.toast import Toast
from tests.factories import scanned_leads
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
    window.body.inlet.wedge.scanned.emit("Which team?")
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
    window.body.inlet.wedge.scanned.emit("AB-0001")
    window.settle()
    assert offers(window) == []
    line.setEchoMode(QLineEdit.EchoMode.Password)
    window.body.inlet.wedge.scanned.emit("Which team?")
    window.settle()
    assert offers(window) == []


@pytest.fixture
def leads(window: Window, tmp_path: Path) -> LeadsPage:
    """Two leads; a note about the first one is being written."""
    scanned_leads(window.services, tmp_path, 2)
    window.body.navigate("leads", "")
    window.settle()
    page = window.body.pages["leads"]
    assert isinstance(page, LeadsPage)
    page.table.selectRow(0)
    window.settle()
    page.panel.notes.field.setFocus()
    return page


def keep_out(window: Window) -> Toast:
    window.body.inlet.wedge.scanned.emit("Which team?")
    window.settle()
    ((toast, _),) = offers(window)
    return toast


def test_that_what_was_kept_out_of_one_persons_note_is_not_offered_for_anothers(
    window: Window, leads: LeadsPage
) -> None:
    keep_out(window)
    leads.table.selectRow(1)
    window.settle()
    assert leads.panel.notes.field.isVisible()
    assert offers(window) == []


def test_that_an_answer_that_comes_after_the_person_changed_offers_nothing(
    window: Window, leads: LeadsPage
) -> None:
    window.body.inlet.wedge.scanned.emit("Which team?")
    leads.panel.setProperty(kept_out.ABOUT, "somebody else")
    window.settle()
    assert offers(window) == []


@pytest.mark.parametrize("how", ["save", "empty", "other page", "clear"])
def test_that_the_offer_leaves_with_what_it_was_about(
    window: Window, leads: LeadsPage, how: str
) -> None:
    field = leads.panel.notes.field
    field.setPlainText("Begun")
    keep_out(window)
    if how == "save":
        leads.panel.notes.save()
    elif how == "empty":
        field.clear()
    elif how == "other page":
        window.body.navigate("dashboard", "")
    else:
        window.body.toasts.clear()
    window.settle()
    assert offers(window) == []


def test_that_the_offer_leaves_by_itself(
    window: Window, line: QLineEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert line.isVisible()
    monkeypatch.setattr(kept_out, "_MOST_MS", 400)
    keep_out(window)
    window.qtbot.waitUntil(lambda: offers(window) == [], timeout=3_000)


def test_that_the_scan_pages_note_says_whom_it_is_about(window: Window, tmp_path: Path) -> None:
    (lead, _) = scanned_leads(window.services, tmp_path, 2)
    page = window.body.pages["scan"]
    assert isinstance(page, ScanPage)
    page.note.start(lead)
    assert lead in kept_out._about(page.note._panel.note)
    page.note.start("")
    assert lead not in kept_out._about(page.note._panel.note)
