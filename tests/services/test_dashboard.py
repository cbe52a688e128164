"""The figures of a day: every scan counts once, whatever became of its person."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.event import EventInfo, Role
from boothapp.domain.figures import Figures, Outcome, ScanChoice
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.people import NoticeShown, Person, Rating, ScanSource, VerdictCard
from boothapp.services.bundle import Services
from tests import factories
from tests.factories import SettableClock

SPOKEN = NoticeShown()
TODAY = date(2026, 7, 9)


def scan(services: Services, payload: str) -> VerdictCard:
    return services.capture.scan(payload, ScanSource.TYPED)


def answer(services: Services, card: VerdictCard, event: ConsentEvent) -> VerdictCard:
    details = Person(name="Mira Castellanos", email="mira@castellanos.example")
    given = event is ConsentEvent.GIVEN
    said = services.capture.answer(
        card, {Purpose.RECRUITING: event}, notice=SPOKEN, details=details if given else None
    )
    return said.card


def said(figures: Figures) -> str:
    """The outcomes in their order: new, repeat, declined, waiting, unknown; and new ones gone."""
    assert figures.adds_up
    return " ".join(str(figures.tally.of(one)) for one in Outcome) + f" ({figures.gone} gone)"


def test_that_every_verdict_has_its_place(services: Services, roster: None) -> None:
    scan(services, "AB-0001")  # may share
    scan(services, "AB-0001")  # already a lead
    scan(services, "AB-0002")  # to be asked
    scan(services, "https://nowhere.example/x?y=%%")
    services.capture.unreadable(ScanSource.CAMERA)
    assert said(services.dashboard.day()) == "1 1 0 1 2 (0 gone)"
    assert services.dashboard.day().unreadable == 1


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (ConsentEvent.GIVEN, "1 0 0 0 0 (0 gone)"),
        (ConsentEvent.DECLINED, "0 0 1 0 0 (0 gone)"),
        (ConsentEvent.WITHDRAWN, "0 0 1 0 0 (0 gone)"),
        (ConsentEvent.DEFERRED, "0 0 0 1 0 (0 gone)"),
    ],
)
def test_that_an_answer_moves_a_scan_that_waits(
    services: Services, event: ConsentEvent, expected: str
) -> None:
    answer(services, scan(services, "ZX-1"), event)
    assert said(services.dashboard.day()) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (ConsentEvent.DECLINED, "0 0 0 1 0 (0 gone)"),
        (ConsentEvent.GIVEN, "1 0 0 0 0 (1 gone)"),
    ],
)
def test_that_an_answer_taken_back_waits_again_but_a_lead_was_made(
    services: Services, event: ConsentEvent, expected: str
) -> None:
    said_so = services.capture.answer(
        scan(services, "ZX-1"),
        {Purpose.RECRUITING: event},
        notice=SPOKEN,
        details=Person(email="m@x.example"),
    )
    services.capture.undo_answer(said_so.undo)
    assert said(services.dashboard.day()) == expected


def test_that_a_lead_taken_back_counts_where_it_was_made(services: Services, roster: None) -> None:
    services.capture.undo_lead(scan(services, "AB-0001"))
    assert said(services.dashboard.day()) == "1 0 0 0 0 (1 gone)"
    scan(services, "AB-0001")  # another scan makes another lead
    figures = services.dashboard.day()
    assert said(figures) == "2 0 0 0 0 (1 gone)"
    assert figures.leads.total == figures.tally.of(Outcome.NEW) - figures.gone == 1


def test_that_who_is_gone_leaves_the_scans(services: Services, roster: None) -> None:
    for badge, end in (("AB-0001", services.people.withdraw), ("AB-0003", services.people.erase)):
        card = scan(services, badge)
        assert card.subject is not None
        end(card.subject)
        scan(services, badge)
    assert said(services.dashboard.day()) == "2 0 2 0 0 (2 gone)"


def test_that_a_withdrawal_taken_back_makes_no_second_lead(
    services: Services, roster: None
) -> None:
    card = scan(services, "AB-0001")
    undo = services.capture.answer(
        card, {Purpose.RECRUITING: ConsentEvent.WITHDRAWN}, notice=SPOKEN
    ).undo
    scan(services, "AB-0001")
    assert said(services.dashboard.day()) == "1 0 1 0 0 (1 gone)"
    services.capture.undo_answer(undo)
    assert said(services.dashboard.day()) == "1 0 0 1 0 (0 gone)"


def test_that_of_several_scans_the_last_one_waits(services: Services, clock: SettableClock) -> None:
    scan(services, "ZX-1")
    clock.forward(hours=1)
    card = scan(services, "ZX-1")
    figures = services.dashboard.day()
    assert said(figures) == "0 1 0 1 0 (0 gone)"
    assert figures.waiting_since == clock.now
    answer(services, card, ConsentEvent.GIVEN)
    assert said(services.dashboard.day()) == "1 1 0 0 0 (0 gone)"


def test_that_the_next_day_answers_for_the_day_before(
    services: Services, clock: SettableClock
) -> None:
    scan(services, "ZX-1")
    clock.forward(days=1)
    answer(services, scan(services, "ZX-1"), ConsentEvent.GIVEN)
    assert said(services.dashboard.day(TODAY)) == "0 1 0 0 0 (0 gone)"
    assert said(services.dashboard.day()) == "1 0 0 0 0 (0 gone)"
    whole = services.dashboard.whole()
    assert said(whole) == "1 1 0 0 0 (0 gone)"
    assert [bar.tally.scans for bar in whole.bars] == [0, 1, 1]


def test_that_a_list_that_says_who_it_was_answers_for_the_badge(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    """The badge's id was unknown; the list has it beside an address that was met before."""
    first = scan(services, factories.vcard("Mira Castellanos", "mira@castellanos.example"))
    answer(services, first, ConsentEvent.DEFERRED)
    scan(services, "ZX-1")
    assert said(services.dashboard.day()) == "0 0 0 2 0 (0 gone)"
    row = ("ZX-1", "Mira Castellanos", "mira@castellanos.example", "Lagos Institute", "yes")
    services.roster.import_file(roster_csv(row))
    card = scan(services, "ZX-1")
    assert card.subject == first.subject
    assert card.lead is not None
    assert said(services.dashboard.day()) == "1 2 0 0 0 (0 gone)"


def test_that_a_clock_that_is_set_back_moves_no_answer(
    services: Services, clock: SettableClock
) -> None:
    card = scan(services, "ZX-1")
    clock.forward(minutes=-10)
    answer(services, card, ConsentEvent.GIVEN)
    assert said(services.dashboard.day()) == "1 0 0 0 0 (0 gone)"


@pytest.mark.parametrize(
    ("event", "tomorrow", "today"),
    [
        (ConsentEvent.GIVEN, "0 2 0 0 0 (0 gone)", "1 0 0 0 0 (0 gone)"),
        (ConsentEvent.DECLINED, "0 1 1 0 0 (0 gone)", "0 0 1 0 0 (0 gone)"),
    ],
)
def test_that_a_next_scan_of_a_day_before_is_the_next_one_all_the_same(
    services: Services, clock: SettableClock, event: ConsentEvent, tomorrow: str, today: str
) -> None:
    """The clock was a day fast for the first scan and the third."""
    clock.forward(days=1)
    scan(services, "ZX-1")
    clock.forward(days=-1)
    answer(services, scan(services, "ZX-1"), event)
    clock.forward(days=1)
    scan(services, "ZX-1")
    assert said(services.dashboard.day()) == tomorrow
    assert said(services.dashboard.day(TODAY)) == today
    assert services.dashboard.whole().tally.scans == 3


def test_that_hours_are_the_event_s_and_compared_with_the_day_before(
    services: Services, clock: SettableClock
) -> None:
    zone = ZoneInfo(factories.ZONE)
    for day, hour in ((8, 9), (8, 11), (8, 11), (9, 9), (9, 10)):
        clock.now = datetime(2026, 7, day, hour, 30, tzinfo=zone)
        scan(services, "ZX-1")
    figures = services.dashboard.day()
    bars = [(bar.hour, bar.tally.scans, bar.before) for bar in figures.bars]
    assert bars == [(9, 1, 1), (10, 1, 0), (11, 0, 2)]
    assert figures.compared == date(2026, 7, 8)
    assert services.dashboard.day(date(2026, 7, 8)).compared is None


def test_that_an_hour_that_comes_twice_is_one_bar(services: Services, clock: SettableClock) -> None:
    event = services.settings.get().event
    services.settings.save_event(
        EventInfo(
            name=event.name,
            timezone="Europe/Berlin",
            first_day=date(2026, 10, 24),
            last_day=date(2026, 10, 26),
        )
    )
    for hour in (0, 1, 2):  # 02:30 summer time, 02:30 winter time, 03:30
        clock.now = datetime(2026, 10, 25, hour, 30, tzinfo=ZoneInfo("UTC"))
        scan(services, f"ZX-{hour}")
    figures = services.dashboard.day()
    assert [(bar.hour, bar.tally.scans) for bar in figures.bars] == [(2, 2), (3, 1)]
    assert figures.adds_up


def test_that_leads_are_counted_by_rating_and_role_also_of_a_role_out_of_use(
    services: Services, tmp_path: Path
) -> None:
    hot, warm, _ = factories.scanned_leads(services, tmp_path, 3)
    role = services.settings.save_role(Role("", "Applied scientist"))
    services.leads.rate(hot, Rating.HOT)
    services.leads.rate(warm, Rating.WARM)
    services.leads.set_role(hot, role.id)
    services.settings.remove_role(role.id)
    leads = services.dashboard.day().leads
    assert dict(leads.ratings) == {Rating.HOT: 1, Rating.WARM: 1, Rating.COLD: 0, None: 1}
    assert [(one.name, one.count) for one in leads.roles] == [("Applied scientist", 1)]
    assert (leads.no_role, leads.hot_unmet, leads.total) == (2, 1, 3)


def test_that_rooms_are_used_as_they_are_booked(
    services: Services, tmp_path: Path, clock: SettableClock
) -> None:
    leads = factories.scanned_leads(services, tmp_path, 4)
    services.leads.rate(leads[0], Rating.HOT)
    room = services.settings.get().rooms[0]
    start = datetime(2026, 7, 9, 14, tzinfo=ZoneInfo(factories.ZONE))
    booked = [
        services.interviews.book(lead, room.id, start + timedelta(minutes=30 * n), despite=True)
        for n, lead in enumerate(leads)
    ]
    clock.now = start + timedelta(minutes=50)
    services.interviews.set_status(booked[1].id, InterviewStatus.NO_SHOW)
    services.interviews.set_status(booked[2].id, InterviewStatus.CANCELLED)
    figures = services.dashboard.day()
    assert (figures.meetings.no_shows, figures.meetings.cancelled) == (1, 1)
    assert figures.meetings.missed_by == {leads[1]}
    assert figures.meetings.used == 2
    assert figures.meetings.rooms[0].booked == timedelta(hours=1)
    assert figures.meetings.rooms[0].share == pytest.approx(1 / 9)
    assert figures.leads.hot_unmet == 0


def test_that_a_list_of_scans_is_what_its_figure_counts(
    services: Services, clock: SettableClock, roster: None
) -> None:
    scan(services, "AB-0001")
    clock.forward(hours=2)
    scan(services, "AB-0002")
    scan(services, "AB-0003")
    figures = services.dashboard.day()
    for outcome in Outcome:
        choice = ScanChoice(first=TODAY, last=TODAY, outcome=outcome)
        assert len(services.dashboard.scans(choice)) == figures.tally.of(outcome)
    hour = figures.event.local(clock.now).replace(minute=0)
    later = ScanChoice(first=TODAY, last=TODAY, hour=hour.hour)
    found = services.dashboard.scans(later)
    assert [one.outcome for one in found] == [Outcome.NEW, Outcome.WAITING]
    assert "Wanjiru" not in repr(found)
    mine = ScanChoice(first=TODAY, last=TODAY, staff_id=figures.staff[0].id)
    assert len(services.dashboard.scans(mine)) == 3
    assert services.dashboard.scans(ScanChoice(staff_id="nobody")) == ()


def test_that_the_list_of_last_scans_has_all_that_wait_of_whatever_else_came(
    services: Services, tmp_path: Path
) -> None:
    first, second = factories.scanned_leads(services, tmp_path, 2)
    asked = [scan(services, f"ZX-{n}") for n in range(4)]
    answer(services, asked[0], ConsentEvent.DECLINED)
    answer(services, asked[1], ConsentEvent.DEFERRED)
    services.merging.merge(first, second)
    scan(services, "B-1")  # merged: a lead already
    scan(services, "ZX-2")  # a repeat of one that waits
    services.capture.unreadable(ScanSource.CAMERA)
    services.capture.scan("%%%", ScanSource.SCANNER)
    services.leads.remove(first)
    listed = services.capture.recent(2)
    waiting = [row for row in listed if row.waiting]
    assert [row.subject for row in waiting] == [asked[n].subject for n in (2, 3, 1)]
    assert services.dashboard.day().tally.of(Outcome.WAITING) == 3
    gone = [row for row in services.capture.recent() if row.gone]
    assert len(gone) == 3  # each scan of the two badges of one person
    assert not any(row.name for row in gone)
    again = scan(services, "B-1")
    assert again.lead is not None
    assert not any(row.gone for row in services.capture.recent())
