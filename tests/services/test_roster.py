"""Taking a roster in: all or nothing, and what a newer list changes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.domain.errors import BadInput, Cancelled
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.domain.tables import FileFault, RosterFileError
from boothapp.services import roster_trial
from boothapp.services.bundle import Services
from boothapp.services.roster_prepared import Stage
from boothapp.store.roster_mappings import KeptMappings
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


@pytest.mark.parametrize("key", ["na\\ud800me", "shoe \\udfff size"])
def test_that_a_list_with_half_a_character_in_a_columns_name_is_refused_before_anything(
    services: Services, tmp_path: Path, key: str
) -> None:
    path = tmp_path / "list.json"
    path.write_text(
        f'[{{"badge id": "A1", "{key}": "Ann", "share with sponsors": "yes"}}]', "utf-8"
    )
    for look in (services.roster.look, services.roster.prepare):
        with pytest.raises(RosterFileError) as caught:
            look(path)
        assert caught.value.fault is FileFault.HALF_CHARACTER
        assert str(caught.value).encode()
    assert services.roster.imports() == ()


def test_that_half_a_character_in_a_cell_stops_nothing(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    said = '"name": "An\\ud800n", "share with sponsors": "yes", "shoes": "\\ud800"'
    path.write_text(f'[{{"badge id": "A1", {said}}}, {{"badge id": "A\\udfff2", {said}}}]', "utf-8")
    report = services.roster.import_file(path)
    assert (report.rows, report.left_out) == (1, 1)
    assert "\n".join(one.words for one in report.problems).encode()
    card = services.capture.scan("A1", ScanSource.TYPED)
    assert card.lead is not None
    assert card.lead.person.name == "Ann"


def test_that_a_list_and_how_it_was_read_are_kept_together_or_not_at_all(
    services: Services, roster_csv: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise BadInput("not kept")

    heard: list[str] = []
    services.events.subscribe(lambda changed: heard.append(changed.what))
    monkeypatch.setattr(KeptMappings, "save", fails)
    with pytest.raises(BadInput, match="not kept"):
        services.roster.import_file(roster_csv(AMARA))
    assert (services.roster.imports(), heard) == ((), [])
    monkeypatch.undo()
    services.roster.import_file(roster_csv(AMARA))
    assert heard == ["roster", "lead", "settings"]


def test_that_a_list_whose_files_name_is_no_text_is_taken_in(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    path = roster_csv(AMARA)
    named = Path(os.fsdecode(os.fsencode(path.parent) + b"/Teiln\xe4hmer.csv"))
    try:
        path.rename(named)
    except OSError:
        pytest.skip("this disk takes no such names")
    assert services.roster.import_file(named).rows == 1
    assert services.roster.imports()[0].file == "Teiln\ufffdhmer.csv"
    assert services.roster.look(named).remembered == "Teiln\ufffdhmer"
    named.write_text("", "utf-8")
    with pytest.raises(RosterFileError) as caught:
        services.roster.prepare(named)
    assert str(caught.value).encode()


@pytest.mark.parametrize(
    "row",
    [
        *(("AB-0001", "Amara", "a@x", "U", "no"), ("AB-0001", "A", "a\u200b@x.example", "U", "no")),
        *(("AB-0001", "A", "a@b@x.example", "U", "no"), ("AB-0001", "A", "x" * 2_001, "U", "No")),
        ("4.01E+17", "Amara Okonkwo", AMARA[2], "U", "no"),
    ],
)
def test_that_a_no_counts_whatever_else_is_wrong_in_its_row(
    services: Services, roster_csv: Callable[..., Path], row: tuple[str, ...]
) -> None:
    services.roster.import_file(roster_csv(AMARA))
    services.capture.scan("AB-0001", ScanSource.TYPED)
    for dry_run in (True, False):
        report = services.roster.import_file(roster_csv(row), dry_run=dry_run)
        assert (report.rows, report.opted_in, report.left_out) == (1, 0, 0)
        assert report.problem_count == 1
        assert "the no in this row counts" in report.problems[0].words
        assert [who.name for who in report.ended] == ["Amara Okonkwo"]
        assert report.changes.missing == 0
    assert services.leads.table() == ()
    trial = roster_trial.try_out(roster_csv(row), services.roster.look(roster_csv(row)).mapping)
    assert (trial.rows, trial.left_out, trial.problem_count) == (1, 0, 1)
    assert services.store.verify().problems == ()


@pytest.mark.parametrize(
    "row",
    [
        *(("AB-0001", "Amara", "a@x", "U", "yes"), ("AB-0001", "A", "a@x", "U", "perhaps")),
        *(("AB\u200b-0001", "A", "", "U", "no"), ("AB-0001", "A", "a@x", "U", "")),
    ],
)
def test_that_a_wrong_row_without_a_clear_no_stays_out(
    services: Services, roster_csv: Callable[..., Path], row: tuple[str, ...]
) -> None:
    services.roster.import_file(roster_csv(AMARA))
    report = services.roster.import_file(roster_csv(row, HARUTO))
    assert (report.rows, report.left_out, report.ended) == (1, 1, ())
    assert all("counts" not in one.words for one in report.problems)
