"""Interviews: the rooms of a day, who waits, and bringing the two together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from boothapp.domain.day_now import has_begun
from boothapp.domain.interviews import Candidate, Interview
from boothapp.domain.people import LeadDetail
from boothapp.ui.context import Context
from boothapp.ui.interviews.actions import InterviewActions
from boothapp.ui.interviews.blocking import Blocking
from boothapp.ui.interviews.blocks import Picked
from boothapp.ui.interviews.candidates_panel import CandidatesPanel
from boothapp.ui.interviews.card_orders import CardOrders
from boothapp.ui.interviews.day_desk import DayDesk
from boothapp.ui.interviews.day_goal import DayGoal
from boothapp.ui.interviews.day_loader import DayData, load_day
from boothapp.ui.interviews.day_model import DayModel
from boothapp.ui.interviews.day_view import DayView
from boothapp.ui.interviews.dragging import Dragging
from boothapp.ui.interviews.filling import Filling
from boothapp.ui.interviews.head import InterviewsHead
from boothapp.ui.interviews.head_tools import HeadTools
from boothapp.ui.interviews.move_keys import MoveKeys
from boothapp.ui.interviews.no_rooms import no_rooms
from boothapp.ui.interviews.page_layout import lay_out_desk
from boothapp.ui.interviews.placing import Placement, Placing
from boothapp.ui.interviews.placing_bar import PlacingBar
from boothapp.ui.interviews.placing_shown import PlacingShown
from boothapp.ui.interviews.zoom import Zoom
from boothapp.ui.refresher import Refresher
from boothapp.ui.scanners.arrived import TakesCode
from boothapp.ui.speaking import announce
from boothapp.ui.widgets.shortcuts import bind

_SHOWS = frozenset({"interview", "lead", "consent", "roster", "settings"})


class InterviewsPage(QWidget):
    """Booking by click and by key: pick a person, then a free place, or the other way round."""

    notices_at_right = True
    """At the left they would cover what can be done with a booking."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._data: DayData | None = None
        self._day: date | None = None
        self._goal: Interview | DayGoal | None = None  # under the cursor once it is loaded
        self.model = DayModel(ZoneInfo("UTC"), self)
        self.placing = Placing(context.services, context.tasks, self)
        self.view = DayView(self.model, self.placing)
        self.panel = CandidatesPanel()
        self.bar = PlacingBar()
        self.orders = InterviewActions(context, self.model.zone, self)
        self.filling = Filling(context, self.orders.history, self)
        self.blocking = Blocking(context, self.orders.history, self)
        self._desk, self._whole = QWidget(self), QStackedWidget(self)
        self._whole.addWidget(self._desk)
        self._whole.addWidget(self.filling.page)
        self.cards = CardOrders(context, self._desk, self.panel, self.orders, self._selected)
        self._shown = PlacingShown(self, self.view, self.panel, self.bar, self.placing)
        self.zoom = Zoom(self.view)
        self.tools = HeadTools(self.zoom, self.orders.history, context.toasts, self._put_back)
        self.head = InterviewsHead(self.tools)
        self._days, self._next = self.head.days, self.head.next
        self.keys = MoveKeys(self.view, self.placing, self.orders, context.tasks)
        self.dragging = Dragging(self, self.view, self.panel.list, self._days, self.placing)
        self.desk = DayDesk(self, context, self.view, self.panel, self.orders, self.placing)
        self._build()
        self._connect()
        self._bind_keys()
        self.setFocusProxy(self.view)

    def open_with(self, argument: str) -> None:
        """Show a day (a DayGoal), or take up a lead by its id, to choose a place for."""
        if (goal := DayGoal.from_text(argument)) is not None:
            self._goal = goal
            self._go_to(goal.day)
        else:
            detail = partial(self._context.services.leads.detail, argument)
            self._context.tasks.run(detail, on_success=self._take_up_lead)

    def reload(self) -> None:
        """Read the day again."""
        day = self._day
        self._context.tasks.run(
            lambda: load_day(self._context.services, day),
            on_success=lambda data: self._show(data, day),
        )

    def _build(self) -> None:
        self._stack = QStackedWidget(self)  # a stacked layout shows its first page as a window
        self._stack.addWidget(self.view)
        self._stack.addWidget(no_rooms(self._context))
        lay_out_desk(self._desk, self.head, self.desk.strips, self.desk.left, self.bar, self._stack)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)

    @property
    def door_scan(self) -> TakesCode | None:
        """Who takes scanned badges while this is in front; None unless check-in is switched on."""
        return self.desk.door.scan

    def _connect(self) -> None:
        self._days.picked.connect(self._go_to)
        self._next.clicked.connect(self._book_next_free)
        self.head.fill.clicked.connect(lambda: self.filling.start(self._day))
        self.head.block.clicked.connect(self._block_time)
        self.desk.left.more.clicked.connect(lambda: self.cards.drop_menu(self.desk.menu))
        self.filling.opened.connect(lambda: self._whole.setCurrentWidget(self.filling.page))
        self.filling.closed.connect(lambda: self._whole.setCurrentWidget(self._desk))
        Refresher(self, self._context.bridge, _SHOWS, self.reload)
        self.view.clicked.connect(self._click)
        self.view.chosen.connect(self._press)
        self.view.current_changed.connect(self._follow_cursor)
        self.panel.list.chosen.connect(self._pick)
        self.panel.booking.move_wanted.connect(self._pick_up)
        self.bar.let_go.connect(self._put_back)
        self.bar.panel_picked.connect(self.placing.set_panel)
        self.placing.changed.connect(lambda: self._follow_cursor(self.view.currentIndex()))
        self.placing.ready.connect(self._place)
        self.placing.refused.connect(self._refuse)
        self.keys.day_wanted.connect(self._step_day)
        self.keys.now_wanted.connect(self._go_to_now)
        self.keys.stuck.connect(self._stuck)
        self.orders.done.connect(self._reach)
        self.desk.show_wanted.connect(self._reach)
        self.desk.candidate_chosen.connect(self._pick)
        self.desk.repair_wanted.connect(lambda: self.filling.repair(self._day))
        self.desk.ticked.connect(self._tick)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Esc": self._put_back,
            "T": self._go_to_now,
            "Ctrl+Left": partial(self._step_day, -1),
            "Ctrl+Right": partial(self._step_day, 1),
            **self.zoom.keys,
            **dict.fromkeys(("Ctrl+Shift+Z", "Ctrl+Y"), self.orders.history.redo),
            "W": self._book_next_free,
            "F": lambda: self.filling.start(self._day),
            "K": self._block_time,
            "Shift+F": lambda: self.filling.repair(self._day),
            "M": self._pick_up,
            **self.desk.keys,
        }
        bind(self._desk, keys)

    def _show(self, data: DayData, asked: date | None) -> None:
        if asked != self._day:
            return  # another day was asked for meanwhile: that one comes too
        other_day = self._data is None or data.day != self._data.day
        self._data, self._day = data, data.day
        zone = data.event.zone
        self.orders.zone = zone
        before = self.model.block(self.view.currentIndex())
        self.head.show_day(data.event, data.day)
        self.panel.show_candidates(data.candidates, data.found.interviewers, zone)
        self.bar.show_interviewers(data.found.interviewers)
        self.model.show(data.columns, zone)
        self._stack.setCurrentIndex(0 if data.columns else 1)
        now = self._context.services.now()
        self.placing.show_day(data.found, data.columns, now, zone)
        self.view.set_now(now)
        if other_day and self.placing.picked is not None:
            self.keys.carry_over(data.day)
        elif other_day:
            self.view.setCurrentIndex(self.model.first_free(now))
            self.view.show_time(now)
        elif before is not None:
            found = self.model.find(before)
            self.view.setCurrentIndex(found if found.isValid() else self.model.cell_at(before))
        self._arrive()
        self._shown.renew()
        self._follow_cursor(self.view.currentIndex())

    def _go_to(self, day: date) -> None:
        self._day = day
        self.reload()

    def _step_day(self, step: int) -> None:
        if self._day and (day := self._days.beside(self._day, step)) is not None:
            self._go_to(day)
            announce(self.view, f"{day:%A} {day.day} {day:%B}")

    def _go_to_now(self) -> None:
        now = self._context.services.now()
        today = now.astimezone(self.model.zone).date()
        if self._data is None or today not in self._data.event.days:
            announce(self.view, "Today is no day of the event.")
        elif today != self._day:
            self._go_to(today)
        else:
            self.view.setCurrentIndex(self.model.first_free(now))
            self.view.show_time(now)

    def _reach(self, interview: Interview) -> None:
        """Bring the cursor to what was just booked or changed."""
        self._goal = interview
        self._go_to(interview.starts.astimezone(self.model.zone).date())

    def _arrive(self) -> None:
        goal, self._goal = self._goal, None
        if goal is not None and (index := self.model.find_goal(goal)).isValid():
            self.view.setCurrentIndex(index)

    def _tick(self) -> None:
        """Time went on: the line moves, and a free place that has begun is none any more."""
        now = self._context.services.now()
        self.view.set_now(now)
        cells = (block for column in self.model.columns for block in column.blocks)
        if any(one.is_free and has_begun(one.starts, one.ends, now) for one in cells):
            self.reload()

    def _take_up_lead(self, lead: LeadDetail) -> None:
        self.placing.let_go()
        self.placing.pick(Picked.lead(lead))
        self.view.setFocus()

    def _pick(self, candidate: Candidate) -> None:
        self.placing.pick(Picked.waiting(candidate))
        self.view.setFocus()

    def _pick_up(self) -> None:
        interview = self._selected()
        if interview is not None and not self.placing.picked:
            self.placing.pick_up(interview)
            self.view.setFocus()

    def _click(self, index: QModelIndex) -> None:
        if (block := self.model.block(index)) is not None and block.is_free:
            self._press(index)

    def _press(self, index: QModelIndex) -> None:
        block = self.model.block(index)
        if self.placing.picked is not None:
            self.placing.drop()
        elif block is not None and block.is_free:
            self.placing.choose(block)
            self.panel.list.setFocus()
        else:
            self._pick_up()

    def _place(self, placement: Placement) -> None:
        self.placing.let_go()
        if not placement.stays:
            self.orders.place(placement)

    def _refuse(self, placement: Placement) -> None:
        self.orders.refuse(placement, self.placing.clashes)

    def _put_back(self) -> bool:
        carrying = self.placing.picked is not None or self.placing.wanted is not None
        if carrying:
            self.placing.let_go()
            self.orders.drop_question()
            announce(self.view, "Put back")
        return carrying

    def _stuck(self, why: str) -> None:
        toasts = self._context.toasts
        if why not in (toast.text.text() for toast in toasts.shown):
            toasts.show(why)

    def _book_next_free(self) -> None:
        picked, waiting = self.placing.picked, self.panel.current
        if self.desk.book_next():
            return
        if picked is not None and picked.moving is None:
            self.placing.let_go()
            self.orders.book_next_free(picked.lead_id, picked.name)
        elif picked is None and waiting is not None:
            self.orders.book_next_free(waiting.lead_id, waiting.name)

    def _follow_cursor(self, index: QModelIndex) -> None:
        block = self.model.block(index)
        interview = block.interview if block else None
        if block is not None and interview is not None:
            self.panel.booking.show_booking(block, interview, self.model.zone)
        placing = self.placing.picked is not None or self.placing.wanted is not None
        self.panel.show_booking(shown=interview is not None and not placing)
        self._next.setEnabled(self.panel.current is not None)
        self._next.setToolTip("" if self._next.isEnabled() else "Nobody is waiting for a room.")

    def _block_time(self) -> None:
        self.blocking.open(self._day, self.model.block(self.view.currentIndex()))

    def _selected(self) -> Interview | None:
        block = self.model.block(self.view.currentIndex())
        return block.interview if block else None
