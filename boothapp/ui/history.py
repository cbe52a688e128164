"""A page's orders in the order in which they were given: taken back and done again, any time.

A toast's Undo is for a few seconds; this remembers for as long as the window is open. Both are one:
the toast of the newest order takes back what `undo` would, and only the newest has that button.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from boothapp.services.events import Changed
from boothapp.ui.context import Context
from boothapp.ui.widgets.toast import Toast

T = TypeVar("T")
_MOST = 100  # orders that can be taken back
_Heard = Callable[[Any], object]
_Narrow = Callable[[frozenset[str], Any], Any]
_ENDS = frozenset({"lead", "consent"})  # changes after which somebody may be gone


@dataclass(frozen=True, slots=True)
class _Order:
    """What can be done any number of times, and taken back with what it answered."""

    do: Callable[[], Any]
    back: Callable[[Any], object]
    said: str | Callable[[Any], str]
    then: _Heard | None
    undone: _Heard | None
    explain: Callable[[Exception], str]
    leads: frozenset[str]
    without: _Narrow | None


@dataclass(frozen=True, slots=True)
class _Done:
    """An order and its answer, and what was said of it."""

    order: _Order
    answer: Any
    said: str


class History(QObject):
    """Gives orders, says what came of them, and takes them back. `changed`: a stack did.

    An order that cannot be taken back, or done again, says why and is forgotten: the ones below it
    stay within reach. So is one about a lead that is gone: its words name somebody of whom nothing
    may be left.
    """

    changed = Signal()
    taken_back = Signal()
    """An order was taken back: what is free now, nobody has left."""

    def __init__(
        self,
        context: Context,
        explain: Callable[[Exception], str] = str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._toasts, self._explain = context.tasks, context.toasts, explain
        self._leads, self._interviews = context.services.leads, context.services.interviews
        self._done: list[_Done] = []
        self._undone: list[_Done] = []
        self._toast: Toast | None = None
        self._notices: list[tuple[Toast, frozenset[str]]] = []
        context.bridge.changed.connect(self._changed)

    def do(
        self,
        order: Callable[[], T],
        said: str | Callable[[T], str],
        back: Callable[[T], object],
        *,
        then: Callable[[T], object] | None = None,
        undone: Callable[[T], object] | None = None,
        refused: Callable[[], object] | None = None,
        explain: Callable[[Exception], str] | None = None,
        leads: Collection[str] = (),
        without: Callable[[frozenset[str], T], T] | None = None,
        instead: Callable[[Exception], bool] = lambda _error: False,
    ) -> None:
        """Do `order` and say `said`, or what that makes of the order's answer; `back` takes it
        back with that answer.

        `then` and `undone` get the answer in the window's thread, each time it was done or taken
        back; `refused` is called after an expected error was said, in the words of `explain`.
        `leads` are whom the order is about: it is forgotten when one of them is gone, unless
        `without` makes it one about the others, from those who are gone and the answer. `instead`
        may take care of an error, with a question for example, and answers whether it did.
        """
        explain = explain or self._explain
        made = _Order(order, back, said, then, undone, explain, frozenset(leads), without)

        def done(answer: T) -> None:
            self._undone.clear()
            self._keep(made, answer)

        def refuse(error: Exception) -> None:
            if instead(error):
                return
            self._toasts.error(made.explain(error))
            if refused is not None:
                refused()

        self._tasks.run(order, on_success=done, on_error=refuse)

    @property
    def can_undo(self) -> bool:
        """Whether anything can be taken back."""
        return bool(self._done)

    @property
    def next_undo(self) -> str:
        """What would be taken back, in words."""
        return self._done[-1].said if self._done else ""

    @property
    def next_redo(self) -> str:
        """What would be done again, in words."""
        return self._undone[-1].said if self._undone else ""

    def undo(self) -> bool:
        """Take back the newest order; False if there is none."""
        if not self._done:
            return False
        last = self._done.pop()
        self._hide_toast()
        self._tasks.run(
            lambda: last.order.back(last.answer),
            on_success=lambda _: self._taken_back(last),
            on_error=lambda error: self._refuse("Not undone", last.order, error),
        )
        self.changed.emit()
        return True

    def redo(self) -> bool:
        """Do again what was taken back last; False if there is nothing."""
        if not self._undone:
            return False
        order = self._undone.pop().order
        self._tasks.run(
            order.do,
            on_success=lambda answer: self._keep(order, answer),
            on_error=lambda error: self._refuse("Not done again", order, error),
        )
        self.changed.emit()
        return True

    def forget(self, gone: Collection[str]) -> None:
        """Drop every order about one of these leads, and what a notice says of it."""
        lost = frozenset(gone)
        self._answer(lost)
        done, undone = _kept(self._done, lost), _kept(self._undone, lost)
        if self._done and (not done or done[-1].order is not self._done[-1].order):
            self._hide_toast()
        self._done, self._undone = done, undone
        self.changed.emit()

    def tie(self, toast: Toast, leads: Collection[str]) -> None:
        """Let a notice that stays until it is answered leave when one of these leads is gone, or
        has or loses a booking meanwhile: what it offers was about how things were."""
        tied = (toast, frozenset(leads))
        self._notices.append(tied)
        toast.gone.connect(lambda: self._notices.remove(tied))

    def _answer(self, leads: frozenset[str]) -> None:
        for toast, about in tuple(self._notices):
            if about & leads:
                toast.leave()

    def _changed(self, event: Changed) -> None:
        if event.what == "interview" and event.id and self._notices:
            self._tasks.run(
                lambda: self._interviews.get(event.id).lead_id,
                lambda lead: self._answer(frozenset({lead})),
                lambda _error: None,  # taken back meanwhile, by an order of this history
            )
        kept = [one.order.leads for one in (*self._done, *self._undone)]
        leads = frozenset[str]().union(*kept, *(about for _, about in self._notices))
        if event.what in _ENDS and leads:
            self._tasks.run(lambda: self._leads.gone(leads), self.forget)

    def _keep(self, order: _Order, answer: Any) -> None:
        said = order.said if isinstance(order.said, str) else order.said(answer)
        self._done = [*self._done[1 - _MOST :], _Done(order, answer, said)]
        self._hide_toast()
        self._answer(order.leads)
        toast = self._toasts.show(said, undo=self.undo, kind="done")
        toast.gone.connect(lambda: self._forget(toast))
        self._toast = toast
        self.changed.emit()
        if order.then is not None:
            order.then(answer)

    def _taken_back(self, done: _Done) -> None:
        self._undone.append(done)
        self._answer(done.order.leads)
        self.taken_back.emit()
        self._toasts.show(f"Took back “{done.said.removesuffix('.')}”")
        self.changed.emit()
        if done.order.undone is not None:
            done.order.undone(done.answer)

    def _refuse(self, what: str, order: _Order, error: Exception) -> None:
        why = order.explain(error)
        _, parted, reason = why.partition(": ")
        self._toasts.error(f"{what}: {reason if parted else why}")
        self.changed.emit()

    def _hide_toast(self) -> None:
        """Only the newest order has a toast: an older one's Undo would take back another one."""
        toast, self._toast = self._toast, None
        if toast is not None:
            toast.leave()

    def _forget(self, toast: Toast) -> None:
        if self._toast is toast:
            self._toast = None


def _kept(orders: Iterable[_Done], lost: frozenset[str]) -> list[_Done]:
    """The orders about others only, and what is left of those that can do without who is gone."""
    kept = []
    for one in orders:
        if not one.order.leads & lost:
            kept.append(one)
        elif one.order.without is not None:
            kept.append(replace(one, answer=one.order.without(lost, one.answer)))
    return kept
