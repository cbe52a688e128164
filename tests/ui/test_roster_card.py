"""The organiser's list in Settings: dropped lists, and known columns."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from boothapp.services.bundle import Services
from boothapp.ui.dialogs.roster_dialog import RosterDialog
from boothapp.ui.dialogs.roster_drop import list_in
from boothapp.ui.pages.settings import SettingsPage
from tests import factories
from tests.ui.conftest import Stage


@pytest.fixture
def page(stage: Stage) -> SettingsPage:
    page = SettingsPage(stage.context)
    stage.show(page)
    return page


def dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_that_a_list_dropped_on_the_card_opens_its_import(
    stage: Stage, page: SettingsPage, roster_csv: Callable[..., Path]
) -> None:
    data = dropped(roster_csv(factories.AMARA))
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    page.roster.dropEvent(QDropEvent(QPoint(9, 9), copy, data, left, none))
    stage.settle()
    (dialog,) = page.findChildren(RosterDialog)
    assert dialog.view.start.text() == "Preview"
    assert dialog.view.start.isEnabled()
    dialog.reject()


def test_that_pictures_are_no_lists(tmp_path: Path) -> None:
    assert list_in(dropped(tmp_path / "a.png")) is None
    assert list_in(dropped(tmp_path / "a.png", tmp_path / "b.XLSX")) == tmp_path / "b.XLSX"


def test_that_known_columns_are_renamed_forgotten_and_taken_back(
    stage: Stage, page: SettingsPage, services: Services, roster_csv: Callable[..., Path]
) -> None:
    services.roster.import_file(roster_csv(factories.AMARA))
    stage.settle()
    (line,) = page.roster.lines
    line.name.setText("ConfOrg")
    line.name.editingFinished.emit()
    stage.settle()
    assert services.roster.mappings.all()[0].name == "ConfOrg"
    (line,) = page.roster.lines
    line.remove.click()
    stage.settle()
    assert page.roster.lines == []
    stage.undo()
    stage.settle()
    assert [one.kept.name for one in page.roster.lines] == ["ConfOrg"]
