"""The same done to many leads: with a bar and a way to stop while it lasts, and Undo after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from boothapp.domain.answers import RemovedLead
from boothapp.domain.bulk import FieldsBefore, Tagged
from boothapp.domain.event import Role, Staff
from boothapp.domain.figure_words import RATING_WORDS
from boothapp.domain.people import Rating
from boothapp.ui.context import Context
from boothapp.ui.invitations.offering import offer_cancellations
from boothapp.ui.tasks import Job

Work = Callable[[Sequence[str]], FieldsBefore | Tagged]
T = TypeVar("T")

_AT_A_TIME = 100
"""Leads in one transaction: about a tenth of a second."""
_ALREADY = "were already"


class BulkOrders(QObject):
    """Orders to the database thread about leads by their numbers."""

    running = Signal(object)
    """The Job that is under way, None when it is done."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._services = context, context.services

    def rate(self, numbers: Sequence[int], rating: Rating | None) -> None:
        """Rate them, or take their ratings off."""
        word = RATING_WORDS[rating].lower() if rating else "not rated"
        bulk = self._services.bulk
        self._do(numbers, lambda ids: bulk.rate(ids, rating), f"now {word}")

    def assign(self, numbers: Sequence[int], staff: Staff | None) -> None:
        """Say who follows up."""
        bulk, staff_id = self._services.bulk, staff.id if staff else None
        said = f"now {staff.name}’s to follow up" if staff else "now nobody’s to follow up"
        self._do(numbers, lambda ids: bulk.assign(ids, staff_id), said)

    def set_role(self, numbers: Sequence[int], role: Role | None) -> None:
        """Say which open position they are for."""
        bulk, role_id = self._services.bulk, role.id if role else None
        said = f"now for {role.title}" if role else "now without a role"
        self._do(numbers, lambda ids: bulk.set_role(ids, role_id), said)

    def tag(self, numbers: Sequence[int], tag: str) -> None:
        """Label them."""
        bulk = self._services.bulk
        said = f"tagged “{' '.join(tag.split())}”"
        self._do(numbers, lambda ids: bulk.tag(ids, tag), said, "had it already")

    def untag(self, numbers: Sequence[int], tag: str) -> None:
        """Take a label off them."""
        bulk = self._services.bulk
        said = f"no longer tagged “{tag}”"
        self._do(numbers, lambda ids: bulk.untag(ids, tag), said, "did not have it")

    def plan_step(self, numbers: Sequence[int], step: str, day: date | None) -> None:
        """Say what is done next."""
        bulk = self._services.bulk
        said = f"next step “{' '.join(step.split())}”" if step.strip() else "no next step"
        others = "had it already" if step.strip() else "had none"
        self._do(numbers, lambda ids: bulk.plan_step(ids, step, day), said, others)

    def remove(self, numbers: Sequence[int]) -> None:
        """Delete them with everything that was written about them."""
        bulk = self._services.bulk

        def finish(removed: Sequence[RemovedLead], said: str, _tried: int) -> None:
            undo = self._undo(lambda: bulk.restore(removed))
            self._context.toasts.show(
                f"{said}{_leads(len(removed))} removed",
                undo=undo,
                kind="done",
                remembered=[one.lead.subject for one in removed],
            )
            told = tuple(one for gone in removed for one in gone.cancellations)
            offer_cancellations(self._context, told)

        self._by_parts(numbers, bulk.remove, finish)

    def _do(self, numbers: Sequence[int], work: Work, said: str, others: str = _ALREADY) -> None:
        """`others` says why the rest was left as it was."""
        bulk = self._services.bulk

        def finish(before: Sequence[FieldsBefore | Tagged], begun: str, tried: int) -> None:
            changed = sum(one.changed for one in before)
            words = f"{begun}{_leads(changed)} {said}"
            if changed < tried:
                rest = tried - changed
                left = "1 was already" if (rest, others) == (1, _ALREADY) else f"{rest:,} {others}"
                words = f"{begun}{changed:,} of {_leads(tried)} {said}, {left}"
            undo = self._undo(lambda: bulk.take_back(*before)) if changed else None
            about = frozenset[str]().union(*(one.subjects for one in before))
            self._context.toasts.show(words, undo=undo, kind="done", remembered=about)

        self._by_parts(numbers, lambda ids: (work(ids),), finish)

    def _by_parts(
        self,
        numbers: Sequence[int],
        work: Callable[[Sequence[str]], Sequence[T]],
        finish: Callable[[Sequence[T], str, int], object],
    ) -> None:
        """Do it to some at a time, so that a scan never waits for thousands.

        Somebody may stop it in between: what was done by then is said, and taken back by Undo.
        `finish` gets what was done, how the words begin, and for how many it was tried.
        """
        job = Job()
        self.running.emit(job)
        tasks, toasts = self._context.tasks, self._context.toasts
        done: list[T] = []
        tried = 0

        def go_on(ids: Sequence[str], at: int = 0) -> None:
            if at >= len(ids) or job.cancelled():
                end("" if at >= len(ids) else "Stopped. ")
            else:
                some = ids[at : at + _AT_A_TIME]
                tasks.run(lambda: work(some), lambda more: took(more, ids, at + len(some)), fail)

        def took(more: Sequence[T], ids: Sequence[str], at: int) -> None:
            nonlocal tried
            done.extend(more)
            tried = at
            job.progressed.emit(at, len(ids))
            go_on(ids, at)

        def end(begun: str) -> None:
            self.running.emit(None)
            finish(done, begun, tried)

        def fail(error: Exception) -> None:
            toasts.error(str(error))
            if done:
                end("Not all: ")
            else:
                self.running.emit(None)

        tasks.run(lambda: self._services.desk.ids(numbers), go_on, fail)

    def _undo(self, back: Callable[[], object]) -> Callable[[], object]:
        toasts = self._context.toasts
        return lambda: self._context.tasks.run(
            back, on_error=lambda error: toasts.error(str(error))
        )


def _leads(count: int) -> str:
    return "1 lead" if count == 1 else f"{count:,} leads"
