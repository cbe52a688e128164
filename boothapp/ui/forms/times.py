"""A time that is blocked, or the only one at which somebody can: its form and its dialog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.event import Room
from boothapp.domain.needs import Interviewer
from boothapp.ui.forms.days import DaysEdit
from boothapp.ui.forms.durations import ClockLine
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label

ALL_ROOMS = "All rooms"
_LONGEST = 80  # characters of a title
_KINDS = (
    (AvailabilityKind.BLOCKED.value, "Cannot then"),
    (AvailabilityKind.OPEN.value, "Can only then"),
)
_WIDTH = 480
_LUNCH = Availability(kind=AvailabilityKind.BLOCKED, starts=time(12), ends=time(13))

Target = tuple[str | None, str | None]
"""Ids of a room and of an interviewer; with neither it is all rooms."""


class TimeForm(QWidget):
    """Edits an Availability. What is not said by `days`, `rooms`, `interviewers` is not asked."""

    kind_changed = Signal()
    """Whose time it is, or what it says, was changed."""

    def __init__(
        self,
        days: Sequence[date],
        rooms: Sequence[Room],
        interviewers: Sequence[Interviewer],
        value: Availability | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._before = value or _LUNCH
        self._targets = _targets(rooms, interviewers)
        self.title = QLineEdit()
        self.title.setPlaceholderText("Such as lunch, press, cleaning")
        self.title.setMaxLength(_LONGEST)
        self.target, self.kind = Select("Whose time"), Segmented(_KINDS, name="What the time says")
        self.target.addItems([name for _, name in self._targets])
        self.days = DaysEdit(days)
        self.starts, self.ends = ClockLine(), ClockLine()
        self.days_field = Field("Days", self.days)
        self.from_, self.until = Field("From", self.starts), Field("Until", self.ends)
        whose = "Room or interviewer" if rooms and interviewers else "Room" if rooms else "Whose"
        self._target_field = Field(whose, self.target)
        self._kind_field = Field("What it says", self.kind)
        self.target.currentIndexChanged.connect(self._show_kind)
        self.kind.picked.connect(lambda _: self.kind_changed.emit())
        self.days.changed.connect(lambda: self.days_field.complain(""))
        self._build()
        self._show(self._before)

    def value(self) -> Availability | None:
        """Return the time, or None after saying beside the fields what is wrong."""
        starts, ends = self.starts.value, self.ends.value
        backwards = starts is not None and ends is not None and starts >= ends
        wrong_end = self.ends.fault or ("It ends before it starts." if backwards else "")
        self.from_.complain(self.starts.fault)
        self.until.complain(wrong_end)
        self.days_field.complain(self.days.fault)
        if starts is None or ends is None or wrong_end or self.days.fault:
            return None
        room_id, interviewer_id = self._target
        chosen = AvailabilityKind(self.kind.value or AvailabilityKind.BLOCKED)
        kind = chosen if interviewer_id else AvailabilityKind.BLOCKED
        return replace(
            self._before,
            kind=kind,
            title=" ".join(self.title.text().split()),
            room_id=room_id,
            interviewer_id=interviewer_id,
            days=self.days.chosen,
            starts=starts,
            ends=ends,
        )

    @property
    def heading(self) -> str:
        """What is asked for, in a few words."""
        number = max(0, self.target.currentIndex())
        (_, interviewer_id), name = self._targets[number]
        if interviewer_id is not None:
            can = self.kind.value == AvailabilityKind.OPEN.value
            return f"When {name} can" if can else f"When {name} cannot"
        return "Change the blocked time" if self._before.id else "Block a time"

    @property
    def _target(self) -> Target:
        number = self.target.currentIndex()
        return self._targets[number][0] if number >= 0 else (None, None)

    def _show(self, one: Availability) -> None:
        known = [target for target, _ in self._targets]
        target = (one.room_id, one.interviewer_id)
        self.target.setCurrentIndex(known.index(target) if target in known else 0)
        self.title.setText(one.title)
        self.kind.set_value(one.kind.value)
        self.days.set_chosen(one.days)
        self.starts.set_value(one.starts)
        self.ends.set_value(one.ends)
        self._show_kind()

    def _show_kind(self) -> None:
        self._kind_field.setVisible(self._target[1] is not None)
        self.kind_changed.emit()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._target_field, 0, 0, 1, 2)
        grid.addWidget(self._kind_field, 1, 0, 1, 2)
        grid.addWidget(Field("Title", self.title), 2, 0, 1, 2)
        grid.addWidget(self.days_field, 3, 0, 1, 2)
        grid.addWidget(self.from_, 4, 0, top)
        grid.addWidget(self.until, 4, 1, top)
        self._target_field.setVisible(len(self._targets) > 1)


class TimeDialog(QDialog):
    """Asks for one time; `accepted_with` carries the Availability, if anything changed in it.

    With `rooms` it can be a room's or all rooms', with `interviewers` one of theirs; where only one
    thing is left to choose it is not asked. `value` is what is shown first: a stored time to be
    changed, or one without an id to start from. Bad input is said beside its field, and the dialog
    stays.
    """

    accepted_with = Signal(object)

    def __init__(
        self,
        days: Sequence[date],
        rooms: Sequence[Room],
        interviewers: Sequence[Interviewer],
        value: Availability | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._before = value
        self.setWindowTitle("BoothApp")
        self.setMinimumWidth(_WIDTH)
        self.form = TimeForm(days, rooms, interviewers, value)
        self._head = Label(self.form.heading, font="subtitle", wrap=True)
        self.save, cancel = Button("Save", kind="primary"), Button("Cancel", key="Esc")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(self.form)
        column.addStretch()
        column.addLayout(foot)
        self.form.kind_changed.connect(self._name)
        self.form.days.which.picked.connect(lambda _: QTimer.singleShot(0, self, self._make_room))
        self._make_room()
        self.form.title.setFocus()

    def value(self) -> Availability | None:
        """Return the time, or None after saying beside the fields what is wrong."""
        return self.form.value()

    def _save(self) -> None:
        one = self.form.value()
        if one is None:
            return
        self.accept()
        if one != self._before or not one.id:
            self.accepted_with.emit(one)

    def _name(self) -> None:
        self._head.setText(self.form.heading)
        QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        """Grow for the days; a dialog of its own does not do it for rows that wrap."""
        layout = self.layout()
        width = max(self.width(), _WIDTH)
        if layout is not None:
            needed = max(layout.totalHeightForWidth(width), layout.totalSizeHint().height())
            self.resize(width, needed if not self.isVisible() else max(self.height(), needed))


def _targets(
    rooms: Sequence[Room], interviewers: Sequence[Interviewer]
) -> tuple[tuple[Target, str], ...]:
    """What a time can be of, with its words."""
    everywhere: list[tuple[Target, str]] = [((None, None), ALL_ROOMS)]
    own = [((room.id, None), room.name) for room in rooms]
    people = [((None, who.id), who.name) for who in interviewers]
    return (*(everywhere if rooms or not people else []), *own, *people)
