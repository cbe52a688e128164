from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.modeltest import ModelTester

from boothapp import signatures
from boothapp.domain.people import ScanSource
from boothapp.domain.roster import RosterField, RosterReport
from boothapp.services.bundle import Services
from boothapp.services.roster import RosterService
from boothapp.services.roster_prepared import PreparedRoster, Progress
from boothapp.services.roster_prepared import Stage as Work
from boothapp.services.roster_signature import sign_file, signature_file
from boothapp.ui.dialogs.roster_dialog import RosterDialog
from boothapp.ui.models.tables import TextTableModel
from tests import factories
from tests.ui.conftest import Stage


@pytest.fixture
def dialog(stage: Stage) -> RosterDialog:
    dialog = RosterDialog(stage.context, stage.window)
    stage.qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def three(roster_csv: Callable[..., Path]) -> Path:
    return roster_csv(factories.AMARA, factories.HARUTO, ("AB-9", "Who", "", "", "perhaps"))


def open_file(stage: Stage, dialog: RosterDialog, path: Path) -> None:
    """Look at a file and go on to the preview where that is possible."""
    dialog.open_file(path)
    stage.settle()
    if dialog.view.start.isEnabled():
        dialog.view.start.click()
        stage.settle()


def kinds(dialog: RosterDialog) -> dict[str, int]:
    return dict(dialog.view.preview.said())


def rows_behind(dialog: RosterDialog, kind: str) -> list[list[str]]:
    """The rows that are shown when a kind is chosen."""
    number = list(kinds(dialog)).index(kind)
    dialog.view.preview.table.selectRow(number)
    model = dialog.view.preview.rows
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def test_that_a_file_is_mapped_and_tried_out_at_once(
    stage: Stage, dialog: RosterDialog, services: Services, three: Path
) -> None:
    open_file(stage, dialog, three)
    assert dialog.view.mapping.value().headers[RosterField.OPTED_IN] == "Share with sponsors"
    assert dialog.view.said == (
        "2 people on the list: 1 agreed to share their profile, of 1 only keyed marks are kept."
        " 1 row is left out."
    )
    assert dialog.view.start.text() == "Import 2 people"
    assert kinds(dialog) == {"Problems with rows": 1, "New": 2}
    (cells,) = rows_behind(dialog, "Problems with rows")
    assert cells == ["Line 4", "Share with sponsors", "“perhaps” is neither a yes nor a no"]
    assert services.roster.imports() == ()


def test_that_import_takes_the_good_rows_in(
    stage: Stage, dialog: RosterDialog, services: Services, three: Path
) -> None:
    reports: list[RosterReport] = []
    dialog.imported.connect(reports.append)
    open_file(stage, dialog, three)
    dialog.view.start.click()
    stage.settle()
    assert [report.rows for report in reports] == [2]
    assert len(services.roster.imports()) == 1
    assert dialog.view.said.startswith("2 people taken in, 1 of them agreed to share.")
    assert "1 row is left out: see “Problems with rows”." in dialog.view.said
    assert dialog.view.cancel.text() == "Close"
    assert dialog.view.cancel.hasFocus()
    assert dialog.view.preview._head.text() == "What happened"


def test_that_a_second_list_says_where_those_of_the_first_are_named(
    stage: Stage, dialog: RosterDialog, roster_csv: Callable[..., Path], services: Services
) -> None:
    services.roster.import_file(roster_csv(factories.AMARA, factories.HARUTO))
    open_file(stage, dialog, roster_csv(factories.AMARA))
    assert dialog.view.preview._head.text() == "What would happen"
    dialog.view.start.click()
    stage.settle()
    assert "earlier one: 1 person, kept; see “On earlier lists only: kept”." in dialog.view.said
    assert "On earlier lists only: kept" in kinds(dialog)


def test_that_leads_are_deleted_by_a_list_after_a_question_only(
    stage: Stage,
    dialog: RosterDialog,
    services: Services,
    roster_csv: Callable[..., Path],
) -> None:
    services.roster.import_file(roster_csv(factories.AMARA, factories.WANJIRU))
    services.capture.scan("AB-0001", ScanSource.TYPED)
    open_file(stage, dialog, roster_csv((*factories.AMARA[:4], "no"), factories.HARUTO))
    assert "says no now to 1 person held here" in dialog.view.said
    dialog.view.start.click()
    stage.settle()
    assert dialog.confirm is not None
    dialog.confirm.reject()
    stage.settle()
    assert len(services.leads.table()) == 1
    assert dialog.view.start.isEnabled()
    dialog.view.start.click()
    stage.settle()
    dialog.confirm.accept()
    stage.settle()
    assert services.leads.table() == ()
    assert "what is held of them was deleted, 1 of them a lead." in dialog.view.said
    (row,) = rows_behind(dialog, "The list says no now: withdrawn")
    assert row == ["Amara Okonkwo", "AB-0001", "lead deleted"]


def test_that_a_list_without_the_signature_of_the_one_before_is_asked_about(
    stage: Stage, dialog: RosterDialog, services: Services, three: Path
) -> None:
    private = signatures.new_private_key()
    services.organiser_keys.add("Demo", signatures.public_pem(signatures.public_bytes(private)))
    sign_file(three, private)
    services.roster.import_file(three)
    signature_file(three).unlink()
    open_file(stage, dialog, three)
    assert "signed by Demo" in dialog.view.preview.signature.text()
    dialog.view.start.click()
    assert dialog.confirm is not None
    assert len(services.roster.imports()) == 1
    dialog.confirm.accept()
    stage.settle()
    assert [one.signed_by for one in services.roster.imports()] == ["", "Demo"]


def test_that_calendars_can_be_told_after_a_list_that_says_no(
    stage: Stage,
    dialog: RosterDialog,
    services: Services,
    roster_csv: Callable[..., Path],
    tmp_path: Path,
) -> None:
    services.roster.import_file(roster_csv(factories.AMARA))
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert card.lead is not None
    settings = services.settings.get()
    services.settings.save_booth(replace(settings.booth, organizer="talks@northlight.example"))
    at = datetime(2026, 7, 9, 16, tzinfo=settings.event.zone)
    booked = services.interviews.book(card.lead.id, settings.rooms[0].id, at)
    services.invitations.write([booked.id], tmp_path / "out")
    open_file(stage, dialog, roster_csv((*factories.AMARA[:4], "no")))
    dialog.view.start.click()
    assert dialog.confirm is not None
    said = " ".join(label.text() for label in dialog.confirm.findChildren(QLabel))
    assert "who has to be told" in said
    dialog.confirm.accept()
    stage.settle()
    assert stage.said[-1] == "1 interview stands in calendars"


def test_that_who_is_no_longer_on_the_list_is_named(
    stage: Stage,
    dialog: RosterDialog,
    services: Services,
    roster_csv: Callable[..., Path],
) -> None:
    services.roster.import_file(roster_csv(factories.AMARA, factories.WANJIRU))
    open_file(stage, dialog, roster_csv(factories.AMARA))
    dialog.view.start.click()
    stage.settle()
    assert "Not on this list, but on an earlier one: 1 person" in dialog.view.said
    missing = rows_behind(dialog, "On earlier lists only: kept")
    assert missing == [["Wanjiru Kamau", "AB-0003"]]


def test_that_another_column_can_be_chosen(
    stage: Stage, dialog: RosterDialog, roster_csv: Callable[..., Path]
) -> None:
    header = ("Nr", "Name", "Ok")
    open_file(stage, dialog, roster_csv(("1", "Ada Test", "yes"), header=header))
    assert "No column holds the badge id or the e-mail. Choose one for “Badge" in dialog.view.said
    assert "Nr, Name, Ok" in dialog.view.said
    assert dialog.view.start.text() == "Preview"
    dialog.view.mapping.choose(RosterField.BADGE_ID, "Nr")
    dialog.view.mapping.choose(RosterField.OPTED_IN, "Ok")
    stage.settle()
    dialog.view.start.click()
    stage.settle()
    assert dialog.view.start.text() == "Import 1 person"


def test_that_a_list_without_answers_needs_the_importers_word(
    stage: Stage, dialog: RosterDialog, roster_csv: Callable[..., Path]
) -> None:
    open_file(stage, dialog, roster_csv(("1", "Ada Test"), header=("Badge ID", "Name")))
    assert "No column says who agreed" in dialog.view.said
    assert "Choose one for “Agreed to share”, or state" in dialog.view.said
    dialog.view.all_opted_in.click()
    dialog.view.start.click()
    stage.settle()
    assert dialog.view.start.text() == "Import 1 person"


def test_that_the_importers_word_is_not_asked_where_the_list_answers(
    stage: Stage, dialog: RosterDialog, three: Path
) -> None:
    open_file(stage, dialog, three)
    assert not dialog.view.all_opted_in.isEnabled()


def test_that_a_file_that_is_no_list_is_explained(
    stage: Stage, dialog: RosterDialog, tmp_path: Path
) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    open_file(stage, dialog, path)
    assert "Save it as “CSV UTF-8”" in dialog.view.said
    assert not dialog.view.start.isEnabled()


def test_that_a_dropped_file_is_looked_at(stage: Stage, dialog: RosterDialog, three: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(three))])
    left = Qt.MouseButton.LeftButton
    modifier = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, left, modifier))
    stage.settle()
    assert dialog.view.start.text() == "Preview"
    assert dialog.view.start.isEnabled()


def test_that_stopping_takes_nothing_in(
    stage: Stage, dialog: RosterDialog, three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file(stage, dialog, three)

    def wait_for_stop(
        self: RosterService, prepared: PreparedRoster, progress: Progress
    ) -> RosterReport:
        while True:
            progress(Work.WRITING, 1, 2)

    monkeypatch.setattr(RosterService, "take_in", wait_for_stop)
    dialog.view.start.click()
    assert dialog.view.cancel.text() == "Stop"
    dialog.view.cancel.click()
    stage.settle()
    assert dialog.isVisible()
    assert dialog.view.said == "Stopped. Nothing was taken in."
    assert dialog.view.start.isEnabled()


def test_that_a_word_that_nobody_knows_can_be_said_and_is_kept(
    stage: Stage, dialog: RosterDialog, services: Services, roster_csv: Callable[..., Path]
) -> None:
    def answered(number: int, word: str) -> Path:
        return roster_csv((f"AB-{number}", "Ada Test", "", "", word))

    dialog.open_file(answered(1, "einverstanden"))
    stage.settle()
    assert "Say what “einverstanden” means" in dialog.view.said
    dialog.view.words.choose("einverstanden", True)
    stage.settle()
    dialog.view.start.click()
    stage.settle()
    dialog.view.start.click()
    stage.settle()
    assert services.roster.imports()[0].opted_in == 1
    dialog.open_file(answered(2, "Einverstanden"))
    stage.settle()
    assert "Its columns are read as those of “roster” were." in dialog.view.said
    dialog.view.start.click()
    stage.settle()
    assert kinds(dialog)["New on the list"] == 1
    assert "1 agreed" in dialog.view.said


@pytest.mark.parametrize(("yes", "no"), [("○", "×"), ("〇", "✕"), ("◯", "☓")])
def test_that_what_circles_and_crosses_mean_is_asked_and_can_be_said(
    stage: Stage, dialog: RosterDialog, roster_csv: Callable[..., Path], yes: str, no: str
) -> None:
    rows = [("AB-1", "山田太郎", "", "", yes), ("AB-2", "佐藤花", "", "", no)]
    dialog.open_file(roster_csv(*rows))
    stage.settle()
    assert f"Say what “{yes}”, “{no}” mean, or" in dialog.view.said
    dialog.view.words.choose(yes, True)
    dialog.view.words.choose(no, False)
    stage.settle()
    dialog.view.start.click()
    stage.settle()
    assert dialog.view.said.startswith("2 people on the list: 1 agreed")


def test_that_what_a_word_means_in_one_column_is_not_said_of_another(
    stage: Stage, dialog: RosterDialog, tmp_path: Path
) -> None:
    header = ("Badge ID", "Name", "Share with sponsors", "Opt-out")
    rows = [("AB-1", "Ada Test", "yes", "no"), ("AB-2", "Bo Test", "no", "yes")]
    dialog.open_file(factories.roster_file(tmp_path, rows, header))
    stage.settle()
    assert "could take back" in dialog.view.said
    dialog.view.mapping.choose(RosterField.OPTED_IN, "Opt-out")
    stage.settle()
    dialog.view.words.choose("yes", False)
    dialog.view.words.choose("no", True)
    stage.settle()
    dialog.view.mapping.choose(RosterField.NAME, None)
    stage.settle()
    assert dialog.view.value().answers == {"yes": False, "no": True}
    dialog.view.mapping.choose(RosterField.OPTED_IN, "Share with sponsors")
    stage.settle()
    assert dialog.view.value().answers == {}


def test_that_wrong_letters_are_seen_and_another_encoding_can_be_chosen(
    stage: Stage, dialog: RosterDialog, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Badge ID,Name,Opt-in\n1,Jiří Dvořák,yes\n".encode("cp1250"))
    dialog.open_file(path)
    stage.settle()
    form = dialog.view.file_form
    assert "Is this spelled right?" in form.letters.text()
    form.encoding.setCurrentIndex(form.encoding.findData("cp1250"))
    form.encoding.activated.emit(form.encoding.currentIndex())
    stage.settle()
    model = dialog.view._sample
    assert model.index(0, 1).data() == "Jiří Dvořák"


def test_that_the_problems_are_saved_as_csv(
    stage: Stage,
    dialog: RosterDialog,
    three: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "problems.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    open_file(stage, dialog, three)
    dialog.view.preview.save.click()
    stage.settle()
    lines = target.read_text("utf-8").splitlines()
    assert lines == [
        "Line,Column,What is wrong",
        "4,Share with sponsors,“perhaps” is neither a yes nor a no",
    ]


def test_that_the_unchanged_are_named_and_nothing_of_them_is_to_be_saved(
    stage: Stage, dialog: RosterDialog, services: Services, three: Path
) -> None:
    services.roster.import_file(three)
    open_file(stage, dialog, three)
    assert dialog.view.preview.save.isVisible()
    rows = rows_behind(dialog, "Unchanged")
    assert ["Amara Okonkwo", "AB-0001"] in rows
    assert ["", "AB-0002"] in rows  # of who did not agree, the badge id only
    assert not dialog.view.preview.save.isVisible()


@pytest.mark.parametrize("leave", [RosterDialog.reject, RosterDialog.close])
def test_that_nothing_prepared_stays_when_the_dialog_closes(
    stage: Stage,
    dialog: RosterDialog,
    services: Services,
    three: Path,
    leave: Callable[[RosterDialog], object],
) -> None:
    open_file(stage, dialog, three)
    assert list(services.store.folder.glob(".boothapp-*"))
    leave(dialog)
    assert not dialog.isVisible()
    assert not list(services.store.folder.glob(".boothapp-*"))


def test_that_the_table_model_is_a_sound_one(qtmodeltester: ModelTester) -> None:
    check = cast("Callable[[TextTableModel], None]", qtmodeltester.check)  # no types in pytest-qt
    model = TextTableModel(("a", "b"))
    model.show([("1",), ("2", "3")])
    check(model)
    assert model.data(model.index(0, 1)) == ""
