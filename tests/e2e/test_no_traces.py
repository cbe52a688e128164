"""A day with the real program in a home of its own; then every byte it left is searched.

Nothing personal may be in a file (the export the user asked for lies elsewhere), on stdout or
stderr, or in a window's title. What is looked for stands in every field that a person has.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from boothapp.domain.consent import Purpose
from tests.e2e.home import Home, Titles, new_home, panel, press, texts, window_in
from tests.e2e.screen import ON_A_SCREEN, Screen

pytestmark = ON_A_SCREEN


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with new_home(tmp_path) as home:
        yield home


@pytest.fixture
def screen(home: Home) -> Iterator[Screen]:
    with window_in(home) as screen:
        yield screen


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
    screen.close()
    written = next(home.outside.rglob("evening.csv")).read_text("utf-8")
    assert home.words["note"] in written  # the day did happen
    log = next((home.home / "state").rglob("boothapp.log")).read_text("utf-8")
    assert "IntegrityError" in log  # and so did the error
    assert {"BoothApp", "BoothApp, locked", "File of a lead"} <= titles.seen
    heard = "\n".join([*home.said, screen.errors.read_text("utf-8"), *titles.seen, log])
    assert [where for where, word in home.words.items() if word in heard] == []
    assert home.left() == set()


def _capture(home: Home, screen: Screen) -> None:
    """Somebody of the list with a note, somebody who says yes, somebody of whom an id is known."""
    words = home.words
    screen.widget("Last scans")
    screen.burst(words["badge_id"])
    panel(screen, words["name"])
    _write_note(screen, words["note"])
    screen.burst(f"MECARD:N:{words['said_name']};EMAIL:{words['said_mail']}@x.example;;")
    panel(screen, words["said_name"])
    screen.key("y", "Return")
    screen.words(f"{words['said_name']}: Recruiting yes")
    screen.burst(words["answered_id"])
    panel(screen, f"Badge {words['answered_id']}")
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
    screen.widget("Correct the details")  # the panel is there; the file lies below
    screen.settled()
    screen.tab_to(f"Look at {path.name}")  # which scrolls to it: it lies below
    screen.key("space")
    screen.until(
        lambda seen: any(home.words["file"] in w["text"] for w in seen["widgets"]), "the file"
    )
    screen.settled()
    press(screen, "Close")
    screen.until(lambda seen: "Close" not in texts(seen), "the file closed")


def _export(home: Home, screen: Screen) -> None:
    screen.click(screen.widget("Export"))
    screen.widget("Export 3 leads")
    screen.settled()  # the steps take their places while the leads are looked at
    screen.click(screen.widget("File name", "QLineEdit"))
    screen.focused("File name")
    screen.key("ctrl+a")
    screen.type("evening")
    screen.click(screen.widget("Recipient", "QLineEdit"))
    screen.focused("Recipient")
    screen.type("Recruiting")
    screen.click(screen.widget("Export 3 leads"))
    press(screen, "Write the file")
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
    panel(screen, home.words["name"])
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


def _write_note(screen: Screen, text: str) -> None:
    screen.key("w")
    screen.focused("Note")
    screen.type(text)
    screen.key("Escape", "Return")
