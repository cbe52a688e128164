"""Leads on their way out: one query that checks the consent as it reads, and the ledger."""

import json
from collections.abc import Collection, Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, literal_column, select
from sqlmodel import col

from boothapp.domain.consent import Purpose
from boothapp.domain.errors import StoreDamaged
from boothapp.domain.event import EventInfo
from boothapp.domain.exporting import COLUMNS, ExportRecord, ExportRequest, Leaving, Person
from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment, last_seq
from boothapp.store.export_people import InFile, name, people_of, still_go
from boothapp.store.export_rows import (
    NEVER_APPEARED,
    WHOLE,
    Stretch,
    Values,
    asked_for,
    granted,
    places_query,
    rows_query,
    sent_before,
    withheld,
)
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnySelect
from boothapp.store.proving import digest_of_people
from boothapp.store.read_ahead import read_ahead

_ADD = "export.add"
_AT_A_TIME = 250
"""Rows that are read at once: more are no faster, and take memory where notes are long."""
_MISSING: Any = literal_column(NEVER_APPEARED.format("export.id")).label("missing")
_ALL_RECORDS_SAY = frozenset({"id", "at", "staff_id"})


class Exports:
    """Reads what may leave and keeps the ledger, within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment

    def count(self, request: ExportRequest) -> tuple[int, int, int]:
        """(leads that go, leads withheld for lack of consent, sent before among the granted)."""
        everybody = replace(request, again=True)
        source, where, values = granted(everybody)
        before, more = sent_before(request)
        sent = self._count(f"{source} WHERE {where} AND {before}", values | more)
        return self.going(request), self.withheld(request), sent

    def asked_for(self, request: ExportRequest) -> int:
        """How many leads the request is about, with or without consent."""
        return self._count(*asked_for(request))

    def going(self, request: ExportRequest) -> int:
        """How many leads go."""
        source, where, values = granted(request)
        return self._count(f"{source} WHERE {where}", values)

    def withheld(self, request: ExportRequest) -> int:
        """How many of the leads that were asked for have no consent to the purpose."""
        return self._count(*withheld(request))

    def held_back(self, request: ExportRequest, most: int) -> tuple[Person, ...]:
        """The first of them by name."""
        source, values = withheld(request)
        query = f"SELECT lead.id, lead.name {source} ORDER BY lead.name, lead.id LIMIT {int(most)}"
        return tuple(Person(*row) for row in self._cursor(query, values))

    def rows(
        self,
        request: ExportRequest,
        event: EventInfo,
        fields: Sequence[str] = (),
        *,
        stretch: Stretch = WHOLE,
        as_json: bool = False,
        limit: int = -1,
    ) -> Generator[list[Any]]:
        """These fields (by default all of the purpose) of who goes, in the order of storing.

        They are read on a thread of their own: close what is not read to its end.
        """
        places = json.loads(self._value(*places_query(request, stretch, limit)))
        query = rows_query(event, fields or COLUMNS[request.purpose], as_json=as_json)

        def read(at: int) -> str:
            some = json.dumps(places[at : at + _AT_A_TIME])
            return self._value(query, {"purpose": request.purpose.value, "places": some}) or "[]"

        for text in read_ahead(read, range(0, len(places), _AT_A_TIME)):
            yield from json.loads(text)

    def stretches(self, request: ExportRequest) -> list[Stretch]:
        """The parts of at most as many leads as the receiver takes; one where it takes all.

        The last ends where the leads do now: who comes later is in none of them.
        """
        most, after, found = request.preset.rows, 0, []
        while most:
            source, where, values = granted(request, Stretch(after))
            last = self._value(
                "SELECT max(place) FROM (SELECT lead.rowid AS place "
                f"{source} WHERE {where} ORDER BY lead.rowid LIMIT {int(most)})",
                values,
            )
            if last is None:
                break
            found.append(Stretch(after, last))
            after = last
        if len(found) > 1:
            return found
        return [Stretch(0, self._value("SELECT coalesce(max(rowid), 0) FROM lead", {}))]

    @property
    def end(self) -> int:
        """Where the log ends, as this transaction sees it."""
        return last_seq(self._connection)

    def people(self, request: ExportRequest, stretch: Stretch) -> InFile:
        """Who goes."""
        return people_of(self._connection.connection.cursor(), request, stretch)

    def still_go(self, request: ExportRequest, people: InFile, since: int) -> bool:
        """Whether all of them may still go, and nobody answered after `since`, an `end` of before:
        then a file that was read there is as true now."""
        if self.end == since:  # nothing was written at all
            return True
        return still_go(self._connection.connection.cursor(), request, people, since)

    def add(
        self,
        people: InFile,
        *,
        path: Path,
        sha256: str,
        rows: int,
        withheld: int,
        request: ExportRequest,
        to: str,
        encrypted: bool = False,
    ) -> ExportRecord:
        """Write the ledger: a file of these people. Raises StoreDamaged where it has more or fewer
        rows than people."""
        if people.number != rows:
            raise StoreDamaged(
                f"The file has {rows} rows and the ledger {people.number} people. Nothing was kept."
            )
        record = self._record(path, sha256, request.purpose, to)
        record |= {"rows": rows, "withheld": withheld}
        record |= {"encrypted": int(encrypted), "preset": request.preset.id}
        self._connection.execute(insert(tables.Export), record)
        name(self._connection.connection.cursor(), str(record["id"]), people)
        return self._logged(record, people.digest)

    def add_for(
        self,
        subjects: Collection[str],
        *,
        path: Path,
        sha256: str,
        purpose: Purpose,
        to: str,
        what: Leaving,
    ) -> ExportRecord:
        """Write the ledger for a file about these people, each of them once."""
        people = sorted(set(subjects))
        record = self._record(path, sha256, purpose, to)
        record |= {"rows": len(people), "what": what.value}
        self._connection.execute(insert(tables.Export), record)
        entries = [{"export_id": record["id"], "subject": subject} for subject in people]
        if entries:  # a day sheet may be empty
            self._connection.execute(insert(tables.ExportSubject), entries)
        return self._logged(record, digest_of_people("".join(people)))

    def carry(self, row: dict[str, Any], subjects: Sequence[str]) -> None:
        """Write down a file of before a restore: a row of the table, with its `day` as well."""
        row = dict(row)
        missing = {"missing": True} if row.pop("missing", None) else {}
        moment = replace(self._moment, at=row["at"], day=row.pop("day"), staff_id=row["staff_id"])
        self._connection.execute(insert(tables.Export), row)
        entries = [{"export_id": row["id"], "subject": subject} for subject in subjects]
        if entries:  # a file may have left with nobody in it
            self._connection.execute(insert(tables.ExportSubject), entries)
        self._logged(row | missing, digest_of_people("".join(sorted(subjects))), moment)

    def never_appeared(self, export_id: str) -> None:
        """The file could not take its place after all: the ledger says so from now on, and nobody
        counts as sent for its sake. The ledger only grows: its record is said again, with that."""
        query = "SELECT at, day, staff_id, value FROM change WHERE entity = ? AND kind = ?"
        at, day, staff_id, said = self._cursor(query, (export_id, _ADD)).fetchone()
        moment = replace(self._moment, at=at, day=day, staff_id=staff_id)
        facts = json.loads(said) | {"missing": True}
        self._writer.append(_ADD, export_id, value=facts, moment=moment)

    def _record(self, path: Path, sha256: str, purpose: Purpose, to: str) -> dict[str, Any]:
        return {
            "id": new_id(),
            "at": self._moment.at,
            "staff_id": self._moment.staff_id,
            "path": str(path),
            "sha256": sha256,
            "withheld": 0,
            "purpose": purpose.value,
            "recipient": to,
            "what": Leaving.LEADS.value,
            "encrypted": 0,
            "preset": "",
        }

    def _logged(
        self, record: dict[str, Any], people: str, moment: Moment | None = None
    ) -> ExportRecord:
        logged = {key: value for key, value in record.items() if key not in _ALL_RECORDS_SAY}
        logged["subjects"] = people
        self._writer.append(_ADD, str(record["id"]), value=logged, moment=moment)
        return self.ledger(str(record["id"]))[0]

    @property
    def _writer(self) -> ChangeLog:
        assert self._log is not None, "the ledger is written in a writing transaction"  # noqa: S101
        return self._log

    def ledger(self, export_id: str = "") -> tuple[ExportRecord, ...]:
        """The files that left, newest first; only the one with `export_id` where it is given."""
        export, staff = tables.Export, tables.Staff
        query: AnySelect = (
            select(export.__table__, col(staff.name).label("staff"), _MISSING)  # type: ignore[attr-defined] # SQLModel adds it
            .join(staff, col(staff.id) == col(export.staff_id))
            .order_by(col(export.at).desc(), col(export.id).desc())
        )
        if export_id:
            query = query.where(col(export.id) == export_id)
        return tuple(
            ExportRecord(
                id=row.id,
                path=Path(row.path),
                sha256=row.sha256,
                rows=row.rows,
                withheld=row.withheld,
                purpose=Purpose(row.purpose),
                recipient=row.recipient,
                written=from_ms(row.at),
                staff=row.staff,
                what=Leaving(row.what),
                encrypted=bool(row.encrypted),
                preset=row.preset,
                appeared=not row.missing,
            )
            for row in self._connection.execute(query)
        )

    def _count(self, source: str, values: Values) -> int:
        return int(self._value(f"SELECT count(*) {source}", values))

    def _value(self, query: str, values: Values) -> Any:
        return self._cursor(query, values).fetchone()[0]

    def _cursor(self, query: str, values: Values | tuple[str, ...]) -> Any:
        cursor: Any = self._connection.connection.cursor()
        cursor.execute(query, values)
        return cursor
