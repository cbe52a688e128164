"""Interviews in the store. Triggers refuse overlaps; here that becomes SlotTaken."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from boothapp.domain.clashes import Clash, ClashKind, SlotTaken
from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import AHEAD, Interview, InterviewStatus, Panelist
from boothapp.domain.people import Rating
from boothapp.store import tables
from boothapp.store.changes import ChangeLog
from boothapp.store.instants import from_ms, from_ms_or_none, to_ms, to_ms_or_none
from boothapp.store.interview_tables import Interview as InterviewRow
from boothapp.store.interview_tables import Interviewer as InterviewerRow
from boothapp.store.mapping import AnyRow, AnySelect
from boothapp.store.telling import Telling

_AHEAD = [status.value for status in AHEAD]


class Interviews:
    """Reads and changes bookings within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None) -> None:
        self._connection = connection
        self._log = log
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

    def add(self, interview: Interview) -> None:
        """Book. Raises SlotTaken where a trigger finds an overlap."""
        values = columns(interview)
        with _worded(interview):
            self._connection.execute(insert(InterviewRow), values)
        self._append("interview.add", interview, values)

    def change(self, interview: Interview) -> None:
        """Write a booking's new place, time, panel or status. Raises SlotTaken."""
        values = columns(interview)
        with _worded(interview):
            self._connection.execute(
                update(InterviewRow).where(col(InterviewRow.id) == interview.id).values(**values)
            )
        self._append("interview.set", interview, values)

    def rewrite(self, before: Interview, after: Interview) -> Interview:
        """Change a booking, with the sequence that its calendars need; answers with it.

        Raises SlotTaken.
        """
        written = replace(after, sequence=self._sequence(before, after))
        self.change(written)
        return written

    def retell(self, interview: Interview) -> None:
        """Give it the sequence its calendars need after a name or an address changed around it."""
        sequence = self._sequence(interview, interview)
        if sequence != interview.sequence:
            self.change(replace(interview, sequence=sequence))

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

    def remove(self, interview: Interview) -> None:
        """Take a booking away as if it had never been made; the log keeps that it was."""
        self._connection.execute(delete(InterviewRow).where(col(InterviewRow.id) == interview.id))
        self._append("interview.remove", interview, None)

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

    def _append(self, kind: str, interview: Interview, value: object) -> None:
        assert self._log is not None, "interviews change in a writing transaction"  # noqa: S101
        lead = tables.Lead
        query = select(col(lead.subject)).where(col(lead.id) == interview.lead_id)
        subject = self._connection.execute(query).scalar_one()
        self._log.append(kind, interview.id, "", subject=subject, value=value)


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
