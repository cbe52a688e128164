"""A day with the real program in a home of its own; then every byte it left is searched.

Nothing personal may be in a file (the export the user asked for lies elsewhere), on stdout or
stderr, or in a window's title. What is looked for stands in every field that a person has.
"""

import random
import string
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from boothapp.domain.consent import Purpose
from boothapp.services.bundle import Services
from boothapp.services.setup import open_store
from tests import factories
from tests.e2e.booth import in_panel
from tests.e2e.screen import ON_A_SCREEN, PASSPHRASE, ROOT, Screen, surroundings
from tests.unkeyed import found

pytestmark = ON_A_SCREEN

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


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    letters = random.Random(11)
    words = {where: "".join(letters.choices(string.ascii_lowercase, k=12)) for where in _WHERE}
    with tempfile.TemporaryDirectory(prefix="bt") as short:  # sockets have short names
        home = Home(Path(short), tmp_path, words)
        _make_store(home)
        yield home


@pytest.fixture
def screen(home: Home) -> Iterator[Screen]:
    screen = Screen(
        home.outside,
        "--store",
        str(home.store),
        "--staff",
        factories.STAFF,
        **home.environment,
        BOOTHAPP_PASSPHRASE=PASSPHRASE,
    )
    yield screen
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


def test_that_the_search_finds_what_is_there(home: Home) -> None:
    assert home.left() == set()
    for where, code in (("note", "utf-8"), ("mail", "utf-16-le"), ("file", "utf-16-be")):
        trace = home.home / "tmp" / "trace.bin"
        trace.write_bytes(b"\0\1" + home.words[where].encode(code) + b"\2")
        assert home.left() == {where}
        trace.unlink()


def test_that_a_day_at_the_booth_leaves_nothing_personal_outside_the_store(
    home: Home, screen: Screen
) -> None:
    titles = Titles(screen)
    try:
        _capture(home, screen)
        _look_at_a_file(home, screen)
        _export(home, screen)
        home.run("backup", "--to", str(home.home / "day.boothbackup"))
        home.run("leads", "list", code=2, passphrase="wrong horse")
        _fail(home, screen)
        _lock(home, screen)
    finally:
        titles.stop()
    screen.close()
    written = next(home.outside.rglob("evening.csv")).read_text("utf-8")
    assert home.words["note"] in written  # the day did happen
    log = next((home.home / "state").rglob("boothapp.log")).read_text("utf-8")
    assert "IntegrityError" in log  # and so did the error
    assert {"BoothApp", "BoothApp, locked", "File of a lead"} <= titles.seen
    heard = "\n".join([*home.said, screen.errors.read_text("utf-8"), *titles.seen, log])
    assert [where for where, word in home.words.items() if word in heard] == []
    assert home.left() == set()


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


def _capture(home: Home, screen: Screen) -> None:
    """Somebody of the list with a note, somebody who says yes, somebody of whom an id is known."""
    words = home.words
    screen.widget("Last scans")
    screen.burst(words["badge_id"])
    _panel(screen, words["name"])
    _write_note(screen, words["note"])
    screen.burst(f"MECARD:N:{words['said_name']};EMAIL:{words['said_mail']}@x.example;;")
    _panel(screen, words["said_name"])
    screen.key("y", "Return")
    screen.words(f"{words['said_name']}: Recruiting yes")
    screen.burst(words["answered_id"])
    _panel(screen, f"Badge {words['answered_id']}")
    screen.key("y", "n", "Return")
    screen.focused("Name")
    screen.type(words["answered_name"])
    screen.key("Return")
    screen.focused("E-mail")
    screen.type(f"{words['answered_mail']}@x.example")
    screen.key("Return", "Return")
    screen.words(f"{words['answered_name']}: Recruiting yes")


def _look_at_a_file(home: Home, screen: Screen) -> None:
    services = home.services()
    path = home.outside / f"{home.words['file_name']}.txt"
    path.write_text(f"{home.words['file']}\n" * 50)
    lead = services.leads.find(home.words["badge_id"])
    services.attachments.add(lead, path, Purpose.RECRUITING)
    services.close()
    screen.key("F2")
    screen.click(screen.cell(home.words["name"], "Leads"))
    screen.widget(f"Look at {path.name}")
    screen.settled()  # the panel takes its place while its parts come
    screen.click(screen.widget(f"Look at {path.name}"))
    screen.until(
        lambda seen: any(home.words["file"] in w["text"] for w in seen["widgets"]), "the file"
    )
    screen.settled()
    _press(screen, "Close")
    screen.until(lambda seen: "Close" not in _texts(seen), "the file closed")


def _export(home: Home, screen: Screen) -> None:
    screen.click(screen.widget("Export"))
    screen.click(screen.widget("File name", "QLineEdit"))
    screen.key("ctrl+a")
    screen.type("evening")
    screen.click(screen.widget("Recipient", "QLineEdit"))
    screen.type("Recruiting")
    screen.click(screen.widget("Export 3 leads"))
    _press(screen, "Write the file")
    screen.words("evening.csv: 3 people")


def _fail(home: Home, screen: Screen) -> None:
    """The database refuses a note: its error quotes what it was given."""
    services = home.services()
    with services.store.database.connect() as raw:
        raw.exec_driver_sql(
            "CREATE TRIGGER broken BEFORE INSERT ON note BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
        raw.commit()
    services.close()
    screen.click(screen.widget("Scan"))
    screen.burst(home.words["badge_id"])
    _panel(screen, home.words["name"])
    _write_note(screen, home.words["lost_note"])
    screen.words("Something went wrong")


def _lock(home: Home, screen: Screen) -> None:
    services = home.services()
    services.lock.set_pin(services.duty.staff_id, "471147")
    services.close()
    screen.settled(2)  # the window hears of it
    screen.click(screen.widget("Lock"))
    screen.words("Locked")
    screen.burst(f"mailto:{home.words['locked_mail']}@x.example")
    time.sleep(1)


def _press(screen: Screen, name: str) -> None:
    """Click in a dialog, which must not lose the keys to the window behind it before."""
    x, y, width, height = screen.widget(name)["rect"]
    screen.xdotool("mousemove", str(x + width // 2), str(y + height // 2), "click", "1")


def _texts(seen: dict[str, Any]) -> set[str]:
    return {widget["text"] for widget in seen["widgets"]}


def _panel(screen: Screen, name: str) -> None:
    screen.until(lambda seen: in_panel(seen) == name, f"{name} in the panel")
    screen.settled(0.5)


def _write_note(screen: Screen, text: str) -> None:
    screen.key("w")
    screen.focused("Note")
    screen.type(text)
    screen.key("Escape", "Return")
