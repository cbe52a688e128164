"""Leads as candidates: who waits for an interview, and what those who have one need."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select
from sqlmodel import col

from boothapp.domain.interviews import HERE, Candidate, InterviewStatus
from boothapp.domain.needs import Need
from boothapp.domain.people import HOTTEST_FIRST, BusyTime, Rating
from boothapp.store import tables
from boothapp.store.changes import Moment
from boothapp.store.instants import from_ms_or_none, to_ms
from boothapp.store.interview_tables import Interview as InterviewRow
from boothapp.store.mapping import AnyRow, AnySelect, busy_times
from boothapp.store.need_text import need_of, queued_of

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


class Candidates:
    """Reads within one transaction."""

    def __init__(self, connection: Connection, moment: Moment) -> None:
        self._connection = connection
        self._moment = moment

    def waiting(self) -> tuple[Candidate, ...]:
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
