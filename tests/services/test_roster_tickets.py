"""A list whose badge ids are the codes of tickets: the public id is kept, and no secret."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from boothapp import signatures
from boothapp.domain.consent import Verdict
from boothapp.domain.people import ScanSource
from boothapp.domain.roster import EndedByList
from boothapp.services.bundle import Services
from boothapp.store.roster_matching import RosterMatching
from boothapp.store.spool import Spool
from tests.badges.writers import write_sig1
from tests.factories import everything, roster_file

PRIVATE = signatures.new_private_key()
UUID = "0fd2e7b4-7f1e-4d0c-9a8f-1d2c3b4a5e6f"
SEAL = "A" * 43 + "="
TICKETS = {
    "pretix": (write_sig1(PRIVATE, "kx8qwm4ftz2h", 7), "kx8qwm4ftz2h"),
    "alf.io": (f"{UUID}/{SEAL}", UUID),
}


@pytest.mark.parametrize("system", TICKETS)
@pytest.mark.parametrize("hard", [False, True])
def test_that_a_list_of_tickets_is_met_by_scans_and_keeps_no_secret(
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    hard: bool,
) -> None:
    match = RosterMatching.match

    def all_hard(self: RosterMatching, spool: Spool, tick: object) -> None:
        match(self, spool, tick)  # type: ignore[arg-type] # handed on as it came
        spool.change("UPDATE entry SET plain = 0")

    if hard:
        monkeypatch.setattr(RosterMatching, "match", all_hard)
    ticket, public = TICKETS[system]
    rows = [(ticket, "Ann", "a@x.example", "U", "yes"), ("AB-1", "Bo", "b@x.example", "U", "yes")]
    report = services.roster.import_file(roster_file(tmp_path, rows))
    assert [who.badge_id for who in report.changes.people["new"]] == [public, "AB-1"]
    card = services.capture.scan(ticket, ScanSource.CAMERA)
    assert (card.verdict, card.badge_id) == (Verdict.MAY_SHARE, public)
    assert card.lead is not None
    assert card.lead.person.name == "Ann"
    assert ticket not in everything(services)
    no = [(ticket, "Ann", "a@x.example", "U", "no")]
    assert [who.badge_id for who in _import(services, tmp_path, no)] == [public]
    assert services.capture.scan(ticket, ScanSource.CAMERA).lead is None


def test_that_whom_a_ticket_named_before_is_on_the_list(services: Services, tmp_path: Path) -> None:
    ticket, _ = TICKETS["pretix"]
    met = services.capture.scan(ticket, ScanSource.CAMERA).subject
    services.roster.import_file(roster_file(tmp_path, [(ticket, "Ann", "", "U", "yes")]))
    card = services.capture.scan(ticket, ScanSource.CAMERA)
    assert (card.subject, card.lead is not None) == (met, True)


def _import(services: Services, folder: Path, rows: Sequence[tuple[str, ...]]) -> list[EndedByList]:
    return list(services.roster.import_file(roster_file(folder, rows)).ended)
