"""How a person's details came to be as they are: the log's values, in words."""

import json
from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy import Connection, select
from sqlmodel import col

from boothapp.domain.event import EventInfo
from boothapp.domain.holdings import FieldChange
from boothapp.store import tables
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnySelect

_INTERNAL = frozenset({"id", "lead_id", "interview_id", "sequence", "invited", "organizer"})
"""What only the store's own rows are told apart by."""
_INSTANTS = frozenset({"starts", "ends", "arrived", "began", "ended", "handed_in", "since"})
_EMPTY = (None, "", "[]")


class History:
    """Reads the values that the log keeps of people, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def changes(
        self, subject: str, event: EventInfo, names: Mapping[str, str]
    ) -> tuple[FieldChange, ...]:
        """The values kept of a person's details, oldest first; those of consent are elsewhere.

        `names` says what ids of roles, questions, rooms and interviewers stand for. Times within
        values are those of the event's wall clock, as in "2026-07-09 12:30".
        """
        change, staff = tables.Change, tables.Staff
        columns = (change.at, change.kind, change.field, change.value)
        query: AnySelect = (
            select(*(col(column) for column in columns), col(staff.name).label("staff"))
            .outerjoin(staff, col(staff.id) == col(change.staff_id))
            .where(
                col(change.subject) == subject,
                col(change.value).is_not(None),
                ~col(change.kind).startswith("consent."),
            )
            .order_by(col(change.seq))
        )
        words = _Words(event, names)
        return tuple(
            FieldChange(
                at=from_ms(row.at),
                staff=row.staff or "",
                kind=row.kind,
                field=words.field(row.field),
                value=words.value(json.loads(row.value)),
            )
            for row in self._connection.execute(query)
        )


class _Words:
    """Values of the log as people read them."""

    def __init__(self, event: EventInfo, names: Mapping[str, str]) -> None:
        self._event, self._names = event, names

    def field(self, key: str) -> str:
        """A field's name: "role_id" is the role, a question's id its text."""
        return self._names.get(key, key.removesuffix("_id"))

    def value(self, value: object) -> str:
        """A value in words; of several, one on a line, and no empty ones."""
        if isinstance(value, str) and value.startswith("{"):
            with suppress(ValueError):
                value = json.loads(value)
        if not isinstance(value, dict):
            return self._plain(value)
        said = {name: part for name, part in value.items() if name not in _INTERNAL}
        return "\n".join(
            f"{self.field(name).replace('_', ' ')}: {self._part(name, part)}"
            for name, part in said.items()
            if part not in _EMPTY
        )

    def _part(self, name: str, part: object) -> str:
        if name in _INSTANTS and isinstance(part, int):
            return f"{self._event.local(from_ms(part)):%Y-%m-%d %H:%M}"
        return self._plain(part)

    def _plain(self, part: object) -> str:
        """A value without the brackets of what lies in it as JSON."""
        if isinstance(part, str) and part.startswith("{"):
            return self.value(part)
        if isinstance(part, str) and part.startswith("["):
            with suppress(ValueError):
                part = json.loads(part)
        if not isinstance(part, list):
            return self._names.get(str(part), str(part))
        # A talk of their own is a list of kind, title, times and place: two words say it.
        return ", ".join(
            " ".join(one[:2]) if isinstance(one, list) else self._names.get(str(one), str(one))
            for one in part
        )
