"""The first start: three short pages, then the app works; or a look around in the demo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.backups import SUFFIX
from boothapp.domain.event import BoothInfo, EventInfo, Room
from boothapp.services.setup import Plan
from boothapp.ui.forms.booth import BoothForm
from boothapp.ui.forms.event import EventForm
from boothapp.ui.forms.field import Field
from boothapp.ui.forms.rooms import RoomsForm
from boothapp.ui.widgets.busy_line import BusyLine
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.scrolls import scroll_of

_WIDTH = 640
_STEPS = (
    ("The event", "Which conference are you at?"),
    ("The booth", "Who exhibits, and who stands here now?"),
    ("Rooms and hours", "Where are interviews held? This can wait; Settings has it too."),
)


class FirstRunPage(QWidget):
    """`finished` carries the Plan of the new store; `demo_wanted` asks for the invented event.

    `restore_wanted` carries the path of a backup that is to become the store.

    `staff` is proposed as who is on duty.
    """

    finished = Signal(object)
    demo_wanted = Signal()
    restore_wanted = Signal(object)

    def __init__(self, staff: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.event_form, self.booth = EventForm(), BoothForm()
        self.rooms = RoomsForm((Room(name="Room 1"),))
        self.staff = QLineEdit(staff)
        self.staff_field = Field("On duty now", self.staff, hint="Your name")
        self._step = Label(font="caption", tone="muted")
        self._title, self._text = Label(font="title"), Label(tone="muted", wrap=True)
        self.pages = QStackedWidget()
        self.back = Button("Back", icon="arrow-left")
        self.next = Button("Next", kind="primary", key="Enter")
        self.demo = Button("Look around in a demo", kind="ghost", icon="sparkle")
        self.restore = Button("Restore a backup", kind="ghost", icon="arrow-counter-clockwise")
        self.busy = BusyLine()
        self._build()
        self.back.clicked.connect(lambda: self.show_step(self.pages.currentIndex() - 1))
        self.next.clicked.connect(self.go_on)
        self.demo.clicked.connect(self._want_demo)
        self.staff.textChanged.connect(lambda: self.staff_field.reconsider(self._nobody_on_duty()))
        self.restore.clicked.connect(self._choose_backup)
        self.show_step(0)
        self.setFocusProxy(self.event_form.name.control)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on from a line; a button or an open list of zones takes it itself."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.next.click()
        else:
            super().keyPressEvent(event)

    def let_try_again(self) -> None:
        """The store could not be made: what was typed is here, and can be changed."""
        self._let_press(allowed=True)

    def show_step(self, step: int) -> None:
        """Show one of the three pages."""
        title, text = _STEPS[step]
        self._step.setText(f"Step {step + 1} of {len(_STEPS)}")
        self._title.setText(title)
        self._text.setText(text)
        self.pages.setCurrentIndex(step)
        self.back.setVisible(step > 0)
        last = step == len(_STEPS) - 1
        self.next.setText("Start" if last else "Next")
        self.next.setAccessibleName(self.next.text())
        self._focus_first(step)

    def _focus_first(self, step: int) -> None:
        """The cursor is in the first line: Enter goes on from there, and presses no button."""
        if step < len(_STEPS) - 1:
            lines = (self.event_form.name.control, self.booth.sponsor.control)
            lines[step].setFocus()
        else:
            self.rooms.focus_first()

    def _want_demo(self) -> None:
        self._let_press(allowed=False, meanwhile="Making the demo…")
        self.demo_wanted.emit()

    def _let_press(self, *, allowed: bool, meanwhile: str = "") -> None:
        """One order at a time; what takes longer than a moment is said."""
        for button in (self.back, self.next, self.demo, self.restore):
            button.setEnabled(allowed)
        self.busy.show_words(meanwhile)

    def _choose_backup(self) -> None:
        files = f"Backups (*{SUFFIX});;All files (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Restore a backup", str(Path.home()), files)
        if chosen:
            self.restore_wanted.emit(Path(chosen))

    def go_on(self) -> None:
        """Go to the next page, or hand the plan over from the last; not past a wrong value."""
        step = self.pages.currentIndex()
        if not self._is_whole(step):
            return
        if step < len(_STEPS) - 1:
            self.show_step(step + 1)
            return
        plan = self._plan()
        if plan is not None:
            self._let_press(allowed=False, meanwhile="Making the store…")
            self.finished.emit(plan)

    def _is_whole(self, step: int) -> bool:
        if step == 0:
            return self.event_form.value() is not None
        if step == 1:
            self.staff_field.complain(nobody := self._nobody_on_duty())
            return self.booth.value() is not None and not nobody
        return self.rooms.value() is not None

    def _nobody_on_duty(self) -> str:
        return "" if self.staff.text().strip() else "Somebody is on duty: give a name."

    def _plan(self) -> Plan | None:
        event: EventInfo | None = self.event_form.value()
        booth: BoothInfo | None = self.booth.value()
        rooms = self.rooms.value()
        if event is None or booth is None or rooms is None:
            return None
        return Plan(event=event, booth=booth, rooms=rooms, staff=self.staff.text().strip())

    def _build(self) -> None:
        booth_page = QWidget()
        column = QVBoxLayout(booth_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.booth)
        column.addWidget(self.staff_field)
        for page in (self.event_form, booth_page, self.rooms):
            self.pages.addWidget(_on_top(page))
        card = Card(margin=28)
        card.setMaximumWidth(_WIDTH)
        card.body.setSpacing(4)
        for label in (self._step, self._title, self._text):
            card.body.addWidget(label)
        card.body.addSpacing(14)
        card.body.addWidget(self.pages)
        card.body.addWidget(self.busy)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.demo)
        foot.addWidget(self.restore)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        card.body.addLayout(foot)
        ground = QWidget()
        middle = QHBoxLayout(ground)
        middle.addStretch(1)
        middle.addWidget(card, 100, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll_of(ground))


def _on_top(form: QWidget) -> QWidget:
    """Put a form at the top of its page, whatever height the highest page needs."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form)
    column.addStretch()
    return page
