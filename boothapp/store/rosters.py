"""The organiser's list in the store: details of those who opted in, keyed hashes of the others."""

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlmodel import col

from boothapp.domain.people import Person
from boothapp.ids import new_id
from boothapp.store import proving, tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnyRow, AnySelect, person_columns, person_of
from boothapp.store.subjects import Subjects

if TYPE_CHECKING:  # taking a list in is nothing for the start
    from boothapp.domain.roster import RosterImport
    from boothapp.store.roster_bulk import RosterBulk
    from boothapp.store.roster_matching import RosterMatching

_DIGESTS_A_RECORD = 500

# Made once: a large list writes them a hundred thousand times.
_INSERT_ENTRY = insert(tables.RosterEntry)
_UPDATE_ENTRY = update(tables.RosterEntry).where(
    col(tables.RosterEntry.subject) == bindparam("known")
)


class Rosters:
    """Reads and takes in rosters within one transaction."""

    def __init__(
        self,
        connection: Connection,
        log: ChangeLog | None,
        moment: Moment,
        subjects: Subjects,
    ) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment
        self._subjects = subjects
        self._digests: dict[str, dict[str, str | None]] = {}
        self.overwrote = False
        """Whether this transaction wrote over rows that were there: what they said goes."""

    def entry(self, subject: str) -> AnyRow | None:
        """The row of a person, with `day` of the list it came from; None where no list has them."""
        entry, origin = tables.RosterEntry, tables.RosterImport
        query: AnySelect = (
            select(entry.__table__, col(origin.day))  # type: ignore[attr-defined] # SQLModel adds it
            .join(origin, col(origin.id) == col(entry.import_id))
            .where(col(entry.subject) == subject)
        )
        return self._connection.execute(query).first()

    def person(self, subject: str) -> Person | None:
        """The details of somebody on the list who agrees to share; None for everybody else."""
        row = self.entry(subject)
        return person_of(row) if row is not None and row.name is not None else None

    def badge_id(self, subject: str) -> str | None:
        """The badge id that the list gives somebody who agrees to share."""
        row = self.entry(subject)
        return row.badge_id if row is not None else None

    def badges_like(self, glob: str, limit: int) -> list[str]:
        """Badge ids of who shares that are of this pattern of SQLite's GLOB."""
        badge = col(tables.RosterEntry.badge_id)
        query = select(badge).where(badge.op("GLOB")(glob)).limit(limit)
        return [str(found) for found in self._connection.execute(query).scalars()]

    def details(self, subject: str) -> dict[str, Any] | None:
        """The personal columns as they stand, for `put_back`; None where none are kept."""
        row = self.entry(subject)
        if row is None or row.name is None:
            return None
        return {name: row._mapping[name] for name in proving.DETAILS}

    def put_back(self, subject: str, values: Mapping[str, Any]) -> None:
        """Write details back that the end of a grant had blanked; the store checks the grant."""
        entry = self.entry(subject)
        if entry is not None:
            self.write({**entry._mapping, **values})

    def correct(self, subject: str, person: Person) -> Person | None:
        """Put the details of somebody on the list right; answers those before, None without any.

        A newer list brings the organiser's own again.
        """
        before = self.person(subject)
        if before is not None:
            self.put_back(subject, person_columns(person))
        return before

    def begin(
        self,
        *,
        file: str,
        sha256: str,
        opted_in: int,
        opted_out: int,
        refused: int,
        signed_by: str = "",
    ) -> str:
        """Record an import (file, counts and digest, no row values) and answer its id."""
        assert self._log is not None, "rosters are taken in by a writing transaction"  # noqa: S101
        import_id = new_id()
        counts: dict[str, int | str] = {
            "opted_in": opted_in,
            "opted_out": opted_out,
            "refused": refused,
        }
        if signed_by:
            counts["signed_by"] = signed_by
        self._connection.execute(
            insert(tables.RosterImport),
            {
                "id": import_id,
                "at": self._moment.at,
                "day": self._moment.day,
                "staff_id": self._moment.staff_id,
                "file": file,
                "sha256": sha256,
                **counts,
            },
        )
        said = {"file": file, "sha256": sha256, **counts}
        self._log.append("roster.import", import_id, value=said)
        return import_id

    def prove(self, log: ChangeLog) -> None:
        """At the end of a transaction: let the log prove the details that were written in it.

        The salt lies in the row and goes with the details; then the digest says nothing any more.
        """
        for import_id, digests in self._digests.items():
            log.append("roster.rows", import_id, value=digests)
        self._digests.clear()

    def write(self, values: Mapping[str, Any]) -> None:
        """Write the row of `values["subject"]`, salted anew."""
        subject, import_id = values["subject"], values["import_id"]
        holds = any(values[name] is not None for name in proving.DETAILS)
        salt = secrets.token_bytes(proving.SALT_BYTES) if holds else None
        row = {name: values[name] for name in proving.ENTRY} | {"salt": salt}
        if self._connection.execute(_UPDATE_ENTRY, row | {"known": subject}).rowcount == 0:
            self._connection.execute(_INSERT_ENTRY, row | {"subject": subject})
        else:
            self.overwrote = True
        digest = proving.digest_of_entry(salt, row) if salt else None
        self._digests.setdefault(import_id, {})[subject] = digest
        if len(self._digests[import_id]) == _DIGESTS_A_RECORD:
            assert self._log is not None, "rosters are taken in by a writing transaction"  # noqa: S101
            self.prove(self._log)

    def bulk(self, matching: "RosterMatching") -> "RosterBulk":
        """Takes plain rows in, many at once."""
        from boothapp.store.roster_bulk import RosterBulk

        assert self._log is not None, "rosters are taken in by a writing transaction"  # noqa: S101
        return RosterBulk(self._connection, self._log, matching, self._subjects)

    def any_import(self) -> bool:
        """Whether a list was taken in before."""
        query = select(col(tables.RosterImport.id)).limit(1)
        return self._connection.execute(query).first() is not None

    def imports(self) -> "tuple[RosterImport, ...]":
        """The lists that were taken in, newest first."""
        from boothapp.domain.roster import RosterImport

        origin, staff = tables.RosterImport, tables.Staff
        query: AnySelect = (
            select(origin.__table__, col(staff.name).label("staff"))  # type: ignore[attr-defined] # SQLModel adds it
            .join(staff, col(staff.id) == col(origin.staff_id))
            .order_by(col(origin.at).desc(), col(origin.id).desc())
        )
        return tuple(
            RosterImport(
                id=row.id,
                at=from_ms(row.at),
                file=row.file,
                rows=row.opted_in + row.opted_out,
                opted_in=row.opted_in,
                staff=row.staff,
                signed_by=row.signed_by,
            )
            for row in self._connection.execute(query)
        )
