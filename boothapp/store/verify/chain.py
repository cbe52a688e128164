"""The chain of the log, record by record, and what each consent event says of itself."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.ledger import Proof
from boothapp.domain.notices import reference
from boothapp.store.changes import GENESIS, digest_of, hash_of
from boothapp.store.verify.findings import Findings

_STEP = 1000  # records between two words about progress
_FACTS = 12  # the columns that the hash covers come first
_LIST_EVENTS = frozenset({ConsentEvent.ROSTER_YES, ConsentEvent.ROSTER_NO})
_RESTORE = "restore the latest backup."
_QUERY = """
SELECT seq, id, device_id, device_seq, staff_id, at, day, hlc, kind, entity, field, subject,
    value, salt, digest, prev, hash
FROM change ORDER BY seq
"""


class _Record(NamedTuple):
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


@dataclass(slots=True)
class Chain:
    """How far the chain was read."""

    records: int = 0
    """The number of the last record."""
    consent_events: int = 0
    head: bytes = GENESIS
    hlc: int = 0
    devices: dict[str, int] = field(default_factory=dict)


def check_chain(
    connection: Connection, findings: Findings, progress: Callable[[int], None]
) -> Chain:
    """Recompute the chain; answers with its end."""
    chain, notices = Chain(), _notices(connection)
    # The driver's own cursor: a million records need no wrapper each.
    cursor: Any = connection.connection.cursor()
    cursor.execute(_QUERY)
    for number, row in enumerate(cursor, start=1):
        record = _Record._make(row)
        for fault in _faults(record, chain, notices):
            name = findings.record(record.seq, record.kind, record.at)
            findings.add(f"{fault.format(name)}. Keep this store as evidence; {_RESTORE}")
        chain.consent_events += record.kind.startswith("consent.")
        chain.records, chain.head, chain.hlc = record.seq, record.hash, record.hlc
        chain.devices[record.device_id] = record.device_seq
        if number % _STEP == 0:
            progress(number)
    return chain


def _faults(
    record: _Record, chain: Chain, notices: dict[str, dict[str, str | int]]
) -> Iterator[str]:
    """What is wrong with a record and its place; {} stands for its name."""
    if hash_of(list(record[:_FACTS]), record.digest, record.prev) != record.hash:
        yield "{} was changed after it was written"
    if record.seq != chain.records + 1:
        yield f"the log lacks what stood before {{}}: {record.seq - chain.records - 1} in number"
    elif record.prev != chain.head:
        yield "{} does not follow the record before it: one of the two was replaced"
    if record.device_seq != chain.devices.get(record.device_id, 0) + 1:
        yield "{} breaks its device's own count"
    if record.hlc <= chain.hlc:
        yield "the clock of {} goes backwards"
    value = record.value
    if value is not None and record.digest != digest_of(record.salt or b"", value):
        yield "the value of {} was changed"
    if record.kind.startswith("consent."):
        wrong = _wrong_in_event(record, notices)
        if wrong:
            yield f"{{}} {wrong}"


def _wrong_in_event(record: _Record, notices: dict[str, dict[str, str | int]]) -> str:
    """What is wrong with a consent event by itself; empty when nothing is."""
    try:
        event = ConsentEvent(record.kind.removeprefix("consent."))
        purpose = Purpose(record.field)
    except ValueError:
        return "is no consent event that there is"
    if record.subject is None or record.entity != record.subject:
        return "names no person"
    if event in _LIST_EVENTS and purpose is not Purpose.RECRUITING:
        return "lets the organiser's list speak for more than recruiting contact"
    if record.value is None:
        return "lost its proof: it was blanked"
    try:
        said: dict[str, object] = json.loads(record.value)
        proof = Proof.read(record.value)
    except (ValueError, TypeError, AttributeError):
        return "has a proof that cannot be read"
    if proof.facts() != said:
        return "has a proof that says what no proof may say"
    named = {name: said[name] for name in _OF_NOTICE if name in said}
    shown = notices.get(proof.sha256, {})
    if any(shown.get(name) != value for name, value in named.items()):
        return "names a notice that was not kept"
    return ""


_OF_NOTICE = ("notice", "notice_id", "version", "language", "sha256")


def _notices(connection: Connection) -> dict[str, dict[str, str | int]]:
    """What a proof may say of a notice, by the hash of its text."""
    query = "SELECT id, version, language, day, sha256, body FROM notice"
    found = {}
    for row in connection.exec_driver_sql(query):
        with suppress(ValueError, TypeError, KeyError):  # its text was changed: facts.py names it
            name = json.loads(row.body)["language"]["name"]
            found[row.sha256] = {
                "notice": reference(row.version, date.fromisoformat(row.day), name),
                "notice_id": row.id,
                "version": row.version,
                "language": row.language,
                "sha256": row.sha256,
            }
    return found
