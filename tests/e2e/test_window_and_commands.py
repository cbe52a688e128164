"""The window and the command line over one store: what one writes, the other sees."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.booth import MEI, Booth, Store
from tests.e2e.screen import ON_A_SCREEN, ROOT, surroundings
from tests.factories import AMARA, HARUTO, WANJIRU

pytestmark = ON_A_SCREEN


ANOTHER = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel(windowTitle="Another")
label.resize(1500, 900)
label.show()
app.exec()
"""


@contextmanager
def another_window(booth: Booth) -> Iterator[None]:
    """Another program's window on the same screen, above."""
    program = subprocess.Popen([sys.executable, "-c", ANOTHER], env=booth.environment)
    try:
        yield
    finally:
        program.kill()
        program.wait()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two leads, one of them hot."""
    return Store(tmp_path, leads=(AMARA, WANJIRU))


def test_that_a_mouse_books_a_free_place(booth: Booth) -> None:
    tomorrow = booth.store.tomorrow
    booth.key("F3")
    booth.click(booth.widget(f"{tomorrow:%a} {tomorrow.day}"))
    booth.click(booth.cell(AMARA[1], "People waiting for a room"))
    booth.words(f"Book {AMARA[1]}")
    booth.click(booth.cell("Namsan, 09:30 to 10:00, free"))
    booth.cell(f"Namsan, 09:30 to 10:00, {AMARA[1]}, Planned")
    slots = booth.store.run("slots", "list", "--day", str(tomorrow))
    taken = [slot for slot in slots if not slot["free"]]
    assert [(s["room"], s["starts"], s["ends"], s["candidate"]) for s in taken] == [
        ("Namsan", f"{tomorrow}T09:30:00+09:00", f"{tomorrow}T10:00:00+09:00", AMARA[1])
    ]
    booth.key("ctrl+z")
    booth.cell("Namsan, 09:30 to 10:00, free")
    assert booth.store.leads()[AMARA[1]]["interview"] is None


def test_that_a_clash_is_said_and_not_booked(booth: Booth) -> None:
    at = f"{booth.store.tomorrow}T10:00"
    booth.store.run("book", AMARA[0], "--room", "Namsan", "--at", at)
    booth.store.run("book", WANJIRU[0], "--room", "Hangang", "--at", at)
    tomorrow = booth.store.tomorrow
    booth.key("F3")
    booth.click(booth.widget(f"{tomorrow:%a} {tomorrow.day}"))
    booth.click(booth.cell(AMARA[1], "Interviews of the day"))
    booth.key("m")
    booth.words(f"Move {AMARA[1]}")
    booth.click(booth.cell(WANJIRU[1], "Interviews of the day"))
    booth.settled()
    booked = {s["candidate"]: s for s in booth.store.run("slots", "list") if not s["free"]}
    assert {name: slot["room"] for name, slot in booked.items()} == {
        AMARA[1]: "Namsan",
        WANJIRU[1]: "Hangang",
    }


def test_that_an_export_holds_the_leads_that_the_command_line_lists(
    booth: Booth, tmp_path: Path
) -> None:
    target = tmp_path / "documents" / "BoothApp exports" / "evening.csv"
    booth.key("F5")
    booth.widget("Export 2 leads")
    booth.click(booth.widget("File name", "QLineEdit"))
    booth.key("ctrl+a")
    booth.type("evening")
    booth.key("ctrl+Return")
    booth.focused("Recipient")  # nothing is written for nobody
    assert not target.exists()
    booth.type("Recruiting")
    booth.key("ctrl+Return")
    booth.words("Export 2 leads?")
    assert not target.exists()
    booth.click(booth.widget("Write the file"))
    booth.words("2 people, Recruiting")  # stays, which the notice does not
    with target.open(newline="", encoding="utf-8") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    leads = booth.store.leads()
    same = ("lead_id", "badge_id", "email", "affiliation")
    assert {name: [row[key] for key in same] for name, row in rows.items()} == {
        name: [lead[key] for key in same] for name, lead in leads.items()
    }
    assert {name: row["rating"] or None for name, row in rows.items()} == {
        name: lead["rating"] for name, lead in leads.items()
    }
    assert "=Quick, clear" in rows[AMARA[1]]["notes"]
    assert not rows[AMARA[1]]["notes"].startswith("=")
    assert target.stat().st_mode & 0o077 == 0


def test_that_what_the_command_line_writes_appears_in_the_open_window(booth: Booth) -> None:
    booth.key("F2")
    booth.cell(AMARA[1], "Leads")
    booth.store.run("scan", booth.store.picture(MEI[0]), "--rating", "warm")
    booth.cell(MEI[1], "Leads")
    booth.key("F1")
    booth.scanned(MEI[1])
    booth.store.run("scan", booth.store.picture(HARUTO[0]))
    booth.scanned("Scan the badge again to answer")


def test_that_a_second_start_brings_the_first_window_to_the_front(booth: Booth) -> None:
    with another_window(booth):
        booth.until(lambda _: booth.in_front() == "Another", "another window in front")
        second = subprocess.run(
            [sys.executable, "-m", "boothapp", "--store", str(booth.store.path)],
            cwd=ROOT,
            env=booth.environment,
            timeout=20,
            check=False,
        )
        assert second.returncode == 0
        booth.until(lambda _: booth.in_front() == "BoothApp", "the first window in front")


def test_that_a_window_without_a_display_says_what_to_do(store: Store) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "boothapp", "--store", str(store.path)],
        cwd=ROOT,
        env=surroundings(store.folder),
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 1
    assert "boothapp --help" in done.stderr
