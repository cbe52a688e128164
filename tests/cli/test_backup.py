"""`boothapp backup` and `boothapp restore` as a script uses them."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from tests.factories import STAFF
from tests.keyed import PASSPHRASE, made, opened

Command = Callable[..., int]


@pytest.fixture
def boothapp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("BOOTHAPP_STAFF", STAFF)
    made(tmp_path / "store")

    def call(*arguments: str | Path) -> int:
        return run([str(argument) for argument in arguments], Launchers(demo=lambda _tour: 0))

    return call


def test_that_a_backup_comes_back(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.boothbackup"
    assert boothapp("backup", "--to", file, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == str(file)
    assert told["size"] == file.stat().st_size
    services = opened(tmp_path / "store")
    services.settings.add_staff("Later Comer")
    services.close()
    assert boothapp("restore", file, "--yes", "--json") == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["leads"], done["replayed"]) == (0, 0)
    assert Path(done["set_aside"]).is_dir()
    services = opened(tmp_path / "store")
    assert "Later Comer" not in {staff.name for staff in services.settings.get().staff}
    services.close()


def test_that_nothing_takes_over_without_a_yes(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.boothbackup"
    assert boothapp("backup", "--to", file) == 0
    assert boothapp("restore", file) == 2
    assert "--yes" in capsys.readouterr().err
    assert boothapp("restore", file, "--store", tmp_path / "other") == 0
    assert "is back, with 0 leads" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows itself refuses to move an open file")
def test_that_an_open_window_stops_a_restore(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.boothbackup"
    assert boothapp("backup", "--to", file) == 0
    (tmp_path / "store" / "window.lock").write_text(f"{os.getppid()}\nboothapp\n")
    assert boothapp("restore", file, "--yes") == 1
    assert "A window has this store open" in capsys.readouterr().err


def test_that_what_is_no_backup_is_said(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = tmp_path / "thesis.docx"
    papers.write_text("years of work")
    assert boothapp("restore", papers, "--yes") == 2
    assert "not a backup of BoothApp" in capsys.readouterr().err
    assert boothapp("backup", "--to", papers) == 2
    assert boothapp("backup", "--to", papers, "--replace") == 2
    assert "is something else and is not replaced" in capsys.readouterr().err
    assert papers.read_text() == "years of work"
    assert boothapp("backup", "--to", tmp_path / "store" / "a") == 2


def test_that_an_older_backup_stays_unless_it_is_to_be_replaced(
    boothapp: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.boothbackup"
    assert boothapp("backup", "--to", file) == 0
    older = file.read_bytes()
    assert boothapp("backup", "--to", file) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_bytes() == older
    assert boothapp("backup", "--to", file, "--replace") == 0
    assert file.read_bytes() != older
