"""The demo as anybody starts it: a film of badges stands in for the camera."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.booth import in_panel, note
from tests.e2e.screen import ON_A_SCREEN, Screen

pytestmark = ON_A_SCREEN


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path, "demo")
    yield screen
    screen.close()
    assert "Traceback" not in screen.errors.read_text()


def test_that_the_film_is_scanned_and_swaps_nobody_while_a_note_is_written(screen: Screen) -> None:
    screen.until(lambda seen: in_panel(seen) == "Amara Okonkwo", "the first badge of the film")
    before = _waiting(screen.settled(0.5))
    screen.key("w")
    screen.focused("Note")
    screen.type("Speech")
    screen.cell("Ask: Haruto Nakamura", "Last scans")
    screen.type(", little data")
    seen = screen.until(
        lambda seen: seen if _waiting(seen) >= before + 2 else None, "a third badge"
    )
    assert in_panel(seen) == "Amara Okonkwo"
    assert note(seen).startswith("Speech, little data")
    screen.key("ctrl+Return")
    screen.words("Still open")  # the demo asks a question that is required: said once, then left
    screen.key("ctrl+Return")
    screen.until(lambda seen: in_panel(seen) == "Haruto Nakamura", "who waited longest")
    assert screen.words("of 3 answered") == "0 of 3 answered"


def _waiting(seen: dict[str, Any]) -> int:
    """How many people wait, as the chip above the list says."""
    said = (w["name"] for w in seen["widgets"] if w["class"] == "Chip")
    return next((int(name.split()[0]) for name in said if "waiting" in name), 0)
