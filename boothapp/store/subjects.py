"""Pseudonyms: a person is known in facts and in the log by a keyed hash only.

The key is made with the store and never changes, so that the same badge is the same subject on
every day of the event; it lies inside the encrypted database.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from boothapp.domain.identifiers import one_spelling
from boothapp.store import proving
from boothapp.store.changes import ChangeLog
from boothapp.store.handing import led_on
from boothapp.store.proving import Sum
from boothapp.store.same_person import SamePersons
from boothapp.store.tables import Identity

SECRET = "subject"  # noqa: S105 - the name under which the secret lies

_ID = "id"  # the only kind that is handed on
_NAMED = "SELECT key, subject FROM identity WHERE key IN (SELECT value FROM json_each(?))"

Identifier = tuple[str, str]
"""A kind ("id", "email", "url", "payload") and the identifier itself."""


class Subjects:
    """Finds and makes subjects within one transaction."""

    def __init__(self, connection: Connection, secret: bytes, same: SamePersons) -> None:
        self._connection = connection
        self._secret = secret
        self._same = same
        self._moved = Sum()

    def find(self, identifiers: Sequence[Identifier]) -> str | None:
        """The known person of the first identifier that names one, in their order."""
        found = self.find_badge(identifiers)
        return None if found is None else self._same.main(found)

    def find_badge(self, identifiers: Sequence[Identifier]) -> str | None:
        """As `find`, but the badge's own subject: what a list says is said of that one."""
        return self._find(self._counting(identifiers))

    def knows(self, identifier: Identifier) -> bool:
        """Whether exactly this identifier was met before."""
        # Asked for each text that one scan may be; a query that is built costs ten times as much.
        query = "SELECT 1 FROM identity WHERE key = ?"
        found = self._connection.exec_driver_sql(query, (self.key(identifier),))
        return found.first() is not None

    def subject(self, identifiers: Sequence[Identifier]) -> str:
        """The person: known by one of the identifiers, else made of the first."""
        return self._same.main(self.badge(identifiers))

    def badge(self, identifiers: Sequence[Identifier]) -> str:
        """As `subject`, but the badge's own."""
        counting = self._counting(identifiers)
        return self._find(counting) or self.key_now(counting[0])

    def was_handed_on(self, identifier: Identifier) -> bool:
        """Whether this is the id of a ticket that another owner had before."""
        return self.key_now(identifier) != self.key(identifier)

    def key_now(self, identifier: Identifier) -> str:
        """The key that stands for an identifier: of a ticket that was handed on, a derived one."""
        return self._led(identifier)[0]

    def register(self, identifiers: Sequence[Identifier], subject: str) -> None:
        """Remember that these identifiers are this person; the first word stands."""
        for identifier in identifiers:
            self._insert(self.key_now(identifier), identifier[0], subject)

    def register_many(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """As `register`, of many kinds, keyed hashes and the subjects they name at once."""
        cursor: Any = self._connection.connection.cursor()
        known = "SELECT key FROM identity WHERE key IN (SELECT value FROM json_each(?))"
        found = cursor.execute(known, (json.dumps([key for _, key, _ in rows]),))
        there = {row[0] for row in found.fetchall()}
        new = [(key, kind, subject) for kind, key, subject in rows if key not in there]
        cursor.executemany("INSERT INTO identity (key, kind, subject) VALUES (?, ?, ?)", new)
        for row in new:
            self._moved = self._moved.with_row(*row)

    def register_email(self, email: str, subject: str) -> None:
        """Remember an address that was typed, where there is one: a no has to be found by it."""
        if email:
            self.register([("email", email)], subject)

    def adopt(self, hashed: tuple[str, str], subject: str) -> str | None:
        """Remember a keyed hash and its kind from another copy of this store as this person's.

        Answers whom it leads to: somebody else where it is known as theirs here, None where it
        names nobody any more.
        """
        key, kind = hashed
        self._insert(key, kind, subject)
        query = select(col(Identity.subject)).where(col(Identity.key) == key)
        return self._connection.execute(query).scalar()

    def mark_shared(self, identifier: Identifier) -> None:
        """Two people share this identifier, so from now on it names neither."""
        key, kind = self.key(identifier), identifier[0]
        self._insert(key, kind, None)
        self.hand_on([key])

    def hand_on(self, keys: Sequence[str]) -> None:
        """Let these keys name nobody any more; what is registered next is of who has them now."""
        row = col(Identity.key).in_(keys) & col(Identity.subject).is_not(None)
        query = select(col(Identity.key), col(Identity.kind), col(Identity.subject)).where(row)
        for key, kind, subject in self._connection.execute(query).all():
            self._moved = self._moved.without_row(key, kind, subject).with_row(key, kind, None)
        self._connection.execute(update(Identity).where(row).values(subject=None))

    def forget(self, subject: str) -> None:
        """Delete the hashes that lead to a person. The store refuses it while anything is known."""
        theirs = col(Identity.subject) == subject
        query = select(col(Identity.key), col(Identity.kind)).where(theirs)
        for key, kind in self._connection.execute(query).all():
            self._moved = self._moved.without_row(key, kind, subject)
        self._connection.execute(delete(Identity).where(theirs))

    def prove(self, log: ChangeLog) -> None:
        """At the end of a transaction: let the log say what all the rows amount to now."""
        if self._moved == Sum() and self._same.moved == Sum():
            return
        before = proving.logged_sum(self._connection)
        now = proving.sum_of(self._connection) if before is None else before.plus(self._moved)
        same = proving.logged_same(self._connection).plus(self._same.moved)
        value = now.facts(self._secret) | proving.same_facts(same)
        log.append("identity.set", "identity", value=value)
        self._moved = self._same.moved = Sum()

    def key(self, identifier: Identifier) -> str:
        """The keyed hash of an identifier, in hex."""
        return key_of(self._secret, identifier)

    def _find(self, identifiers: Sequence[Identifier]) -> str | None:
        """Whom the first of them names that names anybody."""
        found = (self._led(identifier)[1] for identifier in identifiers)
        return next((subject for subject in found if subject is not None), None)

    def _counting(self, identifiers: Sequence[Identifier]) -> Sequence[Identifier]:
        """Those that say whose a badge is.

        Beside an id that was handed on, the other ids in its code are of who had it before. The
        last one decides, which is the one that all lists of an event have.
        """
        ids = [one for one in identifiers if one[0] == _ID]
        handed = [one for one in ids if self.was_handed_on(one)][-1:] if len(ids) > 1 else []
        return [*handed, *(one for one in identifiers if one[0] != _ID)] if handed else identifiers

    def _led(self, identifier: Identifier) -> tuple[str, str | None]:
        """The key that stands for an identifier now, and whom it names."""
        key = self.key(identifier)
        known = self._look([key])
        if identifier[0] == _ID:
            key = led_on([key], known, self._look).get(key, key)
        return key, known.get(key)

    def _look(self, keys: Sequence[str]) -> dict[str, str | None]:
        # Asked several times for each scan; a query that is built costs ten times as much.
        rows = self._connection.exec_driver_sql(_NAMED, (json.dumps(keys),))
        return {row.key: row.subject for row in rows}

    def _insert(self, key: str, kind: str, subject: str | None) -> None:
        """One more row; the first word about a key stands."""
        row = {"key": key, "kind": kind, "subject": subject}
        added = self._connection.execute(insert(Identity).prefix_with("OR IGNORE"), row)
        if added.rowcount:
            self._moved = self._moved.with_row(key, kind, subject)


def key_of(secret: bytes, identifier: Identifier) -> str:
    """The keyed hash of an identifier under a store's secret, in hex."""
    kind, text = identifier
    plain = f"{kind}:{one_spelling(kind, text)}".encode()
    return hmac.new(secret, plain, hashlib.sha256).hexdigest()
