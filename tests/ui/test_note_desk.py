"""Words about a person are lost to nobody, and outlive nobody."""

from pathlib import Path

import pytest

from boothapp.services.bundle import Services
from boothapp.ui.pages.leads import LeadsPage
from tests.factories import scanned_leads
from tests.ui.conftest import Stage


@pytest.fixture
def page(stage: Stage, services: Services, tmp_path: Path) -> LeadsPage:
    scanned_leads(services, tmp_path, 2)
    page = LeadsPage(stage.context)
    stage.show(page)
    return page


def choose(stage: Stage, page: LeadsPage, row: int) -> str:
    page.table.selectRow(row)
    stage.settle()
    assert page.panel.lead is not None
    return page.panel.lead.id


@pytest.mark.parametrize("meanwhile", ["changed", "removed"])
def test_that_a_refused_change_is_saved_next_as_a_new_note(
    stage: Stage, services: Services, page: LeadsPage, meanwhile: str
) -> None:
    lead = choose(stage, page, 0)
    note = services.leads.add_note(lead, "First")
    notes = page.panel.notes
    notes.field.setPlainText("A new one")
    notes.change(note)
    notes.field.setPlainText("Mine")
    if meanwhile == "changed":
        services.leads.edit_note(note.id, "Theirs")
    else:
        services.leads.remove_note(note.id)
    notes.save()
    stage.settle()
    assert ("meanwhile" if meanwhile == "changed" else "no longer there") in stage.said[-1]
    assert notes.field.toPlainText() == "A new one\nMine", "neither is lost"
    assert notes.cancel.isHidden()
    notes.save()
    stage.settle()
    kept = {one.text for one in services.leads.detail(lead).notes}
    assert kept == {"A new one\nMine"} | ({"Theirs"} if meanwhile == "changed" else set())
    assert notes.field.toPlainText() == ""


def test_that_a_draft_goes_with_whom_it_is_about(
    stage: Stage, services: Services, page: LeadsPage
) -> None:
    notes = page.panel.notes
    gone = choose(stage, page, 0)
    notes.field.setPlainText("A new one")
    notes.change(services.leads.add_note(gone, "First"))
    stays = choose(stage, page, 1)
    notes.field.setPlainText("About the other")
    services.leads.remove(gone)
    stage.settle()
    assert notes.leads == {stays}
    assert notes.field.toPlainText() == "About the other"
    services.leads.remove(stays)
    stage.settle()
    assert (notes.leads, notes.field.toPlainText()) == (frozenset(), "")
