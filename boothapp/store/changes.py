"""The change log: every write appends here what it changed, hashed over the record before.

The chain hashes everything except `value` and `salt`, so both can be blanked when a person is
erased while the chain stays whole. `digest` is SHA-256 over salt and value: with both at hand it
proves the value, without them it says nothing.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any, TypedDict

from sqlalchemy import Connection, bindparam, insert, select
from sqlmodel import col

from boothapp.ids import new_id
from boothapp.store.tables import Change

GENESIS = bytes(32)
_SALT_BYTES = 16
_COUNTER_BITS = 16
# An encoder made once: json.dumps would make one for each of a million records.
_FACTS_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
_OF_PERSONS = ("consent.", "person.")


@dataclass(frozen=True, slots=True)
class Moment:
    """Who writes, on which device, and when: the same for a whole transaction.

    `at` is in milliseconds since 1970 UTC, `day` the ISO date in the event's zone.
    """

    device_id: str
    staff_id: str
    at: int
    day: str


class ChangeLog:
    """Appends to the log within one transaction."""

    def __init__(self, connection: Connection, moment: Moment) -> None:
        """`connection` holds the write lock, so the end of the chain cannot move underneath."""
        self._connection = connection
        self._moment = moment
        self._end: _End | None = None
        self._first_of_person: int | None = None
        self._kinds: set[str] = set()

    @property
    def end(self) -> int | None:
        """The sequence number that was written last; None where nothing was."""
        return self._end.seq if self._end is not None else None

    @property
    def first_of_person(self) -> int | None:
        """Where this transaction began to record consents or erasures; None where it did not."""
        return self._first_of_person

    def wrote(self, kinds: Set[str]) -> bool:
        """Whether this transaction recorded anything of these kinds."""
        return not kinds.isdisjoint(self._kinds)

    def append(
        self,
        kind: str,
        entity: str,
        field: str = "",
        *,
        subject: str | None = None,
        value: object = None,
        moment: Moment | None = None,
    ) -> int:
        """Write one record and answer its sequence number.

        `kind` is "entity.verb" (or "consent.<event>", which the triggers fold into the state);
        `value` anything JSON can say, None for nothing. Personal values need a valid grant: the
        store refuses them otherwise. `moment` says when and by whom it was done where that was
        not now, but before a restore.
        """
        moment = moment or self._moment
        end = self._end or self._find_end()
        hlc = max(moment.at << _COUNTER_BITS, end.hlc + 1)
        facts = {
            "seq": end.seq + 1,
            "id": new_id(),
            "device_id": self._moment.device_id,
            "device_seq": end.device_seq + 1,
            "staff_id": moment.staff_id,
            "at": moment.at,
            "day": moment.day,
            "hlc": hlc,
            "kind": kind,
            "entity": entity,
            "field": field,
            "subject": subject,
        }
        proof = _proof(value)
        sealed = hash_of(list(facts.values()), proof["digest"], end.hash)
        self._connection.execute(_INSERT, facts | proof | {"prev": end.hash, "hash": sealed})
        self._kinds.add(kind)
        if self._first_of_person is None and kind.startswith(_OF_PERSONS):
            self._first_of_person = end.seq + 1
        self._end = _End(end.seq + 1, sealed, hlc, end.device_seq + 1)
        return end.seq + 1

    def append_consents(self, events: Sequence[tuple[str, str, object]], purpose: str) -> None:
        """Write many consent events at once: of each its kind, its subject and its proof."""
        end, moment = self._end or self._find_end(), self._moment
        if events and self._first_of_person is None:
            self._first_of_person = end.seq + 1
        rows = []
        for kind, subject, value in events:
            hlc = max(moment.at << _COUNTER_BITS, end.hlc + 1)
            facts: list[Any] = [end.seq + 1, new_id(), moment.device_id, end.device_seq + 1]
            facts += [moment.staff_id, moment.at, moment.day, hlc, kind, subject, purpose, subject]
            proof = _proof(value)
            sealed = hash_of(facts, proof["digest"], end.hash)
            rows.append((*facts, *proof.values(), end.hash, sealed))
            self._kinds.add(kind)
            end = _End(end.seq + 1, sealed, hlc, end.device_seq + 1)
        cursor: Any = self._connection.connection.cursor()
        cursor.executemany(_INSERT_MANY, rows)
        self._end = end

    def _find_end(self) -> "_End":
        last = self._connection.execute(_LAST).first()
        if last is None:
            return _End(0, GENESIS, 0, 0)
        mine = self._connection.execute(_LAST_OF_DEVICE, {"device": self._moment.device_id})
        return _End(last.seq, last.hash, last.hlc, mine.scalar() or 0)


@dataclass(frozen=True, slots=True)
class _End:
    """The end of the chain."""

    seq: int
    hash: bytes
    hlc: int
    device_seq: int


class _Proof(TypedDict):
    """A value as the log keeps it."""

    value: str | None
    salt: bytes | None
    digest: bytes | None


def _proof(value: object) -> _Proof:
    if value is None:
        return {"value": None, "salt": None, "digest": None}
    text, salt = (
        json.dumps(value, ensure_ascii=False, sort_keys=True),
        secrets.token_bytes(_SALT_BYTES),
    )
    return {"value": text, "salt": salt, "digest": digest_of(salt, text)}


def digest_of(salt: bytes, text: str) -> bytes:
    """The salted digest of a value."""
    return hashlib.sha256(salt + text.encode()).digest()


def hash_of(facts: Sequence[object], digest: bytes | None, prev: bytes) -> bytes:
    """The hash of a record: over the hash before, its value's digest and its facts in order."""
    text = _FACTS_AS_JSON(facts)
    return hashlib.sha256(prev + (digest or b"") + text.encode()).digest()


def last_seq(connection: Connection) -> int:
    """The sequence number at the end of the log; 0 while it is empty."""
    last = connection.execute(_LAST).first()
    return 0 if last is None else int(last.seq)


_INSERT = insert(Change)
_INSERT_MANY = """
INSERT INTO change (seq, id, device_id, device_seq, staff_id, at, day, hlc, kind, entity, field,
subject, value, salt, digest, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LAST = (
    select(col(Change.seq), col(Change.hash), col(Change.hlc))
    .order_by(col(Change.seq).desc())
    .limit(1)
)
_LAST_OF_DEVICE = (
    select(col(Change.device_seq))
    .where(col(Change.device_id) == bindparam("device"))
    .order_by(col(Change.device_seq).desc())
    .limit(1)
)
