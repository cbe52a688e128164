"""Fill automatically and repair: what is proposed holds, and is taken or left as one."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.errors import BadInput, NothingToDo
from boothapp.domain.interviews import Interview
from boothapp.domain.needs import Need
from boothapp.domain.people import Rating, ScanSource
from boothapp.scheduling import Obstacle
from boothapp.services.bundle import Services
from boothapp.services.proposals import Proposal
from tests import factories
from tests.factories import ZONE, SettableClock


def at(hour: int, minute: int = 0, day: int = 9) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def leads(services: Services, tmp_path: Path) -> list[str]:
    """Twelve people who may share: hot, warm, cold, and again."""
    rows = [(f"B-{n}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(12)]
    services.roster.import_file(factories.roster_file(tmp_path, rows))
    found = []
    for number in range(12):
        card = services.capture.scan(f"B-{number}", ScanSource.TYPED)
        assert card.lead is not None
        services.leads.rate(card.lead.id, tuple(Rating)[number % 3])
        found.append(card.lead.id)
    return found


def proposed(services: Services, seconds: float = 10) -> Proposal:
    plan = services.planning.begin(seconds)
    try:
        for _ in plan.progress():
            pass
        assert plan.failed == ""
        return plan.latest()
    finally:
        plan.close()


def planned(services: Services) -> list[Interview]:
    return [
        one
        for day in services.settings.get().event.days
        for one in services.interviews.day(day).interviews
        if one.occupies
    ]


def doubles(some: list[Interview]) -> Iterator[tuple[Interview, Interview]]:
    for one, other in combinations(some, 2):
        shared = one.room_id == other.room_id or set(one.panel_ids) & set(other.panel_ids)
        if shared and one.starts < other.ends and other.starts < one.ends:
            yield one, other


def test_that_everybody_has_a_place_and_one_undo_takes_all_back(
    services: Services, leads: list[str]
) -> None:
    fixed = services.interviews.book(leads[0], services.settings.get().rooms[0].id, at(13, 10))
    found = proposed(services)
    assert planned(services) == [fixed], "nothing changes until it is accepted"
    assert {place.lead_id for place in found.places} == set(leads[1:])
    assert found.is_best
    accepted = services.planning.accept(found)
    assert accepted.refused == ()
    everything = planned(services)
    assert len(everything) == 12
    assert fixed in everything
    assert list(doubles(everything)) == []
    assert all(one.starts >= services.now() for one in everything)
    for one in accepted.booked:
        assert (
            services.interviews.check(
                one.lead_id, one.room_id, one.starts, 30, one.panel_ids, one.id
            )
            == ()
        )
    services.planning.take_back(accepted)
    assert planned(services) == [fixed]
    assert services.ledger.verify().problems == ()


def test_that_the_hottest_come_first_where_room_is_short(
    services: Services, leads: list[str], clock: SettableClock
) -> None:
    clock.now = at(16, day=10)
    found = proposed(services)
    hot = {lead for lead in leads if services.leads.detail(lead).rating is Rating.HOT}
    assert {place.lead_id for place in found.places} < hot
    assert len(found.places) == 3, "one room is open for two hours, half an hour is to come here"
    assert len(found.unplaced) == 9
    assert {one.why.obstacle for one in found.unplaced} == {Obstacle.ROOMS_TAKEN}
    best = found.unplaced[0].why.changes[0]
    assert best.lets_in >= 1


def test_that_whoever_gets_a_place_has_time_to_come(
    services: Services, leads: list[str], clock: SettableClock
) -> None:
    clock.now = at(12, 58)
    assert min(place.starts for place in proposed(services).places) == at(13, 30)
    clock.now = at(17, 31, day=10)
    with pytest.raises(BadInput, match="No room is open any more"):
        services.planning.begin(1)


def test_that_somebody_else_was_faster_is_said_and_the_rest_is_booked(
    services: Services, leads: list[str]
) -> None:
    found = proposed(services)
    first = found.places[0]
    services.interviews.book(leads[0], first.room.id, first.starts, despite=True)
    accepted = services.planning.accept(found)
    refused = {one.place.lead_id for one in accepted.refused}
    assert first.lead_id in refused
    assert refused <= {first.lead_id, leads[0]}
    assert len(accepted.booked) == 12 - len(refused)
    services.planning.take_back(accepted)
    assert len(planned(services)) == 1


def test_that_there_has_to_be_somebody_and_a_room(
    services: Services, leads: list[str], clock: SettableClock
) -> None:
    clock.now = at(18, 30, day=10)
    with pytest.raises(BadInput, match="No room is open any more"):
        services.planning.begin(1)
    clock.now = at(12)
    for lead in leads:
        services.leads.remove(lead)
    with pytest.raises(NothingToDo, match="Nobody waits"):
        services.planning.begin(1)


def test_that_a_search_is_ended_early_and_keeps_what_it_has(
    services: Services, leads: list[str]
) -> None:
    plan = services.planning.begin(60)
    plan.cancel()
    plan.close()
    assert not plan.running
    assert len(plan.latest().places) > 0


def test_that_a_search_that_dies_keeps_what_it_has(services: Services, leads: list[str]) -> None:
    plan = services.planning.begin(60)
    try:
        pid = plan._planning.pid  # nobody but the system kills a worker
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert len(list(plan.progress())) >= 1
        assert "killed" in plan.failed
        assert len(plan.latest().places) > 0
    finally:
        plan.close()


def test_that_a_lost_interviewer_moves_as_few_as_can_be(
    services: Services, leads: list[str]
) -> None:
    services.planning.accept(proposed(services))
    with pytest.raises(NothingToDo, match="nothing to repair"):
        services.planning.repair()
    before = planned(services)
    lost = before[0].panel_ids[0]
    services.settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED,
            interviewer_id=lost,
            title="Ill",
            days=(date(2026, 7, 9),),
            starts=time(0),
            ends=time(23, 59),
        )
    )
    affected = [one for one in before if lost in one.panel_ids and one.starts < at(23, 59)]
    found = services.planning.repair()
    moving = {place.booked.id for place in found.places if place.booked is not None}
    assert moving >= {one.id for one in affected}
    assert len(moving) <= len(affected) + 1
    assert found.stays == len(before) - len(moving) - len(found.unplaced)
    accepted = services.planning.accept(found)
    assert accepted.refused == ()
    after = planned(services)
    assert list(doubles(after)) == []
    assert not [one for one in after if lost in one.panel_ids and one.starts < at(23, 59)]
    assert sum(one in before for one in after) >= len(before) - len(moving)
    services.planning.take_back(accepted)
    assert planned(services) == before


def test_that_a_moved_invitation_rises_in_sequence(services: Services, leads: list[str]) -> None:
    room = services.settings.get().rooms[0].id
    booked = services.interviews.book(leads[0], room, at(15))
    with services.store.writing(services.duty.staff_id) as records:
        records.interviews.change(replace(booked, invited=0))
    services.settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED, room_id=room, title="Leak", starts=time(9), ends=time(18)
        )
    )
    services.planning.accept(services.planning.repair())
    moved = services.interviews.get(booked.id)
    assert (moved.sequence, moved.invited) == (1, 0)
    assert moved.room_id != room


def test_that_whom_somebody_has_to_meet_is_searched_for_to_the_end(
    services: Services, leads: list[str]
) -> None:
    first, second = (who.id for who in services.settings.get().interviewers)
    services.leads.set_need(leads[0], Need(all_of=(first,)))
    services.leads.set_need(leads[1], Need(any_of=(second,)))
    services.leads.set_need(leads[2], Need(all_of=(first,), any_of=(second,)))
    places = proposed(services).places
    found = {one.lead_id: tuple(who.id for who in one.panel) for one in places}
    assert found[leads[0]] == (first,)
    assert found[leads[1]] == (second,)
    assert found[leads[2]] == (first, second)
