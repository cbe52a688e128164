"""What the first page does not need is not loaded before it (decision 7)."""

import os
import subprocess
import sys
from pathlib import Path

from tests.factories import SettableClock, StoreTemplate

_START = """
import os, sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from boothapp.ui.session import Opened, Session
def open_store(folder, _passphrase):
    from boothapp.services.bundle import Services
    from boothapp.services.setup import now
    from boothapp.store.database import Database
    from boothapp.store.keys import Keeper
    from boothapp.store.store import Store
    store = Store(Database(folder, bytes(range(32))), Keeper.MEMORY, now)
    return Opened(Services.over(store, "Sofia"))
session = Session(partial(open_store, Path(sys.argv[1])), folder=None, config=None)
session.show()
def look():
    if session.ready and session.body.pages["scan"].isVisible():
        print(*sys.modules, sep="\\n", flush=True)
        os._exit(0)
timer = QTimer(interval=5)
timer.timeout.connect(look)
timer.start()
session.app.exec()
"""
_WHAT_FOR = {
    "boothapp.decoding": "pictures and frames",
    "boothapp.domain.exporting": "the Export page",
    "boothapp.domain.holdings": "the Privacy page",
    "boothapp.domain.roster": "taking a list in",
    "boothapp.labels": "printing",
    "boothapp.readers": "taking a list in",
    "boothapp.scheduling": "filling the day",
    "boothapp.store.export_rows": "the Export page",
    "boothapp.store.restoring": "taking a backup back",
    "boothapp.writers": "files",
    "numpy": "the camera",
    "PySide6.QtMultimedia": "the camera",
}


def test_that_the_scan_page_waits_for_nothing_that_only_others_need(
    tmp_path: Path, made_store: StoreTemplate, clock: SettableClock
) -> None:
    made_store.copied(tmp_path / "store", clock).close()
    done = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path / "store")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "boothapp.ui.pages.scan" in loaded
    assert {name: what for name, what in _WHAT_FOR.items() if name in loaded} == {}
