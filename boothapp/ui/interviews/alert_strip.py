"""The line above the day that says what does not go as planned, the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Signal

from boothapp.domain.day_now import Noteworthy, NoteworthyKind
from boothapp.domain.interviews import InterviewStatus
from boothapp.ui.dead_time import DeadTime
from boothapp.ui.interviews.booking_words import STATUS_KEYS
from boothapp.ui.interviews.day_words import ALERT_ICONS, alert_words, unfit_words
from boothapp.ui.interviews.desk_loader import DeskData
from boothapp.ui.interviews.strips import Strip, StripLine
from boothapp.ui.speaking import announce
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.menu import Menu

_ANSWERS = {
    NoteworthyKind.OVERRUN: (InterviewStatus.DONE, "Done"),
    NoteworthyKind.GRACE_OVER: (InterviewStatus.NO_SHOW, "No-show"),
    NoteworthyKind.WAITING: (InterviewStatus.RUNNING, "Start"),
    NoteworthyKind.LATE: (InterviewStatus.ARRIVED, "Arrived"),
}
_REPAIR, _REPAIR_KEY = "Repair", "Shift+F"
_TONE = "ask"


class AlertStrip(Strip):
    """Shows one; the others are in a list. Hidden while all goes as planned."""

    show_wanted = Signal(object)
    """An Interview that somebody wants to look at."""
    repair_wanted = Signal()
    """New places are wanted for what no longer fits."""
    answered = Signal(object, object)
    """An Interview, and the InterviewStatus that it should have."""
    changed = Signal()
    """There is something else to show: somebody chose to wait longer."""

    def __init__(self) -> None:
        super().__init__(_TONE)
        self._data: DeskData | None = None
        self._notes: tuple[Noteworthy, ...] = ()
        self._until: dict[str, datetime] = {}
        self._left: set[tuple[str, str]] = set()  # interviews that stay although they do not fit
        self._selected: str | None = None
        self._announced: tuple[object, ...] | None = None
        self.dead = DeadTime()
        self._pressed: Noteworthy | None = None
        self.line = StripLine(_TONE, "Press to select the interview")
        self.answer, self.wait = Button(size="s"), Button("Wait", size="s")
        self.more = Button(kind="ghost", size="s", drops=True)
        self.line.clicked.connect(lambda: self._show(0))
        for button in (self.answer, self.wait):
            button.pressed.connect(self._press)
        self.answer.clicked.connect(self._answer)
        self.wait.clicked.connect(self._wait_longer)
        self.more.clicked.connect(lambda: self.list_of_others().drop())
        self.row.addWidget(self.line, 1)
        for button in (self.answer, self.wait, self.more):
            self.row.addWidget(button)

    @property
    def first(self) -> Noteworthy | None:
        """What is shown."""
        return self._notes[0] if self._notes else None

    @property
    def wanted(self) -> bool:
        """Whether there is anything to show; who lays it out shows it."""
        return bool(self._notes)

    def take(self, data: DeskData) -> None:
        """Hear how the day stands."""
        self._data = data
        self._notes = tuple(note for note in data.notes if not self._waits(note, data.now))
        self._renew()

    def select(self, interview_id: str | None) -> None:
        """Another interview is selected: the page's keys are about that one."""
        self._selected = interview_id
        self._renew()

    def list_of_others(self) -> Menu:
        """The ones that are less pressing; each leads to its interview."""
        menu = Menu(self.more)
        for number, words in enumerate(self._sentences()[1:], start=1):
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, number=number: self._show(number))
        return menu

    def _sentences(self) -> Sequence[str]:
        data = self._data
        if data is None:
            return ()
        said = [alert_words(one, data.room_names, data.now, data.zone) for one in self._notes]
        if self._is_unfit(self.first):  # nothing else is less pressing, so all of them are
            said[0] = unfit_words(self._notes, data.zone)
        return said

    @staticmethod
    def _is_unfit(note: Noteworthy | None) -> bool:
        return note is not None and note.kind is NoteworthyKind.UNFIT

    def _renew(self) -> None:
        first, words = self.first, self._sentences()
        if first is None:
            self._announced = None
            return
        self.line.say(words[0], ALERT_ICONS[first.kind])
        self._offer(first)
        self._offer_to_wait(first)
        others = len(self._notes) - 1
        self.more.setVisible(others > 0)
        self.more.setText(f"{others} more")
        self.more.setAccessibleName(f"{others} more that do not go as planned")
        self.more.updateGeometry()
        self._announce(first, words[0])

    def _offer(self, first: Noteworthy) -> None:
        """What the first button does."""
        if self._is_unfit(first):
            word, key, name = _REPAIR, _REPAIR_KEY, "Repair: new places for what no longer fits"
        else:
            status, word = _ANSWERS[first.kind]
            name = f"{word}: {first.interview.candidate}"
            # The key is about who is selected: its cap stands here only for that one.
            key = STATUS_KEYS[status] if first.interview.id == self._selected else ""
        self.answer.setText(word)
        self.answer.setAccessibleName(name)
        self.answer.show_key(key)
        self.answer.updateGeometry()

    def _offer_to_wait(self, first: Noteworthy) -> None:
        """The second button, where there is one: not now."""
        self.wait.setVisible(first.kind in (NoteworthyKind.GRACE_OVER, NoteworthyKind.UNFIT))
        minutes = (self._data.grace if self._data else timedelta()) // timedelta(minutes=1)
        if self._is_unfit(first):
            self.wait.setText("Leave")
            self.wait.setAccessibleName("Leave what no longer fits as it is")
            self.wait.setToolTip("Say no more of these; their bookings stay marked")
        else:
            self.wait.setText("Wait")
            self.wait.setAccessibleName(f"Wait longer for {first.interview.candidate}")
            self.wait.setToolTip(f"Ask again in {minutes} minutes")
        self.wait.updateGeometry()

    def _announce(self, first: Noteworthy, words: str) -> None:
        """Once for each: the minutes go on, and nobody wants to hear them."""
        unfit = len(self._notes) if self._is_unfit(first) else 0
        what = (first.kind, first.interview.id, unfit)
        if what != self._announced:
            self._announced = what
            self.dead.begin()
            announce(self, words)

    def _show(self, number: int) -> None:
        if number < len(self._notes):
            self.show_wanted.emit(self._notes[number].interview)

    def _press(self) -> None:
        """Remember whom the buttons named: until they are let go somebody else may stand there."""
        self._pressed = self.first if self.dead.over else None

    def _answer(self) -> None:
        meant, self._pressed = self._pressed, None
        if self._is_unfit(meant):
            self.repair_wanted.emit()
        elif meant is not None:
            self.answered.emit(meant.interview, _ANSWERS[meant.kind][0])

    def _wait_longer(self) -> None:
        meant, data, self._pressed = self._pressed, self._data, None
        if meant is not None and data is not None:
            if self._is_unfit(meant):
                self._left |= {(one.interview.id, one.why) for one in self._notes}
            else:
                self._until[meant.interview.id] = data.now + data.grace
            self.take(data)
            self.changed.emit()

    def _waits(self, note: Noteworthy, now: datetime) -> bool:
        if self._is_unfit(note):
            return (note.interview.id, note.why) in self._left
        until = self._until.get(note.interview.id)
        return note.kind is NoteworthyKind.GRACE_OVER and until is not None and now < until
