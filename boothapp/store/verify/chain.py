"""The chain of the log, record by record, and what each consent event says of itself."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.ledger import Proof
from boothapp.domain.notices import reference
from boothapp.store.changes import GENESIS, digest_of, hash_of
from boothapp.store.instants import from_ms
from boothapp.store.verify.findings import Findings, said_in
from boothapp.store.verify.kinds import is_known
from boothapp.store.verify.standing import Last, Standing

_STEP = 1000  # records between two words about progress
_COUNTER_BITS = 16  # of the clock, below its milliseconds
_DATED_BACK_MS = 3_600_000
_QUARTER_MS = 900_000
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
    standing: Standing = field(default_factory=Standing)
    staff: set[str] = field(default_factory=lambda: {""})
    """Who was known so far; the empty one is BoothApp itself."""
    zones: dict[str, tzinfo] = field(default_factory=dict)
    """In which the event was so far, by name."""
    days: dict[int, frozenset[str]] = field(default_factory=dict)
    """The days that a quarter of an hour lies in, in those zones."""
    dated_back: list[tuple[int, str, int]] = field(default_factory=list)


def check_chain(
    connection: Connection, findings: Findings, progress: Callable[[int], None]
) -> Chain:
    """Recompute the chain; answers with its end and with what it says of what names nobody."""
    chain, notices = Chain(), _notices(connection)
    # The driver's own cursor: a million records need no wrapper each.
    cursor: Any = connection.connection.cursor()
    cursor.execute(_QUERY)
    for number, row in enumerate(cursor, start=1):
        record = _Record._make(row)
        if record.subject is None:
            _hear(record, chain)
        for fault in _faults(record, chain, notices):
            name = findings.record(record.seq, record.kind, record.at)
            findings.add(f"{fault.format(name)}. Keep this store as evidence; {_RESTORE}")
        if (chain.hlc >> _COUNTER_BITS) - record.at > _DATED_BACK_MS:
            chain.dated_back.append((record.seq, record.kind, record.at))
        chain.consent_events += record.kind.startswith("consent.")
        chain.records, chain.head, chain.hlc = record.seq, record.hash, record.hlc
        chain.devices[record.device_id] = record.device_seq
        if number % _STEP == 0:
            progress(number)
    if chain.dated_back:
        first = findings.record(*chain.dated_back[0])
        findings.hint(
            f"{len(chain.dated_back)} records are dated more than an hour before records that were "
            f"written earlier, the first of them {first}: the clock was set back, or somebody "
            "dated them back."
        )
    return chain


def _hear(record: _Record, chain: Chain) -> None:
    """What names nobody says what stands, who works here and where the event is."""
    chain.standing.hear(Last(record.seq, record.kind, record.at), record.entity, record.value)
    if record.kind == "staff.add":
        chain.staff.add(record.entity)
    elif record.kind == "request.close":
        chain.standing.hear_closing(record.entity, record.field, record.at, record.staff_id)
    elif record.kind == "event.set":
        said = said_in(record.value)
        name = str(said.get("timezone")) if isinstance(said, dict) else ""
        with suppress(ValueError, OSError, ZoneInfoNotFoundError):
            chain.zones[name] = ZoneInfo(name)
            chain.days.clear()


def _faults(
    record: _Record, chain: Chain, notices: dict[str, dict[str, str | int]]
) -> Iterator[str]:
    """What is wrong with a record and its place; {} stands for its name."""
    as_written = hash_of(list(record[:_FACTS]), record.digest, record.prev) == record.hash
    if not as_written:
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
    if value is None and record.digest is not None and record.subject is None:
        yield "{} was blanked, though it names nobody"
    if record.kind.startswith("consent."):
        wrong = _wrong_in_event(record, notices)
        if wrong:
            yield f"{{}} {wrong}"
            return
    if as_written:
        yield from _unlikely(record, chain)


def _unlikely(record: _Record, chain: Chain) -> Iterator[str]:
    """What BoothApp would not have written so."""
    if not is_known(record.kind, record.entity, record.field, record.subject):
        yield "{} is none that the log knows, or says what such a record does not say"
    elif record.staff_id not in chain.staff:
        yield "{} is by somebody who never worked here"
    follows = record.prev == chain.head and record.hlc > chain.hlc
    if follows and record.hlc != max(record.at << _COUNTER_BITS, chain.hlc + 1):
        yield "{} has a clock that its time does not give"
    if record.day not in _days(record.at, chain):
        yield "the day of {} is not the day of its time at the event"


def _days(at: int, chain: Chain) -> frozenset[str]:
    quarter = at // _QUARTER_MS  # no zone changes its day within one
    found = chain.days.get(quarter)
    if found is None:
        try:
            instant = from_ms(at)
            days = (instant.astimezone(zone).date().isoformat() for zone in chain.zones.values())
            found = frozenset(days)
        except OverflowError:  # no calendar has such a time
            found = frozenset()
        chain.days[quarter] = found
    return found


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
