"""What goes when, and what a wrong clock cannot do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, Verdict
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.domain.retention import JUMP, MOST_DAYS, Kept, MoreIsOver, TimeJumped, believed
from boothapp.services.bundle import Services
from boothapp.services.retention import ClockJumped
from boothapp.store.database import Database
from boothapp.store.store import Store
from tests import factories, unkeyed
from tests.factories import SettableClock
from tests.services import merging

pytestmark = pytest.mark.usefixtures("roster")


def scan(services: Services, badge_id: str) -> str:
    card = services.capture.scan(badge_id, ScanSource.SCANNER)
    assert card.subject is not None
    return card.subject


def say_yes(services: Services, badge_id: str, **purposes: ConsentEvent) -> str:
    card = services.capture.scan(badge_id, ScanSource.SCANNER)
    answers = {Purpose.RECRUITING: ConsentEvent.GIVEN}
    answers |= {Purpose(name): event for name, event in purposes.items()}
    services.capture.answer(
        card, answers, notice=NoticeShown(), details=Person(name=f"Haruto {badge_id}")
    )
    assert card.subject is not None
    return card.subject


def days_after_event(clock: SettableClock, services: Services, days: int) -> None:
    """Walk there in daily steps, as a laptop that is used every day would."""
    target = datetime(2026, 7, 10, 3, tzinfo=UTC) + timedelta(days=days)
    while clock.now < target:
        clock.now = min(clock.now + timedelta(hours=23), target)
        services.retention.look()


def test_that_rows_never_scanned_go_before_the_leads(
    services: Services, clock: SettableClock
) -> None:
    scan(services, "AB-0001")
    services.retention.look()
    preview = services.retention.preview()
    assert [(due.kept, due.until, due.people) for due in preview.later] == [
        (Kept.ROSTER, date(2026, 8, 9), 2),
        (Kept.RECRUITING, date(2027, 1, 6), 1),
    ]
    days_after_event(clock, services, 31)
    kept = factories.everything(services)
    assert "Amara" in kept
    assert "Wanjiru" not in kept
    assert "rift.example" not in kept
    assert [row.name for row in services.leads.table()] == ["Amara Okonkwo"]


def test_that_a_list_that_comes_after_the_event_is_kept_from_then_on(
    services: Services, clock: SettableClock, roster_csv: Callable[..., Path]
) -> None:
    services.retention.look()
    days_after_event(clock, services, 100)
    services.roster.import_file(
        roster_csv(("X-1", "Lindiwe Dube", "lindiwe@veld.example", "Veld College", "yes"))
    )
    (term,) = (due for due in services.retention.preview().later if due.kept is Kept.ROSTER)
    assert (term.until, term.people) == (date(2026, 11, 17), 1)


def test_that_a_yes_after_the_event_is_kept_from_its_own_day(
    services: Services, clock: SettableClock
) -> None:
    services.retention.look()
    days_after_event(clock, services, 20)
    say_yes(services, "AB-0002")
    assert services.notices.notice("en").words.text.endswith("change your mind.")
    assert "until 26 January 2027" in services.notices.notice("en").words.text
    terms = {due.kept: due.until for due in services.retention.preview().later}
    assert terms[Kept.RECRUITING] == date(2027, 1, 26)
    (lead,) = services.leads.table()
    assert services.receipts.receipt(lead.id).until == date(2027, 1, 26)


def test_that_a_badge_whose_row_went_is_asked_again(
    services: Services, clock: SettableClock
) -> None:
    services.retention.look()
    days_after_event(clock, services, 31)
    card = services.capture.scan("AB-0003", ScanSource.SCANNER)
    assert card.lead is None
    assert card.state(Purpose.RECRUITING) is not ConsentState.ROSTER_YES


def test_that_who_wrote_no_and_never_came_is_not_asked_after_the_list_went(
    services: Services, clock: SettableClock
) -> None:
    services.people.withdraw(services.people.resolve("w.kamau@rift.example"))
    services.retention.look()
    days_after_event(clock, services, 31)
    badge = factories.vcard("Wanjiru Kamau", "w.kamau@rift.example")
    assert services.capture.scan(badge, ScanSource.CAMERA).verdict is Verdict.DECLINED


def test_that_everything_is_gone_after_the_last_term(
    services: Services, clock: SettableClock
) -> None:
    subject = say_yes(services, "AB-0002", cv_sharing=ConsentEvent.GIVEN)
    scan(services, "AB-0001")
    days_after_event(clock, services, 181)
    assert services.leads.table() == ()
    assert "Haruto" not in factories.everything(services)
    with services.store.reading() as records:
        states = {view.purpose: view.state for view in records.consents.views(subject)}
    assert states[Purpose.RECRUITING] is ConsentState.EXPIRED
    assert states[Purpose.CV] is ConsentState.EXPIRED
    assert services.retention.preview().people == 0


def test_that_no_byte_is_left_of_what_was_over(
    tmp_path: Path, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    unkeyed.without_key(monkeypatch)
    folder = tmp_path / "plain"
    services = factories.make_store(folder, clock).services
    services.roster.import_file(factories.roster_file(tmp_path, [factories.WANJIRU]))
    services.capture.scan(factories.WANJIRU[0], ScanSource.SCANNER)
    canaries = (factories.WANJIRU[1], factories.WANJIRU[3])
    assert unkeyed.found(canaries, folder) == set(canaries)
    services.retention.look()
    days_after_event(clock, services, 181)
    services.close()
    assert unkeyed.found(canaries, folder) == set()


@pytest.mark.parametrize("how", ["look", "start"])
def test_that_what_a_no_deleted_is_gone_at_the_next_look_or_start(
    tmp_path: Path, clock: SettableClock, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    unkeyed.without_key(monkeypatch)
    folder = tmp_path / "plain"
    services = factories.make_store(folder, clock).services
    services.roster.import_file(factories.roster_file(tmp_path, [factories.WANJIRU]))
    card = services.capture.scan(factories.WANJIRU[0], ScanSource.SCANNER)
    no = {Purpose.RECRUITING: ConsentEvent.DECLINED}
    services.capture.answer(card, no, notice=NoticeShown())
    if how == "look":
        assert unkeyed.found((factories.WANJIRU[1],), folder)
        services.retention.look()
    else:
        keeper, database = services.store.keeper, services.store.database
        services.close()
        Store(Database(folder, database.key), keeper, clock).close()
    assert unkeyed.found((factories.WANJIRU[1], factories.WANJIRU[3]), folder) == set()


def test_that_a_shorter_term_counts_for_everybody_and_a_longer_one_only_for_who_comes_now(
    services: Services,
) -> None:
    say_yes(services, "AB-0002")
    services.retention.set_days(Kept.RECRUITING, 365)
    assert {due.until for due in services.retention.preview().later if due.kept != Kept.ROSTER} == {
        date(2027, 1, 6)
    }
    services.retention.set_days(Kept.RECRUITING, 10)
    assert {due.until for due in services.retention.preview().later} == {date(2026, 7, 20)}


def test_that_each_purpose_has_a_term_of_its_own_which_the_notice_bounds(
    services: Services, clock: SettableClock
) -> None:
    say_yes(services, "AB-0002", cv_sharing=ConsentEvent.GIVEN, marketing=ConsentEvent.GIVEN)
    services.retention.look()
    assert services.retention.set_days(Kept.MARKETING, 5) == 180
    with pytest.raises(BadInput, match="nothing is kept longer"):
        services.retention.set_days(Kept.CV, 181)
    with pytest.raises(BadInput, match="at least one day"):
        services.retention.set_days(Kept.CV, 0)
    days_after_event(clock, services, 6)
    (lead,) = services.leads.table()
    assert lead.purposes == {Purpose.RECRUITING, Purpose.CV}


def test_that_a_clock_set_back_revives_nothing(services: Services, clock: SettableClock) -> None:
    scan(services, "AB-0001")
    services.retention.look()
    days_after_event(clock, services, 180)
    clock.forward(hours=20)
    services.retention.look()  # the last day is not over yet
    clock.now = datetime(2027, 1, 6, 5, tzinfo=UTC)
    assert services.retention.preview().now == datetime(2027, 1, 6, 23, tzinfo=UTC)
    clock.now = datetime(2027, 1, 7, 20, tzinfo=UTC)
    services.retention.look()
    clock.now = factories.noon_of_second_day()
    services.retention.look()
    assert services.leads.table() == ()


def test_that_a_clock_set_forward_deletes_nothing_until_somebody_confirms_the_day(
    services: Services, clock: SettableClock
) -> None:
    scan(services, "AB-0001")
    assert services.retention.look() is None
    clock.forward(days=400)
    answer = services.retention.look()
    assert isinstance(answer, ClockJumped)
    with pytest.raises(ClockJumped, match="confirm"):
        services.retention.purge()
    with pytest.raises(BadInput, match="2027-08-13"):
        services.retention.purge(today=date(2027, 8, 12))
    assert len(services.leads.table()) == 1
    clock.now = factories.noon_of_second_day()  # it was the clock: nothing happened, nothing will
    assert isinstance(services.retention.look(), ClockJumped)
    services.retention.purge(today=date(2026, 7, 9))
    assert services.retention.look() is None
    assert services.retention.preview().people == 0
    assert len(services.leads.table()) == 1
    clock.forward(days=400)
    assert services.retention.purge(today=date(2027, 8, 13)).counts == {
        Kept.RECRUITING: 1,
        Kept.ROSTER: 2,
    }
    assert services.leads.table() == ()


def test_that_a_store_that_was_never_looked_at_asks_before_it_deletes_by_a_clock_years_ahead(
    services: Services, clock: SettableClock
) -> None:
    scan(services, "AB-0001")
    clock.forward(days=400)
    assert isinstance(services.retention.look(), ClockJumped)
    assert len(services.leads.table()) == 1


def test_that_a_wrong_time_that_was_believed_deletes_nothing_and_can_be_put_right(
    services: Services, clock: SettableClock
) -> None:
    right = clock.now
    clock.forward(days=1800)
    with services.store.writing("") as records:
        records.retention.believe(clock.now)
    clock.now = right
    say_yes(services, "AB-0002")
    answer = services.retention.look()
    assert isinstance(answer, ClockJumped)
    assert "before the time" in str(answer)
    with pytest.raises(ClockJumped):
        services.retention.purge()
    assert len(services.leads.table()) == 1
    services.retention.purge(today=right.date())
    assert services.retention.look() is None
    assert services.retention.preview().now == right
    assert len(services.leads.table()) == 1


def test_that_every_place_says_the_day_that_counts(
    services: Services, clock: SettableClock, tmp_path: Path
) -> None:
    subject = say_yes(services, "AB-0002", cv_sharing=ConsentEvent.GIVEN)
    services.retention.set_days(Kept.CV, 10)
    services.retention.set_days(Kept.RECRUITING, 100)
    (lead,) = services.leads.table()
    ends = [date(2026, 10, 18), date(2026, 7, 20), None]
    assert [view.until for view in services.leads.detail(lead.id).consent] == ends
    held = services.people.held(subject)
    assert [view.until for view in held.consent] == ends
    assert held.kept_until == ends[0]
    card = services.capture.scan("AB-0002", ScanSource.SCANNER)
    assert [view.until for view in card.consent] == ends
    assert services.receipts.receipt(lead.id).until == ends[0]
    told = {said.purpose: said.until for said in held.history if said.event is ConsentEvent.GIVEN}
    assert told[Purpose.CV] == date(2027, 1, 6), "the proof keeps what was told"
    services.retention.set_days(Kept.RECRUITING, 5)  # nothing outlives the recruiting contact
    assert services.people.held(subject).consent[1].until == date(2026, 7, 15)


def test_that_a_change_that_lets_more_be_over_at_once_needs_somebody_to_be_sure(
    services: Services, clock: SettableClock
) -> None:
    scan(services, "AB-0001")
    say_yes(services, "AB-0002")
    days_after_event(clock, services, 100)
    event, booth = services.settings.get().event, services.settings.get().booth
    with pytest.raises(MoreIsOver) as told:
        services.retention.set_days(Kept.RECRUITING, 20)
    assert told.value.people == 2
    with pytest.raises(MoreIsOver, match="Privacy, Retention"):
        services.settings.save_booth(replace(booth, retention_days=20))
    assert services.settings.get().booth == booth
    longer = replace(event, last_day=date(2026, 7, 30))
    services.settings.save_event(longer)
    services.retention.set_days(Kept.RECRUITING, 95)
    with pytest.raises(MoreIsOver):
        services.settings.save_event(event)
    assert services.settings.get().event == longer
    assert services.retention.look() is None
    assert len(services.leads.table()) == 2
    services.settings.save_booth(replace(booth, retention_days=120))  # nothing is over by this
    services.retention.set_days(Kept.RECRUITING, 20, sure=True)
    services.retention.look()
    assert services.leads.table() == ()


def test_that_what_was_over_stays_over_while_a_clock_set_back_waits(
    services: Services, clock: SettableClock
) -> None:
    scan(services, "AB-0001")
    days_after_event(clock, services, 150)
    services.retention.set_days(Kept.RECRUITING, 120, sure=True)
    clock.now = factories.noon_of_second_day()
    assert services.retention.preview().people == 1
    assert isinstance(services.retention.look(), ClockJumped)


def test_that_nothing_that_may_be_over_leaves_before_the_day_is_confirmed(
    services: Services, clock: SettableClock, tmp_path: Path
) -> None:
    scan(services, "AB-0001")
    file = tmp_path / "poster.txt"
    file.write_text("Poster 41", encoding="utf-8")
    attached = services.attachments.add(services.leads.table()[0].id, file, Purpose.RECRUITING)
    services.retention.look()
    clock.forward(days=400)
    with pytest.raises(ClockJumped):
        services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    with pytest.raises(ClockJumped):
        services.attachments.save_copy(attached.id, tmp_path / "leads.txt", "Recruiting")
    assert list(tmp_path.glob("*leads*")) == []


def test_that_what_is_over_goes_before_an_export(
    services: Services, clock: SettableClock, tmp_path: Path
) -> None:
    scan(services, "AB-0001")
    days_after_event(clock, services, 180)
    clock.forward(hours=23)
    (record,) = services.exporting.write(ExportRequest(), tmp_path / "l.csv", "Recruiting")
    assert record.rows == 0


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1, 4_000_000])
def test_that_a_term_that_makes_no_sense_is_refused(services: Services, days: int) -> None:
    booth = services.settings.get().booth
    for kept in Kept:
        with pytest.raises(BadInput, match="Details are kept"):
            services.retention.set_days(kept, days)
    with pytest.raises(BadInput, match="Details are kept"):
        services.settings.save_booth(replace(booth, retention_days=days))


def test_that_a_pause_is_asked_about_at_once_and_one_yes_is_enough(
    services: Services, clock: SettableClock, tmp_path: Path
) -> None:
    """Or the purge of a laptop in daily use would wait until somebody asks why."""
    scan(services, "AB-0001")
    services.retention.look()
    clock.forward(days=3)
    asked = services.retention.look()
    assert isinstance(asked, ClockJumped)
    assert asked.due == 0
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    services.retention.purge(today=asked.today)
    while clock.now < datetime(2027, 1, 8, tzinfo=UTC):
        clock.forward(hours=20)
        assert not isinstance(services.retention.look(), ClockJumped)
    assert services.leads.table() == ()


def test_that_what_was_over_by_a_clock_that_nobody_confirmed_is_not_revived_by_setting_it_back(
    services: Services, clock: SettableClock, tmp_path: Path
) -> None:
    scan(services, "AB-0001")
    days_after_event(clock, services, 178)
    clock.forward(days=5)
    assert isinstance(services.retention.look(), ClockJumped)
    clock.now = datetime(2026, 12, 1, tzinfo=UTC)
    with pytest.raises(ClockJumped, match="before the time"):
        services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    assert not (tmp_path / "leads.csv").exists()


def test_that_the_list_too_is_kept_no_longer_than_people_were_told(
    services: Services, clock: SettableClock
) -> None:
    subject = services.people.resolve("AB-0001")
    scan(services, "AB-0001")
    services.notices.told(subject)
    assert "6 January 2027" in services.notices.from_list_mail(subject).body
    services.retention.set_days(Kept.RECRUITING, 3_650)
    event = services.settings.get().event
    services.settings.save_event(replace(event, last_day=date(2026, 7, 30)))
    assert services.people.held(subject).kept_until == date(2027, 1, 6)
    assert "6 January 2027" in services.notices.from_list_mail(subject).body
    assert "6 January 2027" in services.notices.notice("en", subject).words.from_list
    assert "6 January 2027" not in services.notices.notice("en").words.from_list
    days_after_event(clock, services, 181)
    assert services.leads.table() == ()


def test_that_a_purge_tells_how_far_it_is_and_logs_no_names(
    services: Services, clock: SettableClock, roster_csv: Callable[..., Path]
) -> None:
    rows = [
        (f"X-{n}", f"Invented {n}", f"p{n}@x.example", "Veld College", "yes") for n in range(1_200)
    ]
    services.roster.import_file(roster_csv(*rows))
    services.retention.look()
    seen: list[tuple[int, int]] = []
    clock.forward(days=40)
    services.retention.purge(today=date(2026, 8, 18), progress=lambda *at: seen.append(at))
    assert seen[0] == (500, 1_203)
    assert seen[-1] == (1_203, 1_203)
    assert "Invented" not in factories.everything(services)


@given(st.lists(st.integers(-400, 400), max_size=20))
def test_that_the_believed_time_never_goes_back_and_never_jumps(steps: list[int]) -> None:
    clock = seen = met = datetime(2026, 7, 9, tzinfo=UTC)
    for hours in steps:
        clock += timedelta(hours=hours)
        answer = believed(clock, seen, met)
        met = max(met, clock)
        if isinstance(answer, TimeJumped):
            continue
        assert seen <= answer <= seen + JUMP
        assert met - clock <= JUMP
        seen = answer


def test_that_a_person_of_two_badges_is_one_person_and_kept_as_long_as_the_lead(
    services: Services, clock: SettableClock
) -> None:
    lead = merging.listed_badge(services)
    services.retention.set_days(Kept.RECRUITING, 200)  # who is asked from now on hears of more
    other = merging.own_badge(services, {Purpose.CV: merging.YES})
    services.merging.merge(lead, other)
    preview = services.retention.preview()
    terms = {due.kept: (due.until, due.people) for due in preview.later if due.kept != Kept.ROSTER}
    assert terms == {
        Kept.RECRUITING: (date(2027, 1, 6), 1),
        Kept.CV: (date(2027, 1, 26), 1),
    }
    days_after_event(clock, services, 180)
    assert services.leads.table() != ()
    with pytest.raises(MoreIsOver) as more:
        services.retention.set_days(Kept.RECRUITING, 100)
    assert more.value.people == 2  # the lead, and the consent to the CV
    clock.forward(days=1)
    assert services.retention.preview().people == 1
    assert services.retention.purge().counts == {Kept.RECRUITING: 1}
    assert services.leads.table() == ()
    assert services.ledger.verify().problems == ()


def test_that_another_badges_end_before_the_leads_counts_nobody(
    services: Services, clock: SettableClock
) -> None:
    other = merging.listed_badge(services)
    services.retention.set_days(Kept.RECRUITING, 200)  # who is asked from now on hears of more
    lead = merging.own_badge(services)
    services.merging.merge(lead, other)
    days_after_event(clock, services, 180)
    clock.forward(days=1)
    assert services.retention.preview().people == 0
    assert services.retention.purge().people == 0
    assert [one.id for one in services.leads.table()] == [lead]
    days_after_event(clock, services, 200)
    clock.forward(days=1)
    assert services.retention.preview().people == 1
    assert services.retention.purge().counts == {Kept.RECRUITING: 1}
    assert services.leads.table() == ()
    assert services.ledger.verify().problems == ()
