"""What the sponsor set up: event, booth, rooms, people, roles, questions, preferences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import SQLModel, col

from boothapp.domain.availability import Availability
from boothapp.domain.desk_lists import Interest, TagStyle
from boothapp.domain.event import (
    BoothInfo,
    Criterion,
    EventInfo,
    Role,
    Room,
    Settings,
    Staff,
)
from boothapp.domain.needs import Interviewer
from boothapp.ids import new_id
from boothapp.store import desk_tables, interview_tables, setup_rows, tables
from boothapp.store.changes import ChangeLog
from boothapp.store.mapping import AnyRow, AnySelect
from boothapp.store.setup_kinds import Ordered, Retirable, table_of


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
            interviewers=self.interviewers(),
            roles=self.roles(),
            qualifiers=tuple(
                setup_rows.qualifier_of(row) for row in self._active(tables.Qualifier, "ordinal")
            ),
            old_qualifiers=tuple(
                setup_rows.qualifier_of(row)
                for row in self._active(tables.Qualifier, "ordinal", active=0)
            ),
            tags=tuple(
                TagStyle(row.id, row.name, row.colour)
                for row in self._active(desk_tables.TagStyle, "ordinal")
            ),
            interests=tuple(
                Interest(row.id, row.name) for row in self._active(desk_tables.Interest, "ordinal")
            ),
            criteria=tuple(
                Criterion(row.id, row.title, row.hint)
                for row in self._active(interview_tables.Criterion, "ordinal")
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
            organizer=row.organizer,
        )

    def rooms(self) -> tuple[Room, ...]:
        """The interview rooms in their order."""
        rows = self._active(interview_tables.Room, "ordinal")
        return tuple(setup_rows.room_of(row) for row in rows)

    def roles(self) -> tuple[Role, ...]:
        """The open positions in their order."""
        rows = self._active(tables.Role, "ordinal")
        return tuple(setup_rows.role_of(row) for row in rows)

    def interviewers(self) -> tuple[Interviewer, ...]:
        """Who holds interviews, by name."""
        rows = self._active(interview_tables.Interviewer, "name")
        return tuple(setup_rows.interviewer_of(row) for row in rows)

    def availability(self) -> tuple[Availability, ...]:
        """The times that are open or blocked, in the order in which they were written."""
        rows = self._active(interview_tables.Availability, "id")
        return tuple(setup_rows.availability_of(row) for row in rows)

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
                "organizer": booth.organizer,
            },
        )

    def save_room(self, room: Room) -> Room:
        """Add a room, or change the one with its id or, without one, this name."""
        row_id = room.id or self._id_of_name(interview_tables.Room, room.name)
        values = setup_rows.room_columns(room)
        return self.room(self.put(interview_tables.Room, row_id, values, ordered=True))

    def room(self, room_id: str) -> Room:
        """One room, also one that was taken out of use."""
        row = interview_tables.Room
        query: AnySelect = select(row.__table__).where(col(row.id) == room_id)  # type: ignore[attr-defined] # SQLModel adds it
        return setup_rows.room_of(self._connection.execute(query).one())

    def save_staff(self, name: str) -> Staff:
        """The staff member of this name, made or taken back into service."""
        found = self._id_of_name(tables.Staff, name)
        return Staff(self.put(tables.Staff, found, {"name": name}, ordered=False), name)

    def save_interviewer(self, who: Interviewer) -> Interviewer:
        """Add an interviewer, or change the one with this id or, without one, this name."""
        table = interview_tables.Interviewer
        row_id = who.id or self._id_of_name(table, who.name)
        saved = self.put(table, row_id, setup_rows.interviewer_columns(who), ordered=False)
        return replace(who, id=saved)

    def take_back_interviewer(self, name: str) -> Interviewer | None:
        """The interviewer of this name who was taken out of use, as they were; None: nobody."""
        table = interview_tables.Interviewer
        row_id = self._id_of_name(table, name)
        if not row_id:
            return None
        self.change(table, row_id, {"active": 1})
        return next(who for who in self.interviewers() if who.id == row_id)

    def is_old_name(
        self, kind: Literal["room", "interviewer", "role"], name: str, row_id: str
    ) -> bool:
        """Whether a name belongs to another one, which was taken out of use."""
        column = "title" if kind == "role" else "name"
        found = self._id_of_name(table_of(kind), name, column)
        return bool(found) and found != row_id

    def save_availability(self, time: Availability) -> Availability:
        """Add a time that is open or blocked, or change the one with its id."""
        values = setup_rows.availability_columns(time)
        table = interview_tables.Availability
        return replace(time, id=self.put(table, time.id, values, ordered=False))

    def save_criterion(self, criterion: Criterion) -> Criterion:
        """Add a criterion of the scorecards, or change the one with its id or title."""
        table = interview_tables.Criterion
        values = {"title": criterion.title, "hint": criterion.hint}
        row_id = criterion.id or self._id_of_name(table, criterion.title, "title")
        saved = self.put(table, row_id, values, ordered=True)
        return Criterion(saved, criterion.title, criterion.hint)

    def save_role(self, role: Role) -> Role:
        """Add an open position, or change the one with its id or, without one, this title."""
        row_id = role.id or self._id_of_name(tables.Role, role.title, "title")
        values = setup_rows.role_columns(role)
        return replace(role, id=self.put(tables.Role, row_id, values, ordered=True))

    def retire(self, kind: Retirable, row_id: str) -> None:
        """Take something out of use; what refers to it stays readable."""
        self.change(table_of(kind), row_id, {"active": 0})

    def reorder(self, kind: Ordered, ids: Sequence[str]) -> None:
        """Let these stand in this order, in the places that they have among all."""
        table = table_of(kind)
        columns = _columns(table)
        query = select(columns["id"], columns["ordinal"]).where(columns["id"].in_(list(ids)))
        before = {row.id: row.ordinal for row in self._connection.execute(query)}
        place = 0
        for row_id, known in zip(
            (one for one in ids if one in before), sorted(before.values()), strict=True
        ):
            place = max(known, place + 1)  # two may have had the same
            if before[row_id] != place:
                self.change(table, row_id, {"ordinal": place})

    def _id_of_name(self, table: type[SQLModel], name: str, column: str = "name") -> str:
        columns = _columns(table)
        query = select(columns["id"]).where(columns[column] == name)
        return self._connection.execute(query).scalar() or ""

    def put(
        self, table: type[SQLModel], row_id: str, values: Mapping[str, Any], *, ordered: bool
    ) -> str:
        """Change a row and take it into use, or add one; answers with its id."""
        if row_id:
            self.change(table, row_id, {**values, "active": 1})
            return row_id
        row_id = new_id()
        row = {**values, "id": row_id, "active": 1}
        if ordered and "ordinal" not in row:
            highest = self._connection.execute(select(func.max(_columns(table)["ordinal"])))
            row["ordinal"] = (highest.scalar() or 0) + 1
        self._connection.execute(insert(table), row)
        del row["id"]
        self._append(f"{_name(table)}.add", row_id, row)
        return row_id

    def change(self, table: type[SQLModel], row_id: str, values: Mapping[str, Any]) -> None:
        """Change columns of a row."""
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

    def _active(self, table: type[SQLModel], order: str, active: int = 1) -> list[AnyRow]:
        columns = _columns(table)
        query = select(*columns.values()).where(columns["active"] == active)
        query = query.order_by(columns[order], columns["id"])
        return list(self._connection.execute(query).all())

    def _one(self, table: type[SQLModel]) -> AnyRow:
        return self._connection.execute(select(*_columns(table).values())).one()


def _columns(table: type[SQLModel]) -> dict[str, Any]:
    return {column.name: column for column in table.metadata.tables[_name(table)].columns}


def _name(table: type[SQLModel]) -> str:
    return str(table.__tablename__)
