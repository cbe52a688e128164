"""Runs a search for a timetable, shows it beside the present plan, and books what is accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, tzinfo
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from boothapp.domain.clashes import SlotTaken
from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import Interview, InterviewDay
from boothapp.services.bundle import Services
from boothapp.services.planning import SEARCH_SECONDS
from boothapp.services.proposals import Accepted, Plan, Proposal
from boothapp.ui.context import Context
from boothapp.ui.history import History
from boothapp.ui.interviews.plan_page import PlanPage
from boothapp.ui.interviews.wording import STATUS_WORDS, why_not
from boothapp.ui.refresher import Refresher

T = TypeVar("T")

"""How long is searched at most; for 200 candidates the best is mostly proven before that."""
_LOOK = 250  # ms between two looks at the search
_Present = tuple[EventInfo, dict[date, InterviewDay]]


class Filling(QObject):
    """Owns the page of the proposal and the search behind it.

    `opened` and `closed` say when the page is to be shown; nothing is booked before it is
    accepted, which is one order of `history`.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, context: Context, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._history = context, history
        self.page = PlanPage(context)
        self._plan: Plan | None = None
        self._asking = False
        self._gone: frozenset[str] = frozenset()
        self._left: tuple[Interview, ...] = ()
        self._zone: tzinfo = UTC
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._look)
        self.page.accepted.connect(self.accept)
        self.page.discarded.connect(self.close)
        self.page.stopped.connect(self._stop)
        Refresher(self.page, context.bridge, frozenset({"consent", "lead"}), self._look_who_is_gone)

    def start(self, day: date | None) -> None:
        """Look for places for everybody who waits; the day that is shown stays in sight."""

        def begun(found: tuple[_Present, Plan]) -> None:
            present, self._plan = found
            self._open("Fill automatically", "Book all", present, day)
            self._timer.start()
            self._look()

        services = self._context.services
        self._ask(lambda: (_present(services), services.planning.begin(SEARCH_SECONDS)), begun)

    def repair(self, day: date | None) -> None:
        """Look for new places for booked interviews that cannot stay."""

        def found(answer: tuple[_Present, Proposal]) -> None:
            present, proposal = answer
            self._open("Repair", "Move all", present, day)
            self._finish(proposal)

        services = self._context.services
        self._ask(lambda: (_present(services), services.planning.repair()), found)

    def _ask(self, order: Callable[[], T], then: Callable[[T], None]) -> None:
        """Begin one search at a time: a second one would lose the first, and its process."""
        if self._asking or self._plan is not None:
            return
        self._asking = True

        def answered(answer: T) -> None:
            self._asking = False
            then(answer)

        def refused(error: Exception) -> None:
            self._asking = False
            self._context.toasts.error(str(error))

        self._context.tasks.run(order, on_success=answered, on_error=refused)

    def accept(self) -> None:
        """Book all of it, as one order that can be taken back."""
        proposal = self.page.proposal
        if proposal is None:
            return
        planning = self._context.services.planning
        self.close()
        asked = [proposal]  # what is left of it, should somebody be erased before a redo

        def without(gone: frozenset[str], accepted: Accepted) -> Accepted:
            asked[0] = asked[0].without(gone)
            return accepted.without(gone)

        def back(accepted: Accepted) -> None:
            self._left = planning.take_back(accepted)

        self._history.do(
            lambda: planning.accept(asked[0]),
            lambda accepted: _done(asked[0], accepted),
            back,
            then=self._say_refused,
            undone=self._say_left,
            explain=self._explain,
            leads={place.lead_id for place in proposal.places},
            without=without,
        )

    def close(self) -> None:
        """Let go of the proposal and end the search."""
        self._timer.stop()
        plan, self._plan = self._plan, None
        if plan is not None:
            self._context.tasks.background(lambda _: plan.close())
        self.page.clear()
        self.closed.emit()

    def _open(self, title: str, accept: str, present: _Present, day: date | None) -> None:
        event, days = present
        self._zone, self._gone = event.zone, frozenset()
        self.page.title.setText(title)
        self.page.accept.setText(accept)
        self.page.start(event, days, day or min(days))
        self.page.set_now(self._context.services.now())
        self.opened.emit()
        self.page.proposed.setFocus()

    def _look(self) -> None:
        plan = self._plan
        if plan is None:
            return
        running = plan.running
        proposal = plan.latest(reasons=False).without(self._gone)
        self.page.show_progress(proposal.seconds, SEARCH_SECONDS, _said(proposal))
        before = self.page.proposal
        if before is None or before.places != proposal.places:
            self.page.show_proposal(proposal, final=False)
        if not running:
            self._timer.stop()
            if plan.failed:
                why = f"{plan.failed[:1].upper()}{plan.failed[1:]}"
                self._context.toasts.error(f"{why}. The best that was found is shown.")
            self._context.tasks.background(
                lambda _: plan.latest(), lambda last: self._finish_of(plan, last)
            )

    def _finish_of(self, plan: Plan, proposal: Proposal) -> None:
        if plan is self._plan:
            self._finish(proposal)

    def _finish(self, proposal: Proposal) -> None:
        proposal = proposal.without(self._gone)
        self.page.show_proposal(proposal, final=True)
        self._say(proposal)
        self.page.set_searching(searching=False)

    def _say(self, proposal: Proposal) -> None:
        said = _said(proposal) if self._plan is not None else _said_of_repair(proposal)
        self.page.show_progress(1, 1, said)

    def _look_who_is_gone(self) -> None:
        """Whoever is erased while a proposal is shown leaves it, and the present plan beside it."""
        proposal = self.page.proposal
        if proposal is None:
            return
        services = self._context.services
        asked = {one.lead_id for one in proposal.translation.asked.values()}
        self._context.tasks.run(
            lambda: (services.planning.gone(asked), _present(services)),
            on_success=lambda answer: self._drop(proposal, *answer),
        )

    def _drop(self, seen: Proposal, gone: frozenset[str], present: _Present) -> None:
        shown = self.page.proposal
        if shown is None or shown.translation.grid is not seen.translation.grid:
            return  # it was closed meanwhile
        self.page.show_present(present[1])
        if not gone:
            return
        self._gone |= gone
        rest = shown.without(self._gone)
        if not rest.translation.asked:
            self.close()
            return
        self.page.show_proposal(rest, final=not self.page.searching)
        if not self.page.searching:  # else the next look says it
            self._say(rest)

    def _stop(self) -> None:
        if self._plan is not None:
            self._plan.cancel()

    def _say_refused(self, accepted: Accepted) -> None:
        for one in accepted.refused:
            why = one.reason or why_not(one.clashes, self._zone)
            what = "Not booked" if one.place.booked is None else "Not moved"
            self._context.toasts.error(f"{what}: {one.place.name}, {why}.")

    def _say_left(self, _: Accepted) -> None:
        if self._left:
            names = (f"{one.candidate} ({STATUS_WORDS[one.status].lower()})" for one in self._left)
            self._context.toasts.error(f"Left as they are: {', '.join(names)}.")
            self._left = ()

    def _explain(self, error: Exception) -> str:
        if isinstance(error, SlotTaken):
            why = why_not(error.clashes, self._zone)
            return f"Not changed: {why}."
        return str(error)


def _present(services: Services) -> _Present:
    """The event, and its days that are planned, as they stand."""
    event = services.settings.get().event
    today = event.local(services.now()).date()
    days = [day for day in event.days if day >= today] or list(event.days)
    return event, {day: services.interviews.day(day) for day in days}


def _done(proposal: Proposal, accepted: Accepted) -> str:
    """What was really booked or moved of a proposal."""
    asked, done = len(proposal.places), len(accepted.booked) + len(accepted.moved)
    moved = any(place.booked is not None for place in proposal.places)
    count = f"{asked}" if done == asked else f"{done} of {asked}"
    return f"{'Moved' if moved else 'Booked'}: {count} interview{'' if asked == 1 else 's'}"


def _said_of_repair(proposal: Proposal) -> str:
    moves = len(proposal.places)
    moved = "1 interview moves" if moves == 1 else f"{moves} interviews move"
    stays = "1 stays" if proposal.stays == 1 else f"{proposal.stays} stay"
    return f"{moved}, {stays} where they are"


def _said(proposal: Proposal) -> str:
    """How many are placed, and how good that is."""
    asked = len(proposal.translation.asked)
    placed = f"{len(proposal.places)} of {asked} placed"
    if proposal.is_best:
        return f"{placed}, the best there is"
    if proposal.gap > 1:
        return placed
    return f"{placed}, within {proposal.gap:.1%} of the best"
