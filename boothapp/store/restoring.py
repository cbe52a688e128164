"""Bringing a store back: what ended since is ended again.

A change record's id says where in history something stands: what the backup's log does not have
came after it, whatever the clocks say.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import update
from sqlmodel import col

from boothapp.domain.consent import VALID_STATES, ConsentEvent, has_effect, is_valid
from boothapp.domain.ledger import Method, Proof, Reason
from boothapp.domain.requests import Outcome
from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.carrying import Left, carry, left_in
from boothapp.store.database import Database, lock_out_others, open_file
from boothapp.store.instants import from_ms
from boothapp.store.journal import ERASE, Ending, Key, ending_of
from boothapp.store.records import Records
from boothapp.store.retention import MET, SEEN

_VALID = ", ".join(f"'{state.value}'" for state in sorted(VALID_STATES))
# Who said no, or whose grant ran out, and stands there now; whose grant ended once, for what it
# held is not to come back with a later yes; and whose yes was a mistake. A no that was taken back
# as a mistake is none.
_ENDED = f"""
SELECT c.id, s.subject, s.purpose, c.at, c.kind, c.value FROM consent_state AS s
JOIN change AS c ON c.seq = s.since_seq WHERE s.state IN ('declined', 'withdrawn', 'expired')
UNION
SELECT c.id, e.subject, e.purpose, c.at, c.kind, c.value FROM consent_effect AS e
JOIN change AS c ON c.seq = coalesce(e.undone_by, e.seq)
WHERE e.state_before IN ({_VALID}) AND e.event <> 'given' AND e.undone_by IS NULL
    OR e.state_before NOT IN ({_VALID}) AND e.event = 'given' AND e.undone_by IS NOT NULL
UNION
SELECT id, subject, '', at, kind, NULL FROM change WHERE kind = '{ERASE}'
"""  # noqa: S608 - fixed words of our own
_KEYS = "SELECT key, kind, subject FROM identity WHERE subject IS NOT NULL"
_CLOSED = "SELECT id, outcome FROM request WHERE closed IS NOT NULL"
_KNOWN = """
SELECT id FROM change
UNION ALL
SELECT heard.value FROM change, json_each(change.value, '$.heard') AS heard
WHERE change.kind = 'backup.restore'
"""


@dataclass(frozen=True, slots=True)
class Since:
    """What happened that a backup must not take back."""

    endings: tuple[Ending, ...]
    closed: dict[str, Outcome]
    """Requests that were closed: id → outcome."""
    seen: int
    """The highest time that was believed, in ms UTC; 0 where nothing is known of it."""
    met: int
    """The same for the highest time that a clock showed."""
    left: Left
    """What left the store, and who was told or asked; of a lost store nothing is known."""


def since(
    backup: driver.Connection, present: driver.Connection | None, journals: Iterable[Ending]
) -> Since:
    """What the present store (None: lost or unreadable) and the journals know and the backup not.

    Of what the present store knows itself, its state decides: somebody may have agreed again.
    """
    if present is not None:
        known = _known(present)
        journals = [*(e for e in journals if e.id not in known), *_endings_in(present)]
    known = _known(backup)
    new = {e.id: e for e in journals if e.id not in known}
    return Since(
        endings=tuple(sorted(new.values(), key=lambda e: (e.erased, e.at, e.id))),
        closed={} if present is None else _closed_in(present),
        seen=0 if present is None else _time_in(present, SEEN),
        met=0 if present is None else _time_in(present, MET),
        left=Left() if present is None else left_in(present),
    )


def replay(records: Records, since: Since) -> int:
    """Do again what ended; never the other way round. Answers how many people it met."""
    # Once for each: every restore that did it before left a line of its own in the journal.
    last = {(ending.subject, ending.purposes): ending for ending in since.endings}
    met = {ending.subject for ending in last.values() if _end(records, ending)}
    carry(records, since.left)
    for request in records.requests.all():
        if request.closed is None and request.id in since.closed:
            records.requests.close(request.id, since.closed[request.id])
    records.retention.believe(from_ms(since.seen))
    records.retention.meet(from_ms(since.met))
    return len(met)


def _end(records: Records, ending: Ending) -> bool:
    """End it for the person, and for whom their badges and addresses led to in the backup."""
    others = [records.subjects.adopt(key, ending.subject) for key in ending.keys]
    subjects = dict.fromkeys((ending.subject, *(other for other in others if other)))
    met = [_end_for(records, subject, ending) for subject in subjects]
    return any(met)


def _end_for(records: Records, subject: str, ending: Ending) -> bool:
    if ending.erased:
        email = records.people.get(subject).email
        records.erasure.erase(subject, records.erasure.requests_of([subject], email))
        return True
    (purpose,) = ending.purposes
    state = records.consents.state(subject, purpose)
    if ending.is_mark and has_effect(state, ending.event):
        proof = Proof(method=ending.method or Method.REQUEST, reason=ending.reason)
        records.consents.record(subject, purpose, ending.event, proof)
    elif is_valid(state):  # it ran out, or was none: the person can be asked again
        records.consents.record(subject, purpose, ConsentEvent.EXPIRED, _why_over(ending))
    else:
        return False
    return True


def _why_over(ending: Ending) -> Proof:
    """Why a grant is over; a record of the first versions did not say how it came about."""
    if ending.event is ConsentEvent.MISTAKE:
        return Proof(reason=ending.reason or Reason.WRONG_KEY)
    by_list = ending.event is ConsentEvent.ROSTER_NO
    return Proof(method=Method.LIST if by_list else Method.RETENTION, reason=ending.reason)


def become_new_device(database: Database) -> str:
    """Give the store a new device id: its numbers must not clash with those of before."""
    device = new_id()
    row = update(tables.Meta).where(col(tables.Meta.key) == "device")
    with database.writing() as connection:
        connection.execute(row.values(value=device))
    return device


def open_alone(folder: Path, file: str, key: bytes) -> driver.Connection | None:
    """The store in `folder`, for nobody else; None where it cannot be read.

    Raises WrongKey, and StoreNotWritable where a window or a command has it open.
    """
    connection = open_file(folder / file, key)
    try:
        lock_out_others(connection)
        connection.execute(_ENDED).fetchone()
        connection.execute("SELECT count(*) FROM lead").fetchone()
    except driver.DatabaseError:
        connection.close()
        return None
    except BaseException:
        connection.close()
        raise
    return connection


def _endings_in(present: driver.Connection) -> list[Ending]:
    keys: dict[str, list[Key]] = defaultdict(list)
    for key, kind, subject in present.execute(_KEYS):
        keys[subject].append((key, kind))
    endings = [ending_of(*row) for row in present.execute(_ENDED)]
    return [replace(e, keys=tuple(keys[e.subject])) if e.is_mark else e for e in endings]


def _closed_in(present: driver.Connection) -> dict[str, Outcome]:
    try:
        rows = present.execute(_CLOSED).fetchall()
    except driver.OperationalError:  # a store from before there were requests
        return {}
    return {request: Outcome(outcome) for request, outcome in rows}


def _time_in(present: driver.Connection, key: str) -> int:
    row = present.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return 0 if row is None else int(row[0])


def _known(connection: driver.Connection) -> set[str]:
    """What a log has of its own, and what a restore told it of."""
    return {record for (record,) in connection.execute(_KNOWN)}
