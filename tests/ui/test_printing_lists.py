"""How a list is read that badges are printed of: its letters, its sheet, its columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from boothapp.domain.roster import RosterField
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.badges_dialog import BadgesDialog
from boothapp.ui.widgets.fields import Select
from tests.ui.conftest import Stage
from tests.ui.printing import open_badges


@pytest.fixture
def dialog(stage: Stage) -> BadgesDialog:
    return open_badges(stage)


@pytest.fixture
def old_list(tmp_path: Path) -> Path:
    """In letters that have to be guessed."""
    path = tmp_path / "old.csv"
    path.write_bytes("Badge ID;Name\nT-1;Jiří Dvořák\n".encode("cp1250"))
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two days, each with one person."""
    book = Workbook()
    book.remove(book.active)
    for day, name in (("Monday", "Zoë Müller"), ("Tuesday", "Jan Novák")):
        sheet = book.create_sheet(day)
        sheet.append(["Badge ID", "Name"])
        sheet.append([f"{day[0]}-1", name])
    book.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


def choose(stage: Stage, box: Select, value: object) -> None:
    """As somebody does who picks it from the list."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    stage.settle()


def names(dialog: BadgesDialog) -> list[str]:
    return [one.text.name for one in dialog._people.wanted] if dialog._people else []


def test_that_letters_that_were_guessed_can_be_read_otherwise(
    stage: Stage, dialog: BadgesDialog, old_list: Path
) -> None:
    reading = dialog.form.reading
    assert not reading.isVisible()
    dialog.open_list(old_list)
    stage.settle()
    assert reading.encoding.currentData() == "cp1252"
    assert "Is this spelled right?" in reading.letters.text()
    choose(stage, reading.encoding, "utf-8")
    assert "cannot be read as UTF-8" in dialog.problem.words
    assert not dialog.save.isEnabled()
    assert reading.encoding.isVisible(), "another one can be chosen still"
    choose(stage, reading.encoding, "cp1250")
    assert names(dialog) == ["Jiří Dvořák"]
    assert not dialog.problem.words
    assert not reading.letters.isVisible()
    dialog.sign_with(None)  # reads it again, in the same letters
    stage.settle()
    assert names(dialog) == ["Jiří Dvořák"]


def test_that_what_a_list_lacks_is_said_again_after_a_key_was_chosen(
    stage: Stage, dialog: BadgesDialog, tmp_path: Path
) -> None:
    dialog.open_list(tmp_path / "none.csv")
    stage.settle()
    said = dialog.problem.words
    assert said
    dialog.sign_with(None)
    stage.settle()
    assert dialog.problem.words == said


def test_that_another_sheet_of_a_workbook_can_be_chosen(
    stage: Stage, dialog: BadgesDialog, book: Path, tmp_path: Path
) -> None:
    dialog.open_list(book)
    stage.settle()
    reading = dialog.form.reading
    assert (reading.sheet.isVisible(), reading.encoding.isVisible()) == (True, False)
    assert names(dialog) == ["Zoë Müller"]
    choose(stage, reading.sheet, "Tuesday")
    assert names(dialog) == ["Jan Novák"]
    assert dialog.save.isEnabled()
    dialog.open_list(tmp_path / "none.csv")
    stage.settle()
    assert not reading.isVisible()
    assert not dialog.save.isEnabled()


def test_that_columns_are_read_as_they_were_said_to_be(
    stage: Stage, services: Services, dialog: BadgesDialog, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Ticket,Called,Name\nAB-1,Ama,Table 5\n", "utf-8")
    headers = ("Ticket", "Called", "Name")
    meant = {RosterField.BADGE_ID: "Ticket", RosterField.NAME: "Called"}
    services.roster.mappings.save("Last year", ColumnMapping(meant), headers)
    dialog.open_list(path)
    stage.settle()
    reading = dialog.form.reading
    assert (reading.kept.currentText(), names(dialog)) == ("Last year", ["Ama"])
    choose(stage, reading.kept, None)
    assert names(dialog) == ["Table 5"]


def test_that_an_error_hides_the_letters_of_the_reading_before_and_moves_no_field(
    stage: Stage, dialog: BadgesDialog, old_list: Path
) -> None:
    form = dialog.form

    def places() -> list[int]:
        for _ in range(3):
            QApplication.processEvents()
        fields = (form.choose, form.sign, form.event_name, form.sheet, form.outline, dialog.save)
        corners = [one.mapTo(dialog, QPoint()) for one in fields]
        return [corner.y() for corner in corners] + [form.width(), dialog.height()]

    dialog.open_list(old_list)
    stage.settle()
    assert "Dvo" in form.reading.letters.text()
    before = places()
    choose(stage, form.reading.encoding, "utf-8")
    assert dialog.problem.isVisible()
    assert dialog.rect().contains(dialog.problem.geometry())
    assert form.reading.letters.text() == ""
    assert places() == before
    choose(stage, form.reading.encoding, "cp1252")
    assert not dialog.problem.isVisible()
    assert places()[:5] == before[:5]
