"""A real X server with the real program on it, and hands to drive it: xdotool."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
TIMEOUT = 45.0
PROGRAMS = ("Xvfb", "xdotool")


def lacking() -> list[str]:
    """The programs that are not on this machine."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


class Screen:
    """One Xvfb with one BoothApp."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
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
        unwanted = {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "PYTEST_CURRENT_TEST"}
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        self.environment = {**kept, "DISPLAY": f":{number}", **environment}
        self.errors = folder / "stderr.txt"
        with self.errors.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.probe", str(self._snapshot), *arguments],
                cwd=ROOT,
                env=self.environment,
                stderr=errors,
            )

    def close(self) -> None:
        """End the program, then the server."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._server.terminate()
        self._server.wait()

    def look(self) -> dict[str, Any]:
        """What is on screen now."""
        found: dict[str, Any] = json.loads(self._snapshot.read_text())
        return found

    def until(self, wanted: Callable[[dict[str, Any]], Any], what: str) -> Any:
        """Wait until `wanted` answers something true for what is on screen, and answer that."""
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"BoothApp ended: {self.errors.read_text()[-2000:]}")
            if self._snapshot.exists() and (found := wanted(self.look())):
                return found
            time.sleep(0.1)
        self.shoot(Path("build/e2e-failure.png"))
        words = sorted({w["name"] or w["text"] for w in self.look()["widgets"]} - {""})
        raise AssertionError(f"{what} did not come within {TIMEOUT:.0f} s; on screen: {words}")

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

    def cell(self, text: str) -> dict[str, Any]:
        """Wait for a cell that says `text` somewhere."""
        found: dict[str, Any] = self.until(
            lambda seen: next((c for c in seen["cells"] if text in c["text"]), None),
            f"a cell with “{text}”",
        )
        return found

    def click(self, what: dict[str, Any]) -> None:
        """Click the middle of a widget or cell."""
        x, y, width, height = what["rect"]
        where = [str(x + width // 2), str(y + height // 2)]
        self.xdotool("mousemove", *where, "click", "1")

    def burst(self, text: str, end: str = "Return", delay_ms: int = 6) -> None:
        """Type as a USB scanner does: a few milliseconds a key, then the terminator."""
        self.focus()
        self.xdotool("type", "--delay", str(delay_ms), text)
        self.xdotool("key", end)

    def key(self, *keys: str) -> None:
        """Press keys as a person does."""
        self.focus()
        for key in keys:
            self.xdotool("key", key)
            time.sleep(0.12)

    def type(self, text: str) -> None:
        """Type as a person does."""
        self.focus()
        self.xdotool("type", "--delay", "70", text)

    def focus(self) -> None:
        """Give the window the keys; there is no window manager that would."""
        self.xdotool("search", "--onlyvisible", "--name", "BoothApp", "windowfocus")

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
