"""A real store after a busy day, and a bare connection to attack it with raw SQL."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.event import Criterion
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.domain.scorecards import ScoreVerdict
from boothapp.services.bundle import Services
from boothapp.store.desk_tables import LeadView
from tests import factories
from tests.store.attacks import Busy

GIVEN, DECLINED = ConsentEvent.GIVEN, ConsentEvent.DECLINED


@pytest.fixture
def raw(services: Services) -> Iterator[Connection]:
    """Outside any transaction: each statement stands for itself, as in a database shell."""
    with services.store.database.connect() as connection:
        yield connection


def set_up_desk(services: Services) -> None:
    """A tag with a colour, a list of interests and a saved view."""
    services.tags.add("Speech")
    services.interests.replace(["Robotics", "Speech and audio"])
    view = {"name": "Hot ones", "filter": "{}", "sort": "seen", "descending": 1}
    with services.store.writing(services.duty.staff_id) as records:
        records.setup.put(LeadView, "", view, ordered=True)
    services.badge_formats.add("Own codes", r"https://demo\.example/(?P<badge_id>\w+)")
    services.organiser_keys.add("Demo Conf", b64encode(bytes(range(32))).decode())


def judge(services: Services, interview_id: str) -> None:
    """Whoever is on duty holds the interview and judges it."""
    me = services.settings.add_interviewer(factories.STAFF)
    services.settings.save_availability(
        Availability(kind=AvailabilityKind.BLOCKED, title="Lunch", starts=time(12), ends=time(13))
    )
    criterion = services.settings.save_criterion(Criterion("", "Depth"))
    services.interviews.set_panel(interview_id, [me.id])
    services.scorecards.save(interview_id, {criterion.id: 3}, ScoreVerdict.YES, "Knows the proof")


@pytest.fixture
def busy(services: Services, roster: None, tmp_path: Path) -> Busy:
    del roster
    settings = services.settings.get()
    amara = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert amara.lead is not None
    lead = amara.lead.id
    set_up_desk(services)
    services.leads.add_note(lead, "Sparse attention")
    services.leads.add_tag(lead, "Speech")
    services.leads.answer(lead, settings.qualifiers[0].id, "Now")
    starts = datetime(2026, 7, 9, 15, 0, tzinfo=ZoneInfo(factories.ZONE))
    judge(services, services.interviews.book(lead, settings.rooms[0].id, starts).id)
    haruto = services.capture.scan("AB-0002", ScanSource.TYPED)
    yes = {Purpose.RECRUITING: GIVEN, Purpose.CV: GIVEN}
    person = Person(name="Haruto Nakamura")
    after = services.capture.answer(haruto, yes, notice=NoticeShown(), details=person).card
    assert after.lead is not None
    with services.store.writing(services.duty.staff_id) as records:
        file = records.attachments.add(
            after.lead.id, Purpose.CV, "cv.pdf", "application/pdf", b"%PDF-1.7"
        )
        records.pins.set(records.moment.staff_id, "$argon2id$")
        records.staff_badges.set(records.moment.staff_id, "5a" * 32)
        end = records.backups.hash_at(9)
        assert end is not None
        usb = Path("/media/usb/a.boothbackup")
        records.backups.add(path=usb, sha256="5a" * 32, size=1, seq=9, end=end)
    visitor = factories.vcard("Ingrid Solberg", "ingrid@fjord.example")
    ingrid = services.capture.scan(visitor, ScanSource.CAMERA)
    services.capture.answer(ingrid, {Purpose.RECRUITING: DECLINED}, notice=NoticeShown("de"))
    services.requests.open(RequestKind.ACCESS, "Wanjiru Kamau")
    closed = services.requests.open(RequestKind.ERASURE, "somebody@else.example")
    services.requests.close(closed.id, Outcome.REFUSED)
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    assert amara.subject is not None
    assert haruto.subject is not None
    assert ingrid.subject is not None
    return Busy(lead, amara.subject, haruto.subject, ingrid.subject, file.id)
