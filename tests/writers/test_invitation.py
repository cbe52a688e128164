"""Invitations, read back by another library than the one that writes them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.errors import BadInput
from boothapp.domain.invitations import Attendee, Audience, Invitation, InvitationMethod
from boothapp.writers import calendar_file, invitation
from tests.writers import invited

CANDIDATE, INTERVIEWER = Audience.CANDIDATE, Audience.INTERVIEWER
# Everything a person may be called in one line: commas, semicolons, backslashes, emoji, any script.
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200).filter(
    lambda text: "\\N" not in text  # the writing library takes these two signs for a line's end
)


def calendar(data: bytes) -> Any:
    return vobject.readOne(data.decode("utf-8"))


def event(one: Invitation, audience: Audience = CANDIDATE) -> Any:
    return calendar(invitation.write(one, audience)).vevent


def test_that_another_library_reads_what_was_invited_to() -> None:
    one = invited.invitation()
    read = calendar(invitation.write(one, CANDIDATE))
    assert (read.method.value, read.version.value) == ("REQUEST", "2.0")
    found = read.vevent
    assert (found.uid.value, found.sequence.value) == (one.uid, "0")
    assert (found.dtstart.value, found.dtend.value) == (one.starts, one.ends)
    assert (found.status.value, found.dtstamp.value) == ("CONFIRMED", one.stamped)
    assert found.summary.value == "Interview with Northlight"
    assert found.location.value == "Namsan, Demo Conf, booth 214"
    assert "Thursday 9 July 2026, 14:00 to 14:30, Seoul time (UTC+9)" in found.description.value
    assert found.organizer.value == "mailto:sofia@northlight.example"
    assert found.organizer.params == {"CN": ["Sofia Marchetti"]}


def test_that_everybody_with_an_address_is_asked_once() -> None:
    unaddressed = Attendee("Ngozi Eze", "")
    twice = (invited.TOMASZ, invited.ELIF, unaddressed, invited.ELIF)
    found = event(invited.invitation(interviewers=twice))
    asked = {one.value: one.params for one in found.attendee_list}
    people = (invited.AMARA, invited.TOMASZ, invited.ELIF)
    assert list(asked) == [f"mailto:{person.email}" for person in people]
    assert [params["CN"] for params in asked.values()] == [[person.name] for person in people]
    for params in asked.values():
        assert params["ROLE"] == ["REQ-PARTICIPANT"]
        assert (params["PARTSTAT"], params["RSVP"]) == (["NEEDS-ACTION"], ["TRUE"])
    assert "Ngozi Eze" in found.description.value


def test_that_the_times_need_no_zone_of_their_own() -> None:
    data = invitation.write(invited.invitation(), CANDIDATE)
    assert b"DTSTART:20260709T050000Z" in data
    assert b"VTIMEZONE" not in data
    assert b"TZID" not in data


def test_that_the_method_stands_at_the_calendar_only() -> None:
    lines = invitation.write(invited.invitation(), CANDIDATE).splitlines()
    assert lines.index(b"METHOD:REQUEST") < lines.index(b"BEGIN:VEVENT")
    assert sum(line.startswith(b"METHOD") for line in lines) == 1


def test_that_a_moved_interview_is_the_same_one_in_a_later_state() -> None:
    later = timedelta(hours=1)
    one = invited.invitation()
    moved = invited.invitation(sequence=1, starts=one.starts + later, ends=one.ends + later)
    first, second = event(one), event(moved)
    assert first.uid.value == second.uid.value
    assert int(second.sequence.value) > int(first.sequence.value)
    assert second.dtstart.value - first.dtstart.value == later


def test_that_a_cancelled_interview_asks_for_no_answer() -> None:
    off = invited.invitation(sequence=2, method=InvitationMethod.CANCEL)
    read = calendar(invitation.write(off, CANDIDATE))
    assert read.method.value == "CANCEL"
    found = read.vevent
    assert (found.uid.value, found.sequence.value, found.status.value) == (
        off.uid,
        "2",
        "CANCELLED",
    )
    assert found.summary.value == "Cancelled: Interview with Northlight"
    assert len(found.attendee_list) == 3
    assert not any({"RSVP", "PARTSTAT"} & set(one.params) for one in found.attendee_list)


def test_that_interviewers_read_whom_they_will_meet() -> None:
    found = event(invited.invitation(), INTERVIEWER)
    assert found.summary.value == "Interview: Amara Okonkwo"
    assert "Candidate: Amara Okonkwo" in found.description.value


@given(room=LINES, place=LINES, role=LINES, sponsor=LINES, name=LINES)
def test_that_any_text_comes_back_as_it_was(
    room: str, place: str, role: str, sponsor: str, name: str
) -> None:
    person = Attendee(name, "ada@lit.example")
    one = invited.invitation(room=room, place=place, role=role, sponsor=sponsor, candidate=person)
    data = invitation.write(one, CANDIDATE)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode("utf-8") is not None for line in lines)  # no letter is cut in two
    found = calendar(data).vevent
    assert found.summary.value == f"Interview with {sponsor}"
    where = ", ".join(part for part in (room, place) if part)
    assert (found.location.value if where else "") == where
    assert (f"\nRole: {role}\n" in found.description.value) is bool(role)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120))
def test_that_a_name_never_becomes_anything_but_a_name(name: str) -> None:
    plain = name.replace("^", "")  # RFC 6868 writes it twice; the reader here does not know that
    found = event(invited.invitation(candidate=Attendee(plain, "ada@lit.example")))
    first = found.attendee_list[0]
    assert first.value == "mailto:ada@lit.example"
    assert first.params.get("CN", [""]) == [plain.replace('"', "'")]


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", "\0", "\x85", "\u2028", "\x1b"])
@pytest.mark.parametrize("part", ["room", "place", "sponsor", "role", "interview_id", "candidate"])
def test_that_a_line_break_in_a_name_is_refused(part: str, sign: str) -> None:
    text = f"Ada{sign}ATTENDEE:mailto:eve@x.example"
    value = Attendee(text, "ada@lit.example") if part == "candidate" else text
    with pytest.raises(BadInput, match="line break"):
        invitation.write(invited.invitation(**{part: value}), CANDIDATE)


@pytest.mark.parametrize(
    "email", ["ada", "ada@lit", "a@b.example,eve@x.example", "a b@x.example", "ä@x.example"]
)
def test_that_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(BadInput, match="not an address"):
        invitation.write(invited.invitation(candidate=Attendee("Ada", email)), CANDIDATE)


def test_that_an_international_domain_is_written_in_its_ascii_form() -> None:
    found = event(invited.invitation(candidate=Attendee("김민준", "min@한국.example")))
    assert found.attendee_list[0].value == "mailto:min@xn--3e0b707e.example"


def test_that_a_domain_is_never_turned_into_another_one() -> None:
    with pytest.raises(BadInput):
        invitation.write(invited.invitation(candidate=Attendee("", "a@straße.example")), CANDIDATE)


def test_that_nobody_is_invited_without_an_address_to_answer_to() -> None:
    with pytest.raises(BadInput, match="answer"):
        invitation.write(invited.invitation(organizer=Attendee("Sofia", "")), CANDIDATE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"interview_id": ""},
        {"sequence": -1},
        {"ends": datetime(2026, 7, 9, 5, tzinfo=UTC)},
        {"stamped": datetime(2026, 7, 9)},  # noqa: DTZ001 - the mistake is the point
    ],
)
def test_that_a_callers_mistake_is_none_of_the_persons(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="invitation"):
        invitation.write(invited.invitation(**wrong), CANDIDATE)


def test_that_a_file_holds_every_interview_under_its_own_identifier() -> None:
    later = invited.invitation(
        interview_id="second",
        starts=datetime(2026, 7, 9, 7, tzinfo=UTC),
        ends=datetime(2026, 7, 9, 8, tzinfo=UTC),
        candidate=Attendee("Wanjiru Kamau", ""),
        method=InvitationMethod.CANCEL,
        sequence=3,
    )
    first = invited.invitation()
    read = calendar(calendar_file.write([later, first], name="Room Namsan"))
    assert read.method.value == "PUBLISH"
    assert read.contents["x-wr-calname"][0].value == "Room Namsan"
    assert [one.uid.value for one in read.vevent_list] == [first.uid, later.uid]
    assert [one.status.value for one in read.vevent_list] == ["CONFIRMED", "CANCELLED"]
    assert not any("attendee" in one.contents for one in read.vevent_list)
    said = [one.description.value for one in read.vevent_list]
    assert not any("please write to" in words for words in said), "nobody is asked there"
    assert read.vevent_list[0].organizer.value == "mailto:sofia@northlight.example"


def test_that_a_candidates_file_holds_nobody_else() -> None:
    other = invited.invitation(interview_id="2", candidate=Attendee("Wanjiru Kamau", ""))
    with pytest.raises(ValueError, match="nobody else"):
        calendar_file.write([invited.invitation(), other], name="Interviews", audience=CANDIDATE)


def test_that_a_wrong_address_keeps_nobodys_calendar_back() -> None:
    odd = invited.invitation(candidate=Attendee("Ada", "ada at lit"))
    read = calendar(calendar_file.write([odd], name="Room Namsan"))
    assert read.vevent.summary.value == "Interview: Ada"


def test_that_an_empty_day_is_a_calendar_too() -> None:
    assert calendar(calendar_file.write([], name="Room Namsan")).method.value == "PUBLISH"


def test_that_a_cancellation_does_not_send_the_candidates_address_to_the_panel() -> None:
    off = invited.invitation(method=InvitationMethod.CANCEL)
    told = event(off, INTERVIEWER)
    assert [one.value for one in told.attendee_list] == [
        f"mailto:{who.email}" for who in (invited.TOMASZ, invited.ELIF)
    ]
    own = event(off, CANDIDATE)
    assert f"mailto:{invited.AMARA.email}" in [one.value for one in own.attendee_list]


def test_that_a_published_calendar_needs_nobody_to_answer_to() -> None:
    one = invited.invitation(organizer=Attendee("Northlight", ""))
    read = calendar(calendar_file.write([one], name="Demo Conf: Namsan"))
    assert not hasattr(read.vevent, "organizer")
