"""The chain of the log, record by record."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from boothapp.store.changes import GENESIS, digest_of, hash_of
from boothapp.store.instants import from_ms
from boothapp.store.verify.events import Proofs
from boothapp.store.verify.findings import Findings, said_in
from boothapp.store.verify.kinds import is_known
from boothapp.store.verify.record import FACTS, RECORDS, Record
from boothapp.store.verify.remaining import Remaining
from boothapp.store.verify.standing import Last, Standing

_STEP = 1000  # records between two words about progress
_COUNTER_BITS = 16  # of the clock, below its milliseconds
_DATED_BACK_MS = 3_600_000
_QUARTER_MS = 900_000
_RESTORE = "restore the latest backup."


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
    proofs: Proofs = field(default_factory=Proofs)
    remaining: Remaining = field(default_factory=Remaining)
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
    chain = Chain(proofs=Proofs.under(connection))
    # The driver's own cursor: a million records need no wrapper each.
    cursor: Any = connection.connection.cursor()
    cursor.execute(RECORDS)
    for number, row in enumerate(cursor, start=1):
        record = Record._make(row)
        if record.subject is None:
            _hear(record, chain)
        for fault in _faults(record, chain):
            name = findings.record(record.seq, record.kind, record.at)
            findings.add(f"{fault.format(name)}. Keep this store as evidence; {_RESTORE}")
        chain.proofs.hear(record)
        chain.remaining.hear(record)
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


def _hear(record: Record, chain: Chain) -> None:
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


def _faults(record: Record, chain: Chain) -> Iterator[str]:
    """What is wrong with a record and its place; {} stands for its name."""
    as_written = hash_of(list(record[:FACTS]), record.digest, record.prev) == record.hash
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
        wrong = chain.proofs.wrong_in(record)
        if wrong:
            yield f"{{}} {wrong}"
            return
    if as_written:
        yield from _unlikely(record, chain)


def _unlikely(record: Record, chain: Chain) -> Iterator[str]:
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
