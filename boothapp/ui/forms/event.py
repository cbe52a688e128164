"""The event: its name, its zone, its days."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from boothapp.domain.event import EventInfo
from boothapp.ui.forms.controls import DayEdit, FieldBox
from boothapp.ui.forms.field import Field
from boothapp.ui.forms.zone import ZoneLine

_LONGEST_EVENT = 31  # days


class EventForm(QWidget):
    """Edits an EventInfo; `edited` comes when a field is left with another valid whole."""

    edited = Signal(object)

    def __init__(self, event: EventInfo | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLineEdit()
        self._zone = ZoneLine()
        self._first, self._last = DayEdit(), DayEdit()
        self.name = Field("Name of the event", self._name)
        self.zone = Field(
            "Time zone of the event",
            self._zone,
            hint="Type a city. All times are in this zone.",
        )
        self.first, self.last = (
            Field("First day", FieldBox(self._first)),
            Field("Last day", FieldBox(self._last)),
        )
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(14)
        layout.setHorizontalSpacing(12)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        layout.addWidget(self.name, 0, 0, 1, 2)
        layout.addWidget(self.zone, 1, 0, 1, 2)
        layout.addWidget(self.first, 2, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.last, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._known: EventInfo | None = None
        if event is not None:
            self.show_event(event)
        self._name.editingFinished.connect(self._leave)
        self._zone.editingFinished.connect(self._leave)
        self._first.editingFinished.connect(self._leave)
        self._last.editingFinished.connect(self._leave)
        for line in (self._name, self._zone):
            line.textChanged.connect(self._reconsider)
        for day in (self._first, self._last):
            day.dateChanged.connect(self._reconsider)

    def show_event(self, event: EventInfo) -> None:
        """Show an event's values as the known ones."""
        blockers = [
            QSignalBlocker(box) for box in (self._name, self._zone, self._first, self._last)
        ]
        self._known = event
        self._name.setText(event.name)
        self._zone.setText(event.timezone)
        self._first.set_value(event.first_day)
        self._last.set_value(event.last_day)
        del blockers

    def value(self) -> EventInfo | None:
        """Return the event, or None after saying beside the fields what is wrong."""
        complaints = self._complaints()
        for field, sentence in complaints:
            field.complain(sentence)
        if any(sentence for _, sentence in complaints):
            return None
        return EventInfo(
            name=self._name.text().strip(),
            timezone=self._zone.text().strip(),
            first_day=self._first.value,
            last_day=self._last.value,
        )

    def _complaints(self) -> tuple[tuple[Field, str], ...]:
        """What is wrong in each field now, empty where nothing is."""
        named = bool(self._name.text().strip())
        known = self._zone.text().strip() in available_timezones()
        days = (self._last.value - self._first.value).days + 1
        return (
            (self.name, "" if named else "Give the event a name."),
            (self.zone, "" if known else "Choose one from the list that opens as you type."),
            (self.last, _complaint_about(days)),
        )

    def _reconsider(self) -> None:
        for field, sentence in self._complaints():
            field.reconsider(sentence)

    def _leave(self) -> None:
        if self._known is None:
            return  # a new event is filled in: what is missing is said when it is handed over
        event = self.value()
        if event is not None and event != self._known:
            self._known = event
            self.edited.emit(event)


def _complaint_about(days: int) -> str:
    if days < 1:
        return "The last day is before the first."
    return f"An event lasts {_LONGEST_EVENT} days at most." if days > _LONGEST_EVENT else ""
