"""A no stands against an organiser's later yes, and every preview and report says so."""

from pathlib import Path

import pytest

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, Verdict
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.services.bundle import Services
from tests.factories import AMARA, HARUTO, WANJIRU, everything, roster_file


def take_in(services: Services, folder: Path, *rows: tuple[str, ...]) -> None:
    services.roster.import_file(roster_file(folder, rows))


def no_of(row: tuple[str, ...]) -> tuple[str, ...]:
    return (*row[:4], "no")


def yes_of(row: tuple[str, ...]) -> tuple[str, ...]:
    return (*row[:4], "yes")


def test_that_a_later_yes_of_the_list_is_named_and_changes_nothing(
    services: Services, tmp_path: Path
) -> None:
    take_in(services, tmp_path, yes_of(AMARA), yes_of(WANJIRU), no_of(HARUTO))
    take_in(services, tmp_path, no_of(AMARA), yes_of(WANJIRU), no_of(HARUTO))
    for badge in (WANJIRU[0], HARUTO[0]):
        card = services.capture.scan(badge, ScanSource.TYPED)
        answer = {Purpose.RECRUITING: ConsentEvent.DECLINED}
        services.capture.answer(card, answer, notice=NoticeShown())
    newer = roster_file(tmp_path, [yes_of(AMARA), yes_of(WANJIRU), yes_of(HARUTO)])
    with services.roster.prepare(newer) as prepared:
        ahead = prepared.report(dry_run=True)
        done = services.roster.take_in(prepared)
    for report in (ahead, done):
        changes = report.changes
        assert (changes.stay_out, changes.agreed, changes.unchanged) == (3, 0, 0)
        named = {who.badge_id for who in changes.people["stay_out"]}
        assert named == {AMARA[0], WANJIRU[0], HARUTO[0]}
        assert (report.opted_in, report.sharing) == (3, 0)
    for badge in named:
        assert services.capture.scan(badge, ScanSource.TYPED).verdict is Verdict.DECLINED
    assert "Amara" not in everything(services)


def test_that_who_said_no_before_the_first_list_is_not_counted_as_new(
    services: Services, tmp_path: Path
) -> None:
    card = services.capture.scan(AMARA[0], ScanSource.TYPED)
    answer = {Purpose.RECRUITING: ConsentEvent.DECLINED}
    services.capture.answer(card, answer, notice=NoticeShown())
    report = services.roster.import_file(roster_file(tmp_path, [AMARA, WANJIRU]), dry_run=True)
    assert (report.changes.new, report.changes.stay_out, report.sharing) == (1, 1, 1)


@pytest.mark.parametrize("by_list", [True, False])
def test_that_a_card_tells_whose_word_took_a_yes_back(
    services: Services, tmp_path: Path, *, by_list: bool
) -> None:
    take_in(services, tmp_path, AMARA)
    if by_list:
        take_in(services, tmp_path, no_of(AMARA))
    else:
        services.people.withdraw(services.people.resolve(AMARA[0]))
    card = services.capture.scan(AMARA[0], ScanSource.TYPED)
    view = next(one for one in card.consent if one.purpose is Purpose.RECRUITING)
    assert view.state is ConsentState.WITHDRAWN
    assert view.list_took_back is by_list
