"""Bringing a person and a place together: pick one, then the other; Escape lets go of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from boothapp.domain.interviews import Interview
from boothapp.services.interviews import InterviewsService
from boothapp.ui.interviews.blocks import Block, Clashes, Picked
from boothapp.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Placement:
    """A person and a place that belong together now: to be booked, or moved."""

    picked: Picked
    place: Block


class Placing(QObject):
    """Holds what was picked first, and says when both are there.

    `changed` comes when a pick, the wanted place or the known clashes change; `ready` carries a
    Placement.
    """

    changed = Signal()
    ready = Signal(object)

    def __init__(
        self, service: InterviewsService, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service, self._tasks = service, tasks
        self._free: tuple[Block, ...] = ()
        self._question = 0  # counts the looks for clashes, so that an older answer is dropped
        self.picked: Picked | None = None
        self.wanted: Block | None = None
        self.clashes: Clashes = {}

    def pick(self, picked: Picked) -> None:
        """Take up a person; if a place waits for somebody, that is the person's place."""
        if self.wanted is not None:
            self.ready.emit(Placement(picked, self.wanted))
            return
        self.picked = picked
        self._look_for_clashes()

    def pick_up(self, interview: Interview) -> None:
        """Take up a booking to move it."""
        self.wanted = None
        who = next(iter(interview.panel_ids), None)
        moved = Picked(interview.lead_id, interview.candidate, interview, who)
        self.pick(moved)

    def choose(self, place: Block) -> None:
        """Take a free place for who is picked; without anybody, keep it for who is picked next."""
        if self.picked is not None:
            self.ready.emit(Placement(self.picked, place))
            return
        self.wanted = place
        self.changed.emit()

    def set_interviewer(self, interviewer_id: str | None) -> None:
        """Say who will hold the interview of the picked person."""
        if self.picked is not None:
            self.picked = replace(self.picked, interviewer_id=interviewer_id)
            self._look_for_clashes()

    def let_go(self) -> None:
        """Put everything back."""
        if self.picked is None and self.wanted is None:
            return
        self.picked, self.wanted, self.clashes = None, None, {}
        self._question += 1
        self.changed.emit()

    def show_free(self, places: Iterable[Block]) -> None:
        """Other free places are shown now: another day, or something changed."""
        self._free = tuple(places)
        if self.wanted is not None and self.wanted not in self._free:
            self.wanted = None
        if self.picked is not None:
            self._look_for_clashes()

    def _look_for_clashes(self) -> None:
        self._question += 1
        question, picked, free = self._question, self.picked, self._free
        if picked is not None:
            self._tasks.run(
                lambda: clashes_of(self._service, picked, free),
                on_success=lambda clashes: self._show_clashes(clashes, question),
            )

    def _show_clashes(self, clashes: Clashes, question: int) -> None:
        if question == self._question:
            self.clashes = clashes
            self.changed.emit()


def clashes_of(service: InterviewsService, picked: Picked, free: Iterable[Block]) -> Clashes:
    """Return what keeps the picked person from each free place; on the database thread."""
    moving = picked.moving.id if picked.moving else None
    found = {
        (place.room.id, place.starts): service.check(
            picked.lead_id,
            place.room.id,
            place.starts,
            picked.minutes,
            picked.panel,
            moving,
        )
        for place in free
    }
    return {place: reasons for place, reasons in found.items() if reasons}
