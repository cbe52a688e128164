"""Leads on their way out: one query that checks the consent as it reads, and the ledger."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from boothapp.domain.consent import VALID_STATES, Purpose
from boothapp.domain.event import EventInfo
from boothapp.domain.exporting import COLUMNS, ExportRecord, ExportRequest, Leaving
from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.instants import from_ms, to_ms
from boothapp.store.mapping import AnySelect
from boothapp.store.proving import digest_of_people

_VALID = ", ".join(f"'{state.value}'" for state in sorted(VALID_STATES))
# What the rows are read from; a lead without a valid grant for the purpose is not in it.
_GRANTED = f"""
FROM lead
JOIN consent_state AS grant_ ON grant_.subject = lead.subject
    AND grant_.purpose = :purpose AND grant_.state IN ({_VALID})
"""
# Who they are, joined: one text for the digest of them, instead of a row each.
_JOINED = (
    "SELECT coalesce(group_concat(subject, ''), '') "
    f"FROM (SELECT lead.subject {_GRANTED} WHERE {{}} ORDER BY lead.subject)"
)
_LIST = "(SELECT coalesce(group_concat(value, '; '), '') FROM json_each({}))"
# As domain.holdings.reference_of words it.
_REFERENCE = "upper({} || '-' || {} || '-' || {})".format(
    *(f"substr(lead.subject, {at}, 4)" for at in (1, 5, 9))
)
# Each column of domain.exporting; {…} are times in the event's zone.
_CELLS = {
    "lead_id": "lead.id",
    "reference": _REFERENCE,
    "badge_id": "coalesce(lead.badge_id, '')",
    "name": "lead.name",
    "email": "lead.email",
    "affiliation": "lead.affiliation",
    "attendee_type": "lead.attendee_type",
    "career_stage": "lead.career_stage",
    "rating": "coalesce(lead.rating, '')",
    "role": "coalesce(role.title, '')",
    "tags": "coalesce((SELECT group_concat(tag, '; ') FROM lead_tag WHERE lead_id = lead.id), '')",
    "interests": f"CASE lead.interests WHEN '[]' THEN '' ELSE {_LIST.format('lead.interests')} END",
    "links": f"CASE lead.links WHEN '[]' THEN '' ELSE {_LIST.format('lead.links')} END",
    "answers": """coalesce((
        SELECT group_concat(qualifier.question || ': ' || answer.text, '; ')
        FROM answer JOIN qualifier ON qualifier.id = answer.qualifier_id
        WHERE answer.lead_id = lead.id
    ), '')""",
    "notes": """coalesce((
        SELECT group_concat(text || ' (' || author || ')', char(10)) FROM (
            SELECT note.text, writer.name AS author FROM note
            JOIN staff AS writer ON writer.id = note.author_id
            WHERE note.lead_id = lead.id ORDER BY note.written
        )
    ), '')""",
    "consent": "grant_.state",
    "consent_since": "{consent_since}",
    "first_seen": "{first_seen}",
    "last_seen": "{last_seen}",
    "interview": """coalesce((
        SELECT {interview} || ' ' || room.name FROM interview
        JOIN room ON room.id = interview.room_id
        WHERE interview.lead_id = lead.id AND interview.status NOT IN ('cancelled', 'no_show')
        ORDER BY interview.starts LIMIT 1
    ), '')""",
    "captured_by": "staff.name",
}
_ROWS = f"""
SELECT {{cells}}
{_GRANTED}
JOIN staff ON staff.id = lead.created_by
LEFT JOIN role ON role.id = lead.role_id
"""
_TIMES = {
    "consent_since": "grant_.since",
    "first_seen": "lead.created",
    "last_seen": "lead.seen",
    "interview": "interview.starts",
}
_ALL_RECORDS_SAY = frozenset({"id", "at", "staff_id"})
_AROUND = timedelta(days=366)
_STEP = timedelta(hours=12)  # no zone changes its clocks twice within half a day


class Exports:
    """Reads what may leave and keeps the ledger, within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment

    def count(self, request: ExportRequest) -> tuple[int, int, int]:
        """(leads that go, leads withheld for lack of consent, of those that go: sent before)."""
        where, values = _filter(request)
        going = self._value(f"SELECT count(*) {_GRANTED} WHERE {where}", values)
        sent = self._value(
            f"SELECT count(*) {_GRANTED} WHERE {where} AND EXISTS "
            "(SELECT 1 FROM export_subject WHERE subject = lead.subject)",
            values,
        )
        return going, self.withheld(request, going), sent

    def withheld(self, request: ExportRequest, going: int) -> int:
        """How many of the leads that were asked for are not among the `going`."""
        where, values = _filter(request)
        asked_for: int = self._value(f"SELECT count(*) FROM lead WHERE {where}", values)
        return asked_for - going

    def rows(
        self, request: ExportRequest, event: EventInfo, limit: int = -1
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of the file, the oldest lead first, as the columns of domain.exporting say."""
        where, values = _filter(request)
        order = f"ORDER BY lead.created, lead.id LIMIT {int(limit)}"
        # The driver's own cursor: a hundred thousand rows need no wrapper each.
        cursor: Any = self._connection.connection.cursor()
        cursor.execute(f"{rows_query(event, request.purpose)} WHERE {where} {order}", values)
        found: Iterator[tuple[Any, ...]] = iter(cursor)
        return found

    def add(
        self,
        *,
        path: Path,
        sha256: str,
        rows: int,
        withheld: int,
        request: ExportRequest,
        to: str,
        encrypted: bool = False,
    ) -> ExportRecord:
        """Write the ledger: the file, and every subject in it."""
        record = self._record(path, sha256, request.purpose, to)
        record |= {"rows": rows, "withheld": withheld, "encrypted": int(encrypted)}
        self._connection.execute(insert(tables.Export), record)
        where, values = _filter(request)
        self._connection.connection.cursor().execute(
            "INSERT INTO export_subject (export_id, subject) "
            f"SELECT :export, lead.subject {_GRANTED} WHERE {where} ORDER BY lead.subject",
            {**values, "export": record["id"]},
        )
        return self._logged(record, self._value(_JOINED.format(where), values))

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
        return self._logged(record, "".join(people))

    def carry(self, row: dict[str, Any], subjects: Sequence[str]) -> None:
        """Write down a file of before a restore: a row of the table, with its `day` as well."""
        row = dict(row)
        moment = replace(self._moment, at=row["at"], day=row.pop("day"), staff_id=row["staff_id"])
        self._connection.execute(insert(tables.Export), row)
        entries = [{"export_id": row["id"], "subject": subject} for subject in subjects]
        if entries:  # a file may have left with nobody in it
            self._connection.execute(insert(tables.ExportSubject), entries)
        self._logged(row, "".join(sorted(subjects)), moment)

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
        assert self._log is not None, "the ledger is written in a writing transaction"  # noqa: S101
        logged = {key: value for key, value in record.items() if key not in _ALL_RECORDS_SAY}
        logged["subjects"] = digest_of_people(people)
        self._log.append("export.add", str(record["id"]), value=logged, moment=moment)
        return self.ledger(str(record["id"]))[0]

    def ledger(self, export_id: str = "") -> tuple[ExportRecord, ...]:
        """The files that left, newest first; only the one with `export_id` where it is given."""
        export, staff = tables.Export, tables.Staff
        query: AnySelect = (
            select(export.__table__, col(staff.name).label("staff"))  # type: ignore[attr-defined] # SQLModel adds it
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
            )
            for row in self._connection.execute(query)
        )

    def _value(self, query: str, values: dict[str, str]) -> Any:
        cursor: Any = self._connection.connection.cursor()
        cursor.execute(query, values)
        return cursor.fetchone()[0]


def _filter(request: ExportRequest) -> tuple[str, dict[str, str]]:
    """The condition on leads, and the values of all named parameters."""
    values = {"purpose": request.purpose.value}
    ratings = sorted(rating.value for rating in request.ratings)
    values |= {f"rating{n}": rating for n, rating in enumerate(ratings)}
    if not ratings:
        return "1", values
    return f"lead.rating IN ({', '.join(f':rating{n}' for n in range(len(ratings)))})", values


def rows_query(event: EventInfo, purpose: Purpose) -> str:
    """The SELECT of what a purpose may know, without its filter; its times in the event's zone.

    Offsets are looked up for two years around the event; what is dated outside gets the nearest.
    """
    around = (event.first_day - _AROUND, event.last_day + _AROUND)
    first, last = (datetime.combine(day, time(), UTC) for day in around)
    spans = offsets(event.zone, first, last)
    times = {name: local_iso(column, spans) for name, column in _TIMES.items()}
    cells = ", ".join(_CELLS[column] for column in COLUMNS[purpose])
    return _ROWS.format(cells=cells.format(**times))


def offsets(zone: tzinfo, first: datetime, last: datetime) -> list[tuple[int, int]]:
    """The zone's offsets between two instants: (seconds, valid until this millisecond)."""
    spans: list[tuple[int, int]] = []
    at, current = first, _offset(zone, first)
    while at < last:
        later = min(at + _STEP, last)
        if _offset(zone, later) != current:
            change = _change_between(zone, at, later)
            spans.append((current, to_ms(change)))
            current = _offset(zone, later)
        at = later
    return [*spans, (current, 2**62)]


def local_iso(column: str, spans: Sequence[tuple[int, int]]) -> str:
    """SQL that words a column of milliseconds as ISO 8601 on the zone's wall clock with offset."""

    def worded(seconds: int) -> str:
        sign, minutes = ("-" if seconds < 0 else "+"), abs(seconds) // 60
        suffix = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
        moved = f"{column} / 1000 + {seconds}"
        return f"strftime('%Y-%m-%dT%H:%M:%S{suffix}', {moved}, 'unixepoch')"

    *changes, (final, _) = spans
    if not changes:
        return worded(final)
    cases = " ".join(f"WHEN {column} < {until} THEN {worded(s)}" for s, until in changes)
    return f"CASE {cases} ELSE {worded(final)} END"


def _offset(zone: tzinfo, instant: datetime) -> int:
    offset = instant.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _change_between(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """The first instant, to the second, with the offset of `after`."""
    target = _offset(zone, after)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if _offset(zone, middle) == target:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)
