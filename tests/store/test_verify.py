"""`boothapp consent verify` against somebody who writes into the store past BoothApp."""

import json
import re
from dataclasses import replace
from math import prod
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from boothapp.services.bundle import Services
from boothapp.store.store import Store
from boothapp.store.verify import verify
from boothapp.store.verify.kinds import SHAPES, is_known
from tests import factories
from tests.factories import SettableClock
from tests.store.attacks import ATTACKS, UUID, Busy
from tests.store.attacks_on_makers import ON_MAKERS
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


@pytest.mark.parametrize("name", [*ATTACKS, *ON_MAKERS])
def test_that_what_was_written_past_boothapp_is_found_and_named(
    services: Services, raw: Connection, busy: Busy, name: str
) -> None:
    statements, expected = (ATTACKS | ON_MAKERS)[name]
    attack(raw, *(busy.named(statement) for statement in statements))
    problems = services.ledger.verify().problems
    for pattern in expected:
        assert [p for p in problems if re.search(pattern, p)], (pattern, problems)
    assert len(problems) == len(expected), problems
    for problem in problems:
        assert "Sparse attention" not in problem
        assert problem.endswith(".")


# What the log does not know; docs/privacy.md says so.
UNLOGGED = {
    # A value about a person needs their yes, and a scan comes before it.
    "scan": {"format", "source"},
    # What names nobody is never blanked, and a request is closed by losing what it said.
    "request": {"who", "subject", "details"},
    # Written with every wrong try, and the time that was believed every hour.
    "staff_pin": {"failures", "blocked_until"},
    "meta": {"key", "value"},
    "preference": {"key", "value"},
}
COVERED = (
    *("change", "consent_state", "consent_effect", "consent_transition", "answer", "notice"),
    *("secret", "identity", "export", "export_subject", "event", "booth", "staff", "interviewer"),
    *("role", "qualifier", "room", "notice_kind", "lead", "lead_tag", "note", "interview"),
    *(
        "availability",
        "criterion",
        "scorecard",
        "attachment",
        "roster_import",
        "roster_entry",
        "backup",
    ),
    *("tag_style", "interest", "lead_view", "badge_pattern", "organiser_key", "roster_mapping"),
    "staff_badge",
)


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
    # The busy day wrote the file anew; SQLite takes that in when it reads, not when it deletes.
    raw.exec_driver_sql("SELECT 1 FROM lead").all()
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


def test_that_a_trigger_hidden_behind_another_is_missed(
    services: Services, raw: Connection, busy: Busy
) -> None:
    assert busy.lead
    hidden = "(SELECT sql FROM sqlite_master WHERE name = 'lead_needs_consent')"
    raw.exec_driver_sql("PRAGMA writable_schema = ON")
    raw.exec_driver_sql(
        f"UPDATE sqlite_master SET sql = sql || ';' || char(10, 10) || {hidden} "
        "WHERE name = 'lead_replaces_none'"
    )
    raw.exec_driver_sql("DELETE FROM sqlite_master WHERE name = 'lead_needs_consent'")
    raw.exec_driver_sql("PRAGMA writable_schema = OFF")
    differs, missing = services.ledger.verify().problems
    if "missing" in differs:
        differs, missing = missing, differs
    assert missing.startswith("The trigger lead_needs_consent is missing.")
    assert differs.startswith("The trigger lead_replaces_none differs")
    assert len(services.check()) == 2


def test_that_nothing_hides_under_a_name_like_sqlites_own(
    services: Services, raw: Connection, busy: Busy
) -> None:
    assert busy.lead
    raw.exec_driver_sql("CREATE TABLE sqliteXstash (a)")
    raw.exec_driver_sql(
        "CREATE TRIGGER sqliteXcopy AFTER INSERT ON lead BEGIN "
        "INSERT INTO sqliteXstash VALUES (NEW.name); END"
    )
    table, trigger = services.ledger.verify().problems
    assert table.startswith("BoothApp did not make the table sqliteXstash.")
    assert trigger.startswith("BoothApp did not make the trigger sqliteXcopy.")
    assert len(services.check()) == 2


def test_that_statistics_of_sqlites_own_are_none_of_ours(
    services: Services, raw: Connection, busy: Busy
) -> None:
    assert busy.lead
    raw.exec_driver_sql("ANALYZE")
    assert services.ledger.verify().problems == ()


def test_that_records_dated_back_are_mentioned_and_no_fault(
    services: Services, clock: SettableClock, busy: Busy
) -> None:
    clock.forward(days=-400)
    services.leads.add_note(busy.lead, "By a laptop whose battery was empty")
    check = services.ledger.verify()
    assert check.problems == ()
    (hint,) = check.hints
    assert re.match(r"1 records are dated more than an hour before .* \(note.add, 2025-", hint)


def test_that_the_events_zone_may_be_corrected_and_the_days_before_stay(
    services: Services, clock: SettableClock, busy: Busy
) -> None:
    event = services.settings.get().event
    clock.forward(hours=5)
    services.settings.save_event(replace(event, timezone="America/New_York"))
    services.leads.add_note(busy.lead, "On another day")
    assert services.ledger.verify().problems == ()


EVERY_FIELD = sorted({"", *(word for shape in SHAPES.values() for word in shape.fields or ())})


def test_that_the_store_takes_the_records_that_the_check_knows_and_no_others(
    raw: Connection,
) -> None:
    made = "SELECT sql FROM sqlite_master WHERE name = 'change_is_known'"
    trigger = str(raw.exec_driver_sql(made).scalar_one())
    refuses = trigger.partition("WHEN ")[2].partition("BEGIN")[0]
    options: dict[str, list[str | None]] = {
        "kind": [*SHAPES, "room.add2", "Lead.add"],
        "entity": ["", UUID, "5a" * 32, "event", "booth", "identity", "store", "roster", "Ada"],
        "field": [*EVERY_FIELD, UUID, "Ada"],
        "subject": [None, "5a" * 32, "ada@x.example"],
    }
    lists = ", ".join(
        f"(SELECT value AS {name} FROM json_each('{json.dumps(values)}'))"
        for name, values in options.items()
    )
    rows = raw.exec_driver_sql(
        f"SELECT kind, entity, field, subject, {refuses} AS refused FROM "
        f"(SELECT * FROM {lists}) AS NEW"
    ).all()
    assert len(rows) == prod(len(values) for values in options.values())
    wrong = [tuple(row) for row in rows if is_known(*row[:4]) == bool(row.refused)]
    assert wrong == []


def test_that_many_problems_are_counted(services: Services, raw: Connection, busy: Busy) -> None:
    lots = (
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 150) "
        f"INSERT INTO note SELECT 'n' || n, '{busy.lead}', 'x', id, 1, NULL FROM n, staff"
    )
    raw.exec_driver_sql(lots)
    problems = services.ledger.verify().problems
    assert len(problems) == 101
    assert problems[-1] == "and 50 more"


@pytest.mark.parametrize("kind", ["store.proof", "identity.set", "roster.rows", "backup.add"])
@pytest.mark.parametrize("value", ["7", "[]", "{}", '{"schema": 1, "pins": 1, "unlisted": []}'])
def test_that_what_is_written_over_a_record_does_not_stop_the_check(
    services: Services, raw: Connection, busy: Busy, kind: str, value: str
) -> None:
    assert busy.lead
    attack(raw, f"UPDATE change SET value = '{value}' WHERE kind = '{kind}'")
    assert any("The value of record " in problem for problem in services.ledger.verify().problems)
    database = services.store.database
    Store(database, services.store.keeper, services.store.clock)  # nor the next start
