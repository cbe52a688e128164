"""The search in its own process: progress, cancel, and a worker that dies or hangs."""

import os
import signal
from collections.abc import Iterator

import pytest

from boothapp.domain.timetable import TimetableProblem
from boothapp.scheduling import Planner, PlannerDied, Planning, check, greedy
from boothapp.scheduling.instances import generate
from tests.scheduling.problems import problem, request

SOON = 30.0


@pytest.fixture(scope="module")
def long() -> TimetableProblem:
    return generate(300, 12, 6, 1)


@pytest.fixture
def running(long: TimetableProblem) -> Iterator[Planning]:
    planning = Planner().start(long, 60)
    yield planning
    planning.close()


def test_that_a_search_runs_to_its_proof() -> None:
    asked = generate(30, 3, 2, 0)
    planning = Planner().start(asked, SOON)
    told = list(planning.progress())
    planning.close()
    assert told[-1] == planning.latest()
    assert told[-1].proven
    assert check(asked, told[-1].timetable) == []
    assert (planning.running, planning.error) == (False, None)


def test_that_greedy_is_there_at_once_and_cancel_keeps_the_best(
    running: Planning, long: TimetableProblem
) -> None:
    assert running.latest().timetable.value >= greedy(long).value
    for progress in running.progress():
        if progress.timetable.value > greedy(long).value:
            break
    running.cancel()
    assert running.wait(SOON)
    assert running.error is None
    assert running.latest().timetable.value >= progress.timetable.value
    assert check(long, running.latest().timetable) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs signals")
def test_that_a_killed_worker_is_an_error_and_the_best_stays(
    running: Planning, long: TimetableProblem
) -> None:
    told = running.progress()
    next(told)
    assert running.pid
    os.kill(running.pid, signal.SIGKILL)
    with pytest.raises(PlannerDied, match="signal 9"):
        list(told)
    assert running.error is not None
    assert not running.running
    assert running.latest().timetable.value >= greedy(long).value
    running.cancel()
    assert running.wait(0)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs signals")
def test_that_a_hanging_worker_does_not_hang_the_caller(
    running: Planning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("boothapp.scheduling.planner._PATIENCE", 0.3)
    assert running.pid
    os.kill(running.pid, signal.SIGSTOP)
    running.cancel()
    assert not running.wait(0.1)
    running.close()
    assert not running.running
    with pytest.raises(ProcessLookupError):
        os.kill(running.pid, 0)


def test_that_an_error_in_the_worker_is_told_by_its_kind() -> None:
    # Sorting goes on where a value is not a number; the search does not.
    planning = Planner().start(problem(request(value=float("nan"))), SOON)
    assert planning.wait(SOON)
    planning.close()
    assert "ValueError" in str(planning.error)
    assert planning.latest().timetable is not None


def test_that_closing_twice_is_closing_once(running: Planning) -> None:
    running.close()
    running.close()
    assert not running.running
