"""`boothapp leads find, show, tag, rate, assign`."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from json import loads
from pathlib import Path
from typing import Any

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.labels import qr_image
from tests.factories import AMARA, WANJIRU, roster_file

Said = tuple[int, list[dict[str, Any]], str]
Command = Callable[..., Said]


@pytest.fixture
def boothapp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Commands with --json: exit code, the lines of the answer, what was said beside them."""
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))

    def call(*arguments: str | Path, json: bool = True) -> Said:
        given = [*map(str, arguments), *(["--json"] if json else [])]
        code = run(given, Launchers(demo=lambda _tour: 0))
        said = capsys.readouterr()
        lines = said.out.splitlines()
        return code, [loads(line) if json else {"line": line} for line in lines], said.err

    event = ("--event", "Demo Conf", "--timezone", "Asia/Seoul", "--sponsor", "Northlight")
    today = datetime.now(UTC).date()
    days = ("--from", str(today), "--to", str(today + timedelta(days=2)))
    call("init", *event, *days, "--room", "Namsan")
    call("roster", "import", roster_file(tmp_path, [AMARA, WANJIRU]))
    for row in (AMARA, WANJIRU):
        qr_image(row[0]).save(tmp_path / f"{row[0]}.png")
        call("scan", tmp_path / f"{row[0]}.png")
    return call


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
