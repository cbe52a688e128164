"""An organiser's own patterns: what they read, where they break, and that none is slow."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.badges.patterns import compiled
from boothapp.badges.registry import read_with
from boothapp.domain.badge import Badge, Unknown
from boothapp.domain.badge_patterns import (
    GROUPS,
    MAX_PATTERN,
    BadgePattern,
    WrongPattern,
    checked_pattern_name,
)
from boothapp.domain.errors import BadInput


def read(pattern: str, payload: str) -> Badge | Unknown | None:
    return read_with([compiled(BadgePattern("", "Own", pattern))], payload)


def test_that_named_groups_become_the_badge() -> None:
    pattern = (
        r"https://b\.example/(?P<badge_id>\w+)\?n=(?P<given_name>\pL+)\+(?P<family_name>\pL+)"
        r"&a=(?P<affiliation>[^&]*)"
    )
    assert read(pattern, " https://b.example/K7?n=Jörg+Müller&a= Uni  X \n") == Badge(
        format="Own",
        badge_id="K7",
        given_name="Jörg",
        family_name="Müller",
        affiliation="Uni X",
    )


@pytest.mark.parametrize("payload", ["xAB-1", "AB-1x", "ab-1", "AB-1\nAB-2", "AB-"])
def test_that_a_pattern_has_to_fit_the_whole_code(payload: str) -> None:
    assert read(r"(?P<badge_id>[A-Z]{2}-\d+)", payload) is None


def test_that_who_is_named_by_nothing_is_nobody() -> None:
    assert read(r"x(?P<badge_id> *)y(?P<title>.*)", "x yBoss") is None


def test_that_a_field_is_bounded_and_hostile_text_refused() -> None:
    long = read(r"(?P<name>.+)", "x" * 2000)
    assert isinstance(long, Badge)
    assert long.name == "x" * 300
    assert isinstance(read(r"(?P<name>.+)", "Jane\u202eDoe"), Unknown)


@pytest.mark.parametrize(
    ("pattern", "at", "said"),
    [
        ("", None, "1 to 500 characters"),
        ("x" * (MAX_PATTERN + 1), None, "1 to 500 characters"),
        ("(?P<badge_id>x)\n", None, "1 to 500 characters"),
        ("ab(?P<badge_id>[A-Z]+", 2, "“(” is not closed"),
        (r"a\((?P<badge_id>x)(b", 18, "“(” is not closed"),
        ("(?P<badge_id>x))", None, "“)” closes nothing"),
        ("(?P<badge_id>[A-Z)", 13, "“[” is not closed"),
        ("a(?P<badge id>x)", 1, "named as in"),
        ("(?P<badge_id>x{9,2})", 14, "count is too large or runs backwards"),
        ("(?P<badge_id>x{1001})", 14, "count is too large"),
        ("(?P<badge_id>(?:(?:x{999}){999}){999})", None, "count is too large"),
        ("(?P<badge_id>*x)", 13, "Nothing stands before"),
        ("(?P<badge_id>x)(?=y)", 15, "no look-around"),
        ("(?P<badge_id>x)(?<!y)", 15, "no look-around"),
        ("(?P<badge_id>x)(?P=badge_id)", 15, "no back-references"),
        (r"(?P<badge_id>x)\1", 15, "back-references such as"),
        ("(?P<token>x)", 3, "no field “token”"),
        ("(?P<badge_id>x)(?P<badge_id>y)", 15, "Two groups are named"),
        ("(?P<title>x)", None, "A group has to say who it is"),
        ("[A-Z]+", None, "A group has to say who it is"),
    ],
)
def test_that_a_wrong_pattern_says_what_breaks_and_where(
    pattern: str, at: int | None, said: str
) -> None:
    with pytest.raises(WrongPattern) as caught:
        compiled(BadgePattern("", "Own", pattern))
    assert said in str(caught.value)
    if at is not None:
        assert (caught.value.at, f"at character {at + 1}" in str(caught.value)) == (at, True)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?P<badge_id>(x+x+)+y)",
        r"(?P<badge_id>(a|aa|x)+$)b",
        r"(?P<badge_id>(?:x?){500}x{500}z)",
        r"(?P<badge_id>(.*)(.*)(.*)(.*)(.*)z)",
    ],
)
def test_that_no_pattern_holds_up_a_scan(pattern: str) -> None:
    own = compiled(BadgePattern("", "Own", pattern))
    began = time.perf_counter()
    assert read_with([own], "x" * 2953) is None
    assert time.perf_counter() - began < 0.1


@given(
    st.text(max_size=60) | st.text(st.sampled_from("(?P<badge_id>[a-z]+)*{1,}|\\.^$"), max_size=60)
)
def test_that_any_pattern_is_taken_or_refused(text: str) -> None:
    try:
        own = compiled(BadgePattern("", "Own", f"(?P<badge_id>{text})"))
    except WrongPattern:
        return
    read_with([own], "AB-0001")


@given(st.text(st.characters()))
def test_that_no_text_whatever_raises(payload: str) -> None:
    read(r"(?P<badge_id>[\s\S]*)", payload)
    read(r"(?P<name>.+)-(?P<title>\pL*)", payload)


def test_that_every_field_of_a_badge_can_be_a_group() -> None:
    values = {"email": "b@b.example", "profile_url": "https://b.example"}
    for group in GROUPS:
        pattern = "(?P<badge_id>.+)" if group == "badge_id" else f"(?P<badge_id>A)(?P<{group}>.+)"
        value = values.get(group, "B")
        found = read(pattern, f"A{value}")
        assert isinstance(found, Badge)
        assert getattr(found, group) in (value, f"A{value}")


@pytest.mark.parametrize(
    ("group", "value"), [("email", "not a mail"), ("profile_url", "javascript:x")]
)
def test_that_what_is_no_address_stands_in_no_field_for_one(group: str, value: str) -> None:
    found = read(rf"(?P<badge_id>A)(?P<{group}>.+)", f"A{value}")
    assert found == Badge(format="Own", badge_id="A")
    alone = read(rf"(?P<email>.*)(?P<{group}>.*)" if group != "email" else "(?P<email>.*)", value)
    assert isinstance(alone, Unknown)


@pytest.mark.parametrize(
    "name", ["", "vCard", "INDICO", "web_address", "badge id", "x" * 61, "a\x00b"]
)
def test_that_a_pattern_goes_by_a_name_of_its_own(name: str) -> None:
    with pytest.raises(BadInput):
        checked_pattern_name(name)
