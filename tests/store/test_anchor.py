"""The log's end, written down beside the store: what a whole chain cannot show by itself."""

import json
from collections.abc import Callable

import pytest

from boothapp.services.bundle import Services
from boothapp.store import anchor
from boothapp.store.database import Database
from boothapp.store.store import Store
from tests import factories
from tests.store.attacks import Busy
from tests.store.tampering import attack


@pytest.fixture
def reopen(services: Services) -> Callable[[], Services]:
    """The store closed and opened again; the demo's key lives on in the test."""
    database = services.store.database

    def again() -> Services:
        services.store.close()
        store = Store(Database(database.folder, database._key), services.store.keeper, services.now)
        return Services.over(store, factories.STAFF)

    return again


def test_that_a_log_cut_at_its_end_is_found(busy: Busy, reopen: Callable[[], Services]) -> None:
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


def test_that_a_log_written_anew_is_found(busy: Busy, reopen: Callable[[], Services]) -> None:
    assert busy.lead
    services = reopen()
    with services.store.database.connect() as raw:
        attack(raw, "UPDATE change SET id = 'other' WHERE kind = 'note.add'", "REWRITE")
    (problem,) = services.ledger.verify().problems
    assert "it was written anew" in problem
    services.close()


def test_that_closing_and_a_sound_check_move_the_anchor_forward(
    services: Services, busy: Busy, reopen: Callable[[], Services]
) -> None:
    made = anchor.read(services.store.folder)
    services = reopen()
    first = anchor.read(services.store.folder)
    services.leads.add_note(busy.lead, "More")
    head = services.ledger.verify().head
    second = anchor.read(services.store.folder)
    assert made is not None
    assert first is not None
    assert made.seq < first.seq
    assert second == anchor.Anchor(first.seq + 1, head)
    assert (services.store.folder / anchor.FILE).stat().st_mode & 0o077 == 0
    services.close()


def test_that_a_missing_anchor_is_mentioned_and_no_fault(services: Services, busy: Busy) -> None:
    assert busy.lead
    (services.store.folder / anchor.FILE).unlink()
    check = services.ledger.verify()
    assert check.problems == ()
    (hint,) = check.hints
    assert "A copy of a store has none" in hint
    assert services.ledger.verify().hints == (), "a sound check writes it down anew"


def test_that_an_unreadable_anchor_is_named_and_kept(services: Services, busy: Busy) -> None:
    assert busy.lead
    path = services.store.folder / anchor.FILE
    path.write_text(json.dumps(["nothing"]))
    (problem,) = services.ledger.verify().problems
    assert str(path) in problem
    services.store.close()
    assert path.read_text() == '["nothing"]'
