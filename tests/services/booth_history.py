"""A booth in which anything may happen, and a list of its own of what has to be counted.

The oracle reads nothing but the answers of the services. A scan is that of the person whose badge
it was by then; a merging or its undoing moves no scan to somebody else (decisions 13 and 14).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from boothapp.domain.answers import AnswerUndo
from boothapp.domain.consent import ConsentEvent, ConsentState, Purpose, Verdict
from boothapp.domain.figures import Outcome, outcome_of
from boothapp.domain.merging import Merged
from boothapp.domain.people import NoticeShown, Person, ScanSource, VerdictCard
from boothapp.services.bundle import Services
from tests import factories
from tests.factories import SettableClock

PEOPLE = 3
Value = int | str | tuple[int, int]
NEEDS_A_SCAN = {"yes", "no", "later", "undo lead", "remove", "withdraw", "erase"}


@dataclass
class Scanned:
    """One scan as the oracle remembers it."""

    person: int | None
    verdict: Verdict
    local: datetime
    staff: str
    made: list[str] = field(default_factory=list)
    """Every lead that was first stored after it; of several, one at most is there."""


@dataclass(frozen=True)
class Joined:
    """A merging that may be undone, and who led to the merged person before it."""

    merged: Merged
    kept: int
    led: Sequence[int]


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
    subjects: dict[int, str] = field(default_factory=dict)
    stands: dict[int, int] = field(default_factory=dict)
    joined: dict[int, Joined] = field(default_factory=dict)

    def do(self, what: str, value: Value) -> None:
        """A step of a history; those that need a badge in hand are nothing without one."""
        if what not in NEEDS_A_SCAN or value in self.cards:
            getattr(self, what.replace(" ", "_"))(value)

    def main(self, person: int) -> int:
        """Who stands for a person by now."""
        return self.stands.get(person, person)

    def scan(self, person: int) -> None:
        card = self.services.capture.scan(f"ZX-{person}", ScanSource.TYPED)
        main = self.main(person)
        assert card.subject == self.subjects.setdefault(main, card.subject or "")
        self._write(main, card.verdict)
        self._see(person, card)

    def merge(self, pair: tuple[int, int]) -> None:
        """The second one's lead into the first one's, where both are leads."""
        kept, other = map(self.main, pair)
        leads = [self.services.leads.of_subject(self.subjects.get(n, "")) for n in (kept, other)]
        if kept != other and leads[0] and leads[1]:
            merged = self.services.merging.merge(leads[0], leads[1])
            led = [one for one, stands in self.stands.items() if stands == other]
            self.joined[other] = Joined(merged, kept, led)
            self.stands |= dict.fromkeys([other, *led], kept)

    def part(self, number: int) -> None:
        """Undo one of the mergings."""
        if self.joined:
            person = [*self.joined][number % len(self.joined)]
            joined = self.joined[person]
            self.services.merging.undo(joined.merged)
            del self.joined[person]
            main = self.stands.pop(person)
            self.stands |= {one: person for one in joined.led if self.stands.get(one) == main}

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

    def new_list(self, opted: int) -> None:
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
        self.scans.append(Scanned(person, verdict, local, self.services.duty.name))

    def _see(self, person: int, card: VerdictCard) -> None:
        """A lead that was never seen before was made by the person's latest scan."""
        self.cards[person] = card
        if card.lead is not None and card.lead.id not in self.ever:
            self.ever.add(card.lead.id)
            own = [one for one in self.scans if one.person == self.main(person)]
            own[-1].made.append(card.lead.id)

    def outcome(self, number: int) -> Outcome:
        """By hand: what the figures have to say of a scan."""
        one = self.scans[number]
        if one.person is None:
            return Outcome.UNKNOWN
        if one.verdict is Verdict.ALREADY_LEAD:
            return Outcome.REPEAT
        if one.made:
            return Outcome.NEW
        after = self._next(number)
        no = (
            after is Verdict.DECLINED
            if after is not None
            else self._state(one.person).value in {"declined", "withdrawn"}
        )
        return Outcome.DECLINED if no else Outcome.REPEAT if after else Outcome.WAITING

    def in_words_of_the_domain(self, number: int) -> Outcome:
        """As `outcome`, by the domain's own rule."""
        one = self.scans[number]
        return outcome_of(
            one.verdict,
            made_lead=bool(one.made),
            next_verdict=self._next(number),
            state=ConsentState.UNKNOWN if one.person is None else self._state(one.person),
        )

    def _next(self, number: int) -> Verdict | None:
        """What the person's next scan met.

        After the last one of a badge, that is a scan of any badge of theirs: as one person comes
        by, so one scan of them waits.
        """
        person, later = self.scans[number].person, self.scans[number + 1 :]
        if person is None:
            return None
        own = [one.verdict for one in later if one.person == person]
        named = [(self.main(one.person), one.verdict) for one in later if one.person is not None]
        theirs = [verdict for main, verdict in named if main == self.main(person)]
        return next(iter(own or theirs), None)

    def _state(self, person: int) -> ConsentState:
        with self.services.store.reading() as records:
            return records.consents.state(self.subjects[self.main(person)])
