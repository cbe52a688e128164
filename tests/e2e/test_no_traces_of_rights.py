"""An officer's day with the real program: people get their data, are corrected, let go, erased.

What they hand in lies outside the home; nothing of the people may be left in it, or be heard.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import NoticeShown, ScanSource
from tests import factories
from tests.e2e.home import Home, Titles, new_home, press, texts, window_in
from tests.e2e.screen import ON_A_SCREEN, Screen

pytestmark = ON_A_SCREEN

_ASKED = "kqvwyzjxplmo"
"""What somebody wrote who asked; a word of letters only, as those of the home."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with new_home(tmp_path) as home:
        home.words["asked"] = _ASKED
        _make_leads(home)
        yield home


@pytest.fixture
def screen(home: Home) -> Iterator[Screen]:
    with window_in(home) as screen:
        yield screen


def test_that_an_officers_day_leaves_nothing_personal_outside_the_store(
    home: Home, screen: Screen
) -> None:
    words, backup = home.words, home.outside / "before.boothbackup"
    home.run("backup", "--to", str(backup))
    titles = Titles(screen)
    try:
        _write_a_request(home, screen)
        _give_data(home, screen)
        _compare(home, screen)
        _verify(screen)
        _erase(home, screen)
    finally:
        titles.stop()
    screen.close()
    home.run("person", "withdraw", words["said_mail"] + "@x.example", "--yes")
    home.run("consent", "verify")
    home.run("retention", "preview")
    home.run("restore", str(backup), "--yes")
    home.run("person", "export", words["badge_id"], "--to", str(home.outside / "erased"))
    home.run("retention", "purge", "--yes")
    (given,) = home.outside.glob("given/*.json")
    assert words["note"] in given.read_text("utf-8")  # the day did happen
    for after in (*home.outside.glob("erased/*"), home.outside / "proof.html"):
        assert [where for where, word in words.items() if word in after.read_text("utf-8")] == []
    log = next((home.home / "state").rglob("boothapp.log")).read_text("utf-8")
    heard = "\n".join([*home.said, screen.errors.read_text("utf-8"), *titles.seen, log])
    assert [where for where, word in words.items() if word in heard] == []
    assert home.left() == set()


def _make_leads(home: Home) -> None:
    """Somebody of the list with a note and a file, and somebody who said yes at the booth."""
    words, services = home.words, home.services()
    services.capture.scan(words["badge_id"], ScanSource.TYPED)
    lead = services.leads.find(words["badge_id"])
    services.leads.add_note(lead, words["note"])
    path = home.outside / f"{words['file_name']}.txt"
    path.write_text(f"{words['file']}\n" * 50)
    services.attachments.add(lead, path, Purpose.RECRUITING)
    said = factories.vcard(words["said_name"], f"{words['said_mail']}@x.example")
    card = services.capture.scan(said, ScanSource.CAMERA)
    yes = {Purpose.RECRUITING: ConsentEvent.GIVEN}
    services.capture.answer(card, yes, notice=NoticeShown())
    services.close()


def _write_a_request(home: Home, screen: Screen) -> None:
    screen.widget("Last scans")
    screen.key("F6")
    press(screen, "Requests")
    press(screen, "Add…")
    _go_to(screen, "Who asks", "QLineEdit")
    _write(screen, f"{home.words['mail']}@x.example")
    _go_to(screen, "What they wrote", "QPlainTextEdit")
    _write(screen, home.words["asked"])
    press(screen, "Write it down")
    screen.cell(home.words["mail"])


def _give_data(home: Home, screen: Screen) -> None:
    press(screen, "People")
    _go_to(screen, "Name, e-mail, id, reference", "SearchField")
    _write(screen, home.words["name"])
    (home.outside / "given").mkdir()
    press(screen, "Give their data…")
    _choose(screen, home.outside / "given")
    screen.words("Open the folder")


def _compare(home: Home, screen: Screen) -> None:
    press(screen, "Organiser, 1 person is to be told")
    screen.settled()  # the list of who is to be told takes its place above
    press(screen, "Choose their list…")
    _choose(screen, home.outside / "roster.csv")
    screen.cell("List says yes, and the details are held here")


def _verify(screen: Screen) -> None:
    press(screen, "Log")
    press(screen, "Verify")
    screen.words("Sound: ")


def _erase(home: Home, screen: Screen) -> None:
    press(screen, "People")
    press(screen, "Erase…")
    press(screen, "Erase for good")
    screen.words("Everything about this person was deleted")
    press(screen, "Save the confirmation")
    _choose(screen, home.outside / "proof.html")
    screen.words("proof.html was saved")


def _choose(screen: Screen, path: Path) -> None:
    """Type a path into the file dialog, which has a window and the keys of its own."""
    screen.until(lambda seen: (seen["focus"] or {}).get("object") == "fileNameEdit", "the dialog")
    _write(screen, str(path))
    screen.xdotool("key", "Return")


def _go_to(screen: Screen, name: str, kind: str) -> None:
    screen.widget(name, kind)
    screen.settled()  # a dialog finds its place a moment after its parts are there
    press(screen, name, kind)
    screen.focused(name)


def _write(screen: Screen, text: str) -> None:
    """Type where the keys go, in place of what is there; `screen.type` gives them to the window."""
    screen.xdotool("key", "ctrl+a")
    screen.xdotool("type", "--delay", "150", text)  # quicker ones are a scanner's
    screen.until(lambda seen: text in texts(seen), f"“{text}” written")
