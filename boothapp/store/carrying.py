"""What left a store since its backup, as it is carried into the restored one.

An erasure has to name every file that holds the person, also those of the days that a restore
leaves out; and who was told, or asked for something, is not told or forgotten because of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlcipher3.dbapi2 as driver

from boothapp.domain.ledger import Method
from boothapp.domain.requests import Outcome, RequestKind
from boothapp.store.export_rows import NEVER_APPEARED
from boothapp.store.records import Records
from boothapp.store.resending import resend

Row = dict[str, Any]

_LEDGERS = {
    table: f"""
        SELECT *{more}, (SELECT name FROM staff WHERE id = {table}.staff_id) AS staff,
            (SELECT day FROM change WHERE entity = {table}.id AND kind = '{table}.add') AS day
        FROM {table} ORDER BY id
    """  # noqa: S608 - fixed words of our own
    for table, more in (
        ("export", f", {NEVER_APPEARED.format('export.id')} AS missing"),
        ("backup", ""),
    )
}
_SUBJECTS = "SELECT subject FROM export_subject WHERE export_id = ?"
_TOLD = """
SELECT change.at, change.day, change.field, change.subject, staff.name AS staff,
    notice.language, notice.body, notice.sha256, notice.kind
FROM change JOIN notice ON notice.id = change.entity
LEFT JOIN staff ON staff.id = change.staff_id
WHERE change.kind = 'notice.given' ORDER BY change.seq
"""
_INTERVIEWS = "SELECT * FROM interview"
_REQUESTS = "SELECT * FROM request ORDER BY opened, id"


@dataclass(frozen=True, slots=True)
class Left:
    """The ledgers of a store, as rows of its tables; each with its day and its staff's name."""

    exports: Sequence[tuple[Row, tuple[str, ...]]] = ()
    """A file that left, and who is in it."""
    backups: Sequence[Row] = ()
    told: Sequence[Row] = ()
    requests: Sequence[Row] = ()
    interviews: Mapping[str, Row] | None = None
    """By their id; None where the store is lost."""


def left_in(present: driver.Connection) -> Left:
    """Read the ledgers of the store that is there now, whatever its schema."""
    exports = [
        (row, tuple(subject for (subject,) in present.execute(_SUBJECTS, (row["id"],))))
        for row in _rows(present, _LEDGERS["export"])
    ]
    return Left(
        exports=exports,
        backups=list(_rows(present, _LEDGERS["backup"])),
        told=list(_rows(present, _TOLD)),
        requests=list(_rows(present, _REQUESTS)),
        interviews={row["id"]: row for row in _rows(present, _INTERVIEWS)},
    )


def carry(records: Records, left: Left) -> None:
    """Write into a restored store what it does not have, with the times and names of then."""
    exports = {file.id for file in records.exports.ledger()}
    for row, subjects in left.exports:
        if row["id"] not in exports:
            records.exports.carry(_in(records, row), subjects)
    backups = {backup.id for backup in records.backups.ledger()}
    for row in left.backups:
        if row["id"] not in backups:
            records.backups.carry(_in(records, row))
    for row in left.told:
        if not records.notices.was_told(row["subject"]):
            _carry_told(records, row)
    requests = {request.id for request in records.requests.all()}
    for row in left.requests:
        if row["id"] not in requests:
            _carry_request(records, row)
    resend(records, left.interviews)


def _carry_told(records: Records, row: Row) -> None:
    kinds = {kind.id for kind in records.notices.kinds()}
    kind = {"kind_id": row["kind"]} if row["kind"] in kinds else {}
    notice_id, _, _ = records.notices.keep(row["language"], row["body"], row["sha256"], **kind)
    records.notices.told(
        row["subject"], notice_id, Method(row["field"]), at=row["at"], day=row["day"]
    )


def _carry_request(records: Records, row: Row) -> None:
    request = records.requests.open(
        RequestKind(row["kind"]),
        who=row["who"] or "closed since",  # blanked when it was closed, as it is here below
        received=date.fromisoformat(row["received"]),
        due=date.fromisoformat(row["due"]),
        subject=row["subject"],
        details=row["details"] or "",
        request_id=row["id"],
    )
    if row["closed"] is not None:
        records.requests.close(request.id, Outcome(row["outcome"]))


def _in(records: Records, row: Row) -> Row:
    """The row with whom the restored store knows as its staff member."""
    name = row["staff"] or ""
    known = {member.name: member.id for member in records.setup.settings().staff}
    staff_id = known.get(name) or (records.setup.save_staff(name).id if name else "")
    return {key: value for key, value in row.items() if key != "staff"} | {"staff_id": staff_id}


def _rows(present: driver.Connection, query: str) -> Iterator[Row]:
    with suppress(driver.OperationalError):  # a store from before there was such a table
        cursor = present.execute(query)
        names = [column[0] for column in cursor.description]
        yield from (dict(zip(names, values, strict=True)) for values in cursor)
