"""Interviews in the store. Triggers refuse overlaps; here that becomes SlotTaken."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import (
    Candidate,
    Clash,
    ClashKind,
    Interview,
    InterviewStatus,
    SlotTaken,
)
from boothapp.domain.people import Rating
from boothapp.store import tables
from boothapp.store.changes import ChangeLog
from boothapp.store.instants import from_ms, to_ms
from boothapp.store.mapping import AnySelect, busy_times

_AHEAD = ("planned", "arrived", "running")
_HOTTEST_FIRST = ("hot", "warm", "cold", None)


class Interviews:
    """Reads and changes bookings within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None) -> None:
        self._connection = connection
        self._log = log

    def between(self, starts: datetime, ends: datetime) -> tuple[Interview, ...]:
        """All bookings that touch the interval, by start."""
        row = tables.Interview
        return self._all(col(row.starts) < to_ms(ends), col(row.ends) > to_ms(starts))

    def of_lead(self, lead_id: str) -> tuple[Interview, ...]:
        """All bookings of a candidate, by start."""
        return self._all(col(tables.Interview.lead_id) == lead_id)

    def ahead_in_room(self, room_id: str, now: datetime) -> tuple[Interview, ...]:
        """The bookings of a room that are not over."""
        row = tables.Interview
        return self._all(
            col(row.room_id) == room_id, col(row.ends) > to_ms(now), col(row.status).in_(_AHEAD)
        )

    def get(self, interview_id: str) -> Interview:
        """One booking. Raises BadInput where it is gone."""
        found = self._all(col(tables.Interview.id) == interview_id)
        if not found:
            raise BadInput("This interview is no longer there.")
        return found[0]

    def candidates(self) -> tuple[Candidate, ...]:
        """Leads with no interview ahead or done, hottest first, then as they came."""
        lead, role, row = tables.Lead, tables.Role, tables.Interview
        taken = select(col(row.id)).where(
            col(row.lead_id) == col(lead.id), col(row.status).in_((*_AHEAD, "done"))
        )
        columns = (lead.id, lead.name, lead.email, lead.affiliation, lead.rating, lead.busy)
        query: AnySelect = (
            select(*(col(column) for column in columns), col(role.title).label("role"))
            .outerjoin(role, col(role.id) == col(lead.role_id))
            .where(~taken.exists())
            .order_by(col(lead.created))
        )
        rows = sorted(
            self._connection.execute(query), key=lambda row: _HOTTEST_FIRST.index(row.rating)
        )
        return tuple(
            Candidate(
                lead_id=row.id,
                name=row.name or row.email,
                affiliation=row.affiliation,
                rating=None if row.rating is None else Rating(row.rating),
                role=row.role or "",
                busy=busy_times(row.busy),
            )
            for row in rows
        )

    def add(self, interview: Interview, subject: str) -> None:
        """Book. Raises SlotTaken where a trigger finds an overlap."""
        values = _columns(interview)
        with _worded(interview):
            self._connection.execute(insert(tables.Interview), values)
        self._append("interview.add", interview.id, "", subject, values)

    def change(self, interview: Interview, subject: str) -> None:
        """Write a booking's new place, time, interviewer or status. Raises SlotTaken."""
        values = _columns(interview)
        with _worded(interview):
            self._connection.execute(
                update(tables.Interview)
                .where(col(tables.Interview.id) == interview.id)
                .values(**values)
            )
        self._append("interview.set", interview.id, "", subject, values)

    def remove(self, interview_id: str, subject: str) -> None:
        """Take a booking away as if it had never been made; the log keeps that it was."""
        self._connection.execute(
            delete(tables.Interview).where(col(tables.Interview.id) == interview_id)
        )
        self._append("interview.remove", interview_id, "", subject, None)

    def _all(self, *conditions: ColumnElement[bool]) -> tuple[Interview, ...]:
        row, lead, who = tables.Interview, tables.Lead, tables.Interviewer
        query: AnySelect = (
            select(
                row.__table__,  # type: ignore[attr-defined] # SQLModel adds it
                col(lead.name).label("candidate"),
                col(lead.email).label("email"),
                col(lead.affiliation).label("affiliation"),
                col(lead.rating).label("rating"),
                col(who.name).label("interviewer"),
            )
            .join(lead, col(lead.id) == col(row.lead_id))
            .outerjoin(who, col(who.id) == col(row.interviewer_id))
            .where(*conditions)
            .order_by(col(row.starts), col(row.id))
        )
        return tuple(
            Interview(
                id=found.id,
                room_id=found.room_id,
                lead_id=found.lead_id,
                candidate=found.candidate or found.email,
                affiliation=found.affiliation,
                rating=None if found.rating is None else Rating(found.rating),
                interviewer_id=found.interviewer_id,
                interviewer=found.interviewer or "",
                starts=from_ms(found.starts),
                ends=from_ms(found.ends),
                status=InterviewStatus(found.status),
            )
            for found in self._connection.execute(query)
        )

    def _append(self, kind: str, entity: str, field: str, subject: str, value: object) -> None:
        assert self._log is not None, "interviews change in a writing transaction"  # noqa: S101
        self._log.append(kind, entity, field, subject=subject, value=value)


def _columns(interview: Interview) -> dict[str, str | int | None]:
    return {
        "id": interview.id,
        "room_id": interview.room_id,
        "lead_id": interview.lead_id,
        "interviewer_id": interview.interviewer_id,
        "starts": to_ms(interview.starts),
        "ends": to_ms(interview.ends),
        "status": interview.status.value,
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
            ClashKind.INTERVIEWER: interview.interviewer,
        }[kind]
        raise SlotTaken((Clash(kind, who, interview.starts, interview.ends),)) from error
