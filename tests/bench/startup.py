"""How long until something is painted, and until the Scan page can be used."""

import compileall
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Timer

from boothapp.services.setup import create_store
from boothapp.store import keys
from boothapp.store.keys import Keeper, Kept
from tests import factories
from tests.bench.rows import BenchRow
from tests.factories import SettableClock

_ROUNDS = 9
_AT_MOST = 60.0  # s
_INSTALLED = ("PySide6", "shiboken6", "sqlmodel", "sqlalchemy", "pydantic", "alembic")
_ROOT = Path(__file__).parent.parent.parent

_BARE_WINDOW = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        os._exit(0)
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
# What `boothapp` does once it knows that there is a display; ended by the window's first paint.
_OUR_WINDOW = """
import os, sys
from pathlib import Path
from boothapp import config
from boothapp.ui import main_window
def painted(self, event):
    os._exit(0)
main_window.MainWindow.paintEvent = painted
from boothapp.ui.session import Session
sys.exit(Session.on_store(config.from_environment(Path(sys.argv[1]))).run())
"""
# The same, ended when the rail and with it the frame around the pages is painted.
_OUR_FRAME = """
import os, sys
from pathlib import Path
from boothapp import config
from boothapp.ui.session import Session
furnish = Session._furnish
def furnish_and_watch(self):
    from boothapp.ui.frame.rail import Rail
    Rail.paintEvent = lambda self, event: os._exit(0)
    furnish(self)
Session._furnish = furnish_and_watch
sys.exit(Session.on_store(config.from_environment(Path(sys.argv[1]))).run())
"""
_BARE_IMPORTS = "import PySide6.QtWidgets, sqlmodel"
# Usable: the page is shown, what it asked the store has been answered, and it was painted.
_OUR_SCAN_PAGE = """
import os, sys
from pathlib import Path
from functools import partial
from PySide6.QtCore import QTimer
from boothapp.ui.session import Opened, Session
def open_store(folder, _passphrase):
    from boothapp.services.bundle import Services
    from boothapp.services.setup import now
    from boothapp.store.database import Database
    from boothapp.store.keys import Keeper
    from boothapp.store.store import Store
    return Opened(Services.over(Store(Database(folder, bytes(32)), Keeper.MEMORY, now), "Sofia"))
session = Session(partial(open_store, Path(sys.argv[1])), folder=None, config=None)
session.show()
def look():
    if session.ready and session.body.pages["scan"].isVisible():
        session.window.repaint()
        os._exit(0)
timer = QTimer(interval=5)
timer.timeout.connect(look)
timer.start()
session.app.exec()
"""


def rows() -> list[BenchRow]:
    """First paint and usable Scan page, each against its baseline, in turns."""
    # A second start is measured, as people have it: everything is compiled.
    for package in ("boothapp", *_INSTALLED):
        compileall.compile_dir(_where(package), quiet=2)
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        _make_store(store)
        window = _paired(_OUR_WINDOW, _BARE_WINDOW, str(store))
        frame = _paired(_OUR_FRAME, _BARE_WINDOW, str(store))
        page = _paired(_OUR_SCAN_PAGE, _BARE_IMPORTS, str(store))
    return [
        BenchRow(
            "start.first_paint", window[0] * 1000, "ms", "a bare PySide6 window", window[1], 1.5
        ),
        BenchRow("start.frame", frame[0] * 1000, "ms", "a bare PySide6 window", frame[1]),
        BenchRow(
            "start.scan_page",
            page[0] * 1000,
            "ms",
            "importing PySide6.QtWidgets and sqlmodel alone",
            page[1],
            1.6,
        ),
    ]


def _paired(ours: str, bare: str, argument: str) -> tuple[float, float]:
    """(median seconds of ours, ratio of the medians), after one unmeasured round each."""
    times: dict[str, list[float]] = {ours: [], bare: []}
    for number in range(_ROUNDS + 1):
        for script in (bare, ours):
            taken = _run(script, argument)
            if number:
                times[script].append(taken)
    return median(times[ours]), median(times[ours]) / median(times[bare])


def _run(script: str, argument: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    before = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", script, argument], cwd=_ROOT, env=environment)
    # Not a timeout of its own: waiting with one looks only every 50 ms.
    too_long = Timer(_AT_MOST, process.kill)
    too_long.start()
    code = process.wait()
    taken = time.perf_counter() - before
    too_long.cancel()
    if code:
        raise subprocess.CalledProcessError(code, script)
    return taken


def _where(package: str) -> str:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.submodule_search_locations is not None
    return found.submodule_search_locations[0]


def _make_store(folder: Path) -> None:
    """A store whose key is known to the script: opening is measured, not the keyring."""
    known = keys.in_memory
    keys.in_memory = lambda: Kept(bytes(32), Keeper.MEMORY)
    try:
        clock = SettableClock(factories.noon_of_second_day())
        create_store(folder, factories.plan(), in_memory_key=True, clock=clock).services.close()
    finally:
        keys.in_memory = known
