"""Scenes of what is printed: badges of a list, and the poster of the open positions."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from boothapp.demo.event import write_roster
from boothapp.ui.dialogs.badges_dialog import BadgesDialog
from boothapp.ui.pages.settings import SettingsPage

if TYPE_CHECKING:
    from tools.shots import Stage


def _page(stage: Stage, card: str) -> SettingsPage:
    stage.body.navigate("settings")
    stage.settle(500)
    page = cast("SettingsPage", stage.body.pages["settings"])
    page.open_with(card)
    stage.settle(200)
    return page


def _badges(stage: Stage) -> BadgesDialog:
    page = _page(stage, "roster")
    page.roster.badges.click()
    stage.settle(300)
    return page.findChildren(BadgesDialog)[-1]


def empty(stage: Stage) -> None:
    """No list yet."""
    _badges(stage)


def cut(stage: Stage) -> None:
    """Badges to cut out."""
    dialog = _badges(stage)
    dialog.open_list(write_roster(Path(tempfile.mkdtemp()) / "attendees.csv", stage.demo.people))
    stage.settle(1500)


def labels(stage: Stage) -> None:
    """A partly used sheet of labels, with an id that Code 39 cannot hold."""
    dialog = _badges(stage)
    path = write_roster(Path(tempfile.mkdtemp()) / "attendees.csv", stage.demo.people)
    dialog.open_list(path)
    stage.settle(1000)
    form = dialog.form
    form.sheet.setCurrentIndex(3)
    form.first.setValue(3)
    form.outline.setChecked(True)
    stage.settle(1200)


def poster(stage: Stage) -> None:
    """The poster of all roles."""
    page = _page(stage, "roles")
    page.interviews.open_poster()
    stage.settle(1200)


def roles(stage: Stage) -> None:
    """The card of the roles with its poster."""
    _page(stage, "roles")


SCENES = {
    "print_badges_empty": empty,
    "print_badges_cut": cut,
    "print_badges_labels": labels,
    "poster": poster,
    "poster_roles": roles,
}
