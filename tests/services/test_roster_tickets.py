"""A list whose badge ids are the codes of tickets: the public id is kept, and no secret."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from boothapp import signatures
from boothapp.domain.consent import Verdict
from boothapp.domain.people import ScanSource
from boothapp.domain.roster import EndedByList, ProblemCode
from boothapp.services import roster_trial
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


LINKED = "https://www.linkedin.com/in/ann-lee"


@pytest.mark.parametrize("written", ["Ann@x.example", "mailto:ann@x.example"])
@pytest.mark.parametrize("email", ["", "ann@x.example", "office@x.example"])
def test_that_an_address_in_the_place_of_an_id_names_who_has_it(
    services: Services, tmp_path: Path, written: str, email: str
) -> None:
    services.roster.import_file(
        roster_file(tmp_path, [("AB-1", "Ann Lee", "ann@x.example", "U", "yes")])
    )
    assert services.capture.scan("AB-1", ScanSource.TYPED).lead is not None
    rows = [(written, "Ann Lee", email, "U", "no"), ("bo@x.example", "Bo Kim", "", "U", "yes")]
    path = roster_file(tmp_path, rows)
    preview = services.roster.import_file(path, dry_run=True)
    done = services.roster.import_file(path)
    assert [who.name for who in done.ended] == ["Ann Lee"]
    assert (preview.ended, preview.changes.missing) == (done.ended, 0)
    assert services.capture.scan("AB-1", ScanSource.TYPED).lead is None
    for text in ("bo@x.example", "mailto:Bo@x.example"):
        card = services.capture.scan(text, ScanSource.CAMERA)
        assert card.lead is not None
        assert card.lead.person.name == "Bo Kim"
    assert services.store.verify().problems == ()


def test_that_a_profile_in_the_place_of_an_id_is_met_by_scans(
    services: Services, tmp_path: Path
) -> None:
    row = (LINKED, "Ann Lee", "ann@x.example", "U")
    services.roster.import_file(roster_file(tmp_path, [(*row, "yes")]))
    for text in (LINKED, LINKED.removeprefix("https://www.")):
        card = services.capture.scan(text, ScanSource.CAMERA)
        assert card.lead is not None
        assert card.lead.person.name == "Ann Lee"
    ended = _import(services, tmp_path, [(*row, "no")])
    assert [who.name for who in ended] == ["Ann Lee"]
    assert services.capture.scan(LINKED, ScanSource.CAMERA).lead is None
    assert services.store.verify().problems == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("JOSE\u0301", "JOS\u00c9"), ("https://pycon.it/b/AB12", "AB12")),
        *((LINKED, LINKED.removeprefix("https://www.")), ("ann@x.example", "Ann@X.example")),
    ],
)
@pytest.mark.parametrize("answers", [("yes", "no"), ("no", "yes"), ("yes", "yes")])
def test_that_two_rows_of_one_person_are_found_whatever_way_the_id_is_written(
    services: Services, tmp_path: Path, one: str, other: str, answers: tuple[str, str]
) -> None:
    rows = [(one, "Ann Lee", "", "U", answers[0]), (other, "Ann Lee", "", "U", answers[1])]
    path = roster_file(tmp_path, rows)
    report = services.roster.import_file(path)
    trial = roster_trial.try_out(path, services.roster.look(path).mapping)
    code = ProblemCode.CONTRADICTED if answers == ("yes", "no") else ProblemCode.DUPLICATE
    for said in (report, trial):
        assert [problem.code for problem in said.problems] == [code]
        assert (said.rows, said.opted_in) == (1, int(answers == ("yes", "yes")))
    met = services.capture.scan(one, ScanSource.CAMERA).lead is not None
    assert met == (answers == ("yes", "yes"))
