"""Bytes of a serial port to codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.scanners import Ended
from boothapp.ui.scanners.framing import Framed, Framing
from tests.factories import vcard

CARD = vcard("Ingrid Solberg", "ingrid@nordvik.example")


@pytest.mark.parametrize(
    ("sent", "ended"),
    [(b"\r", Ended.ENTER), (b"\n", Ended.ENTER), (b"\r\n", Ended.ENTER), (b"\t", Ended.TAB)],
)
def test_that_each_terminator_ends_a_code(sent: bytes, ended: Ended) -> None:
    assert Framing().feed(b"AB-0001" + sent) == [Framed("AB-0001", ended)]


@pytest.mark.parametrize(
    ("sign", "ended"),
    [(b"\r", Ended.ENTER), (b"\n", Ended.ENTER), (b"\t", Ended.TAB), (b"\x03", Ended.ETX)],
)
def test_that_what_came_after_a_code_is_named(sign: bytes, ended: Ended) -> None:
    assert Framing().feed(b"AB-0001" + sign) == [Framed("AB-0001", ended)]


def test_that_silence_ends_a_code_without_a_terminator() -> None:
    framing = Framing()
    assert framing.feed(b"AB-") == framing.feed(b"0001") == []
    assert framing.silence() == [Framed("AB-0001", Ended.NOTHING)]
    assert framing.silence() == []


def test_that_a_pause_between_the_lines_of_a_vcard_does_not_end_it() -> None:
    framing = Framing()
    framing.feed(b"AB-0001")
    usual = framing.patience
    framing.silence()
    for line in CARD.strip().splitlines(keepends=True):
        framing.feed(line.encode())
        assert (framing.patience > 150) is not line.startswith("END:VCARD")
    assert framing.patience == usual


@given(st.data(), st.sampled_from([b"\r", b"\r\n", b"\n", b"\t"]))
def test_that_codes_come_whole_however_their_bytes_come(data: st.DataObject, end: bytes) -> None:
    codes = data.draw(st.lists(st.sampled_from(["AB-0001", "4711", CARD, "Zoë Ωmega", "日本"])))
    sent = b"".join(code.encode() + end for code in codes)
    framing, found = Framing(), []
    while sent:
        size = data.draw(st.integers(1, len(sent)))
        found += framing.feed(sent[:size])
        sent = sent[size:]
    found += framing.silence()
    assert [one.text.strip() for one in found] == [code.strip() for code in codes]


def test_that_noise_without_end_is_cut() -> None:
    framing = Framing()
    for _ in range(50):
        assert framing.feed(b"\x80" * 10_000) == []
    (noise,) = framing.silence()
    assert len(noise.text) <= 16_384


@pytest.mark.parametrize("nothing", [b"", b"\r\n\r\n", b"\x02\x03", b"\x00\x00\r"])
def test_that_nothing_is_no_code(nothing: bytes) -> None:
    framing = Framing()
    assert framing.feed(nothing) + framing.silence() == []


@pytest.mark.parametrize("before", ["]Q1", "#", "\x02", "booth 214: "])
def test_that_what_a_scanner_sends_first_does_not_part_a_vcard(before: str) -> None:
    sent = f"{before}{CARD.strip()}*\r".encode()
    framing = Framing()
    (one,) = framing.feed(sent) + framing.silence()
    assert one.text.endswith("END:VCARD*")
    assert "BEGIN:VCARD" in one.text
