"""What can be done with bookings: each is stored at once, said in a toast, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, tzinfo

from PySide6.QtCore import QObject, Signal

from boothapp.domain.clashes import SlotTaken
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.services.place_search import Offer
from boothapp.ui.context import Context
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.placing import Placement
from boothapp.ui.interviews.wording import STATUS_WORDS, interval, why_not
from boothapp.ui.undoable import Undoable


class InterviewActions(QObject):
    """Orders to the database thread.

    `done` carries the interview that was booked or changed, and comes after it was stored.
    """

    done = Signal(object)

    def __init__(self, context: Context, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service, self._tasks = context.services.interviews, context.tasks
        self._toasts, self._offers = context.toasts, context.services.offers
        self._orders = Undoable(context, self._explain)
        self.zone = zone

    def place(self, placement: Placement) -> None:
        """Book the person into the place, or move the booking there."""
        if placement.picked.moving is None:
            self._book(placement)
        else:
            self._move(placement.picked.moving, placement.place)

    def _book(self, placement: Placement) -> None:
        picked, place = placement.picked, placement.place
        self._orders.do(
            lambda: self._service.book(
                picked.lead_id, place.room.id, place.starts, None, picked.panel
            ),
            f"Booked: {picked.name}, {self._where(place)}",
            self._unbook,
            then=self.done.emit,
        )

    def book_next_free(self, lead_id: str, name: str) -> None:
        """Book the earliest free place of the event that suits somebody."""

        def book(offers: tuple[Offer, ...]) -> None:
            if not offers:
                self._toasts.error(f"No free place is left that suits {name}.")
                return
            (offer,) = offers
            place = Block(offer.room, offer.starts, offer.ends)
            panel = tuple(who.id for who in offer.panel)
            self._orders.do(
                lambda: self._service.book(lead_id, offer.room.id, offer.starts, None, panel),
                f"Booked: {name}, {self._where(place)}",
                self._unbook,
                then=self.done.emit,
            )

        self._tasks.run(lambda: self._offers.best(lead_id, 1), on_success=book)

    def _unbook(self, interview: Interview) -> None:
        self._service.unbook(interview.id)

    def _move(self, interview: Interview, place: Block) -> None:
        minutes = round((interview.ends - interview.starts) / timedelta(minutes=1))
        self._orders.do(
            lambda: self._service.move(interview.id, place.room.id, place.starts, minutes),
            f"Moved: {interview.candidate}, {self._where(place)}",
            self._service.put_back,
            then=lambda _: self._reached(interview, place),
        )

    def _reached(self, interview: Interview, place: Block) -> None:
        self.done.emit(replace(interview, starts=place.starts))

    def set_status(self, interview: Interview, status: InterviewStatus) -> None:
        """Mark what became of a booking."""
        self._orders.do(
            lambda: self._service.set_status(interview.id, status),
            f"{interview.candidate}: {STATUS_WORDS[status]}",
            self._service.put_back,
            then=lambda _: self.done.emit(interview),
        )

    def assign(self, interview: Interview, interviewer_id: str | None) -> None:
        """Say who holds the interview."""
        panel = (interviewer_id,) if interviewer_id else ()
        self._orders.do(
            lambda: self._service.set_panel(interview.id, panel),
            f"{interview.candidate}: interviewer changed",
            self._service.put_back,
            then=lambda _: self.done.emit(interview),
        )

    def _where(self, place: Block) -> str:
        day = place.starts.astimezone(self.zone)
        return f"{place.room.name}, {day:%a} {interval(place.starts, place.ends, self.zone)}"

    def _explain(self, error: Exception) -> str:
        if isinstance(error, SlotTaken):
            return f"Not booked: {why_not(error.clashes, self.zone)}."
        return str(error)
