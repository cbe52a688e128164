"""Leads on their way out: one query that checks the consent as it reads, and the ledger."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, literal_column, select
from sqlmodel import col

from boothapp.domain.consent import Purpose
from boothapp.domain.errors import StoreDamaged
from boothapp.domain.event import EventInfo
from boothapp.domain.exporting import COLUMNS, ExportRecord, ExportRequest, Leaving, Person
from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.export_rows import (
    NEVER_APPEARED,
    WHOLE,
    Stretch,
    Values,
    asked_for,
    granted,
    rows_query,
    sent_before,
    withheld,
)
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnySelect
from boothapp.store.proving import digest_of_people

# Who they are, in batches: joined, one text for the digest instead of a row each; and each of them
# into the ledger. A batch keeps small what SQLite remembers (in memory) to undo a statement.
_BATCH = 10_000
_JOINED = f"""
SELECT group_concat(subject, ''), max(subject), count(*) FROM (
    SELECT lead.subject {{source}} WHERE {{where}} AND lead.subject > :last
    ORDER BY lead.subject LIMIT {_BATCH}
)
"""
_NAMED = """
INSERT INTO export_subject (export_id, subject)
SELECT :export, lead.subject {source} WHERE {where}
AND lead.subject > :last AND lead.subject <= :reached ORDER BY lead.subject
"""
_ROOM_KIB, _USUAL_KIB = 16_384, 2_048  # of the page cache
if TYPE_CHECKING:
    from concurrent.futures import Future

_ADD = "export.add"
_MISSING: Any = literal_column(NEVER_APPEARED.format("export.id")).label("missing")
_ALL_RECORDS_SAY = frozenset({"id", "at", "staff_id"})


@dataclass(frozen=True, slots=True)
class Named:
    """Who is in a file: how many, and the digest of their pseudonyms."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A file's id in the ledger, and who is in it once that is known."""

    export_id: str
    names: "Future[Named]"


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
    ) -> Iterator[tuple[Any, ...]]:
        """These fields (by default all of the purpose) of who goes, in the order of storing."""
        fields = fields or COLUMNS[request.purpose]
        query, values = rows_query(
            event, request, fields, stretch=stretch, as_json=as_json, limit=limit
        )
        # The driver's own cursor: a hundred thousand rows need no wrapper each.
        found: Iterator[tuple[Any, ...]] = iter(self._cursor(query, values))
        return found

    def stretches(self, request: ExportRequest) -> list[Stretch]:
        """The parts of at most as many leads as the receiver takes; one where it takes all."""
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
        return found if len(found) > 1 else [WHOLE]

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """More of the file is kept in memory meanwhile, so that no page is decrypted twice."""
        cursor: Any = self._connection.connection.cursor()
        cursor.execute(f"PRAGMA cache_size = -{_ROOM_KIB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = -{_USUAL_KIB}")

    @contextmanager
    def naming(self, request: ExportRequest, stretch: Stretch = WHOLE) -> Iterator["Naming"]:
        """Name in the ledger who goes, on a thread of its own, while the block writes the file.

        The file's own line follows with `add`. The block reads through another connection, whose
        view began after this transaction did: nobody else can write, so both see the same people.
        """
        from concurrent.futures import ThreadPoolExecutor  # not needed for the first paint

        export_id = new_id()
        self._cursor("PRAGMA defer_foreign_keys = ON", {})  # until the file's line is there
        with ThreadPoolExecutor(1) as pool:
            try:
                yield Naming(export_id, pool.submit(self._name, export_id, request, stretch))
            except BaseException:
                self._connection.connection.driver_connection.interrupt()  # type: ignore[union-attr] # the driver's own
                raise

    def _name(self, export_id: str, request: ExportRequest, stretch: Stretch) -> "Named":
        source, where, values = granted(request, stretch)
        joined, named = (one.format(source=source, where=where) for one in (_JOINED, _NAMED))
        digest, number, last = hashlib.sha256(), 0, ""
        while True:
            text, reached, count = self._cursor(joined, {**values, "last": last}).fetchone()
            if not count:
                break
            self._cursor(named, {**values, "export": export_id, "last": last, "reached": reached})
            digest.update(text.encode())
            number, last = number + count, reached
        return Named(number, digest.hexdigest())

    def add(
        self,
        naming: "Naming",
        *,
        path: Path,
        sha256: str,
        rows: int,
        withheld: int,
        request: ExportRequest,
        to: str,
        encrypted: bool = False,
    ) -> ExportRecord:
        """Write the ledger: the file whose subjects `naming` names. Raises StoreDamaged where the
        file does not have just these."""
        named = naming.names.result()
        if named.number != rows:
            raise StoreDamaged(
                f"The file has {rows} rows and the ledger {named.number} people. Nothing was kept."
            )
        record = self._record(path, sha256, request.purpose, to)
        record |= {"id": naming.export_id, "rows": rows, "withheld": withheld}
        record |= {"encrypted": int(encrypted), "preset": request.preset.id}
        self._connection.execute(insert(tables.Export), record)
        return self._logged(record, named.digest)

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
