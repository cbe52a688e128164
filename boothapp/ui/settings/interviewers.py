"""Interviewers: a line each, which opens to what is known of them and when they can."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.event import Staff
from boothapp.domain.needs import Interviewer
from boothapp.ui.forms.durations import duration_text
from boothapp.ui.forms.interviewer import InterviewerForm
from boothapp.ui.forms.time_words import time_words
from boothapp.ui.settings.folding import FoldingList
from boothapp.ui.settings.times_list import TimesList
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import SectionHeading


@dataclass(frozen=True, slots=True)
class InterviewersKnown:
    """What the card shows."""

    interviewers: tuple[Interviewer, ...] = ()
    staff: tuple[Staff, ...] = ()
    times: tuple[Availability, ...] = ()

    def of(self, interviewer_id: str) -> Interviewer:
        """One of them."""
        return next(who for who in self.interviewers if who.id == interviewer_id)

    def times_of(self, interviewer_id: str) -> list[Availability]:
        """When they can and when they cannot."""
        return [one for one in self.times if one.interviewer_id == interviewer_id]


class InterviewerBody(QWidget):
    """The form and the times of one; `time_wanted` carries what kind of time is to be added."""

    time_wanted = Signal(object)

    def __init__(self, who: Interviewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = InterviewerForm(who)
        self.times = TimesList("Always, while a room is open.")
        self.can = Button("Add hours when they can…", icon="plus", size="s")
        self.cannot = Button("Add a break or blocked time…", icon="plus", size="s")
        self.times.next = self.can
        self.can.clicked.connect(lambda: self.time_wanted.emit(AvailabilityKind.OPEN))
        self.cannot.clicked.connect(lambda: self.time_wanted.emit(AvailabilityKind.BLOCKED))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.can)
        row.addWidget(self.cannot)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addSpacing(6)
        column.addWidget(SectionHeading("When they can, and when not"))
        column.addWidget(self.times)
        column.addLayout(row)


class InterviewersCard(FoldingList):
    """`edited` carries an Interviewer; `time_wanted` one of them and a kind of time."""

    edited = Signal(object)
    time_wanted = Signal(object, object)
    time_edit_wanted = Signal(object)
    time_removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        text = "Who holds interviews, what they know, and when they can."
        super().__init__("interviewers", "Interviewers", text, new="New interviewer", parent=parent)
        self._known = InterviewersKnown()

    def show_interviewers(self, known: InterviewersKnown) -> None:
        """Show who there is; an open line keeps its cursor."""
        self._known = known
        self.show_lines(
            [(who.id, who.name, _about(who, known.times_of(who.id))) for who in known.interviewers]
        )
        for who in known.interviewers:
            body = self.lines[who.id].body
            if isinstance(body, InterviewerBody):
                self._fill(body, who)

    def body_of(self, line_id: str) -> InterviewerBody:
        """The form of one interviewer."""
        body = InterviewerBody(self._known.of(line_id))
        body.form.edited.connect(self.edited)
        body.time_wanted.connect(lambda kind: self.time_wanted.emit(self._known.of(line_id), kind))
        body.times.edit_wanted.connect(self.time_edit_wanted)
        body.times.removed.connect(self.time_removed)
        self._fill(body, self._known.of(line_id))
        return body

    def _fill(self, body: InterviewerBody, who: Interviewer) -> None:
        known = self._known
        body.form.show_interviewer(who)
        body.form.show_choices(
            taken=[other.name for other in known.interviewers if other.id != who.id],
            skills=[word for other in known.interviewers for word in other.skills],
            languages=[word for other in known.interviewers for word in other.languages],
            staff=known.staff,
        )
        body.times.show_times([(one, "") for one in known.times_of(who.id)])


def _about(who: Interviewer, times: Sequence[Availability]) -> str:
    """What stands beside a name: skills, languages, limits, and the only hours they can."""
    limits = _limits(who)
    parts: Iterable[str] = (
        ", ".join(who.skills),
        ", ".join(who.languages),
        *limits,
        *(time_words(one) for one in times if one.kind is AvailabilityKind.OPEN),
    )
    return " · ".join(filter(None, parts))


def _limits(who: Interviewer) -> list[str]:
    most = ((who.day_minutes, "a day"), (who.row_minutes, "in a row"))
    return [f"{duration_text(minutes)} {unit} at most" for minutes, unit in most if minutes]
