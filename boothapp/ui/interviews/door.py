"""The door of the interview rooms: badges that mark arrivals, and a sign for each room."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from boothapp.domain.event import Room
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.people import ScanSource
from boothapp.ui.context import Context
from boothapp.ui.history import History
from boothapp.ui.interviews.answer_card import AnswerCard
from boothapp.ui.interviews.check_in import Answer, given_away, who_comes
from boothapp.ui.interviews.sign_window import SignWindow
from boothapp.ui.scanners.arrived import TakesCode


class Door(QObject):
    """`checking_in` is whether badges scanned at the page or at a sign are arrivals."""

    def __init__(self, page: QWidget, context: Context, history: History) -> None:
        super().__init__(page)
        self._page, self._context, self._history = page, context, history
        self._signs: dict[str, SignWindow] = {}
        self.card = AnswerCard(page)
        self.checking_in = False

    @property
    def scan(self) -> TakesCode | None:
        """Who takes a badge that is scanned here; None leaves it to the Scan page."""
        return self.scanned if self.checking_in else None

    def scanned(self, payload: str, source: ScanSource = ScanSource.SCANNER) -> None:
        """A badge at the door: mark its person as arrived, and say so."""
        services, window = self._context.services, QApplication.activeWindow()
        card = window.card if isinstance(window, SignWindow) else self.card
        self._context.tasks.run(
            lambda: who_comes(services, payload, source), lambda answer: self._take(answer, card)
        )

    def open_sign(self, room: Room) -> SignWindow:
        """Show a room's sign, full screen."""
        sign = self._signs.get(room.id)
        if sign is None or not isValid(sign):
            sign = SignWindow(self._context, room, lambda: self.scan, self._page.window())
            self._signs[room.id] = sign
        sign.showFullScreen()
        sign.activateWindow()
        sign.setFocus()
        return sign

    def close(self) -> None:
        """Take all signs away."""
        for sign in self._signs.values():
            if isValid(sign):
                sign.close()
        self._signs.clear()

    def _take(self, answer: Answer, card: AnswerCard) -> None:
        if answer.arrives is None:
            self._say(answer, card)
        else:
            self._mark(answer.arrives, answer, card)

    def _mark(self, interview: Interview, answer: Answer, card: AnswerCard) -> None:
        interviews = self._context.services.interviews
        self._history.do(
            lambda: interviews.set_status(interview.id, InterviewStatus.ARRIVED),
            f"{interview.candidate}: Arrived",
            lambda before: interviews.restore_status(before, InterviewStatus.ARRIVED),
            then=lambda _: self._say(answer, card),
            refused=lambda: self._say(given_away(interview), card),
            leads=(interview.lead_id,),
        )

    def _say(self, answer: Answer, card: AnswerCard) -> None:
        """On a locked window without a name: the page's own answer comes when it is opened."""
        if not isValid(card):
            return
        frame = self._context.frame
        if card is self.card:
            frame.when_open(lambda: card.say(answer) if isValid(card) else None)
        else:
            card.say(answer, named=not frame.locked)
