"""`boothapp leads find, show, tag, rate, assign`."""

import pytest

from tests.cli.commands import Command
from tests.factories import WANJIRU


def test_that_a_part_of_a_word_finds_a_lead(boothapp: Command) -> None:
    code, (found,), _ = boothapp("leads", "find", "konk")
    assert (code, found["badge_id"]) == (0, "AB-0001")
    code, lines, said = boothapp("leads", "find", "zzz")
    assert (code, lines) == (1, [])
    assert "No lead has “zzz” in it" in said


def test_that_leads_are_rated_tagged_and_assigned_by_whatever_names_them(
    boothapp: Command,
) -> None:
    _, (shown,), _ = boothapp("leads", "show", "AB-0001")
    code, (rated,), _ = boothapp("leads", "rate", "AB-0001", WANJIRU[2], "--as", "hot")
    assert (code, rated["changed"]) == (0, 2)
    boothapp("leads", "tag", shown["lead_id"], "--add", "NLP", "--add", "Intern")
    boothapp("leads", "tag", "AB-0001", "--remove", "Intern")
    staff = shown["stored_by"]
    boothapp(
        "leads", "assign", "AB-0001", "--to", staff, "--step", "Send paper", "--by", "2026-07-12"
    )
    _, (shown,), _ = boothapp("leads", "show", "AB-0001")
    assert (shown["rating"], shown["tags"], shown["owner"]) == ("hot", ["NLP"], staff)
    assert (shown["next_step"], shown["next_step_on"]) == ("Send paper", "2026-07-12")
    code, lines, _ = boothapp("leads", "list", "--view", "mine")
    assert [line["badge_id"] for line in lines] == ["AB-0001"]
    code, (line, *_), _ = boothapp("leads", "show", "AB-0001", json=False)
    assert code == 0
    assert "\t" in line["line"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rate", "AB-0001", "--as", "lukewarm"), "is no rating"),
        (("rate", "AB-0001", "AB-9999", "--as", "hot"), "No lead goes by “AB-9999”"),
        (("tag", "AB-0001"), "Say which tag"),
        (("tag", "AB-0001", "--add", " "), "1 to 60"),
        (("assign", "AB-0001"), "Say who follows up"),
        (("assign", "AB-0001", "--to", "Santa"), "not of the staff"),
        (("assign", "AB-0001", "--step", "Call", "--by", "soon"), "is no day"),
        (("show", "nobody@x.example"), "No lead goes by"),
        (("list", "--view", "cool ones"), "There is no view"),
    ],
)
def test_that_wrong_input_is_said_and_changes_nobody(
    boothapp: Command, arguments: tuple[str, ...], said: str
) -> None:
    code, lines, error = boothapp("leads", *arguments)
    assert (code, lines) == (2, [])
    assert said in error
    _, (shown,), _ = boothapp("leads", "show", "AB-0001")
    assert (shown["rating"], shown["tags"], shown["owner"]) == (None, [], None)
