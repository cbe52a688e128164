"""A booth that scans without end, in the real window: the process that the tests kill.

    python -m tests.faults.scanner STORE FIRST_NUMBER

Prints the id of each scan once its verdict is painted: from then on it must never be lost.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from boothapp.services.bundle import Services
from boothapp.services.setup import now
from boothapp.store.database import Database
from boothapp.store.keys import Keeper
from boothapp.store.store import Store
from boothapp.ui.scan.desk import Desk
from boothapp.ui.session import Opened, Session

KEY = bytes(range(32))


def open_store(folder: Path, _passphrase: str | None = None) -> Opened:
    """The store with the key that the test knows."""
    return Opened(Services.over(Store(Database(folder, KEY), Keeper.MEMORY, now), "Sofia"))


def main() -> None:
    """Scan until killed."""
    folder, number = Path(sys.argv[1]), int(sys.argv[2])
    session = Session(partial(open_store, folder), folder=None, config=None)
    session.show()
    _run_until(lambda: session.ready)
    while True:
        print(_scan(session, f"person{number}@x.example"), flush=True)
        number += 1


def _scan(session: Session, email: str) -> str:
    """Scan somebody new, wait until their verdict is painted, answer the scan's id."""
    page = session.body.pages["scan"]
    desk: Desk = page.desk  # type: ignore[attr-defined] # the Scan page
    session.body.frame.scanned.emit(f"mailto:{email}")

    def shown() -> bool:
        card = desk.current
        return card is not None and card.person is not None and card.person.email == email

    _run_until(shown)
    page.panels.band.repaint()  # type: ignore[attr-defined] # as above
    card = desk.current
    assert card is not None
    desk.next()
    return card.scan_id


def _run_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


if __name__ == "__main__":
    main()
