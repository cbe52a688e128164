"""Who moves after a loss, and who does not."""

from dataclasses import replace

from boothapp.domain.timetable import TimetableProblem, TimetableRequest
from boothapp.scheduling import check, greedy, moved, repair
from boothapp.scheduling.instances import generate
from tests.scheduling.problems import DAY, person, place, problem, request, room

EITHER = frozenset({"ann", "bob"})


def test_that_another_takes_over_at_the_same_time() -> None:
    asked = problem(request(seats=(EITHER,)), interviewers=(person("bob"),))
    after = repair(asked, {"r": place("r", 5, "ann")}, 5)
    assert after.placements == {"r": place("r", 5, "bob")}


def test_that_another_moves_only_where_that_saves_a_place() -> None:
    # Only tick 0 is left to the lost one, and there sits somebody who can later too.
    lost = request("lost", seats=(EITHER,), open=frozenset({0}))
    kept = request("kept")
    other = request("other", open=frozenset({6}))
    asked = problem(lost, kept, other)
    before = {
        "lost": place("lost", 0, "bob"),
        "kept": place("kept", 0),
        "other": place("other", 6),
    }
    after = repair(asked, before, 5)
    assert sorted(after.placements) == ["kept", "lost", "other"]
    assert sorted(moved(before, after)) == ["kept", "lost"]
    assert moved({k: v for k, v in before.items() if k != "kept"}, after) == ["lost"]
    easy = replace(asked, requests=(replace(lost, open=frozenset({0, 3})), kept, other))
    assert moved(before, repair(easy, before, 5)) == ["lost"]


def test_that_nobody_loses_a_place_to_somebody_dearer() -> None:
    dear = request("dear", value=9.0, seats=(EITHER,), open=frozenset({0}))
    kept = request("kept", value=1.0, open=frozenset({0}))
    before = {"dear": place("dear", 0, "bob"), "kept": place("kept", 0)}
    after = repair(problem(dear, kept), before, 5)
    assert after.placements == {"kept": place("kept", 0)}


def test_that_a_chain_of_moves_saves_a_place() -> None:
    lost = request("lost", seats=(EITHER,), open=frozenset({0}))
    first = request("first", open=frozenset({0, 1}))
    second = request("second", open=frozenset({1, 2}))
    before = {
        "lost": place("lost", 0, "bob"),
        "first": place("first", 0),
        "second": place("second", 1),
    }
    after = repair(problem(lost, first, second), before, 5)
    assert {id_: p.start for id_, p in after.placements.items()} == {
        "lost": 0,
        "first": 1,
        "second": 2,
    }


def test_that_who_waited_takes_what_is_free_now() -> None:
    asked = problem(request("placed"), request("waiting"), rooms=(room(), room("B")))
    after = repair(asked, {"placed": place("placed", 0)}, 5)
    assert after.placements["placed"] == place("placed", 0)
    assert "waiting" in after.placements


def test_that_a_lost_room_is_mended() -> None:
    asked = generate(60, 5, 3, 2)
    before = greedy(asked).placements
    fewer = replace(asked, rooms=asked.rooms[:-1])
    after = repair(fewer, before, 3)
    assert check(fewer, after) == []
    stayed = [p.request for p in before.values() if p.room != asked.rooms[-1].id]
    assert set(stayed) <= after.placements.keys()
    assert repair(fewer, before, 0).placements.keys() >= set(stayed)


def two_days(*requests: TimetableRequest, **changes: object) -> TimetableProblem:
    ticks = frozenset(range(2 * DAY))
    every = [replace(one, open=ticks) if len(one.open) == DAY else one for one in requests]
    return problem(
        *every,
        days=2,
        rooms=(room(open=ticks, starts=ticks), room("B", open=ticks, starts=ticks)),
        interviewers=(person("bob", open=ticks), person("cem", open=ticks)),
        **changes,
    )


def test_that_who_moves_stays_on_the_day_and_near_the_time() -> None:
    # Greedy takes the least wanted; day two is emptier, and day one has room at 6 and at 1.
    asked = request("asked", seats=(EITHER,), rooms=frozenset({"A", "B"}))
    wall = [
        request(f"wall{n}", seats=(frozenset({"bob"}),), open=frozenset({n})) for n in (2, 3, 4, 5)
    ]
    before = {"asked": place("asked", 4, "ann")}
    before |= {one.id: place(one.id, int(one.id[-1]), "bob") for one in wall}
    after = repair(two_days(asked, *wall), before, 5)
    assert after.placements["asked"] == place("asked", 6, "bob")


def test_that_the_room_is_kept_then_the_people() -> None:
    asked = request(
        "asked",
        length=1,
        seats=(frozenset({"bob", "cem"}),),
        rooms=frozenset({"A", "B"}),
        open=frozenset({1, 5}),
    )
    before = {"asked": place("asked", 4, "cem", room="B")}
    after = repair(two_days(asked), before, 5)
    assert after.placements["asked"] == place("asked", 5, "cem", room="B")


def test_that_two_who_move_share_what_is_near() -> None:
    # Whoever is first takes 4 alone; only both together find that "late" can have 5 for it.
    seat, near = (frozenset({"bob"}),), frozenset({0, 4})
    first = request("a", seats=seat, open=near)
    second = request("b", seats=seat, open=frozenset({4, 5, 12}))
    before = {"a": place("a", 3, "ann"), "b": place("b", 3, "ann", room="B")}
    after = repair(two_days(first, second), before, 5)
    assert {id_: p.start for id_, p in after.placements.items()} == {"a": 4, "b": 5}


def test_that_who_was_told_their_time_moves_only_where_nobody_else_can() -> None:
    lost = request("lost", seats=(EITHER,), open=frozenset({0, 1}))
    free = frozenset({0, 1, 6, 7})
    told, other = request("a", open=free), request("b", open=free)
    before = {"lost": place("lost", 0, "bob"), "a": place("a", 0), "b": place("b", 1)}
    for settled in ("a", "b"):
        after = repair(problem(lost, told, other), before, 5, {settled})
        assert after.placements.keys() == before.keys()
        assert after.placements[settled] == before[settled]
        assert len(moved(before, after)) == 2
    clash = {"a": place("a", 0), "b": place("b", 0)}
    for settled in ("a", "b"):
        assert settled not in moved(clash, repair(problem(told, other), clash, 5, {settled}))
