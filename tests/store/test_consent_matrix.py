"""Every state of every purpose against everything that can be done with a person's data.

The table below is the oracle: it was written from docs/decisions/0004-consent-states.md and knows
nothing of the code. Each cell is tried with raw SQL, past services and window.
"""

from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from boothapp.domain.consent import ConsentEvent, ConsentRefused, ConsentState, Purpose
from boothapp.domain.exporting import ExportRequest
from boothapp.services.bundle import Services
from tests import factories

pytestmark = pytest.mark.usefixtures("roster")

NOBODYS = "01980000-0000-7000-8000-000000000000"
# What is said so that a purpose is in a state.
PATHS = {
    "unknown": (),
    "roster_no": ("roster_no",),
    "roster_yes": ("roster_yes",),
    "deferred": ("deferred",),
    "given": ("given",),
    "declined": ("declined",),
    "withdrawn": ("given", "withdrawn"),
    "expired": ("given", "expired"),
}
ACTIONS = (
    "lead",
    "note",
    "tag",
    "answer",
    "interview",
    "list details",
    "log value",
    "file for recruiting_contact",
    "file for cv_sharing",
    "export for recruiting_contact",
    "export for cv_sharing",
    "export for marketing",
)
ALL, NOTHING = set(ACTIONS), set[str]()
NO_CV = ALL - {"file for cv_sharing", "export for cv_sharing"}
NO_MARKETING = ALL - {"export for marketing"}
# What may be done while one purpose is in a state and the two others are given. The list speaks
# for recruiting contact only, so two states cannot be reached for the others (None).
ORACLE: dict[str, dict[str, set[str] | None]] = {
    "recruiting_contact": {
        "unknown": NOTHING,
        "roster_no": NOTHING,
        "roster_yes": ALL,
        "deferred": NOTHING,
        "given": ALL,
        "declined": NOTHING,
        "withdrawn": NOTHING,
        "expired": NOTHING,
    },
    "cv_sharing": {
        "unknown": NO_CV,
        "roster_no": None,
        "roster_yes": None,
        "deferred": NO_CV,
        "given": ALL,
        "declined": NO_CV,
        "withdrawn": NO_CV,
        "expired": NO_CV,
    },
    "marketing": {
        "unknown": NO_MARKETING,
        "roster_no": None,
        "roster_yes": None,
        "deferred": NO_MARKETING,
        "given": ALL,
        "declined": NO_MARKETING,
        "withdrawn": NO_MARKETING,
        "expired": NO_MARKETING,
    },
}


def reach(services: Services, subject: str, purpose: Purpose, state: str) -> bool:
    """Say what leads to the state, and yes to the other purposes; False where it is refused."""
    try:
        with services.store.writing(services.duty.staff_id) as records:
            for other in set(Purpose) - {purpose}:
                factories.say(records, subject, other, ConsentEvent.GIVEN)
            for event in PATHS[state]:
                factories.say(records, subject, purpose, ConsentEvent(event))
    except (ConsentRefused, DatabaseError):
        return False
    with services.store.reading() as records:
        assert records.consents.state(subject, purpose) is ConsentState(state)
    return True


def sql_of(action: str, subject: str) -> list[str]:
    """The statements of an action; whatever hangs on a lead tries to make one first."""
    lead = (
        "INSERT OR IGNORE INTO lead (id, subject, name, email, affiliation, attendee_type, "
        "career_stage, interests, links, busy, origin, created, created_by, seen, seen_by) "
        f"SELECT 'lead of {subject}', '{subject}', 'Canary', '', '', '', '', '[]', '[]', '[]', "
        "'form', 1, id, 1, id FROM staff LIMIT 1"
    )
    hanging = {
        "lead": "SELECT 1",
        "note": "INSERT INTO note SELECT 'n', '{}', 'Canary', id, 1, NULL FROM staff LIMIT 1",
        "tag": "INSERT INTO lead_tag VALUES ('{}', 'Canary')",
        "answer": "INSERT INTO answer SELECT '{}', id, 'Canary' FROM qualifier LIMIT 1",
        "interview": "INSERT INTO interview SELECT 'i', id, '{}', '[]', 1, 2, 'planned', "
        "NULL, NULL, NULL, 0, NULL, '' FROM room LIMIT 1",
    }
    hanging |= {
        f"file for {purpose}": f"INSERT INTO attachment SELECT 'f', '{{}}', '{purpose}', "
        "'canary.pdf', 'application/pdf', 'x', 1, id, x'25' FROM staff LIMIT 1"
        for purpose in ("recruiting_contact", "cv_sharing")
    }
    if action in hanging:
        return [lead, hanging[action].format(f"lead of {subject}")]
    if action == "list details":
        return [
            "INSERT INTO roster_entry (subject, import_id, opted_in, name) "
            f"SELECT '{subject}', id, 1, 'Canary' FROM roster_import LIMIT 1"
        ]
    assert action == "log value"
    return [
        "INSERT INTO change SELECT seq + 1, 'new', device_id, device_seq + 1, staff_id, at, day, "
        f"hlc, 'lead.set', '{NOBODYS}', 'name', '{subject}', '\"Canary\"', x'00', digest, hash, "
        "x'01' FROM change ORDER BY seq DESC LIMIT 1"
    ]


def is_possible(services: Services, raw: Connection, action: str, subject: str) -> bool:
    """Try it by itself, and leave no trace."""
    exported = action.removeprefix("export for ")
    raw.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        for statement in sql_of("lead" if exported != action else action, subject):
            raw.exec_driver_sql(statement)
        if exported == action:
            return True
        raw.exec_driver_sql("COMMIT")
        with services.store.reading() as records:
            request = ExportRequest(purpose=Purpose(exported))
            rows = list(records.exports.rows(request, services.store.event))
        raw.exec_driver_sql(f"DELETE FROM lead WHERE subject = '{subject}'")
        return any("Canary" in row for row in rows)
    except DatabaseError as refused:
        if "consent: no " not in str(refused) and "consent: only opted-in" not in str(refused):
            raise
        return False
    finally:
        if raw.connection.driver_connection.in_transaction:  # type: ignore[union-attr] # the driver's own
            raw.exec_driver_sql("ROLLBACK")


def test_that_every_cell_of_state_purpose_and_action_is_as_decided(
    services: Services, raw: Connection
) -> None:
    found: dict[str, dict[str, set[str] | None]] = {purpose.value: {} for purpose in Purpose}
    for purpose, state in product(Purpose, PATHS):
        subject = sha256(f"{purpose.value} {state}".encode()).hexdigest()
        reached = reach(services, subject, purpose, state)
        found[purpose.value][state] = (
            {action for action in ACTIONS if is_possible(services, raw, action, subject)}
            if reached
            else None
        )
    assert found == ORACLE
    assert len(PATHS) * len(Purpose) * len(ACTIONS) == 288


EVERYWHERE = ("recruiting_contact", "cv_sharing", "marketing")
WITH_CV = EVERYWHERE[:2]
HIRING = EVERYWHERE[:1]
# Which file may say what, while the person agreed to everything.
GOES_INTO = {
    "zq-name": EVERYWHERE,
    "zq@mail.example": EVERYWHERE,
    "zq-affiliation": WITH_CV,
    "zq-career": WITH_CV,
    "zq-role": WITH_CV,
    "zq-badge": HIRING,
    "zq-type": HIRING,
    "zq-tag": HIRING,
    "zq-interest": HIRING,
    "zq.example/link": HIRING,
    "zq-answer": HIRING,
    "zq-note": HIRING,
    "zq-room": HIRING,
    "zq-staff": HIRING,
    "cold": HIRING,
}
_FULL = """
UPDATE staff SET name = 'zq-staff';
UPDATE room SET name = 'zq-room' WHERE id = (SELECT min(id) FROM room);
UPDATE role SET title = 'zq-role' WHERE id = (SELECT min(id) FROM role);
INSERT INTO lead (id, subject, badge_id, name, email, affiliation, attendee_type, career_stage,
    rating, role_id, interests, links, busy, origin, created, created_by, seen, seen_by)
SELECT 'l', '{}', 'zq-badge', 'zq-name', 'zq@mail.example', 'zq-affiliation', 'zq-type',
    'zq-career', 'cold', (SELECT min(id) FROM role), '["zq-interest"]', '["zq.example/link"]',
    '[]', 'form', 1, id, 1, id FROM staff LIMIT 1;
INSERT INTO note SELECT 'n', 'l', 'zq-note', id, 1, NULL FROM staff LIMIT 1;
INSERT INTO lead_tag VALUES ('l', 'zq-tag');
INSERT INTO answer SELECT 'l', id, 'zq-answer' FROM qualifier LIMIT 1;
INSERT INTO interview SELECT 'i', min(id), 'l', '[]', 1, 2, 'planned', NULL, NULL, NULL, 0, NULL, ''
FROM room
"""


@pytest.mark.parametrize("purpose", Purpose)
def test_that_a_file_says_no_more_than_its_purpose_needs(
    services: Services, raw: Connection, purpose: Purpose, tmp_path: Path
) -> None:
    subject = sha256(b"somebody").hexdigest()
    assert reach(services, subject, purpose, "given")
    raw.exec_driver_sql("BEGIN IMMEDIATE")
    for statement in _FULL.format(subject).split(";"):
        raw.exec_driver_sql(statement)
    raw.exec_driver_sql("COMMIT")
    services.exporting.write(ExportRequest(purpose), tmp_path / "out.csv", "Somebody")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert {word for word in GOES_INTO if word in text} == {
        word for word, files in GOES_INTO.items() if purpose.value in files
    }
