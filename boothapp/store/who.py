"""Which lead is meant by what somebody typed."""

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text
from sqlmodel import col

from boothapp.domain.errors import NoSuchLead, SeveralLeads
from boothapp.domain.search_words import folded
from boothapp.store import tables
from boothapp.store.mapping import AnyRow, AnySelect


def find(connection: Connection, key: str) -> str:
    """The lead that goes by a badge id, a lead id or an e-mail. Raises NoSuchLead, SeveralLeads."""
    lead = tables.Lead
    email = func.lower(col(lead.email)) == key.strip().lower()
    return _only(connection, key, or_(col(lead.id) == key, col(lead.badge_id) == key, email))


def named(connection: Connection, name: str) -> str:
    """The lead of a name, whatever its case and accents. Raises NoSuchLead, SeveralLeads."""
    key = folded(name)
    if not key:  # signs only: all names of signs are filed alike
        raise NoSuchLead(name)
    filed = text("lead.id IN (SELECT lead_id FROM lead_index WHERE name = :name)")
    has_name = col(tables.Lead.name) != ""  # else it is filed under its e-mail
    return _only(connection, name, and_(filed.bindparams(name=key), has_name))


def _only(connection: Connection, key: str, condition: ColumnElement[bool]) -> str:
    lead = tables.Lead
    query: AnySelect = select(lead.__table__).where(condition).order_by(col(lead.id))  # type: ignore[attr-defined] # SQLModel adds it
    found = connection.execute(query).all() if key.strip() else []
    if not found:
        raise NoSuchLead(key)
    if len(found) > 1:
        raise SeveralLeads(key, [_said(row) for row in found])
    return str(found[0].id)


def _said(row: AnyRow) -> str:
    """A lead among several: its id, its badge id, and who it is."""
    badge = f" ({row.badge_id})" if row.badge_id else ""
    return f"{row.id}{badge}: {', '.join(filter(None, (row.name or row.email, row.affiliation)))}"
