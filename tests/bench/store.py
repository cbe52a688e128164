"""A durable scan against the same SQL without BoothApp, and what fills a large store."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import event

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import ScanSource
from boothapp.services.bundle import Services
from tests import factories
from tests.bench.rows import BenchRow
from tests.factories import SettableClock

_SCANS = 300
LEADS = 100_000


def rows() -> list[BenchRow]:
    """All rows about the store."""
    return _scan_rows()


def _scan_rows() -> list[BenchRow]:
    """Scan people who may share: look up, write the scan, store the lead, commit."""
    folder = Path(mkdtemp())
    services = factories.make_store(folder / "store", clock()).services
    people = [
        (f"B-{n:04}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(2 * _SCANS)
    ]
    services.roster.import_file(factories.roster_file(folder, people))
    statements = _recorded(services, lambda: services.capture.scan("B-0000", ScanSource.SCANNER))
    ours, raw = [], []
    replay = _Replay(services, statements)
    for number in range(1, _SCANS):
        ours.append(timed(lambda n=number: services.capture.scan(f"B-{n:04}", ScanSource.SCANNER)))  # type: ignore[misc] # a default binds the loop's value
        raw.append(timed(replay.run))
    services.close()
    shutil.rmtree(folder)
    return [
        BenchRow(
            "scan.durable",
            median(ours) * 1000,
            "ms",
            "the same statements through raw sqlcipher3",
            median(ours) / median(raw),
        ),
        BenchRow("scan.durable.p95", p95(ours) * 1000, "ms", "none", None, 10.0),
    ]


class _Replay:
    """Runs the SQL of one recorded scan again through the bare driver, with fresh keys."""

    def __init__(self, services: Services, statements: list[tuple[str, Any]]) -> None:
        self._store = services.store
        self._connection = self._store.database._connect()
        self._statements = statements

    def run(self) -> None:
        """The recorded reads; the recorded writes into tables of the same shape; one commit."""
        cursor = self._connection.cursor()
        for statement, parameters in self._statements:
            if statement in ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"):
                cursor.execute(statement)
            elif statement.lstrip().upper().startswith("SELECT"):
                cursor.execute(statement, parameters).fetchall()
            else:
                _insert_copy(cursor, statement)


def _insert_copy(cursor: Any, statement: str) -> None:
    """Write what the last row of the statement's table says, under new keys.

    The append-only guards and the hash chain hold for the baseline too, so its rows are made from
    the row before them in SQL.
    """
    table = statement.split()[2] if statement.upper().startswith("INSERT") else ""
    if table in _COPIES:
        cursor.execute(_COPIES[table])


_COPIES = {
    "scan": "INSERT INTO scan (id, at, day, subject, format, source, verdict, device_id, staff_id) "
    "SELECT hex(randomblob(16)), at, day, subject, format, source, verdict, device_id, staff_id "
    "FROM scan ORDER BY seq DESC LIMIT 1",
    "change": "INSERT INTO change (seq, id, device_id, device_seq, staff_id, at, day, hlc, kind, "
    "entity, field, subject, value, salt, digest, prev, hash) SELECT seq + 1, hex(randomblob(16)), "
    "device_id, device_seq + 1, staff_id, at, day, hlc + 1, kind, entity, field, subject, value, "
    "salt, digest, hash, randomblob(32) FROM change ORDER BY seq DESC LIMIT 1",
    "lead": "INSERT INTO lead SELECT hex(randomblob(16)), s.subject, l.badge_id, l.name, l.email, "
    "l.affiliation, l.attendee_type, l.career_stage, l.interests, l.links, l.busy, l.origin, "
    "l.rating, l.role_id, l.created, l.created_by, l.seen, l.seen_by, l.need, l.queue, "
    "NULL, NULL, NULL, NULL "
    "FROM lead AS l, (SELECT subject FROM consent_state WHERE state = 'roster_yes' "
    "AND subject NOT IN (SELECT subject FROM lead) LIMIT 1) AS s LIMIT 1",
}


def _recorded(services: Services, work: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements that `work` sends to the driver."""
    found: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        found.append((statement, parameters))

    engine = services.store.database._engine
    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return found


def fill(services: Services, count: int) -> None:
    """A store of `count` leads with tags, answers and notes, written in bulk by raw SQL.

    Consent comes by events as always; only the leads' own rows are generated.
    """
    staff = services.duty.staff_id
    qualifier = services.settings.get().qualifiers[0].id
    with services.store.writing(staff) as records:
        log = records.consents._log
        assert log is not None
        proof = factories.proof_of(records, ConsentEvent.GIVEN, Purpose.RECRUITING).facts()
        for number in range(count):
            subject = f"{number:064x}"
            log.append(
                f"consent.{ConsentEvent.GIVEN.value}",
                subject,
                Purpose.RECRUITING.value,
                subject=subject,
                value=proof,
            )
        cursor: Any = records.consents._connection.connection.cursor()
        cursor.execute(
            "INSERT INTO lead SELECT 'lead-' || subject, subject, 'B-' || seq, 'Person ' || seq, "
            "'p' || seq || '@x.example', 'University of ' || (seq % 997), 'academic', 'Postdoc', "
            "'[\"NLP\", \"Theory\"]', '[]', '[]', 'badge', "
            "CASE seq % 3 WHEN 0 THEN 'hot' WHEN 1 THEN 'warm' END, NULL, since + seq, ?, "
            "since + seq, ?, NULL, NULL, NULL, NULL, NULL, NULL, '' FROM consent_state",
            (staff, staff),
        )
        cursor.execute("INSERT INTO lead_tag SELECT id, 'Speech' FROM lead WHERE rowid % 3 = 0")
        cursor.execute("INSERT INTO lead_tag SELECT id, 'Vision' FROM lead WHERE rowid % 5 = 0")
        cursor.execute("INSERT INTO answer SELECT id, ?, '2027' FROM lead", (qualifier,))
        cursor.execute(
            "INSERT INTO note SELECT 'note-' || id, id, 'Asked about the team, said so twice; "
            "follow up next week.', ?, created, NULL FROM lead WHERE rowid % 2 = 0",
            (staff,),
        )


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1]


def clock() -> SettableClock:
    return SettableClock(factories.noon_of_second_day())


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before
