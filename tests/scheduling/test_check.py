"""Every rule that a timetable can break is seen, and only where it is broken."""

import pytest

from boothapp.domain.timetable import FixedInterview, Placement, Timetable, TimetableProblem
from boothapp.scheduling import Rule, check
from tests.scheduling.problems import DAY, person, place, problem, request, room


def broken(asked: TimetableProblem, *placements: Placement) -> set[Rule]:
    values = {one.id: one.value for one in asked.requests}
    worth = sum(values.get(p.request, 0.0) for p in placements)
    found = check(asked, Timetable({p.request: p for p in placements}, worth))
    return {violation.rule for violation in found}


def test_that_a_good_timetable_breaks_nothing() -> None:
    asked = problem(request("a"), request("b", length=2))
    assert broken(asked, place("a", 0), place("b", 1)) == set()


@pytest.mark.parametrize(
    ("asked", "placement", "rule"),
    [
        (problem(request()), place("nobody asked", 0), Rule.UNKNOWN),
        (problem(request(open=frozenset({1}))), place("r", 0), Rule.CANDIDATE),
        (problem(request(), days=2, ticks_per_day=DAY // 2), place("r", DAY), Rule.DAY),
        (problem(request(length=2), ticks_per_day=4, days=2), place("r", 3), Rule.DAY),
        (problem(request()), place("r", 0, room="B"), Rule.ROOM_SUITS),
        (problem(request(), rooms=(room(open=frozenset({1})),)), place("r", 0), Rule.ROOM_OPEN),
        (problem(request(), rooms=(room(starts=frozenset({1})),)), place("r", 0), Rule.ROOM_START),
        (problem(request()), place("r", 0, "bob"), Rule.SEATS),
        (
            problem(request(seats=(frozenset({"ann"}),) * 2)),
            place("r", 0, "ann", "ann"),
            Rule.SEATS,
        ),
        (
            problem(request(), interviewers=(person(open=frozenset({1})),)),
            place("r", 0),
            Rule.PERSON_OPEN,
        ),
        (
            problem(request(length=2), interviewers=(person(most_a_day=1),)),
            place("r", 0),
            Rule.MOST_A_DAY,
        ),
        (
            problem(request(length=2), interviewers=(person(most_in_a_row=1),)),
            place("r", 0),
            Rule.MOST_IN_A_ROW,
        ),
    ],
)
def test_that_each_rule_is_seen(asked: TimetableProblem, placement: Placement, rule: Rule) -> None:
    assert rule in broken(asked, placement)


def test_that_pauses_are_kept_between_two_in_a_room_or_with_a_person() -> None:
    two = (request("a", seats=()), request("b", seats=()))
    asked = problem(*two, rooms=(room(buffer=1),))
    near = [
        Placement(request=n, room="A", start=s, interviewers=()) for n, s in (("a", 1), ("b", 0))
    ]
    assert broken(asked, *near) == {Rule.ROOM_TAKEN}
    asked = problem(request("a"), request("b"), interviewers=(person(gap=2),))
    assert broken(asked, place("a", 0), place("b", 2)) == {Rule.PERSON_TAKEN}
    assert broken(asked, place("a", 0), place("b", 3)) == set()


def test_that_a_night_is_pause_enough() -> None:
    asked = problem(
        request("a"),
        request("b"),
        days=2,
        ticks_per_day=4,
        rooms=(room(buffer=2),),
        interviewers=(person(gap=2, most_in_a_row=1, most_a_day=1),),
    )
    assert broken(asked, place("a", 3), place("b", 4)) == set()


def test_that_fixed_interviews_count_but_are_not_blamed() -> None:
    fixed = (
        FixedInterview(room="A", start=0, length=2, interviewers=("ann",)),
        FixedInterview(room="A", start=1, length=2, interviewers=("ann",)),
    )
    asked = problem(request(), fixed=fixed, interviewers=(person(most_a_day=3, most_in_a_row=3),))
    assert broken(asked) == set()
    assert broken(asked, place("r", 1)) >= {Rule.ROOM_TAKEN, Rule.PERSON_TAKEN}
    assert broken(asked, place("r", 3)) == {Rule.MOST_A_DAY, Rule.MOST_IN_A_ROW}
    assert broken(asked, place("r", 5)) == {Rule.MOST_A_DAY}


def test_that_a_wrong_value_is_seen() -> None:
    found = check(problem(request()), Timetable({"r": place("r", 0)}, 7.0))
    assert [violation.rule for violation in found] == [Rule.VALUE]
