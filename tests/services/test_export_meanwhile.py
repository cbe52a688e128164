"""What happens at the booth while a file is written: nobody waits, and the file stays true."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.exporting import ExportRequest
from boothapp.domain.people import NoticeShown, Rating, ScanSource
from boothapp.domain.presets import PLAIN
from boothapp.services.bundle import Services

BY_ID = {preset.id: preset for preset in PLAIN}


@pytest.fixture
def five(services: Services, roster_csv: Callable[..., Path]) -> None:
    """Five leads, and one more on the list."""
    people = [(f"B-{n}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(6)]
    services.roster.import_file(roster_csv(*people))
    for badge_id, *_ in people[:5]:
        services.capture.scan(badge_id, ScanSource.TYPED)


def names(path: Path) -> list[str]:
    with path.open(newline="", encoding="utf-8") as file:
        return [row["name"] for row in csv.DictReader(file)]


def say_no(services: Services, badge_id: str) -> None:
    card = services.capture.scan(badge_id, ScanSource.TYPED)
    answers = {Purpose.RECRUITING: ConsentEvent.WITHDRAWN}
    services.capture.answer(card, answers, notice=NoticeShown())


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("form", ["csv", "excel", "xlsx", "jsonl", "vcard"])
def test_that_scans_are_stored_while_a_file_is_written(
    services: Services, tmp_path: Path, form: str
) -> None:
    preset = BY_ID[form]

    def scan(_rows: int) -> None:
        services.capture.scan("B-5", ScanSource.TYPED)

    (record,) = services.exporting.write(
        ExportRequest(preset=preset), tmp_path / f"l{preset.ending}", "R", progress=scan
    )
    assert services.leads.find("B-5")
    assert record.rows == 5
    plan = services.exporting.plan(ExportRequest(preset=preset, again=False))
    assert (plan.going, plan.already_sent) == (1, 5)
    assert services.store.verify().problems == ()


@pytest.mark.usefixtures("five")
def test_that_who_withdraws_while_the_file_is_written_is_not_in_it(
    services: Services, tmp_path: Path
) -> None:
    told: list[int] = []

    def withdraw(rows: int) -> None:
        told.append(rows)
        if len(told) == 1:
            say_no(services, "B-1")

    path = tmp_path / "l.csv"
    (record,) = services.exporting.write(ExportRequest(), path, "R", progress=withdraw)
    assert told == [5, 4]
    assert names(path) == ["Person 0", "Person 2", "Person 3", "Person 4"]
    assert (record.rows, record.withheld) == (4, 0)  # what is known of who withdrew is gone
    assert [one.rows for one in services.exporting.ledger()] == [4]


@pytest.mark.usefixtures("five")
def test_that_who_said_what_is_as_it_was_when_the_ledger_was_written(
    services: Services, tmp_path: Path
) -> None:
    told: list[int] = []

    def answer(rows: int) -> None:
        told.append(rows)
        if len(told) == 1:
            card = services.capture.scan("B-1", ScanSource.TYPED)
            answers = {Purpose.MARKETING: ConsentEvent.GIVEN}
            services.capture.answer(card, answers, notice=NoticeShown())

    services.exporting.write(ExportRequest(), tmp_path / "l.csv", "R", progress=answer)
    assert told == [5, 5]


@pytest.mark.usefixtures("five")
def test_that_consents_that_change_each_time_leave_no_file(
    services: Services, tmp_path: Path
) -> None:
    leaving = iter(("B-1", "B-2"))

    def withdraw(_rows: int) -> None:
        say_no(services, next(leaving))

    before = sorted(tmp_path.iterdir())
    with pytest.raises(BadInput, match="Export once more"):
        services.exporting.write(ExportRequest(), tmp_path / "l.csv", "R", progress=withdraw)
    assert services.exporting.ledger() == ()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.usefixtures("five")
def test_that_who_went_in_another_file_meanwhile_does_not_go_twice(
    services: Services, tmp_path: Path
) -> None:
    told: list[int] = []
    new_only = ExportRequest(again=False)

    def export(rows: int) -> None:
        told.append(rows)
        if len(told) == 1:
            services.exporting.write(new_only, tmp_path / "other.csv", "R")

    services.exporting.write(new_only, tmp_path / "l.csv", "R", progress=export)
    assert (len(names(tmp_path / "other.csv")), names(tmp_path / "l.csv")) == (5, [])


@pytest.mark.usefixtures("five")
def test_that_a_rating_given_meanwhile_starts_nothing_over(
    services: Services, tmp_path: Path
) -> None:
    told: list[int] = []

    def rate(rows: int) -> None:
        told.append(rows)
        services.leads.rate(services.leads.find("B-1"), Rating.HOT)

    services.exporting.write(ExportRequest(), tmp_path / "l.csv", "R", progress=rate)
    assert told == [5]
