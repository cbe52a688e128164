"""A store with two leads, and commands over it."""

from datetime import timedelta
from json import loads
from pathlib import Path

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.labels import qr_image
from tests.cli.commands import TODAY, ZONE, Command, Said
from tests.factories import AMARA, WANJIRU, roster_file


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

    event = ("--event", "Demo Conf", "--timezone", ZONE, "--sponsor", "Northlight")
    days = ("--from", str(TODAY), "--to", str(TODAY + timedelta(days=2)))
    call("init", *event, *days, "--room", "Namsan", "--room", "Hangang")
    call("roster", "import", roster_file(tmp_path, [AMARA, WANJIRU]))
    for row in (AMARA, WANJIRU):
        qr_image(row[0]).save(tmp_path / f"{row[0]}.png")
        call("scan", tmp_path / f"{row[0]}.png")
    return call
