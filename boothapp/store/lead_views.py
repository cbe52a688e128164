"""Everything held about one lead, shaped for the panel beside the table (see lead_table.py)."""

from sqlalchemy import Connection, func, select
from sqlmodel import col

from boothapp.domain.people import LeadDetail, Rating
from boothapp.store import interview_tables
from boothapp.store.candidates import stands
from boothapp.store.captures import Captures
from boothapp.store.changes import Moment
from boothapp.store.consents import Consents
from boothapp.store.instants import from_ms, from_ms_or_none
from boothapp.store.leads import Leads
from boothapp.store.mapping import date_or_none, person_of
from boothapp.store.need_text import need_of, queued_of


class LeadViews:
    """Read-only views over leads within one transaction."""

    def __init__(
        self,
        connection: Connection,
        leads: Leads,
        consents: Consents,
        captures: Captures,
        moment: Moment,
    ) -> None:
        self._connection = connection
        self._moment = moment
        self._leads = leads
        self._consents = consents
        self._captures = captures

    def detail(self, lead_id: str) -> LeadDetail:
        """Everything about one lead. Raises NoSuchLead."""
        row = self._leads.row(lead_id)
        return LeadDetail(
            id=row.id,
            subject=row.subject,
            badge_id=row.badge_id,
            person=person_of(row),
            origin=row.origin,
            rating=None if row.rating is None else Rating(row.rating),
            role_id=row.role_id,
            tags=self._leads.tags(lead_id),
            answers=self._leads.answers(lead_id),
            notes=self._leads.notes(lead_id),
            visits=self._captures.visits(row.subject),
            consent=self._consents.views(row.subject),
            created=from_ms(row.created),
            created_by=row.created_by_name,
            interview=from_ms_or_none(self._next_interview(lead_id)),
            need=need_of(row.need),
            queued=queued_of(row.queue),
            owner_id=row.owner_id,
            next_step=row.next_step or "",
            next_step_on=date_or_none(row.next_step_on),
            graduates=row.graduates or "",
        )

    def _next_interview(self, lead_id: str) -> int | None:
        query = select(func.min(col(interview_tables.Interview.starts))).where(
            col(interview_tables.Interview.lead_id) == lead_id,
            stands(self._moment.at),
        )
        return self._connection.execute(query).scalar()
