"""The one door for work that could make the window wait: disk, pictures, files.

The store is used on one thread only, one order after the other; anything else that takes time runs
on a worker. Results come back in the window's thread. No error is silent: an expected one
(BoothError) is said in its own words, any other is logged and said plainly.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from types import FunctionType
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from boothapp.domain.errors import BoothError, Cancelled

_log = logging.getLogger(__name__)
T = TypeVar("T")
Then = Callable[[T], object]


class Progress(Protocol):
    """What a long job gets: it tells how far it is, and asks whether it should stop."""

    def __call__(self, done: int, total: int) -> None:
        """Tell how much is done; raises Cancelled when somebody stopped the job."""

    def cancelled(self) -> bool:
        """Whether somebody stopped the job."""


class Job(QObject):
    """A long piece of work as the window sees it."""

    progressed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def __call__(self, done: int, total: int) -> None:
        """Called by the work: tell how much is done; raises Cancelled after `cancel`."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)

    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; its on_error then gets Cancelled."""
        self._stop.set()


@dataclass(slots=True)
class _Order:
    """A piece of work and who waits for it."""

    function: Callable[[], Any]
    on_success: Then[Any] | None
    on_error: Then[Exception] | None


@dataclass(slots=True)
class _Result:
    """What came of an order, and which worker is free again."""

    worker: "_Worker"
    order: _Order
    value: Any = None
    error: Exception | None = None

    def let_go(self) -> None:
        """Called in the window's thread: what only the order held, such as a widget, has to die
        there, and a passphrase at once. The worker may still have the empty shells."""
        self.order.function = _nothing
        self.order.on_success = self.order.on_error = None
        self.value = self.error = None


def _nothing() -> None:
    pass


class _Worker:
    """A thread that does one order after the other until it gets None.

    It stays when it has nothing to do: to start a thread makes the window wait until that runs.
    """

    def __init__(self, name: str, done: Callable[[_Result], None]) -> None:
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._done = done
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    def put(self, order: _Order | None) -> None:
        """Another order, or None: the thread ends after those before."""
        self._orders.put(order)

    def join(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def _serve(self) -> None:
        while (order := self._orders.get()) is not None:
            try:
                result = _Result(self, order, value=order.function())
            except Exception as error:
                result = _Result(self, order, error=error)
            self._done(result)
            del order, result


class Tasks(QObject):
    """Takes orders from the window and brings back what came of them.

    `failed` carries a sentence for a toast when an order without `on_error` failed, or when any
    order failed in an unexpected way.
    """

    failed = Signal(str)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._under_way = 0
        self._open = True
        self._jobs: list[Job] = []
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._database = _Worker("database", self._done.emit)
        self._workers: list[_Worker] = []
        self._free: list[_Worker] = []

    @property
    def busy(self) -> bool:
        """Whether any order is under way."""
        return self._under_way > 0

    def run(
        self,
        function: Callable[[], T],
        on_success: Then[T] | None = None,
        on_error: Then[Exception] | None = None,
    ) -> None:
        """Do `function` on the database thread, after all orders before it.

        `on_error` gets expected errors only; others go to `failed` and the log, and to `on_error`
        too, so that a page can let go of what it was waiting for.
        """
        if self._open:
            self._under_way += 1
            self._database.put(_Order(function, on_success, on_error))

    def background(
        self,
        function: Callable[[Progress], T],
        on_success: Then[T] | None = None,
        on_error: Then[Exception] | None = None,
    ) -> Job:
        """Do long work on a thread of its own; the Job can stop it.

        It may read the store, where it sees one state: scans are stored meanwhile.
        """
        job = Job()
        self._under_way += 1
        self._jobs = [*self._jobs[-8:], job]
        self._worker().put(_Order(lambda: function(job), on_success, on_error))
        return job

    def close(self) -> None:
        """Finish the orders that were given, deliver nothing more, and end the threads."""
        if not self._open:
            return
        self._open = False
        for job in self._jobs:
            job.cancel()
        everybody = (self._database, *self._workers)
        for worker in everybody:
            worker.put(None)
        for worker in everybody:
            worker.join()

    def _worker(self) -> _Worker:
        """Somebody who has nothing to do."""
        if self._free:
            return self._free.pop()
        self._workers.append(_Worker("worker", self._done.emit))
        return self._workers[-1]

    def _deliver(self, result: _Result) -> None:
        self._under_way -= 1
        if result.worker is not self._database:
            self._free.append(result.worker)
        try:
            if self._open:
                self._answer(result)
        finally:
            result.let_go()

    def _answer(self, result: _Result) -> None:
        order = result.order
        if result.error is None:
            _tell(order.on_success, result.value)
        else:
            self._explain(result.error, heard=_tell(order.on_error, result.error))

    def _explain(self, error: Exception, *, heard: bool) -> None:
        from boothapp.domain.clashes import SlotTaken  # not needed for the first paint

        if not isinstance(error, BoothError | SlotTaken):
            _log.error("an order to the store failed", exc_info=error)
            self.failed.emit("Something went wrong and was not done. The log has the details.")
        elif not heard:
            self.failed.emit(str(error))


def _tell(listener: Then[Any] | None, value: object) -> bool:
    """Call who waits, unless it is a widget that was closed meanwhile."""
    if listener is None:
        return False
    owner = _owner(listener)
    if isinstance(owner, QObject) and not isValid(owner):
        return False
    listener(value)
    return True


def _owner(listener: Then[Any]) -> object:
    """Whose method it is, or whose lambda: what is written as `self` in it."""
    if isinstance(listener, FunctionType) and "self" in listener.__code__.co_freevars:
        at = listener.__code__.co_freevars.index("self")
        return (listener.__closure__ or ())[at].cell_contents
    return getattr(listener, "__self__", None)
