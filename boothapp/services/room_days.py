"""A day of the interview rooms, read in one go: hours, blocked times, people, bookings."""

from collections.abc import Iterable
from datetime import date

from boothapp.domain.availability import Availability, AvailabilityKind, Span, wall_span
from boothapp.domain.clashes import CandidateTimes
from boothapp.domain.event import EventInfo, Room
from boothapp.domain.interviews import Interview, InterviewDay, InterviewerDay, RoomDay
from boothapp.domain.needs import Interviewer, Need
from boothapp.store.records import Records


def read_day(records: Records, event: EventInfo, day: date) -> InterviewDay:
    """All rooms, people and bookings on one day of the event's zone."""
    bookings = bookings_of(records, event, day, day)
    times = records.setup.availability()
    rooms = []
    for room in records.setup.rooms():
        hours = wall_span(day, room.opens, room.closes, event.zone)
        own = tuple(booking for booking in bookings if booking.room_id == room.id)
        blocked = _spans((one for one in times if _blocks(one, room)), day, event)
        rooms.append(RoomDay(room, hours.starts, hours.ends, own, blocked))
    people = tuple(_person(who, times, day, event) for who in records.setup.interviewers())
    return InterviewDay(day, tuple(rooms), people)


def bookings_of(
    records: Records, event: EventInfo, first: date, last: date
) -> tuple[Interview, ...]:
    """All bookings of these days of the event's zone, also of rooms that are not used any more."""
    return records.interviews.between(*event.stretch(first, last))


def candidate_times(records: Records, lead_id: str) -> CandidateTimes:
    """When a candidate can and cannot."""
    busy = records.lead_views.detail(lead_id).person.busy
    return CandidateTimes(busy, need_of_lead(records, lead_id).windows)


def need_of_lead(records: Records, lead_id: str) -> Need:
    """What a lead's interview needs: their own need, else what the role usually needs."""
    own, role_id = records.leads.need(lead_id)
    roles = {role.id: role.need for role in records.setup.roles()}
    return (own or Need()).over(roles.get(role_id or ""))


def _person(
    who: Interviewer, times: Iterable[Availability], day: date, event: EventInfo
) -> InterviewerDay:
    own = [one for one in times if one.interviewer_id == who.id]
    says_when = [one for one in own if one.kind is AvailabilityKind.OPEN]
    blocked = (one for one in own if one.kind is AvailabilityKind.BLOCKED)
    return InterviewerDay(
        who,
        open=_spans(says_when, day, event) if says_when else None,
        blocked=_spans(blocked, day, event),
    )


def _blocks(one: Availability, room: Room) -> bool:
    """Whether it is a time at which the room cannot be had: its own, or one of all rooms."""
    return (
        one.kind is AvailabilityKind.BLOCKED
        and one.interviewer_id is None
        and one.room_id in (None, room.id)
    )


def _spans(times: Iterable[Availability], day: date, event: EventInfo) -> tuple[Span, ...]:
    found = (one.on(day, event.zone) for one in times)
    return tuple(sorted((span for span in found if span), key=lambda span: span.starts))
