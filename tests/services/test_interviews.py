"""Booking: what clashes and why, moving, status, slots."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.clashes import ClashKind, SlotTaken
from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import InterviewStatus, NotNow
from boothapp.domain.people import Rating, ScanSource
from boothapp.services.bundle import Services
from tests.factories import ZONE, SettableClock

pytestmark = pytest.mark.usefixtures("roster")
DAY = date(2026, 7, 9)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, 9, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def amara(services: Services) -> str:
    return services.capture.scan("AB-0001", ScanSource.TYPED).lead.id  # type: ignore[union-attr] # she may share


@pytest.fixture
def wanjiru(services: Services) -> str:
    return services.capture.scan("AB-0003", ScanSource.TYPED).lead.id  # type: ignore[union-attr] # she may share


@pytest.fixture
def rooms(services: Services) -> tuple[str, str]:
    namsan, hangang = services.settings.get().rooms
    return namsan.id, hangang.id


def kinds(error: SlotTaken) -> list[ClashKind]:
    return [clash.kind for clash in error.clashes]


def test_that_no_place_is_free_within_the_pause_of_a_room(
    services: Services, amara: str, wanjiru: str
) -> None:
    namsan = services.settings.get().rooms[0]
    services.settings.save_room(replace(namsan, buffer_minutes=10))
    services.interviews.book(amara, namsan.id, at(13))
    slots = [one for one in services.interviews.slots(DAY) if one.room.id == namsan.id]
    free = {one.starts for one in slots if one.interview is None}
    assert not free & {at(12, 30), at(13), at(13, 30)}
    assert {at(12), at(14)} <= free
    assert not any(services.interviews.check(wanjiru, namsan.id, starts) for starts in free)


def test_that_a_booking_takes_the_rooms_slot_length(
    services: Services, amara: str, rooms: tuple[str, str]
) -> None:
    booked = services.interviews.book(amara, rooms[1], at(14))
    assert (booked.ends - booked.starts).seconds == 45 * 60
    assert services.leads.detail(amara).interview == at(14)


def test_that_a_taken_room_is_explained(
    services: Services, amara: str, wanjiru: str, rooms: tuple[str, str]
) -> None:
    services.interviews.book(amara, rooms[0], at(13))
    with pytest.raises(SlotTaken) as refused:
        services.interviews.book(wanjiru, rooms[0], at(13, 15))
    assert kinds(refused.value) == [ClashKind.ROOM]
    assert refused.value.clashes[0].who == "Namsan"
    assert services.interviews.book(wanjiru, rooms[0], at(13, 30)).starts == at(13, 30)


def test_that_candidate_and_interviewer_are_in_one_place_at_a_time(
    services: Services, amara: str, wanjiru: str, rooms: tuple[str, str]
) -> None:
    who = services.settings.get().interviewers[0].id
    services.interviews.book(amara, rooms[0], at(13), panel=(who,))
    with pytest.raises(SlotTaken) as same_candidate:
        services.interviews.book(amara, rooms[1], at(13))
    assert kinds(same_candidate.value) == [ClashKind.CANDIDATE]
    with pytest.raises(SlotTaken) as same_interviewer:
        services.interviews.book(wanjiru, rooms[1], at(13), panel=(who,))
    assert kinds(same_interviewer.value) == [ClashKind.INTERVIEWER]


def test_that_nobody_is_booked_outside_the_opening_hours(
    services: Services, amara: str, rooms: tuple[str, str], clock: SettableClock
) -> None:
    clock.now = at(8)
    for hour, minute in ((8, 59), (17, 31)):
        with pytest.raises(SlotTaken) as refused:
            services.interviews.book(amara, rooms[0], at(hour, minute))
        assert kinds(refused.value) == [ClashKind.CLOSED]


def test_that_moving_keeps_the_length_and_can_be_undone(
    services: Services, amara: str, rooms: tuple[str, str]
) -> None:
    booked = services.interviews.book(amara, rooms[0], at(13), minutes=60)
    before = services.interviews.move(booked.id, rooms[1], at(14))
    moved = services.interviews.get(booked.id)
    assert (moved.room_id, moved.starts, moved.ends) == (rooms[1], at(14), at(15))
    services.interviews.move(before.id, before.room_id, before.starts)
    assert services.interviews.get(booked.id) == booked


def test_that_a_booking_taken_back_was_never_there(
    services: Services, amara: str, rooms: tuple[str, str]
) -> None:
    booked = services.interviews.book(amara, rooms[0], at(13))
    services.interviews.unbook(booked.id)
    assert services.interviews.day(DAY).rooms[0].interviews == ()
    assert [candidate.lead_id for candidate in services.interviews.candidates()] == [amara]
    with pytest.raises(BadInput):
        services.interviews.unbook(booked.id)


def test_that_a_clashing_move_changes_nothing(
    services: Services, amara: str, wanjiru: str, rooms: tuple[str, str]
) -> None:
    services.interviews.book(amara, rooms[0], at(13))
    mine = services.interviews.book(wanjiru, rooms[0], at(14))
    with pytest.raises(SlotTaken):
        services.interviews.move(mine.id, rooms[0], at(13, 10))
    assert services.interviews.get(mine.id) == mine


def test_that_a_cancelled_place_is_free_and_not_silently_taken_back(
    services: Services, amara: str, wanjiru: str, rooms: tuple[str, str]
) -> None:
    mine = services.interviews.book(amara, rooms[0], at(13))
    assert services.interviews.set_status(mine.id, InterviewStatus.CANCELLED) == mine
    services.interviews.book(wanjiru, rooms[0], at(13))
    with pytest.raises(SlotTaken):
        services.interviews.set_status(mine.id, InterviewStatus.PLANNED)
    assert services.interviews.get(mine.id).status is InterviewStatus.CANCELLED


@pytest.mark.parametrize(
    "status", [InterviewStatus.ARRIVED, InterviewStatus.RUNNING, InterviewStatus.DONE]
)
def test_that_the_day_itself_is_marked(
    services: Services, amara: str, rooms: tuple[str, str], status: InterviewStatus
) -> None:
    booked = services.interviews.book(amara, rooms[0], at(13))
    services.interviews.set_status(booked.id, status)
    assert services.interviews.day(DAY).rooms[0].interviews[0].status is status


def test_that_a_time_that_has_begun_is_refused_unless_somebody_insists(
    services: Services, amara: str, rooms: tuple[str, str], clock: SettableClock
) -> None:
    clock.now = at(14, 34)
    for minutes, refused in ((23, True), (24, False)):
        found = services.interviews.check(amara, rooms[0], at(14, minutes))
        assert [one.kind for one in found] == [ClashKind.BEGUN] * refused
    with pytest.raises(SlotTaken) as past:
        services.interviews.book(amara, rooms[0], at(12, 30))
    assert past.value.is_soft
    assert str(past.value) == "that time has begun already"
    booked = services.interviews.book(amara, rooms[0], at(12, 30), despite=True)
    with pytest.raises(SlotTaken):
        services.interviews.move(booked.id, rooms[0], at(13))


def test_that_what_keeps_its_start_is_not_too_late(
    services: Services, amara: str, rooms: tuple[str, str], clock: SettableClock
) -> None:
    running = services.interviews.book(amara, rooms[0], at(13))
    clock.now = at(13, 25)
    services.interviews.set_status(running.id, InterviewStatus.RUNNING)
    services.interviews.move(running.id, rooms[0], at(13), 60)
    services.interviews.move(running.id, rooms[1], at(13))
    services.interviews.set_panel(running.id, [services.settings.get().interviewers[0].id])
    assert services.interviews.get(running.id).ends == at(14)


def test_that_no_slot_is_free_that_has_begun(
    services: Services, amara: str, rooms: tuple[str, str], clock: SettableClock
) -> None:
    clock.now = at(14, 34)
    services.interviews.book(amara, rooms[0], at(9), despite=True)
    slots = [one for one in services.interviews.slots(DAY) if one.room.id == rooms[0]]
    assert [one.starts for one in slots][:2] == [at(9), at(14, 30)]
    clock.now = at(14, 41)
    assert at(14, 30) not in [one.starts for one in services.interviews.slots(DAY)]


def test_that_slots_show_what_is_free_and_what_is_booked(
    services: Services, amara: str, rooms: tuple[str, str], clock: SettableClock
) -> None:
    clock.now = at(9)
    services.interviews.book(amara, rooms[0], at(9, 15))
    slots = [slot for slot in services.interviews.slots(DAY) if slot.room.id == rooms[0]]
    assert [slot.starts for slot in slots[:2]] == [at(9, 15), at(10)]
    assert slots[0].interview is not None
    assert len(slots) == 17


def test_that_candidates_wait_hottest_first(
    services: Services, amara: str, wanjiru: str, rooms: tuple[str, str]
) -> None:
    services.leads.rate(wanjiru, Rating.HOT)
    waiting = [candidate.lead_id for candidate in services.interviews.candidates()]
    assert waiting == [wanjiru, amara]
    services.interviews.book(wanjiru, rooms[0], at(14))
    assert [candidate.lead_id for candidate in services.interviews.candidates()] == [amara]


def test_that_one_whose_time_passed_and_that_nobody_closed_keeps_nobody_waiting(
    services: Services, amara: str, rooms: tuple[str, str]
) -> None:
    old = services.interviews.book(amara, rooms[0], at(11), despite=True)
    assert [who.lead_id for who in services.interviews.candidates()] == [amara]
    assert services.leads.detail(amara).interview is None
    assert services.offers.best(amara)
    services.interviews.set_status(old.id, InterviewStatus.RUNNING)
    assert services.interviews.candidates() == (), "it goes on"


def test_that_the_next_free_slot_lies_ahead(services: Services, amara: str) -> None:
    (offer,) = services.offers.best(amara, 1)
    assert offer.starts == at(12)


def test_that_hours_follow_the_wall_clock_over_a_clock_change(services: Services) -> None:
    winter, summer = date(2026, 3, 28), date(2026, 3, 29)
    services.settings.save_event(
        EventInfo(name="X", timezone="Europe/Vienna", first_day=winter, last_day=summer)
    )
    before, after = (services.interviews.day(day).rooms[0] for day in (winter, summer))
    assert (after.opens - before.opens).total_seconds() == 23 * 3600
    assert after.opens == datetime(2026, 3, 29, 9, tzinfo=ZoneInfo("Europe/Vienna"))


def test_that_a_room_with_interviews_ahead_stays(
    services: Services, amara: str, rooms: tuple[str, str]
) -> None:
    services.interviews.book(amara, rooms[0], at(15))
    with pytest.raises(BadInput, match="an interview ahead"):
        services.settings.remove_room(rooms[0])
    services.settings.remove_room(rooms[1])
    assert [room.id for room in services.settings.get().rooms] == [rooms[0]]


def test_that_an_interview_longer_than_a_day_is_refused_in_words(
    services: Services, amara: str, rooms: tuple[str, str]
) -> None:
    with pytest.raises(BadInput, match="to 1440 minutes"):
        services.interviews.book(amara, rooms[0], at(10), 10**12)


@pytest.mark.parametrize("wrong", [InterviewStatus.DONE, InterviewStatus.ARRIVED])
def test_that_what_was_cancelled_is_planned_again_before_anything_else(
    services: Services, amara: str, rooms: tuple[str, str], wrong: InterviewStatus
) -> None:
    booked = services.interviews.book(amara, rooms[0], at(14))
    services.interviews.set_status(booked.id, InterviewStatus.CANCELLED)
    with pytest.raises(NotNow, match="cancelled, plan it again first"):
        services.interviews.set_status(booked.id, wrong)
    with pytest.raises(NotNow, match="cancelled already"):
        services.interviews.set_status(booked.id, InterviewStatus.CANCELLED)
    with pytest.raises(NotNow, match="holds no place"):
        services.interviews.move(booked.id, rooms[1], at(15))
    services.interviews.set_status(booked.id, InterviewStatus.PLANNED)
    services.interviews.set_status(booked.id, wrong)


@pytest.mark.parametrize("minutes", [0, -5, 4, 10**14])
def test_that_a_length_that_cannot_be_is_refused(
    services: Services, amara: str, rooms: tuple[str, str], minutes: int
) -> None:
    booked = services.interviews.book(amara, rooms[0], at(14))
    with pytest.raises(BadInput, match="lasts from 5 to 1440 minutes"):
        services.interviews.move(booked.id, rooms[0], at(14), minutes)
    with pytest.raises(BadInput, match="lasts from 5 to 1440 minutes"):
        services.interviews.book(amara, rooms[0], at(16), minutes)


def test_that_taking_back_leaves_what_was_changed_since(
    services: Services, amara: str, rooms: tuple[str, str]
) -> None:
    booked = services.interviews.book(amara, rooms[0], at(14))
    services.interviews.move(booked.id, rooms[1], at(15))
    moved = services.interviews.get(booked.id)
    services.interviews.move(booked.id, rooms[1], at(13))
    with pytest.raises(BadInput, match="moved since"):
        services.interviews.move(booked.id, rooms[0], at(14), since=moved)
    before = services.interviews.set_status(booked.id, InterviewStatus.ARRIVED)
    services.interviews.set_status(booked.id, InterviewStatus.RUNNING)
    with pytest.raises(NotNow, match="is running by now"):
        services.interviews.restore_status(before, InterviewStatus.ARRIVED)
    elif_, tomasz = services.settings.get().interviewers
    services.interviews.set_panel(booked.id, [elif_.id])
    services.interviews.set_panel(booked.id, [tomasz.id])
    with pytest.raises(BadInput, match="interviewers were changed since"):
        services.interviews.set_panel(booked.id, [], since=[elif_.id])


def test_that_nobody_is_given_up_on_before_their_time_or_here_on_another_day(
    services: Services, amara: str, rooms: tuple[str, str]
) -> None:
    booked = services.interviews.book(amara, rooms[0], at(14))
    with pytest.raises(NotNow, match="still to come"):
        services.interviews.set_status(booked.id, InterviewStatus.NO_SHOW)
    services.interviews.set_status(booked.id, InterviewStatus.ARRIVED)
    services.interviews.set_status(booked.id, InterviewStatus.CANCELLED)
    tomorrow = services.interviews.book(amara, rooms[0], at(14).replace(day=10))
    for status in (InterviewStatus.ARRIVED, InterviewStatus.RUNNING, InterviewStatus.DONE):
        with pytest.raises(NotNow, match="still to come"):
            services.interviews.set_status(tomorrow.id, status)
