from collections.abc import Callable
from dataclasses import replace
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadRow
from boothapp.domain.people import NoticeShown, Person, Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.details_dialog import DetailsDialog
from boothapp.ui.leads.filter_words import parts_of
from boothapp.ui.leads.sections import NoteView
from boothapp.ui.models.lead_words import consent_words
from boothapp.ui.models.leads import LeadColumn, LeadsModel
from boothapp.ui.pages.leads import LeadsPage
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label
from tests import factories
from tests.factories import SettableClock
from tests.ui.conftest import Stage


def scan(services: Services, badge_id: str) -> str:
    card = services.capture.scan(badge_id, ScanSource.SCANNER)
    assert card.lead is not None
    return card.lead.id


@pytest.fixture
def amara(services: Services, roster: None, clock: SettableClock) -> str:
    """Amara was scanned at noon, Wanjiru ten minutes later."""
    amara = scan(services, "AB-0001")
    clock.forward(minutes=10)
    scan(services, "AB-0003")
    return amara


@pytest.fixture
def page(stage: Stage, amara: str) -> LeadsPage:
    page = LeadsPage(stage.context)
    stage.show(page)
    page.table.setFocus()
    return page


def names(page: LeadsPage) -> list[str]:
    return [row_of(page, row).name for row in range(page.model.rowCount())]


def row_of(page: LeadsPage, row: int) -> LeadRow:
    found = page.model.lead(row)
    assert found is not None
    return found


def choose(stage: Stage, page: LeadsPage, name: str) -> None:
    page.table.selectRow(names(page).index(name))
    stage.settle()


def type_text(stage: Stage, widget: QWidget, text: str) -> None:
    QTest.keyClicks(widget, text)
    stage.settle()


def texts(page: LeadsPage) -> list[str]:
    return [label.text() for label in page.panel.findChildren(Label) if not label.isHidden()]


def test_that_the_latest_visit_stands_on_top(page: LeadsPage) -> None:
    assert names(page) == ["Wanjiru Kamau", "Amara Okonkwo"]
    assert page._counts.whole == "2 today, 2 at this event"


def test_that_typing_filters_at_once_and_escape_shows_all_again(
    stage: Stage, page: LeadsPage
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Slash)
    assert page.filter.hasFocus()
    type_text(stage, page.filter, "lagos")
    assert names(page) == ["Amara Okonkwo"]
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    stage.settle()
    assert len(names(page)) == 2
    assert page.filter.hasFocus()
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert page.table.hasFocus(), "the keys are the table's again"


def test_that_a_rating_can_be_filtered(stage: Stage, services: Services, page: LeadsPage) -> None:
    services.leads.rate(row_of(page, 0).id, Rating.HOT)
    stage.settle()
    page.filters.changed.emit(LeadFilter(ratings=frozenset({Rating.HOT})))
    stage.settle()
    assert names(page) == ["Wanjiru Kamau"]
    page.filters.changed.emit(LeadFilter(ratings=frozenset({Rating.COLD})))
    stage.settle()
    assert page._stack.currentIndex() == 2


@pytest.mark.parametrize(
    ("key", "rating"),
    [(Qt.Key.Key_1, Rating.COLD), (Qt.Key.Key_2, Rating.WARM), (Qt.Key.Key_3, Rating.HOT)],
)
def test_that_a_key_rates_the_chosen_lead_and_undo_takes_it_back(
    stage: Stage, services: Services, page: LeadsPage, amara: str, key: Qt.Key, rating: Rating
) -> None:
    choose(stage, page, "Amara Okonkwo")
    QTest.keyClick(page.table, key)
    stage.settle()
    assert services.leads.detail(amara).rating is rating
    assert page.model.data(page.model.index(1, LeadColumn.RATING)) == rating.value.title()
    stage.undo()
    assert services.leads.detail(amara).rating is None


def test_that_the_cursor_stays_where_it_was_put_while_the_table_is_read(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    choose(stage, page, "Wanjiru Kamau")
    services.leads.add_note(amara, "Came back")  # and the table is read anew
    QApplication.processEvents()
    page.table.selectRow(names(page).index("Amara Okonkwo"))
    stage.settle()
    assert page.panel.lead is not None
    assert page.panel.lead.id == amara
    assert names(page)[page.table.currentIndex().row()] == "Amara Okonkwo"


def test_that_a_quick_key_is_about_who_was_chosen_not_about_who_is_still_shown(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    choose(stage, page, "Wanjiru Kamau")
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_3)
    stage.settle()
    assert services.leads.detail(amara).rating is Rating.HOT
    assert {row.rating for row in services.leads.table()} == {Rating.HOT, None}


def test_that_digits_typed_into_a_note_rate_nobody(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    choose(stage, page, "Amara Okonkwo")
    QTest.keyClick(page.table, Qt.Key.Key_W)
    type_text(stage, page.panel.notes.field, "Starts 2031, Tbd")
    assert page.panel.notes.field.toPlainText() == "Starts 2031, Tbd"
    assert services.leads.detail(amara).rating is None


def test_that_a_note_is_kept_with_author_and_time(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    choose(stage, page, "Amara Okonkwo")
    QTest.keyClick(page.table, Qt.Key.Key_W)
    type_text(stage, page.panel.notes.field, "Sparse attention")
    QTest.keyClick(page.panel.notes.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    (note,) = services.leads.detail(amara).notes
    assert (note.text, note.author) == ("Sparse attention", factories.STAFF)
    assert page.panel.notes.field.toPlainText() == ""
    assert f"{factories.STAFF}, today 12:10" in texts(page)
    stage.undo()
    assert services.leads.detail(amara).notes == ()


def test_that_a_draft_stays_with_its_person(stage: Stage, page: LeadsPage) -> None:
    choose(stage, page, "Amara Okonkwo")
    type_text(stage, page.panel.notes.field, "About Amara")
    choose(stage, page, "Wanjiru Kamau")
    assert page.panel.notes.field.toPlainText() == ""
    choose(stage, page, "Amara Okonkwo")
    assert page.panel.notes.field.toPlainText() == "About Amara"


def test_that_a_note_can_be_changed_and_removed(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    services.leads.add_note(amara, "First")
    choose(stage, page, "Amara Okonkwo")
    (shown,) = page.panel.findChildren(NoteView)
    shown.edit_wanted.emit()
    page.panel.notes.field.setPlainText("Second")
    page.panel.notes.save()
    stage.settle()
    assert [note.text for note in services.leads.detail(amara).notes] == ["Second"]
    remove = [
        button
        for button in page.panel.findChildren(Button)
        if button.accessibleName() == "Remove this note" and button.isVisible()
    ]
    remove[-1].click()
    stage.settle()
    assert services.leads.detail(amara).notes == ()


def test_that_tags_are_added_and_taken_off(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    choose(stage, page, "Amara Okonkwo")
    QTest.keyClick(page.table, Qt.Key.Key_T)
    type_text(stage, page.panel.tags.line, "NLP")
    QTest.keyClick(page.panel.tags.line, Qt.Key.Key_Return)
    stage.settle()
    assert services.leads.detail(amara).tags == ("NLP",)
    page.panel.tags.removed.emit("NLP")
    stage.settle()
    assert services.leads.detail(amara).tags == ()


def test_that_the_panel_shows_consent_with_its_proof(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    services.capture.answer(
        card,
        {Purpose.CV: ConsentEvent.GIVEN, Purpose.MARKETING: ConsentEvent.DECLINED},
        notice=NoticeShown(),
    )
    stage.settle()
    choose(stage, page, "Amara Okonkwo")
    shown = "\n".join(texts(page))
    assert "On the organiser’s list, today 12:00" in shown
    assert f"Said yes to {factories.STAFF}, today 12:10; notice 1 (English, 9 July 2026)" in shown
    assert "valid until 6 January 2027" in shown
    assert "Declined today 12:10, will not be asked again" in shown


def test_that_details_answers_and_visits_are_shown(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    question = services.settings.get().qualifiers[0]
    services.leads.answer(amara, question.id, "2027")
    stage.settle()
    choose(stage, page, "Amara Okonkwo")
    shown = texts(page)
    assert {"amara.okonkwo@lit.example", question.question, "2027"} <= set(shown)
    assert f"Scanned by {factories.STAFF}" in shown


def test_that_a_role_can_be_chosen(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    choose(stage, page, "Amara Okonkwo")
    page.panel.role.select.activated.emit(2)
    stage.settle()
    role = services.settings.get().roles[1]
    assert services.leads.detail(amara).role_id == role.id
    stage.undo()
    assert services.leads.detail(amara).role_id is None


def test_that_details_are_corrected_with_undo(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    choose(stage, page, "Amara Okonkwo")
    page.panel.edit_wanted.emit()
    (dialog,) = page.findChildren(DetailsDialog)
    dialog.name.setText("Dr Amara Okonkwo")
    dialog.save()
    stage.settle()
    assert names(page) == ["Wanjiru Kamau", "Dr Amara Okonkwo"]
    assert services.leads.detail(amara).person.email == "amara.okonkwo@lit.example"
    stage.undo()
    assert services.leads.detail(amara).person.name == "Amara Okonkwo"


def test_that_what_was_refused_is_asked_again_with_what_was_typed(
    stage: Stage, services: Services, page: LeadsPage, amara: str
) -> None:
    choose(stage, page, "Amara Okonkwo")
    page.panel.edit_wanted.emit()
    (dialog,) = page.findChildren(DetailsDialog)
    person = services.leads.detail(amara).person
    services.leads.edit_details(amara, replace(person, email="amara@new.example"))
    dialog.email.setText("no address")
    dialog.stage.setText("Postdoc")
    for wrong in ("Somebody else changed the e-mail", "not one plain e-mail address"):
        dialog.save()
        stage.settle()
        (dialog,) = [one for one in page.findChildren(DetailsDialog) if one.isVisible()]
        assert wrong in dialog.problem.words
        assert (dialog.email.text(), dialog.stage.text()) == ("no address", "Postdoc")
    dialog.email.setText("a@b.example")
    dialog.save()
    stage.settle()
    held = services.leads.detail(amara).person
    assert (held.email, held.career_stage) == ("a@b.example", "Postdoc")


def test_that_details_cannot_be_emptied(stage: Stage, page: LeadsPage) -> None:
    choose(stage, page, "Amara Okonkwo")
    page.panel.edit_wanted.emit()
    (dialog,) = page.findChildren(DetailsDialog)
    for edit in (dialog.name, dialog.email, dialog.affiliation):
        edit.clear()
    dialog.save()
    assert dialog.isVisible()
    assert dialog.name_field.complaint
    dialog.reject()


def test_that_b_goes_to_the_interviews_with_the_person(
    stage: Stage, page: LeadsPage, amara: str
) -> None:
    choose(stage, page, "Amara Okonkwo")
    QTest.keyClick(page.table, Qt.Key.Key_B)
    assert stage.navigated == [("interviews", amara)]


def test_that_a_removed_lead_comes_back_on_undo(
    stage: Stage, page: LeadsPage, services: Services, amara: str
) -> None:
    services.leads.add_note(amara, "Keep me")
    choose(stage, page, "Amara Okonkwo")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    stage.settle()
    assert names(page) == ["Wanjiru Kamau"]
    assert page.panel.lead is None
    stage.undo()
    assert sorted(names(page)) == ["Amara Okonkwo", "Wanjiru Kamau"]
    assert services.leads.detail(amara).notes[0].text == "Keep me"


def test_that_a_lead_and_a_search_can_be_opened_from_elsewhere(
    stage: Stage, page: LeadsPage, amara: str
) -> None:
    page.open_with(amara)
    stage.settle()
    assert page.panel.lead is not None
    assert page.panel.lead.id == amara
    page.open_with("?rift")
    stage.settle()
    assert names(page) == ["Wanjiru Kamau"]


def test_that_the_cursor_stays_on_its_person_when_others_arrive(
    stage: Stage, page: LeadsPage, services: Services, clock: SettableClock, amara: str
) -> None:
    choose(stage, page, "Amara Okonkwo")
    clock.forward(minutes=1)
    card = services.capture.scan(
        factories.vcard("Ada Test", "ada@test.example"), ScanSource.SCANNER
    )
    services.capture.answer(
        card,
        {Purpose.RECRUITING: ConsentEvent.GIVEN},
        notice=NoticeShown(),
        details=Person(name="Ada Test"),
    )
    stage.settle()
    assert names(page)[0] == "Ada Test"
    assert page.table.currentIndex().row() == names(page).index("Amara Okonkwo")
    assert page.panel.lead is not None
    assert page.panel.lead.id == amara


def test_that_an_empty_store_says_what_to_do_first(stage: Stage) -> None:
    page = LeadsPage(stage.context)
    stage.show(page)
    assert page._stack.currentIndex() == 1


@pytest.mark.parametrize("column", list(LeadColumn))
def test_that_every_column_sorts_both_ways(
    stage: Stage, page: LeadsPage, column: LeadColumn
) -> None:
    page.model.sort(column, Qt.SortOrder.AscendingOrder)
    stage.settle()
    up = names(page)
    page.model.sort(column, Qt.SortOrder.DescendingOrder)
    stage.settle()
    assert sorted(names(page)) == sorted(up)
    if column in {LeadColumn.NAME, LeadColumn.SEEN}:
        assert names(page) == up[::-1]


def test_that_the_model_is_a_sound_one(
    qtmodeltester: ModelTester, services: Services, amara: str
) -> None:
    check = cast("Callable[[LeadsModel], None]", qtmodeltester.check)  # no types in pytest-qt
    model = LeadsModel(ZoneInfo(factories.ZONE), factories.FIRST_DAY)
    check(model)
    rows = services.leads.table()
    model.show([row.number for row in rows], rows)
    check(model)
    assert model.data(model.index(0, LeadColumn.SEEN)) == "9 Jul"


def test_that_consent_is_worded_in_a_word_or_two(services: Services) -> None:
    assert consent_words(frozenset(Purpose)) == "All three"
    assert consent_words(frozenset({Purpose.CV, Purpose.RECRUITING})) == "Contact, CV"
    both = frozenset({Purpose.RECRUITING, Purpose.MARKETING})
    assert consent_words(both) == "Contact, Marketing"  # as the filter, the panel and the export
    (part,) = parts_of(LeadFilter(purposes=both), services.settings.get())
    assert part.value == "recruiting contact and marketing"
    assert consent_words(frozenset()) == "None"


def test_that_a_wide_window_gives_names_and_rooms_more_width_until_somebody_chose(
    stage: Stage, page: LeadsPage
) -> None:
    table = page.table
    stage.window.resize(1000, 700)
    QApplication.processEvents()
    narrow = {one: table.columnWidth(one) for one in (LeadColumn.NAME, LeadColumn.INTERVIEW)}
    stage.window.resize(1600, 900)
    QApplication.processEvents()
    for column, width in narrow.items():
        assert table.columnWidth(column) > width + 40
    assert table.columnWidth(LeadColumn.AFFILIATION) > 200
    assert table.columns["NAME"] is None, "the window's own width is not kept as somebody's"
    edge = table.head.sectionViewportPosition(LeadColumn.NAME) + table.columnWidth(LeadColumn.NAME)
    drag = (QPoint(edge - 1, 10), QPoint(edge - 41, 10))
    QTest.mousePress(table.head.viewport(), Qt.MouseButton.LeftButton, pos=drag[0])
    QTest.mouseMove(table.head.viewport(), drag[1])
    QTest.mouseRelease(table.head.viewport(), Qt.MouseButton.LeftButton, pos=drag[1])
    chosen = table.columnWidth(LeadColumn.NAME)
    assert table.columns["NAME"] == chosen
    stage.window.resize(1400, 900)
    QApplication.processEvents()
    assert table.columnWidth(LeadColumn.NAME) == chosen
