"""`boothapp consent verify` against somebody who writes into the store past BoothApp."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.services.bundle import Services
from boothapp.store import anchor
from boothapp.store.database import Database
from boothapp.store.store import Store
from boothapp.store.verify import verify
from tests import factories
from tests.store.tampering import attack, forged_record

GIVEN, DECLINED = ConsentEvent.GIVEN, ConsentEvent.DECLINED


@dataclass(frozen=True)
class Busy:
    """Ids of what a busy day left behind."""

    lead: str
    """Amara's: by the list, with a note, a tag, an answer and an interview."""
    amara: str
    haruto: str
    """Gave recruiting contact and CV sharing."""
    ingrid: str
    """Declined."""
    file: str

    def named(self, statement: str) -> str:
        """The statement with these ids where it says {lead}, {amara} and so on."""
        for name, value in vars(self).items():
            statement = statement.replace(f"{{{name}}}", value)
        return statement


@pytest.fixture
def busy(services: Services, roster: None, tmp_path: Path) -> Busy:
    del roster
    settings = services.settings.get()
    amara = services.capture.scan("AB-0001", ScanSource.TYPED)
    assert amara.lead is not None
    lead = amara.lead.id
    services.leads.add_note(lead, "Sparse attention")
    services.leads.add_tag(lead, "Speech")
    services.leads.answer(lead, settings.qualifiers[0].id, "Now")
    starts = datetime(2026, 7, 9, 15, 0, tzinfo=ZoneInfo(factories.ZONE))
    services.interviews.book(lead, settings.rooms[0].id, starts)
    haruto = services.capture.scan("AB-0002", ScanSource.TYPED)
    yes = {Purpose.RECRUITING: GIVEN, Purpose.CV: GIVEN}
    person = Person(name="Haruto Nakamura")
    after = services.capture.answer(haruto, yes, notice=NoticeShown(), details=person).card
    assert after.lead is not None
    with services.store.writing(services.duty.staff_id) as records:
        file = records.attachments.add(
            after.lead.id, Purpose.CV, "cv.pdf", "application/pdf", b"%PDF-1.7"
        )
    visitor = factories.vcard("Ingrid Solberg", "ingrid@fjord.example")
    ingrid = services.capture.scan(visitor, ScanSource.CAMERA)
    services.capture.answer(ingrid, {Purpose.RECRUITING: DECLINED}, notice=NoticeShown("de"))
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    assert amara.subject is not None
    assert haruto.subject is not None
    assert ingrid.subject is not None
    return Busy(lead, amara.subject, haruto.subject, ingrid.subject, file.id)


def test_that_a_busy_day_is_found_sound(services: Services, busy: Busy) -> None:
    heard: list[tuple[int, int]] = []
    check = services.ledger.verify(lambda done, total: heard.append((done, total)))
    assert check.problems == ()
    assert check.consent_events == 6
    with services.store.database.connect() as raw:
        last = raw.exec_driver_sql("SELECT seq, hash FROM change ORDER BY seq DESC").first()
    assert last is not None
    assert (check.records, check.head) == (last.seq, last.hash.hex())
    assert busy.file


LEAD = (
    "INSERT INTO lead SELECT 'forged', '{ingrid}', NULL, 'Ingrid', '', '', '', '', '[]', '[]', "
    "'[]', 'form', NULL, NULL, 1, created_by, 1, seen_by FROM lead LIMIT 1"
)
FILE = (
    "INSERT INTO attachment SELECT 'forged', '{lead}', 'cv_sharing', 'cv.pdf', media_type, "
    "sha256, added, added_by, content FROM attachment"
)
PROOF = '{"method": "spoken", "name": "Haruto"}'

# What is done → what must be said, each once and nothing else.
ATTACKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a record changed": (
        ("UPDATE change SET staff_id = 'x' WHERE kind = 'note.add'",),
        ("Record .*note.add.* was changed after it was written",),
    ),
    "a record deleted": (
        ("DELETE FROM change WHERE kind = 'note.add'",),
        (
            "The log lacks what stood before record .*: 1 in number",
            "Record .* breaks its device's own count",
            "No record of the log tells of the note",
        ),
    ),
    "a value exchanged": (
        ("UPDATE change SET value = '\"Lies\"' WHERE kind = 'note.add'",),
        ("The value of record .*note.add.* was changed", "The text of note .* differs"),
    ),
    "a proof blanked": (
        ("UPDATE change SET value = NULL, salt = NULL WHERE kind = 'consent.declined'",),
        ("Record .*consent.declined.* lost its proof",),
    ),
    "a name in a proof, the whole chain made anew": (
        (f"UPDATE change SET value = '{PROOF}' WHERE kind = 'consent.declined'", "REWRITE"),
        ("Record .*consent.declined.* says what no proof may say",),
    ),
    "a proof under a notice that nobody was shown": (
        (
            "UPDATE change SET value = json_set(value, '$.version', 9) "
            "WHERE kind = 'consent.declined'",
            "REWRITE",
        ),
        ("Record .*consent.declined.* names a notice that was not kept",),
    ),
    "an event that there is not": (
        (
            "UPDATE change SET kind = 'consent.sure' WHERE kind = 'consent.declined'",
            "REWRITE",
        ),
        (
            "Record .*consent.sure.* is no consent event",
            "The consent of person .* is “declined” in the store, and no record says so",
            "What record .* changed for person .* is kept otherwise",
        ),
    ),
    "the list made to speak for a CV": (
        (
            "UPDATE change SET kind = 'consent.roster_yes' WHERE field = 'cv_sharing' "
            "AND kind = 'consent.given'",
            "REWRITE",
        ),
        (
            "Record .* lets the organiser's list speak for more",
            "The consent of person .* to sharing a CV is “given” in the store, but “roster_yes”",
            "What record .* changed for person",
        ),
    ),
    "a state forged": (
        ("UPDATE consent_state SET state = 'given' WHERE subject = '{ingrid}'",),
        ("The consent of person .* is “given” in the store, but “declined” by the log",),
    ),
    "a state removed": (
        ("DELETE FROM consent_state WHERE subject = '{ingrid}'",),
        ("The consent of person .* is missing in the store: the log says “declined”",),
    ),
    "a state added": (
        ("INSERT INTO consent_state VALUES ('{ingrid}', 'marketing', 'given', NULL, 1, 2, 3)",),
        ("The consent of person .* to marketing is “given” in the store, and no record says so",),
    ),
    "a state dated back": (
        ("UPDATE consent_state SET since = 1 WHERE subject = '{ingrid}'",),
        ("The consent of person .* is dated otherwise than by record",),
    ),
    "an effect removed": (
        ("DELETE FROM consent_effect WHERE subject = '{ingrid}'",),
        ("What record .* changed for person .* is kept otherwise",),
    ),
    "an effect changed": (
        ("UPDATE consent_effect SET state_before = 'given' WHERE subject = '{ingrid}'",),
        ("What record .* changed for person .* is kept otherwise",),
    ),
    "a forged mistake of somebody else": (
        (
            forged_record(
                "consent.mistake", "{ingrid}", "recruiting_contact", {"reason": "wrong_key"}, "x"
            ),
            "REWRITE",
        ),
        ("Record .*consent.mistake.* could not follow from what person .* had said",),
    ),
    "a scan removed": (
        ("DELETE FROM scan WHERE subject = '{amara}'",),
        ("The scan .* of record .*scan.add.* is gone",),
    ),
    "a scan added": (
        (
            "INSERT INTO scan SELECT 99, 'forged', at, day, subject, format, source, verdict, "
            "device_id, staff_id FROM scan LIMIT 1",
        ),
        ("No record of the log tells of scan forged",),
    ),
    "a scan changed": (
        ("UPDATE scan SET verdict = 'unknown', subject = NULL WHERE subject = '{amara}'",),
        ("The subject of scan .* differs from the log", "The verdict of scan .* differs"),
    ),
    "an export removed": (
        ("DELETE FROM export",),
        ("The export .* of record .*export.add.* is gone", "people are named for exports"),
    ),
    "an export added": (
        (
            "INSERT INTO export SELECT 'forged', at, staff_id, path, sha256, 0, 0, purpose, "
            "recipient, what, encrypted FROM export",
        ),
        ("No record of the log tells of export forged",),
    ),
    "an export changed": (
        ("UPDATE export SET sha256 = 'x'",),
        ("The sha256 of export .* differs from the log",),
    ),
    "somebody taken off the recall list": (
        ("DELETE FROM export_subject WHERE subject = '{amara}'",),
        ("The export .* holds 2 people, but the ledger names 1 of them",),
    ),
    "a list changed": (
        ("UPDATE roster_import SET opted_in = 9",),
        ("The opted_in of roster_import .* differs from the log",),
    ),
    "a backup made up": (
        ("INSERT INTO backup VALUES ('forged', 1, 'x', 'p', 's', 1, 1, x'00')",),
        ("No record of the log tells of backup forged",),
    ),
    "a request made up": (
        (
            "INSERT INTO request SELECT 'forged', 'access', '2026-07-09', '2026-08-09', 'W', NULL, "
            "NULL, 1, id, NULL, NULL, NULL FROM staff LIMIT 1",
        ),
        ("No record of the log tells of request forged",),
    ),
    "an e-mail changed": (
        ("UPDATE lead SET email = 'x@x.example' WHERE id = '{lead}'",),
        ("The e-mail of lead .* differs from the log \\(record .*lead.add",),
    ),
    "a rating given": (
        ("UPDATE lead SET rating = 'cold' WHERE id = '{lead}'",),
        ("The rating of lead .* differs from the log",),
    ),
    "a role given": (
        ("UPDATE lead SET role_id = (SELECT id FROM role LIMIT 1) WHERE id = '{lead}'",),
        ("The role of lead .* differs from the log",),
    ),
    "a note changed": (
        ("UPDATE note SET text = 'Lies'",),
        ("The text of note .* differs from the log",),
    ),
    "a note added": (
        ("INSERT INTO note SELECT 'forged', lead_id, 'Lies', author_id, 1, NULL FROM note",),
        ("No record of the log tells of the note forged",),
    ),
    "a note removed": (
        ("DELETE FROM note",),
        ("The note .* of record .*note.add.* is gone, and no record says why",),
    ),
    "a tag exchanged": (
        ("UPDATE lead_tag SET tag = 'Vision'",),
        ("The tag of lead .* is gone", "No record of the log tells of the tag of lead"),
    ),
    "an answer changed": (
        ("UPDATE answer SET text = '2027'",),
        ("The text of answer of lead .* differs from the log",),
    ),
    "an interview moved": (
        ("UPDATE interview SET starts = starts - 1",),
        ("The starts of interview .* differs from the log",),
    ),
    "a lead of somebody who declined": (
        (LEAD,),
        ("The lead forged is held without a valid consent of person .* to recruiting contact",),
    ),
    "a note without a lead": (
        ("INSERT INTO note SELECT 'forged', 'nobody', 'x', author_id, 1, NULL FROM note",),
        ("1 rows of note belong to no lead",),
    ),
    "a CV without its consent": (
        (FILE,),
        (
            "The file forged is held without a valid consent of person .* to sharing a CV",
            "No record of the log tells of the file forged",
        ),
    ),
    "a CV exchanged": (
        ("UPDATE attachment SET content = x'00'",),
        ("The content of file .* was changed",),
    ),
    "details of the list for somebody who declined": (
        (
            "INSERT INTO roster_entry (subject, import_id, opted_in, name) "
            "SELECT '{ingrid}', id, 1, 'Ingrid' FROM roster_import",
        ),
        ("Details of the list are held without a valid consent of person",),
    ),
    "a note in the log on somebody who declined": (
        (forged_record("note.add", "{ingrid}", "text", "Ingrid said"), "REWRITE"),
        ("A value is still in record .*note.add.* without a valid consent",),
    ),
    "a held value blanked in the log": (
        ("UPDATE change SET value = NULL, salt = NULL WHERE kind = 'note.add'",),
        ("Record .*note.add.* was blanked while the note .* is held",),
    ),
    "a notice worded anew": (
        ("UPDATE notice SET body = json_set(body, '$.title', 'Nothing') WHERE language = 'de'",),
        ("The text of notice 1 \\(de\\) was changed after people were shown it",),
    ),
    "a cell of the table": (
        (
            "UPDATE consent_transition SET outcome = 'given' WHERE state = 'declined' "
            "AND event = 'roster_yes'",
        ),
        ("The consent table was changed where roster_yes follows declined",),
    ),
    "a trigger of one's own": (
        ("CREATE VIEW v AS SELECT 1",),
        ("BoothApp did not make the view v",),
    ),
}


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
    "export": {"path", "recipient", "what", "encrypted"},
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
    facts[5] += 1
    attack(
        raw,
        f"INSERT OR REPLACE INTO change SELECT {facts[0]}, id, device_id, device_seq, staff_id, "
        f"at + 1, day, hlc, kind, entity, field, subject, value, salt, digest, prev, "
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


class TestAnchor:
    @pytest.fixture
    def reopen(self, services: Services) -> Callable[[], Services]:
        """The store closed and opened again; the demo's key lives on in the test."""
        database = services.store.database

        def again() -> Services:
            services.store.close()
            store = Store(
                Database(database.folder, database._key), services.store.keeper, services.now
            )
            return Services.over(store, factories.STAFF)

        return again

    def test_that_a_log_cut_at_its_end_is_found(
        self, busy: Busy, reopen: Callable[[], Services]
    ) -> None:
        assert busy.lead
        services = reopen()
        with services.store.database.connect() as raw:
            end = raw.exec_driver_sql("SELECT max(seq) FROM change").scalar_one()
            attack(
                raw,
                f"DELETE FROM change WHERE seq = {end}",
                "DELETE FROM export",
                "DELETE FROM export_subject",
            )
        (problem,) = services.ledger.verify().problems
        assert f"no longer has the record {end}" in problem
        assert "its end was cut off" in problem
        services.close()
        with Database(services.store.folder, services.store.database._key).reading() as again:
            known = anchor.read(services.store.folder)
            assert known is not None
            assert not anchor.holds(known, again)

    def test_that_a_log_written_anew_is_found(
        self, busy: Busy, reopen: Callable[[], Services]
    ) -> None:
        assert busy.lead
        services = reopen()
        with services.store.database.connect() as raw:
            attack(raw, "UPDATE change SET at = at + 1 WHERE kind = 'note.add'", "REWRITE")
        (problem,) = services.ledger.verify().problems
        assert "it was written anew" in problem
        services.close()

    def test_that_closing_and_a_sound_check_move_the_anchor_forward(
        self, services: Services, busy: Busy, reopen: Callable[[], Services]
    ) -> None:
        assert anchor.read(services.store.folder) is None
        services = reopen()
        first = anchor.read(services.store.folder)
        services.leads.add_note(busy.lead, "More")
        head = services.ledger.verify().head
        second = anchor.read(services.store.folder)
        assert first is not None
        assert second == anchor.Anchor(first.seq + 1, head)
        assert (services.store.folder / anchor.FILE).stat().st_mode & 0o077 == 0
        services.close()

    def test_that_an_unreadable_anchor_is_named_and_kept(
        self, services: Services, busy: Busy
    ) -> None:
        assert busy.lead
        path = services.store.folder / anchor.FILE
        path.write_text(json.dumps(["nothing"]))
        (problem,) = services.ledger.verify().problems
        assert str(path) in problem
        services.store.close()
        assert path.read_text() == '["nothing"]'
