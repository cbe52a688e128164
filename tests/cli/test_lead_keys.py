"""Whom the commands about leads mean: by badge id, lead id, e-mail and name."""

from json import loads
from pathlib import Path

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from tests import factories
from tests.cli.commands import Command, Said, leads_of

JOHNS = [(f"J-{n}", "John Smith", "john@smith.example", f"Institute {n}", "yes") for n in range(6)]
ZOE = ("Z-1", "Zoë 🦄 O'Brien", "zoe@x.example", "", "yes")


@pytest.fixture
def boothapp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Commands over Amara, Zoë and six of the name and the address of John Smith."""
    leads_of([factories.AMARA, ZOE, *JOHNS], tmp_path, monkeypatch)

    def call(*arguments: str, json: bool = True) -> Said:
        given = ["leads", *arguments, *(["--json"] if json else [])]
        code = run(given, Launchers(demo=lambda _tour: 0))
        said = capsys.readouterr()
        lines = said.out.splitlines()
        return code, [loads(line) if json else {"line": line} for line in lines], said.err

    return call


@pytest.mark.parametrize("key", ["john@smith.example", "John Smith", "JOHN  smith"])
def test_that_several_of_one_key_are_listed_to_choose_from(boothapp: Command, key: str) -> None:
    code, _, said = boothapp("show", key)
    first, *listed = said.splitlines()
    assert code == 2
    assert first == f"“{key}” is 6 leads; give the lead id of the one you mean:"
    assert len(listed) == 6
    assert listed[-1] == "  and 1 more"
    _, leads, _ = boothapp("list")
    known = {
        f"  {one['lead_id']} ({one['badge_id']}): John Smith, {one['affiliation']}"
        for one in leads
        if one["name"] == "John Smith"
    }
    assert set(listed[:-1]) < known


@pytest.mark.parametrize("name", ["Amara Okonkwo", "amara okonkwo", "AMARA  OKONKWO"])
def test_that_a_name_that_one_lead_has_is_enough(boothapp: Command, name: str) -> None:
    _, (shown,), _ = boothapp("show", name)
    assert shown["badge_id"] == "AB-0001"
    for order in (
        ("rate", name, "--as", "hot"),
        ("tag", name, "--add", "NLP"),
        ("assign", name, "--step", "Call"),
    ):
        code, (done,), _ = boothapp(*order)
        assert (code, done["changed"]) == (0, 1)
    code, (merged,), _ = boothapp("merge", name, "zoe o'brien", "--dry-run")
    assert (code, merged["kept"]) == (0, shown["lead_id"])


def test_that_a_part_of_a_name_is_no_name(boothapp: Command) -> None:
    for key in ("Amara", "Okonkwo Amara", "🦄", ""):
        code, _, said = boothapp("show", key)
        assert (code, "No lead goes by" in said) == (2, True)


def test_that_all_who_are_unknown_are_named_and_nobody_is_changed(boothapp: Command) -> None:
    code, _, said = boothapp("rate", "AB-0001", "X-1", "X-2", "X-1", "--as", "hot")
    assert code == 2
    assert "No lead goes by “X-1” or “X-2”." in said
    code, _, said = boothapp("rate", "AB-0001", *(f"X-{n}" for n in range(7)), "--as", "hot")
    assert "No lead goes by “X-0”, “X-1”, “X-2”, “X-3”, “X-4” or 2 more." in said
    _, (shown,), _ = boothapp("show", "AB-0001")
    assert shown["rating"] is None


def test_that_a_search_for_what_has_no_letters_says_so(boothapp: Command) -> None:
    code, lines, said = boothapp("find", "🦄")
    assert (code, lines) == (1, [])
    assert "Search looks for letters and digits, and “🦄” has none." in said
    code, (found,), _ = boothapp("find", "Zoë 🦄")
    assert (code, found["badge_id"]) == (0, "Z-1")
