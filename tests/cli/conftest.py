"""A store with two leads, and commands over it."""

import shutil
from datetime import timedelta
from json import loads
from pathlib import Path

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.labels import qr_image
from tests.cli.commands import TODAY, ZONE, Command, Said
from tests.factories import AMARA, WANJIRU, roster_file


@pytest.fixture(scope="session")
def made_booth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store and the leads' codes, made once: that takes a second."""
    folder = tmp_path_factory.mktemp("booth")
    event = ("--event", "Demo Conf", "--timezone", ZONE, "--sponsor", "Northlight")
    days = ("--from", str(TODAY), "--to", str(TODAY + timedelta(days=2)))
    with pytest.MonkeyPatch.context() as patch:
        _use(folder, patch)
        _run("init", *event, *days, "--room", "Namsan", "--room", "Hangang")
        _run("roster", "import", roster_file(folder, [AMARA, WANJIRU]))
        for row in (AMARA, WANJIRU):
            qr_image(row[0]).save(folder / f"{row[0]}.png")
            _run("scan", folder / f"{row[0]}.png")
    return folder


@pytest.fixture
def boothapp(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    made_booth: Path,
) -> Command:
    """Commands with --json: exit code, the lines of the answer, what was said beside them."""
    shutil.copytree(made_booth, tmp_path, dirs_exist_ok=True)
    _use(tmp_path, monkeypatch)
    capsys.readouterr()  # what making the first one said

    def call(*arguments: str | Path, json: bool = True) -> Said:
        code = _run(*arguments, *(["--json"] if json else []))
        said = capsys.readouterr()
        lines = said.out.splitlines()
        return code, [loads(line) if json else {"line": line} for line in lines], said.err

    return call


def _use(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    patch.setenv("BOOTHAPP_STORE", str(folder / "store"))


def _run(*arguments: str | Path) -> int:
    return run([str(one) for one in arguments], Launchers(demo=lambda _tour: 0))
