"""What the organiser gets back: by their own ids, and nothing they do not need."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.organiser import NotDeletedYet, Standing
from boothapp.domain.people import NoticeShown, Person, ScanSource
from boothapp.services.bundle import Services
from tests import factories


def answer(services: Services, badge_id: str, event: ConsentEvent) -> None:
    card = services.capture.scan(badge_id, ScanSource.SCANNER)
    details = Person(name="Said it here") if event is ConsentEvent.GIVEN else None
    services.capture.answer(
        card, {Purpose.RECRUITING: event}, notice=NoticeShown(), details=details
    )


def test_that_every_row_of_the_list_is_told_apart(
    services: Services, roster: None, roster_csv: Callable[..., Path], tmp_path: Path
) -> None:
    answer(services, "AB-0001", ConsentEvent.WITHDRAWN)
    answer(services, "AB-0002", ConsentEvent.GIVEN)
    theirs = roster_csv(
        factories.AMARA,
        factories.HARUTO,
        factories.WANJIRU,
        ("AB-0004", "Never Seen", "never@seen.example", "", "no"),
        ("AB-0005", "New Here", "new@here.example", "", "yes"),
    )
    before = factories.everything(services)
    report = services.organiser.compare(theirs)
    assert [(row.key, row.standing) for row in report.rows] == [
        ("AB-0001", Standing.OPTED_OUT_HERE),
        ("AB-0002", Standing.OWN_YES),
        ("AB-0003", Standing.HELD),
        ("AB-0004", Standing.DELETED),
        ("AB-0005", Standing.NOT_HELD),
    ]
    assert report.rows[0].since == date(2026, 7, 9)
    assert factories.everything(services) == before  # nothing of their list is stored
    target = tmp_path / "for-the-organiser.csv"
    assert services.organiser.write(report, target) == 3
    with target.open(newline="", encoding="utf-8") as out:
        assert list(csv.reader(out)) == [
            ["badge_id_or_email", "standing", "since"],
            ["AB-0001", "opted_out_here", "2026-07-09"],
            ["AB-0002", "own_yes", "2026-07-09"],
            ["AB-0004", "deleted", ""],
        ]
    assert "Amara" not in target.read_text(encoding="utf-8")
    assert target.stat().st_mode & 0o077 == 0


def test_that_a_row_known_by_its_mail_only_is_named_by_it(
    services: Services, roster: None, roster_csv: Callable[..., Path]
) -> None:
    answer(services, "AB-0001", ConsentEvent.WITHDRAWN)
    theirs = roster_csv(("", "A. Okonkwo", "Amara.Okonkwo@lit.example", "", "yes"))
    (row,) = services.organiser.compare(theirs).rows
    assert (row.key.casefold(), row.standing) == (
        "amara.okonkwo@lit.example",
        Standing.OPTED_OUT_HERE,
    )


def test_that_a_no_of_today_that_was_not_taken_in_is_never_called_deleted(
    services: Services, roster: None, roster_csv: Callable[..., Path], tmp_path: Path
) -> None:
    services.capture.scan("AB-0001", ScanSource.SCANNER)
    today = roster_csv((*factories.AMARA[:4], "no"))
    report = services.organiser.compare(today)
    assert [(row.key, row.standing) for row in report.rows] == [("AB-0001", Standing.STILL_HELD)]
    with pytest.raises(NotDeletedYet, match="1 person whose details are held here still"):
        services.organiser.confirmation(report)
    with pytest.raises(NotDeletedYet):
        services.organiser.write_confirmation(report, tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()
    services.roster.import_file(today)
    report = services.organiser.compare(today)
    assert [row.standing for row in report.rows] == [Standing.DELETED]
    assert "all details are deleted" in services.organiser.confirmation(report)
    assert not services.leads.table()


def test_that_rows_that_cannot_be_read_are_counted_and_named(
    services: Services, roster: None, roster_csv: Callable[..., Path]
) -> None:
    report = services.organiser.compare(
        roster_csv(
            factories.WANJIRU, (*factories.AMARA[:4], "perhaps"), ("", "N. N.", "", "", "no")
        )
    )
    assert len(report.rows) == 1
    assert report.unread_lines == (3, 4)
    page = " ".join(services.organiser.confirmation(report).split())
    assert "1 people" not in page
    assert "2 rows could not be read, so nothing here is said of them: line 3, 4." in page
    assert "perhaps" not in page
