"""One window per store."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from boothapp.ui.single_instance import SingleInstance

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from boothapp.ui.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print(instance.claim())
"""


def second_start(store: Path) -> str:
    command = [sys.executable, "-c", SECOND_START, str(store)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_that_a_second_start_is_turned_away_and_calls_the_first(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.called, timeout=5_000):
        process = subprocess.Popen(
            [sys.executable, "-c", SECOND_START, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
    assert process.communicate(timeout=10)[0].strip() == "False"
    first.release()


def test_that_another_store_has_its_own_window(tmp_path: Path, qtbot: QtBot) -> None:
    first = SingleInstance(tmp_path / "a")
    assert first.claim()
    first.listen()
    assert second_start(tmp_path / "b") == "True"
    first.release()
    assert second_start(tmp_path / "a") == "True"


def test_that_a_crashed_window_does_not_lock_anybody_out(tmp_path: Path) -> None:
    crash = SECOND_START + "\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"
    subprocess.run([sys.executable, "-c", crash, str(tmp_path)], check=False, capture_output=True)
    assert (tmp_path / "window.lock").exists()
    assert second_start(tmp_path) == "True"
