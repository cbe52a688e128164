"""Scenes of what interviews are planned with, in Settings."""

from __future__ import annotations

from dataclasses import replace
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


def question(stage: Stage) -> None:
    """A question's line, opened."""
    page = _page(stage, "questions")
    list(page.qualifiers.lines.values())[3].head.click()
    stage.settle(300)
    page.open_with("questions")
    stage.settle(200)


def role(stage: Stage) -> None:
    """A role's line, opened."""
    page = _page(stage, "roles")
    next(iter(page.roles.lines.values())).head.click()
    stage.settle(300)
    page.open_with("roles")
    stage.settle(200)


def merge(stage: Stage) -> None:
    """A tag is given the name of another one."""
    page = _page(stage, "tags")
    page.desk.orders.save_tag(replace(page.desk.tags.lines[0].use.style, name="vision"), "Speech")
    stage.settle(300)


def interests(stage: Stage) -> None:
    """Another list of interests, before it is saved."""
    page = _page(stage, "interests")
    dialog = page.desk.edit_interests()
    dialog.show_list([*dialog.edit.lines[3:], "Knitting theory", "Cloud physics"])
    stage.settle(300)


def block(stage: Stage) -> None:
    """A time is blocked in all rooms."""
    page = _page(stage, "blocked")
    page.findChildren(BlockedCard)[0].add.click()
    stage.settle(300)


SCENES = {
    "settings_staff": _at("staff"),
    "settings_rooms": _at("rooms"),
    "settings_interviewer": interviewer,
    "settings_roles": _at("roles"),
    "settings_role": role,
    "settings_question": question,
    "settings_tags": _at("tags"),
    "settings_merge": merge,
    "settings_interests": interests,
    "settings_scorecards": _at("scorecards"),
    "settings_block": block,
    "settings_codes": _at("codes"),
}
