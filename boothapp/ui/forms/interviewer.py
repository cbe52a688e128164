"""An interviewer: who they are, what they know, and how much they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from boothapp.badges.addresses import email_address
from boothapp.domain.event import Staff
from boothapp.domain.needs import Interviewer
from boothapp.ui.forms.controls import FieldBox, NumberEdit, show_text
from boothapp.ui.forms.durations import DurationEdit
from boothapp.ui.forms.field import Field
from boothapp.ui.forms.suggesting import WordsEdit
from boothapp.ui.widgets.fields import Select

_LONGEST_PAUSE = 240  # minutes
_NOBODY, _GONE = "Nobody: never on duty", "Somebody who left the staff"


class InterviewerForm(QWidget):
    """Edits an Interviewer; `edited` comes when a field is left with another valid whole."""

    edited = Signal(object)

    def __init__(self, who: Interviewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = who
        self._taken: frozenset[str] = frozenset()
        self._staff: list[str | None] = [None]
        self.name, self.email = QLineEdit(), QLineEdit()
        self.skills = WordsEdit("Add a skill")
        self.languages = WordsEdit("Add a language")
        self.a_day, self.in_a_row = DurationEdit("No limit"), DurationEdit("No limit")
        self.between = NumberEdit(0, 0, _LONGEST_PAUSE, " min")
        self.staff = Select("On duty as")
        self.name_field, self.email_field = Field("Name", self.name), Field("E-mail", self.email)
        self.day_field = Field("At most a day", self.a_day)
        self.row_field = Field("At most without a pause", self.in_a_row)
        self._build()
        self._fill(who)
        for edit in (self.name, self.email, self.a_day, self.in_a_row, self.between):
            edit.editingFinished.connect(self._leave)
        for words in (self.skills, self.languages):
            words.changed.connect(self._leave)
        self.staff.activated.connect(lambda _: self._leave())

    def show_choices(
        self,
        *,
        taken: Iterable[str],
        skills: Iterable[str],
        languages: Iterable[str],
        staff: Sequence[Staff],
    ) -> None:
        """What is offered: words of the others, who works at the booth; `taken` are names."""
        self._taken = frozenset(taken)
        self.skills.offer(skills)
        self.languages.offer(languages)
        ids: list[str | None] = [None, *(one.id for one in staff)]
        words = [_NOBODY, *(one.name for one in staff)]
        if self._known.staff_id not in ids:
            ids.append(self._known.staff_id)
            words.append(_GONE)
        if words != [self.staff.itemText(row) for row in range(self.staff.count())]:
            self.staff.clear()
            self.staff.addItems(words)
        self._staff = ids
        self.staff.setCurrentIndex(ids.index(self._known.staff_id))

    def show_interviewer(self, who: Interviewer) -> None:
        """Show an interviewer as stored now."""
        if who != self._known:
            self._known = who
            self._fill(who)

    def value(self) -> Interviewer | None:
        """Return the interviewer, or None after saying beside the fields what is wrong."""
        name, email = " ".join(self.name.text().split()), self.email.text().strip()
        wrong_name = "" if name else "Give a name."
        if name in self._taken:
            wrong_name = f"There is an interviewer “{name}” already."
        wrong_email = "This is not one plain e-mail address."
        if not email or email_address(email) is not None:
            wrong_email = ""
        self.name_field.complain(wrong_name)
        self.email_field.complain(wrong_email)
        self.day_field.complain(self.a_day.fault)
        self.row_field.complain(self.in_a_row.fault)
        if wrong_name or wrong_email or self.a_day.fault or self.in_a_row.fault:
            return None
        return replace(
            self._known,
            name=name,
            email=email,
            skills=self.skills.words,
            languages=self.languages.words,
            day_minutes=self.a_day.minutes,
            row_minutes=self.in_a_row.minutes,
            gap_minutes=self.between.value(),
            staff_id=self._staff[max(0, self.staff.currentIndex())],
        )

    def _leave(self) -> None:
        who = self.value()
        if who is not None and who != self._known:
            self._known = who
            self.a_day.set_minutes(who.day_minutes)  # "240" is shown as 4:00 h
            self.in_a_row.set_minutes(who.row_minutes)
            self.edited.emit(who)

    def _fill(self, who: Interviewer) -> None:
        show_text(self.name, who.name)
        show_text(self.email, who.email)
        self.skills.set_words(who.skills)
        self.languages.set_words(who.languages)
        self.a_day.set_minutes(who.day_minutes)
        self.in_a_row.set_minutes(who.row_minutes)
        self.between.setValue(who.gap_minutes)
        if who.staff_id in self._staff:
            self.staff.setCurrentIndex(self._staff.index(who.staff_id))

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.name_field, 0, 0, 1, 3, top)
        grid.addWidget(self.email_field, 0, 3, 1, 3, top)
        grid.addWidget(Field("Skills", self.skills), 1, 0, 1, 6)
        grid.addWidget(Field("Languages", self.languages), 2, 0, 1, 6)
        grid.addWidget(self.day_field, 3, 0, 1, 2, top)
        grid.addWidget(self.row_field, 3, 2, 1, 2, top)
        grid.addWidget(Field("Free between two", FieldBox(self.between)), 3, 4, 1, 2, top)
        hint = "Under this name they sign in at the booth and fill in their scorecards."
        grid.addWidget(Field("On duty as", self.staff, hint=hint), 4, 0, 1, 6)
