"""`boothapp retention`, and what is over at the start of any command."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boothapp.cli.common import Launchers
from boothapp.cli.main import run
from boothapp.services import setup
from tests.factories import AMARA, HARUTO, SettableClock, roster_file

Command = Callable[..., int]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SettableClock:
    """The laptop's clock, in hand."""
    clock = SettableClock(datetime(2026, 7, 9, 3, tzinfo=UTC))
    for function in (setup.open_store, setup.create_store):
        defaults = (function.__kwdefaults__ or {}) | {"clock": clock}
        monkeypatch.setattr(function, "__kwdefaults__", defaults)
    return clock


@pytest.fixture
def boothapp(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    clock: SettableClock,
) -> Command:
    """A store with a list of two people whom nobody met."""
    monkeypatch.setenv("BOOTHAPP_PASSPHRASE", "correct horse")
    monkeypatch.setenv("BOOTHAPP_STORE", str(tmp_path / "store"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    def call(*arguments: str | Path) -> int:
        return run([str(argument) for argument in arguments], Launchers(demo=lambda _tour: 0))

    event = ("--event", "Demo Conf", "--timezone", "Asia/Seoul", "--sponsor", "Northlight")
    assert call("init", *event, "--from", "2026-07-08", "--to", "2026-07-10") == 0
    assert call("roster", "import", roster_file(tmp_path, [AMARA, HARUTO])) == 0
    capsys.readouterr()
    return call


def test_that_a_preview_says_what_goes_when(
    boothapp: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boothapp("retention", "preview", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "kept": "roster",
        "until": "2026-08-09",
        "people": 2,
        "due": False,
    }
    assert boothapp("retention", "purge", "--yes") == 0
    assert "nothing was deleted" in capsys.readouterr().err
    assert boothapp("retention", "purge", "--yes", "--today", "2030-01-01") == 2
    assert "The clock says 2026-07-" in capsys.readouterr().err


def test_that_a_jump_of_the_clock_is_asked_about(
    boothapp: Command, capsys: pytest.CaptureFixture[str], clock: SettableClock
) -> None:
    clock.forward(days=60)
    assert boothapp("retention", "purge", "--yes") == 1
    assert "Nothing was deleted" in capsys.readouterr().err
    assert boothapp("retention", "purge", "--yes", "--today", "2026-09-08") == 2
    assert boothapp("person", "find", "x") == 2
    assert boothapp("retention", "preview", "--json") == 0
    assert json.loads(capsys.readouterr().out)["due"] is True
    assert boothapp("retention", "purge", "--today", "2026-09-07") == 2  # nobody said yes
    assert "with --yes" in capsys.readouterr().err
    assert boothapp("retention", "purge", "--yes", "--today", "2026-09-07", "--json") == 0
    assert json.loads(capsys.readouterr().out)["roster"] == 2


def test_that_any_command_deletes_what_is_over(
    boothapp: Command, capsys: pytest.CaptureFixture[str], clock: SettableClock
) -> None:
    for _ in range(35):  # used every day, so that the clock is believed
        clock.now += timedelta(hours=23)
        assert boothapp("leads", "list") == 0
    assert "2 were over and were deleted" in capsys.readouterr().err


@pytest.mark.parametrize(
    "look", [("retention", "preview"), ("consent", "log"), ("consent", "verify")]
)
def test_that_a_command_that_only_looks_deletes_nothing(
    boothapp: Command,
    capsys: pytest.CaptureFixture[str],
    clock: SettableClock,
    look: tuple[str, str],
) -> None:
    for _ in range(31):  # the last day is tomorrow
        clock.now += timedelta(hours=23, minutes=50)
        assert boothapp("leads", "list") == 0
    clock.now += timedelta(hours=23, minutes=50)
    capsys.readouterr()
    assert boothapp(*look) == 0
    assert boothapp("retention", "preview", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out.splitlines()[-1])["due"] is True
    assert "deleted" not in said.err
    assert boothapp("retention", "purge") == 2  # nobody said yes
    assert boothapp("retention", "purge", "--yes") == 0
    assert "deleted: 2" in capsys.readouterr().out
