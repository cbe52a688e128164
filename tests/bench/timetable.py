"""Timetables of three sizes and three seeds: how good, how soon, against greedy and first come."""

from dataclasses import dataclass, replace
from time import perf_counter

from boothapp.domain.timetable import Timetable, TimetableProblem
from boothapp.scheduling import Progress, Reasons, Solved, first_come, greedy, moved, repair, solve
from boothapp.scheduling.instances import generate
from tests.bench.rows import BenchRow

_SIZES = {"50": (50, 5, 3), "200": (200, 10, 6), "500": (500, 25, 12)}
_SEEDS = range(3)
_SECONDS = 30.0
_ENOUGH = 0.975
# A little below the second that a repair may take, for what is not search.
_REPAIR = 0.8


@dataclass(frozen=True, slots=True)
class _Run:
    """One problem's search, and when it first had enough of the final bound."""

    problem: TimetableProblem
    solved: Solved
    enough_after: float

    def share(self, timetable: Timetable) -> float:
        return 100 * timetable.value / self.solved.bound


def rows() -> list[BenchRow]:
    """All rows about timetables; nobody else should be working on the machine."""
    solve(generate(10, 2, 2, 0), 1.0)  # loads the solver
    runs = {size: [_run(size, seed) for seed in _SEEDS] for size in _SIZES}
    repairs = [_repairs(size, found) for size, found in runs.items()]
    slowest = max(row.value for row in repairs)
    return [
        _proof("50", runs["50"], 0.5),
        _proof("200", runs["200"], 15.0),
        *_large(runs["500"]),
        BenchRow("timetable.repair", slowest, "s", "the slowest of the next three", None, 1.0),
        *repairs,
        _reasons(runs["200"]),
    ]


def _run(size: str, seed: int) -> _Run:
    problem = generate(*_SIZES[size], seed)
    told: list[Progress] = []
    solved = solve(problem, _SECONDS, told.append)
    enough = [one.seconds for one in told if one.timetable.value >= _ENOUGH * solved.bound]
    return _Run(problem, solved, min(enough, default=_SECONDS))


def _compared(runs: list[_Run]) -> str:
    """How the simple ways do, in percent of the optimum or of the bound."""
    parts = []
    for name, how in (("greedy", greedy), ("first come", first_come)):
        shares = [run.share(how(run.problem)) for run in runs]
        parts.append(f"{name} {min(shares):.1f}–{max(shares):.1f} %")
    proven = sum(run.solved.proven for run in runs)
    return f"{', '.join(parts)}; proven {proven} of {len(runs)}"


def _proof(size: str, runs: list[_Run], goal: float) -> BenchRow:
    """The slowest of the seeds until the optimum was proven; an unproven one counts as missed."""
    slowest = max(run.solved.seconds for run in runs)
    unproven = any(not run.solved.proven for run in runs)
    seconds = max(slowest, _SECONDS) if unproven else slowest
    return BenchRow(f"timetable.{size}", seconds, "s", _compared(runs), None, goal)


def _large(runs: list[_Run]) -> list[BenchRow]:
    each = ", ".join(
        f"{run.share(run.solved.timetable):.2f} % in {run.solved.seconds:.0f} s" for run in runs
    )
    missing = max(100 - run.share(run.solved.timetable) for run in runs)
    soon = max(run.enough_after for run in runs)
    return [
        BenchRow("timetable.500", missing, "% gap", f"{_compared(runs)}; {each}", None, 2.5),
        BenchRow("timetable.500.enough", soon, "s", "until 97.5 % of the bound", None, _SECONDS),
    ]


def _repairs(size: str, runs: list[_Run]) -> BenchRow:
    """The busiest interviewer is lost for their busiest day."""
    slowest, told = 0.0, []
    for run in runs:
        before = run.solved.timetable.placements
        lost, changed = _without_busiest(run.problem, run.solved.timetable)
        began = perf_counter()
        after = repair(changed, before, _REPAIR)
        slowest = max(slowest, perf_counter() - began)
        others = set(moved(before, after)) - lost
        again = len(lost & after.placements.keys())
        told.append(f"{again} of {len(lost)} placed again, {len(others)} others moved")
    return BenchRow(f"timetable.repair.{size}", slowest, "s", "; ".join(told), None, 1.0)


def _without_busiest(
    problem: TimetableProblem, timetable: Timetable
) -> tuple[set[str], TimetableProblem]:
    """Whom that leaves without their interviewer, and the problem as it is then."""
    days = problem.ticks_per_day
    held: dict[tuple[str, int], set[str]] = {}
    for id_, placement in timetable.placements.items():
        for who in placement.interviewers:
            held.setdefault((who, placement.start // days), set()).add(id_)
    (lost, day), requests = max(held.items(), key=lambda item: len(item[1]))
    away = frozenset(range(day * days, (day + 1) * days))
    people = tuple(
        replace(one, open=one.open - away) if one.id == lost else one
        for one in problem.interviewers
    )
    return requests, replace(problem, interviewers=people)


def _reasons(runs: list[_Run]) -> BenchRow:
    slowest, found = 0.0, 0
    for run in runs:
        began = perf_counter()
        found += len(Reasons(run.problem, run.solved.timetable).all())
        slowest = max(slowest, perf_counter() - began)
    return BenchRow("timetable.reasons.200", slowest, "s", f"{found} in all", None, 1.0)
