"""The check of who wrote what and when, and of rows of the list, as BoothApp writes them."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection

from boothapp.domain.people import ScanSource
from boothapp.services import retention
from boothapp.services.bundle import Services
from tests import factories
from tests.factories import SettableClock
from tests.store.attacks import Busy
from tests.store.tampering import attack


def test_that_a_lead_that_was_brought_back_is_as_it_was(
    services: Services, raw: Connection, clock: SettableClock, busy: Busy
) -> None:
    clock.forward(minutes=1)
    services.capture.scan("AB-0001", ScanSource.TYPED)
    note = services.leads.detail(busy.lead).notes[0]
    services.leads.edit_note(note.id, "Sparse attention, and how")
    rows = f"SELECT lead.*, note.* FROM lead, note WHERE lead.id = '{busy.lead}'"
    before = raw.exec_driver_sql(rows).one()
    assert before.created < before.seen
    services.duty.switch("Kwame Mensah")
    clock.forward(minutes=1)
    services.leads.restore(services.leads.remove(busy.lead))
    assert raw.exec_driver_sql(rows).one() == before
    assert services.ledger.verify().problems == ()


def test_that_who_saw_a_lead_last_is_who_scanned_them(
    services: Services, raw: Connection, clock: SettableClock, busy: Busy
) -> None:
    clock.forward(minutes=1)
    services.duty.switch("Kwame Mensah")
    services.capture.scan("AB-0001", ScanSource.TYPED)
    assert services.ledger.verify().problems == ()
    raw.exec_driver_sql(f"UPDATE lead SET seen_by = created_by WHERE id = '{busy.lead}'")
    (problem,) = services.ledger.verify().problems
    assert re.match(r"The staff of the last visit of lead .* \(record .*scan.add", problem)


def test_that_a_purge_says_what_it_took_off_the_list_and_nothing_else_goes(
    services: Services,
    raw: Connection,
    clock: SettableClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(retention, "_BATCH", 1)
    nobody = [(f"X-{n}", "", f"x{n}@x.example", "", "no") for n in range(3)]
    services.roster.import_file(factories.roster_file(tmp_path, [factories.WANJIRU, *nobody[:2]]))
    clock.forward(days=60)
    today = services.store.event.local(clock.now).date()
    with pytest.raises(KeyboardInterrupt):
        services.retention.purge(today=today, progress=stop)
    assert services.ledger.verify().problems == ()
    assert services.retention.purge(today=today).people == 2
    assert services.ledger.verify().problems == ()
    services.roster.import_file(factories.roster_file(tmp_path, nobody[2:]))
    attack(raw, "DELETE FROM roster_entry")
    (problem,) = services.ledger.verify().problems
    assert problem.startswith("1 rows of the organiser's list are gone")
