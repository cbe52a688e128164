"""Never the wrong person: who is in the panel, who waits, when keys are dead."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.domain.people import ScanSource, VerdictCard
from boothapp.ui.dead_time import DEAD_TIME
from boothapp.ui.scan.asking import Asking
from boothapp.ui.scan.desk import Arrival, Desk
from tests.ui.seconds import Seconds

NOW = datetime(2026, 7, 9, 3, 0, tzinfo=UTC)


@pytest.fixture
def time() -> Seconds:
    return Seconds()


@pytest.fixture
def desk(time: Seconds) -> Desk:
    return Desk(time)


def card(subject: str | None, verdict: Verdict = Verdict.ASK, scan: str = "") -> VerdictCard:
    return VerdictCard(
        scan_id=scan or f"scan of {subject}",
        scanned_at=NOW,
        source=ScanSource.CAMERA,
        verdict=verdict,
        subject=subject,
    )


def test_that_the_first_person_is_shown(desk: Desk) -> None:
    assert desk.arrive(card("amara")) is Arrival.SHOWN
    assert desk.current == card("amara")


def test_that_nobody_replaces_who_is_being_asked(desk: Desk) -> None:
    desk.arrive(card("amara"))
    assert desk.arrive(card("haruto", Verdict.MAY_SHARE)) is Arrival.WAITS
    assert desk.current == card("amara")


@pytest.mark.parametrize("now", [Verdict.MAY_SHARE, Verdict.DECLINED])
def test_that_who_need_not_be_asked_any_more_is_shown_so(desk: Desk, now: Verdict) -> None:
    desk.arrive(card("amara"))
    desk.arrive(card("haruto"))
    assert desk.arrive(card("haruto", now, "later")) is Arrival.HERE_ALREADY
    assert desk.waiting == (card("haruto", now, "later"),)
    assert desk.arrive(card("amara", Verdict.ASK, "again")) is Arrival.HERE_ALREADY
    assert desk.current == card("amara"), "still to be asked"
    assert desk.arrive(card("amara", now, "later")) is Arrival.SHOWN
    assert desk.current == card("amara", now, "later")
    assert not desk.asking
    assert desk.card("amara") is None


def test_that_behind_the_lock_nobody_takes_the_place_of_who_is_asked(desk: Desk) -> None:
    desk.arrive(card("amara"))
    desk.locked = True
    assert desk.arrive(card("amara", Verdict.MAY_SHARE, "later")) is Arrival.HERE_ALREADY
    assert desk.current == card("amara")


def test_that_nobody_replaces_who_is_being_written_about(desk: Desk) -> None:
    desk.arrive(card("amara", Verdict.MAY_SHARE))
    desk.writing = True
    assert desk.arrive(card("haruto")) is Arrival.WAITS
    assert desk.current == card("amara", Verdict.MAY_SHARE)


def test_that_a_person_who_is_only_shown_makes_room(desk: Desk) -> None:
    desk.arrive(card("amara", Verdict.MAY_SHARE))
    assert desk.arrive(card("haruto")) is Arrival.SHOWN


def test_that_the_oldest_who_waits_comes_next(desk: Desk) -> None:
    for name in ("amara", "haruto", "wanjiru"):
        desk.arrive(card(name))
    assert [one.subject for one in desk.waiting] == ["haruto", "wanjiru"]
    assert desk.next() == card("haruto")
    assert desk.next() == card("wanjiru")
    assert desk.next() is None


def test_that_nobody_queues_twice(desk: Desk) -> None:
    desk.arrive(card("amara"))
    desk.arrive(card("haruto"))
    assert desk.arrive(card("haruto", scan="again")) is Arrival.HERE_ALREADY
    assert desk.arrive(card("amara", scan="again")) is Arrival.HERE_ALREADY
    assert len(desk.waiting) == 1


def test_that_a_code_without_a_person_does_not_take_the_panel_from_one(desk: Desk) -> None:
    desk.arrive(card("amara"))
    assert desk.arrive(card(None, Verdict.UNKNOWN)) is Arrival.TOLD
    assert desk.waiting == ()


def test_that_keys_are_dead_after_the_person_changed(desk: Desk, time: Seconds) -> None:
    desk.arrive(card("amara"))
    time.now += DEAD_TIME - 0.001
    assert not desk.awake
    time.now += 0.002
    assert desk.awake
    desk.next()
    assert not desk.awake


def test_that_keys_rest_when_their_meaning_changes_for_the_same_person(
    desk: Desk, time: Seconds
) -> None:
    desk.arrive(card("amara"))
    time.now += 1
    desk.change(replace(card("amara"), verdict=Verdict.MAY_SHARE))
    assert not desk.awake


def test_that_newer_values_of_the_same_person_keep_the_keys_awake(
    desk: Desk, time: Seconds
) -> None:
    desk.arrive(card("amara", Verdict.MAY_SHARE))
    time.now += 1
    desk.refresh(replace(card("amara", Verdict.MAY_SHARE), visits=2))
    assert desk.awake


def test_that_who_is_called_out_of_turn_sends_the_asked_one_back_first_in_line(desk: Desk) -> None:
    for name in ("amara", "haruto", "wanjiru"):
        desk.arrive(card(name))
    desk.open(card("wanjiru"))
    assert desk.current == card("wanjiru")
    assert [one.subject for one in desk.waiting] == ["amara", "haruto"]


def test_that_who_was_not_answered_can_be_called_again(desk: Desk) -> None:
    desk.arrive(card("amara"))
    desk.next()
    assert desk.card("amara") == card("amara")
    desk.arrive(card("amara", scan="back"))
    assert desk.card("amara") is None


@given(st.lists(st.tuples(st.sampled_from(["scan", "next", "call"]), st.sampled_from("abcd"))))
def test_that_nobody_is_lost_and_nobody_is_twice(steps: list[tuple[str, str]]) -> None:
    desk, seen = Desk(Seconds()), set[str]()
    for order, name in steps:
        if order == "scan":
            desk.arrive(card(name))
            seen.add(name)
        elif order == "next":
            desk.next()
        elif (waiting := desk.card(name)) is not None:
            desk.open(waiting)
        here = [one.subject for one in desk.waiting]
        here += [desk.current.subject] if desk.current else []
        assert len(here) == len(set(here))
        assert all(name in here or desk.card(name) is not None for name in seen)


def test_that_open_answers_count_as_later() -> None:
    asking = Asking()
    asking.answer(Purpose.RECRUITING, ConsentEvent.GIVEN)
    assert asking.complete == {
        Purpose.RECRUITING: ConsentEvent.GIVEN,
        Purpose.CV: ConsentEvent.DEFERRED,
        Purpose.MARKETING: ConsentEvent.DEFERRED,
    }


def test_that_the_keys_go_to_the_next_open_purpose() -> None:
    asking = Asking()
    reached = [asking.current]
    asking.answer(Purpose.RECRUITING, ConsentEvent.GIVEN)
    reached.append(asking.current)
    asking.step(1)
    asking.answer(Purpose.MARKETING, ConsentEvent.DECLINED)
    reached.append(asking.current)
    assert reached == [Purpose.RECRUITING, Purpose.CV, Purpose.CV]
    assert asking.summary == "2 of 3 answered"
