"""Widgets die in the window's thread, whatever thread lets go of them last."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from boothapp.ui.garbage import Garbage
from boothapp.ui.tasks import Tasks


class _Cycle(QObject):
    def __init__(self, died: list[str]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: died.append(threading.current_thread().name))


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def garbage(qapp: QObject) -> Iterator[Garbage]:
    garbage = Garbage(qapp)
    garbage.start()
    yield garbage
    garbage.stop()
    garbage.deleteLater()


def _make_much() -> None:
    kept = [[number] for number in range(50_000)]  # far past the thresholds of all generations
    assert kept


def test_that_unused_widgets_are_destroyed_in_the_windows_thread(
    qtbot: QtBot, garbage: Garbage, tasks: Tasks
) -> None:
    died: list[str] = []
    for _ in range(20):
        _Cycle(died)
    tasks.run(_make_much)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert died == []
    _make_much()
    for _ in range(40):  # each look is at one generation; the oldest is due after many
        kept = [[number] for number in range(2_000)]
        garbage.look()
    assert kept
    assert set(died) == {"MainThread"}
    assert len(died) == 20


def test_that_an_order_is_let_go_of_in_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    died: list[str] = []
    for _ in range(50):
        held = QObject()
        weakref.finalize(held, lambda: died.append(threading.current_thread().name))
        tasks.run(held.objectName)
        del held
    tasks.run(lambda: None)
    tasks.run(lambda: None)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert len(died) >= 50
    assert set(died) == {"MainThread"}


def test_that_it_gives_the_collector_back(qapp: QObject) -> None:
    garbage = Garbage(qapp)
    garbage.start()
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    garbage.deleteLater()
