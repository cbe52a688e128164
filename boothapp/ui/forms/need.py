"""What an interview needs: for a role in general, or for one candidate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from boothapp.domain.event import Room
from boothapp.domain.needs import Interviewer, Need, seats
from boothapp.ui.forms.controls import FieldBox, NumberEdit, show_text
from boothapp.ui.forms.durations import DurationEdit
from boothapp.ui.forms.field import Field
from boothapp.ui.forms.people import PeopleEdit
from boothapp.ui.forms.suggesting import SuggestLine, WordsEdit
from boothapp.ui.forms.windows import WindowsEdit
from boothapp.ui.widgets.labels import IconLabel

_MOST_PEOPLE = 9
_NOBODY_CAN = "Nobody here can hold it as it stands."


class NeedForm(QWidget):
    """Edits a Need; `edited` carries another valid whole when a field is left.

    With `days` (a candidate's form) it also asks when the candidate can.
    """

    edited = Signal(object)

    def __init__(
        self,
        interviewers: Sequence[Interviewer],
        rooms: Sequence[Room],
        days: Sequence[date] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._interviewers, self._known = tuple(interviewers), Need()
        names = {who.id: who.name for who in interviewers}
        self.minutes = DurationEdit("As long as the room’s slot")
        self.count = NumberEdit(0, 0, _MOST_PEOPLE)
        self.count.setSpecialValueText("As few as it takes")
        self.all_of = PeopleEdit(names, "Add")
        self.any_of = PeopleEdit(names, "Add")
        self.skills = WordsEdit("Such as NLP, compilers")
        self.language, self.room_kind = SuggestLine("Any language"), SuggestLine("Any kind")
        self.windows = WindowsEdit(days) if days is not None else None
        self.length = Field("How long", self.minutes)
        self.kind = Field("Kind of room", self.room_kind)
        self.warning = IconLabel(icon="warning", icon_tone="verdict.ask.ink", tone="text_secondary")
        self._build()
        self.show_choices(interviewers, rooms)
        for line in (self.minutes, self.count, self.language, self.room_kind):
            line.editingFinished.connect(self._leave)
        for chosen in (self.all_of, self.any_of, self.skills):
            chosen.changed.connect(self._leave)
        if self.windows is not None:
            self.windows.edited.connect(self._leave)

    def show_choices(self, interviewers: Sequence[Interviewer], rooms: Sequence[Room]) -> None:
        """Who and what there is to choose from, as it is now."""
        self._interviewers = tuple(interviewers)
        names = {who.id: who.name for who in interviewers}
        self.all_of.show_names(names)
        self.any_of.show_names(names)
        self.skills.offer(word for who in interviewers for word in who.skills)
        self.language.offer(word for who in interviewers for word in who.languages)
        self.room_kind.offer(room.kind for room in rooms)
        self._warn(self._known)

    def show_need(self, need: Need | None) -> None:
        """Show a need as the known one; None asks for nothing."""
        need = need or Need()
        if need == self._known:
            return
        self._known = need
        self.minutes.set_minutes(need.minutes)
        self.count.setValue(need.size or 0)
        self.all_of.set_ids(need.all_of)
        self.any_of.set_ids(need.any_of)
        self.skills.set_words(need.skills)
        show_text(self.language, need.language)
        show_text(self.room_kind, need.room_kind)
        if self.windows is not None:
            self.windows.set_windows(need.windows)
        self._warn(need)

    def value(self) -> Need | None:
        """Return the need, or None after saying beside the fields what is wrong."""
        self.length.complain(self.minutes.fault)
        windows = self.windows.value() if self.windows is not None else self._known.windows
        if self.minutes.fault or windows is None:
            return None
        return Need(
            minutes=self.minutes.minutes,
            all_of=self.all_of.ids,
            any_of=self.any_of.ids,
            size=self.count.value() or None,
            skills=self.skills.words,
            language=" ".join(self.language.text().split()),
            room_kind=" ".join(self.room_kind.text().split()),
            windows=windows,
        )

    def _leave(self) -> None:
        need = self.value()
        if need is None:
            return
        self._warn(need)
        if need != self._known:
            self._known = need
            self.minutes.set_minutes(need.minutes)  # "90" is shown as 1:30 h
            self.edited.emit(need)

    def _warn(self, need: Need) -> None:
        """Say at once what no plan could ever meet; it is stored all the same."""
        kinds = {word.casefold() for word in self.room_kind.known}
        faults = []
        if need.asks_for_people and not all(seats(need, self._interviewers)):
            faults.append(_NOBODY_CAN)
        if need.room_kind and need.room_kind.casefold() not in kinds:
            faults.append("No room is of this kind.")
        self.warning.show_words(" ".join(faults))
        self.warning.setVisible(bool(faults))

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 160)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.length, 0, 0, top)
        grid.addWidget(Field("How many hold it", FieldBox(self.count)), 0, 1, top)
        grid.addWidget(Field("All of these hold it", self.all_of), 1, 0, 1, 2)
        grid.addWidget(Field("One of these holds it", self.any_of), 2, 0, 1, 2)
        grid.addWidget(Field("Somebody of them knows", self.skills), 3, 0, 1, 2)
        grid.addWidget(Field("All of them speak", self.language), 4, 0, top)
        grid.addWidget(self.kind, 4, 1, top)
        if self.windows is not None:
            grid.addWidget(Field("When the candidate can", self.windows), 5, 0, 1, 2)
        grid.addWidget(self.warning, 6, 0, 1, 2)
