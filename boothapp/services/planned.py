"""Bookings as they are made: checked parts, put together in one place."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from boothapp.domain.errors import BadInput
from boothapp.domain.event import Room
from boothapp.domain.interviews import MIN_MINUTES, Interview, InterviewStatus, Panelist
from boothapp.ids import new_id
from boothapp.services.room_days import need_of_lead
from boothapp.store.records import Records

MAX_MINUTES = 24 * 60
"""No room is open for longer."""


def planned(
    records: Records,
    lead_id: str,
    room_id: str,
    starts: datetime,
    minutes: int | None,
    panel: Sequence[str],
) -> Interview:
    """A new booking, not stored. `starts` is aware; the length is what the candidate's need says,
    else the room's slot, unless `minutes` says so. Raises NoSuchLead, BadInput."""
    room = known_room(records, room_id)
    if starts.tzinfo is None:
        raise BadInput("The time of an interview needs a zone.")
    check_minutes(minutes)
    usual = need_of_lead(records, lead_id).minutes or room.slot_minutes
    length = timedelta(minutes=usual if minutes is None else minutes)
    starts = starts.astimezone(UTC)
    return booking(records, lead_id, room_id, (starts, starts + length), panel_of(records, panel))


def booking(
    records: Records,
    lead_id: str,
    room_id: str,
    when: tuple[datetime, datetime],
    panel: tuple[Panelist, ...],
    interview_id: str = "",
) -> Interview:
    """A planned interview of these parts, with a new id unless one is given. Raises NoSuchLead."""
    lead = records.leads.row(lead_id)
    return Interview(
        id=interview_id or new_id(),
        room_id=room_id,
        lead_id=lead_id,
        candidate=lead.name or lead.email or "This candidate",
        affiliation=lead.affiliation,
        rating=records.leads.rating(lead.rating),
        panel=panel,
        starts=when[0],
        ends=when[1],
        status=InterviewStatus.PLANNED,
    )


def check_minutes(minutes: int | None) -> None:
    """Raise BadInput for a length that no interview has; None is the usual one."""
    if minutes is not None and not MIN_MINUTES <= minutes <= MAX_MINUTES:
        raise BadInput(f"An interview lasts from {MIN_MINUTES} to {MAX_MINUTES} minutes.")


def known_room(records: Records, room_id: str) -> Room:
    """The room in use of an id. Raises BadInput."""
    room = next((room for room in records.setup.rooms() if room.id == room_id), None)
    if room is None:
        raise BadInput("This room is not known here.")
    return room


def panel_of(
    records: Records, wanted: Sequence[str], before: Sequence[Panelist] = ()
) -> tuple[Panelist, ...]:
    """The panel of these ids. Who was on it `before` may stay, also if out of use since.

    Raises BadInput for somebody unknown, or named twice.
    """
    names = {who.id: who.name for who in before}
    names |= {who.id: who.name for who in records.setup.interviewers()}
    if not set(wanted) <= names.keys():
        raise BadInput("This interviewer is not known here.")
    if len(set(wanted)) < len(wanted):
        raise BadInput("Somebody is on the panel twice.")
    return tuple(Panelist(who, names[who]) for who in wanted)
