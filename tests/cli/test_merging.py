"""`boothapp leads duplicates` and `boothapp leads merge`."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Command, boothapp, code, lines, ready
from tests.factories import AMARA, roster_file

__all__ = ["boothapp", "ready"]  # fixtures
OTHER = ("AB-0009", "A. Okonkwo", "ao@home.example", "Lagos Institute", "yes")


@pytest.fixture
def two(ready: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Amara came with two badges."""
    assert ready("roster", "import", roster_file(tmp_path, [AMARA, OTHER])) == 0
    for badge in (AMARA, OTHER):
        assert ready("scan", code(tmp_path, badge[0])) == 0
    capsys.readouterr()
    return ready


def test_that_duplicates_are_listed_with_the_reasons(
    two: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert two("leads", "duplicates", "--json") == 0
    (pair,) = lines(capsys)
    assert pair["reasons"] == ["name"]
    assert pair["keep"]["badge_id"] == "AB-0001"  # type: ignore[index] # JSON
    assert two("leads", "duplicates") == 0
    assert "Near names, the same affiliation" in capsys.readouterr().out


def test_that_a_dry_run_says_all_and_changes_nothing(
    two: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert two("leads", "merge", "AB-0001", "AB-0009", "--dry-run", "--json") == 0
    (record,) = lines(capsys)
    assert record["merged"] is False
    assert two("leads", "list", "--json") == 0
    assert len(lines(capsys)) == 2


def test_that_fields_are_taken_as_chosen_and_both_badges_find_the_lead(
    two: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert two("leads", "merge", "AB-0001", "AB-0009", "--take", "email=other") == 0
    out = capsys.readouterr().out
    assert out.startswith("A. Okonkwo is merged into Amara Okonkwo.\n")
    assert "email\tother\tamara.okonkwo@lit.example\tao@home.example\n" in out
    assert two("leads", "list", "--json") == 0
    (row,) = lines(capsys)
    assert (row["name"], row["email"]) == ("Amara Okonkwo", "ao@home.example")
    assert two("leads", "show", "AB-0009", "--json") == 0
    assert json.loads(capsys.readouterr().out)["lead_id"] == row["lead_id"]
    assert two("consent", "verify") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("AB-0001", "AB-0001"), "the same lead"),
        (("AB-0001", "AB-9999"), "AB-9999"),
        (("AB-0001", "AB-0009", "--take", "shoe=other"), "names no field in which both differ"),
        (("AB-0001", "AB-0009", "--take", "name"), "names no field in which both differ"),
        (("AB-0001", "AB-0009", "--take", "name=both"), "after = stands kept or other"),
    ],
)
def test_that_what_cannot_be_merged_is_refused_in_words(
    two: Command, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert two("leads", "merge", *arguments) != 0
    assert said in capsys.readouterr().err
    assert two("leads", "list", "--json") == 0
    assert len(lines(capsys)) == 2
