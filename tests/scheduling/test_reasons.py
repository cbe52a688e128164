"""Each reason, and the change that goes with it."""

from typing import Any

import pytest

from boothapp.domain.timetable import Timetable
from boothapp.scheduling import ChangeKind, Obstacle, Reasons, greedy, why_not
from boothapp.scheduling.instances import generate
from tests.scheduling.problems import person, place, problem, request, room

FIRST = frozenset({0})
TAKEN = Timetable({"taken": place("taken", 0)}, 1.0)


@pytest.mark.parametrize(
    ("changes", "of_problem", "obstacle"),
    [
        ({"length": 2}, {}, Obstacle.WINDOW),
        ({}, {"interviewers": (person(open=frozenset({4})),)}, Obstacle.NOBODY),
        ({}, {"rooms": (room(open=frozenset({4})),)}, Obstacle.NO_ROOM),
        ({}, {"rooms": (room(starts=frozenset({4})),)}, Obstacle.NO_ROOM),
        ({}, {}, Obstacle.FREE),
    ],
)
def test_that_what_was_never_there_is_named(
    changes: dict[str, Any], of_problem: dict[str, Any], obstacle: Obstacle
) -> None:
    asked = problem(request(open=FIRST, **changes), **of_problem)
    assert why_not(asked, Timetable({}, 0.0), "r").obstacle is obstacle


@pytest.mark.parametrize(
    ("seats", "ann", "start", "obstacle"),
    [
        ((frozenset({"ann"}),), person(), 0, Obstacle.PEOPLE_TAKEN),
        ((), person(), 0, Obstacle.ROOMS_TAKEN),
        ((frozenset({"ann"}),), person(most_a_day=1), 1, Obstacle.CAPS),
        ((frozenset({"ann"}),), person(most_in_a_row=1), 1, Obstacle.CAPS),
    ],
)
def test_that_who_holds_the_place_is_named(
    seats: tuple[frozenset[str], ...], ann: Any, start: int, obstacle: Obstacle
) -> None:
    asked = problem(
        request("taken"), request(seats=seats, open=frozenset({start})), interviewers=(ann,)
    )
    why = why_not(asked, TAKEN, "r")
    assert (why.obstacle, why.starts) == (obstacle, {obstacle: 1})


def kinds(why: Any) -> dict[ChangeKind, str]:
    return {change.kind: change.who for change in why.changes}


def test_that_the_empty_seat_is_named_and_anyone_could_take_it() -> None:
    asked = problem(
        request(seats=(frozenset({"ann"}), frozenset({"gone"}))),
        interviewers=(person(), person("bob")),
    )
    why = why_not(asked, Timetable({}, 0.0), "r")
    assert (why.obstacle, why.seat) == (Obstacle.NOBODY, 1)
    assert [(c.kind, c.seat) for c in why.changes] == [(ChangeKind.ANYONE, 1)]


def test_that_an_hour_more_lets_in_as_many_as_it_holds() -> None:
    short = frozenset(range(3))
    asked = problem(
        *(request(f"r{n}", seats=()) for n in range(6)), rooms=(room(open=short),), days=1
    )
    reasons = Reasons(asked, greedy(asked), hour=2).all()
    assert len(reasons) == 3
    for why in reasons.values():
        longer = next(c for c in why.changes if c.kind is ChangeKind.OPEN_ROOM)
        assert (longer.who, longer.start, longer.length, longer.lets_in) == ("A", 3, 2, 2)
        assert why.changes[0].lets_in == 3, "a second room would let all in"


def test_that_caps_windows_and_lower_ones_are_offered() -> None:
    asked = problem(
        request("taken"),
        request(value=2.0, open=FIRST),
        request("late", open=frozenset({1})),
        interviewers=(person(most_a_day=1),),
    )
    reasons = Reasons(asked, TAKEN)
    assert kinds(reasons.of("late"))[ChangeKind.LIFT_DAY_CAP] == "ann"
    assert kinds(reasons.of("r"))[ChangeKind.GIVE_WAY] == "taken"
    roomy = problem(request("taken"), request(open=FIRST))
    wider = next(c for c in why_not(roomy, TAKEN, "r").changes if c.kind is ChangeKind.WIDEN_WINDOW)
    assert wider.start == 1


@pytest.mark.parametrize(
    ("ann", "change"),
    [
        (person(most_a_day=2), ChangeKind.LIFT_DAY_CAP),
        (person(most_in_a_row=2), ChangeKind.LIFT_ROW_CAP),
    ],
)
def test_that_a_cap_shorter_than_the_interview_is_named_as_the_reason(
    ann: Any, change: ChangeKind
) -> None:
    asked = problem(request(length=3), interviewers=(ann,))
    why = why_not(asked, Timetable({}, 0.0), "r")
    assert (why.obstacle, why.seat) == (Obstacle.CAPS, None)
    assert kinds(why)[change] == "ann"


def test_that_only_what_has_no_place_has_a_reason() -> None:
    with pytest.raises(KeyError):
        why_not(problem(request("taken")), TAKEN, "taken")


def test_that_a_change_for_many_comes_first() -> None:
    asked = generate(60, 3, 3, 1)
    for why in Reasons(asked, greedy(asked)).all().values():
        counts = [change.lets_in for change in why.changes]
        assert counts == sorted(counts, reverse=True)
