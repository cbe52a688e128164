"""Who moves after a loss, and who does not."""

from dataclasses import replace

from boothapp.scheduling import check, greedy, moved, repair
from boothapp.scheduling.instances import generate
from tests.scheduling.problems import person, place, problem, request, room

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
