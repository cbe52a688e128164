"""The same done to many leads: with a bar and a way to stop while it lasts, and Undo after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from boothapp.domain.bulk import FieldsBefore, Tagged
from boothapp.domain.event import Role, Staff
from boothapp.domain.people import Rating
from boothapp.services.bulk import Progress
from boothapp.ui.context import Context
from boothapp.ui.invitations.offering import offer_cancellations
from boothapp.ui.models.lead_words import RATING_WORDS
from boothapp.ui.tasks import Job
from boothapp.ui.undoable import Undoable

Work = Callable[[Sequence[str], Progress], Any]


class BulkOrders(QObject):
    """Orders to the database thread about leads by their numbers."""

    running = Signal(object)
    """The Job that is under way, None when it is done."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._services = context, context.services
        self._orders = Undoable(context)

    def rate(self, numbers: Sequence[int], rating: Rating | None) -> None:
        """Rate them, or take their ratings off."""
        word = RATING_WORDS[rating].lower() if rating else "not rated"
        bulk = self._services.bulk
        self._do(numbers, lambda ids, progress: bulk.rate(ids, rating, progress), f"now {word}")

    def assign(self, numbers: Sequence[int], staff: Staff | None) -> None:
        """Say who follows up."""
        bulk, staff_id = self._services.bulk, staff.id if staff else None
        said = f"now {staff.name}’s to follow up" if staff else "now nobody’s to follow up"
        self._do(numbers, lambda ids, progress: bulk.assign(ids, staff_id, progress), said)

    def set_role(self, numbers: Sequence[int], role: Role | None) -> None:
        """Say which open position they are for."""
        bulk, role_id = self._services.bulk, role.id if role else None
        said = f"now for {role.title}" if role else "now without a role"
        self._do(numbers, lambda ids, progress: bulk.set_role(ids, role_id, progress), said)

    def tag(self, numbers: Sequence[int], tag: str) -> None:
        """Label them."""
        bulk = self._services.bulk
        said = f"tagged “{' '.join(tag.split())}”"
        self._do(numbers, lambda ids, progress: bulk.tag(ids, tag, progress), said)

    def untag(self, numbers: Sequence[int], tag: str) -> None:
        """Take a label off them."""
        bulk = self._services.bulk
        said = f"no longer tagged “{tag}”"
        self._do(numbers, lambda ids, progress: bulk.untag(ids, tag, progress), said)

    def plan_step(self, numbers: Sequence[int], step: str, day: date | None) -> None:
        """Say what is done next."""
        bulk = self._services.bulk
        said = f"next step “{' '.join(step.split())}”" if step.strip() else "no next step"
        self._do(numbers, lambda ids, progress: bulk.plan_step(ids, step, day, progress), said)

    def remove(self, numbers: Sequence[int]) -> None:
        """Delete them with everything that was written about them."""
        bulk, job = self._services.bulk, self._begin()

        def done(removed: tuple[Any, ...]) -> None:
            self.running.emit(None)
            told = tuple(one for gone in removed for one in gone.cancellations)
            offer_cancellations(self._context, told)

        self._orders.do(
            lambda: bulk.remove(self._services.desk.ids(numbers), job),
            lambda removed: f"{_leads(len(removed))} removed",
            bulk.restore,
            then=done,
            refused=lambda: self.running.emit(None),
        )

    def _do(self, numbers: Sequence[int], work: Work, said: str) -> None:
        bulk, job = self._services.bulk, self._begin()
        self._orders.do(
            lambda: _parts(work(self._services.desk.ids(numbers), job)),
            lambda before: f"{_leads(_changed(before))} {said}",
            lambda before: bulk.take_back(*before),
            then=lambda _: self.running.emit(None),
            refused=lambda: self.running.emit(None),
        )

    def _begin(self) -> Job:
        job = Job()
        self.running.emit(job)
        return job


def _parts(done: Any) -> tuple[FieldsBefore | Tagged, ...]:
    return done if isinstance(done, tuple) else (done,)


def _changed(before: tuple[FieldsBefore | Tagged, ...]) -> int:
    """How many leads changed, whatever of them."""
    ids = [one.lead_ids if isinstance(one, Tagged) else one.values for one in before]
    return len(set().union(*ids))


def _leads(count: int) -> str:
    return "1 lead" if count == 1 else f"{count:,} leads"
