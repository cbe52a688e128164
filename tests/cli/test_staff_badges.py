"""Badges of the staff by command."""

from pathlib import Path

from boothapp.decoding import decode_image
from boothapp.labels import qr_image
from tests.cli.commands import Command


def test_that_a_badge_is_made_listed_and_taken_away(boothapp: Command, tmp_path: Path) -> None:
    path = tmp_path / "badge.png"
    _, [member], _ = boothapp("staff-badges", "list")
    name = str(member["name"])
    assert member["badge"] is False
    code, lines, _ = boothapp("staff-badges", "make", name.upper(), "--to", path)
    assert (code, lines) == (0, [{"name": name, "file": str(path)}])
    (reading,) = decode_image(path)
    code, lines, said = boothapp("scan", path)
    assert (code, lines) == (1, [])
    assert "a badge of the staff" in said
    assert reading.text.startswith("BOOTHAPP-STAFF:")
    assert boothapp("staff-badges", "make", name, "--to", path)[0] == 2, "it is there already"
    _, lines, _ = boothapp("staff-badges", "list")
    assert {"name": name, "badge": True} in lines
    assert boothapp("staff-badges", "remove", name)[0] == 0
    assert boothapp("staff-badges", "remove", name)[0] == 2


def test_that_nobody_is_guessed(boothapp: Command, tmp_path: Path) -> None:
    _, [member], _ = boothapp("staff-badges", "list")
    name = str(member["name"])
    code, _, said = boothapp("staff-badges", "make", "Nobody", "--to", tmp_path / "b.png")
    assert code == 2
    assert name in said
    qr_image("x").save(tmp_path / "x.png")
    assert boothapp("staff-badges", "make", name, "--to", tmp_path / "b.gif")[0] == 2
