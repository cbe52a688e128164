"""Scenes of the person panel: answers, a role's link, interests."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QScrollArea

from boothapp.ui.dialogs.details_dialog import open_details
from boothapp.ui.leads.desk import PanelDesk
from boothapp.ui.pages.leads import LeadsPage

if TYPE_CHECKING:
    from tools.shots import Stage


def _page(stage: Stage) -> LeadsPage:
    """The page with somebody chosen who answered everything."""
    leads = stage.demo.services.leads
    found = max(leads.table(), key=lambda row: len(leads.detail(row.id).answers))
    stage.body.navigate("leads", found.id)
    stage.settle(600)
    page = cast("LeadsPage", stage.body.pages["leads"])
    if not page.panel.findChildren(PanelDesk):
        PanelDesk(stage.body.context, page.panel, page)  # type: ignore[arg-type] # attached
    page.reload()
    stage.settle(600)
    return page


def _scroll(stage: Stage, page: LeadsPage) -> None:
    for area in page.panel.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(page.panel.answers.y() - 220)
    stage.settle(200)


def answers(stage: Stage) -> None:
    """What somebody answered."""
    _scroll(stage, _page(stage))


def answering(stage: Stage) -> None:
    """The answers are corrected."""
    page = _page(stage)
    page.panel.answers.edit.setChecked(True)
    stage.settle(200)
    _scroll(stage, page)


def details(stage: Stage) -> None:
    """Somebody's interests are corrected."""
    page = _page(stage)
    assert page.panel.lead is not None  # noqa: S101 - a scene
    open_details(
        stage.body.context,  # type: ignore[arg-type] # attached
        page.panel.lead.person,
        page,
        lambda _person: None,
    )
    stage.settle(300)


SCENES = {"lead_answers": answers, "lead_answering": answering, "lead_details": details}
