"""Each format reads what its writers write."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp import badges
from boothapp.domain.badge import Badge
from tests.badges.writers import write_indico, write_mecard, write_quoted_vcard, write_vcard

WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"], exclude_characters="\u061c"),
    min_size=1,
    max_size=40,
)
PEOPLE = st.builds(
    lambda given, family, affiliation, title: Badge(
        format="vcard",
        name=f"{given} {family}",
        given_name=given,
        family_name=family,
        email="jane.doe@uni.example",
        affiliation=affiliation,
        title=title,
        profile_url="https://www.linkedin.com/in/jane-doe",
    ),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
)


@given(PEOPLE, st.sampled_from(["3.0", "4.0"]), st.none() | st.integers(20, 75))
def test_that_a_vcard_reads_back(person: Badge, version: str, fold: int | None) -> None:
    assert badges.parse(write_vcard(person, version=version, fold=fold)) == person


@given(PEOPLE)
def test_that_a_mecard_reads_back(person: Badge) -> None:
    read = badges.parse(write_mecard(person))
    assert isinstance(read, Badge)
    assert (read.given_name, read.family_name, read.affiliation, read.email) == (
        person.given_name,
        person.family_name,
        person.affiliation,
        person.email,
    )


@pytest.mark.parametrize(
    ("family", "given_name", "charset"),
    [
        ("Müller", "Jörg", "ISO-8859-1"),
        ("山田", "太郎", "SHIFT_JIS"),
        ("王", "小明", "GB2312"),
        ("Иванова", "Анна", "windows-1251"),
        ("Nguyễn", "Thảo", "UTF-8"),
    ],
)
def test_that_old_phones_encodings_are_read(family: str, given_name: str, charset: str) -> None:
    read = badges.parse(write_quoted_vcard(family, given_name, charset))
    assert isinstance(read, Badge)
    assert (read.family_name, read.given_name) == (family, given_name)


def test_that_a_nested_card_is_not_its_bearer() -> None:
    read = badges.parse(
        "BEGIN:VCARD\nVERSION:2.1\nAGENT:\nBEGIN:VCARD\nFN:Some Agent\nEMAIL:agent@x.example\n"
        "END:VCARD\nFN:Jane Doe\nEND:VCARD"
    )
    assert read == Badge(format="vcard", name="Jane Doe")


def test_that_groups_case_and_preference_are_understood() -> None:
    read = badges.parse(
        'begin:vcard\nfn:Jane Doe\nITEM1.EMAIL;TYPE="a:b":old@x.example\n'
        "item2.email;type=work,pref:new@x.example\nurl:javascript:alert(1)\n"
        "item3.URL:http://de.linkedin.com/in/Jane-Doe/en?trk=x\norg:Uni X;Dept\nend:vcard"
    )
    assert read == Badge(
        format="vcard",
        name="Jane Doe",
        email="new@x.example",
        affiliation="Uni X",
        profile_url="https://www.linkedin.com/in/jane-doe",
    )


@given(st.uuids())
def test_that_an_indico_ticket_reads_as_its_registration(registration: UUID) -> None:
    expected = Badge(format="indico", badge_id=str(registration))
    assert badges.parse(write_indico(registration)) == expected
    as_a_wallet_writes_it = write_indico(registration).replace('"', "'")
    assert badges.parse(as_a_wallet_writes_it) == expected


@given(st.uuids(), st.uuids())
def test_that_a_companion_is_not_the_registrant(registration: UUID, companion: UUID) -> None:
    read = badges.parse(write_indico(registration, companion))
    assert read == Badge(format="indico", badge_id=f"{registration}/{companion}")


@pytest.mark.parametrize(
    "payload",
    [
        "https://www.linkedin.com/in/jürgen-x",
        "http://DE.LinkedIn.com/in/J%C3%BCrgen-X/",
        "linkedin.com/in/jürgen-x?utm=1#top",
        "https://www.linkedin.com/in/ju\u0308rgen-x/details/skills/",
        "https://m.linkedin.com/mwlite/in/j%c3%bcrgen-x",
    ],
)
def test_that_one_profile_has_one_address(payload: str) -> None:
    canonical = "https://www.linkedin.com/in/j%C3%BCrgen-x"
    assert badges.structured(payload) == Badge(format="linkedin", profile_url=canonical)


@pytest.mark.parametrize(
    "payload",
    [
        "jane@uni.example",
        "mailto:jane@uni.example",
        "MAILTO:jane%40uni.example?subject=Hi",
        "mailto:jane@uni.example,joe@uni.example",
    ],
)
def test_that_an_email_is_somebody(payload: str) -> None:
    assert badges.structured(payload) == Badge(format="email", email="jane@uni.example")


@pytest.mark.parametrize(
    ("badge", "shown"),
    [
        (Badge(format="x", name="Jane Doe", badge_id="1"), "Jane Doe"),
        (Badge(format="x", given_name="Jane", family_name="Doe"), "Jane Doe"),
        (Badge(format="x", email="j@x.example", badge_id="1"), "j@x.example"),
        (Badge(format="x", badge_id="1"), "1"),
        (Badge(format="x"), ""),
    ],
)
def test_that_there_is_always_the_best_name_to_call_somebody(badge: Badge, shown: str) -> None:
    assert badge.display_name == shown


def test_that_a_row_of_a_list_is_no_address() -> None:
    assert badges.structured("Jane|Doe|ACME|jane@x.example") is None


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Doe,Jane", "Jane", "Doe"),
        ("Doe,", None, "Doe"),
        ("Doe", "Doe", None),
        (r"Doe\, Jane", "Doe, Jane", None),
        (",Jane", "Jane", None),
    ],
)
def test_that_a_comma_parts_a_mecards_names(
    name: str, given: str | None, family: str | None
) -> None:
    read = badges.parse(f"MECARD:N:{name};EMAIL:jane@uni.example;;")
    assert isinstance(read, Badge)
    assert (read.given_name, read.family_name) == (given, family)


def test_that_an_address_of_a_vcard_may_be_a_link() -> None:
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Jane Doe\nEMAIL:MailTo:jane@uni.example\nEND:VCARD"
    read = badges.parse(card)
    assert isinstance(read, Badge)
    assert read.email == "jane@uni.example"
