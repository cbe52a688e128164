"""Badges that became one person's, and pairs that are two: forged ones are found and named."""

import re
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from boothapp.domain.merging import Merged
from boothapp.services.bundle import Services
from boothapp.store.verify import verify
from tests import factories
from tests.services.merging import listed_badge, own_badge
from tests.store.tampering import attack

pytestmark = pytest.mark.usefixtures("roster")
LOG = "Whose badges are one person's is not what the log knows"
# What is done -> what must be said, each once and nothing else.
ATTACKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a badge given to somebody": (
        "INSERT INTO same_person SELECT '{stranger}', main FROM same_person",
        (LOG, "No record of the log says that the badge of person .* is another person's too"),
    ),
    "a badge taken away": (
        "DELETE FROM same_person",
        (
            LOG,
            "By the log the badge of person .* was merged, and it stands by itself",
            "The time of the last visit of lead .* differs",
        ),
    ),
    "a badge given to somebody else": (
        "UPDATE same_person SET main = '{stranger}'",
        (
            LOG,
            "The badge of person .* was merged with another one than the log says",
            "The time of the last visit of lead .* differs",
        ),
    ),
    "a pair told apart": (
        "DELETE FROM lead_apart",
        ("By the log lead .* and lead .* are two people, and nothing says so there",),
    ),
    "the author of a note that went over": (
        "UPDATE note SET author_id = (SELECT id FROM staff WHERE name = 'Jonas Weber')",
        ("The author of note .* differs from the log",),
    ),
    "the time of a note that went over": (
        "UPDATE note SET written = written - 1",
        ("The time of writing of note .* differs from the log",),
    ),
    "the last visit": (
        "UPDATE lead SET seen = seen + 1 WHERE id = '{kept}'",
        ("The time of the last visit of lead .* differs from the log",),
    ),
}


@pytest.fixture
def merged(services: Services, clock: factories.SettableClock) -> Merged:
    """Amara's two badges are one; she and Wanjiru are two."""
    amara = listed_badge(services)
    clock.forward(minutes=1)
    wanjiru = listed_badge(services, "AB-0003")
    clock.forward(minutes=1)
    other = own_badge(services)
    services.leads.add_note(other, "Sparse attention")
    clock.forward(minutes=1)
    services.duty.switch("Jonas Weber")
    services.merging.set_apart(amara, wanjiru)
    return services.merging.merge(amara, other)


def named(services: Services, merged: Merged, statement: str) -> str:
    wanjiru = services.leads.find("AB-0003")
    return statement.format(
        kept=merged.kept_id, stranger=services.leads.detail(wanjiru).subject, wanjiru=wanjiru
    )


@pytest.mark.parametrize("name", ATTACKS)
def test_that_what_was_forged_of_a_merging_is_found_and_named(
    services: Services, raw: Connection, merged: Merged, name: str
) -> None:
    assert services.ledger.verify().problems == ()
    statement, expected = ATTACKS[name]
    attack(raw, named(services, merged, statement))
    problems = services.ledger.verify().problems
    for pattern in expected:
        assert [p for p in problems if re.search(pattern, p)], (pattern, problems)
    others = [p for p in problems if not any(re.search(one, p) for one in expected)]
    assert all("of the last visit of lead" in problem for problem in others), problems


def test_that_a_pair_made_up_is_found(services: Services, raw: Connection, merged: Merged) -> None:
    services.merging.undo(merged)
    attack(
        raw,
        "INSERT OR IGNORE INTO lead_apart SELECT min(one.id, two.id), max(one.id, two.id) "
        "FROM lead AS one JOIN lead AS two ON two.id <> one.id",
    )
    problems = services.ledger.verify().problems
    assert len(problems) == 2
    assert all(re.match("No record of the log says that lead .* two people", p) for p in problems)


@pytest.mark.parametrize("table", ["same_person", "lead_apart"])
def test_that_no_column_of_a_merging_can_be_changed_unseen(
    services: Services, raw: Connection, merged: Merged, table: str
) -> None:
    assert merged
    raw.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    raw.exec_driver_sql("PRAGMA foreign_keys = OFF")
    for column in raw.exec_driver_sql(f"PRAGMA table_info({table})").all():
        raw.exec_driver_sql("BEGIN")
        attack(raw, f"UPDATE {table} SET {column.name} = '{{garbage'")
        found = verify(raw, services.store.folder, ZoneInfo(factories.ZONE)).problems
        raw.exec_driver_sql("ROLLBACK")
        assert found, column.name
    raw.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    raw.exec_driver_sql("PRAGMA foreign_keys = ON")


@pytest.mark.parametrize("value", ["7", "[]", "{{garbage", '{{"other": 7, "apart": "x"}}'])
@pytest.mark.parametrize("kind", ["lead.apart", "person.merge"])
def test_that_what_is_written_over_a_record_of_a_merging_does_not_stop_the_check(
    services: Services, raw: Connection, merged: Merged, kind: str, value: str
) -> None:
    assert merged
    attack(raw, f"UPDATE change SET value = '{value.format()}' WHERE kind = '{kind}'")
    assert any("The value of record " in problem for problem in services.ledger.verify().problems)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO same_person VALUES ('{stranger}', (SELECT main FROM same_person))",
        "UPDATE same_person SET main = '{stranger}'",
        "DELETE FROM same_person",
    ],
)
def test_that_the_store_lets_nobody_be_merged_or_parted_without_a_record(
    services: Services, raw: Connection, merged: Merged, statement: str
) -> None:
    with pytest.raises(DatabaseError, match="one person by a record of the log only"):
        raw.exec_driver_sql(named(services, merged, statement))
