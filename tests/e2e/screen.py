"""A real X server with the real program on it, and hands to drive it: xdotool.

xdotool pauses half of what it is told from key to key (measured); here pauses are what they say.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
TIMEOUT = 30.0
PASSPHRASE = "correct horse battery"
PROGRAMS = ("Xvfb", "xdotool")
LACKING = [program for program in PROGRAMS if shutil.which(program) is None]

ON_A_SCREEN = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(LACKING), reason=f"not on this machine: {', '.join(LACKING)}"),
]


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a BoothApp that touches nothing of the person who runs the tests."""
    unwanted = {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY", "BOOTHAPP_STORE"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {
        **kept,
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DOCUMENTS_DIR": str(folder / "documents"),
        "XDG_CACHE_HOME": str(ROOT / "build" / "cache"),  # the demo's film: made once
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        **more,
    }


class Screen:
    """One Xvfb with one BoothApp, looked at through the probe."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._snapshot = folder / "snapshot.json"
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1500x940x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as display:
            number = display.readline().strip()
        self.environment = surroundings(folder, DISPLAY=f":{number}", **environment)
        self.errors = folder / "stderr.txt"  # and stdout
        with self.errors.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.probe", str(self._snapshot), *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=errors,
                stderr=errors,
            )

    def close(self) -> None:
        """End the program as the system would, then the server; it has to end by itself."""
        self.process.terminate()
        try:
            self.process.wait(15)
        finally:
            self.process.kill()
            self.process.wait()
            self._server.terminate()
            self._server.wait()

    def look(self) -> dict[str, Any]:
        """What is on screen now."""
        found: dict[str, Any] = json.loads(self._snapshot.read_text("utf-8"))
        return found

    def settled(self, seconds: float = 0.7) -> dict[str, Any]:
        """What is on screen after all that was pressed had time to act."""
        time.sleep(seconds)
        return self.look()

    def until(self, wanted: Callable[[dict[str, Any]], Any], what: str) -> Any:
        """Wait until `wanted` answers something true for what is on screen, and answer that."""
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"BoothApp ended: {self.errors.read_text()[-2000:]}")
            if self._snapshot.exists() and (found := wanted(self.look())):
                return found
            time.sleep(0.05)
        self.shoot(ROOT / "build" / "e2e-failure.png")
        words = sorted({w["name"] or w["text"] for w in self.look()["widgets"]} - {""})
        errors = self.errors.read_text()[-2000:]
        raise AssertionError(
            f"{what} did not come within {TIMEOUT:.0f} s; on screen: {words}; stderr: {errors}"
        )

    def widget(self, name: str, kind: str = "") -> dict[str, Any]:
        """Wait for an enabled widget by its accessible name (or its text) and class."""

        def find(seen: dict[str, Any]) -> Any:
            for widget in seen["widgets"]:
                named = name in (widget["name"], widget["text"])
                if named and widget["enabled"] and kind in ("", widget["class"]):
                    return widget
            return None

        found: dict[str, Any] = self.until(find, f"“{name}” {kind}")
        return found

    def words(self, part: str) -> str:
        """Wait for a widget whose name or text has `part` in it; answers all its words."""

        def find(seen: dict[str, Any]) -> str | None:
            said = (w["name"] or w["text"] for w in seen["widgets"])
            return next((text for text in said if part in text), None)

        found: str = self.until(find, f"words with “{part}”")
        return found

    def cell(self, text: str, view: str = "") -> dict[str, Any]:
        """Wait for a cell that says `text`, or has it somewhere, in the view of that name."""

        def find(seen: dict[str, Any]) -> Any:
            cells = [c for c in seen["cells"] if view in ("", c["view"]) and text in c["text"]]
            return next((c for c in cells if c["text"] == text), cells[0] if cells else None)

        found: dict[str, Any] = self.until(find, f"a cell with “{text}”")
        return found

    def focused(self, name: str) -> None:
        """Wait until the widget of this name has the focus."""
        self.until(lambda seen: (seen["focus"] or {}).get("name") == name, f"the focus on “{name}”")

    def click(self, what: dict[str, Any]) -> None:
        """Click the middle of a widget or cell."""
        x, y, width, height = what["rect"]
        where = [str(x + width // 2), str(y + height // 2)]
        self.focus()
        self.xdotool("mousemove", *where, "click", "1")

    def burst(self, *lines: str, end: str = "Return", pause_ms: int = 6) -> None:
        """Type as a USB scanner does: a few milliseconds from key to key, then the terminator.

        One call of xdotool types everything: starting a program costs more than a scanner's pause.
        """
        self.focus()
        orders: list[str] = []
        for line in lines:
            orders += ["type", "--delay", str(2 * pause_ms), "--args", "1", line, "key", end]
        self.xdotool(*orders)

    def key(self, *keys: str) -> None:
        """Press keys as a person does."""
        self.focus()
        for key in keys:
            self.xdotool("key", key)
            time.sleep(0.15)

    def tab_to(self, name: str) -> None:
        """Press Tab until a widget of this name or text has the focus."""
        self.focus()
        for _ in range(40):
            self.xdotool("key", "Tab")
            focus = self.settled(0.2)["focus"] or {}
            if name in (focus.get("name"), focus.get("text")):
                return
        raise AssertionError(f"Tab never came to “{name}”")

    def type(self, text: str) -> None:
        """Type as a person does who types very fast: 13 keys a second."""
        self.focus()
        self.xdotool("type", "--delay", "150", text)

    def focus(self) -> None:
        """Give the window the keys; there is no window manager that would."""
        self.xdotool("search", "--onlyvisible", "--name", "^BoothApp(, locked)?$", "windowfocus")

    def in_front(self) -> str:
        """The title of the window under the middle of the screen."""
        self.xdotool("mousemove", "740", "440")
        done = subprocess.run(
            ["xdotool", "getmouselocation", "--shell"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        window = dict(line.split("=") for line in done.stdout.split())["WINDOW"]
        named = subprocess.run(
            ["xdotool", "getwindowname", window],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return named.stdout.strip()

    def shoot(self, path: Path) -> None:
        """Save what the screen shows, where a program for that is at hand."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if shutil.which("import"):
            subprocess.run(
                ["import", "-window", "root", str(path)], env=self.environment, check=False
            )

    def xdotool(self, *arguments: str) -> None:
        """Run xdotool on this display."""
        subprocess.run(
            ["xdotool", *arguments], env=self.environment, check=True, stdout=subprocess.DEVNULL
        )
