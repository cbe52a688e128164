"""`boothapp report day`: text, JSON and one page of PDF."""

import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.labels import qr_image
from tests.factories import AMARA, HARUTO, roster_file

Command = Callable[..., int]


@pytest.fixture
def booth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Two were scanned today by Mei Ueda, one of them twice; the event is now."""
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))

    def call(*arguments: str | Path) -> int:
        return run([str(argument) for argument in arguments], Launchers(demo=lambda _tour: 0))

    event = ("--event", "Demo Conf", "--timezone", "Asia/Seoul", "--sponsor", "Northlight")
    first, last = (datetime.now(UTC).date() + timedelta(days=n) for n in (-2, 2))
    days = ("--from", first.isoformat(), "--to", last.isoformat(), "--room", "Namsan")
    assert call("init", *event, *days) == 0
    assert call("roster", "import", roster_file(tmp_path, [AMARA, HARUTO])) == 0
    for payload in ("AB-0001", "AB-0001", "AB-0002"):
        qr_image(payload).save(tmp_path / "code.png")
        assert call("scan", tmp_path / "code.png", "--staff", "Mei Ueda") == 0
    capsys.readouterr()
    return call


def test_that_the_figures_are_shown_and_name_nobody(
    booth: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert booth("report", "day") == 0
    text = capsys.readouterr().out
    figures = dict(line.rsplit(maxsplit=1) for line in text.splitlines()[3:9])
    assert figures == {
        "New leads": "1",
        "Repeats": "1",
        "Declined": "0",
        "Waiting": "1",
        "Unknown": "0",
        "Scans": "3",
    }
    assert "Staff 1" in text
    for name in ("Mei", "Amara", "Haruto", "AB-000"):
        assert name not in text
    assert booth("report", "day", "--names") == 0
    assert "Mei Ueda" in capsys.readouterr().out


def test_that_json_has_the_same_figures(booth: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert booth("report", "day", "--day", "all", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["scans"], said["new_lead"], said["repeat"], said["waiting"]) == (3, 1, 1, 1)
    assert said["adds_up"] is True
    assert said["staff"] == {"Staff 1": 3}
    assert sum(bar["scans"] for bar in said["bars"]) == 3
    assert said["ratings"] == {"hot": 0, "warm": 0, "cold": 0, "none": 1}


def test_that_a_pdf_is_one_page_for_its_owner_only(
    booth: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "day.pdf"
    assert booth("report", "day", "--to", target) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    reader = PdfReader(target)
    assert len(reader.pages) == 1
    assert "The day in figures" in " ".join(reader.pages[0].extract_text().split())
    assert str(target) in capsys.readouterr().out
    older = target.stat().st_ino
    assert booth("report", "day", "--to", target) == 2
    assert "is there already" in capsys.readouterr().err
    assert target.stat().st_ino == older
    assert booth("report", "day", "--to", target, "--replace") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--day", "tomorrow"), "is no day"),
        (("--day", "2020-01-01"), "no day of the event"),
        (("--to", "day.txt"), "name it day.pdf"),
        (("--to", "/nowhere/at/all.pdf"), "There is no folder"),
    ],
)
def test_that_what_cannot_be_is_said_and_writes_nothing(
    booth: Command, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert booth("report", "day", *arguments) == 2
    assert said in capsys.readouterr().err


def test_that_a_report_is_no_file_among_the_store_s_own(booth: Command, tmp_path: Path) -> None:
    assert booth("report", "day", "--to", tmp_path / "store" / "day.pdf") == 2
    assert not (tmp_path / "store" / "day.pdf").exists()
