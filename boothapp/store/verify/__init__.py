"""The full check of log and consents, behind `boothapp consent verify`.

Everything that can be derived is derived again, in Python, and compared both ways: the hash chain,
the states folded from the events, what is held against what was logged. Rows are read in their
order and forgotten, so the size of a store costs time and no memory.
"""

from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path

from sqlalchemy import Connection

from boothapp.domain.errors import StoreDamaged
from boothapp.domain.ledger import LedgerCheck
from boothapp.store import anchor, migrations
from boothapp.store.verify.chain import check_chain
from boothapp.store.verify.facts import check_facts
from boothapp.store.verify.findings import Findings
from boothapp.store.verify.people import check_people

Progress = Callable[[int, int], None]
"""Told how many records of how many were read; each is read twice."""


def verify(
    connection: Connection, folder: Path, zone: tzinfo, progress: Progress | None = None
) -> LedgerCheck:
    """Check the store that `connection` reads; its times are worded in `zone`.

    A check that finds nothing writes down the end of the log in `folder` (see anchor.py).
    """
    findings = Findings(zone)
    known = _anchor(folder, findings)
    total = 2 * (connection.exec_driver_sql("SELECT max(seq) FROM change").scalar() or 0)

    def read(done: int) -> None:
        if progress is not None:
            progress(min(done, total), total)

    # What nothing below reads may be damaged as well. A file without a key has no checksums.
    checked = connection.exec_driver_sql("PRAGMA cipher_integrity_check")
    for damage in checked.scalars() if checked.returns_rows else ():
        findings.add(f"The file itself is damaged ({damage}): restore the latest backup.")
    for sentence in migrations.differences(connection):
        findings.add(f"{sentence} What it keeps out can have come in; look at what follows.")
    chain = check_chain(connection, findings, read)
    if known is not None and not anchor.holds(known, connection):
        findings.add(_moved(known, chain.records))
    lost = check_people(
        connection, findings, chain.remaining.since, lambda done: read(total // 2 + done)
    )
    check_facts(connection, findings)
    chain.standing.compare(connection, findings)
    chain.remaining.compare(connection, findings, lost)
    read(total)
    if not findings.problems:
        anchor.advance(folder, connection)
    return LedgerCheck(
        records=chain.records,
        consent_events=chain.consent_events,
        head=chain.head.hex(),
        problems=findings.problems,
        hints=findings.hints,
    )


def _anchor(folder: Path, findings: Findings) -> anchor.Anchor | None:
    """What was written down; read before the store, which may go on growing meanwhile."""
    try:
        known = anchor.read(folder)
    except StoreDamaged as damaged:
        findings.add(f"{damaged} Compare the fingerprint, then delete the file.")
        return None
    if known is None:
        findings.hint(
            f"There is no {anchor.FILE} beside the store, so it does not show whether the log was "
            "cut at its end: compare the fingerprint. A copy of a store has none; otherwise find "
            "out who deleted it."
        )
    return known


def _moved(known: anchor.Anchor, records: int) -> str:
    what = (
        "its end was cut off"
        if records < known.seq
        else "it was written anew, or another store was put in its place"
    )
    return (
        f"The log no longer has the record {known.seq} that ended it when it was last closed: "
        f"{what}. Restore the latest backup."
    )
