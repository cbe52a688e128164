"""Tags, interests and application links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.desk_lists import (
    COLOURS,
    checked_tag,
    compared,
    filed_under,
    interests_in,
    least_used,
    spelled,
)
from boothapp.domain.errors import BadInput
from boothapp.domain.links import checked_link
from boothapp.domain.qualifiers import same_words
from boothapp.services.interests import supplied

NAMES = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1), min_size=1
)


def test_that_a_tag_takes_the_spelling_that_is_known() -> None:
    assert spelled(" nlp", ["Vision", "NLP"]) == "NLP"
    assert spelled("Speech", ["NLP"]) == "Speech"
    with pytest.raises(BadInput, match="1 to 60"):
        checked_tag("  ")


def test_that_a_new_tag_gets_the_colour_that_is_used_least() -> None:
    assert least_used(()) == COLOURS[1]
    assert least_used(COLOURS[:3]) == COLOURS[3]
    assert least_used(COLOURS) == COLOURS[1]


def test_that_a_list_of_interests_is_read_line_by_line() -> None:
    lines = ["Topic", "Speech  and audio", "", "speech and AUDIO", "Topic"]
    assert interests_in(lines) == ("Speech and audio", "Topic")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "no interest in it"),
        (["Interests", " "], "no interest in it"),
        (["Speech", "x" * 81], "Line 2 has 81 characters"),
        ([str(n) for n in range(2_001)], "2,001 interests"),
    ],
)
def test_that_what_is_no_list_of_interests_is_refused(lines: list[str], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        interests_in(lines)


@given(NAMES, NAMES)
def test_that_what_comes_goes_and_stays_adds_up(before: list[str], after: list[str]) -> None:
    change = compared(before, after)
    old, new = ({same_words(name) for name in names} for names in (before, after))
    comes, goes, stays = (
        {same_words(name) for name in names} for names in (change.comes, change.goes, change.stays)
    )
    assert comes | stays == new
    assert goes | stays == old
    assert not comes & goes


def test_that_typed_interests_take_the_lists_spelling_and_others_stay() -> None:
    typed = ["robotics", " Underwater  knitting ", "ROBOTICS", ""]
    assert filed_under(typed, ["Robotics"]) == ("Robotics", "Underwater knitting")


def test_that_the_supplied_list_is_one() -> None:
    assert len(supplied()) > 40
    assert "Robotics" in supplied()


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://jobs.northlight.example/42?a=b#c",
        "http://localhost:8000/x",
        "https://bücher.example/",
        "https://[2001:db8::1]/x",
    ],
)
def test_that_a_link_that_phones_open_is_taken(link: str) -> None:
    assert checked_link(f" {link} ") == link


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("jobs.northlight.example", "Begin the link with https://"),
        ("ftp://jobs.example/x", "begins with https://"),
        ("javascript://x.example/%0aalert(1)", "begins with https://"),
        ("https://jobs", "leads nowhere"),
        ("https:///x", "leads nowhere"),
        ("https://a..example/", "leads nowhere"),
        ("https://me:secret@jobs.example/", "leads nowhere"),
        ("https://jobs.example:99999/", "leads|begins"),
        ("https://jobs.example/a b", "no blanks"),
        ("https://jobs.example/" + "x" * 220, "at most 220"),
    ],
)
def test_that_a_link_that_leads_nowhere_is_refused_with_a_way_out(link: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        checked_link(link)
