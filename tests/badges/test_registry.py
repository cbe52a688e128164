"""The way of a payload: structured, plain, by shape; and what hostile ones end as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp import badges
from boothapp.domain.badge import Badge, Missing, Shape, Unknown

PRETIX_SECRET = "abcdefghjkmnpqrstuvwxyz23456789a"

HOSTILE_PIECES = st.sampled_from(
    [
        "BEGIN:VCARD\r\n",
        "END:VCARD",
        "N;ENCODING=QUOTED-PRINTABLE;CHARSET=unicode_escape:=5C",
        "N;ENCODING=B:",
        "MECARD:N:",
        '{"i":[2,',
        "mailto:",
        "https://[",
        "linkedin.com/in/%",
        "\\",
        ";",
        ":",
        "=\r\n",
        "\x00",
        "\u202e",
        "\ud800",
    ]
)


@given(st.lists(st.text(st.characters()) | HOSTILE_PIECES, max_size=12).map("".join))
def test_that_no_text_whatever_raises(payload: str) -> None:
    read = badges.parse(payload)
    assert isinstance(read, Badge | Unknown)
    assert badges.structured(payload) in (read, None)
    badges.plain(payload)


@given(st.text(st.characters()))
def test_that_every_field_is_one_clean_line(text: str) -> None:
    read = badges.parse(f"BEGIN:VCARD\nN:;{text}\nTITLE:{text}\nEMAIL:a@b.example\nEND:VCARD")
    if isinstance(read, Badge):
        for value in (read.name, read.given_name, read.title):
            assert value is None or ("\n" not in value and value == value.strip() != "")


def test_that_a_roster_id_waits_for_the_roster() -> None:
    assert badges.structured("AB-0001") is None
    assert badges.plain(" AB-0001\n") == Badge(format="plain", badge_id="AB-0001")
    assert badges.by_shape("AB-0001") == Unknown(looks_like="token", missing=Missing.ROSTER_ROW)


def test_that_a_pretix_secret_is_known_by_likeness_only() -> None:
    expected = Badge(format="pretix", badge_id=PRETIX_SECRET)
    assert badges.structured(PRETIX_SECRET) is None
    assert badges.plain(PRETIX_SECRET) == expected
    assert badges.by_shape(PRETIX_SECRET) == expected


@pytest.mark.parametrize("payload", [PRETIX_SECRET[:-1] + "1", PRETIX_SECRET[:-1], "2" * 32])
def test_that_what_only_resembles_a_secret_is_none(payload: str) -> None:
    assert isinstance(badges.by_shape(payload), Unknown)


@pytest.mark.parametrize(
    "payload", ["", "two\nlines", "AB\x00", "x" * 201, "BEGIN:VCARD", "jane@uni.example"]
)
def test_that_what_can_be_no_id_is_not_looked_up(payload: str) -> None:
    assert badges.plain(payload) is None


@pytest.mark.parametrize(
    ("payload", "looks_like", "missing"),
    [
        ("", Shape.NOTHING, Missing.CONTENT),
        ("  \n", Shape.NOTHING, Missing.CONTENT),
        ("https://shop.example/x?y=1", Shape.WEB_ADDRESS, Missing.FORMAT),
        ("www.shop.example", Shape.WEB_ADDRESS, Missing.FORMAT),
        ("shop.example/menu", Shape.WEB_ADDRESS, Missing.FORMAT),
        ("https://linkedin.com@evil.example/in/jane", Shape.WEB_ADDRESS, Missing.FORMAT),
        ("https://notlinkedin.com/in/jane", Shape.WEB_ADDRESS, Missing.FORMAT),
        ("tel:+49301234567", Shape.PHONE_NUMBER, Missing.FORMAT),
        ("WIFI:T:WPA;S:booth;P:secret;;", Shape.WIFI, Missing.FORMAT),
        ("4006381333931", Shape.DIGITS, Missing.ROSTER_ROW),
        ('{"ticket":"x"}', Shape.JSON, Missing.FORMAT),
        ("see you at the party", Shape.TEXT, Missing.FORMAT),
        ("BEGIN:VCARD\nFN:Jane Doe", "vcard", Missing.END),
        ("BEGIN:VCARD\nTEL:1\nEND:VCARD", "vcard", Missing.PERSON),
        ("MECARD:TEL:1;;", "mecard", Missing.PERSON),
        ("mailto:nobody", "email", Missing.PERSON),
        ('{"i":[3,"indico.example","x"]}', "indico", Missing.FORMAT),
        ('{"i":[2,"indico.example","x"]}', "indico", Missing.PERSON),
        ("Jane\x1bDoe", Shape.UNREADABLE, Missing.PLAIN_CHARACTERS),
        ("BEGIN:VCARD\nFN:Jane\u202eeoD\nEND:VCARD", Shape.UNREADABLE, Missing.PLAIN_CHARACTERS),
        ("x" * 2954, Shape.TEXT, Missing.SHORTER),
        ("1" * 7090, Shape.TEXT, Missing.SHORTER),
        ("1" * 7089, Shape.DIGITS, Missing.ROSTER_ROW),
    ],
)
def test_that_what_names_nobody_says_what_it_looks_like(
    payload: str, looks_like: str, missing: Missing
) -> None:
    assert badges.parse(payload) == Unknown(looks_like=looks_like, missing=missing)


def test_that_controls_hidden_in_an_encoding_are_found() -> None:
    hidden = "BEGIN:VCARD\nVERSION:2.1\nFN;QUOTED-PRINTABLE:Jane=1B=5B2J\nEND:VCARD"
    expected = Unknown(looks_like="vcard", missing=Missing.PLAIN_CHARACTERS)
    assert badges.parse(hidden) == expected
