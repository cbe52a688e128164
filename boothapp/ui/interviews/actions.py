"""What can be done with bookings: each is stored at once, said in a toast, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QObject, Signal

from boothapp.domain.interviews import Interview, InterviewStatus, Slot, SlotTaken
from boothapp.ui.context import Context
from boothapp.ui.history import History
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.placing import Placement
from boothapp.ui.interviews.wording import STATUS_WORDS, interval, why_not


class InterviewActions(QObject):
    """Orders to the database thread.

    `done` carries the interview that was booked or changed, and comes after it was stored.
    """

    done = Signal(object)
    failed = Signal()
    """A place could not be had; it was said why."""

    def __init__(self, context: Context, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service, self._tasks = context.services.interviews, context.tasks
        self._toasts = context.toasts
        self.history = History(context, self._explain, self)
        self.zone = zone
        self._renewed: dict[str, str] = {}  # a booking done again has another id

    def place(self, placement: Placement) -> None:
        """Book the person into the place, or move the booking there."""
        if placement.picked.moving is None:
            self._book(placement)
        else:
            self._move(placement.picked.moving, placement.place)

    def _book(self, placement: Placement) -> None:
        picked, place = placement.picked, placement.place
        self._order_booking(picked.lead_id, picked.name, place, picked.interviewer_id)

    def _order_booking(
        self, lead_id: str, name: str, place: Block, interviewer_id: str | None = None
    ) -> None:
        made: list[str] = []

        def book() -> Interview:
            found = self._service.book(lead_id, place.room.id, place.starts, None, interviewer_id)
            if made:
                self._renewed[made[-1]] = found.id
            made.append(found.id)
            return found

        self.history.do(
            book,
            f"Booked: {name}, {self._where(place)}",
            self._unbook,
            then=self.done.emit,
            refused=self.failed.emit,
        )

    def book_next_free(self, lead_id: str, name: str) -> None:
        """Book the earliest free place of the event that suits somebody."""

        def book(slot: Slot | None) -> None:
            if slot is None:
                self._toasts.error(f"No free place is left that suits {name}.")
                return
            self._order_booking(lead_id, name, Block(slot.room, slot.starts, slot.ends))

        self._tasks.run(lambda: self._service.next_free(lead_id), on_success=book)

    def _unbook(self, interview: Interview) -> None:
        self._service.unbook(interview.id)

    def _move(self, interview: Interview, place: Block) -> None:
        minutes = _minutes(place.starts, place.ends)
        resized = minutes != _minutes(interview.starts, interview.ends)
        self.history.do(
            lambda: self._service.move(self._id(interview), place.room.id, place.starts, minutes),
            f"{'Changed' if resized else 'Moved'}: {interview.candidate}, {self._where(place)}",
            lambda before: self._service.move(
                self._id(before),
                before.room_id,
                before.starts,
                _minutes(before.starts, before.ends),
            ),
            then=lambda _: self._reached(replace(interview, starts=place.starts)),
            undone=self._reached,
            refused=self.failed.emit,
            explain=lambda error: self._explain(error, "Not moved"),
        )

    def _reached(self, interview: Interview) -> None:
        self.done.emit(replace(interview, id=self._id(interview)))

    def _id(self, interview: Interview) -> str:
        """The id of now: taken back and booked again, a booking has another one."""
        found = interview.id
        while found in self._renewed:
            found = self._renewed[found]
        return found

    def set_status(self, interview: Interview, status: InterviewStatus) -> None:
        """Mark what became of a booking."""
        self.history.do(
            lambda: self._service.set_status(self._id(interview), status),
            f"{interview.candidate}: {STATUS_WORDS[status]}",
            lambda before: self._service.set_status(self._id(interview), before),
            then=lambda _: self._reached(interview),
            undone=lambda _: self._reached(interview),
            explain=lambda error: self._explain(error, "Not changed"),
        )

    def assign(self, interview: Interview, interviewer_id: str | None) -> None:
        """Say who holds the interview."""
        self.history.do(
            lambda: self._service.assign(self._id(interview), interviewer_id),
            f"{interview.candidate}: interviewer changed",
            lambda before: self._service.assign(self._id(interview), before),
            then=lambda _: self._reached(interview),
            undone=lambda _: self._reached(interview),
            explain=lambda error: self._explain(error, "Not changed"),
        )

    def _where(self, place: Block) -> str:
        day = place.starts.astimezone(self.zone)
        return f"{place.room.name}, {day:%a} {interval(place.starts, place.ends, self.zone)}"

    def _explain(self, error: Exception, what: str = "Not booked") -> str:
        if isinstance(error, SlotTaken):
            return f"{what}: {why_not(error.clashes, self.zone)}."
        return str(error)


def _minutes(starts: datetime, ends: datetime) -> int:
    return round((ends - starts) / timedelta(minutes=1))
