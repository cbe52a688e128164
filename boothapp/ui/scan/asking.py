"""The answers of one person while they are being asked. Nothing of Qt is in here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from boothapp.domain.consent import ConsentEvent, Purpose


@dataclass(slots=True)
class Asking:
    """Which purposes are asked, what was said, and which one the keys answer now."""

    purposes: Sequence[Purpose] = tuple(Purpose)
    answers: dict[Purpose, ConsentEvent] = field(default_factory=dict)
    current: Purpose | None = None

    def __post_init__(self) -> None:
        self.current = self.current or self.next_open()

    def answer(self, purpose: Purpose, event: ConsentEvent) -> None:
        """Note an answer, and go to the next open purpose; the last one keeps the keys."""
        self.answers[purpose] = event
        self.current = self.next_open() or purpose

    def no_to_all(self) -> None:
        """Every purpose is declined."""
        self.answers = dict.fromkeys(self.purposes, ConsentEvent.DECLINED)
        self.current = self.purposes[-1]

    def step(self, by: int) -> None:
        """Give the keys to a neighbour."""
        if self.current is not None:
            index = self.purposes.index(self.current) + by
            self.current = self.purposes[max(0, min(index, len(self.purposes) - 1))]

    def next_open(self) -> Purpose | None:
        """The first purpose without an answer."""
        return next((one for one in self.purposes if one not in self.answers), None)

    @property
    def complete(self) -> Mapping[Purpose, ConsentEvent]:
        """What is recorded: open answers count as "later"."""
        later = dict.fromkeys(self.purposes, ConsentEvent.DEFERRED)
        return later | self.answers

    @property
    def says_yes(self) -> bool:
        """Whether this person's details will be kept."""
        return self.answers.get(Purpose.RECRUITING) is ConsentEvent.GIVEN

    @property
    def summary(self) -> str:
        """1 of 3 answered"""
        return f"{len(self.answers)} of {len(self.purposes)} answered"
