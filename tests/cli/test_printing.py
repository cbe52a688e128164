"""`boothapp badges` and `boothapp poster`."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from boothapp.decoding import decode_image
from boothapp.domain.event import Role
from boothapp.services import badge_making
from boothapp.services.setup import open_store
from tests.cli.commands import Command
from tests.factories import AMARA, HARUTO, WANJIRU, roster_file
from tests.rasters import pages, texts


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return roster_file(tmp_path, [AMARA, HARUTO, WANJIRU])


def test_that_sheets_are_made_of_a_list(boothapp: Command, roster: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    options = ("--labels", "avery-5395", "--first", "8", "--outline", "--symbology", "aztec")
    code, (made,), said = boothapp("badges", roster, "--to", path, *options)
    assert (code, made, said) == (0, {"file": str(path), "badges": 3, "pages": 2}, "")
    code, _, said = boothapp("badges", roster, "--to", path)
    assert code == 2
    assert "is there already" in said
    cut = ("--replace", "--paper", "letter", "--size", "70x100")
    code, lines, said = boothapp("badges", roster, "--to", path, *cut, json=False)
    assert (code, lines) == (0, [{"line": str(path)}])
    assert "3 badges on 1 page. Print at 100 %" in said
    assert sorted(texts(pages(path)[0])) == ["AB-0001", "AB-0002", "AB-0003"]


def test_that_one_badge_is_printed_again(boothapp: Command, roster: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    again = ("--only", "ab-0002", "--format", "svg", "--event", "Demo Conf")
    code, lines, _ = boothapp("badges", roster, "--to", out, *again)
    assert code == 0
    assert lines == [{"file": str(out / "AB-0002.svg")}]
    code, lines, _ = boothapp("badges", roster, "--to", out, "--limit", "1", "--code-only")
    assert lines == [{"file": str(out / "AB-0001.png")}]
    assert [one.text for one in decode_image(out / "AB-0001.png")] == ["AB-0001"]
    code, lines, said = boothapp("badges", roster, "--to", out, "--only", "AB-7")
    assert (code, lines) == (2, [])
    assert "“AB-7”" in said


def test_that_a_code_that_does_not_fit_is_said_and_the_rest_made(
    boothapp: Command, tmp_path: Path
) -> None:
    roster = roster_file(tmp_path, [AMARA, ("ab ö", *HARUTO[1:])])
    path = tmp_path / "sheet.pdf"
    code, (made,), said = boothapp("badges", roster, "--to", path, "--symbology", "Code 39")
    assert (code, made["badges"]) == (0, 1)
    assert "Line 3: “ab ö” does not fit into a Code 39" in said
    assert "1 of 2 badges were made: 1 left out." in said


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--to", "a.pdf", "--labels", "L1"), "no label sheet “L1”"),
        (("--to", "a.pdf", "--labels", "L4785", "--paper", "letter"), "is A4, not Letter"),
        (("--to", "a.pdf", "--labels", "L4785", "--size", "80x50"), "leave --size out"),
        (("--to", "a.pdf", "--labels", "L4785", "--first", "11"), "no label 11"),
        (("--to", "a.pdf", "--size", "900x900"), "a badge’s sides"),
        (("--to", "a.pdf", "--format", "png"), "give a folder"),
        (("--to", "a", "--labels", "L4785"), "give --to FILE.pdf"),
        (("--to", "a", "--outline"), "give --to FILE.pdf"),
        (("--to", "a.pdf", "--paper", "a5"), "'--paper': “a5” is not known. Give A4 or Letter"),
        (("--to", "a", "--format", "jpg"), "'--format': “jpg” is not known. Give png or svg."),
        (("--to", "Anna.PNG"), "Anna.PNG would be a folder, and is named as a file"),
        (("--to", "x.txt"), "x.txt would be a folder, and is named as a file"),
        (("--to", "one.svg", "--format", "svg"), "give a folder, or FILE.pdf for sheets"),
        (("--to", "none/x.pdf"), "none; make it first, or choose another."),
        (("--to", "/proc/x.pdf"), "Choose another place. Nothing was written."),
        (("--to", "/proc/x"), "/proc/x cannot be written"),
        (("--to", "roster.csv"), "roster.csv is a file; give a folder"),
        (("--to", "a.pdf", "--symbology", "maxicode"), "no kind of code"),
        (("--to", "a.pdf", "--encoding", "klingon"), "no encoding"),
        (("--to", "a.pdf", "--mapping", "Nobody’s"), "Nobody’s"),
    ],
)
def test_that_what_cannot_be_is_refused_with_a_sentence(
    boothapp: Command,
    roster: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    why: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    code, lines, said = boothapp("badges", roster, *options)
    assert (code, lines) == (2, [])
    assert why.casefold() in said.casefold()
    assert ".boothapp-" not in said
    assert "Value error" not in said
    assert {path.name for path in tmp_path.iterdir()} == before


def test_that_guessed_letters_are_said_with_some_of_them(boothapp: Command, tmp_path: Path) -> None:
    path, out = tmp_path / "old.csv", tmp_path / "out"
    rows = "Badge ID;Name;E-mail\nT-1;Zoë Müller;zoe@uni.example\nT-2;Ada;ada@uni.example\n"
    path.write_bytes(rows.encode("cp1252"))
    code, lines, said = boothapp("badges", path, "--to", out)
    assert (code, len(lines)) == (0, 2)
    assert said == (
        "old.csv does not say which letters it is written in; read as Windows-1252 (Western "
        "European): “Zoë Müller”. If that is spelled wrong, make them again with another "
        "--encoding.\n"
    )
    again = ("--replace", "--encoding", "cp1252")
    assert boothapp("badges", path, "--to", out, *again)[2] == ""
    path.write_text(rows, "utf-8")
    assert boothapp("badges", path, "--to", out, "--replace")[2] == ""


@pytest.mark.parametrize("to", ["out", "sheet.pdf"])
def test_that_ctrl_c_says_that_nothing_was_written(
    boothapp: Command, roster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(badge_making, "coder_of", lambda _: interrupted)
        code, lines, said = boothapp("badges", roster, "--to", tmp_path / to)
    assert (code, lines, said) == (1, [], "Stopped. Nothing was written.\n")
    assert not (tmp_path / to).exists()
    monkeypatch.setattr("boothapp.cli.badges.read_people", interrupted)
    assert boothapp("badges", roster, "--to", tmp_path / to) == (130, [], "Stopped.\n")


def test_that_a_workbook_and_a_kept_mapping_are_read(boothapp: Command, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("People")
    for row in (("Badge ID", "Name", "E-mail"), ("T-1", "Ada", "ada@uni.example")):
        sheet.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    out = tmp_path / "out"
    code, lines, _ = boothapp("badges", path, "--sheet", "People", "--to", out)
    assert (code, lines) == (0, [{"file": str(out / "T-1.png")}])
    code, kept, _ = boothapp("roster", "mappings", "list")
    name = str(kept[0]["name"])
    again = ("--mapping", name, "--replace", "--to", out)
    roster = roster_file(tmp_path, [AMARA])
    assert boothapp("badges", roster, *again)[0] == 0


def test_that_a_poster_is_made_of_the_roles_that_have_a_link(
    boothapp: Command, tmp_path: Path
) -> None:
    path = tmp_path / "poster.pdf"
    code, _, said = boothapp("poster", "--to", path)
    assert code == 2
    assert "No role has an application link" in said
    opened = open_store(tmp_path / "store", staff="Ada", passphrase="correct horse")
    opened.settings.save_role(Role("", "Speech", link="https://northlight.example/1"))
    opened.settings.save_role(Role("", "Vision", link="https://northlight.example/2"))
    opened.settings.save_role(Role("", "Robots"))
    opened.close()
    code, (made,), said = boothapp("poster", "--to", path, "--paper", "a3")
    assert (code, made) == (
        0,
        {"file": str(path), "pages": 1, "roles": ["Speech", "Vision"]},
    )
    assert "“Robots” has no application link and is not on it" in said
    wanted = ["https://northlight.example/1", "https://northlight.example/2"]
    assert sorted(texts(pages(path, 100)[0])) == wanted
    assert boothapp("poster", "--to", path)[0] == 2
    picture = tmp_path / "one.png"
    assert boothapp("poster", "--role", "vision", "--to", picture)[0] == 0
    assert [one.text for one in decode_image(picture)] == wanted[1:]
    assert boothapp("poster", "--role", "Robots", "--to", tmp_path / "no.pdf")[0] == 2
    assert not (tmp_path / "no.pdf").exists()
