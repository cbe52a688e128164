"""The organiser's list in the store: details of those who opted in, keyed hashes of the others."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlmodel import col

from boothapp.domain.consent import (
    ConsentEvent,
    ConsentState,
    Purpose,
    Verdict,
    is_valid,
    verdict_of,
)
from boothapp.domain.ledger import Method, Proof
from boothapp.domain.people import Person
from boothapp.domain.roster import RosterImport, RosterRow
from boothapp.ids import new_id
from boothapp.store import proving, tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.consents import Consents
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnyRow, AnySelect, person_columns, person_of
from boothapp.store.roster_bulk import RosterBulk
from boothapp.store.roster_matching import RosterMatching
from boothapp.store.same_person import SamePersons
from boothapp.store.subjects import Identifier, Subjects

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
        same: SamePersons,
        consents: Consents,
    ) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment
        self._subjects = subjects
        self._same = same
        self._consents = consents
        self._digests: dict[str, dict[str, str | None]] = {}
        self._until: date | None = None
        self._said_no: frozenset[str] = frozenset()
        self._several = True
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
            self._write({**entry._mapping, **values})

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
        until: date | None = None,
        signed_by: str = "",
    ) -> str:
        """Record an import (file, counts and digest, no row values) and answer its id.

        `until` is the last day on which the list's yes counts: the one that people are told.
        """
        assert self._log is not None, "rosters are taken in by a writing transaction"  # noqa: S101
        self._until = until
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

    def part(self, rows: Iterable[RosterRow]) -> None:
        """Before a list is taken in: an e-mail that several of its badges share names nobody.

        Unless somebody was met by that e-mail alone: then the first of them is that person, for a
        no must not be lost. And of whom it says no under one of their badges, it says no.
        """
        self._several = self._same.are_any  # asked once, not for each of many rows
        said_no: set[str] = set()
        badges: dict[str, set[str]] = {}
        for row in rows:
            said_no |= set(self._in_no_row(row))
            if row.email and row.badge_id:
                badges.setdefault(row.email.casefold(), set()).add(row.badge_id)
        self._said_no = frozenset(said_no)
        for email, owners in badges.items():
            met = self._subjects.find_badge([("email", email)])
            if len(owners) > 1 and (met is None or self.entry(met) is not None):
                self._subjects.mark_shared(("email", email))

    def take_in(self, row: RosterRow, import_id: str) -> str:
        """Store one row: identity, the organiser's word, then details where they may be kept.

        Of somebody who has several badges a no about one is a no about all (see `part`).
        """
        subject = self._identify(row, import_id)
        main = self._same.main(subject) if self._several else subject
        if main in self._said_no:
            row = replace(row, opted_in=False)
        self._hear(subject, opted_in=row.opted_in)
        if main != subject and not row.opted_in:
            self._hear_no(main)
        values: dict[str, Any] = {"import_id": import_id, "opted_in": int(row.opted_in)}
        values |= self._details(row, self._consents.state(subject))
        self._write(values | {"subject": subject})
        return subject

    def _hear(self, subject: str, *, opted_in: bool) -> None:
        """Record the organiser's word about a subject, where it is another than before."""
        word = ConsentEvent.ROSTER_YES if opted_in else ConsentEvent.ROSTER_NO
        if self._consents.roster_word(subject) != word.value:
            proof = Proof(method=Method.LIST, until=self._until if opted_in else None)
            self._consents.record(subject, Purpose.RECRUITING, word, proof)

    def _hear_no(self, subject: str) -> None:
        """The list says no about another badge of this person."""
        self._hear(subject, opted_in=False)
        entry = self.entry(subject)
        if entry is not None and entry.opted_in:
            self._write({**entry._mapping, "opted_in": 0})

    def _in_no_row(self, row: RosterRow) -> Iterator[str]:
        """The person with several badges about one of which a row says no."""
        if self._several and not row.opted_in:
            found = self._subjects.find(_identifiers(row))
            if found is not None and self._same.others(found):
                yield found

    def prove(self, log: ChangeLog) -> None:
        """At the end of a transaction: let the log prove the details that were written in it.

        The salt lies in the row and goes with the details; then the digest says nothing any more.
        """
        for import_id, digests in self._digests.items():
            log.append("roster.rows", import_id, value=digests)
        self._digests.clear()

    def _write(self, values: Mapping[str, Any]) -> None:
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

    def _details(self, row: RosterRow, state: ConsentState) -> dict[str, str | None]:
        columns = person_columns(row.person) | {"badge_id": row.badge_id or None}
        if row.opted_in and is_valid(state):
            return dict(columns)
        return dict.fromkeys(columns)

    def _identify(self, row: RosterRow, import_id: str) -> str:
        """The subject of a row, which its badge id and e-mail name from now on.

        An e-mail that two rows share names neither of them. But a newer list's new badge id with
        the e-mail of somebody who said no is that person's new badge: no badge outlives a no.
        """
        found = _identifiers(row)
        badge = [one for one in found if one[0] == "id"]
        email = [one for one in found if one[0] == "email"]
        subject = self._subjects.badge([*badge, *email])
        named = self._subjects.find_badge(email)
        if named is not None and named != subject and self.entry(named) is not None:
            self._subjects.mark_shared(email[0])
        if badge and named == subject and self._other_person(subject, row, import_id):
            self._subjects.mark_shared(email[0])
            subject = self._subjects.badge(badge)
        self._subjects.register([*badge, *email], subject)
        return subject

    def _other_person(self, subject: str, row: RosterRow, import_id: str) -> bool:
        """Whether the subject that a row's e-mail names is on the list under another badge."""
        entry = self.entry(subject)
        if entry is None or self._subjects.find_badge([("id", row.badge_id)]) == subject:
            return False
        said_no = verdict_of(self._consents.state(subject), has_lead=False) is Verdict.DECLINED
        return entry.import_id == import_id or not said_no

    def bulk(self, matching: RosterMatching) -> RosterBulk:
        """Takes plain rows in, many at once."""
        assert self._log is not None, "rosters are taken in by a writing transaction"  # noqa: S101
        return RosterBulk(self._connection, self._log, matching, self._subjects)

    def any_import(self) -> bool:
        """Whether a list was taken in before."""
        query = select(col(tables.RosterImport.id)).limit(1)
        return self._connection.execute(query).first() is not None

    def imports(self) -> tuple[RosterImport, ...]:
        """The lists that were taken in, newest first."""
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
            )
            for row in self._connection.execute(query)
        )


def _identifiers(row: RosterRow) -> list[Identifier]:
    """What a row names its person by, the strongest first."""
    found = (("id", row.badge_id), ("email", row.email))
    return [(kind, text) for kind, text in found if text]
