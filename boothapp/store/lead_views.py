"""Queries over leads, shaped for the table and for the panel beside it."""

from sqlalchemy import ColumnElement, Connection, func, or_, select
from sqlmodel import col

from boothapp.domain.consent import VALID_STATES, Purpose
from boothapp.domain.people import LeadDetail, LeadRow, Rating
from boothapp.store import interview_tables, tables
from boothapp.store.candidates import stands
from boothapp.store.captures import Captures
from boothapp.store.changes import Moment
from boothapp.store.consents import Consents
from boothapp.store.instants import from_ms, from_ms_or_none
from boothapp.store.leads import Leads
from boothapp.store.mapping import AnySelect, person_of
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
        )

    def table(self, text: str, ratings: frozenset[Rating]) -> tuple[LeadRow, ...]:
        """The leads that match, the latest visit first."""
        lead, role, staff = tables.Lead, tables.Role, tables.Staff
        interview = (
            select(func.min(col(interview_tables.Interview.starts)))
            .where(
                col(interview_tables.Interview.lead_id) == col(lead.id),
                stands(self._moment.at),
            )
            .correlate(lead)
            .scalar_subquery()
        )
        query: AnySelect = (
            select(
                lead.__table__,  # type: ignore[attr-defined] # SQLModel adds it
                col(role.title).label("role"),
                col(staff.name).label("staff"),
                interview.label("interview"),
            )
            .join(staff, col(staff.id) == col(lead.seen_by))
            .outerjoin(role, col(role.id) == col(lead.role_id))
            .order_by(col(lead.seen).desc(), col(lead.id).desc())
        )
        if ratings:
            query = query.where(col(lead.rating).in_([rating.value for rating in ratings]))
        for word in text.split():
            query = query.where(_mentions(word))
        rows = self._connection.execute(query).all()
        tags, purposes = self._tags(), self._purposes()
        return tuple(
            LeadRow(
                id=row.id,
                badge_id=row.badge_id,
                name=row.name,
                affiliation=row.affiliation,
                email=row.email,
                rating=None if row.rating is None else Rating(row.rating),
                purposes=purposes.get(row.subject, frozenset()),
                role=row.role or "",
                tags=tags.get(row.id, ()),
                interview=from_ms_or_none(row.interview),
                seen=from_ms(row.seen),
                staff=row.staff,
            )
            for row in rows
        )

    def counts(self, midnight: int) -> tuple[int, int]:
        """(leads made since `midnight`, an instant in milliseconds; all leads)."""
        query = select(func.count().filter(col(tables.Lead.created) >= midnight), func.count())
        today, total = self._connection.execute(query.select_from(tables.Lead)).one()
        return today, total

    def _next_interview(self, lead_id: str) -> int | None:
        query = select(func.min(col(interview_tables.Interview.starts))).where(
            col(interview_tables.Interview.lead_id) == lead_id,
            stands(self._moment.at),
        )
        return self._connection.execute(query).scalar()

    def _tags(self) -> dict[str, tuple[str, ...]]:
        query = select(col(tables.LeadTag.lead_id), col(tables.LeadTag.tag))
        found: dict[str, tuple[str, ...]] = {}
        for row in self._connection.execute(query):
            found[row.lead_id] = (*found.get(row.lead_id, ()), row.tag)
        return found

    def _purposes(self) -> dict[str, frozenset[Purpose]]:
        state = tables.ConsentState
        valid = [value.value for value in VALID_STATES]
        query = select(col(state.subject), col(state.purpose)).where(col(state.state).in_(valid))
        found: dict[str, frozenset[Purpose]] = {}
        for row in self._connection.execute(query):
            found[row.subject] = found.get(row.subject, frozenset()) | {Purpose(row.purpose)}
        return found


def _mentions(word: str) -> ColumnElement[bool]:
    """A word anywhere in what is known of a lead, whatever its case."""
    lead, note, tag = tables.Lead, tables.Note, tables.LeadTag
    pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"

    def like(column: object) -> ColumnElement[bool]:
        return col(column).like(pattern, escape="\\")

    columns = (lead.name, lead.affiliation, lead.email, lead.badge_id)
    noted = select(col(note.id)).where(col(note.lead_id) == col(lead.id), like(note.text))
    tagged = select(col(tag.tag)).where(col(tag.lead_id) == col(lead.id), like(tag.tag))
    return or_(*(like(column) for column in columns), noted.exists(), tagged.exists())
