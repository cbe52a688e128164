"""`boothapp export leads`: formats, presets and the look before."""

import csv
import json
from pathlib import Path

import pytest
import pyzipper
from openpyxl import load_workbook

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.domain.exporting import part_paths
from boothapp.labels import qr_image
from tests.factories import AMARA, HARUTO, WANJIRU, roster_file

SUHARTI = ("AB-0004", "Suharti", "", "", "yes")


@pytest.fixture(autouse=True)
def store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Amara, who is hot, Wanjiru, and Suharti, of whom only a name is known."""
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))
    days = ("--from", "2026-07-08", "--to", "2026-07-10")
    boothapp("init", "--event", "Demo Conf", "--timezone", "Asia/Seoul", "--sponsor", "N", *days)
    boothapp("roster", "import", roster_file(tmp_path, [AMARA, HARUTO, WANJIRU, SUHARTI]))
    for badge_id in ("AB-0001", "AB-0003", "AB-0004"):
        rating = ("--rating", "hot") if badge_id == "AB-0001" else ()
        picture = tmp_path / f"{badge_id}.png"
        qr_image(badge_id).save(picture)
        assert boothapp("scan", picture, *rating) == 0
    capsys.readouterr()


def boothapp(*arguments: str | Path) -> int:
    return run([str(argument) for argument in arguments], Launchers(demo=lambda _tour: 0))


def export(*arguments: str | Path) -> int:
    return boothapp("export", "leads", *arguments)


def test_that_the_preflight_says_what_the_receiver_refuses_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(tmp_path.iterdir())
    assert export("--preset", "salesforce", "--preflight", "--to", tmp_path / "s.csv") == 0
    said = capsys.readouterr().out
    assert "3 leads would go into the file. Nothing was written." in said
    assert "1 lead lacks the Company that Salesforce requires." in said
    assert "Suharti lacks the Company that Salesforce requires." in said
    assert sorted(tmp_path.iterdir()) == before


def test_that_the_preflight_can_be_read_by_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert export("--preset", "Greenhouse", "--preflight", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["going"], found["refused"], found["withheld"]) == (3, 1, 0)
    assert [(row["trouble"], row["column"]) for row in found["rows"]] == [("missing", "Last Name")]


def test_that_a_name_that_is_parted_by_a_guess_is_said_and_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Gabriel García Márquez\nEND:VCARD"
    qr_image(card).save(tmp_path / "code.png")
    assert boothapp("scan", tmp_path / "code.png", "--consent", "given") == 0
    capsys.readouterr()
    said = "The name is parted by a guess: first “Gabriel García”, last “Márquez”."
    assert export("--preset", "hubspot", "--preflight") == 0
    assert f"  Gabriel García Márquez: {said}" in capsys.readouterr().out
    assert export("--preset", "hubspot", "--preflight", "--json") == 0
    (guess,) = json.loads(capsys.readouterr().out)["guessed_names"]
    assert (guess["first"], guess["last"]) == ("Gabriel García", "Márquez")
    assert export("--preset", "hubspot", "--to", tmp_path / "h.csv") == 0
    told = capsys.readouterr()
    assert said in told.err
    assert "4 leads were written" in told.out


def test_that_a_preset_is_written_with_its_warnings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "leads.csv"
    assert export("--preset", "lever", "--to", target) == 0
    said = capsys.readouterr()
    assert "1 lead lacks the Email that Lever requires." in said.err
    assert "3 leads were written" in said.out
    with target.open(newline="", encoding="utf-8") as file:
        assert [row["Stage"] for row in csv.DictReader(file)] == ["New Lead"] * 3
    assert export("--preset", "lever", "--to", target) == 1
    assert "Everybody who agreed to recruiting contact" in capsys.readouterr().err
    assert export("--preset", "lever", "--to", target, "--again", "--replace", "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 3


@pytest.mark.parametrize("form", ["csv", "excel", "xlsx", "jsonl", "vcard"])
def test_that_every_format_can_be_written_of_a_view(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    target = tmp_path / "leads.file"
    assert export("--format", form, "--view", "Hot and warm", "--to", target, "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 1
    data = target.read_bytes()
    if form == "xlsx":
        target.rename(tmp_path / "leads.xlsx")
        assert load_workbook(tmp_path / "leads.xlsx")["Leads"]["D2"].value == "Amara Okonkwo"
    else:
        assert b"Amara Okonkwo" in data
        assert b"Wanjiru" not in data


def test_that_the_separator_of_excel_can_be_chosen(tmp_path: Path) -> None:
    target = tmp_path / "leads.csv"
    assert export("--format", "excel", "--separator", "semicolon", "--to", target) == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbflead_id;reference;")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "csv"), "Give the file to write"),
        (("--format", "csv", "--preset", "lever", "--to", "x.csv"), "one of them"),
        (("--preset", "workday", "--to", "x.csv"), "no preset “workday”; known are csv"),
        (("--view", "lukewarm", "--to", "x.csv"), "no view “lukewarm”. There are “All”"),
        (("--separator", "semicolon", "--to", "x.csv"), "goes with --format excel"),
        (("--preset", "lever", "--to", "My Leads.csv"), "Call it my-leads.csv"),
        (("--preset", "lever", "--protect", "--to", "My Leads.csv.zip"), "Call it my-leads.zip"),
    ],
)
def test_that_what_does_not_fit_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOOTHAPP_EXPORT_PASSPHRASE", "correct horse")
    assert export(*arguments) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("*eads*"))


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("--format", "csv", "--to", "w.xlsx"), "w.csv"),
        (("--format", "xlsx", "--to", "w.CSV"), "w.xlsx"),
        (("--preset", "lever", "--to", "w.jsonl"), "w.csv"),
        (("--format", "vcard", "--to", "w.zip"), "w.vcf"),
        (("--format", "jsonl", "--protect", "--to", "w.csv.zip"), "w.jsonl.zip"),
    ],
)
def test_that_a_name_of_another_kind_of_file_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOOTHAPP_EXPORT_PASSPHRASE", "correct horse")
    assert export(*arguments) == 2
    assert f"name it {name}. Nothing was written." in capsys.readouterr().err
    assert not list(tmp_path.glob("w.*"))


def test_that_a_folder_is_not_said_to_be_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    assert export("--to", tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert "is a folder; give the name of a file" in said
    assert "replace" not in said


def test_that_a_look_says_what_to_know_of_a_receiver_and_whose_rows_it_makes_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "mine.toml").write_text(
        'title = "Mine"\nwarns = ["It is read on Mondays."]\n'
        'columns = [{header = "At", field = "event", same = "Mine makes one of them"}]\n'
    )
    assert export("--preset", "mine", "--preflight") == 0
    said = capsys.readouterr().out
    assert "\nIt is read on Mondays.\n" in said
    assert "of an earlier row: Mine makes one of them." in said
    assert "The file for Mine leaves out the e-mail of" in said
    assert export("--preset", "mine", "--preflight", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert "It is read on Mondays" in found["warnings"]
    assert {one["column"] for one in found["repeats"]} == {"At"}


@pytest.mark.parametrize("name", ["leads.zip", "leads.csv.zip"])
def test_that_a_zip_for_a_system_may_say_what_is_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("BOOTHAPP_EXPORT_PASSPHRASE", "correct horse")
    assert export("--preset", "lever", "--protect", "--to", tmp_path / name) == 0
    with pyzipper.AESZipFile(tmp_path / name) as archive:
        assert archive.namelist() == ["leads.csv"]


def test_that_parts_of_a_zip_are_numbered_before_the_ending_of_what_is_inside() -> None:
    parts = part_paths(Path("to/leads.csv.zip"), 2)
    assert [path.name for path in parts] == ["leads-1.csv.zip", "leads-2.csv.zip"]


def test_that_older_parts_stay_unless_they_are_to_be_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "presets").mkdir()
    small = 'title = "Small"\nrows = 2\ncolumns = [{header = "Name", field = "name"}]\n'
    (tmp_path / "presets" / "small.toml").write_text(small)
    older = tmp_path / "s-2.csv"
    older.write_text("older")
    assert export("--preset", "small", "--to", tmp_path / "s.csv") == 2
    assert f"{older} is there already: give another name, or --replace" in capsys.readouterr().err
    assert older.read_text() == "older"
    assert not (tmp_path / "s-1.csv").exists()
    assert export("--preset", "small", "--to", tmp_path / "s.csv", "--replace") == 0
    assert "Suharti" in older.read_text(encoding="utf-8")


def test_that_ones_own_preset_is_found_and_a_broken_one_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "campus.toml").write_text('title = "Campus"\nfields = ["last_name"]\n')
    (tmp_path / "presets" / "bad.toml").write_text("title =\n")
    target = tmp_path / "leads.csv"
    assert export("--preset", "campus", "--to", target) == 0
    assert "bad.toml is no TOML" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8").split() == ["last_name", "Okonkwo", "Kamau", '""']
