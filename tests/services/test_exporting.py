"""Leads that leave: who goes, what is withheld, the ledger, and a file that is whole or absent."""

import csv
import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.errors import BadInput, Cancelled
from boothapp.domain.exporting import COLUMNS, ExportRequest, Withheld
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.lead_fields import allowed
from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.people import NoticeShown, Rating, ScanSource
from boothapp.domain.presets import PLAIN_CSV, Column, Piece
from boothapp.services.bundle import Services
from boothapp.store.local_times import offsets
from tests.factories import SettableClock
from tests.services.merging import BADGE, at, book, listed_badge, own_badge

pytestmark = pytest.mark.usefixtures("roster")


@pytest.fixture
def amara(services: Services) -> str:
    services.capture.scan("AB-0003", ScanSource.TYPED)
    return services.capture.scan("AB-0001", ScanSource.TYPED).lead.id  # type: ignore[union-attr] # she may share


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_that_the_file_says_what_is_known(services: Services, amara: str, tmp_path: Path) -> None:
    settings = services.settings.get()
    services.leads.rate(amara, Rating.HOT)
    services.leads.set_role(amara, settings.roles[0].id)
    services.leads.add_tag(amara, "Speech")
    services.leads.answer(amara, settings.qualifiers[0].id, "2027")
    services.leads.add_note(amara, "Sparse attention")
    services.bulk.assign([amara], settings.staff[0].id)
    services.bulk.plan_step([amara], "Send the paper", date(2026, 7, 13))
    services.bulk.set_graduation([amara], "2027-09")
    starts = datetime(2026, 7, 9, 15, 0, tzinfo=ZoneInfo("Asia/Seoul"))
    services.interviews.book(amara, settings.rooms[0].id, starts)
    (record,) = services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    rows = {row["badge_id"]: row for row in read(tmp_path / "leads.csv")}
    assert record.rows == len(rows) == 2
    row = rows["AB-0001"]
    assert tuple(row) == COLUMNS[Purpose.RECRUITING]
    assert row["lead_id"] == amara
    assert (row["name"], row["rating"], row["role"]) == (
        "Amara Okonkwo",
        "hot",
        "Research scientist",
    )
    assert row["tags"] == "Speech"
    assert row["answers"] == "Earliest start: 2027"
    assert row["notes"] == "Sparse attention (Sofia Marchetti)"
    assert row["interview"] == "2026-07-09T15:00:00+09:00 Namsan"
    assert row["first_seen"] == "2026-07-09T12:00:00+09:00"
    assert row["consent"] == "roster_yes"
    follow_up = ("owner", "next_step", "next_step_on", "graduates")
    assert tuple(row)[-4:] == follow_up
    said = (settings.staff[0].name, "Send the paper", "2026-07-13", "2027-09")
    assert tuple(row[name] for name in follow_up) == said
    assert [rows["AB-0003"][name] for name in follow_up] == [""] * 4


@pytest.mark.parametrize("purpose", [Purpose.CV, Purpose.MARKETING])
def test_that_the_booth_s_own_follow_up_goes_with_recruiting_only(purpose: Purpose) -> None:
    follow_up = {"owner", "next_step", "next_step_on", "graduates"}
    assert follow_up <= set(allowed(Purpose.RECRUITING))
    assert not follow_up & set(allowed(purpose))


def test_that_the_ledger_names_file_hash_recipient_and_subjects(
    services: Services, amara: str, tmp_path: Path
) -> None:
    path = tmp_path / "leads.csv"
    (record,) = services.exporting.write(ExportRequest(), path, "Recruiting Zürich")
    assert services.exporting.ledger() == (record,)
    assert record.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert record.recipient == "Recruiting Zürich"
    assert path.stat().st_mode & 0o077 == 0
    assert services.exporting.plan(ExportRequest()).already_sent == 2
    assert services.leads.detail(amara).subject


def test_that_a_purpose_without_consent_withholds(
    services: Services, amara: str, tmp_path: Path
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    answers = {Purpose.MARKETING: ConsentEvent.GIVEN}
    services.capture.answer(card, answers, notice=NoticeShown())
    request = ExportRequest(purpose=Purpose.MARKETING)
    plan = services.exporting.plan(request)
    assert (plan.going, plan.withheld) == (1, {Withheld.NO_CONSENT: 1})
    (record,) = services.exporting.write(request, tmp_path / "news.csv", "Marketing")
    assert (record.rows, record.withheld) == (1, 1)
    assert [row["lead_id"] for row in read(tmp_path / "news.csv")] == [amara]


def test_that_a_withdrawal_keeps_the_person_out(
    services: Services, amara: str, tmp_path: Path
) -> None:
    card = services.capture.scan("AB-0001", ScanSource.TYPED)
    answers = {Purpose.RECRUITING: ConsentEvent.WITHDRAWN}
    services.capture.answer(card, answers, notice=NoticeShown())
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    assert "Amara" not in (tmp_path / "leads.csv").read_text(encoding="utf-8")


def test_that_ratings_choose_who_goes(services: Services, amara: str, tmp_path: Path) -> None:
    services.leads.rate(amara, Rating.HOT)
    request = ExportRequest(filter=LeadFilter(ratings=frozenset({Rating.HOT, Rating.WARM})))
    assert services.exporting.plan(request).going == 1
    services.exporting.write(request, tmp_path / "hot.csv", "Recruiting")
    assert [row["lead_id"] for row in read(tmp_path / "hot.csv")] == [amara]


def test_that_a_cancelled_export_leaves_nothing(
    services: Services, amara: str, tmp_path: Path
) -> None:
    assert amara
    with pytest.raises(Cancelled):
        services.exporting.write(
            ExportRequest(), tmp_path / "leads.csv", "Recruiting", cancelled=lambda: True
        )
    assert list(tmp_path.glob("*.csv*")) == [tmp_path / "roster.csv"]
    assert list(tmp_path.glob(".*")) == []
    assert services.exporting.ledger() == ()


@pytest.mark.parametrize(("name", "recipient"), [("leads.csv", " "), ("nowhere/leads.csv", "R")])
def test_that_a_file_without_recipient_or_folder_is_refused(
    services: Services, tmp_path: Path, name: str, recipient: str
) -> None:
    with pytest.raises(BadInput):
        services.exporting.write(ExportRequest(), tmp_path / name, recipient)
    assert services.exporting.ledger() == ()


def test_that_hostile_cells_cannot_run(services: Services, amara: str, tmp_path: Path) -> None:
    services.leads.add_note(amara, '=HYPERLINK("https://evil.example")')
    services.leads.add_tag(amara, "@SUM(A1)")
    services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    for row in read(tmp_path / "leads.csv"):
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_that_offsets_change_where_the_clocks_do() -> None:
    vienna = ZoneInfo("Europe/Vienna")
    first, last = datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC)
    change = datetime(2026, 3, 29, 1, tzinfo=UTC)
    (before, until), (after, _) = offsets(vienna, first, last)
    assert (before, after) == (3600, 7200)
    assert until == change.timestamp() * 1000


def test_that_an_export_never_lands_on_the_store_itself(services: Services, amara: str) -> None:
    database = services.store.folder / "booth.db"
    with pytest.raises(BadInput, match="holds the store itself"):
        services.exporting.write(ExportRequest(), database, "Recruiting")
    assert services.leads.detail(amara).badge_id == "AB-0001"
    assert services.exporting.ledger() == ()


def test_that_a_disk_that_fails_at_the_end_leaves_no_line_in_the_ledger(
    services: Services, amara: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    assert amara
    with monkeypatch.context() as disk:
        disk.setattr("boothapp.writers.whole_file.os.fsync", full)
        with pytest.raises(BadInput, match="No space"):
            services.exporting.write(ExportRequest(), tmp_path / "leads.csv", "Recruiting")
    assert services.exporting.ledger() == ()
    assert list(tmp_path.glob("*leads*")) == []


def test_that_a_place_is_checked_without_leaving_anything(
    services: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    services.exporting.check_place(folder / "leads.csv")
    services.exporting.check_place(folder / "deep/new/leads.csv", makes_folder=True)
    assert list(folder.iterdir()) == []
    (folder / "file").touch()
    for place, says in (
        (folder / "new" / "leads.csv", "There is no folder"),
        (folder, "is a folder"),
        (services.store.folder / "leads.csv", "holds the store"),
    ):
        with pytest.raises(BadInput, match=says):
            services.exporting.check_place(place)
    with pytest.raises(BadInput, match="cannot be written"):
        services.exporting.check_place(folder / "file/new/leads.csv", makes_folder=True)


def test_that_whose_badges_are_merged_went_under_either(services: Services, tmp_path: Path) -> None:
    amara, other = listed_badge(services), own_badge(services)
    name = Column(header="Name", parts=((Piece("", "name"),),))
    request = ExportRequest(preset=replace(PLAIN_CSV, id="acme", columns=(name,)), again=False)
    only = replace(request, filter=LeadFilter(leads=frozenset({other})))
    services.exporting.write(only, tmp_path / "one.csv", "Acme")
    services.merging.merge(amara, other)
    plan = services.exporting.plan(request)
    assert (plan.going, plan.already_sent) == (0, 1)


def test_that_a_file_says_the_visits_and_the_interview_that_the_table_says(
    services: Services, tmp_path: Path, clock: SettableClock
) -> None:
    amara, other = listed_badge(services), own_badge(services)
    services.merging.merge(amara, other)
    clock.forward(minutes=11)
    for badge in ("AB-0001", BADGE, "AB-0001"):  # a visit, whichever badge is scanned
        services.capture.scan(badge, ScanSource.CAMERA)
        clock.forward(minutes=9)
    done, _ = book(services, amara, 13), book(services, amara, 17)
    clock.now = at(14)
    services.interviews.set_status(done, InterviewStatus.DONE)
    wanted = replace(PLAIN_CSV, fields=("visits", "interview"))
    services.exporting.write(ExportRequest(preset=wanted), tmp_path / "leads.csv", "Recruiting")
    (row,) = read(tmp_path / "leads.csv")
    assert int(row["visits"]) == len(services.leads.detail(amara).visits) == 2
    assert row["interview"].startswith("2026-07-09T17:00")
    (shown,) = services.leads.table()
    assert shown.interview == at(17)
