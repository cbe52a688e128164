"""The Export page's kinds of files: what each would refuse, who goes again, own columns."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from boothapp import paths
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_views import LeadView
from boothapp.domain.people import NoticeShown, Rating, ScanSource
from boothapp.domain.presets import OWN_ID, PLAIN, Format
from boothapp.services import presets
from boothapp.services.bundle import Services
from boothapp.ui import opening
from boothapp.ui.export.columns_dialog import ColumnsDialog
from boothapp.ui.export.orders import keep_own, own_columns, own_preset
from boothapp.ui.pages.export import ExportPage
from tests.ui.conftest import Stage
from tests.ui.test_names_and_rings import assert_heard, assert_rings


@pytest.fixture
def amara(services: Services, roster: None) -> str:
    """She is hot; Wanjiru was scanned too."""
    for badge_id in ("AB-0001", "AB-0003"):
        services.capture.scan(badge_id, ScanSource.SCANNER)
    lead_id = services.leads.find("AB-0001")
    services.leads.rate(lead_id, Rating.HOT)
    return lead_id


@pytest.fixture
def page(stage: Stage, amara: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExportPage:
    monkeypatch.setattr(paths, "default_exports", lambda: tmp_path / "exports")
    page = ExportPage(stage.context)
    stage.show(page)
    return page


@pytest.fixture
def pick(stage: Stage, page: ExportPage) -> Callable[[str], None]:
    def picked(preset: str) -> None:
        page.steps.systems.buttons[preset].click()
        stage.settle()

    return picked


def export(stage: Stage, page: ExportPage) -> None:
    page.steps.recipient.setText("Talent team")
    page.start()
    stage.settle()
    assert page.confirm is not None
    page.confirm.yes.click()
    stage.settle()


def row(page: ExportPage, part: str) -> str:
    """The one issue that says `part`."""
    (found,) = [said for said in page.preflight.issues.said if part in said]
    return found


def heads(page: ExportPage) -> list[str]:
    model = page.file.preview_model
    horizontal = Qt.Orientation.Horizontal
    return [str(model.headerData(at, horizontal)) for at in range(model.columnCount())]


def test_that_the_preview_is_as_the_system_reads_it(
    stage: Stage, page: ExportPage, pick: Callable[[str], None], tmp_path: Path
) -> None:
    pick("greenhouse")
    assert heads(page)[:3] == ["First Name", "Last Name", "Company"]
    assert page.steps.name.text() == "northlight-2026-07-09-greenhouse.csv"
    assert page.file._words.whole == "2 of 2 rows, as Greenhouse will read them"
    export(stage, page)
    assert (tmp_path / "exports" / "northlight-2026-07-09-greenhouse.csv").is_file()


def test_that_each_format_has_its_ending(page: ExportPage, pick: Callable[[str], None]) -> None:
    found = []
    for preset in ("csv", "excel", "xlsx", "jsonl", "vcard"):
        pick(preset)
        found.append(page.steps.path.suffix)
    assert found == [".csv", ".csv", ".xlsx", ".jsonl", ".vcf"]
    page.steps.protection.check.setChecked(True)
    assert page.steps.path.suffix == ".zip"


def test_that_a_name_that_was_written_keeps_its_words(
    page: ExportPage, pick: Callable[[str], None]
) -> None:
    page.steps.name.clear()
    QTest.keyClicks(page.steps.name, "Evening")
    pick("xlsx")
    assert page.steps.name.text() == "Evening.xlsx"
    pick("lever")
    page.steps.recipient.setText("R")
    assert not page.steps.is_whole()
    assert page.steps.name_field.complaint == "Lever does not take this name. Call it evening."


def test_that_what_is_refused_is_said_and_fix_opens_the_lead(
    stage: Stage, services: Services, page: ExportPage, amara: str, pick: Callable[[str], None]
) -> None:
    person = services.leads.detail(amara).person
    services.leads.edit_details(amara, replace(person, name="Suharti"))
    pick("greenhouse")
    assert page.preflight.refused.figure == "1"
    assert (
        row(page, "Suharti") == "Suharti has one name only; Greenhouse refuses an empty Last Name"
    )
    fix = next(one for one in page.findChildren(QPushButton) if one.text() == "Fix")
    assert fix.accessibleName() == "Fix Suharti"
    fix.click()
    assert stage.navigated == [("leads", amara)]
    assert page.export.isEnabled()  # it warns, and keeps nobody in


def test_that_what_would_be_dropped_or_moved_is_said(
    services: Services, page: ExportPage, amara: str, pick: Callable[[str], None]
) -> None:
    services.leads.add_note(amara, "Sparse attention")
    pick("ashby")
    assert row(page, "drop") == "Ashby will drop the notes of 1 lead"
    pick("greenhouse")
    assert "e-mails people by itself" in row(page, "GDPR")
    assert "lead id, reference, badge id" in row(page, "Not in the file for Greenhouse")
    assert "no column in Greenhouse; they go into Notes instead" in row(page, "no column")


def test_that_two_people_with_one_email_are_said_and_fix_opens_the_later_one(
    stage: Stage, services: Services, page: ExportPage, amara: str, pick: Callable[[str], None]
) -> None:
    other = services.leads.find("AB-0003")
    person = services.leads.detail(other).person
    mail = services.leads.detail(amara).person.email.upper()
    services.leads.edit_details(other, replace(person, email=mail))
    pick("hubspot")
    assert row(page, "of an earlier row").startswith(f"Wanjiru Kamau has the Email “{mail}”")
    assert page.preflight.refused.figure == "0"
    fix = next(one for one in page.findChildren(QPushButton) if one.text() == "Fix")
    fix.click()
    assert stage.navigated == [("leads", other)]


def test_that_who_went_before_is_left_out_or_sent_again(
    stage: Stage, services: Services, page: ExportPage, pick: Callable[[str], None]
) -> None:
    pick("salesforce")
    export(stage, page)
    assert (page.preflight.going.figure, page.preflight.sent.figure) == ("0", "2")
    assert not page.export.isEnabled()
    assert page.preflight.again is not None
    assert page.preflight.again.value == "out"
    page.preflight.again.choose("again")
    stage.settle()
    assert (page.preflight.going.figure, page.preflight.sent.figure) == ("2", "2")
    assert "Salesforce may make second records" in row(page, "2 people")
    pick("csv")
    assert page.preflight.going.figure == "2"


def test_that_who_stays_out_is_shown_and_opened(
    stage: Stage, services: Services, page: ExportPage, amara: str
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    services.capture.answer(card, {Purpose.CV: ConsentEvent.GIVEN}, notice=NoticeShown())
    page.steps.purpose.setCurrentIndex(1)
    stage.settle()
    show = next(one for one in page.findChildren(QPushButton) if one.text() == "Show")
    show.click()
    stage.settle()
    table = page.file._held_back_table
    model = page.file.held_back_model
    assert [model.data(model.index(at, 0)) for at in range(model.rowCount())] == ["Wanjiru Kamau"]
    assert table.hasFocus()
    chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
    table.selectionModel().setCurrentIndex(model.index(0, 0), chosen)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert stage.navigated == [("leads", services.leads.find("AB-0003"))]
    page.file.back.click()
    assert page.file._title.text() == "Preview"


def test_that_arrows_go_over_the_systems_and_space_chooses(stage: Stage, page: ExportPage) -> None:
    buttons = page.steps.systems.buttons
    buttons["csv"].setFocus()
    QTest.keyClick(buttons["csv"], Qt.Key.Key_Down)
    assert buttons["xlsx"].hasFocus()
    QTest.keyClick(buttons["xlsx"], Qt.Key.Key_Right)
    assert buttons["jsonl"].hasFocus()
    assert page.steps.systems.chosen == "csv"
    QTest.keyClick(buttons["jsonl"], Qt.Key.Key_Space)
    stage.settle()
    assert page.steps.systems.chosen == "jsonl"
    assert page.file._layout.text() == "UTF-8, one lead a line"


def test_that_the_folder_is_opened_where_somebody_wants_it(
    stage: Stage, page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(opening, "open_folder", lambda folder, _toasts: opened.append(folder))
    export(stage, page)
    assert opened == []
    page.steps.open_afterwards.click()
    stage.settle()
    export(stage, page)
    assert opened == [tmp_path / "exports"]
    again = ExportPage(stage.context)
    stage.show(again)
    assert again.steps.open_afterwards.isChecked()


def test_that_views_that_were_saved_are_offered(
    stage: Stage, services: Services, page: ExportPage
) -> None:
    hot = LeadFilter(ratings=frozenset({Rating.HOT}))
    saved = services.desk.save_view(LeadView("", "Glowing", hot))
    stage.settle()
    which = page.steps.which
    which.setCurrentIndex(which.findText("Glowing"))
    stage.settle()
    assert page.preflight.going.figure == "1"
    services.desk.set_view_used(saved.id, used=False)
    page.reload()
    stage.settle()
    assert which.currentText() == "All"
    assert page.preflight.going.figure == "2"


def test_that_leads_that_were_ticked_elsewhere_are_offered_first(
    stage: Stage, page: ExportPage, amara: str
) -> None:
    page.open_with(LeadFilter(leads=frozenset({amara})).to_json())
    stage.settle()
    assert page.steps.which.currentText() == "1 lead that was ticked"
    assert page.preflight.going.figure == "1"
    page.open_with(LeadFilter(leads=frozenset({amara, "gone"})).to_json())
    stage.settle()
    assert page.steps.which.currentText() == "2 leads that were ticked"
    assert page.steps.which.itemText(1) == "All"


def columns(stage: Stage, page: ExportPage) -> ColumnsDialog:
    page.steps.systems.own.click()
    stage.settle()
    assert page.columns is not None
    return page.columns


def test_that_own_columns_are_chosen_ordered_and_remembered(
    stage: Stage, page: ExportPage, tmp_path: Path
) -> None:
    dialog = columns(stage, page)
    assert dialog.fields.hasFocus() or dialog.form.hasFocus()
    dialog.fields.setCurrentRow(1)
    QTest.keyClick(dialog.fields, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dialog.fields.chosen == ("email", "name", "affiliation")
    dialog.fields.setCurrentRow(2)
    QTest.keyClick(dialog.fields, Qt.Key.Key_Space)
    dialog.use.click()
    stage.settle()
    assert (page.steps.systems.chosen, heads(page)) == (OWN_ID, ["email", "name"])
    again = ExportPage(stage.context)
    stage.show(again)
    assert again.steps.systems.buttons[OWN_ID].text() == "My columns"
    assert columns(stage, again).fields.chosen == ("email", "name")


def test_that_own_columns_are_kept_as_a_preset(stage: Stage, page: ExportPage) -> None:
    dialog = columns(stage, page)
    dialog.form.setCurrentIndex(1)
    dialog.keep.click()
    assert "give them a name" in dialog.problem.words
    dialog.name.setText("Lever")
    dialog.keep.click()
    stage.settle()
    assert "the name of another format" in dialog.problem.words
    dialog.name.setText("Campus team")
    dialog.keep.click()
    stage.settle()
    assert page.steps.systems.buttons["campus-team"].isChecked()
    assert presets.load().named("campus team").format is Format.EXCEL


@pytest.mark.parametrize("form", [Format.XLSX, Format.CSV])
def test_that_own_columns_are_parted_at_what_a_sheet_holds(
    services: Services, amara: str, form: Format
) -> None:
    mine = own_preset(form, ("name",), ",")
    plain = next(preset for preset in PLAIN if preset.format is form)
    assert mine.rows == plain.rows
    keep_own(services, mine)
    kept = own_columns(services)
    assert kept is not None
    assert kept.rows == plain.rows


def test_that_a_preset_that_cannot_be_read_is_said_once(
    stage: Stage, page: ExportPage, tmp_path: Path
) -> None:
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "bad.toml").write_text("title =\nrows = 3")
    for _ in range(2):
        page.reload()
        stage.settle()
    (said,) = stage.said
    assert said.startswith("bad.toml is no TOML")
    assert page.preflight.going.figure == "2"


def test_that_everything_in_own_columns_is_heard_and_shows_the_focus(
    stage: Stage, page: ExportPage
) -> None:
    dialog = columns(stage, page)
    dialog.form.setCurrentIndex(1)  # with the separator
    stage.settle()
    assert_heard(dialog)
    assert_rings(dialog)
