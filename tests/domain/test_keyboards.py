"""Keys of a US keyboard on a laptop set to another one: written, and told back."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.errors import BadInput
from boothapp.domain.keyboards import RIGHT, TYPISTS, Layout, Lock, Typist
from boothapp.domain.scanners import TEST_TEXT, ScannerSetup, SerialPort, judged

PRINTABLE = string.ascii_letters + string.digits + string.punctuation
SAFE = string.ascii_letters + string.digits + "-./:@_,;?&%"


@pytest.mark.parametrize("layout", Layout)
def test_that_every_layout_has_all_keys_of_a_keyboard(layout: Layout) -> None:
    assert len(layout.plain) == len(layout.shifted) == len(Layout.US.plain) == 47
    assert set(layout.waiting) <= set(layout.plain + layout.shifted)


@given(st.text(SAFE), st.sampled_from(TYPISTS))
def test_that_what_was_written_tells_what_was_sent(sent: str, typist: Typist) -> None:
    written = typist.write(sent)
    assert written is not None
    if not set(typist.layout.waiting) & set(written) and len(written) == len(sent):
        assert typist.undo(written) == sent


@given(st.text(PRINTABLE + " \r\n\t"))
def test_that_the_right_keyboard_changes_nothing(sent: str) -> None:
    assert RIGHT.write(sent) == sent == RIGHT.undo(sent)


@given(st.text())
def test_that_any_text_can_be_asked_about(written: str) -> None:
    for typist in TYPISTS:
        sent = typist.undo(written)
        assert sent is None or set(sent) <= set(PRINTABLE + " \r\n\t")
        assert typist.write(written) is None or set(written) <= set(PRINTABLE + " \r\n\t")


@pytest.mark.parametrize(
    ("typist", "written"),
    [
        (Typist(Layout.FRENCH), "QB)àààé"),
        (Typist(Layout.GERMAN), "ABß0002"),
        (Typist(lock=Lock.LETTERS), "ab-0002"),
        (Typist(Layout.FRENCH, Lock.EVERY_KEY), "qb°0002"),
        (Typist(Layout.ITALIAN), "AB'0002"),
        (Typist(Layout.JAPANESE), "AB-0002"),
    ],
)
def test_that_keys_come_out_as_on_the_real_keyboards(typist: Typist, written: str) -> None:
    assert typist.write("AB-0002") == written
    assert typist.undo(written) == "AB-0002"


def test_that_an_accent_waits_for_its_letter() -> None:
    french = Typist(Layout.FRENCH)
    assert french.write("[e") == "ê"
    assert french.undo("ê") == "[e"
    assert french.write("[ ") == "^"


@pytest.mark.parametrize("typist", TYPISTS)
def test_that_the_test_code_tells_every_keyboard(typist: Typist) -> None:
    written = typist.write(TEST_TEXT)
    assert written is not None
    test = judged(written)
    assert test is not None
    assert test.typist == typist
    assert test.passed == typist.is_right
    assert ("y" in test.wrong) == (typist.write("y") != "y")


def test_that_a_test_code_with_lost_keys_says_which() -> None:
    test = judged(TEST_TEXT.replace("m", "").replace("~", ""))
    assert test is not None
    assert test.typist is None
    assert set(test.missing) == {"m", "~"}


@pytest.mark.parametrize("text", ["", "AB-0001", string.digits, "BEGIN:VCARD\nEND:VCARD"])
def test_that_a_badge_is_no_test_code(text: str) -> None:
    assert judged(text) is None


@pytest.mark.parametrize("typist", TYPISTS, ids=lambda typist: typist.words)
@pytest.mark.parametrize(("before", "after"), [("#S", ""), ("", "*"), ("A7 ", "-x"), ("]Q1", "")])
def test_that_the_test_finds_what_the_scanner_adds(typist: Typist, before: str, after: str) -> None:
    written = typist.write(f"{before}{TEST_TEXT}{after}")
    if written is None:
        pytest.skip("this keyboard cannot write it")
    test = judged(f"\x02{written}\x03")
    assert test is not None
    assert test.typist == typist
    if typist.is_right and before == "]Q1":
        assert test.before == "", "the standard's own sign is taken off anyhow"
    elif before != "]Q1":
        assert (test.before, test.after) == (before, after)


@pytest.mark.parametrize(
    ("arrived", "code"),
    [
        ("AB-0001", "AB-0001"),
        ("]Q1AB-0001", "AB-0001"),
        ("\x02AB-0001\x03", "AB-0001"),
        ("<<AB-0001>>", "AB-0001"),
        ("\x02<<]Q3AB-0001>>\x03", "AB-0001"),
        ("]Q1", "]Q1"),
    ],
)
def test_that_what_scanners_add_is_taken_off(arrived: str, code: str) -> None:
    assert ScannerSetup(prefix="<<", suffix=">>").bare(arrived) == code


@pytest.mark.parametrize(
    "setup",
    [
        ScannerSetup(prefix="x" * 41),
        ScannerSetup(suffix="x" * 41),
        ScannerSetup(ports=(SerialPort("", "nothing"),)),
        ScannerSetup(ports=(SerialPort("COM3", "COM3", 1234),)),
    ],
)
def test_that_a_set_up_which_cannot_be_is_refused(setup: ScannerSetup) -> None:
    with pytest.raises(BadInput):
        setup.checked()
