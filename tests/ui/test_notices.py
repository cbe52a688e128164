"""The notice in Settings: occasions, own words with a preview, versions, and the Scan page."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.services.notice_words import body_of, words_of
from boothapp.ui.dialogs.notice_editor import NoticeEditor
from boothapp.ui.pages.scan import ScanPage
from boothapp.ui.pages.settings import SettingsPage
from tests.ui.conftest import Stage


@pytest.fixture
def page(stage: Stage) -> SettingsPage:
    page = SettingsPage(stage.context)
    stage.show(page)
    return page


def opened(stage: Stage, page: SettingsPage, language: str = "en") -> NoticeEditor:
    box = page.notices.language
    box.setCurrentIndex(box.findData(language))
    page.notices.edit.click()
    stage.settle()
    assert page.notice_orders.editor is not None
    return page.notice_orders.editor


def write(editor: NoticeEditor, name: str, text: str) -> None:
    control = editor.fields.fields[name].control
    assert isinstance(control, QLineEdit | QPlainTextEdit)
    control.setText(text) if isinstance(control, QLineEdit) else control.setPlainText(text)


def shown(stage: Stage, editor: NoticeEditor) -> str:
    """The heading of the preview, once it was read anew."""
    stage.qtbot.waitUntil(lambda: not editor._soon.isActive())
    stage.settle()
    return editor.preview.title.words


def add_dinner(stage: Stage, page: SettingsPage) -> None:
    page.notices.line.setText("Dinner")
    page.notices.add.click()
    stage.settle()


def test_that_the_occasion_in_use_is_shown(page: SettingsPage) -> None:
    assert page.notices.kind.currentText() == "At the booth"
    assert page.notices.state.words == "At the booth is shown now"
    assert not page.notices.remove.isVisible()
    assert page.notices.language.count() == 7


def test_that_an_occasion_is_added_shown_and_taken_back(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    add_dinner(stage, page)
    assert page.notices.kind.currentText() == "Dinner"
    assert page.notices.state.words == "Not shown now"
    page.notices.use.click()
    stage.settle()
    assert services.notices.in_use().name == "Dinner"
    assert page.notices.state.words == "Dinner is shown now"
    stage.undo()
    assert services.notices.in_use().name == "At the booth"


def test_that_a_removed_occasion_comes_back_with_undo(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    add_dinner(stage, page)
    page.notices.remove.click()
    stage.settle()
    assert [kind.name for kind in services.notices.kinds()] == ["At the booth"]
    stage.undo()
    assert [kind.name for kind in services.notices.kinds()] == ["At the booth", "Dinner"]


def test_that_a_name_that_is_taken_is_refused_in_words(stage: Stage, page: SettingsPage) -> None:
    add_dinner(stage, page)
    add_dinner(stage, page)
    assert "There is a notice for “Dinner” already." in stage.said


def test_that_the_preview_follows_what_is_written(stage: Stage, page: SettingsPage) -> None:
    editor = opened(stage, page)
    assert editor.preview.title.words == "May we keep your details?"
    write(editor, "title", "{sponsor} asks: may we?")
    assert shown(stage, editor) == "Northlight asks: may we?"
    write(editor, "buttons.yes", "Gladly")
    shown(stage, editor)
    editor.save.click()
    stage.settle()
    editor = opened(stage, page)
    assert editor.fields.value()["buttons.yes"] == "Gladly"


def test_that_a_fault_stands_at_its_field_in_the_words_of_the_page(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    editor, before = opened(stage, page), services.notices.versions()
    write(editor, "attendee_text", "May we keep your details?")
    shown(stage, editor)
    field = editor.fields.fields["attendee_text"]
    assert field.complaint == "“Text” must say {sponsor}: people have to be told."
    editor.save.click()
    stage.settle()
    assert page.notice_orders.editor is editor
    assert services.notices.versions() == before
    write(editor, "attendee_text", "{sponsor} keeps it until {until}.")
    shown(stage, editor)
    assert field.complaint == ""


def test_that_saving_makes_a_version_and_undo_brings_the_words_before(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    services.notices.notice("en")
    editor = opened(stage, page)
    write(editor, "title", "May we?")
    editor.save.click()
    stage.settle()
    assert services.notices.notice("en").words.title == "May we?"
    assert services.notices.notice("en").version == 2
    assert page.notices.whose.text().startswith("Your own words: English.")
    stage.undo()
    assert services.notices.notice("en").words.title == "May we keep your details?"
    assert not services.notices.wording("booth", "en").own


def test_that_the_supplied_words_come_back_when_wanted(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    assert not opened(stage, page).supplied.isVisible()
    words = services.notices.wording("booth", "en").fields
    services.notices.save_wording("booth", "en", dict(words) | {"title": "May we?"})
    stage.settle()
    editor = opened(stage, page)
    editor.supplied.click()
    stage.settle()
    assert services.notices.notice("en").words.title == "May we keep your details?"
    stage.undo()
    assert services.notices.notice("en").words.title == "May we?"


def test_that_every_version_can_be_read(
    stage: Stage, services: Services, page: SettingsPage
) -> None:
    first = services.notices.notice("en")
    words = services.notices.wording("booth", "en").fields
    services.notices.save_wording("booth", "en", dict(words) | {"title": "May we?"})
    stage.settle()
    editor = opened(stage, page)
    editor.side.choose("kept")
    model = editor.table.model()
    lines = {model.index(row, 4).data(): row for row in range(model.rowCount())}
    editor.table.selectRow(lines[first.sha256[:8]])
    assert editor.kept.title.words == first.words.title


def test_that_what_was_written_is_dropped_only_after_a_question(
    stage: Stage, page: SettingsPage
) -> None:
    editor = opened(stage, page)
    write(editor, "title", "May we?")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.confirm is not None
    editor.confirm.yes.click()
    assert not editor.isVisible()
    assert page.notice_orders.editor is None


def test_that_the_scan_page_shows_the_notice_in_use_in_the_language_of_now(
    stage: Stage, services: Services
) -> None:
    dinner = services.notices.add_kind("Dinner")
    words = services.notices.wording(dinner.id, "de").fields
    services.notices.save_wording(dinner.id, "de", dict(words) | {"text": "{sponsor}, {until}!"})
    page = ScanPage(stage.context)
    stage.show(page)
    page.take("MATMSG:TO:ada@x.example;;", ScanSource.SCANNER)
    stage.settle()
    page.answering.pick_language("de")
    stage.settle()
    assert page.panels.ask.notice.text.words.startswith("Wir sind Northlight")
    services.notices.use(dinner.id)
    stage.settle()
    assert page.panels.ask.notice.text.words.startswith("Northlight, ")
    assert page.answering.language == "de"


def test_that_a_kept_wording_reads_back_as_it_was(services: Services) -> None:
    words = services.notices.notice("fr").words
    assert words_of(body_of(words)) == words
    assert json.loads(body_of(words))["title"] == words.title
