"""What holds for every problem: valid timetables, bounds that hold, and the best in tiny ones."""

from collections.abc import Mapping
from dataclasses import replace
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from boothapp.domain.timetable import Placement, Timetable, TimetableProblem
from boothapp.scheduling import Reasons, check, first_come, greedy, moved, repair, solve
from boothapp.scheduling.nearing import distance
from tests.scheduling.problems import best_by_trying, problems

Placements = Mapping[str, Placement]
few = settings(max_examples=60)


@settings(max_examples=150)
@given(problems())
def test_that_what_is_there_at_once_is_valid(problem: TimetableProblem) -> None:
    for timetable in (first_come(problem), greedy(problem)):
        assert check(problem, timetable) == []
        assert timetable.value >= 0


@few
@given(problems())
def test_that_what_is_solved_is_valid_and_at_least_greedy(problem: TimetableProblem) -> None:
    solved = solve(problem, 5)
    assert check(problem, solved.timetable) == []
    assert solved.bound >= solved.timetable.value >= greedy(problem).value
    assert solved.proven


@few
@given(problems(most_requests=3))
def test_that_a_tiny_problem_is_solved_as_by_trying_everything(tiny: TimetableProblem) -> None:
    assert abs(solve(tiny, 5).timetable.value - best_by_trying(tiny)) < 1e-6


@few
@given(problems(), st.data())
def test_that_a_repair_keeps_what_can_stay_placed(
    problem: TimetableProblem, data: st.DataObject
) -> None:
    before = greedy(problem).placements
    lost = data.draw(st.sampled_from(problem.interviewers)).id
    now = replace(problem, interviewers=tuple(p for p in problem.interviewers if p.id != lost))
    after = repair(now, before, 2)
    assert check(now, after) == []
    stayed = {id_ for id_, placed in before.items() if lost not in placed.interviewers}
    assert stayed <= after.placements.keys()
    assert set(moved(before, after)) <= before.keys()


def half_moves(problem: TimetableProblem, before: Placements, after: Timetable) -> int:
    found = ((was, after.placements.get(id_)) for id_, was in before.items())
    return sum(distance(was, now, problem.ticks_per_day)[0] for was, now in found if now)


def far(problem: TimetableProblem, before: Placements, after: Timetable) -> list[int]:
    each = [
        distance(was, after.placements[id_], problem.ticks_per_day)
        for id_, was in before.items()
        if id_ in after.placements
    ]
    return [sum(one) for one in zip(*each, strict=True)]


@few
@given(problems(), st.data())
def test_that_nothing_gets_worse_because_what_moves_shall_stay_near(
    problem: TimetableProblem, data: st.DataObject
) -> None:
    before = greedy(problem).placements
    lost = data.draw(st.sampled_from(problem.interviewers)).id
    now = replace(problem, interviewers=tuple(p for p in problem.interviewers if p.id != lost))
    with patch("boothapp.scheduling.repairing.draw_near"):
        anywhere = repair(now, before, 5)
    near = repair(now, before, 5)
    assert check(now, near) == []
    assert near.placements.keys() >= anywhere.placements.keys()
    assert half_moves(now, before, near) <= half_moves(now, before, anywhere)
    if near.placements.keys() == anywhere.placements.keys():
        assert far(now, before, near) <= far(now, before, anywhere)


@few
@given(problems(), st.data())
def test_that_nothing_gets_worse_because_some_should_rather_stay(
    problem: TimetableProblem, data: st.DataObject
) -> None:
    before = greedy(problem).placements
    lost = data.draw(st.sampled_from(problem.interviewers)).id
    settled = {id_ for id_ in before if data.draw(st.booleans())}
    now = replace(problem, interviewers=tuple(p for p in problem.interviewers if p.id != lost))
    anyone, spared = repair(now, before, 5), repair(now, before, 5, settled)
    assert check(now, spared) == []
    assert spared.value == anyone.value
    assert half_moves(now, before, spared) <= half_moves(now, before, anyone)


@few
@given(problems())
def test_that_nothing_moves_where_nothing_was_lost(problem: TimetableProblem) -> None:
    before = greedy(problem)
    after = repair(problem, before.placements, 2)
    assert moved(before.placements, after) == []
    assert after.value >= before.value


@few
@given(problems())
def test_that_a_reason_has_starts_and_leaves_the_board_as_it_was(problem: TimetableProblem) -> None:
    timetable = greedy(problem)
    reasons = Reasons(problem, timetable)
    first = reasons.all()
    assert first == reasons.all() == Reasons(problem, timetable).all()
    assert first.keys() == {r.id for r in problem.requests} - timetable.placements.keys()
    for why in first.values():
        assert all(change.lets_in > 0 for change in why.changes)
