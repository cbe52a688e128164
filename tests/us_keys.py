"""The keys that a scanner presses which is set to a US keyboard, whatever they write here."""

from boothapp.domain.keyboards import Layout

# Where the 47 writing keys of a PC keyboard are, as X numbers them (evdev).
KEYCODES = (49, *range(10, 22), *range(24, 36), 51, *range(38, 49), *range(52, 62))
RETURN = "36"
_BLANK = "65"
_KEYS = {
    " ": _BLANK,
    **dict(zip(Layout.US.plain, map(str, KEYCODES), strict=True)),
    **{letter: f"shift+{code}" for letter, code in zip(Layout.US.shifted, KEYCODES, strict=True)},
}


def us_keys(text: str) -> list[str]:
    """The keys of `text` as `xdotool key` takes them."""
    return [_KEYS[letter] for letter in text]
