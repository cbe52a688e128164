"""`boothapp roster preview` and `boothapp roster mappings`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.cli.roster_options import reading
from boothapp.domain.errors import BadInput
from tests.factories import AMARA, HARUTO, roster_file

Command = Callable[..., int]


@pytest.fixture
def boothapp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))
    return lambda *given: run(list(map(str, given)), Launchers(demo=lambda _tour: 0))


@pytest.fixture
def booth(boothapp: Command) -> Command:
    event = ("--event", "Demo Conf", "--timezone", "Asia/Seoul", "--sponsor", "Northlight")
    assert boothapp("init", *event, "--from", "2026-07-08", "--to", "2026-07-10") == 0
    return boothapp


def test_that_a_list_is_looked_at_without_a_store(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Liste.csv"
    path.write_bytes("Badge;Name;Opt-in\n1;Jürgen;Ja\n2;Zoë;vielleicht\n3;Ann;\n".encode("cp1252"))
    assert boothapp("roster", "preview", path, "--store", tmp_path / "nowhere") == 0
    said = capsys.readouterr()
    assert "Read as Windows-1252 (Western European), semicolon; 3 columns." in said.out
    assert "Is this spelled right? Jürgen, Zoë" in said.out
    assert "Opt-in → opted in" in said.out
    assert "“vielleicht” (1) → not said" in said.out
    assert "There is no store here" in said.err
    assert "Line 3, Opt-in: “…” is neither a yes nor a no" in said.err
    assert "Line 4, Opt-in: the cell is empty; yes or no is needed" in said.err
    assert boothapp("roster", "preview", path, "--encoding", "klingon") == 2


def test_that_a_preview_says_what_changes_and_takes_nothing_in(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert booth("roster", "import", roster_file(tmp_path, [AMARA])) == 0
    newer = roster_file(tmp_path, [(*AMARA[:3], "Elsewhere", "yes"), HARUTO])
    capsys.readouterr()
    assert booth("roster", "preview", newer) == 0
    said = capsys.readouterr().out
    assert "1 new, 0 agree now, 0 say no now, 1 changed, 0 unchanged." in said
    assert "Amara Okonkwo, AB-0001: affiliation" in said
    assert "→ Elsewhere" in said
    assert booth("roster", "preview", newer, "--json") == 0
    file, report = map(json.loads, capsys.readouterr().out.splitlines())
    assert file["columns"]["Share with sponsors"] == "opted_in"
    assert (report["new"], report["changed"], report["dry_run"]) == (1, 1, True)


def test_that_mappings_are_listed_renamed_and_removed(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = roster_file(tmp_path, [AMARA])
    assert booth("roster", "import", path) == 0
    assert booth("roster", "mappings", "rename", "roster", "ConfOrg") == 0
    capsys.readouterr()
    assert booth("roster", "mappings", "list") == 0
    said = capsys.readouterr().out
    assert said.startswith("ConfOrg: ")
    assert "Badge ID → badge id" in said
    assert booth("roster", "import", path, "--mapping", "conforg", "--encoding", "utf-8") == 0
    assert booth("roster", "import", path, "--mapping", "nobody") == 2
    assert booth("roster", "mappings", "remove", "ConfOrg") == 0
    assert booth("roster", "mappings", "remove", "ConfOrg") == 2


def test_that_without_a_store_a_signature_is_said_to_be_unchecked(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = roster_file(tmp_path, [AMARA])
    path.with_name("roster.csv.sig").write_text("c2ln")
    assert boothapp("roster", "preview", path, "--store", tmp_path / "nowhere") == 0
    assert "There is a signature beside the list" in capsys.readouterr().out


def test_that_guessed_letters_are_taken_in_only_when_somebody_says_so(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Liste.csv"
    path.write_bytes("Badge;Name;Opt-in\n1;Jürgen;Ja\n2;Zoë;vielleicht\n".encode("cp1252"))
    assert booth("roster", "import", path) == 2
    said = capsys.readouterr()
    assert "“Jürgen”, “Zoë”" in said.err
    assert "--encoding cp1252 or --yes" in said.err
    assert booth("roster", "import", path, "--dry-run") == 0
    assert booth("roster", "import", path, "--encoding", "cp1252") == 0
    assert booth("roster", "import", path, "--yes") == 0
    assert "1 person taken in, 1 of them agreed to share; 1 problem." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *((name, "cp1252") for name in ("iso-8859-1", "ISO_8859-1", "latin-1", "latin1", "cp1252")),
        *(("windows-1250", "cp1250"), ("utf8", "utf-8"), ("UTF-16LE", "utf-16-le")),
        *(("sjis", "cp932"), ("Shift_JIS", "cp932"), ("euc-kr", "cp949")),
        *((name, "gb18030") for name in ("gbk", "gb2312")),
        *(("iso-8859-15", "iso8859-15"), ("iso-2022-jp", "iso2022-jp"), ("mac-roman", "mac-roman")),
    ],
)
def test_that_an_encoding_goes_by_its_usual_names(name: str, meant: str) -> None:
    assert reading(name, None).encoding == meant


@pytest.mark.parametrize("name", ["iso-8859-2", "latin-2", "klingon", "", "windows-1258"])
def test_that_an_encoding_that_is_not_offered_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="is no encoding known here: utf-8"):
        reading(name, None)


def test_that_where_several_columns_could_say_who_agreed_one_is_named(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = ("Badge ID", "Name", "Share with sponsors", "Opt-out")
    rows = [("A1", "Ada", "yes", "no"), ("A2", "Bo", "no", "yes")]
    path = roster_file(tmp_path, rows, header)
    for command in ("import", "preview"):
        assert booth("roster", command, path) == 2
        said = capsys.readouterr().err
        assert "“Opt-out” could take back what “Share with sponsors” says" in said
    assert booth("roster", "import", path) == 2
    assert "--opted-in names the column" in capsys.readouterr().err
    assert booth("roster", "import", path, "--opted-in", "Opt out") == 2
    for command in ("preview", "import"):
        assert booth("roster", command, path, "--opted-in", "Share with sponsors", "--json") == 0
        told = capsys.readouterr()
        assert json.loads(told.out.splitlines()[-1])["opted_in"] == 1
        assert "could take back" not in told.err
    store = ("--store", tmp_path / "nowhere")
    assert booth("roster", "preview", path, "--opted-in", "Share with sponsors", *store) == 0


@pytest.mark.parametrize(
    ("order", "with_store"), [("preview", True), ("preview", False), ("import", True)]
)
def test_that_it_is_said_how_to_name_the_column_of_the_agreement(
    boothapp: Command,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    order: str,
    *,
    with_store: bool,
) -> None:
    if with_store:
        event = ("--event", "Demo Conf", "--timezone", "Asia/Seoul", "--sponsor", "Northlight")
        assert boothapp("init", *event, "--from", "2026-07-08", "--to", "2026-07-10") == 0
    path = roster_file(tmp_path, [("1", "Ada Test")], ("Badge ID", "Name"))
    assert boothapp("roster", order, path) == 2
    said = capsys.readouterr().err
    assert "--opted-in names the column that says who agreed." in said
    assert "--all-opted-in states that everybody agreed." in said


def test_that_it_is_said_where_the_meaning_of_an_answer_can_be_said(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = ("バッジ番号", "氏名", "スポンサー共有")
    marks = [("1", "山田太郎", "○"), ("2", "佐藤花", "×")]
    path = roster_file(tmp_path, marks, heads)
    assert booth("roster", "preview", path) == 0
    said = capsys.readouterr()
    assert "“○” (1) → not said" in said.out
    assert "What an answer means can be said in the window: Settings" in said.err
    for answers in (("はい", "いいえ"), ("はい", "")):
        rows = [(*row[:2], answer) for row, answer in zip(marks, answers, strict=True)]
        assert booth("roster", "preview", roster_file(tmp_path, rows, heads)) == 0
        assert "in the window" not in capsys.readouterr().err


def test_that_a_mapping_that_is_named_passes_over_no_new_column(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = ("Badge ID", "Name", "Consent")
    assert booth("roster", "import", roster_file(tmp_path, [("A1", "Ada", "yes")], header)) == 0
    path = roster_file(tmp_path, [("A2", "Bo", "yes", "no")], (*header, "Share with sponsors"))
    capsys.readouterr()
    assert booth("roster", "import", path, "--mapping", "roster") == 2
    assert "was not in the list of “roster”" in capsys.readouterr().err
    chosen = ("--mapping", "roster", "--opted-in", "Consent")
    assert booth("roster", "import", path, *chosen) == 0


def test_that_a_preview_says_where_half_a_character_is(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.json"
    path.write_text('[{"badge id": "A1", "na\\ud800me": "Ann", "opt-in": "yes"}]', "utf-8")
    assert boothapp("roster", "preview", path, "--store", tmp_path / "nowhere") == 2
    assert "“na\\ud800me”" in capsys.readouterr().err


def test_that_a_list_of_one_column_is_said_so(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ids.csv"
    path.write_text("Badge ID\nAB-0001\n", "utf-8")
    assert boothapp("roster", "preview", path, "--all-opted-in") == 0
    assert "; 1 column.\n" in capsys.readouterr().out
