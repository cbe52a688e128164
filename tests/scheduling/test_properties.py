"""What holds for every problem: valid timetables, bounds that hold, and the best in tiny ones."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from boothapp.domain.timetable import TimetableProblem
from boothapp.scheduling import Reasons, check, first_come, greedy, moved, repair, solve
from tests.scheduling.problems import best_by_trying, problems

few = settings(max_examples=60, deadline=None)


@settings(max_examples=150, deadline=None)
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
