"""`boothapp person` as a script uses it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.domain.errors import BadInput
from boothapp.labels import qr_image
from boothapp.services.people import PeopleService
from tests.factories import AMARA, HARUTO, roster_file

Command = Callable[..., int]


@pytest.fixture
def boothapp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """A store with Amara as a lead with a note, and Haruto, whom the list says no for."""
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    def call(*arguments: str | Path) -> int:
        return run([str(argument) for argument in arguments], Launchers(demo=lambda _tour: 0))

    event = ("--event", "Demo Conf", "--timezone", "Asia/Seoul", "--sponsor", "Northlight")
    assert call("init", *event, "--from", "2026-07-08", "--to", "2026-07-10") == 0
    assert call("roster", "import", roster_file(tmp_path, [AMARA, HARUTO])) == 0
    qr_image("AB-0001").save(tmp_path / "code.png")
    note = "Hello \x1b[31m\u202e"
    assert call("scan", tmp_path / "code.png", "--consent", "given", "--note", note) == 0
    capsys.readouterr()
    return call


def test_that_show_prints_everything_and_nothing_steers_the_terminal(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boothapp("person", "show", AMARA[2]) == 0
    shown = capsys.readouterr().out
    for held in ("Amara Okonkwo", "Lagos Institute", "roster_yes", "given", "Hello"):
        assert held in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert boothapp("person", "show", "AB-0001", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["details"]["name"] == "Amara Okonkwo"
    assert record["files_that_left"] == []
    assert boothapp("person", "show", record["reference"].lower()) == 0
    assert boothapp("person", "show", "NOBODY") == 2


def test_that_nothing_ends_without_a_yes(
    boothapp: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for end in ("erase", "withdraw"):
        assert boothapp("person", end, "AB-0001") == 2
        assert "--yes" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    assert boothapp("person", "erase", "AB-0001") == 1
    boothapp("leads", "list")
    assert "Amara" in capsys.readouterr().out
    monkeypatch.setattr("builtins.input", lambda _question: " YES ")
    assert boothapp("person", "erase", "AB-0001") == 0
    capsys.readouterr()
    boothapp("leads", "list")
    assert capsys.readouterr().out == ""


def test_that_a_page_that_cannot_be_written_is_said_before_anybody_is_erased(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken.html"
    taken.write_text("mine", encoding="utf-8")
    for page in (tmp_path / "nowhere" / "page.html", tmp_path, taken):
        assert boothapp("person", "erase", "AB-0001", "--yes", "--confirmation", page) == 2
        assert "Nothing was changed" in capsys.readouterr().err
    assert boothapp("person", "show", "AB-0001") == 0
    assert "Amara Okonkwo" in capsys.readouterr().out


def test_that_a_page_that_fails_all_the_same_hides_neither_the_erasure_nor_the_files(
    boothapp: Command,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert boothapp("export", "leads", "--to", tmp_path / "leads.csv") == 0

    def full(*_: object) -> None:
        raise BadInput("The disk is full.")

    monkeypatch.setattr(PeopleService, "write_confirmation", full)
    page = tmp_path / "page.html"
    assert boothapp("person", "erase", "AB-0001", "--yes", "--confirmation", page) == 2
    said = capsys.readouterr()
    assert "leads.csv" in said.out
    assert "is erased, but no confirmation was written: The disk is full." in said.err


@pytest.mark.parametrize("answer", ["no", EOFError, KeyboardInterrupt])
def test_that_the_question_says_whom_and_anything_but_yes_changes_nothing(
    boothapp: Command,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    answer: str | type[BaseException],
) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        if isinstance(answer, str):
            return answer
        raise answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", ask)
    assert boothapp("person", "erase", "AB-0001") == 1
    assert "Amara Okonkwo" in asked[0]
    assert "Nothing was changed." in capsys.readouterr().err
    assert boothapp("person", "show", "AB-0001") == 0


def test_that_erase_prints_the_recall_list_and_writes_a_confirmation(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leads, page = tmp_path / "leads.csv", tmp_path / "page.html"
    assert boothapp("export", "leads", "--to", leads, "--recipient", "Recruiting", "--json") == 0
    sha256 = json.loads(capsys.readouterr().out)["sha256"]
    assert boothapp("backup", "--to", tmp_path / "store.boothbackup") == 0
    capsys.readouterr()
    assert boothapp("person", "erase", "AB-0001", "--yes", "--confirmation", page) == 0
    printed = capsys.readouterr().out
    line = next(line for line in printed.splitlines() if line.startswith(str(leads)))
    assert line.split("\t")[1] == sha256
    assert line.endswith("\tRecruiting")
    assert str(tmp_path / "store.boothbackup") in printed
    assert "Amara" not in printed + page.read_text()
    assert boothapp("person", "erase", "AB-0001", "--yes", "--confirmation", page) == 2
    assert boothapp("person", "erase", "AB-0002", "--yes", "--json") == 0
    erased = json.loads(capsys.readouterr().out)
    assert erased["traces_gone"] is True
    assert erased["at"].endswith("+09:00")


def test_that_who_was_erased_is_not_erased_again(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    log = ("consent", "log", "--person", "AB-0001")
    assert boothapp("person", "erase", "AB-0001", "--yes") == 0
    capsys.readouterr()
    boothapp(*log)
    before = capsys.readouterr().out
    assert boothapp("person", "erase", "AB-0001", "--yes") == 1
    assert "was erased before" in capsys.readouterr().err
    boothapp(*log)
    assert capsys.readouterr().out == before


def test_that_an_erasure_says_who_else_names_the_person(
    boothapp: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    note = ("--consent", "given", "--name", "Jo Sand", "--note", f"Knows {AMARA[1]}")
    image = tmp_path / "other.png"
    qr_image("mailto:jo@sand.example").save(image)
    assert boothapp("scan", image, *note) == 0
    assert boothapp("person", "erase", "AB-0001", "--yes") == 0
    assert "This stays: Jo Sand (" in capsys.readouterr().err


def test_that_a_name_is_no_key_and_leads_to_the_keys(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boothapp("person", "show", "ab-0001", "--json") == 2
    reference = capsys.readouterr().err
    assert boothapp("person", "show", AMARA[1]) == 2
    assert capsys.readouterr().err.split("about ")[1] == reference.split("about ")[1]
    assert boothapp("person", "show", " ") == 2
    assert "Say who" in capsys.readouterr().err


def test_that_chosen_purposes_are_withdrawn(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    person = ("person", "withdraw", "AB-0001", "--yes", "--json")
    assert boothapp(*person, "--purpose", "marketing", "--purpose", "cv_sharing") == 0
    assert json.loads(capsys.readouterr().out)["withdrawn"] == []
    assert boothapp(*person, "--objection") == 0
    assert json.loads(capsys.readouterr().out)["withdrawn"] == ["recruiting_contact"]
    assert boothapp(*person, "--purpose", "spam") == 2


def test_that_export_writes_a_folder_once(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = ("person", "export", "AB-0002", "--to", tmp_path / "out")
    assert boothapp(*to) == 0
    files = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [file.suffix for file in files] == [".html", ".json"]
    assert all(file.exists() for file in files)
    assert boothapp(*to) == 2
    assert "there already" in capsys.readouterr().err
    assert boothapp("person", "export", "AB-0002", "--to", "") == 2
    assert boothapp("person", "export", "AB-0002", "--to", files[0]) == 2
    assert "is a file" in capsys.readouterr().err


def test_that_a_script_may_say_yes_where_nothing_is_asked(
    boothapp: Command, tmp_path: Path
) -> None:
    assert boothapp("person", "show", "AB-0001", "--yes") == 0
    assert boothapp("person", "export", "AB-0001", "--to", tmp_path / "out", "--yes") == 0


def test_that_a_second_withdrawal_changes_nothing_and_says_so(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boothapp("person", "withdraw", "AB-0001", "--yes", "--purpose", "marketing") == 0
    assert boothapp("person", "withdraw", "AB-0001", "--yes", "--purpose", "marketing") == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert boothapp("person", "withdraw", "AB-0001", "--yes") == 0
    assert boothapp("person", "withdraw", "AB-0001", "--yes") == 1
    assert boothapp("person", "withdraw", "AB-0001", "--yes", "--purpose", "cv_sharing") == 0
