"""The demo event: what it promises, and the way it promises it."""

from pathlib import Path

import pytest

from boothapp.demo.event import PEOPLE, Demo, make_demo
from boothapp.demo.people import attendees
from boothapp.domain.interviews import InterviewStatus


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("demo") / "store")


def test_that_the_demo_is_a_booth_in_the_middle_of_its_day(demo: Demo) -> None:
    settings = demo.services.settings.get()
    assert settings.invented
    assert (len(settings.rooms), len(settings.event.days)) == (4, 5)
    assert len(settings.qualifiers) >= 3
    assert len(settings.roles) >= 3
    today, total = demo.services.leads.counts()
    assert 0 < today < total
    day = settings.event.local(demo.services.store.clock()).date()
    bookings = [
        booking for room in demo.services.interviews.day(day).rooms for booking in room.interviews
    ]
    assert {booking.status for booking in bookings} == set(InterviewStatus)
    assert any(row.waiting for row in demo.services.capture.recent())
    assert demo.services.check() == []


def test_that_four_hundred_people_are_on_its_list_and_six_in_ten_opted_in(demo: Demo) -> None:
    assert len(demo.people) == PEOPLE == 400
    share = sum(person.opted_in for person in demo.people) / PEOPLE
    assert 0.52 < share < 0.68
    kinds = {person.attendee_type for person in demo.people}
    assert kinds == {"academic", "non-academic", "student"}
    assert len({person.badge_id for person in demo.people}) == PEOPLE
    assert all(person.email.endswith(".example") for person in demo.people)
    (imported,) = demo.services.roster.imports()
    assert imported.rows == PEOPLE


def test_that_the_same_seed_gives_the_same_people(demo: Demo) -> None:
    days = demo.services.settings.get().event.days
    assert attendees(20, days, 1) == attendees(20, days, 1)
    assert attendees(20, days, 1) != attendees(20, days, 2)


def test_that_the_key_of_the_demo_is_written_nowhere(demo: Demo) -> None:
    assert demo.services.security.kept_in() == "memory"
    folder = Path(demo.services.store.folder)
    assert not (folder / "key.json").exists()
