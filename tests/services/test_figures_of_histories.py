"""Random histories of a booth: the outcomes of its scans always add up, by hour, day and staff.

So do the lists behind the figures, whoever was merged with whom.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from boothapp.domain.consent import ConsentRefused
from boothapp.domain.errors import BadInput, NoConsent
from boothapp.domain.figures import Bar, Figures, Outcome, ScanChoice, Tally
from boothapp.services.bundle import Services
from tests import factories
from tests.factories import SettableClock
from tests.services.booth_history import PEOPLE, Booth, Scanned, Value

Step = tuple[str, Value]
EXPECTED = (BadInput, ConsentRefused, NoConsent)
who = st.integers(0, PEOPLE - 1)
pair = st.sampled_from(list(permutations(range(PEOPLE), 2)))
steps = st.one_of(
    st.tuples(st.just("scan"), who),
    st.tuples(st.just("scan"), who),
    st.tuples(st.just("scan"), who),
    st.tuples(st.just("yes"), who),
    st.tuples(st.just("yes"), who),
    st.tuples(st.just("no"), who),
    st.tuples(st.just("later"), who),
    st.tuples(st.just("undo answer"), who),
    st.tuples(st.just("undo lead"), who),
    st.tuples(st.just("remove"), who),
    st.tuples(st.just("put back"), who),
    st.tuples(st.just("withdraw"), who),
    st.tuples(st.just("erase"), who),
    st.tuples(st.just("new list"), st.integers(0, 7)),
    st.tuples(st.just("merge"), pair),
    st.tuples(st.just("merge"), pair),
    st.tuples(st.just("part"), who),
    st.tuples(st.just("part"), who),
    st.tuples(st.just("garbage"), who),
    st.tuples(st.just("dark"), who),
    st.tuples(st.just("wait"), st.sampled_from([20, 61, 700, 1440])),
    st.tuples(st.just("clock back"), st.integers(1, 9)),
    st.tuples(st.just("staff"), st.sampled_from([factories.STAFF, "Kwame Mensah"])),
)
LEADS: list[Step] = [("new list", 7), ("scan", 0), ("scan", 1), ("scan", 2)]
"""Three who agreed before."""
BACK: list[Step] = [
    *(("scan", 1), ("yes", 1), ("wait", 61), ("no", 1), ("scan", 1), ("undo answer", 1)),
]
"""A lead that came back after a no and a scan, which waits since."""
MET: list[Step] = [("scan", 0), ("yes", 0)]
MERGE: Step = ("merge", (0, 1))
MERGED = [*BACK, *MET, MERGE]
histories = st.builds(
    list.__add__,
    st.sampled_from([[], LEADS, MERGED]),
    st.lists(steps, min_size=4, max_size=22),
)


@settings(max_examples=32, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories)
@example(history=[*MERGED, ("scan", 0)])
@example(history=[*MERGED, ("scan", 1), ("part", 1)])
@example(history=[*MET, ("undo answer", 0), ("yes", 0)])
@example(history=[*MET, *BACK, MERGE, ("no", 0), ("yes", 0)])
def test_that_the_outcomes_add_up_whatever_happened(
    made_store: factories.StoreTemplate, history: list[Step]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = SettableClock(factories.noon_of_second_day())
        services = made_store.copied(Path(folder) / "store", clock)
        try:
            booth = Booth(services, clock, Path(folder))
            for what, value in history:
                try:
                    booth.do(what, value)
                except EXPECTED:
                    continue
            check(booth)
        finally:
            services.close()


Own = list[tuple[Scanned, Outcome]]
"""Scans, in their order, and what came of each."""


def check(booth: Booth) -> None:
    outcomes = [booth.outcome(number) for number in range(len(booth.scans))]
    assert outcomes == [booth.in_words_of_the_domain(n) for n in range(len(booth.scans))]
    everything = list(zip(booth.scans, outcomes, strict=True))
    whole = booth.services.dashboard.whole()
    check_figures(booth, whole, everything, ScanChoice())
    assert told(whole.bars, lambda bar: bar.day) == by(everything, lambda one: one.local.date())
    days = sorted({one.local.date() for one in booth.scans})
    parts = [booth.services.dashboard.day(day) for day in days]
    for part in parts:
        own = [pair for pair in everything if pair[0].local.date() == part.first]
        check_figures(booth, part, own, ScanChoice(first=part.first, last=part.first))
        assert told(part.bars, lambda bar: bar.hour) == by(own, lambda one: one.local.hour)
    check_waiting(booth, everything)
    together = sum((part.tally for part in parts), Tally())
    assert all(together.of(one) == whole.tally.of(one) for one in Outcome)


def told(bars: Iterable[Bar], key: Callable[[Bar], object]) -> dict[object, dict[Outcome, int]]:
    """What the bars say that have anything."""
    bars = tuple(bars)
    assert len({key(bar) for bar in bars}) == len(bars)
    return {key(bar): counted(bar.tally) for bar in bars if bar.tally.scans}


def counted(tally: Tally) -> dict[Outcome, int]:
    return {one: tally.of(one) for one in Outcome if tally.of(one)}


def by(own: Own, key: Callable[[Scanned], object]) -> dict[object, dict[Outcome, int]]:
    """What the bars have to say."""
    found: dict[object, Counter[Outcome]] = {}
    for one, what in own:
        found.setdefault(key(one), Counter())[what] += 1
    return {name: dict(counts) for name, counts in found.items()}


def check_waiting(booth: Booth, everything: Own) -> None:
    """The Dashboard's number and the list of last scans name the same, however few it shows."""
    today = booth.services.dashboard.today()
    waiting = [one for one, what in everything if what is Outcome.WAITING]
    own = [one for one in waiting if one.local.date() == today]
    listed = [row for row in booth.services.capture.recent(1) if row.waiting]
    assert [row.verdict for row in reversed(listed)] == [one.verdict for one in own]
    assert booth.services.dashboard.day().tally.of(Outcome.WAITING) == len(own)
    people = [booth.main(one.person) for one in waiting if one.person is not None]
    assert len(people) == len(set(people))


def check_figures(booth: Booth, figures: Figures, own: Own, choice: ScanChoice) -> None:
    assert figures.adds_up
    assert figures.tally.scans == len(own)
    assert counted(figures.tally) == Counter(what for _, what in own)
    assert {one.name: one.count for one in figures.staff} == Counter(one.staff for one, _ in own)
    there = made(booth, own)
    assert figures.gone == sum(what is Outcome.NEW for _, what in own) - len(there)
    check_list(booth, choice, own)
    for what in Outcome:
        check_list(booth, replace(choice, outcome=what), [pair for pair in own if pair[1] is what])
    for person in figures.staff:
        mine = [pair for pair in own if pair[0].staff == person.name]
        check_list(booth, replace(choice, staff_id=person.id), mine)
    for bar in figures.bars:
        check_bar(booth, bar, own, choice)
    assert booth.services.dashboard.new_leads(choice) == there


def check_bar(booth: Booth, bar: Bar, own: Own, choice: ScanChoice) -> None:
    """The lists behind a bar of an hour or a day, as its piece of each outcome opens them."""
    if bar.hour is None:
        part = replace(choice, first=bar.day, last=bar.day)
        inside = [pair for pair in own if pair[0].local.date() == bar.day]
    else:
        part = replace(choice, hour=bar.hour)
        inside = [pair for pair in own if pair[0].local.hour == bar.hour]
    check_list(booth, part, inside)
    for what in {what for _, what in inside}:
        check_list(booth, replace(part, outcome=what), [one for one in inside if one[1] is what])
    assert booth.services.dashboard.new_leads(part) == made(booth, inside)


def made(booth: Booth, own: Own) -> frozenset[str]:
    """The leads that these scans made and that are there."""
    leads = {lead for one, what in own if what is Outcome.NEW for lead in one.made}
    return frozenset(leads) - booth.services.leads.gone(leads)


def check_list(booth: Booth, choice: ScanChoice, own: Own) -> None:
    """The list behind a figure has its scans, the last one first."""
    listed = booth.services.dashboard.scans(choice)
    expected = [(one.local, one.staff, one.verdict, what) for one, what in reversed(own)]
    assert [(row.at, row.staff, row.verdict, row.outcome) for row in listed] == expected


def test_that_the_oracle_can_fail(services: Services, clock: SettableClock, tmp_path: Path) -> None:
    booth = Booth(services, clock, tmp_path)
    booth.scan(0)
    booth.yes(0)
    check(booth)
    booth.scans[0].made = []
    with pytest.raises(AssertionError):
        check(booth)
