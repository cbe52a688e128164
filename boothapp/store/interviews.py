"""Interviews in the store. Triggers refuse overlaps; here that becomes SlotTaken."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from boothapp.domain.clashes import Clash, ClashKind, SlotTaken
from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import AHEAD, HERE, Candidate, Interview, InterviewStatus, Panelist
from boothapp.domain.needs import Need
from boothapp.domain.people import HOTTEST_FIRST, BusyTime, Rating
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.instants import from_ms, from_ms_or_none, to_ms, to_ms_or_none
from boothapp.store.interview_tables import Interview as InterviewRow
from boothapp.store.interview_tables import Interviewer as InterviewerRow
from boothapp.store.mapping import AnyRow, AnySelect, busy_times
from boothapp.store.need_text import need_of, queued_of
from boothapp.store.telling import Telling

_AHEAD = [status.value for status in AHEAD]
_HERE = [status.value for status in HERE]


def stands(now: int) -> ColumnElement[bool]:
    """Whether a booking is ahead or going on at an instant in ms UTC.

    One that is still planned when its time is over never took place as far as anybody said: it
    keeps nobody from another one.
    """
    row = InterviewRow
    planned = and_(col(row.status) == InterviewStatus.PLANNED.value, col(row.ends) > now)
    return or_(planned, col(row.status).in_(_HERE))


@dataclass(frozen=True, slots=True)
class Wishes:
    """When a candidate cannot, and what their interview needs."""

    busy: tuple[BusyTime, ...]
    need: Need


class Interviews:
    """Reads and changes bookings within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment
        self._telling = Telling(connection)

    def between(self, starts: datetime, ends: datetime) -> tuple[Interview, ...]:
        """All bookings that touch the interval, by start."""
        row = InterviewRow
        return self._all(col(row.starts) < to_ms(ends), col(row.ends) > to_ms(starts))

    def of_lead(self, lead_id: str) -> tuple[Interview, ...]:
        """All bookings of a candidate, by start."""
        return self._all(col(InterviewRow.lead_id) == lead_id)

    def ahead(self, now: datetime) -> tuple[Interview, ...]:
        """The bookings that are not over."""
        row = InterviewRow
        return self._all(col(row.ends) > to_ms(now), col(row.status).in_(_AHEAD))

    def wishes_ahead(self, now: datetime) -> dict[str, Wishes]:
        """Those of every lead that has a booking which is not over, in one read."""
        lead, role, row = tables.Lead, tables.Role, InterviewRow
        ahead = select(col(row.lead_id)).where(col(row.ends) > to_ms(now))
        query: AnySelect = (
            select(
                *(col(lead.id), col(lead.busy), col(lead.need)),
                col(role.need).label("usual"),
            )
            .outerjoin(role, col(role.id) == col(lead.role_id))
            .where(col(lead.id).in_(ahead))
        )
        return {
            row.id: Wishes(busy_times(row.busy), _needed(row))
            for row in self._connection.execute(query)
        }

    def all_ahead(self, now: datetime) -> tuple[Interview, ...]:
        """The bookings whose time is not over, whatever became of them."""
        return self._all(col(InterviewRow.ends) > to_ms(now))

    def ahead_in_room(self, room_id: str, now: datetime) -> tuple[Interview, ...]:
        """The bookings of a room that are not over."""
        return tuple(found for found in self.ahead(now) if found.room_id == room_id)

    def get(self, interview_id: str) -> Interview:
        """One booking. Raises BadInput where it is gone."""
        found = self.find(interview_id)
        if found is None:
            raise BadInput("This interview is no longer there.")
        return found

    def find(self, interview_id: str) -> Interview | None:
        """One booking, None where it is gone."""
        return next(iter(self._all(col(InterviewRow.id) == interview_id)), None)

    def length_before_done(self, interview: Interview) -> timedelta:
        """How long a booking was to last before it was marked done, perhaps early."""
        change = tables.Change
        query: AnySelect = (
            select(col(change.value))
            .where(
                col(change.entity) == interview.id,
                col(change.kind).in_(("interview.add", "interview.set")),
                col(change.value).is_not(None),
            )
            .order_by(col(change.seq).desc())
        )
        for row in self._connection.execute(query):
            said = json.loads(row.value)
            if said["status"] != InterviewStatus.DONE.value:
                return from_ms(said["ends"]) - from_ms(said["starts"])
        return interview.ends - interview.starts

    def candidates(self) -> tuple[Candidate, ...]:
        """Leads with no interview ahead or done, hottest first, then as they came."""
        lead, role, row = tables.Lead, tables.Role, InterviewRow
        taken = select(col(row.id)).where(
            col(row.lead_id) == col(lead.id),
            or_(stands(self._moment.at), col(row.status) == InterviewStatus.DONE.value),
        )
        missed = (
            select(func.max(col(row.starts)))
            .where(
                col(row.lead_id) == col(lead.id),
                col(row.status) == InterviewStatus.NO_SHOW.value,
            )
            .correlate(lead)
            .scalar_subquery()
        )
        columns = (lead.id, lead.name, lead.email, lead.affiliation, lead.rating, lead.busy)
        query: AnySelect = (
            select(
                *(col(column) for column in (*columns, lead.need, lead.queue)),
                col(role.title).label("role"),
                col(role.need).label("usual"),
                missed.label("missed"),
            )
            .outerjoin(role, col(role.id) == col(lead.role_id))
            .where(~taken.exists())
            .order_by(col(lead.created))
        )
        found = (_candidate(row) for row in self._connection.execute(query))
        return tuple(sorted(found, key=lambda who: HOTTEST_FIRST.index(who.rating)))

    def add(self, interview: Interview, subject: str) -> None:
        """Book. Raises SlotTaken where a trigger finds an overlap."""
        values = columns(interview)
        with _worded(interview):
            self._connection.execute(insert(InterviewRow), values)
        self._append("interview.add", interview.id, subject, values)

    def change(self, interview: Interview, subject: str) -> None:
        """Write a booking's new place, time, panel or status. Raises SlotTaken."""
        values = columns(interview)
        with _worded(interview):
            self._connection.execute(
                update(InterviewRow).where(col(InterviewRow.id) == interview.id).values(**values)
            )
        self._append("interview.set", interview.id, subject, values)

    def rewrite(self, before: Interview, after: Interview, subject: str) -> Interview:
        """Change a booking, with the sequence that its calendars need; answers with it.

        Raises SlotTaken.
        """
        written = replace(after, sequence=self._sequence(before, after))
        self.change(written, subject)
        return written

    def retell(self, interview: Interview, subject: str) -> None:
        """Give it the sequence its calendars need after a name or an address changed around it."""
        sequence = self._sequence(interview, interview)
        if sequence != interview.sequence:
            self.change(replace(interview, sequence=sequence), subject)

    def _sequence(self, before: Interview, after: Interview) -> int:
        """That of what was sent last where it says `after` too, else the next one.

        Several changes between two sendings are one state for the calendars.
        """
        invited = before.invited
        if invited is None or before.sequence > invited + 1:  # see resending.py: it has to be sent
            return before.sequence
        told = next(iter(self._telling.told(before)), None)
        if told is None or not told.is_exact or told.state.invited != invited:
            if before.sequence != invited:
                return before.sequence
            told = self._telling.now(before)
        return invited if told.covers(self._telling.now(after)) else invited + 1

    def remove(self, interview_id: str, subject: str) -> None:
        """Take a booking away as if it had never been made; the log keeps that it was."""
        self._connection.execute(delete(InterviewRow).where(col(InterviewRow.id) == interview_id))
        self._append("interview.remove", interview_id, subject, None)

    def _all(self, *conditions: ColumnElement[bool]) -> tuple[Interview, ...]:
        row, lead = InterviewRow, tables.Lead
        query: AnySelect = (
            select(
                row.__table__,  # type: ignore[attr-defined] # SQLModel adds it
                col(lead.name).label("candidate"),
                col(lead.email).label("email"),
                col(lead.affiliation).label("affiliation"),
                col(lead.rating).label("rating"),
            )
            .join(lead, col(lead.id) == col(row.lead_id))
            .where(*conditions)
            .order_by(col(row.starts), col(row.id))
        )
        names = self._names()
        return tuple(_interview(found, names) for found in self._connection.execute(query))

    def _names(self) -> dict[str, str]:
        query = select(col(InterviewerRow.id), col(InterviewerRow.name))
        return {row.id: row.name for row in self._connection.execute(query)}

    def _append(self, kind: str, entity: str, subject: str, value: object) -> None:
        assert self._log is not None, "interviews change in a writing transaction"  # noqa: S101
        self._log.append(kind, entity, "", subject=subject, value=value)


def _interview(row: AnyRow, names: Mapping[str, str]) -> Interview:
    return Interview(
        id=row.id,
        room_id=row.room_id,
        lead_id=row.lead_id,
        candidate=row.candidate or row.email,
        affiliation=row.affiliation,
        rating=None if row.rating is None else Rating(row.rating),
        panel=tuple(Panelist(who, names.get(who, "")) for who in json.loads(row.panel)),
        starts=from_ms(row.starts),
        ends=from_ms(row.ends),
        status=InterviewStatus(row.status),
        arrived=from_ms_or_none(row.arrived),
        began=from_ms_or_none(row.began),
        ended=from_ms_or_none(row.ended),
        sequence=row.sequence,
        invited=row.invited,
        organizer=row.organizer,
    )


def _candidate(row: AnyRow) -> Candidate:
    return Candidate(
        lead_id=row.id,
        name=row.name or row.email,
        affiliation=row.affiliation,
        rating=None if row.rating is None else Rating(row.rating),
        role=row.role or "",
        busy=busy_times(row.busy),
        need=_needed(row),
        queued=queued_of(row.queue),
        missed=from_ms_or_none(row.missed),
    )


def _needed(row: AnyRow) -> Need:
    """The lead's own need, and the role's where that says nothing."""
    return (need_of(row.need) or Need()).over(need_of(row.usual))


def columns(interview: Interview) -> dict[str, str | int | None]:
    """A booking as the columns of its row."""
    return {
        "id": interview.id,
        "room_id": interview.room_id,
        "lead_id": interview.lead_id,
        "panel": json.dumps(interview.panel_ids),
        "starts": to_ms(interview.starts),
        "ends": to_ms(interview.ends),
        "status": interview.status.value,
        "arrived": to_ms_or_none(interview.arrived),
        "began": to_ms_or_none(interview.began),
        "ended": to_ms_or_none(interview.ended),
        "sequence": interview.sequence,
        "invited": interview.invited,
        "organizer": interview.organizer,
    }


_KINDS = {
    "overlap: room": ClashKind.ROOM,
    "overlap: candidate": ClashKind.CANDIDATE,
    "overlap: interviewer": ClashKind.INTERVIEWER,
}


@contextmanager
def _worded(interview: Interview) -> Iterator[None]:
    """A trigger's refusal as the fact it states: somebody else was faster."""
    try:
        yield
    except DatabaseError as error:
        kind = next((kind for text, kind in _KINDS.items() if text in str(error.orig)), None)
        if kind is None:
            raise
        who = {
            ClashKind.ROOM: "The room",
            ClashKind.CANDIDATE: interview.candidate,
            ClashKind.INTERVIEWER: interview.interviewers,
        }[kind]
        raise SlotTaken((Clash(kind, who, interview.starts, interview.ends),)) from error
