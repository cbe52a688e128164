"""Scenes of the Export page, for tools/shots.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from boothapp.ui.pages.export import ExportPage

if TYPE_CHECKING:
    from tools.shots import Stage


def _page(stage: Stage) -> ExportPage:
    stage.body.navigate("export")
    stage.settle(600)
    return cast("ExportPage", stage.body.pages["export"])


def _pick(stage: Stage, preset: str) -> ExportPage:
    page = _page(stage)
    page.steps.systems.buttons[preset].click()
    stage.settle(600)
    return page


def export_greenhouse(stage: Stage) -> None:
    """For a system: somebody has one name only, somebody none that is known."""
    leads = stage.demo.services.leads
    first, second, *_ = leads.table()
    for row, name in ((first, "Suharti"), (second, "")):
        person = leads.detail(row.id).person
        if person.name != name:
            leads.edit_details(row.id, replace(person, name=name))
    page = _pick(stage, "greenhouse")
    page.steps.send_again(True)
    stage.settle(600)


def export_ashby(stage: Stage) -> None:
    """A system that drops notes; everybody went there before."""
    _pick(stage, "ashby")


def export_hubspot(stage: Stage) -> None:
    """A system that would drop owners, and why."""
    services = stage.demo.services
    owner = services.settings.get().staff[0].id
    services.bulk.assign([row.id for row in services.leads.table()[:3]], owner)
    _pick(stage, "hubspot")


def export_held_back(stage: Stage) -> None:
    """Who stays out of a file for lack of consent."""
    page = _page(stage)
    page.steps.purpose.setCurrentIndex(1)
    stage.settle(600)
    page.preflight.held_back_wanted.emit()


def export_columns(stage: Stage) -> None:
    """Own columns are chosen."""
    page = _page(stage)
    page.steps.systems.own.click()


def export_protected(stage: Stage) -> None:
    """A file under a passphrase, and the question before it leaves."""
    page = _page(stage)
    steps = page.steps
    steps.protection.check.setChecked(True)
    steps.protection.first.setText("correct horse")
    steps.protection.again.setText("correct house")
    steps.recipient.setText("Recruiting")
    page.start()


def export_marketing(stage: Stage) -> None:
    """A file for marketing: fewer people, fewer columns."""
    _page(stage).steps.purpose.setCurrentIndex(2)


def export_question(stage: Stage) -> None:
    """The question before a file leaves."""
    export_protected(stage)
    page = cast("ExportPage", stage.body.pages["export"])
    page.steps.protection.again.setText("correct horse")
    page.start()


SCENES: dict[str, Callable[[Stage], None]] = {
    scene.__name__: scene
    for scene in (
        export_greenhouse,
        export_ashby,
        export_hubspot,
        export_held_back,
        export_columns,
        export_protected,
        export_marketing,
        export_question,
    )
}
