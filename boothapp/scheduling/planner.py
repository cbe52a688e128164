"""The search in a process of its own: a window goes on, a crash takes nothing with it."""

import multiprocessing
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.process import BaseProcess
from threading import Condition, Thread
from time import monotonic

from boothapp.domain.timetable import TimetableProblem
from boothapp.scheduling.at_once import greedy
from boothapp.scheduling.solving import Progress
from boothapp.scheduling.worker import CANCEL, Ended, Failed, Message, work

_PATIENCE = 2.0
"""Seconds that a worker has to end by itself once it should."""


class PlannerDied(Exception):
    """The worker ended before its time; the best timetable it had found is still there."""


class Planner:
    """Starts searches, each in a fresh process."""

    def start(self, problem: TimetableProblem, seconds: float) -> "Planning":
        """Begin a search. The greedy timetable is there when this returns."""
        return Planning(problem, seconds)


class Planning:
    """A running search. No call waits for the worker, except where it says so."""

    def __init__(self, problem: TimetableProblem, seconds: float) -> None:
        worth = sum(max(0.0, request.value) for request in problem.requests)
        self._best = Progress(greedy(problem), worth, 0.0)
        self._count = 0
        self._over = False
        self._error: PlannerDied | None = None
        self._changed = Condition()
        # A process that was forked from one with threads, a window's for one, may hang.
        context = multiprocessing.get_context("spawn")
        self._pipe, worker_end = context.Pipe()
        self._process = context.Process(
            target=work, args=(worker_end, problem, seconds), daemon=True, name="planner"
        )
        self._process.start()
        # With the worker's end open here as well, its death would never be seen.
        worker_end.close()
        self._reader = Thread(target=self._read, daemon=True, name="planner-reader")
        self._reader.start()

    @property
    def running(self) -> bool:
        """Whether something better may still come."""
        with self._changed:
            return not self._over

    @property
    def pid(self) -> int | None:
        """The worker's process."""
        return self._process.pid

    @property
    def error(self) -> PlannerDied | None:
        """Why the search ended before its time; None while it runs and where it ended well."""
        with self._changed:
            return self._error

    def latest(self) -> Progress:
        """The best so far, at once, whatever became of the worker."""
        with self._changed:
            return self._best

    def progress(self) -> Iterator[Progress]:
        """The best so far, and again each time it or the bound gets better, until the end.

        Waits in between. Raises PlannerDied, after the last one, if the worker died.
        """
        seen = -1
        while True:
            with self._changed:
                self._changed.wait_for(lambda seen=seen: self._over or self._count > seen)  # type: ignore[misc] # a default binds the loop's value
                fresh, over, best = self._count > seen, self._over, self._best
                seen = self._count
                error = self._error
            if fresh:
                yield best
            if over:
                if error:
                    raise error
                return

    def wait(self, seconds: float) -> bool:
        """Wait up to `seconds` for the end; whether it came."""
        with self._changed:
            return self._changed.wait_for(lambda: self._over, seconds)

    def cancel(self) -> None:
        """Ask the worker to end soon; the best so far stays."""
        # Where it has ended there is nothing left to cancel.
        with suppress(OSError, ValueError):
            self._pipe.send(CANCEL)

    def close(self) -> None:
        """End the worker, by force if it does not go within two seconds; `latest` still answers."""
        self.cancel()
        until = monotonic() + _PATIENCE
        if not self.wait(_PATIENCE):
            self._end("closed before its time")
        self._process.join(max(0.0, until - monotonic()))
        if self._process.is_alive():
            self._process.kill()
            self._process.join(_PATIENCE)
        self._reader.join(_PATIENCE)
        self._pipe.close()

    def _read(self) -> None:
        """In a thread: take in what the worker tells until its end of the pipe is closed."""
        try:
            while True:
                message: Message = self._pipe.recv()
                if isinstance(message, Failed):
                    self._end(message.reason)
                elif isinstance(message, Ended):
                    self._take(message.solved)
                    self._end("")
                else:
                    self._take(message)
        except (EOFError, OSError):
            pass
        self._process.join(_PATIENCE)
        self._end(_how(self._process))

    def _take(self, progress: Progress) -> None:
        with self._changed:
            if self._over:
                return
            if progress.timetable.value < self._best.timetable.value:
                progress = Progress(self._best.timetable, progress.bound, progress.seconds)
            self._best = progress
            self._count += 1
            self._changed.notify_all()

    def _end(self, reason: str) -> None:
        """The end, of which the first reason counts; an empty one is a good end."""
        with self._changed:
            if not self._over:
                self._over = True
                self._error = PlannerDied(f"the search ended: {reason}") if reason else None
                self._changed.notify_all()


def _how(process: BaseProcess) -> str:
    code = process.exitcode
    if code is None:
        return "its process does not answer"
    return f"its process was killed (signal {-code})" if code < 0 else f"exit code {code}"
