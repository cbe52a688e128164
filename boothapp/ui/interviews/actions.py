"""What can be done with bookings: each is stored at once, said in a toast, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, tzinfo

from PySide6.QtCore import QObject, Signal

from boothapp.domain.interviews import Interview, InterviewStatus, Slot, SlotTaken
from boothapp.ui.context import Context
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.placing import Placement
from boothapp.ui.interviews.wording import STATUS_WORDS, interval, why_not


class InterviewActions(QObject):
    """Orders to the database thread.

    `done` carries the interview that was booked or changed, and comes after it was stored.
    """

    done = Signal(object)

    def __init__(self, context: Context, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service, self._tasks = context.services.interviews, context.tasks
        self._toasts = context.toasts
        self.zone = zone

    def place(self, placement: Placement) -> None:
        """Book the person into the place, or move the booking there."""
        if placement.picked.moving is None:
            self._book(placement)
        else:
            self._move(placement.picked.moving, placement.place)

    def _book(self, placement: Placement) -> None:
        picked, place = placement.picked, placement.place
        self._tasks.run(
            lambda: self._service.book(
                picked.lead_id, place.room.id, place.starts, None, picked.interviewer_id
            ),
            on_success=lambda interview: self._say_booked(interview, place),
            on_error=self._refuse,
        )

    def book_next_free(self, lead_id: str, name: str) -> None:
        """Book the earliest free place of the event that suits somebody."""

        def book() -> tuple[Interview, Slot] | None:
            slot = self._service.next_free(lead_id)
            if slot is None:
                return None
            return self._service.book(lead_id, slot.room.id, slot.starts), slot

        def say(found: tuple[Interview, Slot] | None) -> None:
            if found is None:
                self._toasts.error(f"No free place is left that suits {name}.")
            else:
                interview, slot = found
                self._say_booked(interview, Block(slot.room, slot.starts, slot.ends))

        self._tasks.run(book, on_success=say, on_error=self._refuse)

    def _say_booked(self, interview: Interview, place: Block) -> None:
        where = self._where(place)
        self._say(
            f"Booked: {interview.candidate}, {where}",
            lambda: self._service.set_status(interview.id, InterviewStatus.CANCELLED),
        )
        self.done.emit(interview)

    def _move(self, interview: Interview, place: Block) -> None:
        minutes = round((interview.ends - interview.starts) / timedelta(minutes=1))

        def say(before: Interview) -> None:
            self._say(
                f"Moved: {before.candidate}, {self._where(place)}",
                lambda: self._service.move(before.id, before.room_id, before.starts, minutes),
            )
            self.done.emit(interview)

        self._tasks.run(
            lambda: self._service.move(interview.id, place.room.id, place.starts, minutes),
            on_success=say,
            on_error=self._refuse,
        )

    def set_status(self, interview: Interview, status: InterviewStatus) -> None:
        """Mark what became of a booking."""

        def say(before: InterviewStatus) -> None:
            self._say(
                f"{interview.candidate}: {STATUS_WORDS[status]}",
                lambda: self._service.set_status(interview.id, before),
            )
            self.done.emit(interview)

        self._tasks.run(
            lambda: self._service.set_status(interview.id, status),
            on_success=say,
            on_error=self._refuse,
        )

    def assign(self, interview: Interview, interviewer_id: str | None) -> None:
        """Say who holds the interview."""

        def say(before: str | None) -> None:
            self._say(
                f"{interview.candidate}: interviewer changed",
                lambda: self._service.assign(interview.id, before),
            )
            self.done.emit(interview)

        self._tasks.run(
            lambda: self._service.assign(interview.id, interviewer_id),
            on_success=say,
            on_error=self._refuse,
        )

    def _where(self, place: Block) -> str:
        day = place.starts.astimezone(self.zone)
        return f"{place.room.name}, {day:%a} {interval(place.starts, place.ends, self.zone)}"

    def _say(self, text: str, back: Callable[[], object]) -> None:
        def undo() -> None:
            self._tasks.run(back, on_error=self._refuse)

        self._toasts.show(text, undo=undo, kind="done")

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, SlotTaken):
            self._toasts.error(f"Not booked: {why_not(error.clashes, self.zone)}.")
        else:
            self._toasts.error(str(error))
