"""Scenes of the Dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from boothapp.domain.figures import Outcome
from boothapp.domain.people import ScanSource
from boothapp.ui.pages.dashboard import DashboardPage

if TYPE_CHECKING:
    from tools.shots import Stage


def _page(stage: Stage) -> DashboardPage:
    stage.body.navigate("dashboard")
    stage.settle(500)
    return cast("DashboardPage", stage.body.pages["dashboard"])


def today(stage: Stage) -> None:
    """A day with every outcome in it."""
    for number in range(14):
        stage.demo.services.capture.scan(stage.demo.people[number].badge_id, ScanSource.CAMERA)
    stage.demo.services.capture.scan("an unknown code", ScanSource.SCANNER)
    stage.demo.services.capture.unreadable(ScanSource.CAMERA)
    _page(stage).choose("today")
    stage.settle(500)


def whole(stage: Stage) -> None:
    """The whole event."""
    _page(stage).choose("whole")
    stage.settle(500)


def part(stage: Stage) -> None:
    """A part of a bar has the focus."""
    today(stage)
    button = _page(stage).board.chart.buttons[1]
    button.setFocus()
    button._choose_beside(1)
    stage.settle(200)


def scans(stage: Stage) -> None:
    """The list of those who declined."""
    _page(stage).board.lists.outcome(Outcome.DECLINED)
    stage.settle(500)


def saving(stage: Stage) -> None:
    """Saving asks as what."""
    _page(stage).picture.click()
    stage.settle(300)


SCENES = {
    "dashboard_today": today,
    "dashboard_whole": whole,
    "dashboard_part": part,
    "dashboard_scans": scans,
    "dashboard_saving": saving,
}
