"""The mail of an invitation, read back by the standard library's parser."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.errors import BadInput
from boothapp.domain.invitations import Attendee, Audience, Invitation, InvitationMethod
from boothapp.writers import invitation, invitation_mail
from tests.writers import invited

NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300)
REQUEST, CANCEL = InvitationMethod.REQUEST, InvitationMethod.CANCEL


def read(
    one: Invitation, to: Attendee = invited.AMARA, before: Invitation | None = None
) -> EmailMessage:
    data = invitation_mail.write(one, to, before)
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not [part.defects for part in found.walk() if part.defects]
    return found


def text(mail: EmailMessage, kind: str) -> str:
    (part,) = [part for part in mail.walk() if part.get_content_type() == kind]
    content = part.get_content()
    return content.decode("utf-8") if isinstance(content, bytes) else str(content)


def recipient(data: bytes) -> tuple[str, str]:
    """Name and address by the older parser: the newer one puts spaces between encoded words."""
    raw = message_from_bytes(data, policy=policy.compat32)["To"]
    name, address = parseaddr(str(raw))
    return str(make_header(decode_header(name))), address


def moved(**changes: Any) -> tuple[Invitation, Invitation]:
    """A first state and the next one."""
    return invited.invitation(), invited.invitation(sequence=1, **changes)


@pytest.mark.parametrize("method", [REQUEST, CANCEL])
def test_that_the_parts_are_those_that_mail_programs_look_for(method: InvitationMethod) -> None:
    one = invited.invitation(method=method)
    mail = read(one)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    *_, calendar, file = mail.walk()
    assert calendar.get_param("method") == method.value
    assert calendar.get_param("charset") == "utf-8"
    assert file.get_filename() == "invitation.ics"
    wanted = invitation.write(one, Audience.CANDIDATE)
    assert calendar.get_payload(decode=True) == wanted
    assert file.get_payload(decode=True) == wanted


def test_that_it_is_from_the_organizer_to_one_person() -> None:
    mail = read(invited.invitation(), invited.TOMASZ)
    assert mail["From"] == "Sofia Marchetti <sofia@northlight.example>"
    assert mail["To"] == "Tomasz Zieliński <tomasz@northlight.example>"
    assert mail["Cc"] is None
    assert mail["Date"].datetime == datetime(2026, 7, 8, 9, 15, tzinfo=UTC)
    assert mail["Message-ID"].endswith("@northlight.example>")


def test_that_a_mail_made_again_is_the_same_mail_and_a_later_one_another() -> None:
    first, second = moved()
    assert read(first)["Message-ID"] == read(first)["Message-ID"]
    others = {read(second)["Message-ID"], read(first, invited.ELIF)["Message-ID"]}
    assert len(others | {read(first)["Message-ID"]}) == 3


def test_that_it_says_when_where_with_whom_for_what_and_whom_to_write_to() -> None:
    mail = read(invited.invitation())
    assert mail["Subject"] == "Your interview with Northlight: Thursday 9 July 2026, 14:00"
    for kind in ("text/plain", "text/html"):
        for said in (
            "Hello Amara Okonkwo,",
            "Thursday 9 July 2026, 14:00 to 14:30, Seoul time (UTC+9)",
            "Namsan, Demo Conf, booth 214",
            "Tomasz Zieliński and Elif Yıldız",
            "Research scientist",
            "write to Sofia Marchetti (sofia@northlight.example)",
        ):
            assert said in text(mail, kind)
        assert "What is new" not in text(mail, kind)


def test_that_interviewers_read_whom_they_will_meet() -> None:
    mail = read(invited.invitation(), invited.ELIF)
    assert mail["Subject"] == "Interview with Amara Okonkwo: Thursday 9 July 2026, 14:00"
    assert "Hello Elif Yıldız," in text(mail, "text/plain")
    assert "Candidate: Amara Okonkwo" in text(mail, "text/plain")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"starts": datetime(2026, 7, 9, 5, 10, tzinfo=UTC)},
            "The time: it was Thursday 9 July 2026, 14:00 to 14:30, Seoul time (UTC+9).",
        ),
        ({"room": "Hangang"}, "The place: it was Namsan, Demo Conf, booth 214."),
        ({"interviewers": ()}, "Who holds it: it was Tomasz Zieliński and Elif Yıldız."),
        ({"role": "Intern 2027"}, "The role: it was Research scientist."),
    ],
)
def test_that_an_update_says_what_is_new_and_nothing_else(
    changes: dict[str, Any], said: str
) -> None:
    before, now = moved(**changes)
    mail = read(now, before=before)
    assert mail["Subject"].startswith("Changed: your interview with Northlight, now Thursday")
    body = text(mail, "text/plain")
    assert [line for line in body.splitlines() if line.startswith("- ")] == [f"- {said}"]
    assert said in text(mail, "text/html")


def test_that_an_interview_called_off_may_be_called_on_again() -> None:
    before, now = moved()
    off = invited.invitation(method=CANCEL)
    assert "It takes place after all." in text(read(now, before=off), "text/plain")
    assert "after all" not in text(read(now, before=before), "text/plain")


def test_that_a_cancelled_one_says_so_and_how_to_get_another() -> None:
    before, off = moved(method=CANCEL)
    mail = read(off, before=before)
    assert mail["Subject"].startswith("Cancelled: your interview with Northlight, Thursday 9 July")
    body = text(mail, "text/plain")
    assert "will not take place" in body
    assert "What is new" not in body


@given(name=NAMES, sponsor=NAMES)
def test_that_any_name_arrives_as_it_is(name: str, sponsor: str) -> None:
    person = Attendee(name, "ada@lit.example")
    one = invited.invitation(candidate=person, sponsor=sponsor)
    mail = read(one, person)
    arrived, address = recipient(invitation_mail.write(one, person))
    assert (arrived.strip(), address) == (name.strip(), "ada@lit.example")
    assert mail["Subject"] == f"Your interview with {sponsor}: Thursday 9 July 2026, 14:00"


@pytest.mark.parametrize(
    "name",
    [
        "김민준",
        "محمد عبد الله",
        "Ødegård, Åse; née “Ö”",
        'Ada "Countess" Lovelace (she/her) <eve@x.example>',
        "Anna-Maria Sophie Wilhelmine von und zu Hohenfels-Bärenstein, " * 4,
        "x" * 300,
        "김민준" * 60,
    ],
)
def test_that_long_and_foreign_names_survive_the_headers(name: str) -> None:
    person = Attendee(name.strip(), "ada@lit.example")
    data = invitation_mail.write(invited.invitation(candidate=person), person)
    head = data.split(b"\r\n\r\n", 1)[0].split(b"\r\n")
    assert max(map(len, head)) <= 998  # RFC 5322, 2.1.1
    assert recipient(data) == (person.name, person.email)


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
@pytest.mark.parametrize("part", ["sponsor", "candidate", "organizer"])
def test_that_a_name_cannot_bring_a_header_of_its_own(part: str, sign: str) -> None:
    text = f"Ada{sign}Bcc: eve@x.example"
    value = text if part == "sponsor" else Attendee(text, "ada@lit.example")
    one = invited.invitation(**{part: value})
    with pytest.raises(BadInput, match="line break"):
        invitation_mail.write(one, one.candidate)
    with pytest.raises(BadInput, match="line break"):
        invitation_mail.plain(one, one.candidate)


def test_that_nothing_of_a_name_runs_in_the_page() -> None:
    hostile = Attendee("<script>alert(1)</script>", "ada@lit.example")
    page = text(read(invited.invitation(candidate=hostile), hostile), "text/html")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_that_a_signature_names_nobody_twice() -> None:
    booth = Attendee("Northlight", "interviews@northlight.example")
    said = text(read(invited.invitation(organizer=booth)), "text/plain")
    assert said.rstrip().endswith("\r\n\r\nNorthlight")


def test_that_only_those_concerned_get_it() -> None:
    with pytest.raises(ValueError, match="only"):
        invitation_mail.write(invited.invitation(), Attendee("Eve", "eve@x.example"))


def test_that_somebody_without_an_address_is_named_but_gets_no_mail() -> None:
    unaddressed = Attendee("Ngozi Eze", "")
    one = invited.invitation(interviewers=(unaddressed,))
    assert "With: Ngozi Eze" in text(read(one), "text/plain")
    with pytest.raises(BadInput, match="not an address"):
        invitation_mail.write(one, unaddressed)


def test_that_the_words_go_into_a_mail_programs_own_window_too() -> None:
    before, now = moved(starts=datetime(2026, 7, 9, 4, 30, tzinfo=UTC))
    mail = invitation_mail.plain(now, invited.AMARA, before)
    assert mail.to == "amara.okonkwo@lit.example"
    assert mail.subject == read(now)["Subject"]
    assert mail.body.splitlines() == text(read(now, before=before), "text/plain").splitlines()
    assert mail.link().startswith("mailto:amara.okonkwo@lit.example?subject=Changed")


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/New_York", "Thursday 9 July 2026, 01:00 to 01:30, New York time (UTC−4)"),
        ("Asia/Kolkata", "Thursday 9 July 2026, 10:30 to 11:00, Kolkata time (UTC+5:30)"),
        ("UTC", "Thursday 9 July 2026, 05:00 to 05:30, UTC"),
        ("Pacific/Pago_Pago", "Wednesday 8 July 2026, 18:00 to 18:30, Pago Pago time (UTC−11)"),
    ],
)
def test_that_the_time_is_the_venues_with_its_zone(zone: str, said: str) -> None:
    assert said in text(read(invited.invitation(timezone=zone)), "text/plain")


def test_that_a_change_of_the_clocks_and_of_the_day_is_said() -> None:
    starts = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    berlin = {"timezone": "Europe/Berlin", "starts": starts, "ends": starts + timedelta(minutes=30)}
    body = text(read(invited.invitation(**berlin)), "text/plain")
    assert "Sunday 25 October 2026, 02:45 (UTC+2) to 02:15 (UTC+1), Berlin time (UTC+2)" in body
    late = datetime(2026, 7, 9, 14, 45, tzinfo=UTC)
    seoul = invited.invitation(starts=late, ends=late + timedelta(minutes=30))
    assert "9 July 2026, 23:45 to 00:15 on Friday 10 July 2026" in text(read(seoul), "text/plain")
