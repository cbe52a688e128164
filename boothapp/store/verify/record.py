"""A record of the log as it is read for the check."""

from typing import Any, NamedTuple

RECORDS = """
SELECT seq, id, device_id, device_seq, staff_id, at, day, hlc, kind, entity, field, subject,
    value, salt, digest, prev, hash
FROM change ORDER BY seq
"""
"""All of them, the columns that the hash covers first."""
FACTS = 12
"""How many those are."""


class Record(NamedTuple):
    """A row of the log, as the query says it."""

    seq: int
    id: str
    device_id: str
    device_seq: int
    staff_id: str
    at: int
    day: str
    hlc: int
    kind: str
    entity: str
    field: str
    subject: str | None
    value: str | None
    salt: bytes | None
    digest: bytes | None
    prev: bytes
    hash: bytes


class Said(NamedTuple):
    """A value as the log has it, and the record that said so."""

    value: Any
    seq: int
    kind: str
    at: int
    by: str = ""
