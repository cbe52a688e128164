"""A scanner of US keys on a laptop that is set to another keyboard, on a real X server."""

import shutil
import subprocess

import pytest

from boothapp.domain.scanners import TEST_TEXT
from tests.e2e.booth import Booth
from tests.e2e.home import press
from tests.e2e.screen import ON_A_SCREEN
from tests.factories import AMARA, WANJIRU
from tests.us_keys import RETURN, us_keys

pytestmark = [
    *ON_A_SCREEN,
    pytest.mark.skipif(shutil.which("setxkbmap") is None, reason="setxkbmap is not here"),
]


def scan(booth: Booth, text: str) -> None:
    booth.focus()
    booth.xdotool("key", "--delay", "8", *us_keys(text), RETURN)


def set_keyboard(booth: Booth, layout: str) -> None:
    subprocess.run(["setxkbmap", "-layout", layout], env=booth.environment, check=True)
    booth.settled(0.5)


@pytest.mark.parametrize(
    ("layout", "called"), [("fr", "French (AZERTY)"), ("de", "German (QWERTZ)")]
)
def test_that_a_badge_is_read_on_the_wrong_keyboard(booth: Booth, layout: str, called: str) -> None:
    set_keyboard(booth, layout)
    scan(booth, AMARA[0])
    booth.panel(AMARA[1])
    booth.words("were read right")
    scan(booth, "mailto:lazy.yara@nowhere.example")
    booth.settled(1.0)
    set_keyboard(booth, "us")
    scan(booth, WANJIRU[0])
    booth.scanned(WANJIRU[1])
    assert set(booth.store.leads()) == {AMARA[1], WANJIRU[1]}


def test_that_accents_that_wait_tear_no_code_and_press_nothing(booth: Booth) -> None:
    set_keyboard(booth, "de")
    scan(booth, f"https://nowhere.example/?order={WANJIRU[0]}&x=1`o")
    booth.settled(1.0)
    assert not booth.store.leads()
    booth.words("Unknown code")
    booth.key("F7")
    booth.click(booth.cell("Scanners"))
    booth.settled()
    press(booth, "Test a scanner…")
    booth.words("Waiting for a scan")
    booth.xdotool("key", "--delay", "8", *us_keys(TEST_TEXT), RETURN)
    booth.words("The keys come out wrong")
    booth.words("German (QWERTZ)")
