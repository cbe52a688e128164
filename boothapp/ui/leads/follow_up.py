"""Who follows up with a lead, what is done next, and when the person graduates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.event import Staff
from boothapp.domain.people import LeadDetail
from boothapp.ui.leads.sections import Section
from boothapp.ui.leads.wording import day_words
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label

_LABEL_COLUMN = 96


class FollowUpSection(Section):
    """Asks for changes of the lead that is shown."""

    owner_picked = Signal(object)
    """A Staff, None for nobody."""
    step_wanted = Signal()
    step_done = Signal()
    graduation_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Follow-up", parent)
        self._staff: tuple[Staff, ...] = ()
        self._graduates = ""
        self.owner = Select("Owner")
        self.step = Label(wrap=True)
        self.day = Label(font="caption", tone="muted", wrap=True)
        self.plan = Button("Plan", kind="ghost", icon="pencil-simple", size="s")
        self.plan.setAccessibleName("Plan the next step")
        self.done = Button("Done", kind="ghost", icon="check", size="s")
        self.done.setAccessibleName("The next step is done")
        self.graduates = QLineEdit()
        self.graduates.setAccessibleName("Graduates")
        self.graduates.setPlaceholderText("e.g. 2027-06")
        self.graduates.setToolTip("A year, a month or a day: 2027, 2027-06, 2027-06-30")
        self.graduates.setProperty("size", "s")
        self.graduates.setFixedWidth(130)
        self.head.addWidget(self.plan)
        self._lay_out()
        self.owner.activated.connect(self._pick)
        self.plan.clicked.connect(self.step_wanted)
        self.done.clicked.connect(self.step_done)
        self.graduates.editingFinished.connect(self._type)

    def _lay_out(self) -> None:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _LABEL_COLUMN)
        grid.setColumnStretch(1, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.step)
        words.addWidget(self.day)
        step = QWidget()
        row = QHBoxLayout(step)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.done, 0, Qt.AlignmentFlag.AlignTop)
        self.wrong = Label(font="caption", tone="error", wrap=True)
        self.wrong.hide()
        when = QVBoxLayout()
        when.setSpacing(2)
        when.addWidget(self.graduates)
        when.addWidget(self.wrong)
        graduates = QWidget()
        when.setContentsMargins(0, 0, 0, 0)
        graduates.setLayout(when)
        named = (("Owner", self.owner), ("Next step", step), ("Graduates", graduates))
        for number, (name, control) in enumerate(named):
            self._add(grid, number, name, control)
        self.keep(table)

    @staticmethod
    def _add(grid: QGridLayout, row: int, name: str, control: QWidget) -> None:
        label = Label(name, tone="muted")
        label.setFixedWidth(_LABEL_COLUMN)
        grid.addWidget(label, row, 0)
        grid.addWidget(control, row, 1)

    def complain(self, sentence: str, typed: str = "") -> None:
        """Say what is wrong with the graduation that was `typed`, which stays in sight with it; an
        empty sentence takes it back.
        """
        if sentence and not self.graduates.hasFocus():
            self.graduates.setText(typed)  # the lead may have been shown anew meanwhile
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.graduates.setProperty("error", bool(sentence))
        self.graduates.style().polish(self.graduates)

    def leave(self) -> None:
        """Keep what is typed, unless it was refused already; the field is the next one's."""
        if self.wrong.isHidden():
            self._type()
        self.complain("")
        self._graduates = ""
        self.graduates.setText("")

    def show_lead(self, lead: LeadDetail, staff: Sequence[Staff], today: date) -> None:
        """Show a lead's; `staff` can be chosen from."""
        self._staff = tuple(staff)
        self.owner.clear()
        self.owner.addItem("Nobody")
        for member in staff:
            self.owner.addItem(member.name, member.id)
        self.owner.setCurrentIndex(max(0, self.owner.findData(lead.owner_id)))
        self.step.setText(lead.next_step or "–")
        self.done.setVisible(bool(lead.next_step))
        self.day.setText(_due(lead.next_step_on, today))
        self.day.setVisible(lead.next_step_on is not None)
        typing = self.graduates.hasFocus() or not self.wrong.isHidden()
        if not typing or self._graduates != lead.graduates:
            self.graduates.setText(lead.graduates)
            self.complain("")
        self._graduates = lead.graduates

    def _pick(self, place: int) -> None:
        self.owner_picked.emit(self._staff[place - 1] if place else None)

    def _type(self) -> None:
        self.complain("")
        if self.graduates.text().strip() != self._graduates:
            self.graduation_typed.emit(self.graduates.text())


def _due(day: date | None, today: date) -> str:
    if day is None:
        return ""
    words = f"By {day_words(day)}"
    if day < today:
        return f"{words}, overdue"
    return f"{words}, today" if day == today else words
