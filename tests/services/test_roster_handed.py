"""A badge id that a newer list gives to somebody else: nobody gets another's details or yes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.domain.people import ScanSource
from boothapp.domain.roster import ProblemCode
from boothapp.services.bundle import Services
from tests.factories import everything

ANN = ("AB-1", "Ann Lee", "ann@x.example", "Acme")
BO = ("AB-1", "Bo Kim", "bo@y.example", "Acme")


@pytest.fixture
def ann(services: Services, roster_csv: Callable[..., Path]) -> str:
    """Ann is on the first list, and a lead."""
    services.roster.import_file(roster_csv((*ANN, "yes")))
    card = services.capture.scan("AB-1", ScanSource.TYPED)
    assert card.lead is not None
    return card.lead.id


def test_that_a_ticket_with_another_name_and_email_stays_out_and_is_named(
    services: Services, roster_csv: Callable[..., Path], ann: str
) -> None:
    path = roster_csv((*BO, "yes"), ("AB-9", "Cy Diaz", "cy@z.example", "U", "no"))
    for dry_run in (True, False):
        report = services.roster.import_file(path, dry_run=dry_run)
        assert (report.rows, report.opted_in, report.left_out) == (1, 0, 1)
        (problem,) = report.problems
        assert (problem.line, problem.code) == (2, ProblemCode.HANDED_ON)
        assert "was Ann Lee, ann@x.example on an earlier list" in problem.words
        assert "is Bo Kim, bo@y.example here" in problem.words
        assert not any(word in str(problem) for word in ("Ann", "Bo", "example"))
    assert "Bo Kim" not in everything(services)
    assert [(row.id, row.name) for row in services.leads.table()] == [(ann, "Ann Lee")]
    assert services.store.verify().problems == ()


@pytest.mark.parametrize("badge_id", ["AB-2", ""])
@pytest.mark.parametrize("first", [True, False])
def test_that_the_no_of_who_had_the_ticket_ends_what_is_held(
    services: Services, roster_csv: Callable[..., Path], ann: str, badge_id: str, first: bool
) -> None:
    rows = [(badge_id, *ANN[1:], "no"), (*BO, "yes")]
    path = roster_csv(*(rows if first else reversed(rows)))
    for dry_run in (True, False):
        report = services.roster.import_file(path, dry_run=dry_run)
        assert [who.name for who in report.ended] == ["Ann Lee"]
        assert report.changes.missing == 0
    assert services.leads.table() == ()
    assert not {"Ann Lee", "Bo Kim"} & set(everything(services).split(","))
    assert services.store.verify().problems == ()


@pytest.mark.parametrize(
    "row",
    [
        *(("AB-1", "Lee, Ann", "ann.lee@new.example", "B"), ("AB-1", "Ann Miller", ANN[2], "B")),
        ("AB-1", "A. Lee", "lee@new.example", "B"),
    ],
)
def test_that_somebody_with_a_new_name_or_a_new_email_is_the_same_person(
    services: Services, roster_csv: Callable[..., Path], ann: str, row: tuple[str, ...]
) -> None:
    report = services.roster.import_file(roster_csv((*row, "yes")))
    assert (report.rows, report.problem_count, report.changes.changed) == (1, 0, 1)
    assert [one.id for one in services.leads.table()] == [ann]


def test_that_a_no_under_the_ticket_is_heard_whoever_has_it(
    services: Services, roster_csv: Callable[..., Path], ann: str
) -> None:
    report = services.roster.import_file(roster_csv((*BO, "no")))
    assert [who.name for who in report.ended] == ["Ann Lee"]
    assert services.leads.table() == ()
