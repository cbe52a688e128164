"""A sound for each verdict, played by the system's own player so that nothing waits for it.

QtMultimedia would do it too, but it is slow to load and fails where its libraries are missing.
"""

import shutil
import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from boothapp.paths import resources

_PLAYERS = (
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
)


def play(name: str) -> None:
    """Let the sound of a verdict be heard ("may_share" … "unreadable"); returns at once."""
    sound = resources() / "sounds" / f"{name}.wav"
    if sys.platform == "win32":
        _play_on_windows(sound)
        return
    player = _player()
    if player is None:
        QApplication.beep()
    else:
        QProcess.startDetached(player[0], [*player[1:], str(sound)])


@cache
def _player() -> tuple[str, ...] | None:
    return next((player for player in _PLAYERS if shutil.which(player[0])), None)


def _play_on_windows(sound: Path) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(sound), winsound.SND_FILENAME | winsound.SND_ASYNC)
