"""How far long work is, as a terminal shows it."""

import os
import pty
import sys

import pytest

from boothapp.cli.progress import progress_line


def test_that_a_terminal_shows_how_far_it_is_and_nothing_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress_line() as tell:
            tell("reading", 1, 3)
            tell("reading", 2, 3)  # too soon after the other to be seen
        monkeypatch.undo()
        shown = os.read(ours, 1000).decode()
    os.close(ours)
    assert "Reading: 33%" in shown
    assert "67%" not in shown
    assert shown.endswith("\r\x1b[K")


def test_that_a_file_gets_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_line() as tell:
        tell("reading", 1, 3)
    assert capsys.readouterr().err == ""
