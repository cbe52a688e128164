"""A ticket that was handed on, once somebody who knows has said so: its id is the new owner's."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boothapp import signatures
from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.domain.errors import NoSuchLead
from boothapp.domain.ledger import Method, Proof
from boothapp.domain.people import ScanSource, VerdictCard
from boothapp.domain.roster import ProblemCode, RosterReport
from boothapp.services.bundle import Services
from boothapp.services.roster_prepared import Stage
from boothapp.store.roster_matching import RosterMatching
from tests.badges.writers import write_sig1
from tests.factories import (
    SettableClock,
    StoreTemplate,
    everything,
    noon_of_second_day,
    roster_file,
)

ANN = ("AB-1", "Ann Lee", "ann@x.example", "Acme", "yes")
BO = ("AB-1", "Bo Kim", "bo@y.example", "Bolt", "yes")
CY = ("AB-1", "Cy Roth", "cy@z.example", "Coil", "yes")
OTHER = ("AB-9", "Oda Park", "oda@w.example", "Oak", "yes")

Take = Callable[..., RosterReport]


@pytest.fixture
def take(services: Services, roster_csv: Callable[..., Path]) -> Take:
    def take(*rows: tuple[str, ...], handed_on: bool = True) -> RosterReport:
        with services.roster.prepare(roster_csv(*rows), handed_on=handed_on) as prepared:
            ahead = prepared.report(dry_run=True)
            done = services.roster.take_in(prepared)
        for name in ("rows", "opted_in", "problems", "handed_on", "left_out", "ended", "missing"):
            assert getattr(ahead, name) == getattr(done, name), name
        assert replace(ahead.changes, people={}) == replace(done.changes, people={})
        assert services.store.verify().problems == ()
        return done

    return take


@pytest.fixture
def ann(services: Services, take: Take) -> str:
    """Ann is on the first list, and a lead with a note."""
    take(ANN, OTHER)
    lead_id = lead_of(scan(services))
    services.leads.add_note(lead_id, "likes compilers")
    return lead_id


def scan(services: Services, code: str = "AB-1") -> VerdictCard:
    return services.capture.scan(code, ScanSource.TYPED)


def lead_of(card: VerdictCard) -> str:
    assert card.lead is not None
    return card.lead.id


def name_at(services: Services, code: str = "AB-1") -> str:
    card = scan(services, code)
    return card.person.name if card.person is not None else ""


def test_that_the_new_owner_is_met_by_the_id_and_the_first_keeps_everything(
    services: Services, take: Take, ann: str
) -> None:
    report = take(BO)
    assert (report.rows, report.left_out, report.handed_on, report.changes.new) == (1, 0, 1, 1)
    (problem,) = report.problems
    assert (problem.code, problem.row_kept) == (ProblemCode.NEW_OWNER, True)
    assert problem.words == (
        "“AB-1” was Ann Lee, ann@x.example on an earlier list, and is Bo Kim, bo@y.example from "
        "now on"
    )
    card = scan(services)
    assert (card.verdict, name_at(services)) == (Verdict.MAY_SHARE, "Bo Kim")
    assert lead_of(card) != ann
    found = services.people.resolve("AB-1")
    assert found == card.subject == services.people.resolve("bo@y.example")
    assert services.people.find("AB-1")[0].name == "Bo Kim"
    first = services.leads.detail(ann)
    assert (first.person.name, [note.text for note in first.notes]) == (
        "Ann Lee",
        ["likes compilers"],
    )
    assert first.subject == services.people.resolve("ann@x.example") != found
    assert [who.name for who in services.people.find("Ann Lee")] == ["Ann Lee"]


def test_that_the_id_is_the_new_owners_also_where_a_lead_is_named_by_it(
    services: Services, take: Take, ann: str
) -> None:
    assert services.leads.find("AB-1") == ann
    take(BO)
    with pytest.raises(NoSuchLead):  # not yet: what is written now must not go to the first owner
        services.leads.find("AB-1")
    lead = lead_of(scan(services))
    assert services.leads.find("AB-1") == services.leads.find("bo@y.example") == lead
    assert services.leads.find("ann@x.example") == services.leads.find("Ann Lee") == ann


def test_that_the_same_owner_again_changes_nothing_and_is_asked_of_nobody(
    services: Services, take: Take, ann: str
) -> None:
    take(BO, OTHER)
    for choice in (False, True):
        report = take(BO, OTHER, handed_on=choice)
        assert (report.handed_on, report.problem_count, report.changes.unchanged) == (0, 0, 2)
    assert name_at(services) == "Bo Kim"


def test_that_a_ticket_that_comes_back_is_handed_on_once_more(
    services: Services, take: Take, ann: str
) -> None:
    take(BO)
    kept_out = take(ANN, OTHER, handed_on=False)
    assert (kept_out.handed_on, kept_out.left_out, name_at(services)) == (1, 1, "Bo Kim")
    assert take(ANN).changes.unchanged == 1
    assert lead_of(scan(services)) == ann
    take(CY)
    assert name_at(services) == "Cy Roth"
    assert take(BO).handed_on == 1
    assert name_at(services) == "Bo Kim"
    assert len(services.leads.table()) == 3


def test_that_two_who_swapped_their_badges_keep_their_own_records(
    services: Services, take: Take, ann: str
) -> None:
    oda = lead_of(scan(services, "AB-9"))
    report = take(("AB-9", *ANN[1:]), ("AB-1", *OTHER[1:]))
    assert (report.handed_on, report.changes.new, report.changes.missing) == (2, 0, 0)
    assert lead_of(scan(services, "AB-9")) == ann
    assert lead_of(scan(services)) == oda
    assert services.people.resolve("AB-1") == services.people.resolve("oda@w.example")


@pytest.mark.parametrize("first", ["ann@x.example", "bo@y.example"])
def test_that_erasing_both_owners_leaves_nothing_of_either(
    services: Services, take: Take, ann: str, first: str
) -> None:
    take(BO)
    scan(services)
    second = ({"ann@x.example", "bo@y.example"} - {first}).pop()
    services.people.erase(services.people.resolve(first))
    assert [row.email for row in services.leads.table()] == [second]
    services.people.erase(services.people.resolve(second))
    assert not any(
        word in everything(services) for word in ("Ann Lee", "Bo Kim", "'AB-1'", ANN[2], BO[2])
    )
    assert scan(services).verdict is Verdict.DECLINED
    assert services.store.verify().problems == ()


def test_that_who_declined_is_not_asked_because_of_the_new_owner(
    services: Services, take: Take, ann: str
) -> None:
    first = services.leads.detail(ann).subject
    take(BO)
    services.people.withdraw(services.people.resolve("bo@y.example"))
    assert scan(services).verdict is Verdict.DECLINED
    assert services.leads.detail(ann).subject == first


def test_that_an_email_of_somebody_of_another_name_makes_nobody_them(
    services: Services, take: Take, ann: str
) -> None:
    report = take(("AB-1", "Bo Kim", OTHER[2], "Oak", "yes"))
    assert (report.handed_on, report.changes.new) == (1, 1)
    assert name_at(services) == "Bo Kim"
    assert name_at(services, "AB-9") == "Oda Park"


def test_that_a_code_with_a_secret_finds_the_new_owner(
    services: Services, take: Take, roster_csv: Callable[..., Path]
) -> None:
    code = write_sig1(signatures.new_private_key(), "kx8qwm4ftz2h", 7)
    for before, now in (("kx8qwm4ftz2h", "kx8qwm4ftz2h"), (code, "kx8qwm4ftz2h"), (code, code)):
        take((before, *ANN[1:]))
        assert name_at(services, code) == "Ann Lee"
        take((now, *BO[1:]))
        assert name_at(services, code) == "Bo Kim"
        assert take((code, *BO[1:])).handed_on == 0
        assert name_at(services, "kx8qwm4ftz2h") == "Bo Kim"


def test_that_an_address_in_the_place_of_a_badge_id_is_not_handed_on(
    services: Services, take: Take
) -> None:
    address = "https://www.linkedin.com/in/ann-lee"
    take((address, *ANN[1:]))
    report = take((address, *BO[1:]), OTHER)
    assert (report.handed_on, report.left_out) == (0, 1)
    assert report.problems[0].code is ProblemCode.HANDED_ON
    assert name_at(services, address) == "Ann Lee"


def test_that_a_no_in_such_a_row_is_heard_as_ever(services: Services, take: Take, ann: str) -> None:
    report = take((*BO[:4], "no"))
    assert [who.name for who in report.ended] == ["Ann Lee"]
    assert services.leads.table() == ()


def test_that_a_stopped_import_hands_nothing_on(
    services: Services, roster_csv: Callable[..., Path], ann: str
) -> None:
    def stop(stage: Stage, _done: int, _total: int) -> None:
        if stage is Stage.WRITING:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.roster.import_file(roster_csv(BO), handed_on=True, progress=stop)
    assert lead_of(scan(services)) == ann
    assert services.store.verify().problems == ()


def test_that_what_came_in_since_the_preview_is_looked_at_again(
    services: Services, roster_csv: Callable[..., Path], tmp_path: Path, ann: str
) -> None:
    with services.roster.prepare(roster_csv(BO), handed_on=True) as prepared:
        (folder := tmp_path / "between").mkdir()
        services.roster.import_file(roster_file(folder, [CY]), handed_on=True)
        done = services.roster.take_in(prepared)
    assert (done.handed_on, name_at(services)) == (1, "Bo Kim")
    assert services.people.resolve("cy@z.example") != services.people.resolve("AB-1")
    assert services.store.verify().problems == ()


def test_that_an_id_whose_new_owner_was_forgotten_is_not_the_first_ones_again(
    services: Services, take: Take, ann: str
) -> None:
    take(BO)
    with services.store.writing(services.duty.staff_id) as records:
        owner = records.people.resolve("bo@y.example")
        over = Proof(method=Method.RETENTION)
        records.consents.record(owner, Purpose.RECRUITING, ConsentEvent.EXPIRED, over)
        records.retention.forget_row(owner)
    assert scan(services).verdict is Verdict.ASK
    assert services.people.resolve("AB-1") != services.leads.detail(ann).subject
    assert take(BO).handed_on == 0
    assert services.people.resolve("AB-1") == services.people.resolve("bo@y.example")


def test_that_a_badge_of_a_merged_pair_is_handed_on_alone(
    services: Services, take: Take, ann: str
) -> None:
    kept = lead_of(scan(services, "AB-9"))
    services.merging.merge(kept, ann)
    take(BO)
    assert name_at(services) == "Bo Kim"
    assert lead_of(scan(services, "AB-9")) == kept
    assert services.people.resolve("ann@x.example") == services.leads.detail(kept).subject


def test_that_lists_without_such_rows_are_looked_up_once(
    take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(ANN, OTHER)
    looks: list[int] = []
    identities = RosterMatching.identities

    def counted(self: RosterMatching, keys: list[str]) -> dict[str, str | None]:
        looks.append(len(keys))
        return identities(self, keys)

    monkeypatch.setattr(RosterMatching, "identities", counted)
    take(ANN, OTHER)
    assert looks == [4]


PEOPLE = [ANN[1:], BO[1:], CY[1:], OTHER[1:]]
LISTS = st.lists(
    st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True), min_size=2, max_size=5
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(LISTS)
def test_that_each_id_finds_whom_the_last_list_with_it_says(
    made_store: StoreTemplate, lists: list[list[tuple[str, ...]]]
) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        services = made_store.copied(folder / "s", SettableClock(noon_of_second_day()))
        with closing(services):
            says: dict[str, str] = {}
            for people in lists:
                rows = [(f"AB-{n}", *person) for n, person in enumerate(people)]
                services.roster.import_file(roster_file(folder, rows), handed_on=True)
                says |= {badge: name for badge, name, *_ in rows}
                for badge, name in says.items():
                    assert name_at(services, badge) == name
                    subject = services.people.resolve(badge)
                    assert services.people.held(subject).person.name == name
            everybody = {name for people in lists for name, *_ in people}
            assert {row.name for row in services.leads.table()} <= everybody
            assert services.store.verify().problems == ()
