"""Requests in the store: personal while they are open, a bare fact once they are closed."""

from datetime import date

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from boothapp.domain.errors import BadInput
from boothapp.domain.requests import Outcome, Request, RequestKind
from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.instants import from_ms_or_none
from boothapp.store.mapping import AnySelect
from boothapp.store.privacy_tables import Request as RequestRow


class Requests:
    """Reads, opens and closes requests within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment

    def all(self) -> tuple[Request, ...]:
        """Every request: the open ones first, the earliest due on top; then the closed ones."""
        row, closer = RequestRow, aliased(tables.Staff)
        query: AnySelect = (
            select(
                row.__table__,  # type: ignore[attr-defined] # SQLModel adds it
                col(tables.Staff.name).label("opened_name"),
                col(closer.name).label("closed_name"),
            )
            .join(tables.Staff, col(tables.Staff.id) == col(row.opened_by))
            .outerjoin(closer, col(closer.id) == col(row.closed_by))
            .order_by(col(row.closed).is_not(None), col(row.due), col(row.opened))
        )
        return tuple(
            Request(
                id=found.id,
                kind=RequestKind(found.kind),
                received=date.fromisoformat(found.received),
                due=date.fromisoformat(found.due),
                who=found.who or "",
                subject=found.subject,
                details=found.details or "",
                opened_by=found.opened_name,
                closed=from_ms_or_none(found.closed),
                closed_by=found.closed_name or "",
                outcome=None if found.outcome is None else Outcome(found.outcome),
            )
            for found in self._connection.execute(query)
        )

    def get(self, request_id: str) -> Request:
        """One request. Raises BadInput where there is none."""
        found = next((request for request in self.all() if request.id == request_id), None)
        if found is None:
            raise BadInput("There is no such request.")
        return found

    def open(
        self,
        kind: RequestKind,
        *,
        who: str,
        received: date,
        due: date,
        subject: str | None = None,
        details: str = "",
        request_id: str = "",
    ) -> Request:
        """Write a request down. Its log record says its days, and nothing of the person."""
        request_id = request_id or new_id()
        self._connection.execute(
            insert(RequestRow),
            {
                "id": request_id,
                "kind": kind.value,
                "received": received.isoformat(),
                "due": due.isoformat(),
                "who": who,
                "subject": subject,
                "details": details or None,
                "opened": self._moment.at,
                "opened_by": self._moment.staff_id,
            },
        )
        days = {"received": received.isoformat(), "due": due.isoformat()}
        self._append("request.open", request_id, kind.value, days)
        return self.get(request_id)

    def close(self, request_id: str, outcome: Outcome) -> Request:
        """End a request and blank what it says of the person. Raises BadInput if it is closed."""
        if self.get(request_id).closed is not None:
            raise BadInput("This request is closed already.")
        # The store closes it by its record only, so that comes first.
        self._append("request.close", request_id, outcome.value)
        self._connection.execute(
            update(RequestRow)
            .where(col(RequestRow.id) == request_id)
            .values(
                closed=self._moment.at,
                closed_by=self._moment.staff_id,
                outcome=outcome.value,
                who=None,
                subject=None,
                details=None,
            )
        )
        return self.get(request_id)

    def open_of(self, subject: str) -> tuple[Request, ...]:
        """The open requests that are linked to a person."""
        return tuple(request for request in self.all() if request.subject == subject)

    def _append(
        self, kind: str, request_id: str, field: str, days: dict[str, str] | None = None
    ) -> None:
        assert self._log is not None, "requests change in a writing transaction"  # noqa: S101
        self._log.append(kind, request_id, field, value=days)
