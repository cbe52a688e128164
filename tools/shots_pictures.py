"""Scenes of pictures in which nothing was read, for tools/shots.py."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PIL import Image

from boothapp.domain.people import ScanSource
from boothapp.ui.scan.pictures import Picture
from boothapp.ui.scan.unread_dialog import UnreadDialog
from tests.decoding.hard_mix import hard_mix

if TYPE_CHECKING:
    from tools.shots import Stage


def listed(stage: Stage) -> None:
    """A batch went through; some gave nothing."""
    stage.empty()
    stage.scan_page.source.progress.stop.click()  # the scene before left its pictures in the list
    folder = Path(mkdtemp())
    files = []
    for number, scene in enumerate(hard_mix(11, 40)):
        if scene.still.shape[0] == 720:
            files.append(folder / f"IMG_20260706_{number:04}.jpg")
            shaken = Image.fromarray(scene.frame()).reduce(5)
            shaken.resize((1280, 720)).save(files[-1])
    (folder / "programme.pdf").write_text("%PDF-1.7")
    pictures = [Picture(file.name, file) for file in [*files[:5], folder / "programme.pdf"]]
    stage.scan_page.pictures.look_at(pictures, ScanSource.IMAGE)
    stage.settle(1500)


def opened(stage: Stage) -> None:
    """They are looked at."""
    listed(stage)
    stage.scan_page.pictures.open_unread()
    stage.settle(600)


def missed(stage: Stage) -> None:
    """The first was typed, the second was looked at once more in vain."""
    opened(stage)
    (dialog,) = stage.scan_page.findChildren(UnreadDialog)
    dialog.line.setText("AB-0001")
    dialog.scan.click()
    stage.settle(500)
    dialog.look.turn()
    dialog.look.brighten()
    dialog.again.click()
    stage.settle(2500)


SCENES = {"pictures_listed": listed, "pictures_opened": opened, "pictures_missed": missed}
