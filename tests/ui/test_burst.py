"""Telling a scanner that types from a person who types."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.ui.burst import AFTER, GAP, LINE_GAP, SHORTEST, SHORTEST_BESIDE_TEXT, Burst, Verdict

PAYLOADS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF), min_size=SHORTEST).filter(
    lambda text: "BEGIN" not in text.upper()
)


def feed(burst: Burst, text: Iterable[str], at: int = 1000, gap: int = 4) -> int:
    """Type `text`; answers when the next key would come."""
    for character in text:
        burst.character(character, at)
        at += gap
    return at


@given(PAYLOADS, st.integers(0, GAP), st.sampled_from("\n\t"))
def test_that_every_fast_run_with_an_end_is_a_scan(payload: str, gap: int, end: str) -> None:
    burst = Burst()
    at = feed(burst, payload, gap=gap)
    assert burst.end(at, end, into_text=True) is Verdict.SCAN
    assert burst.payload == payload
    assert not burst.under_way


@given(PAYLOADS, st.integers(GAP + 1, 2000))
def test_that_no_slow_run_is_a_scan(payload: str, gap: int) -> None:
    burst = Burst()
    at = feed(burst, payload, gap=gap)
    assert burst.end(at, "\n", into_text=True) is Verdict.LET_GO


@pytest.mark.parametrize(
    ("accent", "next_key", "written"),
    [("´", "1", "´1"), ("´", "e", "´e"), ("´", "é", "é"), ("´", "´1", "´1"), ("^", "", "^")],
)
def test_that_an_accent_that_waits_is_part_of_a_scan(
    accent: str, next_key: str, written: str
) -> None:
    burst = Burst()
    at = feed(burst, "AB-")
    assert burst.accent(accent, at) is Verdict.HOLD
    at = feed(burst, [next_key] if next_key else [], at + 4)
    assert burst.end(at, "\n", into_text=True) is Verdict.SCAN
    assert burst.payload == f"AB-{written}"
    assert not burst.under_way


def test_that_a_letter_with_an_accent_by_hand_is_typing() -> None:
    burst = Burst()
    assert burst.accent("´", 1000) is Verdict.HOLD
    assert burst.under_way
    assert burst.character("é", 1000 + 150) is Verdict.LET_GO
    assert burst.silence(into_text=True) is Verdict.LET_GO


def test_that_a_roll_over_three_keys_and_enter_is_typing() -> None:
    burst = Burst()
    at = feed(burst, "asd", gap=15)
    assert burst.end(at, "\n", into_text=True) is Verdict.LET_GO


@given(st.integers(SHORTEST_BESIDE_TEXT, SHORTEST), st.integers(0, GAP))
def test_that_where_nobody_writes_two_keys_and_enter_are_a_scan(count: int, gap: int) -> None:
    """Each would be an order else: Y42 would answer for the person who is being asked."""
    burst = Burst()
    at = feed(burst, "y421"[:count], gap=gap)
    assert burst.end(at, "\n", into_text=False) is Verdict.SCAN


def test_that_one_key_and_enter_are_two_orders() -> None:
    burst = Burst()
    at = feed(burst, "y")
    assert burst.end(at, "\n", into_text=False) is Verdict.LET_GO


def test_that_a_pause_before_enter_is_typing() -> None:
    burst = Burst()
    at = feed(burst, "AB-0001")
    assert burst.end(at + GAP + 1, "\n", into_text=True) is Verdict.LET_GO


def test_that_a_pause_lets_the_keys_before_it_go_and_holds_the_new_one() -> None:
    burst = Burst()
    at = feed(burst, "hello")
    assert burst.character("x", at + 500) is Verdict.LET_GO
    assert burst.under_way


def test_that_a_second_enter_right_after_a_scan_belongs_to_it() -> None:
    burst = Burst()
    at = feed(burst, "AB-0001")
    burst.end(at, "\n", into_text=True)
    assert burst.end(at + AFTER, "\n", into_text=True) is Verdict.DROP
    assert burst.end(at + AFTER + 1, "\n", into_text=True) is Verdict.LET_GO


def test_that_a_vcard_goes_on_over_its_lines_until_its_end() -> None:
    burst, at = Burst(), 1000
    for line in ("begin:vcard", "FN:Amara Okonkwo", "\tfolded"):
        at = feed(burst, line, at) if line != "\tfolded" else at
        assert burst.end(at, "\n", into_text=True) is Verdict.HOLD
        at += LINE_GAP - 10  # scanners take their time between lines
    at = feed(burst, "END:VCARD", at)
    assert burst.end(at, "\n", into_text=True) is Verdict.SCAN
    assert burst.payload == "begin:vcard\nFN:Amara Okonkwo\nEND:VCARD"


def test_that_carriage_return_and_line_feed_are_one_end_of_line() -> None:
    burst = Burst()
    at = feed(burst, "BEGIN:VCARD")
    burst.end(at, "\n", into_text=True)
    burst.end(at + 2, "\n", into_text=True)
    at = feed(burst, "END:VCARD", at + 4)
    burst.end(at, "\n", into_text=True)
    assert burst.payload == "BEGIN:VCARD\nEND:VCARD"


def test_that_a_vcard_that_breaks_off_is_a_scan_and_no_typing() -> None:
    burst = Burst()
    feed(burst, "BEGIN:VCARD")
    assert burst.silence(into_text=True) is Verdict.SCAN


def test_that_a_run_without_an_end_is_a_scan_only_where_nobody_writes() -> None:
    burst = Burst()
    feed(burst, "x" * SHORTEST)
    assert burst.silence(into_text=False) is Verdict.SCAN
    feed(burst, "x" * SHORTEST)
    assert burst.silence(into_text=True) is Verdict.LET_GO
    feed(burst, "yes")
    assert burst.silence(into_text=False) is Verdict.LET_GO


def test_that_a_vcard_stays_whole_behind_a_prefix_and_on_azerty() -> None:
    for first, last in (("]Q1BEGIN:VCARD", "END:VCARD"), ("BEGIN/VCQRD", "END/VCQRD*")):
        burst = Burst()
        at = feed(burst, first)
        assert burst.end(at, "\n", into_text=True) is Verdict.HOLD
        at = feed(burst, "FN:Jane", at + 30)
        assert burst.end(at, "\n", into_text=True) is Verdict.HOLD
        at = feed(burst, last, at + 30)
        assert burst.end(at, "\n", into_text=True) is Verdict.SCAN
        assert burst.payload == f"{first}\nFN:Jane\n{last}"
