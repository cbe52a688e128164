"""Raw SQL against every rule that the database keeps by itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.people import NoticeShown, ScanSource, VerdictCard
from boothapp.services.bundle import Services

pytestmark = pytest.mark.usefixtures("roster")

LEAD_COLUMNS = (
    "id, subject, name, email, affiliation, attendee_type, career_stage, interests, links, busy, "
    "origin, created, created_by, seen, seen_by"
)


@pytest.fixture
def amara(services: Services) -> VerdictCard:
    """Stored at once: she may share."""
    return services.capture.scan("AB-0001", ScanSource.TYPED)


@pytest.fixture
def haruto(services: Services) -> VerdictCard:
    """Asked, not answered."""
    return services.capture.scan("AB-0002", ScanSource.TYPED)


def refused(raw: Connection, statement: str, *, because: str) -> None:
    with pytest.raises(DatabaseError, match=because):
        raw.exec_driver_sql(statement)


def lead_values(services: Services, subject: str | None, lead_id: str = "x") -> str:
    staff = services.duty.staff_id
    return (
        f"'{lead_id}', '{subject}', 'N', '', '', '', '', '[]', '[]', '[]', 'form', "
        f"1, '{staff}', 1, '{staff}'"
    )


def test_that_no_lead_is_stored_without_a_valid_grant(
    services: Services, raw: Connection, haruto: VerdictCard
) -> None:
    values = lead_values(services, haruto.subject)
    for verb in ("INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"):
        statement = f"{verb} INTO lead ({LEAD_COLUMNS}) VALUES ({values})"
        refused(raw, statement, because="no lead without a valid grant")


def test_that_a_lead_cannot_be_handed_to_somebody_who_did_not_agree(
    raw: Connection, amara: VerdictCard, haruto: VerdictCard
) -> None:
    assert amara.lead is not None
    refused(
        raw,
        f"UPDATE lead SET subject = '{haruto.subject}' WHERE id = '{amara.lead.id}'",
        because="no lead without a valid grant",
    )


@pytest.mark.parametrize("purpose", list(Purpose))
def test_that_a_consent_state_cannot_be_written_by_hand(
    raw: Connection, haruto: VerdictCard, purpose: Purpose
) -> None:
    latest = "(SELECT max(seq) FROM change)"
    for statement in (
        "UPDATE consent_state SET state = 'given'",
        f"UPDATE consent_state SET state = 'given', seq = {latest}",
        f"UPDATE consent_state SET state = 'given', seq = {latest} + 1",
        "DELETE FROM consent_state",
        "INSERT OR REPLACE INTO consent_state (subject, purpose, state, since, since_seq, seq) "
        f"VALUES ('{haruto.subject}', '{purpose.value}', 'given', 1, 1, 1)",
        "INSERT OR REPLACE INTO consent_state (subject, purpose, state, since, since_seq, seq) "
        f"VALUES ('{haruto.subject}', 'recruiting_contact', 'unknown', 1, 1, 0)",
    ):
        refused(raw, statement, because="a state follows from events only")


@pytest.mark.parametrize("table", ["scan", "roster_import", "notice", "export", "export_subject"])
def test_that_facts_are_neither_changed_nor_deleted_nor_replaced(
    services: Services,
    raw: Connection,
    amara: VerdictCard,
    tmp_path: Path,
    table: str,
) -> None:
    services.notices.notice("en")
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    assert amara.lead is not None
    count = raw.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
    assert count > 0
    column = raw.exec_driver_sql(f"PRAGMA table_info({table})").all()[-1].name
    refused(raw, f"UPDATE {table} SET {column} = {column}", because=f"append-only: {table}")
    refused(raw, f"DELETE FROM {table}", because=f"append-only: {table}")
    refused(
        raw,
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        because=f"append-only: {table}",
    )
    assert raw.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == count


def test_that_the_log_only_grows_at_its_end(raw: Connection, amara: VerdictCard) -> None:
    assert amara.lead is not None
    refused(raw, "DELETE FROM change", because="append-only")
    refused(raw, "UPDATE change SET staff_id = 'x'", because="append-only")
    refused(raw, "UPDATE change SET value = 'x', salt = x'00'", because="append-only")
    copy = "INSERT OR REPLACE INTO change SELECT * FROM change WHERE seq = 3"
    refused(raw, copy, because="continues the chain")
    forged = (
        "INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, staff_id, at, day, "
        "hlc, kind, entity, field, subject, value, salt, digest, x'00', x'01' "
        "FROM change ORDER BY seq DESC LIMIT 1"
    )
    refused(raw, forged, because="continues the chain")


@pytest.mark.parametrize("taken", ["device_seq", "hash"])
def test_that_no_record_is_replaced_by_way_of_another_unique_column(
    raw: Connection, amara: VerdictCard, taken: str
) -> None:
    assert amara.lead is not None
    new = {"device_seq": "device_seq + 1", "hash": "x'01'"}
    new[taken] = f"(SELECT {taken} FROM change WHERE seq = 3)"
    forged = (
        f"INSERT OR REPLACE INTO change SELECT seq + 1, 'new', device_id, {new['device_seq']}, "
        "staff_id, at, day, hlc, 'pin.set', staff_id, '', NULL, NULL, NULL, NULL, hash, "
        f"{new['hash']} FROM change ORDER BY seq DESC LIMIT 1"
    )
    refused(raw, forged, because="continues the chain")


@pytest.mark.parametrize("table", ["roster_import", "notice", "export"])
def test_that_no_fact_is_replaced_by_way_of_a_hidden_row_number(
    raw: Connection, table: str
) -> None:
    refused(raw, f"SELECT rowid FROM {table}", because="no such column: rowid")


def test_that_nobody_is_given_a_yes_by_a_forged_way_back(
    services: Services, raw: Connection, haruto: VerdictCard
) -> None:
    no = {Purpose.RECRUITING: ConsentEvent.DECLINED}
    for _ in range(2):  # the second one changes nothing, so it leaves nothing to take back
        services.capture.answer(haruto, no, notice=NoticeShown())
    forged = (
        "INSERT INTO consent_effect SELECT seq, subject, field, 'declined', 'given', staff_id, "
        "day, NULL FROM change WHERE kind = 'consent.declined' ORDER BY seq DESC LIMIT 1"
    )
    refused(raw, forged, because="append-only: consent_effect")


def test_that_a_value_in_the_log_can_be_blanked_and_nothing_else(
    raw: Connection, amara: VerdictCard
) -> None:
    assert amara.lead is not None
    where = "WHERE kind = 'lead.add'"
    raw.exec_driver_sql(f"UPDATE change SET value = NULL, salt = NULL {where}")
    row = raw.exec_driver_sql(f"SELECT value, digest FROM change {where}").one()
    assert row.value is None
    assert row.digest is not None


def test_that_a_personal_value_needs_a_grant_in_the_log_too(
    raw: Connection, haruto: VerdictCard
) -> None:
    statement = (
        "INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, staff_id, at, day, "
        f"hlc, 'note.add', 'n', 'text', '{haruto.subject}', '\"told me\"', x'00', digest, hash, "
        "x'01' FROM change ORDER BY seq DESC LIMIT 1"
    )
    refused(raw, statement, because="no valid grant for a personal value")
    nobodys = statement.replace(f"'{haruto.subject}'", "NULL")
    refused(raw, nobodys, because="no valid grant for a personal value")


def test_that_a_forged_mistake_of_somebody_else_is_refused(
    services: Services, raw: Connection, haruto: VerdictCard
) -> None:
    answers = {Purpose.RECRUITING: ConsentEvent.DECLINED}
    services.capture.answer(haruto, answers, notice=NoticeShown())
    other = services.settings.add_staff("Kwame Mensah").id
    statement = (
        f"INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, '{other}', at, day, "
        f"hlc, 'consent.mistake', '{haruto.subject}', 'recruiting_contact', '{haruto.subject}', "
        "'{\"reason\": \"wrong_key\"}', x'00', NULL, hash, x'01' "
        "FROM change ORDER BY seq DESC LIMIT 1"
    )
    refused(raw, statement, because="only the same person")


def test_that_details_of_who_did_not_opt_in_stay_out_of_the_roster(
    raw: Connection, haruto: VerdictCard
) -> None:
    where = f"WHERE subject = '{haruto.subject}'"
    for column in ("badge_id", "name", "email", "affiliation", "interests", "links", "busy"):
        refused(
            raw, f"UPDATE roster_entry SET {column} = 'x' {where}", because="only opted-in people"
        )
    assert raw.exec_driver_sql(f"SELECT name, badge_id FROM roster_entry {where}").one() == (
        None,
        None,
    )


def test_that_a_note_hangs_on_a_lead_even_with_foreign_keys_off(
    services: Services, raw: Connection
) -> None:
    raw.exec_driver_sql("PRAGMA foreign_keys = OFF")
    staff = services.duty.staff_id
    for statement in (
        "INSERT INTO note (id, lead_id, text, author_id, written) "
        f"VALUES ('n', 'nobody', 'x', '{staff}', 1)",
        "INSERT INTO lead_tag (lead_id, tag) VALUES ('nobody', 'x')",
        "INSERT INTO answer (lead_id, qualifier_id, text) VALUES ('nobody', 'q', 'x')",
    ):
        refused(raw, statement, because="without a lead")
    raw.exec_driver_sql("PRAGMA foreign_keys = ON")


def test_that_nothing_stays_of_a_removed_lead_even_with_foreign_keys_off(
    services: Services, raw: Connection, amara: VerdictCard
) -> None:
    assert amara.lead is not None
    services.leads.add_note(amara.lead.id, "Likes speech")
    services.leads.add_tag(amara.lead.id, "Speech")
    raw.exec_driver_sql("PRAGMA foreign_keys = OFF")
    refused(raw, "UPDATE lead_tag SET lead_id = 'nobody'", because="no tag without a lead")
    raw.exec_driver_sql("DELETE FROM lead")
    assert raw.exec_driver_sql("SELECT * FROM note").all() == []
    assert raw.exec_driver_sql("SELECT * FROM lead_tag").all() == []
    raw.exec_driver_sql("PRAGMA foreign_keys = ON")


@pytest.mark.parametrize("same", ["id", "subject"])
def test_that_a_lead_takes_nobody_elses_place(
    services: Services, raw: Connection, amara: VerdictCard, same: str
) -> None:
    other = services.capture.scan("AB-0003", ScanSource.TYPED)
    assert amara.lead is not None
    assert other.lead is not None
    subject = amara.subject if same == "subject" else other.subject
    values = lead_values(services, subject, amara.lead.id if same == "id" else "x")
    raw.exec_driver_sql(f"DELETE FROM lead WHERE id = '{other.lead.id}'")
    refused(
        raw,
        f"INSERT OR REPLACE INTO lead ({LEAD_COLUMNS}) VALUES ({values})",
        because="takes nobody else's place",
    )


@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE"])
def test_that_two_interviews_are_never_at_once(
    services: Services, raw: Connection, amara: VerdictCard, verb: str
) -> None:
    other = services.capture.scan("AB-0003", ScanSource.TYPED)
    assert amara.lead is not None
    assert other.lead is not None
    settings = services.settings.get()
    (namsan, hangang), who = settings.rooms, f"'{settings.interviewers[0].id}'"

    def insert(name: str, room: str, lead: str, interviewers: str, starts: int, ends: int) -> str:
        return (
            f"{verb} INTO interview (id, room_id, lead_id, panel, starts, ends, status, sequence, "
            f"organizer) VALUES ('{name}', '{room}', '{lead}', json_array({interviewers}), "
            f"{starts}, {ends}, 'planned', 0, '')"
        )

    someone = f"'{settings.interviewers[1].id}'"
    raw.exec_driver_sql(insert("a", namsan.id, amara.lead.id, who, 1000, 2000))
    same_room = insert("b", namsan.id, other.lead.id, someone, 1500, 1600)
    same_lead = insert("c", hangang.id, amara.lead.id, someone, 500, 1001)
    same_interviewer = insert("d", hangang.id, other.lead.id, f"{someone}, {who}", 1999, 3000)
    refused(raw, same_room, because="overlap: room")
    refused(raw, same_lead, because="overlap: candidate")
    refused(raw, same_interviewer, because="overlap: interviewer")
    raw.exec_driver_sql(insert("e", namsan.id, other.lead.id, who, 2000, 3000))
    refused(raw, "UPDATE interview SET starts = 1999 WHERE id = 'e'", because="overlap: room")
    raw.exec_driver_sql(insert("f", hangang.id, amara.lead.id, someone, 2000, 3000))
    panel = f"UPDATE OR REPLACE interview SET panel = json_array({someone}, {who}) WHERE id = 'f'"
    refused(raw, panel, because="overlap: interviewer")
    raw.exec_driver_sql("DELETE FROM interview WHERE id = 'f'")
    raw.exec_driver_sql("UPDATE interview SET status = 'cancelled' WHERE id = 'a'")
    raw.exec_driver_sql("UPDATE interview SET starts = 1999 WHERE id = 'e'")
    refused(raw, "UPDATE interview SET status = 'planned' WHERE id = 'a'", because="overlap")


@pytest.mark.parametrize(
    "panel", ["'{{garbage'", "'{{}}'", "'[1]'", "'[\"x\"]'", "json_array('{0}', '{0}')"]
)
def test_that_a_panel_is_a_list_of_interviewers_each_once(
    services: Services, raw: Connection, amara: VerdictCard, panel: str
) -> None:
    assert amara.lead is not None
    settings = services.settings.get()
    room, who = settings.rooms[0], settings.interviewers[0].id
    starts = datetime(2026, 7, 9, 5, tzinfo=UTC)
    booked = services.interviews.book(amara.lead.id, room.id, starts, panel=(who,))
    panel = panel.format(who)
    refused(raw, f"UPDATE interview SET panel = {panel}", because="panel: |malformed JSON")
    refused(
        raw,
        "INSERT INTO interview (id, room_id, lead_id, panel, starts, ends, status, sequence, "
        f"organizer) SELECT 'x', room_id, lead_id, {panel}, ends, ends + 1, status, 0, '' "
        "FROM interview",
        because="panel: |malformed JSON",
    )
    assert services.interviews.get(booked.id) == booked


def test_that_a_consent_event_says_nothing_of_the_person(
    raw: Connection, haruto: VerdictCard
) -> None:
    statement = (
        "INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, staff_id, at, day, "
        f"hlc, 'consent.deferred', '{haruto.subject}', 'recruiting_contact', '{haruto.subject}', "
        "'{\"name\": \"Haruto\"}', x'00', digest, hash, x'01' FROM change ORDER BY seq DESC LIMIT 1"
    )
    refused(raw, statement, because="nothing of the person")


def test_that_a_badge_is_not_handed_to_somebody_else(
    raw: Connection, amara: VerdictCard, haruto: VerdictCard
) -> None:
    refused(
        raw,
        f"UPDATE identity SET subject = '{amara.subject}' WHERE subject = '{haruto.subject}'",
        because="not handed to somebody else",
    )
    raw.exec_driver_sql(
        f"INSERT OR REPLACE INTO identity SELECT key, kind, '{amara.subject}' FROM identity "
        f"WHERE subject = '{haruto.subject}'"
    )
    count = f"SELECT count(*) FROM identity WHERE subject = '{haruto.subject}'"
    assert raw.exec_driver_sql(count).scalar_one() == 2
