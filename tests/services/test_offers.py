"""The best places for somebody, and those who wait for one that gets free."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.clashes import ClashKind, SlotTaken
from boothapp.domain.day_now import NoteworthyKind
from boothapp.domain.errors import BadInput, NothingToDo
from boothapp.domain.event import Role
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.needs import Need, Window
from boothapp.domain.people import BusyTime, Rating, ScanSource
from boothapp.domain.queue import QueueKind
from boothapp.services.bundle import Services
from tests.factories import ZONE, SettableClock

pytestmark = pytest.mark.usefixtures("roster")


def at(hour: int, minute: int = 0, day: int = 9) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def amara(services: Services) -> str:
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert card.lead is not None
    return card.lead.id


@pytest.fixture
def wanjiru(services: Services) -> str:
    card = services.capture.scan("AB-0003", ScanSource.TYPED)
    assert card.lead is not None
    return card.lead.id


def offered(services: Services, lead: str, count: int = 3) -> list[tuple[str, datetime, list[str]]]:
    return [
        (offer.room.name, offer.starts, [who.name for who in offer.panel])
        for offer in services.offers.best(lead, count)
    ]


def test_that_three_places_are_offered_one_after_the_other(services: Services, amara: str) -> None:
    found = offered(services, amara)
    assert [(room, starts) for room, starts, _ in found] == [
        ("Hangang", at(12)),
        ("Hangang", at(13)),
        ("Hangang", at(13, 45)),
    ]
    assert all(len(panel) == 1 for _, _, panel in found)


def test_that_an_offer_can_be_booked_as_it_is(services: Services, amara: str) -> None:
    (offer,) = services.offers.best(amara, 1)
    panel = [who.id for who in offer.panel]
    booked = services.interviews.book(amara, offer.room.id, offer.starts, None, panel)
    assert (booked.starts, booked.ends) == (offer.starts, offer.ends)


def test_that_the_need_of_the_role_and_the_candidates_own_are_respected(
    services: Services, amara: str
) -> None:
    tomasz = next(w for w in services.settings.get().interviewers if w.name.startswith("Tomasz"))
    role = services.settings.save_role(Role("", "Speech", Need(minutes=60, all_of=(tomasz.id,))))
    services.leads.set_role(amara, role.id)
    services.leads.set_need(amara, Need(windows=(Window(date(2026, 7, 10), time(14), None),)))
    assert offered(services, amara, 1) == [("Hangang", at(14, 15, day=10), [tomasz.name])] or (
        offered(services, amara, 1) == [("Namsan", at(14, day=10), [tomasz.name])]
    )
    (offer,) = services.offers.best(amara, 1)
    assert offer.ends - offer.starts == timedelta(hours=1)


def test_that_two_interviewers_need_a_room_for_three(services: Services, amara: str) -> None:
    services.leads.set_need(amara, Need(size=2))
    ((room, starts, panel),) = offered(services, amara, 1)
    assert (room, starts) == ("Namsan", at(12)), "Hangang has two seats"
    assert len(panel) == 2


def test_that_calendars_of_both_are_looked_at(services: Services, amara: str) -> None:
    for who in services.settings.get().interviewers:
        services.settings.save_availability(
            Availability(
                kind=AvailabilityKind.BLOCKED,
                interviewer_id=who.id,
                title="Lunch",
                starts=time(12),
                ends=time(13),
            )
        )
    poster = BusyTime("poster", "Poster 1187", at(13), at(14))
    services.leads.set_busy(amara, (poster,))
    assert offered(services, amara, 1)[0][1] == at(14)


def test_that_nothing_is_offered_where_nobody_can(services: Services, amara: str) -> None:
    services.leads.set_need(amara, Need(skills=("Robotics",)))
    assert offered(services, amara) == []


@pytest.mark.parametrize(
    ("need", "count"),
    [
        (Need(minutes=45), 3),
        (Need(windows=(Window(None, time(13), None),)), 3),
        (Need(size=2), 0),
        (Need(language="Korean"), 0),
    ],
)
def test_that_without_interviewers_only_who_asks_for_some_finds_no_place(
    services: Services, amara: str, need: Need, count: int
) -> None:
    for who in services.settings.get().interviewers:
        services.settings.remove_interviewer(who.id)
    services.leads.set_need(amara, need)
    assert len(offered(services, amara)) == count
    plan = services.planning.begin(1)
    plan.close()
    assert len(plan.latest(reasons=False).places) == bool(count)


def test_that_a_soft_clash_can_be_overruled_and_a_hard_one_cannot(
    services: Services, amara: str, wanjiru: str
) -> None:
    room = services.settings.get().rooms[0].id
    services.leads.set_busy(amara, (BusyTime("poster", "P", at(13), at(14)),))
    with pytest.raises(SlotTaken) as refused:
        services.interviews.book(amara, room, at(13))
    assert refused.value.is_soft
    booked = services.interviews.book(amara, room, at(13), despite=True)
    with pytest.raises(SlotTaken) as refused:
        services.interviews.book(wanjiru, room, at(13), despite=True)
    assert [clash.kind for clash in refused.value.clashes] == [ClashKind.ROOM]
    services.interviews.unbook(booked.id)
    services.interviews.book_again(booked)
    assert services.interviews.get(booked.id) == booked


def test_that_walk_ins_come_before_standbys_and_each_is_told_a_time(
    services: Services, clock: SettableClock, amara: str, wanjiru: str
) -> None:
    services.leads.rate(amara, Rating.HOT)
    services.queue.join(amara, QueueKind.STANDBY)
    clock.forward(minutes=1)
    services.queue.join(wanjiru, QueueKind.WALK_IN)
    first, second = services.queue.line()
    assert first.candidate.lead_id == wanjiru
    assert first.expected is not None
    assert second.expected is not None
    assert (first.expected.starts, first.expected.room.name) == (at(12, 5), "Hangang")
    assert (second.expected.starts, second.expected.room.name) == (at(12, 5), "Namsan")
    assert first.expected.panel != second.expected.panel


def test_that_who_waits_is_told_the_truth_when_an_interview_runs_over(
    services: Services, clock: SettableClock, amara: str, wanjiru: str
) -> None:
    namsan, hangang = services.settings.get().rooms
    services.settings.remove_room(hangang.id)
    running = services.interviews.book(amara, namsan.id, at(12))
    services.interviews.set_status(running.id, InterviewStatus.RUNNING)
    services.queue.join(wanjiru, QueueKind.WALK_IN)
    (entry,) = services.queue.line()
    assert entry.expected is not None
    assert entry.expected.starts == at(12, 30)
    clock.now = at(12, 41)
    (entry,) = services.queue.line()
    assert entry.expected is not None
    assert entry.expected.starts == at(12, 50)
    (over,) = services.day_now.noteworthy()
    assert (over.kind, over.interview.id) == (NoteworthyKind.OVERRUN, running.id)


def test_that_no_room_and_nobody_is_offered_whose_interview_runs_over(
    services: Services, clock: SettableClock, amara: str, wanjiru: str
) -> None:
    namsan, hangang = services.settings.get().rooms
    tomasz = services.settings.get().interviewers[0].id
    running = services.interviews.book(wanjiru, hangang.id, at(12), 30, [tomasz])
    services.interviews.set_status(running.id, InterviewStatus.RUNNING)
    clock.now = at(12, 43)
    offers = services.offers.best(amara)
    assert [(offer.room.id, offer.starts) for offer in offers[:1]] == [(namsan.id, at(12, 45))]
    assert tomasz not in [who.id for who in offers[0].panel]
    booked = services.interviews.book(amara, namsan.id, at(12, 45), None, None)
    assert booked.panel
    assert tomasz not in booked.panel_ids


def test_that_a_place_in_the_queue_ends_with_an_interview_and_not_before(
    services: Services, clock: SettableClock, amara: str
) -> None:
    room = services.settings.get().rooms[0].id
    assert services.queue.join(amara, QueueKind.WALK_IN) is None
    clock.forward(minutes=3)
    before = services.queue.join(amara, QueueKind.WALK_IN)
    assert before is not None
    assert services.queue.line()[0].queued == before, "asked twice, nobody loses their place"
    booked = services.interviews.book(amara, room, at(13))
    assert services.queue.line() == ()
    with pytest.raises(BadInput, match="has an interview already"):
        services.queue.join(amara, QueueKind.STANDBY)
    services.interviews.unbook(booked.id)
    assert [entry.candidate.lead_id for entry in services.queue.line()] == [amara]
    missed = services.interviews.book(amara, room, at(13))
    clock.now = at(13, 10)
    services.interviews.set_status(missed.id, InterviewStatus.NO_SHOW)
    assert services.queue.line() == ()
    services.queue.join(amara, QueueKind.STANDBY)
    clock.now = at(9, day=10)
    assert len(services.queue.line()) == 1, "a standby stays over night"
    services.queue.put(amara, before)
    assert services.queue.line() == (), "who stood here yesterday does not"


def test_that_a_freed_room_is_offered_to_the_first_whom_it_suits(
    services: Services, clock: SettableClock, amara: str, wanjiru: str
) -> None:
    room = services.settings.get().rooms[0].id
    services.queue.join(amara, QueueKind.WALK_IN)
    services.leads.set_need(amara, Need(minutes=60))
    services.queue.join(wanjiru, QueueKind.STANDBY)
    clock.now = at(12, 11)
    ((entry, offer),) = services.queue.fitting(room, at(12), at(13))
    assert entry.candidate.lead_id == wanjiru, "an hour is not left"
    assert (offer.starts, offer.ends) == (at(12, 15), at(12, 45))


def test_that_a_freed_room_of_another_kind_is_not_offered(
    services: Services, amara: str, wanjiru: str
) -> None:
    namsan, hangang = services.settings.get().rooms
    services.settings.save_room(replace(namsan, kind="large"))
    services.leads.set_need(amara, Need(room_kind="large"))
    services.queue.join(amara, QueueKind.STANDBY)
    services.leads.set_need(wanjiru, Need(size=2))
    services.queue.join(wanjiru, QueueKind.STANDBY)
    assert services.queue.fitting(hangang.id, at(13), at(14)) == (), "and two need three seats"
    found = services.queue.fitting(namsan.id, at(13), at(14))
    assert [entry.candidate.lead_id for entry, _ in found] == [amara, wanjiru]


def test_that_arrival_finds_the_interview_of_now(
    services: Services, clock: SettableClock, amara: str
) -> None:
    room = services.settings.get().rooms[0].id
    with pytest.raises(NothingToDo, match="no interview ahead today"):
        services.day_now.arrive(amara)
    early = services.interviews.book(amara, room, at(12, 30))
    late = services.interviews.book(amara, room, at(17))
    clock.now = at(12, 20)
    services.day_now.arrive(amara)
    assert services.interviews.get(early.id).arrived == at(12, 20)
    assert services.interviews.get(late.id).status is InterviewStatus.PLANNED
    services.interviews.set_status(late.id, InterviewStatus.CANCELLED)
    with pytest.raises(NothingToDo, match="is here already"):
        services.day_now.arrive(amara)


def test_that_a_second_scan_at_the_door_is_no_second_arrival(
    services: Services, clock: SettableClock, amara: str
) -> None:
    room = services.settings.get().rooms[0].id
    first = services.interviews.book(amara, room, at(12, 30))
    second = services.interviews.book(amara, room, at(14))
    clock.now = at(12, 20)
    services.day_now.arrive(amara)
    with pytest.raises(NothingToDo, match="is here already"):
        services.day_now.arrive(amara)
    services.interviews.set_status(first.id, InterviewStatus.RUNNING)
    clock.now = at(13, 49)
    with pytest.raises(NothingToDo, match="is here already"):
        services.day_now.arrive(amara)
    clock.now = at(13, 50)
    assert services.day_now.expected(amara).id == second.id


def test_that_one_that_is_over_is_not_what_somebody_comes_for(
    services: Services, clock: SettableClock, amara: str
) -> None:
    room = services.settings.get().rooms[0].id
    over = services.interviews.book(amara, room, at(12, 30))
    later = services.interviews.book(amara, room, at(16))
    clock.now = at(13)
    assert services.day_now.expected(amara).id == later.id
    services.interviews.unbook(later.id)
    with pytest.raises(NothingToDo, match="no interview ahead"):
        services.day_now.expected(amara)
    assert services.interviews.get(over.id).status is InterviewStatus.PLANNED


def test_that_one_who_does_not_come_is_noticed_after_the_grace(
    services: Services, clock: SettableClock, amara: str
) -> None:
    room = services.settings.get().rooms[0].id
    services.interviews.book(amara, room, at(12, 30))
    clock.now = at(12, 35)
    assert [one.kind for one in services.day_now.noteworthy()] == [NoteworthyKind.LATE]
    clock.now = at(12, 40)
    assert [one.kind for one in services.day_now.noteworthy()] == [NoteworthyKind.GRACE_OVER]
    services.settings.set_preference("interviews.grace", "15")
    assert [one.kind for one in services.day_now.noteworthy()] == [NoteworthyKind.LATE]


def test_that_an_early_end_frees_the_room_and_can_be_taken_back(
    services: Services, clock: SettableClock, amara: str, wanjiru: str
) -> None:
    room = services.settings.get().rooms[0].id
    booked = services.interviews.book(amara, room, at(12, 30), 60)
    services.interviews.set_status(booked.id, InterviewStatus.RUNNING)
    clock.now = at(12, 52)
    before = services.interviews.set_status(booked.id, InterviewStatus.DONE)
    assert services.interviews.get(booked.id).ends == at(12, 55)
    services.interviews.restore_status(before, InterviewStatus.DONE)
    assert services.interviews.get(booked.id) == before
    services.interviews.set_status(booked.id, InterviewStatus.DONE)
    services.interviews.book(wanjiru, room, at(13))
    with pytest.raises(SlotTaken):
        services.interviews.restore_status(before, InterviewStatus.DONE)


def test_that_what_is_not_over_after_all_gets_its_time_back(
    services: Services, clock: SettableClock, amara: str, wanjiru: str
) -> None:
    room = services.settings.get().rooms[0].id
    booked = services.interviews.book(amara, room, at(12, 30), 60)
    services.interviews.set_status(booked.id, InterviewStatus.RUNNING)
    clock.now = at(12, 34)
    services.interviews.set_status(booked.id, InterviewStatus.DONE)
    services.interviews.set_status(booked.id, InterviewStatus.RUNNING)
    assert services.interviews.get(booked.id).ends == booked.ends
    services.interviews.set_status(booked.id, InterviewStatus.DONE)
    services.interviews.book(wanjiru, room, at(13))
    services.interviews.set_status(booked.id, InterviewStatus.RUNNING)
    assert services.interviews.get(booked.id).ends == at(12, 35), "it was given away"


def test_that_somebody_given_up_on_may_still_come_until_their_time_is_over(
    services: Services, clock: SettableClock, amara: str
) -> None:
    room = services.settings.get().rooms[0].id
    booked = services.interviews.book(amara, room, at(12, 30))
    clock.now = at(12, 45)
    services.interviews.set_status(booked.id, InterviewStatus.NO_SHOW)
    services.day_now.arrive(amara)
    assert services.interviews.get(booked.id).status is InterviewStatus.ARRIVED
    services.interviews.set_status(booked.id, InterviewStatus.NO_SHOW)
    clock.now = at(13)
    with pytest.raises(NothingToDo, match="no interview ahead"):
        services.day_now.arrive(amara)


@pytest.mark.parametrize(
    ("began", "now", "expected"),
    [
        (None, at(12, 27), at(13)),
        (None, at(12, 35), at(13, 5)),
        (at(12, 27), at(12, 28), at(13)),
        (at(12), at(12, 28), at(12, 30)),
        (at(12), at(12, 41), at(12, 50)),
    ],
    ids=["waits", "waits longer", "began late", "as planned", "runs over"],
)
def test_that_what_begins_late_is_expected_to_last_its_whole_length(
    services: Services,
    clock: SettableClock,
    amara: str,
    wanjiru: str,
    began: datetime | None,
    now: datetime,
    expected: datetime,
) -> None:
    """Half an hour from 12:00 in the only room; somebody else waits for it."""
    first, other = services.settings.get().rooms
    services.settings.remove_room(other.id)
    booked = services.interviews.book(amara, first.id, at(12), 30)
    services.interviews.set_status(booked.id, InterviewStatus.ARRIVED)
    if began is not None:
        clock.now = began
        services.interviews.set_status(booked.id, InterviewStatus.RUNNING)
    services.queue.join(wanjiru, QueueKind.WALK_IN)
    clock.now = now
    (entry,) = services.queue.line()
    assert entry.expected is not None
    assert entry.expected.starts == expected


def test_that_whoever_suits_is_booked_and_that_nobody_does_is_a_clash(
    services: Services, amara: str
) -> None:
    namsan, hangang = services.settings.get().rooms
    tomasz = services.settings.get().interviewers[0]
    services.leads.set_need(amara, Need(all_of=(tomasz.id,), room_kind="large"))
    assert [
        clash.kind for clash in services.interviews.check(amara, namsan.id, at(13), None, None)
    ] == [ClashKind.ROOM_KIND]
    services.settings.save_room(replace(namsan, kind="large"))
    booked = services.interviews.book(amara, namsan.id, at(13), None, None)
    assert booked.panel_ids == (tomasz.id,)
    with pytest.raises(SlotTaken) as refused:
        services.interviews.move(booked.id, hangang.id, at(13))
    assert [clash.kind for clash in refused.value.clashes] == [ClashKind.ROOM_KIND]
    services.interviews.unbook(booked.id)
    services.leads.set_need(amara, Need(skills=("Robotics",)))
    with pytest.raises(SlotTaken) as refused:
        services.interviews.book(amara, namsan.id, at(13), None, None)
    assert [clash.kind for clash in refused.value.clashes] == [ClashKind.NOBODY]
    assert refused.value.is_soft
    assert services.interviews.book(amara, namsan.id, at(13), None, None, despite=True).panel == ()


def test_that_who_is_free_holds_what_is_booked_over_a_rooms_pause(
    services: Services, amara: str, wanjiru: str
) -> None:
    namsan = services.settings.get().rooms[0]
    services.settings.save_room(replace(namsan, buffer_minutes=10))
    services.interviews.book(wanjiru, namsan.id, at(13))
    near = services.interviews.book(amara, namsan.id, at(13, 30), None, None, despite=True)
    assert near.panel
