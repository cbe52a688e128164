"""Fill automatically: the present plan beside the proposed one, and who has no place."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollBar, QVBoxLayout, QWidget

from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import InterviewDay
from boothapp.services.proposals import Proposal
from boothapp.ui.context import Context
from boothapp.ui.interviews.blocks import Block, columns
from boothapp.ui.interviews.day_model import DayModel
from boothapp.ui.interviews.day_switch import DaySwitch
from boothapp.ui.interviews.day_view import DayView
from boothapp.ui.interviews.placing import Placing
from boothapp.ui.interviews.plan_days import leaving, marks, with_proposal
from boothapp.ui.interviews.plan_list import PlanList
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.shortcuts import bind


class PlanPage(QWidget):
    """Shows a proposal; whoever owns it searches, accepts and lets go."""

    accepted = Signal()
    discarded = Signal()
    stopped = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._event: EventInfo | None = None
        self._days: dict[date, InterviewDay] = {}
        self._day: date | None = None
        self.proposal: Proposal | None = None
        self.searching = False
        self.days = DaySwitch()
        self.title = Label("Fill automatically", font="title")
        self.said = ElidedLabel(tone="muted")
        self.bar = QProgressBar()
        self.stop = Button("Stop here", icon="x", key="S")
        self.discard = Button("Discard", kind="ghost", key="Esc")
        self.accept = Button("Book all", kind="primary", icon="check", key="Enter")
        self.present = _view(context, "The plan as it is", self)
        self.proposed = _view(context, "The plan as it is proposed", self)
        self.left_out = PlanList()
        self._build()
        self._connect()

    def start(self, event: EventInfo, days: dict[date, InterviewDay], day: date) -> None:
        """A search begins: the present plan on both sides, and nothing to accept yet."""
        self._event, self._days, self.proposal = event, days, None
        self._day = day if day in days else min(days)
        self.days.show_days(tuple(days), self._day)
        self._count_new()
        self.left_out.show_proposal(None)
        self.set_searching(searching=True)
        self._show()

    def clear(self) -> None:
        """Forget the plans: what is not shown keeps nobody's name."""
        self._event, self._days, self._day, self.proposal = None, {}, None, None
        self.left_out.show_proposal(None)
        self.said.set_text("")
        for view in (self.present, self.proposed):
            view.day.marks = {}
            view.day.show((), view.day.zone)

    def show_present(self, days: dict[date, InterviewDay]) -> None:
        """The present plan has changed."""
        self._days = days
        self._show()

    def set_searching(self, *, searching: bool) -> None:
        """While it runs it can be stopped; whatever is there can be accepted at any time."""
        self.searching = searching
        self.stop.setVisible(searching)
        self.stop.setEnabled(searching)
        self.bar.setVisible(searching)
        self.accept.setEnabled(bool(self.proposal and self.proposal.places))

    def show_progress(self, seconds: float, of: float, said: str) -> None:
        """How long it has searched, and how good the best so far is."""
        self.bar.setMaximum(max(1, round(of * 10)))
        self.bar.setValue(min(round(seconds * 10), self.bar.maximum()))
        self.said.set_text(said)

    def show_proposal(self, proposal: Proposal, *, final: bool) -> None:
        """A better one; the last one says who is left out."""
        self.proposal = proposal
        self._count_new()
        first = min((place.starts for place in proposal.places), default=None)
        if final and first is not None and self._event is not None:
            self._go_to(self._event.local(first).date())
        if final:
            self.left_out.show_proposal(proposal, self._event)
        self.accept.setEnabled(bool(proposal.places))
        self._show()
        if final:
            self._seek_soon()

    def set_now(self, now: datetime) -> None:
        """Draw the line of the present."""
        for view in (self.present, self.proposed):
            view.set_now(now)

    def _count_new(self) -> None:
        places = self.proposal.places if self.proposal else ()
        local = self._event.local if self._event else None
        self.days.show_new(Counter(local(one.starts).date() for one in places) if local else {})

    def _go_to(self, day: date) -> None:
        if day in self._days:
            self._day = day
            self.days.show_days(tuple(self._days), day)
            self._show()
            self._seek_soon()

    def _seek_soon(self) -> None:
        """Scroll to what changes, once everything has its size."""
        QTimer.singleShot(0, self, self._seek)

    def _seek(self) -> None:
        """Bring the first place that is new or left on this day into sight, on both sides."""
        proposal, event = self.proposal, self._event
        if proposal is None or event is None:
            return
        shown = [(one.starts, one.room, one.ends) for one in proposal.places]
        places = [one for one in shown if event.local(one[0]).date() == self._day]
        booked = [one.booked for one in proposal.places] + [one.booked for one in proposal.unplaced]
        left = (one.starts for one in booked if one is not None)
        gone = [starts for starts in left if event.local(starts).date() == self._day]
        if places:
            starts, room, ends = min(places, key=lambda one: one[0])
            self.proposed.show_time(starts)
            self.proposed.reveal(self.proposed.place_rect(Block(room, starts, ends)))
        elif gone:
            self.present.show_time(min(gone))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The list beside the plans takes its part."""
        super().resizeEvent(event)
        self.left_out.fit(self.width())
        self._seek_soon()

    def _show(self) -> None:
        if self._day is None or self._event is None:
            return
        day, zone = self._days[self._day], self._event.zone
        after = day if self.proposal is None else with_proposal(day, self.proposal)
        self.present.day.marks = leaving(self.proposal) if self.proposal else {}
        self.present.day.show(columns(day, ()), zone)
        self.proposed.day.marks = marks(self.proposal) if self.proposal else {}
        self.proposed.day.show(columns(after, ()), zone)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 11, 16, 11)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.days)
        head.addWidget(self.said, 1)
        self.bar.setFixedWidth(120)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Search")
        for widget in (self.bar, self.stop, self.discard, self.accept):
            head.addWidget(widget)
        body = QHBoxLayout()
        body.setSpacing(0)
        for caption, view in (("Now", self.present), ("Proposed", self.proposed)):
            side = QVBoxLayout()
            side.setSpacing(0)
            name = Label(caption, weight=600)
            name.setContentsMargins(16, 6, 0, 6)
            side.addWidget(name)
            side.addWidget(Line())
            side.addWidget(view, 1)
            body.addLayout(side, 1)
            body.addWidget(Line(upright=True))
        body.addWidget(self.left_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Line())
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self.days.picked.connect(self._go_to)
        self.accept.clicked.connect(self.accepted)
        self.discard.clicked.connect(self.discarded)
        self.stop.clicked.connect(self.stopped)
        for one, other in (
            (self.present, self.proposed),
            (self.proposed, self.present),
        ):
            _follow(one.verticalScrollBar(), other.verticalScrollBar())
            _follow(one.horizontalScrollBar(), other.horizontalScrollBar())
        keys = {"Esc": self.discard, "S": self.stop, "Return": self.accept, "Enter": self.accept}
        # A button that cannot be pressed does nothing.
        bind(self, {key: button.click for key, button in keys.items()})


def _follow(one: QScrollBar, other: QScrollBar) -> None:
    one.valueChanged.connect(other.setValue)


def _view(context: Context, name: str, parent: QWidget) -> DayView:
    model = DayModel(ZoneInfo("UTC"), parent)
    view = DayView(model, Placing(context.services, context.tasks, parent), parent)
    view.setAccessibleName(name)
    view.compared = True
    return view
