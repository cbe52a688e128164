"""From a readable frame to the painted verdict, with the durable commit in between."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from boothapp.decoding import FrameDecoder
from boothapp.ui.session import Opened, Session
from tests import factories
from tests.bench.rows import BenchRow
from tests.decoding.scenes import badge_frame
from tests.factories import SettableClock

_SCANS = 60


def rows() -> list[BenchRow]:
    """The way of a code: decode, scan with commit, paint; each time another person."""
    with TemporaryDirectory() as folder:
        times = _measure(Path(folder))
    return [
        BenchRow("verdict.painted", median(times) * 1000, "ms", "none"),
        BenchRow("verdict.painted.p95", quantiles(times, n=20)[-1] * 1000, "ms", "none", None, 100),
    ]


def _measure(folder: Path) -> list[float]:
    people = [(f"B-{n:04}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(_SCANS)]
    clock = SettableClock(factories.noon_of_second_day())
    services = factories.make_store(folder / "store", clock).services
    services.roster.import_file(factories.roster_file(folder, people))
    session = Session(lambda _passphrase: Opened(services), folder=None, config=None)
    session.show()
    _run_until(lambda: session.ready)
    page = session.body.pages["scan"]
    frames = [badge_frame(f"B-{number:04}") for number in range(_SCANS)]
    times = []
    for number, frame in enumerate(frames):
        # A decoder of its own: each person comes new into the picture, nothing is known of where.
        decoder = FrameDecoder()
        began = time.perf_counter()
        (reading,) = decoder.decode(np.ascontiguousarray(frame))
        page.camera.read.emit(reading.text)  # type: ignore[attr-defined] # the Scan page
        _run_until(partial(_painted, page, f"B-{number:04}"))
        page.panels.band.repaint()  # type: ignore[attr-defined] # as above
        times.append(time.perf_counter() - began)
        _run_until(lambda: not session.tasks.busy)
    session.window.close()
    session.close()
    return times


def _painted(page: object, badge_id: str) -> bool:
    card = page.desk.current  # type: ignore[attr-defined] # the Scan page
    return card is not None and card.badge_id == badge_id


def _run_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
