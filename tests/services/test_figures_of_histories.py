"""Random histories of a booth: the outcomes of its scans always add up, by hour, day and staff.

The oracle keeps a list of its own of what was scanned and what came of it; it reads nothing but
the answers of the services.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boothapp.domain.answers import AnswerUndo
from boothapp.domain.consent import ConsentEvent, ConsentRefused, ConsentState, Purpose, Verdict
from boothapp.domain.errors import BadInput, NoConsent
from boothapp.domain.figures import Figures, Outcome, Tally, outcome_of
from boothapp.domain.people import NoticeShown, Person, ScanSource, VerdictCard
from boothapp.services.bundle import Services
from tests import factories
from tests.factories import SettableClock

PEOPLE = 3
EXPECTED = (BadInput, ConsentRefused, NoConsent)
who = st.integers(0, PEOPLE - 1)
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
    st.tuples(st.just("list"), st.integers(0, 7)),
    st.tuples(st.just("garbage"), who),
    st.tuples(st.just("dark"), who),
    st.tuples(st.just("wait"), st.sampled_from([20, 61, 700, 1440])),
    st.tuples(st.just("clock back"), st.integers(1, 9)),
    st.tuples(st.just("staff"), st.sampled_from([factories.STAFF, "Kwame Mensah"])),
)


@dataclass
class Scanned:
    """One scan as the oracle remembers it."""

    person: int | None
    verdict: Verdict
    day: date
    hour: int
    staff: str
    made: str | None = None


@dataclass
class Booth:
    """The services and the oracle's own list."""

    services: Services
    clock: SettableClock
    folder: Path
    scans: list[Scanned] = field(default_factory=list)
    cards: dict[int, VerdictCard] = field(default_factory=dict)
    undo: dict[int, AnswerUndo] = field(default_factory=dict)
    removed: dict[int, Callable[[], object]] = field(default_factory=dict)
    ever: set[str] = field(default_factory=set)

    def do(self, what: str, value: int | str) -> None:
        getattr(self, what.replace(" ", "_"))(value)

    def scan(self, person: int) -> None:
        card = self.services.capture.scan(f"ZX-{person}", ScanSource.TYPED)
        self._write(person, card.verdict)
        self._see(person, card)

    def garbage(self, _: int) -> None:
        self._write(None, self.services.capture.scan("%%%", ScanSource.SCANNER).verdict)

    def dark(self, _: int) -> None:
        self._write(None, self.services.capture.unreadable(ScanSource.CAMERA).verdict)

    def yes(self, person: int) -> None:
        self._answer(person, ConsentEvent.GIVEN)

    def no(self, person: int) -> None:
        self._answer(person, ConsentEvent.DECLINED)

    def later(self, person: int) -> None:
        self._answer(person, ConsentEvent.DEFERRED)

    def undo_answer(self, person: int) -> None:
        if person in self.undo:
            self._see(person, self.services.capture.undo_answer(self.undo.pop(person)).card)

    def undo_lead(self, person: int) -> None:
        self._see(person, self.services.capture.undo_lead(self.cards[person]).card)

    def remove(self, person: int) -> None:
        lead = self.services.leads.of_subject(self.cards[person].subject or "")
        if lead is not None:
            removed = self.services.leads.remove(lead)
            self.removed[person] = lambda: self.services.leads.restore(removed)

    def put_back(self, person: int) -> None:
        if person in self.removed:
            self.removed.pop(person)()

    def withdraw(self, person: int) -> None:
        self.services.people.withdraw(self.cards[person].subject or "")

    def erase(self, person: int) -> None:
        self.services.people.erase(self.cards[person].subject or "")

    def list(self, opted: int) -> None:
        """The organiser's list; a bit of `opted` says who agreed."""
        rows = [
            (f"ZX-{n}", f"Person {n}", f"p{n}@x.example", "U", "yes" if opted >> n & 1 else "no")
            for n in range(PEOPLE)
        ]
        self.services.roster.import_file(factories.roster_file(self.folder, rows))

    def wait(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    def clock_back(self, minutes: int) -> None:
        self.clock.forward(minutes=-minutes)

    def staff(self, name: str) -> None:
        self.services.duty.switch(name)

    def _answer(self, person: int, event: ConsentEvent) -> None:
        details = Person(name=f"Person {person}", email=f"p{person}@x.example")
        said = self.services.capture.answer(
            self.cards[person],
            {Purpose.RECRUITING: event},
            notice=NoticeShown(),
            details=details if event is ConsentEvent.GIVEN else None,
        )
        self.undo[person] = said.undo
        self._see(person, said.card)

    def _write(self, person: int | None, verdict: Verdict) -> None:
        local = self.services.store.event.local(self.clock.now)
        staff = self.services.duty.name
        self.scans.append(Scanned(person, verdict, local.date(), local.hour, staff))

    def _see(self, person: int, card: VerdictCard) -> None:
        """A lead that was never seen before was made by the person's latest scan."""
        self.cards[person] = card
        if card.lead is not None and card.lead.id not in self.ever:
            self.ever.add(card.lead.id)
            own = [one for one in self.scans if one.person == person]
            own[-1].made = own[-1].made or card.lead.id

    def outcome(self, number: int) -> Outcome:
        """By hand: what the figures have to say of a scan."""
        one = self.scans[number]
        after = [other for other in self.scans[number + 1 :] if other.person == one.person]
        if one.person is None:
            return Outcome.UNKNOWN
        if one.verdict is Verdict.ALREADY_LEAD:
            return Outcome.REPEAT
        if one.made is not None:
            return Outcome.NEW
        no = (
            after[0].verdict is Verdict.DECLINED
            if after
            else self._state(one.person).value in {"declined", "withdrawn"}
        )
        return Outcome.DECLINED if no else Outcome.REPEAT if after else Outcome.WAITING

    def in_words_of_the_domain(self, number: int) -> Outcome:
        one = self.scans[number]
        after = [other for other in self.scans[number + 1 :] if other.person == one.person]
        return outcome_of(
            one.verdict,
            made_lead=one.made is not None,
            next_verdict=after[0].verdict if after and one.person is not None else None,
            state=ConsentState.UNKNOWN if one.person is None else self._state(one.person),
        )

    def _state(self, person: int) -> ConsentState:
        with self.services.store.reading() as records:
            return records.consents.state(self.cards[person].subject or "")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(steps, min_size=4, max_size=22))
def test_that_the_outcomes_add_up_whatever_happened(
    made_store: factories.StoreTemplate, history: list[tuple[str, int | str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = SettableClock(factories.noon_of_second_day())
        services = made_store.copied(Path(folder) / "store", clock)
        try:
            booth = Booth(services, clock, Path(folder))
            for what, value in history:
                if what in NEEDS_A_SCAN and value not in booth.cards:
                    continue
                try:
                    booth.do(what, value)
                except EXPECTED:
                    continue
            check(booth)
        finally:
            services.close()


NEEDS_A_SCAN = {"yes", "no", "later", "undo lead", "remove", "withdraw", "erase"}


def check(booth: Booth) -> None:
    outcomes = [booth.outcome(number) for number in range(len(booth.scans))]
    assert outcomes == [booth.in_words_of_the_domain(n) for n in range(len(booth.scans))]
    whole = booth.services.dashboard.whole()
    check_figures(booth, whole, outcomes, lambda _: True)
    days = {one.day for one in booth.scans}
    parts = [booth.services.dashboard.day(day) for day in sorted(days)]
    for part in parts:
        check_figures(booth, part, outcomes, lambda one, day=part.first: one.day == day)  # type: ignore[misc] # each day's own
        hours = Counter(one.hour for one in booth.scans if one.day == part.first)
        assert {bar.hour: bar.tally.scans for bar in part.bars if bar.tally.scans} == hours
    check_waiting(booth, outcomes)
    together = sum((part.tally for part in parts), Tally())
    assert all(together.of(one) == whole.tally.of(one) for one in Outcome)


def check_waiting(booth: Booth, outcomes: list[Outcome]) -> None:
    """The Dashboard's number and the list of last scans name the same, however few it shows."""
    today = booth.services.dashboard.today()
    pairs = zip(booth.scans, outcomes, strict=True)
    own = [one for one, what in pairs if what is Outcome.WAITING and one.day == today]
    listed = [row for row in booth.services.capture.recent(1) if row.waiting]
    assert [row.verdict for row in reversed(listed)] == [one.verdict for one in own]
    assert booth.services.dashboard.day().tally.of(Outcome.WAITING) == len(own)


def check_figures(
    booth: Booth, figures: Figures, outcomes: list[Outcome], fits: Callable[[Scanned], bool]
) -> None:
    own = [(one, what) for one, what in zip(booth.scans, outcomes, strict=True) if fits(one)]
    assert figures.adds_up
    assert figures.tally.scans == len(own)
    counted = Counter(what for _, what in own)
    assert {one: figures.tally.of(one) for one in Outcome} == {one: counted[one] for one in Outcome}
    assert {one.name: one.count for one in figures.staff} == Counter(one.staff for one, _ in own)
    held = booth.services.leads.gone([one.made for one, _ in own if one.made])
    assert figures.gone == len(held)


def test_that_the_oracle_can_fail(services: Services, clock: SettableClock, tmp_path: Path) -> None:
    booth = Booth(services, clock, tmp_path)
    booth.scan(0)
    booth.yes(0)
    check(booth)
    booth.scans[0].made = None
    with pytest.raises(AssertionError):
        check(booth)
