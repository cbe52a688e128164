"""The one door for slow work."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from boothapp.domain.errors import BadInput, Cancelled
from boothapp.services.events import Changed, EventBus
from boothapp.ui.event_bridge import EventBridge
from boothapp.ui.tasks import Job, Progress, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_that_orders_run_one_after_the_other_on_one_thread(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[tuple[int, str]] = []
    for number in range(20):
        tasks.run(partial(lambda n: seen.append((n, threading.current_thread().name)), number))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert seen == [(number, "database") for number in range(20)]


def test_that_results_come_back_in_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    tasks.run(lambda: 42, lambda _: threads.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_that_an_expected_error_is_said_in_its_own_words(tasks: Tasks, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise BadInput("A name is missing.")

    with qtbot.waitSignal(tasks.failed) as said:
        tasks.run(refuse)
    assert said.args == ["A name is missing."]


def test_that_who_handles_an_expected_error_has_it_alone(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[Exception] = []

    def refuse() -> None:
        raise BadInput("A name is missing.")

    with qtbot.assertNotEmitted(tasks.failed):
        tasks.run(refuse, on_error=heard.append)
        qtbot.waitUntil(lambda: not tasks.busy)
    assert [str(error) for error in heard] == ["A name is missing."]


def test_that_an_unexpected_error_is_never_silent(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Exception] = []

    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(tasks.failed) as said:
        tasks.run(fail, on_error=heard.append)
    assert said.args is not None
    assert "went wrong" in said.args[0]
    assert "ZeroDivisionError" in caplog.text
    assert len(heard) == 1


@pytest.mark.parametrize("how", ["method", "lambda"])
def test_that_a_closed_widget_is_not_told(tasks: Tasks, qtbot: QtBot, how: str) -> None:
    class Page(QObject):
        def show(self, _: object) -> None:
            raise AssertionError("told although it is gone")

        def wait(self) -> None:
            waits = self.show if how == "method" else lambda value: self.show(value)
            tasks.run(release.wait, waits)

    import shiboken6

    page, release = Page(), threading.Event()
    page.wait()
    shiboken6.delete(page)
    release.set()
    qtbot.waitUntil(lambda: not tasks.busy)


def test_that_a_long_job_tells_how_far_it_is_and_can_be_stopped(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    errors: list[Exception] = []
    begin, stop = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        begin.wait(5)
        progress(1, 3)
        stop.wait(5)
        progress(2, 3)

    job = tasks.background(work, on_error=errors.append)
    job.progressed.connect(lambda done, total: told.append((done, total)))
    begin.set()
    qtbot.waitUntil(lambda: told == [(1, 3)])
    job.cancel()
    stop.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)
    assert told == [(1, 3)]


def test_that_long_work_runs_side_by_side_and_a_free_worker_is_used_again(
    tasks: Tasks, qtbot: QtBot
) -> None:
    together = threading.Barrier(2, timeout=5)
    for _ in range(2):
        tasks.background(lambda _progress: together.wait())  # alone, either waits in vain
    qtbot.waitUntil(lambda: not tasks.busy)
    workers = {thread for thread in threading.enumerate() if thread.name == "worker"}
    for _ in range(5):
        tasks.background(lambda _progress: None)
        qtbot.waitUntil(lambda: not tasks.busy)
    assert len(workers) == 2
    assert {thread for thread in threading.enumerate() if thread.name == "worker"} == workers


def test_that_what_only_an_order_held_dies_in_the_windows_thread(
    tasks: Tasks, qtbot: QtBot
) -> None:
    died: list[threading.Thread] = []

    class Held:
        def __del__(self) -> None:
            died.append(threading.current_thread())

        def work(self, _progress: Progress) -> None:
            pass

    for number in range(20):
        tasks.background(Held().work) if number % 2 else tasks.run(partial(Held().work, Job()))
        qtbot.waitUntil(lambda: not tasks.busy)
        assert died == [threading.main_thread()] * (number + 1), "and no later"


def test_that_closing_finishes_what_was_ordered_and_ends_the_thread(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    tasks, done = Tasks(), list[int]()
    for number in range(5):
        tasks.run(partial(done.append, number))
    tasks.close()
    assert done == [0, 1, 2, 3, 4]
    assert set(threading.enumerate()) <= before
    tasks.run(lambda: done.append(99))  # too late: not done, no error
    assert 99 not in done


def test_that_events_of_the_database_thread_arrive_in_the_windows_thread(
    tasks: Tasks, qtbot: QtBot
) -> None:
    bus = EventBus()
    bridge = EventBridge(bus)
    heard: list[tuple[object, threading.Thread]] = []
    bridge.changed.connect(lambda event: heard.append((event, threading.current_thread())))
    tasks.run(lambda: bus.publish(Changed("lead", "1")))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(Changed("lead", "1"), threading.main_thread())]
    bridge.close()
    bus.publish(Changed("lead", "2"))
    qtbot.wait(20)
    assert len(heard) == 1
