"""Every code of reference/badge-payloads.md: what it reads as, and what only resembles it."""

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp import badges
from boothapp.badges.registry import FORMATS
from boothapp.domain.badge import Badge, Missing, Unknown
from tests.badges.writers import (
    write_alfio_ticket,
    write_first_indico,
    write_indico,
)

TICKET = UUID("6f1d2c34-8a5b-4c7d-9e0f-123456789abc")
SEAL = "kR1vY0dQm2uZ8sTt4xW6aLpCj3nHfGbEoIiUyVrDqPw="

EXAMPLES = {
    "vcard": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jane Doe\r\nEND:VCARD\r\n",
    "mecard": "MECARD:N:Doe,Jane;EMAIL:jane@uni.example;;",
    "indico v2": write_indico(TICKET),
    "indico v1": write_first_indico(TICKET, 4711),
    "eventyay": '{"ticket":"kq8x3wfhtz2mvb7c","lead":"PZD97WTMFJ"}',
    "eventyay, older": "6f1d2c34-8a5b-4c7d-9e0f-123456789abc-1402",
    "alf.io ticket": f"{TICKET}/{SEAL}",
    "alf.io badge": f"{TICKET}::Homer::Simpson::Nuclear Plant",
    "devoxx": "10482::Simpson::Homer::Nuclear Plant::homer@plant.example",
    "alf.io or devoxx": f"{TICKET}::Homer::Simpson::Nuclear Plant::homer@plant.example",
    "pgeu badge": "https://2026.pgconf.example/t/at/0f3c9a7be1d24c5f8a6b7d9e1c2f3a4b/",
    "pgeu ticket": "https://www.postgresql.example/t/id/9c3e5a7be1d24c5f8a6b7d9e1c2f3a4b/",
    "pycon italia": "https://pycon.it/b/Xk9Qz",
    "linkedin": "https://www.linkedin.com/in/jane-doe",
    "email": "mailto:jane@uni.example",
    "pretix": "kx8qwm4ftz2hvb7c9ndpjrysgae3u56f",
    "hi.events": "A-7KQ2M9X",
    "attendize": "aK9xQ2mZpL7rTb3",
}


@pytest.mark.parametrize("payload", EXAMPLES.values(), ids=EXAMPLES)
def test_that_each_example_is_read_by_exactly_one_format(payload: str) -> None:
    readers = [one.name for one in FORMATS if one.read(payload.strip()) is not None]
    assert len(readers) == 1
    read = badges.parse(payload)
    assert isinstance(read, Badge)
    assert read.format == readers[0]


def test_that_every_format_has_an_example_or_tests_of_its_own() -> None:
    read = {one.name for one in FORMATS for text in EXAMPLES.values() if one.read(text.strip())}
    assert read | {"signed", "pretix_sig1"} == {one.name for one in FORMATS}


@given(st.uuids(), st.integers(1, 10**9))
def test_that_both_indico_codes_of_one_registration_are_known_by_one_thing(
    registration: UUID, number: int
) -> None:
    first = badges.parse(write_first_indico(registration, number))
    second = badges.parse(write_indico(registration))
    assert isinstance(first, Badge)
    assert isinstance(second, Badge)
    assert first.token == second.badge_id == str(registration)
    assert first.badge_id == f"indico.example/{number}"  # a bare number could be another's


@pytest.mark.parametrize("site", ["indico.example", "https://indico.example", "http://a.example/i"])
def test_that_the_site_is_read_with_and_without_its_scheme(site: str) -> None:
    assert badges.structured(write_indico(TICKET, site=site)) == Badge(
        format="indico", badge_id=str(TICKET)
    )
    first = badges.structured(write_first_indico(TICKET, 7, site=site))
    assert first is not None
    assert first.badge_id == f"{site.partition('://')[2] or site}/7"


@given(st.uuids(), st.text(max_size=20))
def test_that_a_ticket_of_alfio_keeps_its_public_id_only(ticket: UUID, who: str) -> None:
    assert badges.parse(write_alfio_ticket(ticket, who)) == Badge(
        format="alfio", badge_id=str(ticket)
    )


def test_that_a_badge_and_a_ticket_of_alfio_are_one_person() -> None:
    ticket, badge = (badges.parse(EXAMPLES[f"alf.io {kind}"]) for kind in ("ticket", "badge"))
    assert isinstance(ticket, Badge)
    assert isinstance(badge, Badge)
    assert ticket.badge_id == badge.badge_id


@pytest.mark.parametrize(
    ("payload", "badge"),
    [
        (
            "ID::Homer::Simpson::Company",
            Badge(
                format="alfio",
                badge_id="ID",
                name="Homer Simpson",
                given_name="Homer",
                family_name="Simpson",
                affiliation="Company",
            ),
        ),
        (
            "10482::Simpson::Homer::Plant::homer@plant.example",
            Badge(
                format="devoxx",
                badge_id="10482",
                name="Homer Simpson",
                given_name="Homer",
                family_name="Simpson",
                affiliation="Plant",
                email="homer@plant.example",
            ),
        ),
        (
            "10482::Simpson::Homer::::",
            Badge(
                format="devoxx",
                badge_id="10482",
                name="Homer Simpson",
                given_name="Homer",
                family_name="Simpson",
            ),
        ),
    ],
)
def test_that_fields_between_colons_are_put_where_they_belong(payload: str, badge: Badge) -> None:
    assert badges.structured(payload) == badge


@pytest.mark.parametrize(
    ("payload", "badge"),
    [
        (  # a UUID with Devoxx's five fields: both could have written it
            f"{TICKET}::Homer::Simpson::Plant::homer@plant.example",
            Badge(
                format="colons",
                badge_id=str(TICKET),
                affiliation="Plant",
                email="homer@plant.example",
            ),
        ),
        (
            "10482::Homer::homer@plant.example",
            Badge(format="colons", badge_id="10482", email="homer@plant.example"),
        ),
        (  # fields that the organiser chose
            f"{TICKET}::Simpson::Plant",
            Badge(format="alfio", badge_id=str(TICKET)),
        ),
        (
            f"{TICKET}::Homer::Simpson::homer@plant.example",
            Badge(format="alfio", badge_id=str(TICKET), email="homer@plant.example"),
        ),
    ],
)
def test_that_names_are_left_out_where_their_order_cannot_be_told(
    payload: str, badge: Badge
) -> None:
    assert badges.structured(payload) == badge


@given(
    st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), max_size=6),
    st.booleans(),
)
def test_that_no_name_is_ever_mixed_up(fields: list[str], is_uuid: bool) -> None:
    read = badges.structured("::".join([str(TICKET) if is_uuid else "77", *fields]))
    if read is not None and read.name:
        first, second = (" ".join(fields[at].split()) for at in (0, 1))
        expected = (first, second) if read.format == "alfio" else (second, first)
        assert (read.given_name, read.family_name) == expected


def test_that_the_secret_of_an_eventyay_ticket_is_not_kept() -> None:
    read = badges.structured(EXAMPLES["eventyay"])
    assert read == Badge(format="eventyay", badge_id="PZD97WTMFJ")
    assert read.token is None


@pytest.mark.parametrize(
    ("payload", "badge_id"),
    [
        ("pgeu badge", "0f3c9a7be1d24c5f8a6b7d9e1c2f3a4b"),
        ("pgeu ticket", "9c3e5a7be1d24c5f8a6b7d9e1c2f3a4b"),
        ("pycon italia", "Xk9Qz"),
        ("eventyay, older", EXAMPLES["eventyay, older"]),
    ],
)
def test_that_the_token_of_an_address_is_the_id(payload: str, badge_id: str) -> None:
    read = badges.structured(EXAMPLES[payload])
    assert read is not None
    assert read.badge_id == badge_id


@pytest.mark.parametrize("payload", ["A-7KQ2M9X", "aK9xQ2mZpL7rTb3", EXAMPLES["pretix"]])
def test_that_a_likeness_lets_the_roster_go_first(payload: str) -> None:
    assert badges.structured(payload) is None
    found = badges.plain(payload)
    assert found is not None
    assert found.badge_id == payload
    assert found == badges.by_shape(payload)


@pytest.mark.parametrize(
    "payload",
    [
        "A-7KQ2M9",
        "A-7KQ2M9XY",
        "a-7kq2m9x",
        "B-7KQ2M9X",
        "MachineLearning",  # fifteen letters, and words
        "aK9xQ2mZpL7rTb",
        "aK9xQ2mZpL7rTb3x",
        "123456789012345",
        "ABCDEFGHIJKLMNO",
        f"{TICKET}/{SEAL[:-2]}=",
        f"{TICKET}/",
        f"not-a-uuid/{SEAL}",
        f"{TICKET}",
        f"{TICKET}-",
        "https://pycon.it/c/Xk9Qz",
        "https://pycon.it.evil.example/b/Xk9Qz",
        "https://evil.example/pycon.it/b/Xk9Qz",
        "https://pycon.it/b/",
        "https://a.example/t/at/",
        "https://a.example/t/xx/0f3c9a7be1d24c5f",
        "https://user@a.example/t/at/0f3c9a7be1d24c5f/",
        "javascript:/t/at/0f3c9a7be1d24c5f/",
        '{"ticket":"kq8x3wfhtz2mvb7c"}',
        '{"lead":"","ticket":"x"}',
        '{"lead":"PZD97WTMFJ","price":3}',
        "::Homer::Simpson::Company",
        "see you at 10::30",
        "fe80::1ff:fe23:4567:890a",
        "https://a.example/x::y::z::w",
    ],
)
def test_that_what_only_resembles_a_format_is_nobody(payload: str) -> None:
    assert isinstance(badges.parse(payload), Unknown)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"version": 3}, Missing.FORMAT),
        ({"checkin_secret": "not a uuid"}, Missing.PERSON),
        ({"registrant_id": "", "registration_id": None}, Missing.PERSON),
        ({"registrant_id": "4 or 1=1"}, Missing.PERSON),
        ({"server_url": ""}, Missing.PERSON),
    ],
)
def test_that_a_broken_indico_code_says_what_it_lacks(
    change: dict[str, object], missing: Missing
) -> None:
    content = json.loads(write_first_indico(TICKET, 7)) | change
    assert badges.parse(json.dumps(content)) == Unknown(looks_like="indico", missing=missing)


@given(st.sampled_from(list(EXAMPLES.values())), st.integers(0, 400), st.characters())
def test_that_nothing_raises_where_a_character_was_changed(
    payload: str, at: int, letter: str
) -> None:
    at %= len(payload)
    badges.parse(payload[:at] + letter + payload[at + 1 :])
    badges.plain(payload[:at] + letter + payload[at:])


@pytest.mark.parametrize("turn", ["\u202e", "\u2066", "\x00", "\x1b", "\ud800"])
@pytest.mark.parametrize("payload", EXAMPLES.values(), ids=EXAMPLES)
def test_that_no_format_takes_what_turns_or_steers_a_text(payload: str, turn: str) -> None:
    read = badges.parse(payload[:9] + turn + payload[9:])
    assert read == Unknown(looks_like="unreadable", missing=Missing.PLAIN_CHARACTERS)
    assert badges.plain(payload[:9] + turn + payload[9:]) is None
