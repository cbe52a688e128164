"""The scanner that types, with real key events on a real X server."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from boothapp.domain.keyboards import Layout, Typist
from tests.us_keys import RETURN, us_keys

ROOT = Path(__file__).parent.parent.parent
MISSING = [program for program in ("Xvfb", "xdotool") if shutil.which(program) is None]
VCARD = (
    "BEGIN:VCARD",
    "VERSION:3.0",
    "N:Yilmaz;Bn3",
    "FN:Bn3 yny Yilmaz",
    "EMAIL:yny@nowhere.example",
    "END:VCARD",
)

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}"),
]


class Keyboard:
    """A small window on its own X server, and a keyboard at it."""

    def __init__(self, folder: Path, display: str, focus: str) -> None:
        self._snapshot = folder / "state.json"
        kept = {
            k: v for k, v in os.environ.items() if k not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}
        }
        self._environment = {**kept, "DISPLAY": display}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.wedge_window", str(self._snapshot), focus],
            cwd=ROOT,
            env=self._environment,
        )
        self.until(lambda state: state["focus"] != "NoneType" or self._focus())

    def _focus(self) -> bool:
        self._xdotool("search", "--onlyvisible", "--name", "wedge", "windowfocus")
        return False

    def scan(self, *lines: str, end: str = "Return", delay_ms: int = 4) -> None:
        for line in lines:
            self._xdotool("type", "--delay", str(delay_ms), "--args", "1", line, "key", end)

    def type(self, text: str, *, delay_ms: int = 150) -> None:
        """As a person types who is very fast: xdotool pauses half of what it is told."""
        self._xdotool("type", "--delay", str(delay_ms), text)

    def press(self, key: str) -> None:
        self._xdotool("key", key)

    def set_layout(self, layout: str) -> None:
        """It is gone with the last window of the server."""
        subprocess.run(["setxkbmap", "-layout", layout], env=self._environment, check=True)
        time.sleep(0.3)

    def us_keys(self, text: str, *, delay_ms: int = 6, end: str = "") -> None:
        """The keys of a US keyboard that write `text`, whatever they write here."""
        keys = [*us_keys(text), *filter(None, [end])]
        self._xdotool("key", "--delay", str(delay_ms), *keys)

    def until(self, wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        deadline = time.monotonic() + 20
        state: dict[str, Any] = {}
        while time.monotonic() < deadline:
            if self._snapshot.exists():
                state = json.loads(self._snapshot.read_text("utf-8"))
                if wanted(state):
                    return state
            time.sleep(0.05)
        raise AssertionError(f"never came; the window says {state}")

    def settled(self) -> dict[str, Any]:
        """What the window says after the keys had time to act."""
        time.sleep(0.6)
        return self.until(lambda _: True)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=False)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        number = numbers.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def keyboard(tmp_path: Path, display: str) -> Iterator[Callable[[str], Keyboard]]:
    made: list[Keyboard] = []

    def make(focus: str) -> Keyboard:
        made.append(Keyboard(tmp_path, display, focus))
        return made[-1]

    yield make
    for one in made:
        one.process.kill()
        one.process.wait()


@pytest.mark.parametrize("focus", ["note", "line", "button"])
@pytest.mark.parametrize("end", ["Return", "Tab"])
def test_that_a_burst_is_a_scan_whatever_has_the_focus(
    keyboard: Callable[[str], Keyboard], focus: str, end: str
) -> None:
    one = keyboard(focus)
    before = one.settled()["focus"]
    one.scan("yn-1b23-wy", end=end)
    state = one.until(lambda state: state["scans"])
    assert state["scans"] == ["yn-1b23-wy"]
    assert state["shortcuts"] == []
    assert state["presses"] == []
    assert (state["note"], state["line"], state["focus"]) == ("", "", before)


@pytest.mark.parametrize("focus", ["note", "line", "button"])
def test_that_an_accent_that_waits_does_not_tear_a_scan(
    keyboard: Callable[[str], Keyboard], focus: str
) -> None:
    one = keyboard(focus)
    one.set_layout("de")
    sent = "yn=e1b+a23`o-wy"  # é, à and ô where the system puts them together
    one.us_keys(sent, end=RETURN)
    state = one.until(lambda state: state["scans"])
    assert [Typist(Layout.GERMAN).undo(text) for text in state["scans"]] == [sent]
    assert (state["shortcuts"], state["presses"]) == ([], [])
    assert (state["note"], state["line"]) == ("", "")


def test_that_an_accent_before_a_digit_does_not_tear_a_scan(
    keyboard: Callable[[str], Keyboard],
) -> None:
    one = keyboard("button")
    one.set_layout("de")
    one.us_keys("yn=12+ 3`", end=RETURN)
    state = one.until(lambda state: state["scans"])
    assert [Typist(Layout.GERMAN).undo(text) for text in state["scans"]] == ["yn=12+ 3`"]
    assert (state["shortcuts"], state["presses"]) == ([], [])


def test_that_a_person_writes_letters_with_accents(keyboard: Callable[[str], Keyboard]) -> None:
    one = keyboard("line")
    one.set_layout("de")
    one.us_keys("caf=e+a", delay_ms=200)
    assert one.until(lambda state: len(state["line"]) == 5)["line"] == "caféà"
    one.us_keys("f=e", delay_ms=6)  # fast, and in its order
    state = one.until(lambda state: len(state["line"]) == 7)
    assert (state["line"], state["scans"]) == ("caféàfé", [])


def test_that_the_lines_of_a_vcard_are_one_scan(keyboard: Callable[[str], Keyboard]) -> None:
    one = keyboard("note")
    one.scan(*VCARD)
    state = one.until(lambda state: state["scans"])
    assert state["scans"] == ["\n".join(VCARD)]
    assert (state["note"], state["shortcuts"]) == ("", [])


def test_that_a_person_who_types_is_let_type(keyboard: Callable[[str], Keyboard]) -> None:
    one = keyboard("note")
    one.type("Yny wants 3 papers")
    one.press("Return")
    one.type("by Bn")
    state = one.settled()
    assert state["note"] == "Yny wants 3 papers\nby Bn"
    assert (state["scans"], state["shortcuts"]) == ([], [])


def test_that_single_keys_stay_orders_for_a_person(keyboard: Callable[[str], Keyboard]) -> None:
    one = keyboard("button")
    for key in ("y", "3", "Return"):
        one.press(key)
        time.sleep(0.12)
    one.press("space")
    state = one.until(lambda state: state["presses"])
    assert state["shortcuts"] == ["Y", "3", "Enter"]
    assert (state["scans"], state["presses"]) == ([], ["Save"])


def test_that_a_scan_amid_a_note_leaves_the_note_as_it_was(
    keyboard: Callable[[str], Keyboard],
) -> None:
    one = keyboard("note")
    one.type("before ")
    one.scan("yny-4711-b")
    one.until(lambda state: state["scans"])
    one.type("after")
    state = one.settled()
    assert (state["note"], state["scans"]) == ("before after", ["yny-4711-b"])
