"""What the log says of one lead: who corrected a detail last, and what a note said before."""

import json

from sqlalchemy import Connection, select
from sqlmodel import col

from boothapp.domain.lead_history import Correction, NoteVersion
from boothapp.store import tables
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnyRow, AnySelect


class LeadHistory:
    """Reads within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def corrections(self, lead_id: str) -> dict[str, Correction]:
        """Who set each of a lead's fields last, by the field's name; others stand as they came."""
        rows = self._records(lead_id, ("lead.set",))
        return {row.field: Correction(row.staff or "", from_ms(row.at)) for row in rows}

    def versions(self, note_id: str) -> tuple[NoteVersion, ...]:
        """What a note said, the oldest first; the last is what it says now."""
        rows = self._records(note_id, ("note.add", "note.set"))
        return tuple(
            NoteVersion(json.loads(row.value), row.staff or "", from_ms(row.at))
            for row in rows
            if row.value is not None
        )

    def _records(self, entity: str, kinds: tuple[str, ...]) -> list[AnyRow]:
        change, staff = tables.Change, tables.Staff
        columns = (change.at, change.field, change.value)
        query: AnySelect = (
            select(*(col(column) for column in columns), col(staff.name).label("staff"))
            .outerjoin(staff, col(staff.id) == col(change.staff_id))
            .where(col(change.entity) == entity, col(change.kind).in_(kinds))
            .order_by(col(change.seq))
        )
        return list(self._connection.execute(query))
