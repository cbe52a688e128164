"""The selected booking: who, when, where, with whom, and what can be done with it."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from boothapp.domain.interviews import NOT_OCCUPYING, Interview, InterviewStatus
from boothapp.domain.needs import Interviewer
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.panel_choice import PanelChoice
from boothapp.ui.interviews.wording import STATUS_WORDS, interval
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.labels import ElidedLabel

# What a press makes of the booking, and the key that presses it while the day has the focus.
STATUS_KEYS = {
    InterviewStatus.ARRIVED: "A",
    InterviewStatus.RUNNING: "R",
    InterviewStatus.DONE: "D",
    InterviewStatus.NO_SHOW: "X",
    InterviewStatus.CANCELLED: "Del",
    InterviewStatus.PLANNED: "P",
}
_ACTION_WORDS = STATUS_WORDS | {
    InterviewStatus.RUNNING: "Start",
    InterviewStatus.CANCELLED: "Cancel",
    InterviewStatus.PLANNED: "Plan again",
}
_GOING_ON = (
    InterviewStatus.ARRIVED,
    InterviewStatus.RUNNING,
    InterviewStatus.DONE,
    InterviewStatus.NO_SHOW,
    InterviewStatus.CANCELLED,
)


class BookingCard(Card):
    """Shows one booking; the page carries out what is asked for."""

    status_wanted = Signal(object)
    """The InterviewStatus that the booking should have."""
    panel_wanted = Signal(object)
    """The ids of the interviewers who should hold it."""
    move_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=12)
        self._name = ElidedLabel(font="heading")
        self._when = ElidedLabel(font="caption", tone="muted")
        self.who = PanelChoice()
        self.who.picked.connect(self.panel_wanted)
        self._buttons = {status: self._button(status) for status in STATUS_KEYS}
        self._move = Button("Move", key="M", size="s", parent=self)
        self._move.clicked.connect(self.move_wanted)
        self.body.setSpacing(6)
        self.body.addWidget(self._name)
        self.body.addWidget(self._when)
        self.body.addWidget(self.who)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self.body.addLayout(self._grid)

    def _button(self, status: InterviewStatus) -> Button:
        button = Button(_ACTION_WORDS[status], key=STATUS_KEYS[status], size="s", parent=self)
        button.clicked.connect(lambda: self.status_wanted.emit(status))
        return button

    def show_interviewers(self, interviewers: tuple[Interviewer, ...]) -> None:
        """Offer other interviewers."""
        self.who.show_interviewers(interviewers)

    def show_booking(self, block: Block, interview: Interview, zone: tzinfo) -> None:
        """Show a booking and what fits its status."""
        self._name.set_text(interview.candidate)
        times = interval(interview.starts, interview.ends, zone)
        self._when.set_text(f"{times} · {block.room.name} · {STATUS_WORDS[interview.status]}")
        self.who.show_panel(interview.panel_ids, interview.interviewers)
        gone = interview.status in NOT_OCCUPYING
        shown = (InterviewStatus.PLANNED,) if gone else _GOING_ON
        buttons = [self._buttons[status] for status in shown if status is not interview.status]
        if not gone:
            buttons.append(self._move)
        self._arrange(buttons)

    def _arrange(self, buttons: list[Button]) -> None:
        for button in (*self._buttons.values(), self._move):
            self._grid.removeWidget(button)
            button.setVisible(button in buttons)
        for number, button in enumerate(buttons):
            self._grid.addWidget(button, number // 2, number % 2)
