"""The consent table, cell by cell, and the fold over a history."""

import pytest

from boothapp.domain.consent import (
    TABLE,
    VALID_STATES,
    ConsentEvent,
    ConsentRefused,
    ConsentState,
    Spoken,
    Verdict,
    fold,
    next_state,
    verdict_of,
)

S, E = ConsentState, ConsentEvent


def said(event: ConsentEvent, staff: str = "sofia", day: str = "2026-07-09") -> Spoken:
    return Spoken(event, staff, day)


def test_that_the_table_has_every_cell() -> None:
    assert set(TABLE) == {(state, event) for state in S for event in E}


def test_that_only_two_states_allow_anything() -> None:
    assert {S.ROSTER_YES, S.GIVEN} == VALID_STATES


@pytest.mark.parametrize(
    ("state", "event", "after"),
    [
        (S.UNKNOWN, E.WITHDRAWN, S.DECLINED),
        (S.ROSTER_YES, E.DECLINED, S.DECLINED),
        (S.ROSTER_YES, E.ROSTER_NO, S.WITHDRAWN),
        (S.ROSTER_YES, E.DEFERRED, S.ROSTER_YES),
        (S.GIVEN, E.ROSTER_NO, S.GIVEN),
        (S.GIVEN, E.DECLINED, S.WITHDRAWN),
        (S.DECLINED, E.ROSTER_YES, S.DECLINED),
        (S.WITHDRAWN, E.GIVEN, S.GIVEN),
        (S.EXPIRED, E.ROSTER_YES, S.EXPIRED),
        (S.DEFERRED, E.ROSTER_YES, S.ROSTER_YES),
    ],
)
def test_that_a_persons_own_word_stands_above_the_list(
    state: ConsentState, event: ConsentEvent, after: ConsentState
) -> None:
    assert next_state(state, event) is after


@pytest.mark.parametrize("state", [S.UNKNOWN, S.ROSTER_NO, S.ROSTER_YES, S.EXPIRED])
def test_that_a_mistake_needs_somebody_who_spoke(state: ConsentState) -> None:
    with pytest.raises(ConsentRefused):
        next_state(state, E.MISTAKE, S.UNKNOWN)


def test_that_a_mistake_goes_back_to_the_state_before() -> None:
    assert fold([said(E.ROSTER_NO), said(E.GIVEN), said(E.MISTAKE)]) is S.ROSTER_NO


def test_that_two_mistakes_take_back_two_answers() -> None:
    history = [said(E.DEFERRED), said(E.GIVEN), said(E.MISTAKE), said(E.MISTAKE)]
    assert fold(history) is S.UNKNOWN


def test_that_a_mistake_hears_the_list_that_came_in_between() -> None:
    history = [said(E.DECLINED), said(E.ROSTER_YES, "lea"), said(E.MISTAKE)]
    assert fold(history) is S.ROSTER_YES


@pytest.mark.parametrize("mistake", [said(E.MISTAKE, staff="lea"), said(E.MISTAKE, day="later")])
def test_that_only_the_same_person_takes_back_on_the_same_day(mistake: Spoken) -> None:
    with pytest.raises(ConsentRefused):
        fold([said(E.GIVEN), mistake])


def test_that_nobody_takes_back_what_the_list_said() -> None:
    with pytest.raises(ConsentRefused):
        fold([said(E.ROSTER_YES), said(E.ROSTER_NO), said(E.MISTAKE)])


@pytest.mark.parametrize(
    ("state", "has_lead", "verdict"),
    [
        (S.GIVEN, False, Verdict.MAY_SHARE),
        (S.ROSTER_YES, True, Verdict.ALREADY_LEAD),
        (S.UNKNOWN, False, Verdict.ASK),
        (S.ROSTER_NO, False, Verdict.ASK),
        (S.DEFERRED, False, Verdict.ASK),
        (S.EXPIRED, False, Verdict.ASK),
        (S.DECLINED, False, Verdict.DECLINED),
        (S.WITHDRAWN, False, Verdict.DECLINED),
    ],
)
def test_that_the_verdict_follows_the_state(
    state: ConsentState, has_lead: bool, verdict: Verdict
) -> None:
    assert verdict_of(state, has_lead=has_lead) is verdict
