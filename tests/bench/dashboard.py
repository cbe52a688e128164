"""The figures of a day and of a whole event over 100,000 scans, beside the same SQL through bare
sqlcipher3."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import TextClause

from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.ids import new_id
from boothapp.services.bundle import Services
from boothapp.store.figures import BY_DAY, BY_HOUR
from boothapp.store.records import Records
from tests import factories
from tests.bench.rows import BenchRow
from tests.bench.store import p95, timed

SCANS = 100_000
_FEWER = 10_000  # what a large booth has
_DAYS = 4
_ROUNDS = 20
# What 20 scans are, in turn: most make a lead, some come by again or say no.
_TURN = (*"nnrnndnrnnwnrnndnrnu",)


def rows() -> list[BenchRow]:
    """The Dashboard's two reads."""
    found: list[BenchRow] = []
    for count in (_FEWER, SCANS):
        with tempfile.TemporaryDirectory() as folder:
            clock = factories.SettableClock(factories.noon_of_second_day())
            services = factories.make_store(Path(folder) / "store", clock).services
            fill(services, clock, count)
            own = services.dashboard.today().isoformat()
            name = f".{count}" if count != SCANS else ""
            days = {"first": own, "last": own}, {"first": "", "last": "9999-12-31"}
            found += _rows(
                f"dashboard.day{name}", services.dashboard.day, services, BY_HOUR, days[0]
            )
            found += _rows(
                f"dashboard.whole{name}", services.dashboard.whole, services, BY_DAY, days[1]
            )
            services.close()
    return found


def _rows(
    name: str,
    order: Callable[[], object],
    services: Services,
    query: TextClause,
    values: dict[str, str],
) -> tuple[BenchRow, BenchRow]:
    connection = services.store.database._connect()
    ours, bare = [], []
    for _ in range(_ROUNDS):
        ours.append(timed(order))
        bare.append(timed(lambda: connection.execute(query.text, values).fetchall()))
    connection.close()
    mine = median(ours)
    what = "the scans' SQL alone through sqlcipher3"
    slow = BenchRow(f"{name}.p95", p95(ours) * 1000, "ms", "", goal=100.0)
    return BenchRow(name, mine * 1000, "ms", what, mine / median(bare), 2.0), slow


def fill(services: Services, clock: factories.SettableClock, count: int) -> None:
    """Scans from 9 to 18 on each day, by raw rows beside a true log; the second day is today."""
    now = clock.now
    start = now.replace(hour=0)  # 9 in the event's zone
    for number in range(_DAYS):
        clock.now = start + timedelta(days=number - 1)
        with services.store.writing(services.duty.staff_id) as records:
            _fill_day(records, number, count // _DAYS)
    clock.now = now


def _fill_day(records: Records, day: int, count: int) -> None:
    log: Any = records.consents._log
    proof = factories.proof_of(records, ConsentEvent.GIVEN, Purpose.RECRUITING).facts()
    moment, step = records.moment, 9 * 3_600_000 // count
    scans, leads, last = [], [], ""
    for number in range(count):
        kind, subject = _TURN[number % len(_TURN)], sha256(f"{day} {number}".encode()).hexdigest()
        at = moment.at + number * step
        verdict, who = _VERDICTS[kind], None if kind == "u" else last if kind == "r" else subject
        scan_id = new_id()
        facts = (moment.device_id, moment.staff_id)
        scans.append((scan_id, at, moment.day, who, "plain", "camera", verdict.value, *facts))
        log.append("scan.add", scan_id, verdict.value, subject=who)
        if kind in "nd":
            event = "given" if kind == "n" else "declined"
            log.append(
                f"consent.{event}", subject, Purpose.RECRUITING.value, subject=subject, value=proof
            )
        if kind == "n":
            last, lead_id = subject, new_id()
            log.append("lead.add", lead_id, subject=subject)
            rating = ("hot", "warm", "cold", None)[number % 4]
            leads.append((lead_id, subject, rating, at, moment.staff_id, at, moment.staff_id))
    cursor: Any = records.consents._connection.connection.cursor()
    cursor.executemany(
        "INSERT INTO scan (id, at, day, subject, format, source, verdict, device_id, staff_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        scans,
    )
    cursor.executemany(
        "INSERT INTO lead (id, subject, name, email, affiliation, attendee_type, career_stage,"
        " interests, links, busy, origin, rating, created, created_by, seen, seen_by)"
        " VALUES (?, ?, 'Person', 'p@x.example', 'University of somewhere', 'academic', 'Postdoc',"
        " '[\"NLP\", \"Theory\"]', '[]', '[]', 'badge', ?, ?, ?, ?, ?)",
        leads,
    )


_VERDICTS = {
    "n": Verdict.ASK,
    "r": Verdict.ALREADY_LEAD,
    "d": Verdict.ASK,
    "w": Verdict.ASK,
    "u": Verdict.UNKNOWN,
}
