"""The journal of endings, beside the database: whose grants ended, as pseudonyms.

A restore does again what ended since the backup. Where the store of now is lost or damaged, this
file still says so: each transaction that ends grants writes it, before it commits. A line carries
a MAC under a key of the store, so that nobody can end a person's consent by typing a line.
"""

import errno
import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from boothapp.domain.consent import VALID_STATES, Purpose
from boothapp.domain.errors import DiskFull, StoreNotWritable
from boothapp.domain.ledger import Reason
from boothapp.store.files import append_durably

FILE = "erasures.jsonl"

_VALID = ", ".join(f"'{state.value}'" for state in sorted(VALID_STATES))
# Looked up by the state, not by who recorded it: whatever ended a grant is found.
_ENDED = f"""
SELECT c.id, c.subject, c.field, c.at, c.kind, json_extract(c.value, '$.reason') AS reason
FROM change AS c LEFT JOIN consent_state AS s ON s.subject = c.subject AND s.purpose = c.field
WHERE c.seq >= ? AND (c.kind = 'person.erase' OR (
    c.kind GLOB 'consent.*' AND s.state NOT IN ({_VALID}) AND (
        c.kind = 'consent.mistake' OR EXISTS (
            SELECT 1 FROM consent_effect AS e
            WHERE e.seq = c.seq AND e.state_before IN ({_VALID})
        )
    )
)) ORDER BY c.seq
"""  # noqa: S608 - fixed words of our own


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of somebody's grants. `id` is the change record's that says so, `at` in ms UTC."""

    id: str
    subject: str
    purposes: tuple[Purpose, ...]
    reason: Reason
    at: int

    @property
    def erased(self) -> bool:
        """Whether the person was erased, rather than one grant of theirs taken back."""
        return self.reason is Reason.ERASURE


def endings_since(connection: Connection, seq: int) -> tuple[Ending, ...]:
    """The endings that the log records from place `seq` on and that still stand."""
    rows = connection.exec_driver_sql(_ENDED, (seq,))
    return tuple(
        Ending(
            id=row.id,
            subject=row.subject,
            purposes=(Purpose(row.field),) if row.kind != "person.erase" else tuple(Purpose),
            reason=Reason.ERASURE if row.kind == "person.erase" else Reason.OWN_WISH,
            at=row.at,
        )
        for row in rows
    )


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
    said = {
        "id": ending.id,
        "subject": ending.subject,
        "purposes": [purpose.value for purpose in ending.purposes],
        "reason": ending.reason.value,
        "at": ending.at,
    }
    return json.dumps({**said, "mac": _mac(said, secret)}).encode() + b"\n"


def _parsed(line: bytes, secret: bytes) -> Ending | None:
    try:
        said = json.loads(line)
        mac = str(said.pop("mac"))
        if not hmac.compare_digest(mac, _mac(said, secret)):
            return None
        purposes: Sequence[str] = said["purposes"]
        return Ending(
            id=said["id"],
            subject=said["subject"],
            purposes=tuple(Purpose(purpose) for purpose in purposes),
            reason=Reason(said["reason"]),
            at=said["at"],
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _mac(said: dict[str, object], secret: bytes) -> str:
    key = hmac.new(secret, b"BoothApp: the journal of endings", hashlib.sha256).digest()
    text = json.dumps(said, sort_keys=True).encode()
    return hmac.new(key, text, hashlib.sha256).hexdigest()
