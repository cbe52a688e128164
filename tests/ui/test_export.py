import csv
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import pyzipper
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from boothapp import paths
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import Cancelled
from boothapp.domain.exporting import ExportRecord, ExportRequest
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from boothapp.services.exporting import ExportService
from boothapp.ui.export import wording
from boothapp.ui.export.orders import LEDGER_HEADS
from boothapp.ui.pages.export import ExportPage
from tests.ui.conftest import Stage


@pytest.fixture
def page(
    stage: Stage, services: Services, roster: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ExportPage:
    """Two leads, Amara hot; the proposed folder is the test's own and not there yet."""
    monkeypatch.setattr(paths, "default_exports", lambda: tmp_path / "exports")
    for badge_id in ("AB-0001", "AB-0003"):
        services.capture.scan(badge_id, ScanSource.SCANNER)
    services.leads.rate(services.leads.find("AB-0001"), Rating.HOT)
    page = ExportPage(stage.context)
    stage.show(page)
    return page


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ask(stage: Stage, page: ExportPage, recipient: str = "Talent team") -> None:
    page.steps.recipient.setText(recipient)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()


def question(page: ExportPage) -> str:
    """What the dialog in front of the page says."""
    assert page.confirm is not None
    return "\n".join(label.text() for label in page.confirm.findChildren(QLabel))


def export(stage: Stage, page: ExportPage, recipient: str = "Talent team") -> None:
    ask(stage, page, recipient)
    if page.confirm is not None:
        page.confirm.yes.click()
    stage.settle()


def ledger(page: ExportPage) -> dict[str, str]:
    """The newest line of the ledger on the page."""
    model = page.file.ledger_model
    return {head: str(model.data(model.index(0, at))) for at, head in enumerate(LEDGER_HEADS)}


def protect(page: ExportPage, first: str, again: str) -> None:
    page.steps.protection.check.setChecked(True)
    page.steps.protection.first.setText(first)
    page.steps.protection.again.setText(again)


def test_that_the_figures_say_what_would_leave(page: ExportPage) -> None:
    assert (page.preflight.going.figure, page.preflight.withheld.figure) == ("2", "0")
    assert page.export.text() == "Export 2 leads"
    assert page.file.preview_model.rowCount() == 2


def test_that_a_purpose_nobody_agreed_to_withholds_all_and_says_so(
    stage: Stage, page: ExportPage
) -> None:
    page.steps.purpose.setCurrentIndex(1)
    stage.settle()
    assert (page.preflight.going.figure, page.preflight.withheld.figure) == ("0", "2")
    assert "2 people did not agree to sharing their CV: left out of the file" in (
        page.preflight.issues.said
    )
    assert not page.export.isEnabled()


def test_that_only_the_chosen_ratings_go(stage: Stage, page: ExportPage, tmp_path: Path) -> None:
    page.steps.which.setCurrentIndex(1)
    stage.settle()
    export(stage, page)
    (row,) = rows(tmp_path / "exports" / "northlight-2026-07-09.csv")
    assert row["name"] == "Amara Okonkwo"


def test_that_ctrl_enter_writes_the_file_and_the_ledger(
    stage: Stage, services: Services, page: ExportPage, tmp_path: Path
) -> None:
    export(stage, page)
    path = tmp_path / "exports" / "northlight-2026-07-09.csv"
    assert {row["name"] for row in rows(path)} == {"Amara Okonkwo", "Wanjiru Kamau"}
    (record,) = services.exporting.ledger()
    assert (record.recipient, record.rows, record.path) == ("Talent team", 2, path)
    assert stage.said == ["northlight-2026-07-09.csv: 2 people"]
    page.ledger.click()
    assert ledger(page)["Recipient"] == "Talent team"
    assert "2 people, Talent team" in page.file.last_words.whole
    assert page.preflight.sent.figure == "2"


def test_that_without_a_recipient_nothing_leaves(
    stage: Stage, services: Services, page: ExportPage
) -> None:
    export(stage, page, recipient="  ")
    assert page.steps.recipient_field.complaint == "Say who will hold this file."
    assert services.exporting.ledger() == ()


def test_that_nothing_leaves_before_a_yes_to_what_where_to_and_what_for(
    stage: Stage, services: Services, page: ExportPage, tmp_path: Path
) -> None:
    ask(stage, page)
    said = question(page)
    for part in ("Export 2 leads?", "northlight-2026-07-09.csv", "Talent team", "Recruiting"):
        assert part in said
    assert "Not protected" in said
    assert "cannot be undone" in said
    assert page.confirm is not None
    QTest.keyClick(page.confirm, Qt.Key.Key_Return)  # Enter alone is no yes
    stage.settle()
    assert services.exporting.ledger() == ()
    assert list(tmp_path.glob("exports/*")) == []


def test_that_an_existing_file_is_replaced_only_after_a_yes(
    stage: Stage, services: Services, page: ExportPage, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("older")
    page.steps.folder.setText(str(tmp_path))
    page.steps.name.setText("mine")
    ask(stage, page)
    assert "it is replaced" in question(page)
    assert path.read_text() == "older"
    export(stage, page)
    assert len(rows(path)) == 2


def test_that_older_parts_that_would_be_replaced_are_named_before_the_yes(tmp_path: Path) -> None:
    (tmp_path / "mine-2.csv").write_text("older")
    asked = wording.question(tmp_path / "mine.csv", "R", ExportRequest(), protected=False, parts=3)
    assert "There already, and replaced: mine-2.csv" in asked.splitlines()


def test_that_the_ledger_says_that_a_file_never_appeared(
    stage: Stage, page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(_begun: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr("boothapp.writers.whole_file._put_in_place", taken)
    page.steps.folder.setText(str(tmp_path))
    export(stage, page)
    assert "No file appeared" in stage.said[0]
    assert ledger(page)["File"].endswith("(never appeared)")
    assert page.file.last_words.whole.endswith("the file never appeared")


def test_that_a_protected_file_opens_with_its_passphrase_only(
    stage: Stage, page: ExportPage, tmp_path: Path
) -> None:
    protect(page, "correct horse", "correct horse")
    assert page.steps.name.text() == "northlight-2026-07-09.zip"
    export(stage, page)
    with pyzipper.AESZipFile(tmp_path / "exports" / "northlight-2026-07-09.zip") as file:
        with pytest.raises(RuntimeError):
            file.read("northlight-2026-07-09.csv")
        file.setpassword(b"correct horse")
        assert b"Amara Okonkwo" in file.read("northlight-2026-07-09.csv")
    page.ledger.click()
    assert (ledger(page)["What"], ledger(page)["Protected"]) == ("Leads", "Passphrase")
    assert page.steps.protection.first.text() == ""


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [("short", "short", "At least 8"), ("correct horse", "correct house", "The two differ")],
)
def test_that_a_bad_passphrase_is_said_at_its_field_and_nothing_leaves(
    stage: Stage, page: ExportPage, first: str, again: str, said: str
) -> None:
    protect(page, first, again)
    ask(stage, page)
    assert page.confirm is None
    fields = page.steps.protection.first_field, page.steps.protection.again_field
    assert said in "".join(field.complaint for field in fields)


def test_that_without_protection_the_file_is_a_csv_again(page: ExportPage) -> None:
    protect(page, "correct horse", "correct horse")
    page.steps.protection.check.setChecked(False)
    assert page.steps.path.suffix == ".csv"
    assert page.steps.leaving.passphrase == ""


def test_that_the_ledger_tells_a_persons_own_data_from_leads(
    stage: Stage, services: Services, page: ExportPage, tmp_path: Path
) -> None:
    subject = services.people.find("AB-0001")[0].subject
    services.people.export(subject, tmp_path / "theirs")
    stage.settle()
    assert (ledger(page)["What"], ledger(page)["Protected"]) == ("A person’s own data", "Open")
    assert "A person’s own data" in page.file.last_words.whole


@pytest.mark.parametrize("folder", ["nowhere", "/proc"])
def test_that_a_folder_that_cannot_be_written_is_said_beside_it_before_anything_is_asked(
    stage: Stage, page: ExportPage, tmp_path: Path, folder: str
) -> None:
    page.steps.folder.setText(str(tmp_path / folder))
    ask(stage, page)
    assert page.confirm is None
    assert str(tmp_path / folder) in page.steps.folder_field.complaint
    assert page.steps.folder.property("error")
    assert page.steps.folder.hasFocus()
    assert page.export.isEnabled()
    page.steps.folder.setText(str(tmp_path))
    ask(stage, page)
    assert page.steps.folder_field.complaint == ""
    assert str(tmp_path) in question(page)


def test_that_a_folder_is_looked_at_as_soon_as_it_is_given(
    stage: Stage, page: ExportPage, tmp_path: Path
) -> None:
    page.steps.folder.setText(str(tmp_path / "nowhere"))
    QTest.keyClick(page.steps.folder, Qt.Key.Key_Tab)
    page.steps.folder.editingFinished.emit()
    stage.settle()
    assert "There is no folder" in page.steps.folder_field.complaint
    page.steps.folder.setText("~nobody-of-that-name/lists")
    page.steps.folder.editingFinished.emit()
    stage.settle()
    assert "There is no folder" in page.steps.folder_field.complaint
    QTest.keyClick(page.steps.folder, Qt.Key.Key_A)
    assert page.steps.folder_field.complaint == ""


def test_that_the_proposed_folder_need_not_be_there_yet(
    stage: Stage, page: ExportPage, tmp_path: Path
) -> None:
    page.steps.folder.editingFinished.emit()
    stage.settle()
    assert page.steps.folder_field.complaint == ""
    assert not (tmp_path / "exports").exists()


def test_that_without_a_folder_nothing_is_asked(stage: Stage, page: ExportPage) -> None:
    page.steps.folder.setText(" ")
    ask(stage, page)
    assert page.confirm is None
    assert page.steps.folder_field.complaint == "Choose a folder."


def test_that_stopping_leaves_no_file(
    stage: Stage,
    services: Services,
    page: ExportPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def write(
        self: ExportService,
        request: ExportRequest,
        path: Path,
        recipient: str,
        *,
        passphrase: str,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> tuple[ExportRecord, ...]:
        while not cancelled():
            progress(1)
            time.sleep(0.01)
        raise Cancelled

    monkeypatch.setattr(ExportService, "write", write)
    page.steps.recipient.setText("Talent team")
    page.start()
    stage.settle()
    assert page.confirm is not None
    page.confirm.yes.click()
    stage.qtbot.waitUntil(lambda: page.progress.value() == 1)
    assert not page.steps.isEnabled()
    scans: list[object] = []  # go on meanwhile: the database's thread is free
    stage.context.tasks.run(
        lambda: services.capture.scan("AB-0001", ScanSource.SCANNER), scans.append
    )
    stage.qtbot.waitUntil(lambda: bool(scans))
    page.cancel.click()
    stage.settle()
    assert stage.said == ["Stopped. No file was written."]
    assert page.export.isEnabled()
    assert list(tmp_path.glob("exports/*")) == []


def test_that_a_new_lead_is_counted_at_once(
    stage: Stage, services: Services, page: ExportPage
) -> None:
    services.leads.remove(services.leads.find("AB-0003"))
    stage.settle()
    assert page.preflight.going.figure == "1"
    assert page.export.text() == "Export 1 lead"


def test_that_every_purpose_can_be_chosen(page: ExportPage) -> None:
    chosen = []
    for number in range(page.steps.purpose.count()):
        page.steps.purpose.setCurrentIndex(number)
        chosen.append(page.steps.request.purpose)
    assert chosen == list(Purpose)
