"""Views, filters, columns and many leads at once, as somebody uses them."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.bulk_dialogs import StepDialog, TagDialog
from boothapp.ui.dialogs.confirm_dialog import ConfirmDialog
from boothapp.ui.dialogs.note_history import NoteHistoryDialog
from boothapp.ui.dialogs.view_dialog import ViewDialog
from boothapp.ui.leads.known import look
from boothapp.ui.leads.loader import FIRST_ROWS
from boothapp.ui.leads.sections import NoteView
from boothapp.ui.models.leads import LeadColumn
from boothapp.ui.pages.leads import LeadsPage
from tests import factories
from tests.factories import SettableClock
from tests.ui.conftest import Stage

MANY = FIRST_ROWS + 40
T = TypeVar("T", bound=QWidget)


@pytest.fixture
def ids(services: Services, tmp_path: Path) -> list[str]:
    return factories.scanned_leads(services, tmp_path, 5)


@pytest.fixture
def page(stage: Stage, ids: list[str]) -> LeadsPage:
    assert ids
    page = LeadsPage(stage.context)
    stage.show(page)
    return page


def row_ids(page: LeadsPage) -> list[str]:
    rows = [page.model.lead(row) for row in range(page.model.rowCount())]
    return [row.id for row in rows if row is not None]


def dialog(page: LeadsPage, kind: type[T]) -> T:
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def actions(menu: QMenu) -> dict[str, QAction]:
    """Every action of a menu and its submenus, “Rating/Hot”."""
    found: dict[str, QAction] = {}
    for action in menu.actions():
        inside = action.menu()
        if inside is None:
            found[action.text()] = action
        else:
            deeper = actions(cast("QMenu", inside))
            found |= {f"{action.text()}/{name}": one for name, one in deeper.items()}
    return found


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_that_the_table_has_the_keys_when_the_page_opens(page: LeadsPage) -> None:
    assert page.table.hasFocus()


def test_that_space_ticks_and_the_keys_are_about_all_that_are_ticked(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page._bars.currentWidget() is page.bulk_bar
    ticked = {row_ids(page)[0], row_ids(page)[2]}
    QTest.keyClick(page.table, Qt.Key.Key_3)
    stage.settle()
    hot = {row.id for row in services.leads.table() if row.rating is Rating.HOT}
    assert hot == ticked
    assert stage.said[-1] == "2 leads now hot"
    assert page.model.checked_count == 2, "what was ticked stays so"
    stage.undo()
    assert {row.rating for row in services.leads.table()} == {None}


def test_that_those_who_were_so_already_are_said_and_what_changed_nothing_has_no_undo(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    services.leads.rate(row_ids(page)[0], Rating.HOT)
    services.leads.add_tag(row_ids(page)[1], "intern")
    stage.settle()
    page.model.check_all()
    QTest.keyClick(page.table, Qt.Key.Key_3)
    stage.settle()
    assert stage.said[-1] == "4 of 5 leads now hot, 1 was already"
    QTest.keyClick(page.table, Qt.Key.Key_3)
    stage.settle()
    assert stage.said[-1] == "0 of 5 leads now hot, 5 were already"
    assert not stage.context.toasts.shown[-1].can_undo
    page.bulk.orders.tag(page.model.checked, "Intern")
    stage.settle()
    assert stage.said[-1] == "4 of 5 leads tagged “Intern”, 1 had it already"


def test_that_all_are_ticked_with_ctrl_a_or_the_box_in_the_head(page: LeadsPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.model.checked_count == 5
    viewport = page.table.head.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(24, 16))
    assert page.model.checked_count == 0
    assert page._bars.currentWidget() is page.filters
    assert page.table.hasFocus()


def test_that_a_click_with_shift_ticks_all_between(page: LeadsPage) -> None:
    viewport = page.table.viewport()
    for row, modifier in (
        (1, Qt.KeyboardModifier.NoModifier),
        (3, Qt.KeyboardModifier.ShiftModifier),
    ):
        where = page.table.visualRect(page.model.index(row, LeadColumn.CHECK)).center()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, modifier, where)
    assert [page.model.is_checked(row) for row in range(5)] == [False, True, True, True, False]
    assert page.panel.lead is None, "a tick chooses nobody"


def test_that_many_are_tagged_and_the_tag_is_taken_off_again(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    page.model.check((0, 1), ticked=True)
    QTest.keyClick(page.table, Qt.Key.Key_T)
    asked = dialog(page, TagDialog)
    asked.add.click()
    assert "Write a tag" in asked.problem.words
    asked.line.setText("Follow up")
    asked.add.click()
    stage.settle()
    assert sum("Follow up" in row.tags for row in services.leads.table()) == 2
    page.bulk.ask_tag()
    asked = dialog(page, TagDialog)
    asked.line.setText("follow up")
    asked.take.click()
    stage.settle()
    assert services.leads.table()[0].tags == ()
    stage.undo()
    assert sum("Follow up" in row.tags for row in services.leads.table()) == 2


def test_that_a_next_step_is_planned_for_many_and_done_for_one(
    stage: Stage, services: Services, page: LeadsPage, ids: list[str]
) -> None:
    page.model.check((0, 1), ticked=True)
    page.bulk_bar.step.click()
    stage.settle()
    asked = dialog(page, StepDialog)
    asked.save.click()
    assert "Say what is to be done" in asked.problem.words
    asked.line.setText("Send the paper")
    asked.dated.setChecked(True)
    asked.save.click()
    stage.settle()
    planned = {row.id: row.next_step_on for row in services.leads.table() if row.next_step}
    assert set(planned) == set(row_ids(page)[:2])
    assert set(planned.values()) == {factories.FIRST_DAY.replace(day=10)}
    page.bulk_bar.clear.click()
    page.table.selectRow(0)
    stage.settle()
    assert page.panel.follow_up.step.text() == "Send the paper"
    page.panel.follow_up.done.click()
    stage.settle()
    assert sum(bool(row.next_step) for row in services.leads.table()) == 1
    assert ids


def test_that_a_step_of_many_is_taken_back_to_what_each_had(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    first, second, *_ = row_ids(page)
    day = factories.FIRST_DAY.replace(day=12)
    services.bulk.plan_step([first], "Call her", day)
    stage.settle()
    page.model.check((0, 1), ticked=True)
    page.bulk_bar.step.click()
    stage.settle()
    asked = dialog(page, StepDialog)
    asked.line.setText("Send the paper")
    asked.save.click()
    stage.settle()
    steps = {row.id: (row.next_step, row.next_step_on) for row in services.leads.table()}
    assert steps[first] == steps[second] == ("Send the paper", None)
    stage.undo()
    steps = {row.id: (row.next_step, row.next_step_on) for row in services.leads.table()}
    assert (steps[first], steps[second]) == (("Call her", day), ("", None))


def test_that_the_latest_look_at_tags_and_views_counts_whichever_comes_first(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    older, newer = look(services), replace(look(services), tags=("newer",))
    page._asked = 7
    page._show_known(newer, 7)
    page._show_known(older, 6)
    assert page._known == newer


def test_that_many_are_removed_after_a_question_and_come_back(
    stage: Stage, services: Services, page: LeadsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("boothapp.ui.leads.bulk_desk._ASKED_FROM", 3)
    page.model.check_all()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    asked = dialog(page, ConfirmDialog)
    asked.reject()
    assert page.model.checked_count == 5
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    dialog(page, ConfirmDialog).accept()
    stage.settle()
    assert services.leads.table() == ()
    assert page._stack.currentIndex() == 1
    stage.undo()
    assert page.model.rowCount() == 5


def test_that_the_owner_is_chosen_from_the_staff(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    other = services.settings.add_staff("Kwame Mensah")
    stage.settle()
    page.model.check_all()
    page.bulk_bar.assign.click()
    actions(open_menu())["Kwame Mensah"].trigger()
    open_menu().close()
    stage.settle()
    assert {row.owner for row in services.leads.table()} == {other.name}
    stage.undo()
    assert {row.owner for row in services.leads.table()} == {""}


def test_that_ticked_leads_go_to_the_export_page(stage: Stage, page: LeadsPage) -> None:
    page.model.check((1, 2), ticked=True)
    page.bulk_bar.export.click()
    stage.settle()
    ((name, argument),) = stage.navigated
    assert name == "export"
    assert LeadFilter.from_json(argument).leads == frozenset(row_ids(page)[1:3])


def test_that_ticks_stay_with_their_leads_when_the_table_changes(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    page.model.check((1,), ticked=True)
    ticked = row_ids(page)[1]
    services.leads.remove(row_ids(page)[0])
    stage.settle()
    assert [page.model.is_checked(row) for row in range(4)] == [True, False, False, False]
    assert row_ids(page)[0] == ticked


def test_that_a_filter_is_chosen_from_the_menu_shown_as_a_chip_and_taken_away(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    services.leads.rate(row_ids(page)[0], Rating.HOT)
    stage.settle()
    QTest.keyClick(page.table, Qt.Key.Key_F)
    menu = open_menu()
    actions(menu)["Rating/Hot"].trigger()
    menu.close()
    stage.settle()
    assert page.model.rowCount() == 1
    (chip,) = page.filters.chips
    assert chip.text() == "Rating hot"
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    stage.settle()
    assert page.model.rowCount() == 5
    assert page.filters.chips == []


def test_that_a_view_is_saved_looked_through_and_removed(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    services.leads.rate(row_ids(page)[0], Rating.COLD)
    page.filters.changed.emit(LeadFilter(ratings=frozenset({Rating.COLD})))
    stage.settle()
    page.filters.save.click()
    asked = dialog(page, ViewDialog)
    asked.line.setText("mine")
    asked.save.click()
    stage.settle()
    assert "already" in asked.problem.words
    asked.line.setText("Cold ones")
    asked.save.click()
    stage.settle()
    tab = page.views.tabs[services.desk.view("Cold ones").id]
    assert tab.isChecked()
    page.views.tabs["all"].click()
    stage.settle()
    assert page.model.rowCount() == 5
    assert page.filters.chips == []
    tab.click()
    stage.settle()
    assert page.model.rowCount() == 1
    page.views.removed.emit(tab.view)
    stage.settle()
    assert len(page.views.tabs) == 5
    stage.undo()
    assert len(page.views.tabs) == 6


def test_that_the_filter_menu_opens_at_its_first_entry_and_right_goes_into_it(
    stage: Stage, page: LeadsPage
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_F)
    menu = open_menu()
    first = menu.activeAction()
    assert first.text() == "Rating"
    QTest.keyClick(menu, Qt.Key.Key_Right)
    stage.qtbot.waitUntil(lambda: open_menu() is not menu)
    inside = open_menu()
    assert inside.activeAction().text() == "Hot"
    QTest.keyClick(inside, Qt.Key.Key_Return)
    stage.settle()
    assert [chip.text() for chip in page.filters.chips] == ["Rating hot"]


def test_that_columns_are_chosen_and_remembered(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    page.columns.click()
    menu = open_menu()
    chosen = actions(menu)
    chosen["Owner"].setChecked(True)
    chosen["Role"].setChecked(False)
    menu.close()
    stage.settle()
    assert not page.table.isColumnHidden(LeadColumn.OWNER)
    assert page.table.isColumnHidden(LeadColumn.ROLE)
    again = LeadsPage(stage.context)
    stage.show(again)
    assert not again.table.isColumnHidden(LeadColumn.OWNER)
    assert again.table.isColumnHidden(LeadColumn.ROLE)


def test_that_a_filter_from_another_page_is_shown(stage: Stage, page: LeadsPage) -> None:
    page.open_with(LeadFilter(ratings=frozenset({None})).to_json())
    stage.settle()
    assert [chip.text() for chip in page.filters.chips] == ["Rating not rated"]
    page.open_with("{}")
    stage.settle()
    assert page.filters.chips == []


def test_that_far_rows_are_read_when_they_come_into_sight(
    stage: Stage, services: Services, tmp_path: Path
) -> None:
    factories.scanned_leads(services, tmp_path, MANY)
    page = LeadsPage(stage.context)
    stage.show(page)
    assert page.model.rowCount() == MANY
    assert page.model.lead(MANY - 1) is None
    page.table.scrollToBottom()
    stage.settle()
    last = page.model.lead(MANY - 1)
    assert last is not None
    page.table.setFocus()
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.table, Qt.Key.Key_3)
    stage.settle()
    assert services.leads.detail(last.id).rating is Rating.HOT


def test_that_what_a_note_said_before_can_be_read(
    stage: Stage, services: Services, page: LeadsPage, clock: SettableClock
) -> None:
    lead = row_ids(page)[0]
    note = services.leads.add_note(lead, "First")
    clock.forward(minutes=1)
    services.leads.edit_note(note.id, "Second")
    page.table.selectRow(0)
    stage.settle()
    (shown,) = page.panel.findChildren(NoteView)
    shown.history_wanted.emit()
    stage.settle()
    said = dialog(page, NoteHistoryDialog)
    texts = [label.text() for label in said.findChildren(type(said.headline))]
    assert texts.index("Second") < texts.index("First")


def test_that_a_change_of_a_note_says_so_and_leaves_the_draft_of_a_new_one(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    lead = row_ids(page)[0]
    note = services.leads.add_note(lead, "First")
    page.table.selectRow(0)
    stage.settle()
    notes = page.panel.notes
    notes.field.setPlainText("A new one")
    assert notes.about.isHidden()
    notes.change(note)
    assert notes._save.text() == "Save change"
    assert notes.about.text() == f"You change the note by {note.author}:"
    page.table.selectRow(1)
    stage.settle()
    assert (notes.field.toPlainText(), notes._save.text()) == ("", "Save note")
    page.table.selectRow(0)
    stage.settle()
    assert notes.field.toPlainText() == "First", "it is still changed, and no new note"
    notes.field.setPlainText("Second")
    notes.save()
    stage.settle()
    assert [one.text for one in services.leads.detail(lead).notes] == ["Second"]
    assert (notes.field.toPlainText(), notes._save.text()) == ("A new one", "Save note")
    notes.change(services.leads.detail(lead).notes[0])
    notes.cancel.click()
    assert (notes.field.toPlainText(), notes.cancel.isHidden()) == ("A new one", True)


def test_that_a_note_changed_by_somebody_else_is_not_written_over(
    stage: Stage, services: Services, page: LeadsPage, clock: SettableClock
) -> None:
    lead = row_ids(page)[0]
    note = services.leads.add_note(lead, "First")
    page.table.selectRow(0)
    stage.settle()
    (shown,) = page.panel.findChildren(NoteView)
    shown.edit_wanted.emit()
    page.panel.notes.field.setPlainText("Mine")
    clock.forward(minutes=1)
    services.leads.edit_note(note.id, "Theirs")
    page.panel.notes.save()
    stage.settle()
    assert "meanwhile" in stage.said[-1]
    assert page.panel.notes.field.toPlainText() == "Mine"
    assert [one.text for one in services.leads.detail(lead).notes] == ["Theirs"]


def test_that_graduation_is_typed_and_what_is_no_time_is_said(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    page.table.selectRow(0)
    stage.settle()
    field = page.panel.follow_up.graduates
    field.setText("soon")
    field.editingFinished.emit()
    stage.settle()
    assert "no time to graduate" in page.panel.follow_up.wrong.text()
    assert field.text() == "soon", "nothing that was typed is lost"
    field.setText("6/2027")
    field.editingFinished.emit()
    stage.settle()
    assert services.leads.detail(row_ids(page)[0]).graduates == "2027-06"
    assert field.text() == "2027-06"
    assert page.panel.follow_up.wrong.isHidden()


def test_that_what_is_no_time_to_graduate_stays_with_its_mark_and_goes_with_its_person(
    stage: Stage, page: LeadsPage
) -> None:
    page.table.selectRow(0)
    stage.settle()
    follow_up = page.panel.follow_up
    field, wrong = follow_up.graduates, follow_up.wrong
    assert field.placeholderText().startswith("e.g.")
    field.setFocus()
    QTest.keyClicks(field, "summer")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    stage.settle()
    page.reload()  # another page, and back
    stage.settle()
    assert field.text() == "summer"
    assert "“summer” is no time to graduate" in wrong.text()
    page.table.selectRow(1)
    stage.settle()
    assert (field.text(), wrong.isHidden(), field.property("error")) == ("", True, False)
    field.setFocus()
    QTest.keyClicks(field, "winter")
    page.table.selectRow(2)  # refused when the field is the next one's
    stage.settle()
    assert (field.text(), wrong.isHidden(), field.property("error")) == ("", True, False)
    assert "“winter” is no time to graduate" in stage.said[-1]


def test_that_a_click_with_shift_counts_from_the_person_not_from_the_row(
    stage: Stage, services: Services, page: LeadsPage, tmp_path: Path
) -> None:
    page.table.tick(1)
    ticked = row_ids(page)[1]
    person = ("Z-1", "Zed", "zed@x.example", "U", "yes")
    services.roster.import_file(factories.roster_file(tmp_path, [person]))
    services.capture.scan("Z-1", ScanSource.SCANNER)
    stage.settle()
    place = row_ids(page).index(ticked)
    where = page.table.visualRect(page.model.index(place + 1, LeadColumn.CHECK)).center()
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, shift, where)
    checked = [row for row in range(page.model.rowCount()) if page.model.is_checked(row)]
    assert checked == [place, place + 1]


def test_that_ticks_out_of_sight_are_taken_off(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    services.leads.rate(row_ids(page)[3], Rating.HOT)
    stage.settle()
    page.model.check((0,), ticked=True)
    page.filters.changed.emit(LeadFilter(ratings=frozenset({Rating.HOT})))
    stage.settle()
    assert page.model.checked_count == 0
    page.table.selectRow(0)
    stage.settle()
    shown = row_ids(page)[0]
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    stage.settle()
    assert shown not in {row.id for row in services.leads.table()}
    assert len(services.leads.table()) == 4


def test_that_a_button_is_about_the_name_that_it_stands_beside(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    first, second = row_ids(page)[:2]
    page.table.selectRow(0)
    stage.settle()
    page.table.selectRow(1)  # being read: the panel still shows the first
    page.panel.rating_picked.emit(Rating.HOT)
    stage.settle()
    assert services.leads.detail(first).rating is Rating.HOT
    assert services.leads.detail(second).rating is None


def test_that_what_is_half_typed_is_kept_for_whom_it_was_typed(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    first, second = row_ids(page)[:2]
    page.table.selectRow(0)
    stage.settle()
    page.panel.follow_up.graduates.setFocus()
    page.panel.follow_up.graduates.setText("2027")
    page.open_with(second)
    stage.settle()
    assert page.panel.lead is not None
    assert page.panel.lead.id == second
    assert services.leads.detail(first).graduates == "2027"
    assert services.leads.detail(second).graduates == ""
    assert page.panel.follow_up.graduates.text() == ""


def test_that_a_scan_never_waits_for_all_that_are_rated(
    stage: Stage, services: Services, page: LeadsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("boothapp.ui.leads.bulk_orders._AT_A_TIME", 1)
    page.model.check_all()
    QTest.keyClick(page.table, Qt.Key.Key_3)
    seen: list[int] = []

    def look() -> None:
        seen.append(sum(row.rating is Rating.HOT for row in services.leads.table()))

    stage.context.tasks.run(look)
    stage.settle()
    stage.settle()
    assert seen[0] < 5, "the order of a scan came before the last of them"
    assert stage.said[-1] == "5 leads now hot"
    stage.undo()
    assert {row.rating for row in services.leads.table()} == {None}


def test_that_a_stopped_order_says_what_was_done_and_takes_it_back(
    stage: Stage, services: Services, page: LeadsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("boothapp.ui.leads.bulk_orders._AT_A_TIME", 2)
    page.model.check_all()
    page.bulk.orders.running.connect(
        lambda job: job and job.progressed.connect(lambda *_: job.cancel())
    )
    QTest.keyClick(page.table, Qt.Key.Key_3)
    stage.settle()
    stage.settle()
    assert stage.said[-1] == "Stopped. 2 leads now hot"
    stage.undo()
    assert {row.rating for row in services.leads.table()} == {None}


def test_that_what_was_done_to_several_is_forgotten_with_a_withdrawal(
    stage: Stage, services: Services, page: LeadsPage, ids: list[str]
) -> None:
    subject = services.leads.detail(ids[0]).subject
    page.model.check_all()
    QTest.keyClick(page.table, Qt.Key.Key_3)
    stage.settle()
    (said,) = stage.context.toasts.shown
    assert subject in (said.remembered or ())
    stage.context.toasts.forget(subject)
    assert said.remembered is None
    said.leave()
    assert not stage.context.toasts.undo_latest()


def test_that_a_later_change_that_is_too_late_is_said_before_an_older_one_is_taken_back(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    toasts = stage.context.toasts
    page.model.check_all()
    QTest.keyClick(page.table, Qt.Key.Key_3)
    stage.settle()
    page.bulk_bar.clear.click()
    page.table.selectRow(0)
    stage.settle()
    page.person.orders.add_tag(services.leads.detail(row_ids(page)[0]), "intern")
    stage.settle()
    for toast in tuple(toasts.shown):
        toast.leave()
    assert toasts.undo_latest()
    assert "Too late to take back “Person" in stage.said[-1]
    assert "5 leads now hot" in stage.said[-1]
    stage.settle()
    assert {row.rating for row in services.leads.table()} == {Rating.HOT}
    stage.undo()
    assert {row.rating for row in services.leads.table()} == {None}


def test_that_a_rating_is_taken_back_after_its_notice_left(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    page.table.selectRow(0)
    stage.settle()
    QTest.keyClick(page.table, Qt.Key.Key_3)
    stage.settle()
    (said,) = stage.context.toasts.shown
    said.leave()
    stage.undo()
    assert {row.rating for row in services.leads.table()} == {None}


def test_that_the_search_of_the_window_looks_among_everybody(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    page.open_with(LeadFilter(ratings=frozenset({Rating.HOT})).to_json())
    stage.settle()
    assert page.model.rowCount() == 0
    page.open_with("?person")
    stage.settle()
    assert page.model.rowCount() == 5
    assert page.filter.text() == "person"


def test_that_a_long_tag_is_cut_and_not_the_panel(
    stage: Stage, services: Services, page: LeadsPage, ids: list[str]
) -> None:
    services.leads.add_tag(row_ids(page)[0], "W" * 60)
    page.table.selectRow(0)
    stage.settle()
    QApplication.processEvents()
    assert page.panel._scroll.horizontalScrollBar().maximum() == 0
    content = page.panel._scroll.widget()
    assert content is not None
    assert content.width() <= page.panel._scroll.viewport().width()
    assert ids


def test_that_another_person_is_shown_from_the_top(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    page.table.selectRow(0)
    stage.settle()
    bar = page.panel._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.table.selectRow(1)
    stage.settle()
    assert bar.value() == 0
