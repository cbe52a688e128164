"""Invitations: the same one however often it moves, in the ledger, and cancelled with a yes."""

import email
import email.policy
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject
from pypdf import PdfReader

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.day_sheets import SheetKind
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import Leaving
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.services.bundle import Services
from boothapp.services.invitations import SentFile
from tests.factories import AMARA, HARUTO, ZONE, SettableClock, vcard
from tests.factories import everything as everything_in

pytestmark = pytest.mark.usefixtures("roster")
ORGANIZER = "interviews@northlight.example"
VISITOR = vcard("Ingrid Solberg", "ingrid@nordvik.example", "Nordvik University")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, 9, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def booked(services: Services) -> Interview:
    """Amara meets Elif, who has an address, and Tomasz, who has none."""
    from dataclasses import replace

    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert card.lead is not None
    settings = services.settings
    settings.save_booth(replace(settings.get().booth, organizer=ORGANIZER))
    elif_, tomasz = settings.get().interviewers
    settings.save_interviewer(replace(elif_, email="elif@northlight.example"))
    room = settings.get().rooms[0].id
    return services.interviews.book(card.lead.id, room, at(15), panel=[elif_.id, tomasz.id])


def event(file: SentFile) -> "vobject.base.Component":
    return vobject.readOne(file.path.read_text("utf-8"))


def calendars(files: tuple[SentFile, ...]) -> list["vobject.base.Component"]:
    return [event(file) for file in files if file.path.suffix == ".ics"]


def test_that_everybody_with_an_address_gets_the_same_invitation(
    services: Services, booked: Interview, out: Path
) -> None:
    assert services.invitations.due() == (booked,)
    files = services.invitations.write([booked.id], out)
    assert [file.to.name for file in files if file.path.suffix == ".eml"] == [
        "Amara Okonkwo",
        "Elif Yıldız",
    ]
    for calendar in calendars(files):
        assert calendar.method.value == "REQUEST"
        assert calendar.vevent.uid.value == f"{booked.id}@boothapp"
        assert calendar.vevent.sequence.value == "0"
        assert calendar.vevent.organizer.value == f"mailto:{ORGANIZER}"
        assert calendar.vevent.dtstart.value == at(15)
    assert all(file.path.stat().st_mode & 0o077 == 0 for file in files)
    assert services.invitations.due() == ()
    ledger = services.exporting.ledger()
    assert {record.what for record in ledger} == {Leaving.INVITATION}
    assert len(ledger) == len(files)


def test_that_nobody_who_is_here_is_due_an_invitation(
    services: Services, booked: Interview, clock: SettableClock
) -> None:
    clock.now = at(14, 50)
    before = services.interviews.set_status(booked.id, InterviewStatus.ARRIVED)
    assert services.invitations.due() == ()
    services.interviews.restore_status(before, InterviewStatus.ARRIVED)
    assert [one.id for one in services.invitations.due()] == [booked.id]


def test_that_a_moved_interview_sends_the_same_one_again_with_what_is_new(
    services: Services, booked: Interview, out: Path
) -> None:
    services.invitations.write([booked.id], out)
    services.interviews.move(booked.id, booked.room_id, at(16))
    services.interviews.move(booked.id, booked.room_id, at(16, 30))
    (due,) = services.invitations.due()
    assert (due.sequence, due.invited) == (1, 0)
    files = services.invitations.write([booked.id], out)
    (first, _) = calendars(files)
    assert first.vevent.uid.value == f"{booked.id}@boothapp"
    assert first.vevent.sequence.value == "1"
    assert first.vevent.dtstart.value == at(16, 30)
    mail = email.message_from_bytes(files[0].path.read_bytes(), policy=email.policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "16:30" in text
    assert "15:00" in text, "what it was is said"


def test_that_a_cancelled_one_is_cancelled_in_the_calendars(
    services: Services, booked: Interview, out: Path
) -> None:
    services.interviews.set_status(booked.id, InterviewStatus.CANCELLED)
    assert services.invitations.due() == (), "nobody was invited"
    services.interviews.set_status(booked.id, InterviewStatus.PLANNED)
    services.invitations.write([booked.id], out)
    services.interviews.unbook(booked.id)
    files = services.invitations.write([booked.id], out)
    for calendar in calendars(files):
        assert calendar.method.value == "CANCEL"
        assert calendar.vevent.status.value == "CANCELLED"
        assert calendar.vevent.sequence.value == "1"
    assert services.invitations.due() == ()


def test_that_it_says_first_in_whose_name_and_to_whom(
    services: Services, booked: Interview, out: Path
) -> None:
    from dataclasses import replace

    booth = services.settings.get().booth
    services.settings.save_booth(replace(booth, organizer=""))
    with pytest.raises(BadInput, match="from which address"):
        services.invitations.write([booked.id], out)
    services.settings.save_booth(booth)
    detail = services.leads.detail(booked.lead_id)
    services.leads.edit_details(booked.lead_id, replace(detail.person, email=""))
    services.interviews.set_panel(booked.id, [])
    with pytest.raises(BadInput, match="nobody to write to"):
        services.invitations.write([booked.id], out)
    assert not list(out.glob("*"))
    assert services.exporting.ledger() == ()
    assert services.interviews.get(booked.id).invited is None


def test_that_a_withdrawal_cancels_frees_and_purges(
    services: Services, booked: Interview, out: Path
) -> None:
    services.invitations.write([booked.id], out)
    subject = services.leads.detail(booked.lead_id).subject
    withdrawn = services.people.withdraw(subject)
    assert services.interviews.day(date(2026, 7, 9)).interviews == ()
    (told,) = withdrawn.cancellations
    files = services.invitations.write_cancellations(withdrawn.cancellations, out)
    assert told.sequence == 1
    for calendar in calendars(files):
        assert calendar.method.value == "CANCEL"
        assert calendar.vevent.uid.value == f"{booked.id}@boothapp"
        assert calendar.vevent.sequence.value == "1"
    everything = b"".join(file.path.read_bytes() for file in files)
    assert b"Amara" not in everything
    assert b"Okonkwo" not in everything
    assert b"amara.okonkwo@lit.example" in everything, "she is written to"
    assert "Amara" not in repr(withdrawn)
    assert "Amara" not in everything_in(services)


def test_that_an_erasure_tells_the_calendars_too_and_past_ones_are_left(
    services: Services, booked: Interview, out: Path, clock: SettableClock
) -> None:
    services.invitations.write([booked.id], out)
    subject = services.leads.detail(booked.lead_id).subject
    clock.now = at(17)
    assert services.people.erase(subject).cancellations == ()


def test_that_a_newer_list_that_says_no_tells_the_calendars_too(
    services: Services, booked: Interview, out: Path, roster_csv: Callable[..., Path]
) -> None:
    services.invitations.write([booked.id], out)
    newer = roster_csv((*AMARA[:4], "no"), HARUTO)
    assert len(services.roster.import_file(newer, dry_run=True).cancellations) == 1
    report = services.roster.import_file(newer)
    assert services.interviews.day(date(2026, 7, 9)).interviews == ()
    files = services.invitations.write_cancellations(report.cancellations, out)
    assert {calendar.method.value for calendar in calendars(files)} == {"CANCEL"}
    assert "Amara" not in repr(report.cancellations[0].candidate)


def test_that_a_lead_taken_back_as_a_mistake_tells_the_calendars_too(
    services: Services, booked: Interview, out: Path
) -> None:
    services.invitations.write([booked.id], out)
    done = services.capture.undo_lead(services.capture.scan("AB-0001", ScanSource.TYPED))
    assert done.card.lead is None
    assert [one.method.value for one in done.cancellations] == ["CANCEL"]


def test_that_an_answer_taken_back_tells_the_calendars_of_the_lead_it_made(
    services: Services, booked: Interview, out: Path
) -> None:
    card = services.capture.scan(VISITOR, ScanSource.SCANNER)
    answered = services.capture.answer(
        card, {Purpose.RECRUITING: ConsentEvent.GIVEN}, notice=NoticeShown()
    )
    assert answered.card.lead is not None
    mine = services.interviews.book(answered.card.lead.id, booked.room_id, at(16))
    services.invitations.write([mine.id], out)
    done = services.capture.undo_answer(answered.undo)
    assert [one.interview_id for one in done.cancellations] == [mine.id]


def test_that_sheets_and_calendars_are_written_and_in_the_ledger(
    services: Services, booked: Interview, tmp_path: Path
) -> None:
    day = date(2026, 7, 9)
    for kind, count in ((SheetKind.ROOM, 1), (SheetKind.INTERVIEWER, 2), (SheetKind.CANDIDATE, 1)):
        path = tmp_path / f"{kind.value}.pdf"
        record = services.timetables.write_sheets(path, kind, day, "At the door")
        assert (record.what, record.rows) == (Leaving.TIMETABLE, 1)
        pages = PdfReader(path).pages
        assert len(pages) == count
        assert "Amara Okonkwo" in " ".join(pages[0].extract_text().split())
    only = tmp_path / "one.pdf"
    services.timetables.write_sheets(
        only, SheetKind.INTERVIEWER, day, "Elif", only=[booked.panel[0].id]
    )
    assert len(PdfReader(only).pages) == 1
    with pytest.raises(BadInput, match="no interview on these sheets"):
        services.timetables.write_sheets(
            tmp_path / "none.pdf", SheetKind.ROOM, date(2026, 7, 10), "Door"
        )
    assert not (tmp_path / "none.pdf").exists()
    path = tmp_path / "all.ics"
    services.timetables.write_calendar(path, "Recruiting")
    calendar = vobject.readOne(path.read_text("utf-8"))
    assert calendar.method.value == "PUBLISH"
    assert calendar.vevent.uid.value == f"{booked.id}@boothapp"
    subject = services.leads.detail(booked.lead_id).subject
    recalled = services.people.erase(subject).files
    assert len(recalled) == 5, "an erasure names them all"


def test_that_who_leaves_the_panel_is_told_so_and_the_others_are_not(
    services: Services, booked: Interview, out: Path
) -> None:
    services.invitations.write([booked.id], out)
    services.interviews.set_panel(booked.id, [services.settings.get().interviewers[1].id])
    files = services.invitations.write([booked.id], out)
    by_method = {one.method.value: one.vevent for one in calendars(files)}
    assert set(by_method) == {"REQUEST", "CANCEL"}
    off = by_method["CANCEL"]
    assert [one.value for one in off.attendee_list] == ["mailto:elif@northlight.example"]
    assert off.uid.value == by_method["REQUEST"].uid.value
    assert off.sequence.value == by_method["REQUEST"].sequence.value == "1"
    assert services.invitations.write([booked.id], out), "written again: nobody is told twice"
    assert not any(
        event(file).method.value == "CANCEL"
        for file in services.invitations.write([booked.id], out)
        if file.path.suffix == ".ics"
    )


def test_that_the_ledger_knows_the_whole_path_of_what_was_written_here(
    services: Services, booked: Interview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    services.invitations.write([booked.id], Path("out"))
    assert all(file.path.is_absolute() for file in services.exporting.ledger())


def test_that_what_is_there_already_is_never_written_over(
    services: Services, booked: Interview, out: Path
) -> None:
    first = services.invitations.write([booked.id], out)
    before = {file.path: file.path.read_bytes() for file in first}
    again = services.invitations.write([booked.id], out)
    assert not {file.path for file in again} & set(before)
    assert {path: path.read_bytes() for path in before} == before
    assert all(" (2)" in file.path.stem for file in again)


def test_that_a_lead_brought_back_is_due_to_be_sent_again(
    services: Services, booked: Interview, out: Path
) -> None:
    services.invitations.write([booked.id], out)
    removed = services.leads.remove(booked.lead_id)
    (off,) = removed.cancellations
    services.leads.restore(removed)
    (due,) = services.invitations.due()
    assert due.sequence > off.sequence, "its calendars may have been told that it is off"
    (calendar, *_) = calendars(services.invitations.write([booked.id], out))
    assert calendar.method.value == "REQUEST"
    assert int(calendar.vevent.sequence.value) > off.sequence


def test_that_a_calendar_needs_no_address_and_keeps_rooms_that_are_not_used_any_more(
    services: Services, booked: Interview, out: Path
) -> None:
    from dataclasses import replace

    services.settings.save_booth(replace(services.settings.get().booth, organizer=""))
    name = services.settings.get().rooms[0].name
    services.interviews.set_status(booked.id, InterviewStatus.DONE)
    services.settings.remove_room(booked.room_id)
    path = out / "times.ics"
    out.mkdir()
    services.timetables.write_calendar(path, "Recruiting")
    read = vobject.readOne(path.read_text("utf-8"))
    assert not hasattr(read.vevent, "organizer")
    assert name in read.vevent.location.value


def test_that_somebody_can_be_written_to_where_one_of_them_has_an_address(
    services: Services, booked: Interview
) -> None:
    from dataclasses import replace

    assert services.invitations.reachable(booked)
    detail = services.leads.detail(booked.lead_id)
    services.leads.edit_details(booked.lead_id, replace(detail.person, email=""))
    assert services.invitations.reachable(booked), "Elif has one"
    _, tomasz = services.settings.get().interviewers
    services.interviews.set_panel(booked.id, [tomasz.id])
    assert not services.invitations.reachable(services.interviews.get(booked.id))
