"""What a repair takes for broken, and what it leaves where it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.errors import NothingToDo
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.needs import Interviewer, Need
from boothapp.services.bundle import Services
from boothapp.services.proposals import Proposal
from tests import factories
from tests.factories import ZONE

Book = Callable[..., Interview]
DAY = date(2026, 7, 9)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, 9, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def leads(services: Services, tmp_path: Path) -> list[str]:
    return factories.scanned_leads(services, tmp_path, 4)


@pytest.fixture
def book(services: Services, leads: list[str]) -> Book:
    """Books a lead by number; `room` 0 is Namsan, 1 is Hangang."""

    def booked(lead: int, starts: datetime, minutes: int = 30, room: int = 0) -> Interview:
        where = services.settings.get().rooms[room].id
        who = services.settings.get().interviewers[room].id
        return services.interviews.book(leads[lead], where, starts, minutes, [who], despite=True)

    return booked


def block(services: Services, room: int, starts: time, ends: time) -> None:
    services.settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED,
            room_id=services.settings.get().rooms[room].id,
            title="Leak",
            days=(DAY,),
            starts=starts,
            ends=ends,
        )
    )


def moving(found: Proposal) -> set[str]:
    return {place.booked.id for place in found.places if place.booked is not None}


def test_that_who_lies_off_the_grid_and_can_stay_stays(services: Services, book: Book) -> None:
    short = book(0, at(13, 10), 25)
    close = book(1, at(13, 35), 20)
    odd = book(2, at(14, 7), 33)
    leaks = book(3, at(14), 30, 1)
    block(services, 1, time(9), time(18))
    found = services.planning.repair()
    assert moving(found) == {leaks.id}
    assert found.stays == 3
    kept = found.translation.before
    assert kept.keys() == {short.id, close.id, leaks.id}, "these could give way, 14:07 is fixed"
    accepted = services.planning.accept(found)
    assert accepted.refused == ()
    for before in (short, close, odd):
        assert services.interviews.get(before.id) == before


def test_that_who_lies_off_the_grid_and_cannot_stay_moves(services: Services, book: Book) -> None:
    odd = book(0, at(14, 7), 33)
    block(services, 0, time(14, 30), time(15))
    found = services.planning.repair()
    assert moving(found) == {odd.id}
    (place,) = found.places
    assert place.ends - place.starts == odd.ends - odd.starts
    assert services.planning.accept(found).refused == ()
    with pytest.raises(NothingToDo, match="nothing to repair"):
        services.planning.repair()


def test_that_who_is_here_early_is_moved_and_stays_arrived(services: Services, book: Book) -> None:
    early = book(0, at(13))
    services.interviews.set_status(early.id, InterviewStatus.ARRIVED)
    arrived = services.interviews.get(early.id).arrived
    block(services, 0, time(9), time(18))
    found = services.planning.repair()
    assert moving(found) == {early.id}
    assert services.planning.accept(found).refused == ()
    after = services.interviews.get(early.id)
    assert (after.status, after.arrived) == (InterviewStatus.ARRIVED, arrived)
    assert after.room_id != early.room_id


def test_that_nobody_comes_to_be_in_two_places_at_once(
    services: Services, book: Book, leads: list[str]
) -> None:
    """The only hour left for what moves is the one at which its candidate is in the other room."""
    book(0, at(14), 45, 1)
    stuck = [book(0, at(16)), book(0, at(17))]
    block(services, 0, time(9), time(14))
    block(services, 0, time(14, 30), time(18))
    services.settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED,
            title="Closed",
            days=(date(2026, 7, 10),),
            starts=time(0),
            ends=time(23, 59),
        )
    )
    block(services, 1, time(10), time(14))
    block(services, 1, time(14, 45), time(16))
    found = services.planning.repair()
    assert moving(found) == set()
    assert [one.booked for one in found.unplaced] == stuck[:1], "one of a lead at a time"
    assert found.stays == 1


def test_that_what_somebody_decided_about_limits_is_not_undone(
    services: Services, book: Book
) -> None:
    known = services.settings.get()
    for who in known.interviewers:
        services.settings.save_interviewer(replace(who, gap_minutes=15, day_minutes=30))
    services.settings.save_room(replace(known.rooms[0], buffer_minutes=10, seats=1))
    near = [book(0, at(13)), book(1, at(13, 30))]
    with pytest.raises(NothingToDo, match="nothing to repair"):
        services.planning.repair()
    leaks = book(2, at(15), 30, 1)
    block(services, 1, time(15), time(16))
    found = services.planning.repair()
    assert moving(found) == {leaks.id}
    assert services.planning.accept(found).refused == ()
    for before in near:
        assert services.interviews.get(before.id) == before


def test_that_a_room_whose_interview_runs_over_is_not_free(
    services: Services, book: Book, clock: factories.SettableClock, leads: list[str]
) -> None:
    running = book(0, at(12), 30)
    services.interviews.set_status(running.id, InterviewStatus.RUNNING)
    leaks = book(1, at(13), 30, 1)
    block(services, 1, time(10), time(16))
    clock.now = at(12, 58)
    (place,) = services.planning.repair().places
    assert place.booked == leaks
    assert place.starts >= at(13, 30), "until 13:03 it may last"


@pytest.fixture
def able(services: Services) -> dict[str, Interviewer]:
    """Tomasz and Cem know about ML; Elif and Dora do not."""
    for name in ("Cem Aydın", "Dora Horvat"):
        services.settings.add_interviewer(name)
    for who in services.settings.get().interviewers:
        if who.name.startswith(("Tomasz", "Cem")):
            services.settings.save_interviewer(replace(who, skills=("ML",)))
    return {who.name.split()[0]: who for who in services.settings.get().interviewers}


def panel_of(services: Services, lead: str, *panel: Interviewer) -> Interview:
    room = services.settings.get().rooms[0].id
    return services.interviews.book(lead, room, at(14), 30, [who.id for who in panel])


def ill(services: Services, who: Interviewer) -> None:
    services.settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED,
            interviewer_id=who.id,
            title="Ill",
            starts=time(0),
            ends=time(23, 59),
        )
    )


@pytest.mark.parametrize("first", ["Tomasz", "Elif"])
@pytest.mark.parametrize("lost", [True, False])
def test_that_a_replacement_knows_what_was_asked_for_in_whatever_order_the_panel_is(
    services: Services, leads: list[str], able: dict[str, Interviewer], first: str, lost: bool
) -> None:
    services.leads.set_need(leads[0], Need(all_of=(able["Elif"].id,), size=2, skills=("ML",)))
    pair = sorted((able["Tomasz"], able["Elif"]), key=lambda who: not who.name.startswith(first))
    booked = panel_of(services, leads[0], *pair)
    if lost:
        services.settings.remove_interviewer(able["Tomasz"].id)
    else:
        ill(services, able["Tomasz"])
    (place,) = services.planning.repair().places
    assert {who.name for who in place.panel} == {able["Elif"].name, able["Cem"].name}
    assert place.starts == booked.starts
    assert place.panel[pair.index(able["Elif"])].id == able["Elif"].id


def test_that_nobody_without_the_skill_replaces_who_had_it(
    services: Services, leads: list[str], able: dict[str, Interviewer]
) -> None:
    services.leads.set_need(leads[0], Need(all_of=(able["Elif"].id,), size=2, skills=("ML",)))
    booked = panel_of(services, leads[0], able["Tomasz"], able["Elif"])
    services.settings.remove_interviewer(able["Tomasz"].id)
    ill(services, able["Cem"])
    found = services.planning.repair()
    assert found.places == ()
    assert [one.booked for one in found.unplaced] == [booked]


def test_that_a_panel_larger_than_asked_for_keeps_its_skill_and_its_language(
    services: Services, leads: list[str], able: dict[str, Interviewer]
) -> None:
    for name in ("Cem", "Elif", "Tomasz"):
        who = next(w for w in services.settings.get().interviewers if w.id == able[name].id)
        services.settings.save_interviewer(replace(who, languages=("Korean",)))
    services.leads.set_need(leads[0], Need(skills=("ML",), language="Korean"))
    panel_of(services, leads[0], able["Elif"], able["Tomasz"])
    services.settings.remove_interviewer(able["Tomasz"].id)
    (place,) = services.planning.repair().places
    assert {who.name for who in place.panel} == {able["Elif"].name, able["Cem"].name}
    ill(services, able["Cem"])
    assert services.planning.repair().places == ()


def test_that_who_cannot_stay_goes_no_further_than_they_must(
    services: Services, book: Book
) -> None:
    """The day after is empty, and still the same day's next free time is theirs."""
    leaks = book(0, at(16, 30))
    near = book(1, at(16))
    block(services, 0, time(16, 30), time(17))
    (place,) = services.planning.repair().places
    assert place.booked == leaks
    assert place.starts == at(17)
    assert (place.room.id, place.panel[0].id) == (leaks.room_id, leaks.panel_ids[0])
    assert services.interviews.get(near.id) == near
