"""Which booked interviews no longer fit, and why, without anybody asking for a repair."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.errors import NothingToDo
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.need_words import who_words
from boothapp.domain.needs import Need
from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from tests import factories
from tests.factories import ZONE

Book = Callable[..., Interview]
_BUSY = "badge id,start,end,title,kind,place\nB-0,2026-07-09 16:00,17:00,Poster,poster,Hall C\n"


def at(hour: int, minute: int = 0, day: int = 9) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


@pytest.fixture
def book(services: Services, tmp_path: Path) -> Book:
    """Books the lead of a number; `room` 0 is Namsan with Elif, 1 is Hangang with Tomasz."""
    rows = [(f"B-{n}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(100)]
    services.roster.import_file(factories.roster_file(tmp_path, rows))
    known = services.settings.get()

    def booked(lead: int, starts: datetime, room: int = 0, minutes: int = 30) -> Interview:
        card = services.capture.scan(f"B-{lead}", ScanSource.TYPED)
        assert card.lead is not None
        who = known.interviewers[room].id
        where = known.rooms[room].id
        return services.interviews.book(card.lead.id, where, starts, minutes, [who])

    return booked


def block(services: Services, title: str, starts: time, ends: time) -> None:
    services.settings.save_availability(
        Availability(
            kind=AvailabilityKind.BLOCKED,
            title=title,
            days=(date(2026, 7, 9),),
            starts=starts,
            ends=ends,
        )
    )


def said(services: Services) -> dict[str, tuple[str, ...]]:
    return {fit.interview.candidate: fit.reasons for fit in services.fitting.misfits()}


def test_that_all_fits_as_it_was_booked(services: Services, book: Book) -> None:
    book(0, at(16))
    assert said(services) == {}


def test_that_a_poster_taken_in_later_is_said(
    services: Services, book: Book, tmp_path: Path
) -> None:
    book(0, at(16))
    book(1, at(17))
    file = tmp_path / "busy.csv"
    file.write_text(_BUSY, encoding="utf-8")
    services.busy_times.apply(services.busy_times.read(file))
    assert said(services) == {"Person 0": ("their own session “Poster”",)}


def test_that_a_blocked_afternoon_names_all_that_are_booked_in_it(
    services: Services, book: Book
) -> None:
    book(1, at(15, 30), room=1)
    book(0, at(15))
    book(2, at(15, day=10))
    block(services, "Fire drill", time(15), time(18))
    found = services.fitting.misfits()
    assert [fit.interview.candidate for fit in found] == ["Person 0", "Person 1"], "by start"
    assert {fit.reasons for fit in found} == {("blocked: Fire drill",)}


def test_that_one_of_a_later_day_whose_interviewer_left_is_said(
    services: Services, book: Book
) -> None:
    booked = book(0, at(16, day=10))
    who = services.settings.remove_interviewer(booked.panel_ids[0])
    assert said(services) == {"Person 0": (f"{who.name} holds no interviews any more",)}
    need = Need(any_of=(services.settings.get().interviewers[0].id, who.id))
    names = {one.id: one.name for one in services.settings.get().interviewers}
    assert who_words(need, names).endswith(" or somebody who left")


def test_that_what_is_over_or_goes_on_is_not_said(
    services: Services, book: Book, clock: factories.SettableClock
) -> None:
    one = book(0, at(13))
    book(1, at(14))
    services.interviews.set_status(one.id, InterviewStatus.RUNNING)
    block(services, "Fire drill", time(13), time(18))
    clock.now = at(13, 5)
    assert list(said(services)) == ["Person 1"]
    clock.now = at(14, 5)
    assert said(services) == {}


def test_that_a_repair_finds_places_for_just_those(services: Services, book: Book) -> None:
    for lead, hour in enumerate((13, 14, 15, 16)):
        book(lead, at(hour))
    block(services, "Fire drill", time(15), time(18))
    found = services.planning.repair()
    asked = {one.name: one.why for one in found.translation.asked.values() if one.stuck}
    assert asked == said(services)
    assert services.planning.accept(found).refused == ()
    assert said(services) == {}
    with pytest.raises(NothingToDo, match="nothing to repair"):
        services.planning.repair()


def test_that_a_hundred_are_looked_at(services: Services, book: Book) -> None:
    for room in services.settings.get().rooms:
        services.settings.save_room(replace(room, opens=time(8), closes=time(20)))
    for number in range(100):
        first = at(12) if number < 44 else at(8, day=10)
        seat = number if number < 44 else number - 44
        book(number, first + timedelta(minutes=20 * (seat // 2)), seat % 2, 20)
    block(services, "Fire drill", time(15), time(18))
    assert len(services.fitting.misfits()) == 18
