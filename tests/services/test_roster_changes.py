"""What a newer list changes is said before; in bulk it does the same as row by row."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boothapp.domain.consent import ConsentEvent, Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.domain.roster import RosterField
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.domain.tables import FileFault, RosterFileError
from boothapp.services.bundle import Services
from boothapp.store.roster_matching import RosterMatching
from boothapp.store.spool import Spool
from tests.factories import (
    AMARA,
    HARUTO,
    WANJIRU,
    SettableClock,
    StoreTemplate,
    everything,
    noon_of_second_day,
    roster_file,
)


def test_that_a_newer_list_says_what_it_changes_and_does_nothing_yet(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    services.roster.import_file(roster_csv(AMARA, HARUTO, WANJIRU))
    card = services.capture.scan("AB-0003", ScanSource.TYPED)
    services.capture.answer(card, {Purpose.RECRUITING: ConsentEvent.GIVEN}, notice=NoticeShown())
    ada = ("AB-0009", "Ada Test", "ada@x.example", "U", "yes")
    newer = roster_csv(
        (*AMARA[:3], "Elsewhere", "yes"), (*HARUTO[:4], "yes"), (*WANJIRU[:4], "no"), ada
    )
    with services.roster.prepare(newer) as prepared:
        changes = prepared.changes
        assert (changes.new, changes.agreed, changes.own_word, changes.changed) == (1, 1, 1, 1)
        assert (changes.ended, changes.missing, changes.unchanged) == (0, 0, 0)
        assert [str(who) for who in changes.people["new"]] == ["Ada Test, AB-0009"]
        assert [str(who) for who in changes.people["own_word"]] == ["Wanjiru Kamau, AB-0003"]
        (changed,) = changes.changed_people
        assert str(changed.who) == "Amara Okonkwo, AB-0001"
        (detail,) = changed.changes
        assert (detail.field, detail.new) == ("affiliation", "Elsewhere")
        assert "Elsewhere" not in everything(services)
        services.capture.scan("AB-0009", ScanSource.TYPED)  # met before the list says who it is
        services.roster.take_in(prepared)
    assert services.capture.scan("AB-0009", ScanSource.TYPED).lead is not None
    assert len(services.leads.table()) == 2
    assert services.store.verify().problems == ()


def test_that_what_waits_to_be_taken_in_lies_on_no_disk_in_clear(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    many = [(f"B-{n:05}", f"Clearname {n}", f"p{n}@x.example", "U", "yes") for n in range(3_000)]
    with services.roster.prepare(roster_csv(*many)) as prepared:
        raw = prepared.spool.path.read_bytes()
        assert len(raw) > 100_000
        assert b"Clearname" not in raw
        assert not raw.startswith(b"SQLite")
    assert not prepared.spool.path.exists()


def test_that_a_file_that_changed_while_it_was_read_is_not_taken_in(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    many = [(f"B-{n:05}", "Ada", f"p{n}@x.example", "U", "yes") for n in range(500)]
    path = roster_csv(*many)

    def append(*_: object) -> None:
        with path.open("a") as file:
            file.write("B-9,Eve,e@x.example,U,yes\n")

    with pytest.raises(RosterFileError) as refused:
        services.roster.prepare(path, progress=append)
    assert refused.value.fault is FileFault.CHANGED


def test_that_a_file_that_changed_behind_its_time_and_size_is_not_taken_in(
    services: Services, roster_csv: Callable[..., Path]
) -> None:
    path = roster_csv(*((f"B-{n:05}", "Ada", f"p{n}@x.example", "U", "yes") for n in range(500)))
    before = path.stat()

    def swap(*_: object) -> None:
        path.write_bytes(path.read_bytes().replace(b"B-00001,Ada", b"B-00001,Eve"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(RosterFileError) as refused:
        services.roster.prepare(path, progress=swap)
    assert refused.value.fault is FileFault.CHANGED


def test_that_mappings_are_remembered_renamed_removed_and_taken_back(
    services: Services, tmp_path: Path
) -> None:
    header = ("Nr", "Who", "Darf")
    mapping = ColumnMapping(
        {RosterField.BADGE_ID: "Nr", RosterField.NAME: "Who", RosterField.OPTED_IN: "Darf"},
        {"klar": True},
    )
    path = roster_file(tmp_path, [("1", "Ada", "klar")], header)
    services.roster.import_file(path, mapping=mapping)
    (kept,) = services.roster.mappings.all()
    assert services.roster.look(path).remembered == kept.name == "roster"
    services.roster.import_file(path)
    assert services.roster.mappings.all() == (kept,)  # nothing new was said
    services.roster.mappings.rename(kept.id, "ConfOrg")
    assert services.roster.mappings.named("CONFORG").mapping == mapping
    services.roster.mappings.save("Other", replace(mapping, answers={}), ("A", "B"))
    with pytest.raises(BadInput):
        services.roster.mappings.rename(kept.id, "other")
    services.roster.mappings.set_used(kept.id, used=False)
    assert services.roster.look(path).remembered == ""
    services.roster.mappings.set_used(kept.id, used=True)
    assert services.roster.look(path).remembered == "ConfOrg"
    assert services.store.verify().problems == ()


PERSON = st.tuples(
    st.sampled_from(["", *(f"B-{n}" for n in range(6))]),
    st.sampled_from(["Ada", "Bo García"]),
    st.sampled_from(["", *(f"p{n}@x.example" for n in range(4))]),
    st.just("U"),
    st.sampled_from(["yes", "no"]),
)
ZOE = ("Z-9", "Zoe Ito", "", "U", "yes")  # a list of nobody is refused
LISTS = st.lists(
    st.lists(PERSON, min_size=1, max_size=6).map(lambda rows: [*rows, ZOE]), min_size=1, max_size=3
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(LISTS)
def test_that_in_bulk_a_list_does_what_it_does_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, made_store: StoreTemplate, lists: list[list[Any]]
) -> None:
    folder = tmp_path_factory.mktemp("both")
    found = []
    for name, slowly in (("bulk", False), ("rows", True)):
        services = made_store.copied(folder / name, SettableClock(noon_of_second_day()))
        for number, rows in enumerate(lists):
            (folder / str(number)).mkdir(exist_ok=True)
            _take_in(services, roster_file(folder / str(number), rows), slowly=slowly)
        assert services.store.verify().problems == ()
        found.append(_state(services))
        services.close()
    assert found[0] == found[1]


def _take_in(services: Services, path: Path, *, slowly: bool) -> None:
    match = RosterMatching.match

    def all_hard(self: RosterMatching, spool: Spool, tick: Callable[[], None]) -> None:
        match(self, spool, tick)
        spool.change("UPDATE entry SET plain = 0")

    with pytest.MonkeyPatch.context() as patch:
        if slowly:
            patch.setattr(RosterMatching, "match", all_hard)
        services.roster.import_file(path)


def _state(services: Services) -> list[list[tuple[Any, ...]]]:
    queries = (
        "SELECT key, kind, subject FROM identity ORDER BY key",
        "SELECT subject, state, roster FROM consent_state ORDER BY subject, purpose",
        "SELECT subject, opted_in, badge_id, name, email, family_name FROM roster_entry"
        " ORDER BY subject",
    )
    with services.store.database.reading() as connection:
        return [[tuple(row) for row in connection.exec_driver_sql(query)] for query in queries]


CASES = [
    ([("A1", "Ann", "a@x.example", "U", "yes")], [("B1", "Ann", "a@x.example", "U", "no")]),
    ([("", "Eve", "e@x.example", "U", "yes")], [("E5", "Eve", "e@x.example", "U", "no")]),
    (
        [("A1", "Ann", "a@x.example", "U", "yes"), ("A2", "Bo", "b@x.example", "U", "yes")],
        [("A2", "Bo", "a@x.example", "U", "no")],
    ),
    (
        [("A1", "Ann", "a@x.example", "U", "yes")],
        [("B1", "Ann", "a@x.example", "U", "yes"), ("B2", "Ann", "a@x.example", "U", "no")],
    ),
]


@pytest.mark.parametrize(("before", "now"), CASES)
def test_that_a_no_is_heard_for_whom_its_email_names(
    services: Services, tmp_path: Path, before: list[Any], now: list[Any]
) -> None:
    services.roster.import_file(roster_file(tmp_path, before))
    for badge, _, email, *_ in before:
        services.capture.scan(badge or email, ScanSource.CAMERA)
    held = {lead.name for lead in services.leads.table()}
    with services.roster.prepare(roster_file(tmp_path, now)) as prepared:
        ahead = prepared.report(dry_run=True)
        done = services.roster.take_in(prepared)
    left = {lead.name for lead in services.leads.table()}
    assert {who.name for who in done.ended} == held - left == held
    assert (ahead.ended, ahead.changes.ended) == (done.ended, len(done.ended))
    assert (ahead.changes.missing, done.changes.missing) == (0, 0)
    assert services.store.verify().problems == ()


def test_that_a_no_takes_nobody_back_who_has_a_row_of_their_own(
    services: Services, tmp_path: Path
) -> None:
    ann, bo = ("A1", "Ann", "a@x.example", "U", "yes"), ("B1", "Bo", "a@x.example", "U", "no")
    services.roster.import_file(roster_file(tmp_path, [ann]))
    for rows in ([bo, ann], [ann, bo]):
        assert services.roster.import_file(roster_file(tmp_path, rows)).ended == ()
        assert services.capture.scan("A1", ScanSource.CAMERA).lead is not None
        assert services.capture.scan("B1", ScanSource.CAMERA).lead is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(LISTS)
def test_that_whom_a_preview_calls_ended_are_those_who_are_gone(
    tmp_path_factory: pytest.TempPathFactory, made_store: StoreTemplate, lists: list[list[Any]]
) -> None:
    folder = tmp_path_factory.mktemp("ended")
    services = made_store.copied(folder / "s", SettableClock(noon_of_second_day()))
    with closing(services):
        for rows in lists:
            path = roster_file(folder, rows)
            before = _held(services)
            with services.roster.prepare(path) as prepared:
                ahead = prepared.report(dry_run=True)
                done = services.roster.take_in(prepared)
            gone = before - _held(services)
            assert {who.subject for who in ahead.ended} == gone
            assert ahead.ended == done.ended
            assert ahead.changes.missing == done.changes.missing
            for badge, _, email, *_ in rows:
                if badge or email:
                    services.capture.scan(badge or email, ScanSource.CAMERA)


def _held(services: Services) -> set[str]:
    query = "SELECT subject FROM consent_state WHERE state = 'roster_yes'"
    with services.store.database.reading() as connection:
        return {row[0] for row in connection.exec_driver_sql(query)}
