"""The search: what it tells, that it ends when told to, and problems with a known answer."""

import subprocess
import sys
from dataclasses import replace

import pytest

from boothapp.domain.timetable import FixedInterview, TimetableProblem
from boothapp.scheduling import Progress, check, first_come, greedy, solve
from boothapp.scheduling.instances import generate
from tests.scheduling.problems import DAY, person, place, problem, request, room


@pytest.fixture(scope="module")
def middling() -> TimetableProblem:
    return generate(60, 4, 3, 1)


def test_that_it_tells_of_greedy_first_and_then_of_nothing_worse(
    middling: TimetableProblem,
) -> None:
    told: list[Progress] = []
    solved = solve(middling, 20, told.append)
    assert told[0].timetable == greedy(middling)
    values = [progress.timetable.value for progress in told]
    bounds = [progress.bound for progress in told]
    assert values == sorted(values)
    assert bounds == sorted(bounds, reverse=True)
    assert solved.proven
    assert solved.timetable.value == values[-1] > first_come(middling).value
    assert check(middling, solved.timetable) == []


def test_that_the_word_to_stop_keeps_the_best(middling: TimetableProblem) -> None:
    told: list[Progress] = []
    solved = solve(middling, 20, told.append, lambda: len(told) >= 2)
    assert solved.timetable.value >= told[1].timetable.value
    assert check(middling, solved.timetable) == []
    assert solve(middling, 20, stop=lambda: True).timetable == greedy(middling)


def test_that_no_time_is_enough_for_greedy(middling: TimetableProblem) -> None:
    solved = solve(middling, 0)
    assert solved.timetable == greedy(middling)
    assert solved.gap > 0


def test_that_nothing_asked_is_nothing_placed() -> None:
    for asked in (problem(), problem(request(rooms=frozenset({"gone"})))):
        solved = solve(asked, 5)
        assert (solved.timetable.placements, solved.proven) == ({}, True)


def test_that_fixed_interviews_keep_their_time_room_and_people() -> None:
    fixed = tuple(
        FixedInterview(room="A", start=start, length=1, interviewers=("ann",))
        for start in range(1, DAY, 2)
    )
    asked = problem(*(request(f"r{n}") for n in range(DAY)), fixed=fixed)
    solved = solve(asked, 5)
    assert {p.start for p in solved.timetable.placements.values()} == set(range(0, DAY, 2))
    capped = replace(asked, interviewers=(person(most_a_day=len(fixed) + 1),))
    assert solve(capped, 5).timetable.value == 1


def test_that_a_panel_sits_with_different_people() -> None:
    both = frozenset({"ann", "bob"})
    asked = problem(
        request("panel", seats=(both, both), value=3.0),
        request("single", seats=(both,)),
        interviewers=(person("ann"), person("bob", open=frozenset({3}))),
    )
    placed = solve(asked, 5).timetable.placements
    assert sorted(placed["panel"].interviewers) == ["ann", "bob"]
    assert placed["panel"].start == 3
    assert "single" in placed


def test_that_intervals_are_spread_over_rooms_with_pauses() -> None:
    rooms = tuple(room(id_, buffer=1) for id_ in "ABC")
    suits = frozenset("ABC")
    asked = problem(
        *(request(f"r{n}", seats=(), rooms=suits, length=1 + n % 2) for n in range(9)),
        rooms=rooms,
        ticks_per_day=DAY,
    )
    solved = solve(asked, 10)
    assert len(solved.timetable.placements) == 9
    assert check(asked, solved.timetable) == []


def test_that_an_order_of_arrival_can_be_beaten() -> None:
    asked = problem(
        request("early", value=1.0, open=frozenset({0, 1})),
        request("dear", value=5.0, open=frozenset({0})),
    )
    assert first_come(asked).value == 1.0
    assert solve(asked, 5).timetable.placements == {
        "early": place("early", 1),
        "dear": place("dear", 0),
    }


def test_that_the_solver_is_loaded_late_and_says_nothing() -> None:
    program = (
        "import sys, boothapp.scheduling as s\n"
        "assert not {'highspy', 'numpy'} & sys.modules.keys()\n"
        "from boothapp.scheduling.instances import generate\n"
        "assert s.solve(generate(30, 3, 2, 0), 20).proven\n"
        "assert 'highspy' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_that_an_instance_is_the_same_each_time() -> None:
    assert generate(20, 3, 3, 5) == generate(20, 3, 3, 5) != generate(20, 3, 3, 6)
    panels = [one for one in generate(200, 10, 6, 0).requests if len(one.seats) == 2]
    assert 20 < len(panels) < 60
    assert all(id_.startswith("large") for one in panels for id_ in one.rooms)
