"""The very first start: three pages, a passphrase where there is no keyring, the recovery key."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.booth import in_panel
from tests.e2e.screen import ON_A_SCREEN, PASSPHRASE, ROOT, Screen, surroundings

pytestmark = ON_A_SCREEN


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path, "--store", str(tmp_path / "store"), "--staff", "Sofia Marchetti")
    yield screen
    screen.close()
    assert "Traceback" not in screen.errors.read_text()


def test_that_keys_alone_lead_from_nothing_to_the_first_scan(
    screen: Screen, tmp_path: Path
) -> None:
    screen.widget("Name of the event", "QLineEdit")
    screen.focus()
    screen.focused("Name of the event")
    screen.type("Demo Conf")
    screen.key("Tab")
    screen.focused("Time zone of the event")
    screen.key("ctrl+a")
    screen.type("seoul")
    screen.key("Down", "Return")
    screen.until(lambda seen: seen["focus"]["text"] == "Asia/Seoul", "the zone from the list")
    screen.key("Return")
    screen.words("Who exhibits, and who stands here now?")
    screen.focused("Sponsor")
    screen.type("Northlight")
    screen.tab_to("Privacy contact")
    screen.type("privacy@northlight.example")
    screen.key("Return")
    screen.words("Where are interviews held?")
    screen.key("Return")
    screen.words("Choose a passphrase")
    screen.focused("Passphrase")
    screen.type("short")
    screen.key("Return")
    screen.words("A passphrase has at least 8 characters.")
    screen.type(PASSPHRASE)
    screen.key("Tab")
    screen.type(PASSPHRASE)
    screen.key("Return")
    recovery = screen.widget("Recovery key")["text"]
    screen.focused("Recovery key")
    screen.tab_to("I have kept it")
    screen.key("Return")
    screen.widget("Last scans")
    screen.words("Demo Conf")
    screen.burst("mailto:lin@nowhere.example")
    screen.until(lambda seen: in_panel(seen) == "lin@nowhere.example", "the first person")
    for secret in (PASSPHRASE, recovery):
        assert _opens(tmp_path, secret)
    assert not _opens(tmp_path, "something else")


def test_that_a_look_around_opens_the_demo_and_makes_no_store(
    screen: Screen, tmp_path: Path
) -> None:
    screen.click(screen.widget("Look around in a demo"))
    screen.words("Demo event: invented people")
    screen.widget("Last scans")
    assert not list((tmp_path / "store").glob("*.db*"))


def _opens(folder: Path, secret: str) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "boothapp", "leads", "list"],
        cwd=ROOT,
        env=surroundings(folder, BOOTHAPP_STORE=str(folder / "store"), BOOTHAPP_PASSPHRASE=secret),
        capture_output=True,
        check=False,
    )
    return done.returncode == 0
