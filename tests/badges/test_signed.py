"""Signed badges as texts: written, read, and seen through where they were changed."""

from random import Random
from string import ascii_letters, ascii_uppercase, digits

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from boothapp import badges, signatures
from boothapp.badges import base45
from boothapp.badges.compact import MAX_ID, PREFIX, signed_badge
from boothapp.badges.pretix_sig1 import message_of, text_of
from boothapp.badges.protobuf import fields_in, written
from boothapp.domain.badge import Badge, Missing, Unknown
from boothapp.domain.consent import Purpose
from boothapp.labels.codes import qr_modules
from tests.badges.writers import write_sig1

KEY = Ed25519PrivateKey.from_private_bytes(b"organiser of a conference, a key")
PUBLIC = signatures.public_bytes(KEY)
OPT_INS = st.dictionaries(st.sampled_from(Purpose), st.booleans())
IDS = st.text(st.characters(categories=["L", "N", "P"], exclude_characters="\u061c"), min_size=1)
COMPACT = signed_badge("AB-0001", {Purpose.RECRUITING: True, Purpose.CV: False}, KEY)
SIG1 = write_sig1(KEY, "kR1vY0dQm", 4711, 23)
TIMED = message_of("kR1vY0dQm", 42) + written({5: 1_783_000_000, 6: 1_784_000_000})
LATER = text_of(TIMED, KEY.sign(TIMED))
UNPADDED = write_sig1(KEY, "kR1vY0dQm", 42, 23)
BADGE_LINK = "https://badge.example/a-place-for-tickets?of="


@given(st.binary(max_size=300))
def test_that_base45_reads_back(data: bytes) -> None:
    assert base45.decoded(base45.encoded(data)) == data


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")]
)
def test_that_base45_is_that_of_the_standard(data: bytes, text: str) -> None:
    assert base45.encoded(data) == text


@pytest.mark.parametrize("text", ["GGW", "A", "ab", "::", "ÄÖ", "ZZZZ"])
def test_that_what_is_no_base45_is_refused(text: str) -> None:
    assert base45.decoded(text) is None


@given(st.dictionaries(st.integers(1, 40), st.integers(1, 2**60) | st.binary(max_size=20)))
def test_that_a_protobuf_message_reads_back(fields: dict[int, int | bytes]) -> None:
    assert fields_in(written(fields)) == fields


@given(st.binary(max_size=60))
def test_that_no_bytes_whatever_stop_the_protobuf_reader(data: bytes) -> None:
    fields_in(data)


@given(IDS.filter(lambda text: len(text.encode()) <= MAX_ID), OPT_INS)
def test_that_a_signed_badge_reads_back(badge_id: str, opted_in: dict[Purpose, bool]) -> None:
    read = badges.structured(signed_badge(badge_id, opted_in, KEY))
    assert read is not None
    assert read.signed is not None
    assert (read.format, read.badge_id, read.checked) == ("signed", badge_id, None)
    assert (read.signed.opted_in, read.signed.key_hint) == (opted_in, signatures.key_hint(PUBLIC))
    assert signatures.verifies(PUBLIC, read.signed.signature, read.signed.message)


def test_that_a_badge_fits_the_code_that_is_printed() -> None:
    assert len(qr_modules(COMPACT, 6)) <= 41  # version 6
    assert len(COMPACT) <= 132


@pytest.mark.parametrize("badge_id", ["", "x" * (MAX_ID + 1)])
def test_that_no_badge_is_made_of_an_id_that_does_not_fit(badge_id: str) -> None:
    with pytest.raises(ValueError, match="bytes"):
        signed_badge(badge_id, {}, KEY)


def test_that_a_signed_ticket_of_pretix_is_read() -> None:
    read = badges.structured(SIG1)
    assert read is not None
    assert read.signed is not None
    assert (read.format, read.badge_id, read.token) == ("pretix_sig1", "kR1vY0dQm", SIG1)
    assert signatures.verifies(PUBLIC, read.signed.signature, read.signed.message)
    assert SIG1[:20] not in repr(read)


def test_that_a_ticket_made_by_hand_byte_for_byte_is_read() -> None:
    # seed "abcdefghi", item 5, no variation, no subevent: as pretix_sig1.proto writes it
    message = bytes.fromhex("0a09") + b"abcdefghi" + bytes.fromhex("1005")
    read = badges.structured(write_sig1(KEY, "abcdefghi", 5))
    assert read is not None
    assert read.signed is not None
    assert read.signed.message == message


@pytest.mark.parametrize(
    "more",
    [
        written({5: 1_783_000_000, 6: 1_784_000_000}),
        written({6: 1_784_000_000}),
        written({15: 7, 40: b"of a newer pretix"}),
        b"\x79" + bytes(8) + b"\x7d" + bytes(4),  # field 15, of eight bytes and of four
    ],
    ids=["times", "end", "texts", "fixed"],
)
def test_that_a_ticket_with_more_in_it_than_we_know_is_read(more: bytes) -> None:
    message = message_of("kR1vY0dQm", 4711) + more
    text = text_of(message, KEY.sign(message))
    read = badges.structured(text)
    assert read is not None
    assert read.signed is not None
    assert (read.badge_id, read.token, read.signed.message) == ("kR1vY0dQm", text, message)


@pytest.mark.parametrize("message", [b"\x79" + bytes(7), b"\x7d\x00", b"\x0b\x0c", b"\x7a\x05ab"])
def test_that_a_message_that_breaks_off_or_has_groups_is_none(message: bytes) -> None:
    assert fields_in(message) is None


@pytest.mark.parametrize("payload", [COMPACT, SIG1], ids=["compact", "pretix_sig1"])
def test_that_one_changed_character_never_passes(payload: str) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    for at in range(len(payload)):
        letter = next(one for one in letters if one != payload[at])
        read = badges.parse(payload[:at] + letter + payload[at + 1 :])
        if isinstance(read, Badge):  # well-formed: then the signature does not fit
            assert read.signed is not None
            checked = signatures.verifies(PUBLIC, read.signed.signature, read.signed.message)
            assert not checked
        else:
            assert read.missing is Missing.SIGNATURE


@settings(max_examples=300)
@given(st.sampled_from([COMPACT, SIG1]), st.data())
def test_that_no_garbled_badge_passes(payload: str, data: st.DataObject) -> None:
    letters = st.sampled_from(sorted(set(payload)))
    garbled = list(payload)
    for at in data.draw(st.sets(st.integers(0, len(payload) - 1), max_size=5)):
        garbled[at] = data.draw(letters)
    read = badges.parse("".join(garbled))
    if "".join(garbled) != payload and isinstance(read, Badge) and read.signed is not None:
        assert not signatures.verifies(PUBLIC, read.signed.signature, read.signed.message)


@pytest.mark.parametrize("payload", [PREFIX, PREFIX + "x", PREFIX + "AB" * 20, PREFIX + COMPACT])
def test_that_what_begins_as_a_signed_badge_is_altered_unless_whole(payload: str) -> None:
    assert badges.parse(payload) == Unknown(looks_like="signed", missing=Missing.SIGNATURE)


EDITS = st.sampled_from(sorted({*COMPACT, *SIG1, *"abzZ=#é\x00\x1b\u202e \n"}))


def is_altered(text: str) -> bool:
    """Whether nothing of it is stored: it is said to be altered, or its signature does not fit."""
    read = badges.parse(text)
    if isinstance(read, Unknown):
        return read.missing is Missing.SIGNATURE
    signed = read.signed
    return signed is not None and not signatures.verifies(PUBLIC, signed.signature, signed.message)


@settings(max_examples=600)
@given(st.sampled_from([COMPACT, SIG1, LATER]), st.data())
def test_that_any_edit_of_one_character_is_seen(payload: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(payload)))
    put = data.draw(EDITS | st.just(""))
    for after in (payload[at:], payload[at + 1 :]):  # put in, or put in the place of one
        text = payload[:at] + put + after
        assert text.strip() == payload or is_altered(text)


@pytest.mark.parametrize(
    "payload",
    [COMPACT, SIG1, LATER, UNPADDED],
    ids=["compact", "sig1", "later", "unpadded"],
)
def test_that_a_signed_badge_without_some_of_it_is_altered(payload: str) -> None:
    for at in range(len(payload) - 1):
        assert is_altered(payload[:at] + payload[at + 1 :])
    compact = payload == COMPACT
    assert payload.startswith("=") is (payload in (SIG1, LATER))
    least = 4 if compact else 60 if payload.startswith("=") else len(payload) - 15
    for most in range(least, len(payload)):
        assert is_altered(payload[:most])
    for lost in range(1, 2 if compact else len(payload) // 3):
        assert is_altered(payload[lost:])


@given(st.sampled_from([COMPACT, SIG1, LATER]), st.randoms(use_true_random=False))
def test_that_a_signed_badge_in_another_case_is_altered(payload: str, chance: Random) -> None:
    mixed = "".join(chance.choice((one.lower(), one.upper())) for one in payload)
    for text in (payload.lower(), payload.upper(), payload.swapcase(), mixed):
        assert text == payload or is_altered(text)


MIXED, UPPER = ascii_letters + digits + "+/", ascii_uppercase + digits


@pytest.mark.parametrize("size", [64, 86, 88, 100, 116, 132])
@pytest.mark.parametrize("letters", [MIXED, UPPER])
def test_that_long_random_tickets_of_others_are_not_called_altered(letters: str, size: int) -> None:
    chance = Random(size)
    for _ in range(1000):
        text = "".join(chance.choices(letters, k=size))
        assert not is_altered(text), text


@pytest.mark.parametrize(
    "payload",
    [
        *("BA2", "HC1:6BF%RN", "BB1:AB", "ba1:ab", "A1:7", "XBA1:7", "BA1", "BA1-0007"),
        *(SIG1[:59], "=" + "A" * 120, "A" * 120, "BA1 " + "LONDON HEATHROW TO VIENNA " * 5),
        *("https://badge.example/" + "a1B2" * 24, f"{BADGE_LINK}{SIG1}"),
    ],
)
def test_that_other_codes_are_no_signed_badges(payload: str) -> None:
    read = badges.parse(payload)
    assert isinstance(read, Unknown)
    assert read.missing is not Missing.SIGNATURE
