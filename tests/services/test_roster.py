"""Taking a roster in: all or nothing, and what a newer list changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.domain.errors import Cancelled
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.domain.tables import RosterFileError
from boothapp.services.bundle import Services
from boothapp.services.roster_prepared import Stage
from tests.factories import AMARA, HARUTO, WANJIRU, everything, roster_file

MANY = [(f"B-{n:04}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(2_500)]


@pytest.mark.parametrize("stage", list(Stage))
def test_that_a_cancelled_import_leaves_nothing(
    services: Services, roster_csv: Callable[..., Path], stage: Stage
) -> None:
    heard: list[tuple[Stage, int, int]] = []

    def stop(now: Stage, done: int, total: int) -> None:
        heard.append((now, done, total))
        if now is stage and done:
            raise Cancelled

    services.roster.import_file(roster_csv(AMARA))
    with pytest.raises(Cancelled):
        services.roster.import_file(roster_csv(*MANY), progress=stop)
    assert all(0 <= done <= total for _, done, total in heard)
    assert len(services.roster.imports()) == 1
    assert "Person" not in everything(services)
    assert list(services.store.folder.glob(".boothapp-*")) == []


def test_that_the_wrong_rows_stay_out_and_the_good_ones_go_in(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    unsure = ("AB-0008", "Unsure", "unsure@x.example", "U", "")
    report = services.roster.import_file(roster_csv(AMARA, unsure, HARUTO, AMARA))
    assert (report.rows, report.opted_in) == (2, 1)
    assert [problem.line for problem in report.problems] == [3, 5]
    assert "Unsure" not in everything(services)


def test_that_people_missing_from_a_newer_list_are_listed_and_kept(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    services.roster.import_file(roster_csv(AMARA, HARUTO, WANJIRU))
    report = services.roster.import_file(roster_csv(AMARA))
    assert [str(who) for who in report.missing] == ["Wanjiru Kamau, AB-0003"]
    assert (report.changes.missing, report.changes.missing_marks) == (2, 1)
    assert services.capture.scan("AB-0003", ScanSource.TYPED).lead is not None
    newest, first = services.roster.imports()
    assert (newest.rows, first.rows) == (1, 3)


def test_that_who_the_list_says_no_to_now_is_named_before_and_after(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    services.roster.import_file(roster_csv(AMARA, HARUTO, WANJIRU))
    services.capture.scan("AB-0001", ScanSource.TYPED)
    newer = roster_csv((*AMARA[:4], "no"), HARUTO, (*WANJIRU[:4], "no"))
    tried = services.roster.import_file(newer, dry_run=True)
    assert [(who.name, who.badge_id, who.is_lead) for who in tried.ended] == [
        ("Amara Okonkwo", "AB-0001", True),
        ("Wanjiru Kamau", "AB-0003", False),
    ]
    assert len(services.leads.table()) == 1
    done = services.roster.import_file(newer)
    assert done.ended == tried.ended
    assert services.leads.table() == ()
    assert services.roster.import_file(newer, dry_run=True).ended == ()


def test_that_a_persons_own_yes_is_not_ended_by_a_list(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    services.roster.import_file(roster_csv(AMARA))
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    yes = {Purpose.RECRUITING: ConsentEvent.GIVEN}
    services.capture.answer(card, yes, notice=NoticeShown())
    report = services.roster.import_file(roster_csv((*AMARA[:4], "no")))
    assert report.ended == ()
    assert len(services.leads.table()) == 1


def test_that_the_same_list_twice_says_nothing_new(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    services.roster.import_file(roster_csv(AMARA, HARUTO))
    with services.store.database.connect() as raw:
        query = "SELECT count(*) FROM change WHERE kind GLOB 'consent.*'"
        before = raw.exec_driver_sql(query).scalar_one()
        services.roster.import_file(roster_csv(AMARA, HARUTO))
        assert raw.exec_driver_sql(query).scalar_one() == before


def test_that_somebody_who_opts_in_later_may_share(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    services.roster.import_file(roster_csv(HARUTO))
    services.roster.import_file(roster_csv((*HARUTO[:4], "yes")))
    card = services.capture.scan("AB-0002", ScanSource.TYPED)
    assert card.lead is not None
    assert card.lead.person.name == "Haruto Nakamura"


def test_that_all_opted_in_stands_in_for_a_missing_column(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    path = roster_csv(AMARA[:4], header=("Badge ID", "Name", "E-mail", "Affiliation"))
    assert services.roster.import_file(path, all_opted_in=True).opted_in == 1


def test_that_two_badges_with_one_email_are_two_people_in_any_order(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    services.roster.import_file(roster_csv(AMARA))
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    no = {Purpose.RECRUITING: ConsentEvent.DECLINED}
    services.capture.answer(card, no, notice=NoticeShown())
    twin = ("AB-0009", "Ada Okonkwo", AMARA[2], "Lagos Institute", "yes")
    services.roster.import_file(roster_csv(twin, AMARA))
    ada = services.capture.scan("AB-0009", ScanSource.TYPED)
    assert ada.lead is not None
    assert ada.lead.person.name == "Ada Okonkwo"
    assert services.capture.scan("AB-0001", ScanSource.TYPED).verdict is Verdict.DECLINED


@pytest.mark.parametrize("column", ["Share with sponsors", "May sponsors contact you"])
def test_that_a_kept_mapping_passes_over_no_new_column_that_says_who_agreed(
    services: Services, tmp_path: Path, column: str
) -> None:
    header = ("Badge ID", "Name", "E-mail", "Affiliation")
    path = roster_file(tmp_path, [("A1", "Ann", "a@x.example", "U")], header)
    services.roster.import_file(path, all_opted_in=True)
    rows = [
        ("A1", "Ann", "a@x.example", "U", "no"),
        ("B2", "Bogumila Nowak", "b@x.example", "U", "no"),
    ]
    newer = roster_file(tmp_path, rows, (*header, column))
    looked = services.roster.look(newer)
    assert any(column in hint for hint in looked.hints)
    if column in looked.mapping.headers.values():
        assert services.roster.import_file(newer, all_opted_in=True).opted_in == 0
    else:
        with pytest.raises(RosterFileError):
            services.roster.import_file(newer, all_opted_in=True)
    assert "Bogumila" not in everything(services)


def test_that_a_badge_with_two_answers_counts_as_a_no(services: Services, tmp_path: Path) -> None:
    rows = [("A2", "Bob", "b@x.example", "U", "yes"), ("A2", "Bob", "b@x.example", "U", "no")]
    report = services.roster.import_file(roster_file(tmp_path, rows))
    assert (report.rows, report.opted_in, report.left_out) == (1, 0, 0)
    assert "Bob" not in everything(services)
    assert services.capture.scan("A2", ScanSource.CAMERA).verdict is Verdict.ASK
