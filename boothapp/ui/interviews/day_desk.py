"""Beside the plan of the day: what happens just now, who is in line, and the door."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from boothapp.domain.day_now import NoteworthyKind
from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.domain.queue import QueueKind
from boothapp.services.place_search import Offer
from boothapp.services.queue import QueueEntry
from boothapp.ui.context import Context
from boothapp.ui.interviews.actions import InterviewActions
from boothapp.ui.interviews.alert_strip import AlertStrip
from boothapp.ui.interviews.candidates_panel import CandidatesPanel
from boothapp.ui.interviews.day_model import Warned
from boothapp.ui.interviews.day_view import DayView
from boothapp.ui.interviews.day_words import ALERT_ICONS, warning_words
from boothapp.ui.interviews.desk_loader import CHECK_IN, DeskData, left_since, load_desk, place_of
from boothapp.ui.interviews.desk_menu import DeskMenu
from boothapp.ui.interviews.door import Door
from boothapp.ui.interviews.freed_strip import BOOK_KEY, SKIP_KEY, FreedStrip
from boothapp.ui.interviews.left_column import LeftColumn
from boothapp.ui.interviews.placing import Placing
from boothapp.ui.interviews.queue_orders import QueueOrders
from boothapp.ui.interviews.strips import Strip, StripLine, in_place
from boothapp.ui.refresher import Refresher
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.menu import Menu

_KINDS = frozenset({"interview", "queue", "lead", "consent", "roster", "settings"})
_EVERY = 20_000  # ms between two looks at the clock: what it shows is never a minute late


class DayDesk(QObject):
    """Puts `strips` above the day and `left` beside it; reads on changes and with the clock."""

    show_wanted = Signal(object)
    """An Interview that somebody wants to look at."""
    candidate_chosen = Signal(object)
    """A Candidate of the queue, to choose a place for."""
    repair_wanted = Signal()
    """Some interviews no longer fit: new places are wanted for them."""
    ticked = Signal()
    """Time went on."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        view: DayView,
        panel: CandidatesPanel,
        orders: InterviewActions,
        placing: Placing,
    ) -> None:
        super().__init__(page)
        self._page, self._context, self._view, self._panel = page, context, view, panel
        self._orders, self._placing = orders, placing
        self.data: DeskData | None = None
        self._held: DeskData | None = None
        self._missed = self._taken_back = False
        self.left, self.alert, self.freed = LeftColumn(panel), AlertStrip(), FreedStrip()
        self.queue_orders = QueueOrders(context, orders.history)
        self.door = Door(page, context, orders.history)
        self.choices = DeskMenu(self)
        self.at_door = self._door_strip()
        self.strips = self._strips()
        self._connect()
        page.installEventFilter(self)
        Refresher(page, context.bridge, _KINDS, self.reload)
        timer = QTimer(self, interval=_EVERY)
        timer.timeout.connect(self.tick)
        timer.start()

    @property
    def keys(self) -> dict[str, Callable[[], object]]:
        """The page's keys that are about the queue, a freed place and the door."""
        return {
            "Q": partial(self.join_queue, QueueKind.WALK_IN),
            "Shift+Q": partial(self.join_queue, QueueKind.STANDBY),
            BOOK_KEY: self.freed.take_offer,
            SKIP_KEY: self.freed.offer_next,
            "F11": self.open_sign,
        }

    def tick(self) -> None:
        """Time went on; a page that is not seen looks when it is."""
        self.ticked.emit()
        if self._page.isVisible():
            self.reload()
        else:
            self._missed = True

    def reload(self) -> None:
        """Read how the day stands."""
        services, places, before = self._context.services, tuple(self.freed.places), self.data
        self._missed = False
        self._context.tasks.run(lambda: load_desk(services, places, before), self._take)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at the clock when the page is seen again; no sign outlives the page."""
        if event.type() == QEvent.Type.Show and self._missed:
            self.reload()
        elif event.type() == QEvent.Type.Close:
            self.door.close()
        return super().eventFilter(watched, event)

    def book_next(self) -> bool:
        """Book who is selected in the queue, where it is in front, the place that they expect.

        Nobody overtakes: who came before them is thought to take the places before it.
        """
        picked = self._placing.picked
        if not self.left.shows_queue or (picked is not None and picked.moving is not None):
            return False
        entry = self.left.queue.current
        if entry is None:
            self._context.toasts.show("Nobody is in the queue.")
            return True
        if picked is not None and picked.lead_id != entry.candidate.lead_id:
            return False
        self._placing.let_go()
        who = entry.candidate
        if entry.expected is not None:
            self._orders.book_offer(who.lead_id, who.name, entry.expected)
        else:
            self._orders.book_next_free(who.lead_id, who.name)
        return True

    def join_queue(self, kind: QueueKind) -> None:
        """Put the selected person in the queue: taken up, gone from the day, or waiting."""
        found = self._selected_person()
        if found is None:
            self._context.toasts.show(
                "Choose first who joins the queue: on the left, or in the day."
            )
            return
        self._placing.let_go()
        self.queue_orders.join(*found, kind)

    def open_sign(self) -> None:
        """Show the sign of the room under the cursor."""
        block = self._view.day.block(self._view.currentIndex())
        rooms = self.data.rooms if self.data else ()
        room = block.room if block is not None else next(iter(rooms), None)
        if room is not None:
            self.door.open_sign(room)

    def _selected_person(self) -> tuple[str, str] | None:
        picked, interview = self._placing.picked, self._selected()
        if picked is not None and picked.moving is None:
            return picked.lead_id, picked.name
        entry = self.left.queue.current
        if self.left.shows_queue and self.left.queue.hasFocus() and entry is not None:
            return entry.candidate.lead_id, entry.candidate.name
        if interview is not None and not self._panel.list.hasFocus():
            return interview.lead_id, interview.candidate
        waiting = self._panel.selected
        return (waiting.lead_id, waiting.name) if waiting is not None else None

    def _selected(self) -> Interview | None:
        block = self._view.day.block(self._view.currentIndex())
        return block.interview if block is not None else None

    def _take(self, data: DeskData) -> None:
        """Show it; while the pointer drags nothing moves under it, so it waits."""
        if self._placing.dragged:
            self._held = data
            return
        if self.data is not None and not self._taken_back:
            for place in left_since(self.data.occupied, data.occupied, data.ended, data.now):
                self.freed.watch(place)
        self._taken_back = False
        self._held, self.data = None, data
        self.door.checking_in = data.check_in
        self.left.take(data)
        self.alert.take(data)
        self.freed.take(data)
        self._view.day.warn(_warnings(data))
        self._show_strips()

    def _catch_up(self) -> None:
        if self._held is not None and not self._placing.dragged:
            self._take(self._held)

    def _show_strips(self) -> None:
        with in_place(self._page, self._view):
            self.alert.setVisible(self.alert.wanted)
            self.freed.setVisible(self.freed.wanted)
            self.at_door.setVisible(self.door.checking_in)

    def _strips(self) -> QWidget:
        strips = QWidget()
        column = QVBoxLayout(strips)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for strip in (self.at_door, self.alert, self.freed):
            column.addWidget(strip)
        return strips

    def _door_strip(self) -> Strip:
        """It is always seen that badges are arrivals here, and no visits."""
        strip, line = Strip("already_lead"), StripLine("already_lead")
        line.say("Door check-in is on: a badge scanned here marks an arrival", "frame-corners")
        off = Button("Turn off", size="s")
        off.setAccessibleName("Turn door check-in off")
        off.clicked.connect(lambda: self._switch(CHECK_IN, on=False))
        off.clicked.connect(lambda: self._view.setFocus())  # else the keys go to whatever is next
        strip.row.addWidget(line, 1)
        strip.row.addWidget(off)
        return strip

    def _connect(self) -> None:
        self.choices.queue_wanted.connect(self.join_queue)
        self.choices.sign_wanted.connect(self.door.open_sign)
        self.choices.switched.connect(lambda name, on: self._switch(name, on=on))
        self.alert.show_wanted.connect(self.show_wanted)
        self.alert.answered.connect(self._answer)
        self.alert.repair_wanted.connect(self.repair_wanted)
        for strip in (self.alert, self.freed):
            strip.changed.connect(self._show_strips)
        self.freed.book_wanted.connect(self._book)
        self.left.queue.chosen.connect(lambda entry: self.candidate_chosen.emit(entry.candidate))
        self.left.remove_wanted.connect(self._remove)
        self.left.book_wanted.connect(self.book_next)
        self._orders.freed.connect(self._watch)
        self._orders.history.taken_back.connect(self._take_back)
        self._placing.changed.connect(self._catch_up)
        self._view.current_changed.connect(self._follow)

    def _follow(self, index: QModelIndex) -> None:
        block = self._view.day.block(index)
        interview = block.interview if block is not None else None
        self.alert.select(interview.id if interview is not None else None)

    def menu(self) -> Menu:
        """Return the menu of the day, for others to add to and to drop."""
        if self.data is None:
            return Menu(self.left.more)
        return self.choices.menu(self.left.more, self.data)

    def _switch(self, preference: str, *, on: bool) -> None:
        settings = self._context.services.settings
        self._context.tasks.run(
            lambda: settings.set_preference(preference, "on" if on else "off"),
            lambda _: self.reload(),
        )

    def _answer(self, interview: Interview, status: InterviewStatus) -> None:
        self._orders.set_status(interview, status)

    def _take_back(self) -> None:
        """What is free in what is read next was never left; what is read was ordered since."""
        self._taken_back = True
        self.reload()

    def _watch(self, before: Interview) -> None:
        self.freed.watch(place_of(before))
        self.reload()

    def _book(self, entry: QueueEntry, offer: Offer) -> None:
        self._orders.book_offer(entry.candidate.lead_id, entry.candidate.name, offer)

    def _remove(self, entry: QueueEntry) -> None:
        picked = self._placing.picked
        if picked is not None and picked.lead_id == entry.candidate.lead_id:
            self._placing.let_go()
        self.queue_orders.leave(entry)


def _warnings(data: DeskData) -> dict[str, Warned]:
    """What is said at the bookings themselves: who has to wait, and what cannot stay at all."""
    found: dict[str, Warned] = {}
    for note in data.notes:
        about = {NoteworthyKind.OVERRUN: note.next, NoteworthyKind.UNFIT: (note.interview,)}
        if note.kind in about:
            warned = Warned(warning_words(note), ALERT_ICONS[note.kind])
            found |= {one.id: warned for one in about[note.kind]}
    return found
