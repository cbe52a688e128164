"""Any answers under two badges, then merged, then any answers: a no is never outlived."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, is_valid, next_state
from boothapp.domain.ledger import Reason
from boothapp.domain.people import NoticeShown, ScanSource
from boothapp.services.bundle import Services
from tests import factories
from tests.factories import AMARA, HARUTO, WANJIRU, SettableClock, StoreTemplate, roster_file
from tests.services.merging import BADGE, listed_badge, own_badge

Said = tuple[int, Purpose, ConsentEvent]
BADGES = ("AB-0001", BADGE)
NO = frozenset({ConsentState.DECLINED, ConsentState.WITHDRAWN})
ENDS = frozenset({ConsentEvent.DECLINED, ConsentEvent.WITHDRAWN})
EVENTS = (ConsentEvent.GIVEN, ConsentEvent.DECLINED, ConsentEvent.DEFERRED)
answers = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from((Purpose.CV, Purpose.MARKETING)),
        st.sampled_from(EVENTS),
    ),
    max_size=5,
)


def say(services: Services, said: Said) -> None:
    badge, purpose, event = said
    card = services.capture.scan(BADGES[badge], ScanSource.SCANNER)
    services.capture.answer(card, {purpose: event}, notice=NoticeShown())


def states(services: Services, subject: str) -> dict[Purpose, ConsentState]:
    with services.store.reading() as records:
        return {purpose: records.consents.state(subject, purpose) for purpose in Purpose}


def joined(mine: ConsentState, theirs: ConsentState) -> ConsentState:
    """What counts for the person, said as plainly as decision 14 says it."""
    if mine in NO:
        return mine
    if theirs in NO:
        return ConsentState.WITHDRAWN if is_valid(mine) else ConsentState.DECLINED
    return ConsentState.GIVEN if is_valid(theirs) and not is_valid(mine) else mine


def heard(before: dict[Purpose, ConsentState], said: Sequence[Said]) -> dict[Purpose, ConsentState]:
    now = dict(before)
    for _, purpose, event in said:
        now[purpose] = next_state(now[purpose], event)
    return now


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=answers, then=answers, undone=st.booleans(), by=st.integers(0, 1))
def test_that_a_no_under_either_badge_is_never_outlived(
    made_store: StoreTemplate, first: list[Said], then: list[Said], undone: bool, by: int
) -> None:
    with TemporaryDirectory() as folder:
        clock = SettableClock(factories.noon_of_second_day())
        services = made_store.copied(Path(folder) / "store", clock)
        services.roster.import_file(roster_file(Path(folder), [AMARA, HARUTO, WANJIRU]))
        leads = listed_badge(services), own_badge(services)
        subjects = [services.leads.detail(lead).subject for lead in leads]
        for said in first:
            say(services, said)
        before = [states(services, subject) for subject in subjects]
        merged = services.merging.merge(*leads)
        expected = {p: joined(before[0][p], before[1][p]) for p in Purpose}
        assert states(services, subjects[0]) == expected
        assert states(services, subjects[1]) == before[1]
        if undone:
            assert services.merging.undo(merged) == ()
            assert [states(services, subject) for subject in subjects] == before
            services.merging.merge(*leads)
        for said in then:
            say(services, said)
        now = states(services, subjects[0])
        assert now == heard(expected, then)
        for purpose in {purpose for _, purpose, event in then if event in ENDS}:
            assert not is_valid(states(services, subjects[1])[purpose])
        assert services.ledger.verify().problems == ()
        assert services.check() == []
        services.people.withdraw(services.people.of_code(BADGES[by]) or "", reason=Reason.OWN_WISH)
        for subject in subjects:
            assert not any(map(is_valid, states(services, subject).values()))
        assert services.leads.table() == ()
        assert services.ledger.verify().problems == ()
        assert services.check() == []
        services.close()
