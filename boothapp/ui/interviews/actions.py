"""What can be done with bookings: each is stored at once, said in a toast, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QObject, Signal

from boothapp.domain.clashes import Clash, SlotTaken
from boothapp.domain.errors import BadInput
from boothapp.domain.interviews import NOT_OCCUPYING, Interview, InterviewStatus
from boothapp.services.place_search import Offer
from boothapp.ui.context import Context
from boothapp.ui.history import History
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.placing import Placement
from boothapp.ui.interviews.wording import STATUS_WORDS, interval, why_not
from boothapp.ui.widgets.toast import Toast

_Held = frozenset[str]
"""The bookings that somebody has, by id."""


class InterviewActions(QObject):
    """Orders to the database thread.

    `done` carries the interview that was booked or changed, and comes after it was stored.
    `failed` comes when a place could not be had, `freed` with an interview as it was before it
    left its place, or some of its time.
    """

    done = Signal(object)
    failed = Signal()
    freed = Signal(object)

    def __init__(self, context: Context, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service, self._tasks = context.services.interviews, context.tasks
        self._toasts, self._offers = context.toasts, context.services.offers
        self._settings = context.services.settings
        self.history = History(context, self._explain, self)
        self.zone = zone
        self._question: Toast | None = None
        self.done.connect(self.drop_question)

    def place(self, placement: Placement, *, despite: _Held | None = None) -> None:
        """Book the person into the place, or move the booking there; `despite` is as in `book`."""
        picked, place = placement.picked, placement.place
        if picked.moving is None:
            self.book(picked.lead_id, picked.name, place, picked.panel, despite=despite)
        else:
            self._move(picked.moving, place, despite=despite is not None)

    def refuse(self, placement: Placement, clashes: tuple[Clash, ...]) -> None:
        """Say why not; where only wishes and limits stand against it, offer to do it anyway."""
        self.drop_question()
        picked, place = placement.picked, placement.place
        moving = picked.moving is not None
        what = self._not_moved(place) if moving else _not_booked(picked.name, place)
        label = "Move anyway" if moving else "Book anyway"
        error = SlotTaken(clashes)
        offer = self._or_anyway(
            what,
            label,
            picked.lead_id,
            lambda held: self.place(placement, despite=held),
        )
        if not offer(error):
            self._toasts.error(self._explain(error, what if moving else "Not booked"))

    def drop_question(self) -> None:
        """Ask no longer whether to do it anyway: something else was tried, or nothing."""
        if self._question is not None:
            self._question.leave()

    def book(
        self,
        lead_id: str,
        name: str,
        place: Block,
        panel: Sequence[str] | None = None,
        *,
        despite: _Held | None = None,
    ) -> None:
        """Book a place; without a `panel` for whoever suits and can.

        `despite` overrules wishes and limits, for somebody who has no other bookings than these.
        """
        made: list[Interview] = []
        lacking: list[str] = []

        def book() -> Interview:
            if made:
                return self._service.book_again(made[0])
            if despite is not None and not self._held(lead_id) <= despite:
                raise BadInput(f"{name} was booked meanwhile.")
            booked = self._book(lead_id, place, panel, despite=despite is not None)
            made.append(booked)
            if not booked.panel and self._settings.get().interviewers:
                lacking.append("without an interviewer")
            return booked

        self.history.do(
            book,
            lambda _: ", ".join((f"Booked: {name}, {self._where(place)}", *lacking)),
            lambda booked: self._service.unbook(booked.id),
            then=self.done.emit,
            refused=self.failed.emit,
            leads=(lead_id,),
            instead=self._or_anyway(
                _not_booked(name, place),
                "Book anyway",
                lead_id,
                lambda held: self.book(lead_id, name, place, panel, despite=held),
            ),
        )

    def _book(
        self, lead_id: str, place: Block, panel: Sequence[str] | None, *, despite: bool
    ) -> Interview:
        minutes = _minutes(place.starts, place.ends)
        room_id = place.room.id
        return self._service.book(lead_id, room_id, place.starts, minutes, panel, despite=despite)

    def book_next_free(self, lead_id: str, name: str) -> None:
        """Book the earliest free place of the event that suits somebody."""

        def book(offers: tuple[Offer, ...]) -> None:
            if offers:
                self.book_offer(lead_id, name, offers[0])
            else:
                self._toasts.error(f"No free place is left that suits {name}.")

        self._tasks.run(lambda: self._offers.best(lead_id, 1), on_success=book)

    def book_offer(self, lead_id: str, name: str, offer: Offer) -> None:
        """Book a place that was found."""
        place = Block(offer.room, offer.starts, offer.ends)
        self.book(lead_id, name, place, [who.id for who in offer.panel])

    def _move(self, interview: Interview, place: Block, *, despite: bool = False) -> None:
        minutes = _minutes(place.starts, place.ends)
        resized = minutes != _minutes(interview.starts, interview.ends)
        self.history.do(
            lambda: self._service.move(
                interview.id, place.room.id, place.starts, minutes, despite=despite
            ),
            f"{'Changed' if resized else 'Moved'}: {interview.candidate}, {self._where(place)}",
            lambda before: self._service.move(
                before.id,
                before.room_id,
                before.starts,
                _minutes(before.starts, before.ends),
                despite=True,
                since=replace(before, room_id=place.room.id, starts=place.starts, ends=place.ends),
            ),
            then=lambda _: self.done.emit(replace(interview, starts=place.starts)),
            undone=self.done.emit,
            refused=self.failed.emit,
            explain=lambda error: self._explain(error, self._not_moved(place)),
            leads=(interview.lead_id,),
            instead=self._or_anyway(
                self._not_moved(place),
                "Move anyway",
                interview.lead_id,
                lambda _: self._move(interview, place, despite=True),
            ),
        )

    def set_status(self, interview: Interview, status: InterviewStatus) -> None:
        """Mark what became of a booking."""
        self.history.do(
            lambda: self._service.set_status(interview.id, status),
            f"{interview.candidate}: {STATUS_WORDS[status]}",
            lambda before: self._service.restore_status(before, status),
            then=lambda before: self._tell(before, status),
            undone=self.done.emit,
            explain=lambda error: self._explain(error, "Not changed"),
            leads=(interview.lead_id,),
        )

    def _tell(self, before: Interview, status: InterviewStatus) -> None:
        self.done.emit(before)
        if status is InterviewStatus.DONE or status in NOT_OCCUPYING:
            self.freed.emit(before)

    def set_panel(
        self, interview: Interview, panel: Sequence[str], *, despite: bool = False
    ) -> None:
        """Say who holds the interview."""
        self.history.do(
            lambda: self._service.set_panel(interview.id, panel, despite=despite),
            f"{interview.candidate}: interviewers changed",
            lambda before: self._service.set_panel(
                before.id, before.panel_ids, despite=True, since=panel
            ),
            then=lambda _: self.done.emit(interview),
            undone=self.done.emit,
            refused=self.failed.emit,
            explain=lambda error: self._explain(error, "Not changed"),
            leads=(interview.lead_id,),
            instead=self._or_anyway(
                "Not changed",
                "Change anyway",
                interview.lead_id,
                lambda _: self.set_panel(interview, panel, despite=True),
            ),
        )

    def _or_anyway(
        self, what: str, label: str, lead_id: str, again: Callable[[_Held], None]
    ) -> Callable[[Exception], bool]:
        """Where only wishes and limits stand against it, offer to do it all the same.

        `again` gets what the lead had when it was offered: the notice may be old when it is
        answered.
        """

        def offer(error: Exception) -> bool:
            if not isinstance(error, SlotTaken) or not error.is_soft:
                return False
            held: list[_Held] = []
            self._tasks.run(lambda: self._held(lead_id), held.append)
            action = (label, lambda: again(held[0] if held else frozenset()))
            self.drop_question()
            toast = self._toasts.show(self._explain(error, what), action=action, kind="error")
            toast.gone.connect(self._forget_question)
            self._question = toast
            self.history.tie(toast, (lead_id,))
            self.failed.emit()
            return True

        return offer

    def _forget_question(self) -> None:
        self._question = None

    def _held(self, lead_id: str) -> _Held:
        return frozenset(one.id for one in self._service.of_lead(lead_id) if one.occupies)

    def _not_moved(self, place: Block) -> str:
        """Say where it should have gone: a key moves it without showing that."""
        times = interval(place.starts, place.ends, self.zone)
        return f"Not moved to {place.room.name} {times}"

    def _where(self, place: Block) -> str:
        day = place.starts.astimezone(self.zone)
        return f"{place.room.name}, {day:%a} {interval(place.starts, place.ends, self.zone)}"

    def _explain(self, error: Exception, what: str = "Not booked") -> str:
        if isinstance(error, SlotTaken):
            return f"{what}: {why_not(error.clashes, self.zone)}."
        return str(error)


def _not_booked(name: str, place: Block) -> str:
    """Say who and where: a question may stand for a while, and is answered late."""
    return f"{name} not booked in {place.room.name}"


def _minutes(starts: datetime, ends: datetime) -> int:
    return round((ends - starts) / timedelta(minutes=1))
