"""An invitation as an iCalendar object (RFC 5545) with its iTIP method (RFC 5546).

Times are in UTC: a single event needs no zone's rules, and programs disagree about those that come
along. The venue's own time stands in the description, in words.
"""

from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from boothapp.domain.errors import BadInput
from boothapp.domain.invitations import Attendee, Audience, Invitation, InvitationMethod
from boothapp.writers import invitation_words, paper
from boothapp.writers.mail_address import ascii_address, one_line

if TYPE_CHECKING:  # a slow import, needed when an invitation is made
    from icalendar import Calendar, Event, vCalAddress


def write(invitation: Invitation, audience: Audience) -> bytes:
    """The invitation as text/calendar (UTF-8, CRLF), worded for `audience`.

    Raises BadInput where a name holds a line break or an address is none.
    """
    calendar = empty(invitation.method.value)
    one = event(invitation, audience)
    if not invitation.organizer.email:
        raise BadInput("An invitation needs an address to answer to: whose is it?")
    for attendee in _attendees(invitation, audience):
        one.add("attendee", attendee)
    calendar.add_component(one)
    return as_bytes(calendar)


def empty(method: str) -> "Calendar":
    """A calendar without events; the method is here, for in an event it made two meetings."""
    from icalendar import Calendar  # see above

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//BoothApp//BoothApp//EN")
    calendar.add("method", method)
    return calendar


def as_bytes(calendar: "Calendar") -> bytes:
    """The calendar as a file, its properties in the order they were added."""
    data: bytes = calendar.to_ical(sorted=False)
    return data


def event(invitation: Invitation, audience: Audience, *, asks: bool = True) -> "Event":
    """The event without its attendees, worded for `audience`; says whom to write to if it `asks`.

    Raises as `write` does.
    """
    from icalendar import Event  # see above

    check(invitation)
    cancelled = invitation.method is InvitationMethod.CANCEL
    found = Event()
    found.add("uid", invitation.uid)
    found.add("sequence", invitation.sequence)
    found.add("dtstamp", _utc(invitation.stamped))
    found.add("dtstart", _utc(invitation.starts))
    found.add("dtend", _utc(invitation.ends))
    found.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    found.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    found.add("summary", invitation_words.summary(invitation, audience))
    if place := invitation_words.where(invitation):
        found.add("location", place)
    found.add("description", _description(invitation, audience, asks=asks))
    if invitation.organizer.email:  # a published calendar asks nobody for an answer
        found.add("organizer", _address(invitation.organizer))
    return found


def check(invitation: Invitation) -> None:
    """Raise BadInput where a text holds a line break; ValueError where the caller is mistaken."""
    if (
        not invitation.interview_id
        or invitation.sequence < 0
        or invitation.starts >= invitation.ends
    ):
        raise ValueError(
            "an invitation needs an interview, a sequence from 0 on, and an end after its start"
        )
    if any(t.tzinfo is None for t in (invitation.starts, invitation.ends, invitation.stamped)):
        raise ValueError("the times of an invitation are aware")
    one_line("identifier", invitation.uid)
    one_line("room", invitation.room)
    one_line("place", invitation.place)
    one_line("sponsor", invitation.sponsor)
    one_line("role", invitation.role)
    for person in (invitation.organizer, invitation.candidate, *invitation.interviewers):
        one_line("name", person.name)
        one_line("address", person.email)


def _description(invitation: Invitation, audience: Audience, *, asks: bool) -> str:
    words = {
        "facts": invitation_words.facts(invitation, audience),
        "closing": invitation_words.closing(invitation, audience) if asks else "",
    }
    return paper.render("event.txt.j2", {"words": words}).strip()


def _attendees(invitation: Invitation, audience: Audience) -> "list[vCalAddress]":
    """Everybody with an address, once; a meeting that is off asks nobody for an answer.

    Where it is off the panel does not get the candidate's address again: who withdraws takes it
    back.
    """
    invited = {
        person.email.casefold(): person
        for person in chain((invitation.candidate,), invitation.interviewers)
        if person.email
    }
    if invitation.method is InvitationMethod.CANCEL and audience is Audience.INTERVIEWER:
        invited.pop(invitation.candidate.email.casefold(), None)
    found = []
    for person in invited.values():
        address = _address(person)
        address.params["CUTYPE"] = "INDIVIDUAL"
        address.params["ROLE"] = "REQ-PARTICIPANT"
        if invitation.method is InvitationMethod.REQUEST:
            address.params["PARTSTAT"] = "NEEDS-ACTION"
            address.params["RSVP"] = "TRUE"
        found.append(address)
    return found


def _address(person: Attendee) -> "vCalAddress":
    from icalendar import vCalAddress  # see above

    address = vCalAddress("mailto:" + quote(ascii_address(person.email), safe="@.+-_~!$'*"))
    if person.name:
        # A parameter cannot hold a double quote (RFC 5545, 3.1); RFC 6868's way is read by few.
        address.params["CN"] = person.name.replace('"', "'")
    return address


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
