"""The best timetable: greedy at once, a bound soon after, then the search for the optimum."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from boothapp.domain.timetable import Placement, Timetable, TimetableProblem
from boothapp.scheduling.at_once import fill_up, greedy, timetable
from boothapp.scheduling.board import Board
from boothapp.scheduling.columns import decode, encode
from boothapp.scheduling.highs import Values, Watch, best, relaxed_bound
from boothapp.scheduling.model import Builder
from boothapp.scheduling.units import unit

_CLOSE = 1e-6
"""Relative: the solver's arithmetic is exact to about this."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The best timetable so far, and what none can be worth more than (infinity: not known yet)."""

    timetable: Timetable
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """How much more than this there could be at most, as a part of the bound; 0 is proven."""
        missing = self.bound - self.timetable.value
        if missing <= 3 * _slack(self.bound):
            return 0.0
        return missing / abs(self.bound) if math.isfinite(self.bound) else math.inf

    @property
    def proven(self) -> bool:
        """Whether no timetable is worth more."""
        return self.gap == 0.0


@dataclass(frozen=True, slots=True)
class Solved(Progress):
    """Where the search ended."""


def solve(
    problem: TimetableProblem,
    seconds: float,
    report: Callable[[Progress], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> Solved:
    """The most valuable timetable that is found in `seconds`, proven where the gap is 0.

    `report` is told of everything that gets better, first of the greedy timetable. `stop` is asked
    all the time: once it says True the best so far is given.
    """
    search = _Search(problem, monotonic() + seconds, report, stop)
    search.take(greedy(problem))
    if not search.over():
        search.run()
    return Solved(search.best, search.bound, search.spent())


def _slack(value: float) -> float:
    """How far off a bound of the solver may be."""
    return _CLOSE * max(1.0, abs(value))


class _Search:
    """The best so far and the bound, while the two come together."""

    def __init__(
        self,
        problem: TimetableProblem,
        deadline: float,
        report: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        self.best = Timetable({}, 0.0)
        self._problem = problem
        self._began = monotonic()
        self._deadline = deadline
        self._report = report
        self._stop = stop
        self._stopped = False
        self._unit = unit(request.value for request in problem.requests)
        # Nothing is known at first but that everything cannot be exceeded.
        self.bound = sum(max(0.0, request.value) for request in problem.requests)

    def spent(self) -> float:
        """Seconds since the start."""
        return monotonic() - self._began

    def over(self) -> bool:
        """Whether there is nothing more to find, or no more time, or somebody said stop."""
        if not self._stopped:
            done = Progress(self.best, self.bound, 0.0).proven
            self._stopped = done or monotonic() >= self._deadline or self._stop()
        return self._stopped

    def take(self, found: Timetable) -> None:
        """A timetable; kept and reported if it is better, or the first."""
        if found.value > self.best.value or not self.best.placements:
            self.best = found
            self._tell()

    def lower(self, bound: float) -> None:
        """A bound; kept and reported if it is better."""
        if not math.isfinite(bound):
            return
        bound += _slack(bound)
        if self._unit:
            bound = math.floor(bound / self._unit) * self._unit
        bound = max(bound, self.best.value)
        if bound < self.bound - _slack(bound):
            self.bound = bound
            self._tell()

    def run(self) -> None:
        """Bound, then search."""
        board = Board(self._problem)
        model = Builder(board, [r for r in self._problem.requests if r.value > 0]).build()
        if not model.worth:
            self.lower(self.best.value)
            return

        def found(values: Values) -> None:
            self.take(self._completed(decode(model, board, values)))

        watch = Watch(found=found, bounded=self.lower, ended=self.over)
        self.lower(relaxed_bound(model, self._left(), watch))
        if self.over():
            return
        begin = encode(model, board, self._worth_it())
        answer = best(model, self._left(), watch, begin)
        if answer.values is not None:
            found(answer.values)
        self.lower(answer.bound)

    def _left(self) -> float:
        return self._deadline - monotonic()

    def _worth_it(self) -> Mapping[str, Placement]:
        """The best so far, without what is worth nothing and so has no columns."""
        worth = {request.id: request.value for request in self._problem.requests}
        return {id_: p for id_, p in self.best.placements.items() if worth[id_] > 0}

    def _completed(self, placements: Mapping[str, Placement]) -> Timetable:
        """These places, and what else is free: what is worth nothing is not in the search."""
        board = Board(self._problem)
        for placement in placements.values():
            board.put(placement)
        fill_up(board, self._problem.requests)
        return timetable(board)

    def _tell(self) -> None:
        self._report(Progress(self.best, self.bound, self.spent()))
