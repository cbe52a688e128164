"""A home of its own for the real program, and all that it says and leaves there.

What is looked for are words of letters only, so that nothing else has them by chance.
"""

import random
import string
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from boothapp.services.bundle import Services
from boothapp.services.setup import open_store
from tests import factories
from tests.e2e.booth import in_panel
from tests.e2e.screen import PASSPHRASE, ROOT, Screen, surroundings
from tests.unkeyed import found

_WHERE = (
    *("badge_id", "name", "mail", "affiliation", "no_id", "no_name", "no_mail", "bad_cell"),
    *("said_name", "said_mail", "note", "lost_note", "file", "file_name", "locked_mail"),
    *("answered_id", "answered_name", "answered_mail"),
)


@dataclass
class Home:
    """A fresh home with a store in it. `outside` is what the person hands in and takes away."""

    home: Path
    outside: Path
    words: dict[str, str]
    said: list[str] = field(default_factory=list)

    @property
    def store(self) -> Path:
        return self.home / "data" / "BoothApp" / "store"

    @property
    def environment(self) -> dict[str, str]:
        parts = {f"XDG_{name}_HOME": name.lower() for name in ("DATA", "STATE", "CONFIG", "CACHE")}
        parts |= {"XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp", "HOME": "."}
        made = {name: self.home / part for name, part in parts.items()}
        for folder in made.values():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {name: str(folder) for name, folder in made.items()} | {
            "XDG_DOCUMENTS_DIR": str(self.outside)
        }

    def run(self, *arguments: str, code: int = 0, passphrase: str = PASSPHRASE) -> None:
        """A command; what it says is searched at the end."""
        done = subprocess.run(
            [sys.executable, "-m", "boothapp", *arguments],
            cwd=ROOT,
            env=surroundings(
                self.home,
                **self.environment,
                BOOTHAPP_STORE=str(self.store),
                BOOTHAPP_PASSPHRASE=passphrase,
            ),
            capture_output=True,
            text=True,
            check=False,
        )
        self.said += [done.stdout, done.stderr]
        assert done.returncode == code, done.stderr

    def services(self) -> Services:
        """The store, as another process beside the window has it open."""
        return open_store(self.store, staff=factories.STAFF, passphrase=PASSPHRASE)

    def left(self) -> set[str]:
        """Where the words stood of which something is in a file below the home."""
        names = {word: where for where, word in self.words.items()}
        return {names[word] for word in found(names, self.home)}


@contextmanager
def new_home(outside: Path) -> Iterator[Home]:
    """A home with a store whose organiser's list has the words in it."""
    letters = random.Random(11)
    words = {where: "".join(letters.choices(string.ascii_lowercase, k=12)) for where in _WHERE}
    with tempfile.TemporaryDirectory(prefix="bt") as short:  # sockets have short names
        home = Home(Path(short), outside, words)
        _make_store(home)
        yield home


@contextmanager
def window_in(home: Home) -> Iterator[Screen]:
    """The window on that store."""
    screen = Screen(
        home.outside,
        *("--store", str(home.store)),
        *("--staff", factories.STAFF),
        **home.environment,
        BOOTHAPP_PASSPHRASE=PASSPHRASE,
    )
    try:
        yield screen
    finally:
        screen.close()


class Titles:
    """Collects the title of every window there is, several times a second."""

    def __init__(self, screen: Screen) -> None:
        self.seen: set[str] = set()
        self._screen, self._over = screen, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.2):
            done = subprocess.run(
                ["xdotool", "search", "--name", ".", "getwindowname", "%@"],
                env=self._screen.environment,
                capture_output=True,
                text=True,
                check=False,
            )
            self.seen.update(done.stdout.splitlines())


def _make_store(home: Home) -> None:
    words = home.words
    rows = [
        (words["badge_id"], words["name"], f"{words['mail']}@x.example", words["affiliation"], "y"),
        (words["no_id"], words["no_name"], f"{words['no_mail']}@x.example", "Example Lab", "no"),
        (words["answered_id"], "", "", "", "no"),
        ("B-9", "Ada Example", "ada@x.example", "Example Lab", words["bad_cell"]),
    ]
    days = ("--from", "2026-07-08", "--to", "2026-07-10", "--timezone", "Asia/Seoul")
    about = ("--event", "Demo Conf", "--sponsor", "Northlight", "--staff", factories.STAFF)
    home.run("init", *about, *days, "--room", "Namsan")
    home.run("roster", "import", str(factories.roster_file(home.outside, rows)))


def press(screen: Screen, name: str, kind: str = "") -> None:
    """Click in a dialog, which must not lose the keys to the window behind it before."""
    x, y, width, height = screen.widget(name, kind)["rect"]
    screen.xdotool("mousemove", str(x + width // 2), str(y + height // 2), "click", "1")


def texts(seen: dict[str, Any]) -> set[str]:
    return {widget["text"] for widget in seen["widgets"]}


def panel(screen: Screen, name: str) -> None:
    screen.until(lambda seen: in_panel(seen) == name, f"{name} in the panel")
    screen.settled(0.5)
