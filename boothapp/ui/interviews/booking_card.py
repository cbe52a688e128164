"""The selected booking: who, when, where, with whom, how it went, and what can be done with it."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from boothapp.domain.interviews import Interview, InterviewStatus, next_statuses
from boothapp.domain.needs import Interviewer
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.booking_words import ACTION_WORDS, STATUS_KEYS, status_line
from boothapp.ui.interviews.panel_choice import PanelChoice
from boothapp.ui.interviews.wording import interval
from boothapp.ui.invitations.wording import invitation_state
from boothapp.ui.scorecards.wording import ScoresSeen
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card, Line
from boothapp.ui.widgets.labels import ElidedLabel
from boothapp.ui.widgets.scrolls import scroll_of
from boothapp.ui.widgets.state_line import StateLine

_WIDTH = 240  # logical px: what the panel of a fixed width leaves
_LEAST = 150  # logical px of height: the name, the time, and a line of buttons; the rest scrolls


class BookingCard(Card):
    """Shows one booking; whoever made it carries out what is asked for."""

    status_wanted = Signal(object)
    """The InterviewStatus that the booking should have."""
    panel_wanted = Signal(object)
    """The ids of the interviewers who should hold it."""
    move_wanted = Signal()
    lead_wanted = Signal()
    judge_wanted = Signal()
    invite_wanted = Signal()
    shown = Signal(object)
    """The Interview that is shown now: more can be read about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.interview: Interview | None = None
        self._name = ElidedLabel(font="heading")
        self._affiliation = ElidedLabel(font="caption", tone="muted")
        self.when, self.role, self.status = StateLine(), StateLine(), StateLine()
        self.who = PanelChoice()
        self.who.picked.connect(self.panel_wanted)
        self._buttons = {status: self._button(status) for status in STATUS_KEYS}
        self._move = self._order("Move", "M", self.move_wanted)
        self.lead = self._order("Open lead", "", self.lead_wanted)
        self.invitation, self.invite = StateLine(), self._order("Invite", "I", self.invite_wanted)
        self.scores, self.judge = StateLine(), self._order("Judge", "J", self.judge_wanted)
        self._grid = QGridLayout()
        self._build()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of it."""
        self._column.invalidate()
        inner = self._column.totalHeightForWidth(_WIDTH - 2)
        return QSize(_WIDTH, inner + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What has to be seen first; the rest is scrolled to."""
        return QSize(0, _LEAST)

    def _build(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(6)
        self._grid.setSpacing(6)
        self._column.addWidget(self._name)
        self._column.addWidget(self._affiliation)
        for line in (self.when, self.role, self.status):
            self._column.addWidget(line)
        self._column.addWidget(self.who)
        self._column.addLayout(self._grid)
        for state, button in ((self.invitation, self.invite), (self.scores, self.judge)):
            self._column.addWidget(Line())
            self._column.addWidget(state)
            self._column.addWidget(button)
        self.body.addWidget(scroll_of(content))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _order(self, word: str, key: str, wanted: object) -> Button:
        button = Button(word, key=key, size="s", parent=self)
        button.clicked.connect(wanted)
        return button

    def _button(self, status: InterviewStatus) -> Button:
        button = Button(ACTION_WORDS[status], key=STATUS_KEYS[status], size="s", parent=self)
        button.clicked.connect(lambda: self.status_wanted.emit(status))
        return button

    def show_interviewers(self, interviewers: tuple[Interviewer, ...]) -> None:
        """Offer other interviewers."""
        self.who.show_interviewers(interviewers)

    def show_booking(self, block: Block, interview: Interview, zone: tzinfo) -> None:
        """Show a booking and what fits its status."""
        if self.interview is None or self.interview.id != interview.id:
            self.role.show_state("", "briefcase")
            self.scores.show_state("", "list-checks")
        self.interview = interview
        self._name.set_text(interview.candidate)
        self._affiliation.set_text(interview.affiliation)
        self._affiliation.setVisible(bool(interview.affiliation))
        day = interview.starts.astimezone(zone)
        times = interval(interview.starts, interview.ends, zone)
        self.when.show_state(f"{day:%a} {day.day}, {times}, {block.room.name}", "clock")
        look = f"interview.{interview.status.value}"
        picture = theme.text(f"icon.{look}")
        self.status.show_state(status_line(interview, zone), picture, f"{look}.ink")
        self.who.show_panel(interview.panel_ids, interview.interviewers)
        self._show_invitation(interview)
        self.judge.setEnabled(bool(interview.panel))
        self.judge.setToolTip("" if interview.panel else "Nobody is on the panel yet.")
        buttons = [self._buttons[status] for status in next_statuses(interview.status)]
        may_move = interview.occupies and interview.status is not InterviewStatus.DONE
        self._arrange([*buttons, *([self._move] if may_move else []), self.lead])
        self.shown.emit(interview)

    def show_more(self, role: str, scores: ScoresSeen) -> None:
        """Show what had to be read first."""
        self.role.show_state(role, "briefcase")
        interview = self.interview
        empty = "Nobody is on the panel yet"
        if interview is not None and interview.panel:  # only of what does not take place
            empty = "No scorecard is waited for"
        self.scores.show_state(scores.line or empty, "list-checks")
        self.updateGeometry()

    def _show_invitation(self, interview: Interview) -> None:
        state = invitation_state(interview)
        if state is None:
            self.invitation.show_state("Nobody was invited", "envelope-simple")
        else:
            self.invitation.show_state(state.words, state.icon, state.tone)
        action = state.action if state else ""
        self.invite.setText(action)
        self.invite.setAccessibleName(action)
        self.invite.setVisible(bool(action))

    def _arrange(self, buttons: list[Button]) -> None:
        for button in (*self._buttons.values(), self._move, self.lead):
            self._grid.removeWidget(button)
            button.setVisible(button in buttons)
        for number, button in enumerate(buttons):
            self._grid.addWidget(button, number // 2, number % 2)
        self.updateGeometry()
