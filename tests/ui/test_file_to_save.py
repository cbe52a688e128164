"""Where a file goes that a person saves: nothing is written over unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from boothapp.ui import opening
from boothapp.ui.dialogs.badges_dialog import BadgesDialog
from tests.ui.conftest import Stage

_KINDS = "PDF (*.pdf);;Picture (*.png);;All files (*)"
Asked = list[tuple[str, str]]


def _answering(monkeypatch: pytest.MonkeyPatch, answers: Iterator[str], kind: str = "") -> Asked:
    """The system's dialog answers so; what it was opened with is told."""
    asked: Asked = []

    def choose(_parent: object, title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append((title, Path(name).name))
        return next(answers), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return asked


def test_that_a_file_that_the_ending_hits_upon_is_asked_about(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"old")
    dialog = BadgesDialog(stage.context, stage.window)
    stage.qtbot.addWidget(dialog)
    written: list[Path] = []
    monkeypatch.setattr(dialog, "write", written.append)
    dialog.save.setEnabled(True)
    twice = [("Save the badges", "badges.pdf"), ("mine.pdf is there already", "mine.pdf")]
    asked = _answering(monkeypatch, iter([str(tmp_path / "mine"), ""]))
    dialog.save.click()
    assert (asked, written) == (twice, [])
    asked = _answering(monkeypatch, iter([str(tmp_path / "mine"), str(tmp_path / "mine.pdf")]))
    dialog.save.click()
    assert (asked, written) == (twice, [tmp_path / "mine.pdf"])  # the system has asked by now
    stage.settle()


@pytest.mark.parametrize(
    ("kind", "ending"), [("Picture (*.png)", ".png"), ("All files (*)", ".pdf"), ("", ".pdf")]
)
def test_that_a_name_without_an_ending_gets_that_of_its_kind(
    stage: Stage, tmp_path: Path, kind: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answering(monkeypatch, iter([str(tmp_path / "a")]), kind)
    path = opening.file_to_save(stage.window, "Save", "a.pdf", _KINDS)
    assert path == tmp_path / f"a{ending}"
