"""A lead follows a newer list where nobody edited it, and the preview says what will come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import LeadDetail, NoticeShown, Person, ScanSource
from boothapp.domain.roster import RosterReport
from boothapp.domain.roster_changes import OfLead
from boothapp.services.bundle import Services
from tests.factories import AMARA, HARUTO, WANJIRU, SettableClock, roster_file

RENAMED = ("AB-0001", "Amara Okonkwo-Reyes", "new@lagos.example", "Elsewhere", "yes")
EMPTIED = ("AB-0001", "Amara Okonkwo", "", "", "yes")


@pytest.fixture
def lead(services: Services, tmp_path: Path) -> LeadDetail:
    services.roster.import_file(roster_file(tmp_path, [AMARA, WANJIRU]))
    found = services.capture.scan("AB-0001", ScanSource.TYPED).lead
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def _sound(services: Services) -> Iterator[None]:
    yield
    assert services.store.verify().problems == ()


def take_in(services: Services, folder: Path, *rows: tuple[str, ...]) -> RosterReport:
    with services.roster.prepare(roster_file(folder, rows)) as prepared:
        ahead = prepared.report(dry_run=True)
        services.roster.take_in(prepared)
    return ahead


def said(report: RosterReport) -> dict[str, OfLead]:
    """What the preview says comes of each detail of Amara's."""
    (one,) = (one for one in report.changes.changed_people if "AB-0001" in str(one.who))
    return {change.field: change.of_lead for change in one.changes}


def test_that_a_lead_that_nobody_edited_follows_the_newer_list(
    services: Services, tmp_path: Path, lead: LeadDetail
) -> None:
    ahead = take_in(services, tmp_path, RENAMED, (*WANJIRU[:3], "Elsewhere", "yes"))
    assert said(ahead) == dict.fromkeys(("name", "email", "affiliation"), OfLead.FOLLOWS)
    (other,) = (one for one in ahead.changes.changed_people if "AB-0003" in str(one.who))
    assert [change.of_lead for change in other.changes] == [OfLead.NO_LEAD]
    now = services.leads.detail(lead.id).person
    assert (now.name, now.email, now.affiliation) == RENAMED[1:4]
    assert services.capture.scan("new@lagos.example", ScanSource.TYPED).lead is not None
    with services.store.reading() as records:
        corrections = records.lead_history.corrections(lead.id)
    assert set(corrections) >= {"name", "email", "affiliation"}
    assert take_in(services, tmp_path, AMARA).changes.changed == 1  # and so it does again
    assert services.leads.detail(lead.id).person == lead.person


def test_that_what_somebody_edited_stays_and_the_rest_follows(
    services: Services, tmp_path: Path, lead: LeadDetail
) -> None:
    edited = replace(lead.person, affiliation="Typed here", email="new@lagos.example")
    services.leads.edit_details(lead.id, edited)
    ahead = take_in(services, tmp_path, RENAMED)
    assert said(ahead) == {
        "name": OfLead.FOLLOWS,
        "email": OfLead.HAS_IT,
        "affiliation": OfLead.EDITED,
    }
    now = services.leads.detail(lead.id).person
    assert (now.name, now.affiliation) == (RENAMED[1], "Typed here")


def test_that_what_the_newer_list_leaves_empty_takes_nothing_from_a_lead(
    services: Services, tmp_path: Path, lead: LeadDetail
) -> None:
    ahead = take_in(services, tmp_path, EMPTIED)
    assert said(ahead) == dict.fromkeys(("email", "affiliation"), OfLead.EMPTY)
    assert services.leads.detail(lead.id).person == lead.person


def test_that_a_lead_keeps_what_the_person_gave_it_otherwise(
    services: Services, tmp_path: Path
) -> None:
    services.roster.import_file(roster_file(tmp_path, [HARUTO]))
    card = services.capture.scan("AB-0002", ScanSource.TYPED)
    answer = {Purpose.RECRUITING: ConsentEvent.GIVEN}
    typed = Person(name="Haruto Sato", affiliation="Typed here")
    services.capture.answer(card, answer, details=typed, notice=NoticeShown())
    lead = services.capture.scan("AB-0002", ScanSource.TYPED).lead
    assert lead is not None
    take_in(services, tmp_path, (*HARUTO[:3], "Listed", "yes"))
    ahead = take_in(services, tmp_path, (*HARUTO[:3], "Listed anew", "yes"))
    (one,) = ahead.changes.changed_people
    assert [change.of_lead for change in one.changes] == [OfLead.OWN]
    assert services.leads.detail(lead.id).person == lead.person


def test_that_calendars_hear_of_a_name_that_the_list_corrected(
    services: Services, tmp_path: Path, lead: LeadDetail
) -> None:
    settings = services.settings.get()
    services.settings.save_booth(replace(settings.booth, organizer="talks@northlight.example"))
    at = datetime(2026, 7, 9, 16, tzinfo=settings.event.zone)
    booked = services.interviews.book(lead.id, settings.rooms[0].id, at)
    services.invitations.write([booked.id], tmp_path / "out")
    assert services.invitations.due() == ()
    take_in(services, tmp_path, RENAMED)
    assert len(services.invitations.due()) == 1


def test_that_a_correction_made_before_there_was_a_lead_is_not_written_over(
    services: Services, clock: SettableClock, tmp_path: Path
) -> None:
    services.roster.import_file(roster_file(tmp_path, [AMARA]))
    subject = services.people.resolve("AB-0001")
    clock.now += timedelta(minutes=1)
    held = services.people.held(subject).person
    services.people.correct(subject, replace(held, affiliation="Put right here"))
    lead = services.capture.scan("AB-0001", ScanSource.TYPED).lead
    assert lead is not None
    ahead = take_in(services, tmp_path, (*AMARA[:3], "Elsewhere", "yes"))
    assert said(ahead) == {"affiliation": OfLead.OWN}
    assert services.leads.detail(lead.id).person.affiliation == "Put right here"
