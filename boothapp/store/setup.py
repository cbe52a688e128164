"""What the sponsor set up: event, booth, rooms, people, roles, questions, preferences."""

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import SQLModel, col

from boothapp.domain.event import (
    BoothInfo,
    EventInfo,
    Interviewer,
    Qualifier,
    Role,
    Room,
    Settings,
    Staff,
)
from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.changes import ChangeLog
from boothapp.store.mapping import AnyRow

Retirable = Literal["room", "staff", "interviewer", "role", "qualifier"]
_RETIRABLE: dict[Retirable, type[SQLModel]] = {
    "room": tables.Room,
    "staff": tables.Staff,
    "interviewer": tables.Interviewer,
    "role": tables.Role,
    "qualifier": tables.Qualifier,
}


class Setup:
    """Reads and changes settings within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None) -> None:
        self._connection = connection
        self._log = log

    def settings(self) -> Settings:
        """Everything in one read. Only what is active is in it."""
        return Settings(
            event=self.event(),
            booth=self.booth(),
            rooms=self.rooms(),
            staff=tuple(Staff(row.id, row.name) for row in self._active(tables.Staff, "name")),
            interviewers=tuple(
                Interviewer(row.id, row.name) for row in self._active(tables.Interviewer, "name")
            ),
            roles=tuple(Role(row.id, row.title) for row in self._active(tables.Role, "ordinal")),
            qualifiers=tuple(
                Qualifier(row.id, row.question, tuple(json.loads(row.choices)))
                for row in self._active(tables.Qualifier, "ordinal")
            ),
            invented=self.meta("invented") == "1",
        )

    def event(self) -> EventInfo:
        """The conference."""
        row = self._one(tables.Event)
        return EventInfo(
            name=row.name,
            timezone=row.timezone,
            first_day=date.fromisoformat(row.first_day),
            last_day=date.fromisoformat(row.last_day),
        )

    def booth(self) -> BoothInfo:
        """The sponsor and its stand."""
        row = self._one(tables.Booth)
        return BoothInfo(
            sponsor=row.sponsor,
            booth=row.booth,
            privacy_contact=row.privacy_contact,
            retention_days=row.retention_days,
        )

    def rooms(self) -> tuple[Room, ...]:
        """The interview rooms in their order."""
        return tuple(_room(row) for row in self._active(tables.Room, "ordinal"))

    def meta(self, key: str) -> str | None:
        """A fact about the store."""
        query = select(col(tables.Meta.value)).where(col(tables.Meta.key) == key)
        return self._connection.execute(query).scalar()

    def set_meta(self, key: str, value: str) -> None:
        """Write a fact about the store, once."""
        self._connection.execute(insert(tables.Meta), {"key": key, "value": value})

    def preference(self, key: str) -> str | None:
        """What was chosen; None where nothing was."""
        query = select(col(tables.Preference.value)).where(col(tables.Preference.key) == key)
        return self._connection.execute(query).scalar()

    def set_preference(self, key: str, value: str) -> None:
        """Choose. Preferences say nothing of people and are not in the log."""
        replace = insert(tables.Preference).prefix_with("OR REPLACE")
        self._connection.execute(replace, {"key": key, "value": value})

    def save_event(self, event: EventInfo) -> None:
        """Write the one row of the event."""
        self._save_single(
            tables.Event,
            {
                "name": event.name,
                "timezone": event.timezone,
                "first_day": event.first_day.isoformat(),
                "last_day": event.last_day.isoformat(),
            },
        )

    def save_booth(self, booth: BoothInfo) -> None:
        """Write the one row of the booth."""
        self._save_single(
            tables.Booth,
            {
                "sponsor": booth.sponsor,
                "booth": booth.booth,
                "privacy_contact": booth.privacy_contact,
                "retention_days": booth.retention_days,
            },
        )

    def save_room(self, room: Room) -> Room:
        """Add a room, or change the one with its id."""
        values = {
            "name": room.name,
            "seats": room.seats,
            "opens": room.opens.isoformat("minutes"),
            "closes": room.closes.isoformat("minutes"),
            "slot_minutes": room.slot_minutes,
        }
        return self.room(self._save(tables.Room, room.id, values, ordered=True))

    def room(self, room_id: str) -> Room:
        """One room, also one that was taken out of use."""
        query = select(tables.Room.__table__).where(col(tables.Room.id) == room_id)  # type: ignore[attr-defined] # SQLModel adds it
        return _room(self._connection.execute(query).one())

    def save_staff(self, name: str) -> Staff:
        """The staff member of this name, made or taken back into service."""
        return Staff(self._by_name(tables.Staff, name), name)

    def save_interviewer(self, name: str) -> Interviewer:
        """The interviewer of this name, made or taken back into service."""
        return Interviewer(self._by_name(tables.Interviewer, name), name)

    def save_role(self, role: Role) -> Role:
        """Add an open position, or rename the one with its id."""
        return Role(
            self._save(tables.Role, role.id, {"title": role.title}, ordered=True), role.title
        )

    def save_qualifier(self, qualifier: Qualifier) -> Qualifier:
        """Add a question, or change the one with its id."""
        choices = json.dumps(qualifier.choices, ensure_ascii=False)
        values = {"question": qualifier.question, "choices": choices}
        saved = self._save(tables.Qualifier, qualifier.id, values, ordered=True)
        return Qualifier(saved, qualifier.question, qualifier.choices)

    def retire(self, kind: Retirable, row_id: str) -> None:
        """Take something out of use; what refers to it stays readable."""
        self._update(_RETIRABLE[kind], row_id, {"active": 0})

    def _by_name(self, table: type[SQLModel], name: str) -> str:
        columns = _columns(table)
        query = select(columns["id"]).where(columns["name"] == name)
        found = self._connection.execute(query).scalar() or ""
        return self._save(table, found, {"name": name}, ordered=False)

    def _save(
        self, table: type[SQLModel], row_id: str, values: Mapping[str, Any], *, ordered: bool
    ) -> str:
        if row_id:
            self._update(table, row_id, {**values, "active": 1})
            return row_id
        row_id = new_id()
        row = {**values, "id": row_id, "active": 1}
        if ordered:
            highest = self._connection.execute(select(func.max(_columns(table)["ordinal"])))
            row["ordinal"] = (highest.scalar() or 0) + 1
        self._connection.execute(insert(table), row)
        del row["id"]
        self._append(f"{_name(table)}.add", row_id, row)
        return row_id

    def _update(self, table: type[SQLModel], row_id: str, values: Mapping[str, Any]) -> None:
        matching = update(table).where(_columns(table)["id"] == row_id).values(**values)
        self._connection.execute(matching)
        self._append(f"{_name(table)}.set", row_id, values)

    def _save_single(self, table: type[SQLModel], values: Mapping[str, Any]) -> None:
        replace = insert(table).prefix_with("OR REPLACE")
        self._connection.execute(replace, {**values, "id": 1})
        self._append(f"{_name(table)}.set", _name(table), values)

    def _append(self, kind: str, entity: str, values: Mapping[str, Any]) -> None:
        assert self._log is not None, "settings change in a writing transaction"  # noqa: S101
        self._log.append(kind, entity, value=dict(values))

    def _active(self, table: type[SQLModel], order: str) -> list[AnyRow]:
        columns = _columns(table)
        query = select(*columns.values()).where(columns["active"] == 1).order_by(columns[order])
        return list(self._connection.execute(query).all())

    def _one(self, table: type[SQLModel]) -> AnyRow:
        return self._connection.execute(select(*_columns(table).values())).one()


def _room(row: AnyRow) -> Room:
    return Room(
        id=row.id,
        name=row.name,
        seats=row.seats,
        opens=time.fromisoformat(row.opens),
        closes=time.fromisoformat(row.closes),
        slot_minutes=row.slot_minutes,
    )


def _columns(table: type[SQLModel]) -> dict[str, Any]:
    return {column.name: column for column in table.metadata.tables[_name(table)].columns}


def _name(table: type[SQLModel]) -> str:
    return str(table.__tablename__)
