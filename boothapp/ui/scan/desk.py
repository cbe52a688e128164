"""Who is in the panel and who waits: never the wrong person. Nothing of Qt is in here."""

import time
from collections.abc import Callable
from enum import Enum, auto

from boothapp.domain.consent import Verdict
from boothapp.domain.people import VerdictCard
from boothapp.ui.dead_time import DeadTime


class Arrival(Enum):
    """What became of a new card."""

    SHOWN = auto()
    WAITS = auto()
    HERE_ALREADY = auto()
    """The same person is in the panel or waits already; nobody queues twice."""
    TOLD = auto()
    """The code names nobody and the panel is taken: it is only said."""


class Desk:
    """One person in the panel, the others in the order in which they came.

    The panel is taken while somebody is being asked or something is being written. Cards of people
    who were not answered live here only, in memory, until the application ends.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """`now` gives seconds that only go up."""
        self.dead = DeadTime(now)
        self._queue: list[VerdictCard] = []
        self.locked = False
        self._aside: dict[str, VerdictCard] = {}
        self.current: VerdictCard | None = None
        self.asking = False
        """Somebody is being asked; set by who shows the questions."""
        self.writing = False
        """Something is being typed about the person in the panel."""

    @property
    def waiting(self) -> tuple[VerdictCard, ...]:
        """Who waits for the panel, the oldest first."""
        return tuple(self._queue)

    @property
    def taken(self) -> bool:
        """Whether a scan must not come into the panel: it is someone's, or the window is locked."""
        held = self.current is not None and (self.asking or self.writing)
        return self.locked or held

    @property
    def awake(self) -> bool:
        """Whether single keys and Enter act: not right after the person changed."""
        return self.dead.over

    def arrive(self, card: VerdictCard) -> Arrival:
        """A scan came in: show it, or let it wait."""
        if card.subject is not None and self._knows(card):
            return self._meet_again(card)
        if not self.taken:
            self._show(card)
            return Arrival.SHOWN
        if card.subject is None:
            return Arrival.TOLD
        self._queue.append(card)
        return Arrival.WAITS

    def next(self) -> VerdictCard | None:
        """The person in the panel is done; the oldest who waits comes, or nobody."""
        self._show(self._queue.pop(0) if self._queue else None)
        return self.current

    def open(self, card: VerdictCard) -> None:
        """Somebody is called out of turn; who was being asked goes back to the waiting ones."""
        left = self.current
        self.forget(card)
        if left is not None and self.taken and not _same(left, card):
            self._queue.insert(0, left)
        self._show(card)

    def change(self, card: VerdictCard) -> None:
        """The same person with newer values: what the keys mean may change, so they rest."""
        self.current = card
        self.dead.begin()

    def refresh(self, card: VerdictCard) -> None:
        """The same person with newer values and the same keys."""
        self.current = card

    def put_aside(self, card: VerdictCard) -> None:
        """Remember who answered "later", or whom nobody answered yet."""
        if card.subject is not None:
            self._aside[card.subject] = card

    def forget(self, card: VerdictCard) -> None:
        """Nothing more is wanted from this person now."""
        self._queue = [other for other in self._queue if not _same(other, card)]
        if card.subject is not None:
            self._aside.pop(card.subject, None)

    def card(self, subject: str | None) -> VerdictCard | None:
        """The card of somebody who waits or was put aside; None when it is gone from memory."""
        queued = (card for card in self._queue if subject and card.subject == subject)
        return next(queued, self._aside.get(subject) if subject else None)

    def holds(self, subject: str | None) -> bool:
        """Whether somebody is in the panel or waits for it."""
        here = [*self._queue] + ([self.current] if self.current is not None else [])
        return bool(subject) and any(card.subject == subject for card in here)

    def _knows(self, card: VerdictCard) -> bool:
        here = [*self._queue] + ([self.current] if self.current is not None else [])
        return any(_same(other, card) for other in here)

    def _meet_again(self, card: VerdictCard) -> Arrival:
        """Somebody who was to be asked, and whom a newer list speaks of by now, is shown so."""
        self._queue = [card if _is_settled(other, card) else other for other in self._queue]
        if self.locked or self.current is None or not _is_settled(self.current, card):
            return Arrival.HERE_ALREADY
        self._show(card)
        self.forget(card)
        return Arrival.SHOWN

    def _show(self, card: VerdictCard | None) -> None:
        left = self.current
        if left is not None and left.verdict is Verdict.ASK:
            self.put_aside(left)
        if card is not None and card.subject is not None:
            self._aside.pop(card.subject, None)
        self.current = card
        self.asking = card is not None and card.verdict is Verdict.ASK
        self.writing = False
        self.dead.begin()


def _is_settled(before: VerdictCard, now: VerdictCard) -> bool:
    """Whether who had to be asked has not to be asked any more."""
    asked = before.verdict is Verdict.ASK and now.verdict is not Verdict.ASK
    return asked and _same(before, now)


def _same(one: VerdictCard, other: VerdictCard) -> bool:
    if one.subject:
        return one.subject == other.subject
    return bool(one.scan_id) and one.scan_id == other.scan_id  # of a forged badge nothing is kept
