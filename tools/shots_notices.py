"""Scenes with notices: what they lie over on each page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.shots import Stage

_PAGES = ("scan", "leads", "interviews", "dashboard", "export", "privacy", "settings")


def _over(name: str) -> Callable[[Stage], None]:
    """As many notices as are shown at once, one of them long."""

    def scene(stage: Stage) -> None:
        stage.body.navigate(name)
        stage.settle(600)
        toasts = stage.body.toasts
        toasts.show("3 leads are hot", undo=lambda: None)
        toasts.error(
            "The file could not be written: Permission denied. Choose another folder; "
            "nothing is left of it."
        )
        toasts.show("northlight-2026-07-09.csv: 39 people, 2 withheld", kind="done")
        stage.settle(200)

    return scene


SCENES: dict[str, Callable[[Stage], None]] = {f"notices_{name}": _over(name) for name in _PAGES}
