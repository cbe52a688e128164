"""The journal of endings, beside the database: whose grants ended, as pseudonyms.

A restore does again what ended since the backup. Where the store of now is lost or damaged, this
file still says so: each transaction that ends grants writes it, before it commits. A line carries
a MAC under a key of the store, so that nobody can end a person's consent by typing a line.
"""

import errno
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from boothapp.domain.consent import VALID_STATES, ConsentEvent, Purpose
from boothapp.domain.errors import DiskFull, StoreNotWritable
from boothapp.domain.ledger import Method, Proof, Reason
from boothapp.files import append_durably

FILE = "erasures.jsonl"
ERASE = "person.erase"

_VALID = ", ".join(f"'{state.value}'" for state in sorted(VALID_STATES))
# Looked up by the state, not by who recorded it: whatever ended a grant is found, and every no.
_ENDED = f"""
SELECT c.id, c.subject, c.field, c.at, c.kind, c.value
FROM change AS c LEFT JOIN consent_state AS s ON s.subject = c.subject AND s.purpose = c.field
LEFT JOIN consent_effect AS e ON e.seq = c.seq
WHERE c.seq >= ? AND (c.kind = '{ERASE}' OR (
    c.kind GLOB 'consent.*' AND s.state NOT IN ({_VALID}) AND (
        c.kind = 'consent.mistake' OR e.event IN ('declined', 'withdrawn')
        OR e.state_before IN ({_VALID})
    )
)) ORDER BY c.seq
"""  # noqa: S608 - fixed words of our own
_KEYS = "SELECT key, kind FROM identity WHERE subject = ? ORDER BY key"

Key = tuple[str, str]
"""A keyed hash that leads to a subject, and the kind of identifier it was made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The end of somebody's grants, or their no.

    `id` is the change record's that says so, `at` in ms UTC. `keys` lead to the person, so that
    they are known again on whatever badge or list they come; a grant that only ran out has none.
    """

    id: str
    subject: str
    purposes: tuple[Purpose, ...]
    event: ConsentEvent
    method: Method | None
    reason: Reason | None
    at: int
    keys: tuple[Key, ...] = ()

    @property
    def erased(self) -> bool:
        """Whether the person was erased: that alone ends all purposes in one record."""
        return len(self.purposes) == len(Purpose)

    @property
    def is_mark(self) -> bool:
        """Whether it keeps the person from being asked, not only from being held."""
        return self.event in (ConsentEvent.DECLINED, ConsentEvent.WITHDRAWN)


def ending_of(
    record: str, subject: str, field: str, at: int, kind: str, value: str | None
) -> Ending:
    """The ending that a change record tells of."""
    if kind == ERASE:
        return Ending(
            id=record,
            subject=subject,
            purposes=tuple(Purpose),
            event=ConsentEvent.WITHDRAWN,
            method=Method.REQUEST,
            reason=Reason.ERASURE,
            at=at,
        )
    proof = Proof.read(value)
    return Ending(
        id=record,
        subject=subject,
        purposes=(Purpose(field),),
        event=ConsentEvent(kind.removeprefix("consent.")),
        method=proof.method,
        reason=proof.reason,
        at=at,
    )


def endings_since(connection: Connection, seq: int) -> tuple[Ending, ...]:
    """The endings that the log records from place `seq` on and that still stand."""
    endings = [ending_of(*row) for row in connection.exec_driver_sql(_ENDED, (seq,))]
    return tuple(
        replace(ending, keys=_keys(connection, ending.subject)) if ending.is_mark else ending
        for ending in endings
    )


def _keys(connection: Connection, subject: str) -> tuple[Key, ...]:
    return tuple((row.key, row.kind) for row in connection.exec_driver_sql(_KEYS, (subject,)))


def append(folder: Path, secret: bytes, endings: Iterable[Ending]) -> None:
    """Write endings down, durable when this returns. Raises StoreNotWritable, DiskFull."""
    lines = b"".join(_line(ending, secret) for ending in endings)
    if not lines:
        return
    try:
        append_durably(folder / FILE, _after_what_was_cut(folder / FILE) + lines)
    except OSError as error:
        raise _named(error) from error


def read(file: Path, secret: bytes) -> tuple[Ending, ...]:
    """The endings in `file`; lines that are cut, garbled or not from this store are left out."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError:
        return ()
    return tuple(ending for line in lines if (ending := _parsed(line, secret)) is not None)


def _named(error: OSError) -> StoreNotWritable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull("The disk is full, so this was not stored. Free some space; do it again.")
    return StoreNotWritable(f"{FILE} beside the store cannot be written, so this was not stored.")


def _after_what_was_cut(file: Path) -> bytes:
    """A line end, where a crash cut the last line short."""
    try:
        with file.open("rb") as journal:
            journal.seek(-1, 2)
            return b"" if journal.read(1) == b"\n" else b"\n"
    except OSError:  # not there yet, or empty
        return b""


def _line(ending: Ending, secret: bytes) -> bytes:
    said: dict[str, object] = {
        "id": ending.id,
        "subject": ending.subject,
        "purposes": [purpose.value for purpose in ending.purposes],
        "event": ending.event.value,
        "method": ending.method.value if ending.method else None,
        "reason": ending.reason.value if ending.reason else None,
        "at": ending.at,
        "keys": [list(key) for key in ending.keys],
    }
    return json.dumps({**said, "mac": _mac(said, secret)}).encode() + b"\n"


def _parsed(line: bytes, secret: bytes) -> Ending | None:
    try:
        said = json.loads(line)
        mac = str(said.pop("mac"))
        if not hmac.compare_digest(mac, _mac(said, secret)):
            return None
        # Older lines have neither event, method nor keys: something was taken back.
        method, reason = said.get("method", Method.REQUEST.value), said["reason"]
        return Ending(
            id=said["id"],
            subject=said["subject"],
            purposes=tuple(Purpose(purpose) for purpose in said["purposes"]),
            event=ConsentEvent(said.get("event", ConsentEvent.WITHDRAWN.value)),
            method=Method(method) if method else None,
            reason=Reason(reason) if reason else None,
            at=said["at"],
            keys=tuple((key, kind) for key, kind in said.get("keys", [])),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _mac(said: dict[str, object], secret: bytes) -> str:
    key = hmac.new(secret, b"BoothApp: the journal of endings", hashlib.sha256).digest()
    text = json.dumps(said, sort_keys=True).encode()
    return hmac.new(key, text, hashlib.sha256).hexdigest()
