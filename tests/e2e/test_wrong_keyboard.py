"""A scanner of US keys on a laptop that is set to another keyboard, on a real X server."""

import shutil
import subprocess

import pytest

from boothapp.domain.keyboards import Layout
from tests.e2e.booth import Booth
from tests.e2e.screen import ON_A_SCREEN
from tests.factories import AMARA, WANJIRU

pytestmark = [
    *ON_A_SCREEN,
    pytest.mark.skipif(shutil.which("setxkbmap") is None, reason="setxkbmap is not here"),
]
# Where the 47 writing keys of a PC keyboard are, as X numbers them (evdev).
_KEYCODES = (49, *range(10, 22), *range(24, 36), 51, *range(38, 49), *range(52, 62))
_RETURN = 36


def scan(booth: Booth, text: str) -> None:
    """Press the keys of a US keyboard that write `text`, whatever they write here."""
    plain = dict(zip(Layout.US.plain, map(str, _KEYCODES), strict=True))
    shifted = {
        letter: f"shift+{code}" for letter, code in zip(Layout.US.shifted, _KEYCODES, strict=True)
    }
    keys = [(plain | shifted)[letter] for letter in text]
    booth.focus()
    booth.xdotool("key", "--delay", "8", *keys, str(_RETURN))


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
