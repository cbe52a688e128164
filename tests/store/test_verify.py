"""`boothapp consent verify` against somebody who writes into the store past BoothApp."""

import re
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from boothapp.services.bundle import Services
from boothapp.store.verify import verify
from tests import factories
from tests.store.attacks import ATTACKS, Busy
from tests.store.tampering import attack


def test_that_a_busy_day_is_found_sound(services: Services, busy: Busy) -> None:
    heard: list[tuple[int, int]] = []
    check = services.ledger.verify(lambda done, total: heard.append((done, total)))
    assert check.problems == ()
    assert check.consent_events == 6
    assert heard[-1] == (2 * check.records, 2 * check.records)
    with services.store.database.connect() as raw:
        last = raw.exec_driver_sql("SELECT seq, hash FROM change ORDER BY seq DESC").first()
    assert last is not None
    assert (check.records, check.head) == (last.seq, last.hash.hex())
    assert busy.file


@pytest.mark.parametrize("name", ATTACKS)
def test_that_what_was_written_past_boothapp_is_found_and_named(
    services: Services, raw: Connection, busy: Busy, name: str
) -> None:
    statements, expected = ATTACKS[name]
    attack(raw, *(busy.named(statement) for statement in statements))
    problems = services.ledger.verify().problems
    for pattern in expected:
        assert [p for p in problems if re.search(pattern, p)], (pattern, problems)
    assert len(problems) == len(expected), problems
    for problem in problems:
        assert "Sparse attention" not in problem
        assert problem.endswith(".")


# Columns that say nothing that the log could prove otherwise.
UNLOGGED = {
    "lead": {"created", "created_by", "seen", "seen_by"},
    "note": {"author_id", "written", "changed"},
    "attachment": {"name", "media_type", "added", "added_by"},
    "roster_import": {"file"},
    "notice": {"kind"},
    "scan": {"seq", "format", "source"},
}
COVERED = ("change", "consent_state", "consent_effect", "consent_transition", "answer")


@pytest.mark.parametrize("table", [*COVERED, *UNLOGGED])
def test_that_no_column_can_be_changed_unseen_nor_stop_the_check(
    services: Services, raw: Connection, busy: Busy, table: str
) -> None:
    assert busy.lead
    raw.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    raw.exec_driver_sql("PRAGMA foreign_keys = OFF")
    for column in raw.exec_driver_sql(f"PRAGMA table_info({table})").all():
        if column.name in UNLOGGED.get(table, ()):
            continue
        new = {"TEXT": "'{garbage'", "INTEGER": str(2**60), "BLOB": "x'00'"}[column.type]
        one = f"(SELECT {column.name} FROM {table} ORDER BY {column.name} DESC LIMIT 1)"
        raw.exec_driver_sql("BEGIN")
        attack(raw, f"UPDATE {table} SET {column.name} = {new} WHERE {column.name} IS {one}")
        found = verify(raw, services.store.folder, ZoneInfo(factories.ZONE)).problems
        raw.exec_driver_sql("ROLLBACK")
        assert found, f"{table}.{column.name}"
        assert not any("trigger" in problem for problem in found)
    raw.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    raw.exec_driver_sql("PRAGMA foreign_keys = ON")


def test_that_a_replaced_record_shows_at_the_next(
    services: Services, raw: Connection, busy: Busy
) -> None:
    from boothapp.store.changes import hash_of

    assert busy.lead
    row = raw.exec_driver_sql("SELECT * FROM change WHERE kind = 'note.add'").one()
    facts = list(row)[:12]
    facts[1] = "other"
    attack(
        raw,
        f"INSERT OR REPLACE INTO change SELECT {facts[0]}, 'other', device_id, device_seq, "
        f"staff_id, at, day, hlc, kind, entity, field, subject, value, salt, digest, prev, "
        f"x'{hash_of(facts, row.digest, row.prev).hex()}' FROM change WHERE seq = {row.seq}",
    )
    (problem,) = services.ledger.verify().problems
    assert problem.startswith(f"Record {row.seq + 1} ")
    assert "does not follow the record before it" in problem


def test_that_a_lead_taken_away_by_hand_is_missed(
    services: Services, raw: Connection, busy: Busy
) -> None:
    raw.exec_driver_sql(f"DELETE FROM lead WHERE id = '{busy.lead}'")
    problems = services.ledger.verify().problems
    assert any(f"The lead {busy.lead} of record" in problem for problem in problems)
    assert all("no record says why" in problem for problem in problems)


def test_that_missing_and_changed_triggers_are_named(
    services: Services, raw: Connection, busy: Busy
) -> None:
    assert busy.lead
    raw.exec_driver_sql("DROP TRIGGER lead_needs_consent")
    raw.exec_driver_sql("DROP TRIGGER note_needs_lead")
    raw.exec_driver_sql("CREATE TRIGGER note_needs_lead BEFORE INSERT ON note BEGIN SELECT 1; END")
    missing, other = services.ledger.verify().problems
    assert missing.startswith("The trigger lead_needs_consent is missing.")
    assert other.startswith("The trigger note_needs_lead differs")


def test_that_many_problems_are_counted(services: Services, raw: Connection, busy: Busy) -> None:
    lots = (
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 150) "
        f"INSERT INTO note SELECT 'n' || n, '{busy.lead}', 'x', id, 1, NULL FROM n, staff"
    )
    raw.exec_driver_sql(lots)
    problems = services.ledger.verify().problems
    assert len(problems) == 101
    assert problems[-1] == "and 50 more"
