"""Raw SQL against the rules that came with consent as a product: proofs, files, requests."""

import json

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.services.bundle import Services

pytestmark = pytest.mark.usefixtures("roster")

SUBJECT = "5a" * 32
UUID = "01980000-0000-7000-8000-000000000000"
PROOF = "an event says how and under which notice"
FILE = "no file without a valid grant for its purpose"


@pytest.fixture
def lead(services: Services) -> str:
    """Amara, by the list: a lead, no word on her CV yet."""
    found = services.capture.scan("AB-0001", ScanSource.TYPED).lead
    assert found is not None
    return found.id


@pytest.fixture
def haruto(services: Services) -> str:
    """Asked, not answered; the notice was shown."""
    services.notices.notice("en")
    subject = services.capture.scan("AB-0002", ScanSource.TYPED).subject
    assert subject is not None
    return subject


def refused(raw: Connection, statement: str, *values: object, because: str) -> None:
    with pytest.raises(DatabaseError, match=because):
        raw.exec_driver_sql(statement, values)


def event(subject: str, proof: str | None) -> tuple[str, tuple[object, ...]]:
    """An INSERT of a consent event with this proof at the log's end, well linked."""
    statement = (
        "INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, staff_id, at, day, "
        "hlc, 'consent.deferred', ?, 'recruiting_contact', ?, ?, ?, digest, hash, x'01' "
        "FROM change ORDER BY seq DESC LIMIT 1"
    )
    return statement, (subject, subject, proof, None if proof is None else b"salt")


def say_yes_to_cv(services: Services, badge: str = "AB-0001") -> None:
    card = services.capture.scan(badge, ScanSource.TYPED)
    yes = {Purpose.CV: ConsentEvent.GIVEN}
    services.capture.answer(card, yes, notice=NoticeShown())


def file_of(lead: str, purpose: str, verb: str = "INSERT", name: str = "f") -> str:
    return (
        f"{verb} INTO attachment SELECT '{name}', '{lead}', '{purpose}', 'cv.pdf', "
        "'application/pdf', 'x', 1, id, x'25' FROM staff LIMIT 1"
    )


@pytest.mark.parametrize(
    "proof",
    [
        {"name": "Haruto"},
        {"reason": "told me he is looking for another job"},
        {"method": "he whispered"},
        {"method": "spoken", "reason": "own_wish", "until": "in a year, he said"},
        {"sha256": "0" * 64},
        {"notice": "Haruto Nakamura"},
        {"notice_id": "Haruto Nakamura"},
        {"language": "ja, his wife speaks English"},
        {"version": "Haruto"},
        {"method": {"Haruto": "spoken"}},
        {"until": ["2027-01-06", "Haruto"]},
        ["spoken", "Haruto"],
        "Haruto",
        7,
    ],
)
def test_that_nothing_about_a_person_fits_into_a_proof(
    raw: Connection, haruto: str, proof: object
) -> None:
    statement, values = event(haruto, json.dumps(proof))
    refused(raw, statement, *values, because=PROOF)


@pytest.mark.parametrize(
    "proof",
    [
        '{"method": "spoken", "method": "Haruto was rude"}',
        '{"method": "spoken" /* Haruto was rude */}',
        "{method: 'spoken', // Haruto was rude\n}",
        "Haruto was rude",
        "",
    ],
)
def test_that_nothing_hides_in_how_a_proof_is_written(
    raw: Connection, haruto: str, proof: str
) -> None:
    statement, values = event(haruto, proof)
    with pytest.raises(DatabaseError):
        raw.exec_driver_sql(statement, values)


def test_that_a_proof_names_the_notice_that_was_kept_or_none(
    services: Services, raw: Connection, haruto: str
) -> None:
    english, german = services.notices.notice("en"), services.notices.notice("de")
    for wrong in (
        {"sha256": english.sha256, "language": "de"},
        {"sha256": english.sha256, "notice": german.reference},
        {"sha256": english.sha256, "notice_id": german.id},
        {"sha256": english.sha256, "version": english.version + 1},
        {"notice": english.reference},
    ):
        statement, values = event(haruto, json.dumps(wrong))
        refused(raw, statement, *values, because=PROOF)
    right = {
        "sha256": english.sha256,
        "notice": english.reference,
        "notice_id": english.id,
        "version": english.version,
        "language": "en",
        "method": "screen",
        "until": "2027-01-06",
    }
    statement, values = event(haruto, json.dumps(right))
    raw.exec_driver_sql(statement, values)


def test_that_a_proof_is_not_blanked_even_after_the_person_is_gone(
    raw: Connection, haruto: str
) -> None:
    for where in (f"subject = '{haruto}'", "kind GLOB 'consent.*'"):
        blank = f"UPDATE change SET value = NULL, salt = NULL WHERE {where}"
        refused(raw, blank, because="the proof of a consent stays")


@pytest.mark.parametrize("kind", ["attachment.add", "request.close", "person.erase", "note.add"])
def test_that_no_value_about_people_goes_into_the_log_without_a_grant(
    raw: Connection, haruto: str, kind: str
) -> None:
    for subject in (None, haruto):
        refused(
            raw,
            "INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, staff_id, at, "
            "day, hlc, ?, 'x', '', ?, '\"Haruto\"', x'00', digest, hash, x'01' "
            "FROM change ORDER BY seq DESC LIMIT 1",
            kind,
            subject,
            because="no valid grant for a personal value",
        )


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"])
def test_that_a_cv_needs_its_own_yes(
    services: Services, raw: Connection, lead: str, verb: str
) -> None:
    refused(raw, file_of(lead, "cv_sharing", verb), because=FILE)
    refused(raw, file_of("nobody", "recruiting_contact", verb), because=FILE)
    raw.exec_driver_sql(file_of(lead, "recruiting_contact", verb))
    say_yes_to_cv(services)
    raw.exec_driver_sql(file_of(lead, "cv_sharing", verb, "g"))
    assert raw.exec_driver_sql("SELECT count(*) FROM attachment").scalar_one() == 2


def test_that_marketing_is_no_purpose_of_a_file(services: Services, raw: Connection) -> None:
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    yes = {Purpose.MARKETING: ConsentEvent.GIVEN}
    services.capture.answer(card, yes, notice=NoticeShown())
    assert card.lead is not None
    refused(raw, file_of(card.lead.id, "marketing"), because="CHECK constraint")


def test_that_a_file_is_neither_moved_nor_relabelled_nor_exchanged(
    services: Services, raw: Connection, lead: str
) -> None:
    other = services.capture.scan("AB-0003", ScanSource.TYPED).lead
    assert other is not None
    say_yes_to_cv(services)
    raw.exec_driver_sql(file_of(lead, "cv_sharing"))
    for change in (
        f"lead_id = '{other.id}'",
        "purpose = 'recruiting_contact'",
        "content = x'00'",
        "name = 'other.pdf'",
    ):
        refused(raw, f"UPDATE attachment SET {change}", because="never changed")
    say_yes_to_cv(services, "AB-0003")
    taking = file_of(other.id, "cv_sharing", "INSERT OR REPLACE")
    refused(raw, taking, because="takes no other file's place")
    by_row = (
        "INSERT OR REPLACE INTO attachment (rowid, id, lead_id, purpose, name, media_type, "
        "sha256, added, added_by, content) SELECT rowid, 'g', lead_id, purpose, name, "
        "media_type, sha256, added, added_by, content FROM attachment"
    )
    refused(raw, by_row, because="takes no other file's place")


def test_that_a_file_is_never_larger_than_allowed_nor_empty(raw: Connection, lead: str) -> None:
    for content in ("x''", "zeroblob(10485761)"):
        statement = file_of(lead, "recruiting_contact").replace("x'25'", content)
        refused(raw, statement, because="CHECK constraint")


def test_that_the_end_of_cv_sharing_takes_the_cv_and_nothing_else(
    services: Services, raw: Connection, lead: str
) -> None:
    say_yes_to_cv(services)
    raw.exec_driver_sql(file_of(lead, "cv_sharing"))
    raw.exec_driver_sql(file_of(lead, "recruiting_contact", name="poster"))
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    no = {Purpose.CV: ConsentEvent.WITHDRAWN}
    services.capture.answer(card, no, notice=NoticeShown())
    assert raw.exec_driver_sql("SELECT id FROM attachment").scalars().all() == ["poster"]


def test_that_no_file_outlives_its_lead_even_with_foreign_keys_off(
    raw: Connection, lead: str
) -> None:
    raw.exec_driver_sql(file_of(lead, "recruiting_contact"))
    raw.exec_driver_sql("PRAGMA foreign_keys = OFF")
    raw.exec_driver_sql(f"DELETE FROM lead WHERE id = '{lead}'")
    raw.exec_driver_sql("PRAGMA foreign_keys = ON")
    assert raw.exec_driver_sql("SELECT count(*) FROM attachment").scalar_one() == 0


REQUEST_ID = "01980000-0000-7000-8000-000000000001"
REQUEST = (
    "INSERT INTO request (id, kind, received, due, who, subject, details, opened, opened_by) "
    f"SELECT '{REQUEST_ID}', 'access', '2026-07-09', '2026-08-09', 'Wanjiru', 's', 'All of it', "
    "1, id FROM staff LIMIT 1"
)
CLOSE = "closed = 2, closed_by = opened_by, outcome = 'done'"
CLOSED = (
    "INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, opened_by, 2, day, hlc, "
    "'request.close', request.id, 'done', NULL, NULL, NULL, NULL, hash, x'01' "
    "FROM change, request ORDER BY seq DESC LIMIT 1"
)


def test_that_a_closed_request_keeps_nobody(raw: Connection) -> None:
    raw.exec_driver_sql(REQUEST)
    raw.exec_driver_sql(CLOSED)
    refused(raw, f"UPDATE request SET {CLOSE}", because="CHECK constraint")
    for kept in ("who = NULL, details = NULL", "who = NULL, subject = NULL", "subject = NULL"):
        refused(raw, f"UPDATE request SET {CLOSE}, {kept}", because="CHECK constraint")
    raw.exec_driver_sql(f"UPDATE request SET {CLOSE}, who = NULL, subject = NULL, details = NULL")
    for again in (
        "closed = NULL, closed_by = NULL, outcome = NULL, who = 'Wanjiru'",
        "details = 'Wanjiru'",
        "outcome = 'refused'",
    ):
        refused(raw, f"UPDATE request SET {again}", because="append-only: request")


def test_that_a_request_stays_as_it_came_in(raw: Connection) -> None:
    raw.exec_driver_sql(REQUEST)
    for change in (
        "kind = 'erasure'",
        "received = '2026-01-01'",
        "due = '2099-01-01'",
        "opened = 9",
        "id = 'x'",
    ):
        refused(raw, f"UPDATE request SET {change}", because="append-only: request")
    refused(raw, "DELETE FROM request", because="append-only: request")
    replaced = REQUEST.replace("INSERT", "INSERT OR REPLACE")
    refused(raw, replaced, because="append-only: request")
    refused(
        raw,
        "INSERT INTO request SELECT 'c', kind, received, due, NULL, NULL, NULL, opened, "
        "opened_by, 2, opened_by, 'done' FROM request",
        because="append-only: request",
    )
    refused(
        raw,
        REQUEST.replace(REQUEST_ID, "early").replace("2026-08-09", "2026-07-08"),
        because="CHECK constraint",
    )


def test_that_a_request_closes_by_a_record_of_the_log_only(raw: Connection) -> None:
    raw.exec_driver_sql(REQUEST)
    nobody = "who = NULL, subject = NULL, details = NULL"
    because = "closed by a record of the log only"
    refused(raw, f"UPDATE request SET {CLOSE}, {nobody}", because=because)
    raw.exec_driver_sql(CLOSED)
    for wrong in (("closed = 2", "closed = 3"), ("'done'", "'refused'")):
        statement = f"UPDATE request SET {CLOSE}, {nobody}".replace(*wrong)
        refused(raw, statement, because=because)
    raw.exec_driver_sql(f"UPDATE request SET {CLOSE}, {nobody}")


@pytest.mark.parametrize(
    ("kind", "entity", "field", "subject"),
    [
        ("Lead.add", UUID, "", None),
        ("room.add2", UUID, "", None),
        ("visit.x", "Ada Lovelace", "ada@x.example", None),
        ("room.add", "Ada Lovelace", "", None),
        ("room.add", UUID, "Ada Lovelace", None),
        ("scan.add", UUID, "ask", "ada@x.example"),
        ("scan.add", UUID, "ask", "A" * 64),
        ("consent.declined", "ada@x.example", "recruiting_contact", "ada@x.example"),
        ("consent.declined", SUBJECT, "recruiting_contact", None),
        ("consent.sure", SUBJECT, "recruiting_contact", SUBJECT),
        ("consent.declined", SUBJECT, "everything", SUBJECT),
        ("person.erase", UUID, "", SUBJECT),
        ("note.add", UUID, "text", None),
        ("staff.add", UUID, "", SUBJECT),
        ("retention.set", "ada", "", None),
        ("answer.set", UUID, "Ada Lovelace", SUBJECT),
        ("request.open", UUID, "ada", None),
        ("event.set", UUID, "", None),
    ],
)
def test_that_the_log_takes_known_records_only(
    raw: Connection, kind: str, entity: str, field: str, subject: str | None
) -> None:
    refused(
        raw,
        "INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, staff_id, at, day, "
        "hlc, ?, ?, ?, ?, NULL, NULL, NULL, hash, x'01' FROM change ORDER BY seq DESC LIMIT 1",
        kind,
        entity,
        field,
        subject,
        because="the log knows no such record",
    )


def test_that_a_request_says_its_days_in_the_log_and_nothing_of_the_person(
    raw: Connection,
) -> None:
    for value in ('"Wanjiru"', '{"due": "Wanjiru"}', '{"due": "2026-08-09", "who": "Wanjiru"}'):
        refused(
            raw,
            "INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, staff_id, at, "
            "day, hlc, 'request.open', ?, 'access', NULL, ?, x'00', digest, hash, x'01' "
            "FROM change ORDER BY seq DESC LIMIT 1",
            UUID,
            value,
            because="the log says when a request is due",
        )


def test_that_what_names_nobody_is_never_blanked(raw: Connection) -> None:
    for where in ("kind = 'staff.add'", "subject IS NULL"):
        blank = f"UPDATE change SET value = NULL, salt = NULL WHERE {where}"
        refused(raw, blank, because="what names nobody is never blanked")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE secret SET value = zeroblob(32)",
        "DELETE FROM secret",
        "INSERT OR REPLACE INTO secret SELECT name, zeroblob(32) FROM secret",
    ],
)
def test_that_the_secret_of_the_pseudonyms_stays(raw: Connection, statement: str) -> None:
    refused(raw, statement, because="one secret for ever")


@pytest.mark.parametrize(
    "row",
    [
        ("Ada Lovelace", "id", None),
        (SUBJECT, "name", None),
        (SUBJECT, "id", "ada@x.example"),
    ],
)
def test_that_what_leads_to_a_person_is_a_hash(
    raw: Connection, row: tuple[str, str, str | None]
) -> None:
    statement = "INSERT INTO identity VALUES (?, ?, ?)"
    refused(raw, statement, *row, because="keyed hashes only")


def test_that_what_leads_to_somebody_stays_until_nothing_is_known_of_them(
    services: Services, raw: Connection, lead: str, haruto: str
) -> None:
    assert lead
    because = "stays as long as anything is known"
    no = {Purpose.RECRUITING: ConsentEvent.DECLINED}
    card = services.capture.scan("AB-0002", ScanSource.TYPED)
    services.capture.answer(card, no, notice=NoticeShown())
    refused(raw, "DELETE FROM identity", because=because)
    refused(raw, f"DELETE FROM identity WHERE subject = '{haruto}'", because=because)
    raw.exec_driver_sql(f"DELETE FROM roster_entry WHERE subject = '{haruto}'")
    refused(raw, f"DELETE FROM identity WHERE subject = '{haruto}'", because=because)


def test_that_a_backup_stays_recorded(raw: Connection) -> None:
    raw.exec_driver_sql("INSERT INTO backup VALUES ('b', 1, 's', '/x', 'h', 1, 1, x'00')")
    refused(raw, "UPDATE backup SET path = '/y'", because="append-only: backup")
    refused(raw, "DELETE FROM backup", because="append-only: backup")
    again = "INSERT OR REPLACE INTO backup VALUES ('b', 1, 's', '/y', 'h', 1, 1, x'00')"
    refused(raw, again, because="append-only: backup")


def test_that_a_pin_is_kept_as_a_hash_only(raw: Connection) -> None:
    plain = "INSERT INTO staff_pin (staff_id, phc) SELECT id, '1234' FROM staff LIMIT 1"
    refused(raw, plain, because="CHECK constraint")
