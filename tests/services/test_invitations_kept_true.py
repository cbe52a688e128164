"""Invitations after changes: whoever was invited is told the end, and nobody is told twice."""

import email
import email.policy
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from boothapp.services.invitations import SentFile
from tests.factories import ZONE, SettableClock

pytestmark = pytest.mark.usefixtures("roster")
ORGANIZER = "interviews@northlight.example"
ELIF, TOMASZ = "elif@northlight.example", "tomasz@northlight.example"
AMARA = "amara.okonkwo@lit.example"


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, 9, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def booked(services: Services) -> Interview:
    """Amara meets Elif; Tomasz could take over. Both have addresses, the booth has none."""
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert card.lead is not None
    settings = services.settings
    for who, address in zip(settings.get().interviewers, (ELIF, TOMASZ), strict=True):
        settings.save_interviewer(replace(who, email=address))
    room = settings.get().rooms[0].id
    return services.interviews.book(card.lead.id, room, at(15), panel=[ids(services)[0]])


@pytest.fixture
def sent(services: Services, booked: Interview, out: Path) -> Interview:
    """Amara's interview after she and Elif were invited."""
    services.invitations.write([booked.id], out, sender=ORGANIZER)
    return services.interviews.get(booked.id)


def ids(services: Services) -> tuple[str, ...]:
    return tuple(who.id for who in services.settings.get().interviewers)


def told(files: tuple[SentFile, ...]) -> dict[str, str]:
    """What each address was told: its mail's method."""
    found = {}
    for file in files:
        if file.path.suffix == ".eml":
            mail = email.message_from_bytes(file.path.read_bytes(), policy=email.policy.default)
            calendar = mail.get_body(("calendar",))
            assert calendar is not None
            method = vobject.readOne(calendar.get_content()).method.value
            assert file.to.email not in found
            found[file.to.email] = method
    return found


def again(services: Services, one: Interview, out: Path) -> dict[str, str]:
    return told(services.invitations.write([one.id], out, sender=ORGANIZER))


@pytest.mark.parametrize("how", ["withdraw", "erase", "remove"])
@pytest.mark.parametrize("settled", [False, True])
def test_that_a_booking_taken_back_and_made_again_keeps_the_address_it_came_from(
    services: Services, booked: Interview, sent: Interview, out: Path, how: str, settled: bool
) -> None:
    if settled:
        booth = services.settings.get().booth
        services.settings.save_booth(replace(booth, organizer="other@northlight.example"))
    services.interviews.unbook(sent.id)
    services.interviews.book_again(booked)  # as Redo remembers it: from before the invitation
    now = services.interviews.get(sent.id)
    assert (now.invited, now.organizer) == (0, ORGANIZER)
    subject = services.leads.detail(sent.lead_id).subject
    if how == "remove":
        cancellations = services.leads.remove(sent.lead_id).cancellations
    else:
        cancellations = getattr(services.people, how)(subject).cancellations
    assert [one.organizer.email for one in cancellations] == [ORGANIZER]
    assert told(services.invitations.write_cancellations(cancellations, out)) == {
        AMARA: "CANCEL",
        ELIF: "CANCEL",
    }


def test_that_no_address_of_ours_stands_in_the_way_of_a_withdrawal(
    services: Services, booked: Interview
) -> None:
    with services.store.writing(services.duty.staff_id) as records:
        subject = records.leads.row(booked.lead_id).subject
        records.interviews.change(replace(booked, invited=0))
    assert services.people.withdraw(subject).cancellations == ()
    assert services.people.erase(subject).cancellations == ()


def test_that_a_withdrawal_tells_who_was_invited_not_who_would_be(
    services: Services, sent: Interview, out: Path
) -> None:
    services.interviews.set_panel(sent.id, [ids(services)[1]])
    services.interviews.move(sent.id, sent.room_id, at(16))
    subject = services.leads.detail(sent.lead_id).subject
    cancellations = services.people.withdraw(subject).cancellations
    files = services.invitations.write_cancellations(cancellations, out)
    assert told(files) == {AMARA: "CANCEL", ELIF: "CANCEL"}
    (cancelled,) = cancellations
    assert (cancelled.sequence, cancelled.starts) == (1, sent.starts)


def test_that_a_cancel_tells_who_was_invited_not_who_would_be(
    services: Services, sent: Interview, out: Path
) -> None:
    services.interviews.set_panel(sent.id, [ids(services)[1]])
    services.interviews.set_status(sent.id, InterviewStatus.CANCELLED)
    assert {who.email for who in services.invitations.preview(sent.id).recipients} == {AMARA, ELIF}
    expected = {AMARA: "CANCEL", ELIF: "CANCEL"}
    assert again(services, sent, out) == expected
    assert again(services, sent, out) == expected, "written again, to the same"
    services.interviews.set_status(sent.id, InterviewStatus.PLANNED)
    assert again(services, sent, out) == {AMARA: "REQUEST", TOMASZ: "REQUEST"}, "Elif knows"


def test_that_nobody_is_told_of_an_end_they_know_or_of_one_that_is_over(
    services: Services, sent: Interview, out: Path, clock: SettableClock
) -> None:
    services.interviews.set_status(sent.id, InterviewStatus.CANCELLED)
    services.invitations.write([sent.id], out)
    services.interviews.set_status(sent.id, InterviewStatus.PLANNED)
    removed = services.leads.remove(sent.lead_id)
    assert removed.cancellations == ()
    services.leads.restore(removed)
    services.invitations.write([sent.id], out)
    clock.now = at(15, 40)
    assert services.leads.remove(sent.lead_id).cancellations == ()


def test_that_an_interviewer_who_left_is_told_so(
    services: Services, sent: Interview, out: Path
) -> None:
    gone = services.settings.remove_interviewer(sent.panel_ids[0])
    assert gone.email == ELIF
    services.planning.accept(services.planning.repair())
    assert services.interviews.get(sent.id).panel_ids == ids(services)
    assert again(services, sent, out) == {AMARA: "REQUEST", TOMASZ: "REQUEST", ELIF: "CANCEL"}
    assert again(services, sent, out) == {AMARA: "REQUEST", TOMASZ: "REQUEST"}


def test_that_one_who_left_settings_and_holds_it_still_is_told_what_changes(
    services: Services, sent: Interview, out: Path
) -> None:
    services.settings.remove_interviewer(sent.panel_ids[0])
    assert services.invitations.due() == ()
    services.interviews.move(sent.id, sent.room_id, at(16))
    assert again(services, sent, out) == {AMARA: "REQUEST", ELIF: "REQUEST"}
    services.interviews.set_status(sent.id, InterviewStatus.CANCELLED)
    assert again(services, sent, out) == {AMARA: "CANCEL", ELIF: "CANCEL"}


def test_that_one_who_left_settings_before_the_invitation_is_told_nothing(
    services: Services, booked: Interview, out: Path
) -> None:
    services.settings.remove_interviewer(booked.panel_ids[0])
    assert again(services, booked, out) == {AMARA: "REQUEST"}
    services.interviews.set_panel(booked.id, ids(services))
    assert again(services, booked, out) == {AMARA: "REQUEST", TOMASZ: "REQUEST"}


def test_that_who_left_is_told_although_nobody_else_can_be(
    services: Services, booked: Interview, out: Path
) -> None:
    person = services.leads.detail(booked.lead_id).person
    services.leads.edit_details(booked.lead_id, replace(person, email=""))
    services.invitations.write([booked.id], out, sender=ORGANIZER)
    services.interviews.set_panel(booked.id, [])
    assert services.invitations.reachable(services.interviews.get(booked.id))
    assert again(services, booked, out) == {ELIF: "CANCEL"}
    assert services.invitations.due() == ()


def test_that_who_left_is_told_where_they_were_invited(
    services: Services, sent: Interview, out: Path
) -> None:
    elif_, _ = services.settings.get().interviewers
    services.settings.save_interviewer(replace(elif_, email="e.yildiz@northlight.example"))
    services.interviews.set_panel(sent.id, [ids(services)[1]])
    assert again(services, sent, out) == {AMARA: "REQUEST", TOMASZ: "REQUEST", ELIF: "CANCEL"}


def test_that_a_corrected_address_is_due_and_one_put_back_is_not(
    services: Services, sent: Interview, out: Path
) -> None:
    elif_, _ = services.settings.get().interviewers
    services.settings.save_interviewer(replace(elif_, email="e.yildiz@northlight.example"))
    (due,) = services.invitations.due()
    assert (due.sequence, due.invited) == (1, 0)
    services.settings.save_interviewer(elif_)
    assert services.invitations.due() == ()
    person = services.leads.detail(sent.lead_id).person
    services.leads.edit_details(sent.lead_id, replace(person, email="amara@home.example"))
    assert [one.id for one in services.invitations.due()] == [sent.id]
    assert again(services, sent, out) == {"amara@home.example": "REQUEST", ELIF: "REQUEST"}
    subject = services.leads.detail(sent.lead_id).subject
    services.people.correct(subject, person)
    assert [one.sequence for one in services.invitations.due()] == [2]


def test_that_a_renamed_room_is_due_and_the_mail_says_so(
    services: Services, sent: Interview, out: Path
) -> None:
    room = next(one for one in services.settings.get().rooms if one.id == sent.room_id)
    services.settings.save_room(replace(room, name="Bukhansan"))
    (due,) = services.invitations.due()
    files = services.invitations.write([due.id], out)
    mail = email.message_from_bytes(files[0].path.read_bytes(), policy=email.policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "Bukhansan" in text
    assert room.name in text, "what it was is said"


def test_that_a_change_undone_before_it_was_sent_is_not_due(
    services: Services, sent: Interview, out: Path
) -> None:
    interviews = services.interviews
    interviews.move(sent.id, sent.room_id, at(16))
    assert len(services.invitations.due()) == 1
    interviews.move(sent.id, sent.room_id, at(15))
    assert services.invitations.due() == ()
    assert interviews.get(sent.id) == sent
    interviews.book_again(interviews.unbook(sent.id))
    assert services.invitations.due() == ()
    interviews.move(sent.id, sent.room_id, at(16))
    services.invitations.write([sent.id], out)
    interviews.move(sent.id, sent.room_id, at(15))
    (due,) = services.invitations.due()
    assert (due.sequence, due.invited) == (2, 1), "above all that was ever sent"


def test_that_an_early_end_undone_is_not_due(
    services: Services, sent: Interview, clock: SettableClock
) -> None:
    clock.now = at(15, 5)
    services.interviews.set_status(sent.id, InterviewStatus.ARRIVED)
    clock.now = at(15, 12)
    before = services.interviews.set_status(sent.id, InterviewStatus.DONE)
    assert services.interviews.get(sent.id).ends == at(15, 15)
    services.interviews.restore_status(before, InterviewStatus.DONE)
    assert services.interviews.get(sent.id).ends == sent.ends
    assert services.invitations.due() == ()


def test_that_a_no_show_is_not_due_and_neither_is_one_who_comes_after_all(
    services: Services, sent: Interview, clock: SettableClock
) -> None:
    clock.now = at(15, 10)
    before = services.interviews.set_status(sent.id, InterviewStatus.NO_SHOW)
    assert services.invitations.due() == ()
    services.interviews.restore_status(before, InterviewStatus.NO_SHOW)
    assert services.invitations.due() == ()


def test_that_a_repair_taken_back_is_not_due(services: Services, sent: Interview) -> None:
    blocked = Availability(
        kind=AvailabilityKind.BLOCKED,
        room_id=sent.room_id,
        title="Leak",
        starts=time(9),
        ends=time(18),
    )
    services.settings.save_availability(blocked)
    accepted = services.planning.accept(services.planning.repair())
    assert len(services.invitations.due()) == 1
    services.planning.take_back(accepted)
    assert services.interviews.get(sent.id) == sent
    assert services.invitations.due() == ()
