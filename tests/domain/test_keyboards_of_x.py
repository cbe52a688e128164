"""The layouts against the X Keyboard Configuration Database itself, as an X server reads it."""

import ctypes
from collections.abc import Iterator

import pytest

from boothapp.domain.keyboards import Layout, Lock, Typist
from tests.us_keys import KEYCODES

_NAMES = {
    Layout.US: "us",
    Layout.UK: "gb",
    Layout.FRENCH: "fr",
    Layout.BELGIAN: "be",
    Layout.GERMAN: "de",
    Layout.SWISS_GERMAN: "ch",
    Layout.SWISS_FRENCH: "ch:fr",
    Layout.SPANISH: "es",
    Layout.LATIN_AMERICAN: "latam",
    Layout.ITALIAN: "it",
    Layout.PORTUGUESE: "pt",
    Layout.BRAZILIAN: "br",
    Layout.SWEDISH: "se",
    Layout.DANISH: "dk",
    Layout.NORWEGIAN: "no",
    Layout.JAPANESE: "jp",
}
_DEAD = {
    "dead_circumflex": "^",
    "dead_grave": "`",
    "dead_acute": "´",
    "dead_diaeresis": "¨",
    "dead_tilde": "~",
}
_SHIFT, _CAPS = 1, 2
_NOTHING = "\0"  # as the capital of µ
_JAPANESE = "`~)"  # keys that write nothing on Windows; X switches the script, or writes ~


class _Names(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")
    )


class _Keyboard:
    """A keyboard of libxkbcommon, which Qt itself asks."""

    def __init__(self, name: str) -> None:
        layout, _, variant = name.partition(":")
        self._lib = lib = ctypes.CDLL("libxkbcommon.so.0")
        names = _Names(b"evdev", b"pc105", layout.encode(), variant.encode(), b"")
        for function in (lib.xkb_context_new, lib.xkb_keymap_new_from_names, lib.xkb_state_new):
            function.restype = ctypes.c_void_p
        context = ctypes.c_void_p(lib.xkb_context_new(0))
        keymap = ctypes.c_void_p(lib.xkb_keymap_new_from_names(context, ctypes.byref(names), 0))
        self._state = ctypes.c_void_p(lib.xkb_state_new(keymap))

    def writes(self, shift: int, lock: int) -> Iterator[str]:
        """What its keys write, an accent that waits as the accent alone."""
        self._lib.xkb_state_update_mask(self._state, shift, 0, lock, 0, 0, 0)
        for code in KEYCODES:
            sign = self._lib.xkb_state_key_get_one_sym(self._state, code)
            called = ctypes.create_string_buffer(64)
            self._lib.xkb_keysym_get_name(sign, called, 64)
            yield _DEAD.get(called.value.decode()) or chr(self._lib.xkb_keysym_to_utf32(sign))


@pytest.mark.parametrize("lock", [Lock.OFF, Lock.LETTERS])
@pytest.mark.parametrize("layout", Layout)
def test_that_every_key_writes_what_x_says(layout: Layout, lock: Lock) -> None:
    keyboard, typist = _Keyboard(_NAMES[layout]), Typist(layout, lock)
    for shift, sent in ((0, Layout.US.plain), (_SHIFT, Layout.US.shifted)):
        written = keyboard.writes(shift, _CAPS if lock is Lock.LETTERS else 0)
        for key, letter in zip(sent, written, strict=True):
            if letter != _NOTHING and not (layout is Layout.JAPANESE and key in _JAPANESE):
                blank = " " if letter in layout.waiting else ""
                assert typist.write(key + blank) == letter, key
