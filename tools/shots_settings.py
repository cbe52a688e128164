"""Scenes of what interviews are planned with, in Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from boothapp.ui.pages.settings import SettingsPage
from boothapp.ui.settings.times_list import BlockedCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.shots import Stage


def _page(stage: Stage, card: str) -> SettingsPage:
    """The page, scrolled to a card."""
    stage.body.navigate("settings")
    stage.settle(600)
    page = cast("SettingsPage", stage.body.pages["settings"])
    page.open_with(card)
    stage.settle(200)
    return page


def _at(card: str) -> Callable[[Stage], None]:
    """The page at a card, as it is."""

    def scene(stage: Stage) -> None:
        _page(stage, card)

    return scene


def interviewer(stage: Stage) -> None:
    """An interviewer's line, opened."""
    page = _page(stage, "interviewers")
    line = next(iter(page.interviewers.lines.values()))
    line.head.click()
    stage.settle(300)
    page.open_with("interviewers")
    stage.settle(200)


def block(stage: Stage) -> None:
    """A time is blocked in all rooms."""
    page = _page(stage, "blocked")
    page.findChildren(BlockedCard)[0].add.click()
    stage.settle(300)


SCENES = {
    "settings_rooms": _at("rooms"),
    "settings_interviewer": interviewer,
    "settings_roles": _at("roles"),
    "settings_scorecards": _at("scorecards"),
    "settings_block": block,
}
