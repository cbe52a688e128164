"""Accepting a proposal after something changed, and taking it back after something went on."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.clashes import ClashKind, SlotTaken
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.needs import Need
from boothapp.domain.timetable import TimetableProblem
from boothapp.services.bundle import Services
from boothapp.services.planning import PlanningService
from boothapp.services.proposals import Accepted, Proposal, Proposed
from boothapp.services.tick_grid import Grid
from boothapp.services.timetable_problem import Translation
from tests import factories
from tests.factories import ZONE, SettableClock


def at(hour: int, minute: int = 0, day: int = 9) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def leads(services: Services, tmp_path: Path) -> list[str]:
    return factories.scanned_leads(services, tmp_path, 4)


@pytest.fixture
def planning(services: Services) -> PlanningService:
    return services.planning


def book(services: Services, lead: str, hour: int, minute: int = 0, room: int = 0) -> Interview:
    rooms = services.settings.get().rooms
    return services.interviews.book(lead, rooms[room].id, at(hour, minute), 30)


def place(
    services: Services, lead: str, starts: datetime, booked: Interview | None = None, room: int = 0
) -> Proposed:
    """A place of half an hour, as a search would propose it."""
    known = services.settings.get()
    made = Proposed(
        lead_id=lead,
        name=services.leads.detail(lead).person.name,
        rating=None,
        room=known.rooms[room],
        starts=starts,
        ends=starts + timedelta(minutes=30),
        panel=known.interviewers[:1],
        booked=booked,
    )
    return made if booked is None else replace(made, id=booked.id)


def proposal(services: Services, *places: Proposed) -> Proposal:
    day = services.interviews.day(at(12).date())
    grid = Grid((day,), (30,))
    problem = TimetableProblem(
        days=1, ticks_per_day=grid.per_day, rooms=(), interviewers=(), requests=()
    )
    return Proposal(
        places=places,
        unplaced=(),
        days=(day.day,),
        value=1,
        bound=1,
        gap=0,
        seconds=0,
        names={},
        translation=Translation(problem, grid, {}, {}),
    )


def moved_and_made(services: Services, leads: list[str]) -> tuple[Interview, Accepted]:
    """The first lead moves from 13:00 to 15:00, the second is booked at 16:00, and it is taken."""
    one = book(services, leads[0], 13)
    places = place(services, leads[0], at(15), one), place(services, leads[1], at(16))
    return one, services.planning.accept(proposal(services, *places))


def mark_sent(services: Services, booked: Interview) -> Interview:
    with services.store.writing(services.duty.staff_id) as records:
        sent = replace(booked, invited=booked.sequence)
        records.interviews.change(sent)
    return services.interviews.get(booked.id)


def test_that_two_change_places_and_back(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    one, two = book(services, leads[0], 13), book(services, leads[1], 14)
    found = proposal(
        services,
        place(services, leads[0], at(14), one),
        place(services, leads[1], at(13), two),
    )
    accepted = planning.accept(found)
    assert accepted.refused == ()
    assert services.interviews.get(one.id).starts == at(14)
    assert services.interviews.get(two.id).starts == at(13)
    assert planning.take_back(accepted) == ()
    assert services.interviews.get(one.id) == one
    assert services.interviews.get(two.id) == two


@pytest.mark.parametrize("status", [InterviewStatus.ARRIVED, InterviewStatus.CANCELLED])
def test_that_a_mover_that_changed_meanwhile_is_left_alone(
    services: Services, planning: PlanningService, leads: list[str], status: InterviewStatus
) -> None:
    one = mark_sent(services, book(services, leads[0], 13))
    found = proposal(services, place(services, leads[0], at(14), one))
    services.interviews.set_status(one.id, status)
    now = services.interviews.get(one.id)
    (refused,) = planning.accept(found).refused
    assert refused.reason == "the interview was changed meanwhile"
    assert services.interviews.get(one.id) == now


def test_that_a_mover_that_was_moved_by_hand_stays_there(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    one = book(services, leads[0], 13)
    found = proposal(services, place(services, leads[0], at(14), one))
    services.interviews.move(one.id, one.room_id, at(15))
    assert len(planning.accept(found).refused) == 1
    assert services.interviews.get(one.id).starts == at(15)


def test_that_nobody_is_booked_twice_nor_in_the_past_nor_after_an_erasure(
    services: Services, planning: PlanningService, leads: list[str], clock: SettableClock
) -> None:
    found = proposal(
        services,
        place(services, leads[0], at(12, 30)),
        place(services, leads[1], at(13)),
        place(services, leads[2], at(14)),
        place(services, leads[3], at(15)),
    )
    clock.now = at(12, 31)
    there = book(services, leads[1], 16)
    services.leads.remove(leads[2])
    accepted = planning.accept(found)
    assert [one.reason for one in accepted.refused] == [
        "that time has begun already",
        "they have an interview meanwhile",
        "they are no lead any more",
    ]
    assert [one.lead_id for one in accepted.booked] == [leads[3]]
    assert services.interviews.of_lead(leads[1]) == (there,)


def test_that_one_refusal_brings_the_next_and_neither_rises_in_sequence(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    """The first cannot move, so the second cannot have its place, nor the third the second's."""
    one, two = (mark_sent(services, book(services, leads[n], 13 + n)) for n in range(2))
    found = proposal(
        services,
        place(services, leads[2], at(14)),
        place(services, leads[1], at(13), two),
        place(services, leads[0], at(15), one),
    )
    other = book(services, leads[3], 15)
    accepted = planning.accept(found)
    assert {refused.place.lead_id for refused in accepted.refused} == set(leads[:3])
    assert {clash.kind for refused in accepted.refused for clash in refused.clashes} == {
        ClashKind.ROOM
    }
    assert (accepted.booked, accepted.moved) == ((), ())
    for before in (one, two, other):
        assert services.interviews.get(before.id) == before


def test_that_an_interviewer_who_left_is_named(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    found = proposal(services, place(services, leads[0], at(14)))
    gone = found.places[0].panel[0]
    services.settings.remove_interviewer(gone.id)
    (refused,) = planning.accept(found).refused
    assert refused.reason == f"{gone.name} holds no interviews any more"


def test_that_what_is_needed_by_now_is_looked_at_again(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    first, second = services.settings.get().interviewers
    found = proposal(services, *(place(services, lead, at(13 + n)) for n, lead in enumerate(leads)))
    services.leads.set_need(leads[0], Need(all_of=(second.id,)))
    services.leads.set_need(leads[1], Need(room_kind="large"))
    services.leads.set_need(leads[2], Need(minutes=60))
    services.leads.set_need(leads[3], Need(all_of=(first.id,), minutes=30))
    accepted = planning.accept(found)
    assert [one.reason for one in accepted.refused] == [
        "other people should hold it by now",
        "a room of the kind “large” is needed by now",
        "it should last 60 minutes by now",
    ]
    assert [one.lead_id for one in accepted.booked] == [leads[3]]


def test_that_a_mover_whose_need_changed_meanwhile_stays(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    room = services.settings.get().rooms[0].id
    booked = services.interviews.book(leads[0], room, at(13), 30)
    services.settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED, room_id=room, title="Leak", starts=time(9), ends=time(18)
        )
    )
    found = planning.repair()
    assert len(found.places) == 1
    services.leads.set_need(leads[0], Need(room_kind="large"))
    (refused,) = planning.accept(found).refused
    assert refused.reason == "a room of the kind “large” is needed by now"
    assert services.interviews.get(booked.id) == booked


def test_that_undo_and_redo_keep_the_ids(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    found = proposal(services, place(services, leads[0], at(14)), place(services, leads[1], at(15)))
    first = planning.accept(found)
    sent = mark_sent(services, first.booked[0])
    planning.take_back(first)
    assert services.interviews.get(sent.id).status is InterviewStatus.CANCELLED
    assert services.interviews.of_lead(leads[1]) == ()
    again = planning.accept(found)
    assert again.refused == ()
    assert [one.id for one in again.booked] == [one.id for one in first.booked]
    assert services.interviews.get(sent.id) == sent, "its calendars know this place"


def test_that_what_went_on_meanwhile_is_left_alone_and_said(
    services: Services, planning: PlanningService, leads: list[str], clock: SettableClock
) -> None:
    one, two = (mark_sent(services, book(services, leads[n], 13 + n)) for n in range(2))
    found = proposal(
        services,
        place(services, leads[0], at(15), one),
        place(services, leads[1], at(16), two),
        place(services, leads[2], at(17)),
        place(services, leads[3], at(12, 30)),
    )
    accepted = planning.accept(found)
    began = accepted.booked[1]
    services.interviews.set_status(began.id, InterviewStatus.RUNNING)
    services.interviews.set_status(one.id, InterviewStatus.CANCELLED)
    moved = mark_sent(services, services.interviews.get(two.id))
    assert (moved.sequence, moved.invited) == (1, 1)
    left = planning.take_back(accepted)
    assert [(went.id, went.status) for went in left] == [
        (began.id, InterviewStatus.RUNNING),
        (one.id, InterviewStatus.CANCELLED),
    ]
    assert services.interviews.get(one.id).starts == at(15)
    back = services.interviews.get(two.id)
    assert (back.starts, back.sequence, back.invited) == (at(14), 2, 1), "it never goes backwards"
    assert services.interviews.of_lead(leads[2]) == ()


def test_that_nothing_is_taken_back_where_an_old_place_was_given_away(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    one, accepted = moved_and_made(services, leads)
    book(services, leads[2], 13)
    with pytest.raises(SlotTaken):
        planning.take_back(accepted)
    assert services.interviews.get(one.id).starts == at(15)
    assert services.interviews.get(accepted.booked[0].id) == accepted.booked[0]


def test_that_what_was_moved_again_since_stays_where_it_is(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    one, accepted = moved_and_made(services, leads)
    other = services.settings.get().rooms[1].id
    made = accepted.booked[0].id
    for moved, hour in ((one.id, 13), (made, 14)):
        services.interviews.move(moved, other, at(hour))
    assert {left.id for left in planning.take_back(accepted)} == {one.id, made}
    assert services.interviews.get(one.id).room_id == other
    assert services.interviews.get(made).starts == at(14)


def test_that_who_is_gone_is_named_neither_by_a_redo_nor_by_a_refusal(
    services: Services, planning: PlanningService, leads: list[str]
) -> None:
    found = proposal(services, place(services, leads[0], at(14)), place(services, leads[1], at(15)))
    accepted = planning.accept(found)
    assert len(accepted.without([leads[0]]).booked) == 1
    planning.take_back(accepted)
    services.people.erase(services.leads.detail(leads[0]).subject)
    (refused,) = planning.accept(found).refused
    assert (refused.place.name, refused.reason) == ("Somebody", "they are no lead any more")
