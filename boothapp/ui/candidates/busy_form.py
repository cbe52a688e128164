"""One talk or poster of a candidate's own: what it is, its day, its hours, its place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from boothapp.domain.event import EventInfo
from boothapp.domain.people import BusyTime
from boothapp.ui.forms.durations import ClockLine
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.fields import Select

_KINDS = (("talk", "Talk"), ("poster", "Poster"), ("busy", "Something else"))
_LONGEST = 300  # characters; longer is a paste gone wrong


class BusyForm(QWidget):
    """Edits one BusyTime; hours are on the event's wall clock."""

    def __init__(self, event: EventInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._event = event
        self.title, self.place = QLineEdit(), QLineEdit()
        for edit in (self.title, self.place):
            edit.setMaxLength(_LONGEST)
        self.kind, self.day = Select("Kind"), Select("Day", icon="calendar")
        for value, word in _KINDS:
            self.kind.addItem(word, value)
        for one in event.days:
            self.day.addItem(f"{one:%a} {one.day} {one:%B}", one)
        self.starts, self.ends = ClockLine(value=time(14)), ClockLine(value=time(15))
        self.from_, self.until = Field("From", self.starts), Field("Until", self.ends)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Field("Kind", self.kind), 0, 0, top)
        grid.addWidget(Field("Title", self.title), 0, 1, 1, 3, top)
        grid.addWidget(Field("Day", self.day), 1, 0, top)
        grid.addWidget(self.from_, 1, 1, top)
        grid.addWidget(self.until, 1, 2, top)
        grid.addWidget(Field("Place", self.place), 1, 3, top)
        for column, share in enumerate((3, 2, 2, 3)):
            grid.setColumnStretch(column, share)

    def show_day(self, day: date) -> None:
        """Choose a day for a new one."""
        days = list(self._event.days)
        self.day.setCurrentIndex(days.index(day) if day in days else 0)

    def show_busy(self, own: BusyTime) -> None:
        """Show one to be changed."""
        starts, ends = self._event.local(own.starts), self._event.local(own.ends)
        if self.kind.findData(own.kind) < 0:
            self.kind.addItem(own.kind.capitalize(), own.kind)
        self.kind.setCurrentIndex(self.kind.findData(own.kind))
        self.title.setText(own.title)
        self.place.setText(own.place)
        self.show_day(starts.date())
        self.starts.set_value(starts.time())
        self.ends.set_value(ends.time())

    def value(self) -> BusyTime | None:
        """Return it, or None after saying what is wrong."""
        day: date = self.day.currentData()
        zone = self._event.zone
        first, last = self.starts.value, self.ends.value
        self.from_.complain(self.starts.fault)
        self.until.complain(self.ends.fault)
        if first is None or last is None:
            return None
        starts, ends = (datetime.combine(day, at, zone).astimezone(UTC) for at in (first, last))
        self.until.complain("" if starts < ends else "Ends before it starts.")
        if starts >= ends:
            return None
        kind, title, place = self.kind.currentData(), self.title.text(), self.place.text()
        return BusyTime(kind, " ".join(title.split()), starts, ends, " ".join(place.split()))


def can_edit(own: BusyTime, event: EventInfo) -> bool:
    """Return whether the form can show it: within one day of the event."""
    starts, ends = event.local(own.starts), event.local(own.ends)
    return starts.date() == ends.date() and starts.date() in event.days
