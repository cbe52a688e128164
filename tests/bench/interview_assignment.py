"""CSPLib's problem 062, the interview assignment problem, in two ways.

    python -m tests.bench.interview_assignment FOLDER

FOLDER has the published files of CSPLib (test2.csv, slots.csv, company2.csv, test100.csv …); where
students of a size are missing there, invented ones with the published companies take their place
(and without a company file those of the 37). They are published under CC BY 4.0 and not part of
this repository.

`published` is the whole problem of the fourth day. `timetable` is as much of it as a sponsor's
timetable knows: three interviews for each student at times they gave, no more at once or in all
than a company and the suites can hold, the highest preferences. It leaves out the limit on regret,
the companies' least numbers and the costs of days and suites.
"""

import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import highspy

from boothapp.domain.timetable import (
    TimetableInterviewer,
    TimetableProblem,
    TimetableRequest,
    TimetableRoom,
)
from boothapp.scheduling import check, first_come, greedy, solve

_PERIODS, _DAYS, _SUITE = 20, 5, 200
_SIZES = {"37": ("test2", "slots", "company2"), "100": ("test100", "slots100", "company100")} | {
    size: (f"test{size}", f"slots{size}", f"company{size}") for size in ("200", "400")
}


Held = dict[tuple[int, int, int], Any]
"""Columns by student, company and period."""


@dataclass(frozen=True, slots=True)
class Company:
    """How many interviews at least and at most, what a day costs, how many at once."""

    lower: int
    upper: int
    daily: int
    parallel: int


@dataclass(frozen=True, slots=True)
class Instance:
    """Preferences (1 is best, 5 is worst) by student and company, and each student's periods."""

    preferences: list[list[int]]
    periods: list[list[int]]
    companies: list[Company]
    published: bool

    def wanted(self, student: int) -> int:
        """How many interviews the student gets."""
        return min(3, sum(value < 4 for value in self.preferences[student]))


def main(folder: Path, seconds: float) -> None:
    """Print a line for each size and way."""
    for size in _SIZES:
        instance = read(folder, size)
        kind = "published data" if instance.published else "invented students"
        print(f"{size} students, {kind}", flush=True)
        suites = _published(instance, seconds)
        _timetable(instance, suites or 12, seconds)


def read(folder: Path, size: str) -> Instance:
    """The instance of a size, from the folder or invented."""
    students, slots, company = (folder / f"{name}.csv" for name in _SIZES[size])
    companies = [
        Company(*(int(row[key]) for key in ("Lower", "Upper", "DailyRate", "Parallel")))
        for row in csv.DictReader(company.open(encoding="utf-8"))
    ]
    if students.exists():
        preferences = [[int(cell) for cell in row] for row in _rows(students)]
        periods = [[int(cell) - 1 for cell in row[1:]] for row in _rows(slots)]
        return Instance(preferences, periods, companies, published=True)
    chance = random.Random(int(size))
    count = range(int(size))
    # As the published ones look: a third want nothing, the large companies are wanted by many.
    preferences = [
        [chance.choice((1, 2, 3, 3, 4, 4, 5, 5, 5) if n not in (3, 4, 5) else (1, 1, 2, 3, 4, 5))
         for n in range(len(companies))]
        for _ in count
    ]  # fmt: skip
    periods = [sorted(chance.sample(range(_PERIODS), 5)) for _ in count]
    return Instance(preferences, periods, companies, published=False)


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        lines = csv.reader(file)
        next(lines)
        yield from (line for line in lines if line)


def _published(instance: Instance, seconds: float) -> int:
    """Solve the whole problem; answers the number of suites, 0 without a solution."""
    h: Any = highspy.Highs()  # type: ignore[no-untyped-call] # HiGHS has no types here
    h.silent()
    h.setOptionValue("time_limit", seconds)
    h.setOptionValue("mip_rel_gap", 0.0)
    held: Held = {
        (student, number, period): h.addBinary(obj=instance.preferences[student][number])
        for student, _ in enumerate(instance.preferences)
        for number, _ in enumerate(instance.companies)
        for period in instance.periods[student]
        if instance.wanted(student)
    }
    suites = h.addIntegral(lb=0, ub=len(instance.preferences), obj=_SUITE)
    for student, _ in enumerate(instance.preferences):
        if instance.wanted(student):
            _interview(h, instance, student, {k: v for k, v in held.items() if k[0] == student})
    for number, company in enumerate(instance.companies):
        _attend(h, company, {k: v for k, v in held.items() if k[1] == number})
    for period in range(_PERIODS):
        h.addConstr(sum(column for (_, _, p), column in held.items() if p == period) <= suites)
    began = perf_counter()
    h.run()
    taken, info = perf_counter() - began, h.getInfo()
    value, bound = info.objective_function_value, info.mip_dual_bound
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        print(f"  published  nothing found, bound {bound:.1f}, {taken:.1f} s", flush=True)
        return 0
    count: int = round(h.variableValue(suites))
    said = f"cost {value:.0f}, bound {bound:.1f}, gap {100 * (value - bound) / value:.2f} %"
    print(f"  published  {said}, {count} suites, {taken:.1f} s", flush=True)
    return count


def _interview(h: Any, instance: Instance, student: int, own: Held) -> None:
    """A student's interviews: different companies, one at a time, a regret of one at most."""
    preferences, wanted = instance.preferences[student], instance.wanted(student)
    h.addConstr(sum(own.values()) == wanted)
    best = sum(sorted(preferences)[:wanted])
    h.addConstr(sum(preferences[c] * column for (_, c, _), column in own.items()) <= best + 1)
    for period in instance.periods[student]:
        h.addConstr(sum(column for (_, _, p), column in own.items() if p == period) <= 1)
    for number, _ in enumerate(instance.companies):
        h.addConstr(sum(column for (_, c, _), column in own.items() if c == number) <= 1)


def _attend(h: Any, company: Company, held: Held) -> None:
    """A company's limits, and that it attends from its first to its last interview."""
    h.addConstr(sum(held.values()) >= company.lower)
    h.addConstr(sum(held.values()) <= company.upper)
    days = [h.addBinary(obj=company.daily) for _ in range(_DAYS)]
    for period in range(_PERIODS):
        here = sum(column for (_, _, p), column in held.items() if p == period)
        h.addConstr(here <= company.parallel * days[period * _DAYS // _PERIODS])
    for first in range(_DAYS):
        for last in range(first + 2, _DAYS):
            for between in range(first + 1, last):
                h.addConstr(days[first] + days[last] - 1 <= days[between])


def _timetable(instance: Instance, suites: int, seconds: float) -> None:
    """As a sponsor's timetable: one more interview is worth more than any preference."""
    problem = as_timetable(instance, suites)
    solved = solve(problem, seconds)
    assert check(problem, solved.timetable) == []
    most = sum(instance.wanted(student) for student, _ in enumerate(instance.preferences))
    simple = ", ".join(
        f"{name} {100 * how(problem).value / solved.bound:.1f} %"
        for name, how in (("first come", first_come), ("greedy", greedy))
    )
    cost = 100 * len(solved.timetable.placements) - solved.timetable.value
    said = f"{len(solved.timetable.placements)} of {most} interviews in {suites} suites"
    how_well = f"preferences {cost:.0f}, gap {100 * solved.gap:.2f} %, {solved.seconds:.1f} s"
    print(f"  timetable  {said}, {how_well}; {simple}", flush=True)


def as_timetable(instance: Instance, suites: int) -> TimetableProblem:
    """One day of twenty ticks; students and companies sit on seats, suites are rooms.

    A company of P at once is P people. Whoever takes turns among them is nowhere used more than
    once above the others, so the company's most, spread evenly, is their cap.
    """
    always = frozenset(range(_PERIODS))
    people = [
        TimetableInterviewer(
            id=f"c{number}.{one}",
            open=always,
            most_a_day=(company.upper + company.parallel - 1 - one) // company.parallel,
        )
        for number, company in enumerate(instance.companies)
        for one in range(company.parallel)
    ] + [
        TimetableInterviewer(id=f"s{student}", open=always, most_a_day=instance.wanted(student))
        for student, _ in enumerate(instance.preferences)
    ]
    rooms = [TimetableRoom(id=f"suite {n}", open=always, starts=always) for n in range(suites)]
    requests = [
        TimetableRequest(
            id=f"s{student}-c{number}",
            length=1,
            value=100.0 - preferences[number],
            seats=(
                frozenset({f"s{student}"}),
                frozenset(f"c{number}.{one}" for one in range(company.parallel)),
            ),
            rooms=frozenset(room.id for room in rooms),
            open=frozenset(instance.periods[student]),
        )
        for student, preferences in enumerate(instance.preferences)
        for number, company in enumerate(instance.companies)
        if instance.wanted(student)
    ]
    return TimetableProblem(
        days=1,
        ticks_per_day=_PERIODS,
        rooms=tuple(rooms),
        interviewers=tuple(people),
        requests=tuple(requests),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60.0)
