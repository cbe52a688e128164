"""Tickets that were handed on, in the preview of a list: a box that says so, off at first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.ui.dialogs.roster_dialog import RosterDialog
from tests.factories import AMARA, HARUTO, WANJIRU
from tests.ui.conftest import Stage
from tests.ui.test_roster_dialog import dialog, kinds, open_file, rows_behind

__all__ = ["dialog"]  # a fixture

NEWER = ((AMARA[0], *WANJIRU[1:]), HARUTO)


@pytest.fixture
def newer(services: Services, roster_csv: Callable[..., Path]) -> Path:
    """Amara is on the first list; her ticket is Wanjiru's on this one."""
    services.roster.import_file(roster_csv(AMARA))
    return roster_csv(*NEWER)


def name_at(services: Services, badge_id: str) -> str:
    person = services.capture.scan(badge_id, ScanSource.TYPED).person
    return person.name if person is not None else ""


def test_that_tickets_that_were_handed_on_go_to_the_new_owners_when_somebody_says_so(
    stage: Stage, dialog: RosterDialog, services: Services, newer: Path
) -> None:
    open_file(stage, dialog, newer)
    box = dialog.view.preview.handed_on
    assert box.isVisible()
    assert not box.isChecked()
    assert box.text() == "Tickets that were handed on: 1. The new owner has it from now on"
    assert "1 row is left out." in dialog.view.said
    assert dialog.view.start.text() == "Import 1 person"
    who = [AMARA[0], f"{AMARA[1]}, {AMARA[2]}", f"{WANJIRU[1]}, {WANJIRU[2]}"]
    assert rows_behind(dialog, "Perhaps handed on: left out") == [who]
    box.setFocus()
    box.click()
    stage.settle()
    assert dialog.view.on_preview
    assert box.hasFocus()
    assert "left out" not in dialog.view.said
    assert dialog.view.start.text() == "Import 2 people"
    assert rows_behind(dialog, "Handed on: to the new owner") == [who]
    ((_, _, words),) = rows_behind(dialog, "Problems with rows")
    assert words.endswith("and is Wanjiru Kamau, w.kamau@rift.example from now on")
    assert kinds(dialog)["New on the list"] == 2
    dialog.view.start.click()
    stage.settle()
    assert "Tickets that their new owners have from now on: 1." in dialog.view.said
    assert not box.isVisible()
    assert name_at(services, AMARA[0]) == WANJIRU[1]
    assert not list(services.store.folder.glob(".boothapp-*.unfinished"))


def test_that_the_box_is_off_again_for_other_columns_and_other_lists(
    stage: Stage, dialog: RosterDialog, services: Services, newer: Path
) -> None:
    for leave in (dialog.view.back.click, lambda: open_file(stage, dialog, newer)):
        open_file(stage, dialog, newer)
        dialog.view.preview.handed_on.click()
        stage.settle()
        leave()
        stage.settle()
        if not dialog.view.on_preview:
            dialog.view.start.click()
            stage.settle()
        assert not dialog.view.preview.handed_on.isChecked()
        assert dialog.view.start.text() == "Import 1 person"
    dialog.view.start.click()
    stage.settle()
    assert name_at(services, AMARA[0]) == AMARA[1]


def test_that_a_list_that_changed_meanwhile_is_not_compared_again_by_halves(
    stage: Stage, dialog: RosterDialog, newer: Path
) -> None:
    open_file(stage, dialog, newer)
    newer.unlink()
    dialog.view.preview.handed_on.click()
    stage.settle()
    assert not dialog.view.on_preview
    assert not dialog.view.preview.handed_on.isChecked()
    assert newer.name in dialog.view.said


def test_that_a_list_without_such_tickets_has_no_box(
    stage: Stage, dialog: RosterDialog, services: Services, roster_csv: Callable[..., Path]
) -> None:
    services.roster.import_file(roster_csv(AMARA))
    open_file(stage, dialog, roster_csv(AMARA, HARUTO))
    assert not dialog.view.preview.handed_on.isVisible()
