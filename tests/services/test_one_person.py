"""Two badges that were merged are one person, in everything that is done for them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, Verdict
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.holdings import reference_of
from boothapp.domain.ledger import Method, Proof, Reason
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.services.bundle import Services
from tests.factories import AMARA, HARUTO, WANJIRU, SettableClock, everything
from tests.services.merging import BADGE, NO, YES, listed_badge, own_badge, say

pytestmark = pytest.mark.usefixtures("roster")
RECRUITING, CV, MARKETING = Purpose.RECRUITING, Purpose.CV, Purpose.MARKETING


@pytest.fixture(autouse=True)
def sound(services: Services) -> object:
    """Whatever a test does, log and rows fit afterwards."""
    yield
    assert services.ledger.verify().problems == ()


def scan(services: Services, badge: str) -> Verdict:
    return services.capture.scan(badge, ScanSource.SCANNER).verdict


def merged(
    services: Services, answers: dict[Purpose, ConsentEvent] | None = None
) -> tuple[str, str]:
    """The subjects of Amara's listed badge, which holds the lead, and of her own one."""
    amara, other = listed_badge(services), own_badge(services, answers)
    subjects = (services.leads.detail(amara).subject, services.leads.detail(other).subject)
    services.merging.merge(amara, other)
    return subjects


def states(services: Services, subject: str) -> set[ConsentState]:
    with services.store.reading() as records:
        return {records.consents.state(subject, purpose) for purpose in Purpose}


def test_that_either_badge_is_the_lead_already(services: Services, clock: SettableClock) -> None:
    merged(services)
    clock.forward(hours=1)
    assert scan(services, "AB-0001") is Verdict.ALREADY_LEAD
    clock.forward(hours=1)
    card = services.capture.scan(BADGE, ScanSource.CAMERA)
    assert card.verdict is Verdict.ALREADY_LEAD
    assert card.visits == 3, "both badges were scanned in the first one"
    assert len(services.leads.table()) == 1


def test_that_a_badge_of_a_merged_lead_that_was_removed_makes_the_persons_lead(
    services: Services,
) -> None:
    main, _ = merged(services)
    services.leads.remove(services.leads.find("AB-0001"))
    card = services.capture.scan(BADGE, ScanSource.CAMERA)
    assert card.lead is not None
    assert card.lead.subject == main


@pytest.mark.parametrize("key", ["AB-0001", "a.okonkwo@home.example", "amara.okonkwo@lit.example"])
def test_that_people_find_them_by_either_badge(services: Services, key: str) -> None:
    main, other = merged(services)
    assert services.people.resolve(key) == main
    assert [found.subject for found in services.people.find(key)] == [main]
    assert services.people.of_code(BADGE) == main
    assert services.people.held(other).subject == main


@pytest.mark.parametrize("badge", ["AB-0001", BADGE])
@pytest.mark.parametrize("how", ["withdraw", "erase", "booth"])
def test_that_no_yes_of_either_badge_outlives_the_no(
    services: Services, how: str, badge: str
) -> None:
    subjects = merged(services, {CV: YES, MARKETING: YES})
    subject = services.people.of_code(badge) or ""
    if how == "withdraw":
        services.people.withdraw(subject, reason=Reason.OWN_WISH)
    elif how == "erase":
        services.people.erase(subject)
    else:
        say(services, badge, dict.fromkeys(Purpose, NO))
    for one in subjects:
        assert not states(services, one) & {ConsentState.GIVEN, ConsentState.ROSTER_YES}
    assert services.leads.table() == ()
    assert scan(services, "AB-0001") is scan(services, BADGE) is Verdict.DECLINED
    assert "Okonkwo" not in everything(services)


def test_that_undo_of_a_no_brings_both_badges_back(services: Services) -> None:
    main, other = merged(services, {CV: YES})
    before = states(services, main), states(services, other)
    card = services.capture.scan(BADGE, ScanSource.CAMERA)
    done = services.capture.answer(card, {RECRUITING: NO, CV: NO}, notice=NoticeShown())
    services.capture.undo_answer(done.undo)
    assert (states(services, main), states(services, other)) == before
    assert scan(services, BADGE) is Verdict.ALREADY_LEAD


def test_that_a_term_that_is_over_for_the_person_is_over_for_both_badges(
    services: Services, clock: SettableClock
) -> None:
    subjects = merged(services, {CV: YES})
    clock.forward(days=900)
    services.retention.purge(today=services.store.event.local(clock()).date())
    for one in subjects:
        assert not states(services, one) & {ConsentState.GIVEN, ConsentState.ROSTER_YES}
    assert services.leads.table() == ()
    assert "Okonkwo" not in everything(services)


def test_that_the_end_of_the_other_badges_grant_leaves_the_lead(services: Services) -> None:
    _, other = merged(services)
    with services.store.writing(services.duty.staff_id) as records:
        proof = Proof(method=Method.RETENTION)
        records.consents.record(other, RECRUITING, ConsentEvent.EXPIRED, proof)
    assert scan(services, BADGE) is Verdict.ALREADY_LEAD
    services.leads.add_note(services.leads.find("AB-0001"), "Still here")


def test_that_what_a_person_gets_has_the_history_of_both_badges(
    services: Services, tmp_path: Path
) -> None:
    main, other = merged(services, {CV: YES, MARKETING: NO})
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    held = services.people.held(other)
    assert {record.subject for record in held.history} == {main, other}
    assert [record.seq for record in held.history] == sorted(r.seq for r in held.history)
    assert held.merged == (reference_of(other),)
    assert {notice.language for notice in held.notices} == {"de"}
    assert len(held.files) == 1
    record = services.people.record(other)
    assert record["other_badges"] == list(held.merged)
    history = record["consent_history"]
    assert isinstance(history, list)
    assert len(history) == len(held.history)
    assert {event["reference"] for event in history} == {held.reference, *held.merged}
    paths = services.people.export(other, tmp_path)
    assert json.loads(next(p for p in paths if p.suffix == ".json").read_text())["other_badges"]
    assert held.merged[0] in next(p for p in paths if p.suffix == ".html").read_text()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("no", ["AB-0001", "AB-0003"])
def test_that_a_no_about_either_badge_in_a_newer_list_wins(
    services: Services, roster_csv: Callable[..., Path], order: tuple[int, int], no: str
) -> None:
    amara, wanjiru = listed_badge(services), listed_badge(services, "AB-0003")
    services.merging.merge(amara, wanjiru)
    both = [(*row[:4], "no" if row[0] == no else "yes") for row in (AMARA, WANJIRU)]
    services.roster.import_file(roster_csv(*(both[at] for at in order), HARUTO))
    assert scan(services, "AB-0001") is scan(services, "AB-0003") is Verdict.DECLINED
    assert services.leads.table() == ()
    assert services.roster.import_file(roster_csv(AMARA, WANJIRU, HARUTO)).missing == ()


def test_that_a_no_of_the_list_is_taken_back_by_a_newer_list_about_both(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    own = own_badge(services)
    listed = listed_badge(services)
    services.merging.merge(own, listed)
    services.roster.import_file(roster_csv((*AMARA[:4], "no"), HARUTO))
    assert scan(services, "AB-0001") is Verdict.ALREADY_LEAD  # her own yes stands
    assert len(services.leads.table()) == 1
