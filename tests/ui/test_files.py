"""Files of a lead in the window: kept, looked at without a temporary file, removed, saved."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QScrollArea

from boothapp.domain.attachments import Attachment
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import LeadDetail, NoticeShown, ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.file_viewer import FileViewer
from boothapp.ui.dialogs.recipient_dialog import RecipientDialog
from boothapp.ui.pages.leads import LeadsPage
from boothapp.ui.widgets.labels import Label
from tests.ui.conftest import Stage


@pytest.fixture
def lead(services: Services, roster: None) -> LeadDetail:
    card = services.capture.scan("AB-0001", ScanSource.SCANNER)
    services.capture.answer(card, {Purpose.CV: ConsentEvent.GIVEN}, notice=NoticeShown())
    assert card.lead is not None
    return card.lead


@pytest.fixture
def page(stage: Stage, lead: LeadDetail) -> Iterator[LeadsPage]:
    page = LeadsPage(stage.context)
    stage.show(page)
    page.open_with(lead.id)
    stage.settle()
    yield page
    page.close()


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    path = tmp_path / "amara-cv.pdf"
    Image.new("RGB", (200, 280), "white").save(path, "PDF")
    return path


def added(stage: Stage, page: LeadsPage, path: Path, purpose: Purpose = Purpose.CV) -> Attachment:
    assert page.panel.lead is not None
    page.person.files.add(page.panel.lead, path, purpose)
    stage.settle()
    return stage.context.services.attachments.of_lead(page.panel.lead.id)[-1]


def test_that_a_file_is_kept_shown_removed_and_brought_back(
    stage: Stage, page: LeadsPage, cv: Path
) -> None:
    file = added(stage, page, cv)
    assert stage.said[-1] == "“amara-cv.pdf” is kept, encrypted"
    assert len(page.panel.files.rows) == 1
    page.panel.files.rows[0].removed.emit()
    stage.settle()
    assert page.panel.files.rows == []
    stage.undo()
    assert stage.context.services.attachments.of_lead(file.lead_id) == (file,)
    assert len(page.panel.files.rows) == 1


def test_that_a_yes_to_cv_sharing_is_not_asked_for_again(
    stage: Stage, page: LeadsPage, lead: LeadDetail, services: Services
) -> None:
    def said() -> str:
        return " ".join(label.text() for label in page.panel.files.findChildren(Label))

    assert "They said yes to CV sharing." in said()
    services.people.withdraw(lead.subject, (Purpose.CV,))
    page.reload()
    stage.settle()
    stage.settle()
    assert "A CV needs the person’s own yes to CV sharing." in said()


def test_that_what_may_not_be_kept_is_said(
    stage: Stage, page: LeadsPage, tmp_path: Path, services: Services, lead: LeadDetail
) -> None:
    program = tmp_path / "cv.pdf"
    program.write_bytes(b"MZ\x90\x00")
    page.person.files.add(lead, program, Purpose.CV)
    stage.settle()
    assert "is not a PDF" in stage.said[-1]
    assert services.attachments.of_lead(lead.id) == ()


@pytest.mark.parametrize("kind", ["pdf", "png", "txt"])
def test_that_looking_at_a_file_leaves_none_on_the_disk(
    stage: Stage, page: LeadsPage, cv: Path, tmp_path: Path, kind: str
) -> None:
    path = cv
    if kind == "png":
        path = tmp_path / "poster.png"
        Image.new("RGB", (40, 30)).save(path)
    elif kind == "txt":
        path = tmp_path / "cv.txt"
        path.write_text("Lebenslauf", encoding="utf-8")
    added(stage, page, path)
    before = set(Path(tempfile.gettempdir()).iterdir())
    page.panel.files.rows[0].opened.emit()
    stage.settle()
    (viewer,) = stage.window.findChildren(FileViewer)
    shown = {"pdf": QPdfView, "png": QScrollArea, "txt": QPlainTextEdit}[kind]
    assert isinstance(viewer.view, shown)
    assert "amara" not in viewer.windowTitle().lower()
    assert set(Path(tempfile.gettempdir()).iterdir()) <= before
    viewer.reject()


def test_that_a_locked_pdf_says_what_to_do(stage: Stage, page: LeadsPage, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 cut off")
    file = added(stage, page, broken)
    viewer = FileViewer(file, broken.read_bytes(), stage.window)
    assert not isinstance(viewer.view, QPdfView)
    viewer.deleteLater()


def test_that_a_saved_copy_is_on_record(
    stage: Stage, page: LeadsPage, cv: Path, tmp_path: Path, services: Services
) -> None:
    file = added(stage, page, cv)
    page.person.files.save_copy(file, tmp_path / "copy.pdf", "")
    stage.settle()
    assert "recipient is missing" in stage.said[-1]
    page.person.files.save_copy(file, tmp_path / "copy.pdf", "Vision team")
    stage.settle()
    assert (tmp_path / "copy.pdf").read_bytes() == cv.read_bytes()
    assert [record.recipient for record in services.exporting.ledger()] == ["Vision team"]


def test_that_who_holds_the_copy_is_asked_until_somebody_is_named_and_before_the_path(
    stage: Stage,
    page: LeadsPage,
    cv: Path,
    tmp_path: Path,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def choose(*about: object) -> tuple[str, str]:
        asked.append(str(about[2]))
        return str(tmp_path / "copy.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    added(stage, page, cv)
    page.panel.files.rows[0].saved.emit()
    (dialog,) = stage.window.findChildren(RecipientDialog)
    dialog.recipient.setText("  ")
    QTest.keyClick(dialog.recipient, Qt.Key.Key_Return)
    assert dialog.field.complaint == "Say who will hold it."
    assert (dialog.isVisible(), asked) == (True, [])
    dialog.recipient.setText("Vision team")
    QTest.keyClick(dialog.recipient, Qt.Key.Key_Return)
    stage.settle()
    assert "amara" not in asked[0].lower()
    assert [record.recipient for record in services.exporting.ledger()] == ["Vision team"]


def test_that_nothing_is_saved_where_the_question_is_left(
    stage: Stage, page: LeadsPage, cv: Path, services: Services
) -> None:
    added(stage, page, cv)
    page.panel.files.rows[0].saved.emit()
    (dialog,) = stage.window.findChildren(RecipientDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    stage.settle()
    assert services.exporting.ledger() == ()
