"""The event: its name, its zone, its days."""

from __future__ import annotations

from datetime import date
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QDateEdit, QGridLayout, QLineEdit, QWidget

from boothapp.domain.event import EventInfo
from boothapp.ui.forms.field import Field

_LONGEST_EVENT = 31  # days


class EventForm(QWidget):
    """Edits an EventInfo; `edited` comes when a field is left with another valid whole."""

    edited = Signal(object)

    def __init__(self, event: EventInfo | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLineEdit()
        self._zone_text = QLineEdit()
        self._zone = _zone_box(self._zone_text)
        self._first, self._last = _day_edit(), _day_edit()
        self.name = Field("Name of the event", self._name)
        self.zone = Field(
            "Time zone of the event", self._zone, hint="Every time on screen is in this zone."
        )
        self.first, self.last = Field("First day", self._first), Field("Last day", self._last)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(14)
        layout.addWidget(self.name, 0, 0, 1, 2)
        layout.addWidget(self.zone, 1, 0, 1, 2)
        layout.addWidget(self.first, 2, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.last, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._known: EventInfo | None = None
        if event is not None:
            self.show_event(event)
        self._name.editingFinished.connect(self._leave)
        self._zone.activated.connect(self._leave)
        self._zone_text.editingFinished.connect(self._leave)
        self._first.editingFinished.connect(self._leave)
        self._last.editingFinished.connect(self._leave)

    def show_event(self, event: EventInfo) -> None:
        """Show an event's values as the known ones."""
        blockers = [
            QSignalBlocker(box) for box in (self._name, self._zone, self._first, self._last)
        ]
        self._known = event
        self._name.setText(event.name)
        self._zone.setCurrentText(event.timezone)
        self._first.setDate(_qdate(event.first_day))
        self._last.setDate(_qdate(event.last_day))
        del blockers

    def value(self) -> EventInfo | None:
        """Return the event, or None after saying beside the fields what is wrong."""
        name = self._name.text().strip()
        zone = self._zone.currentText().strip()
        first, last = _day(self._first), _day(self._last)
        self.name.complain("" if name else "Give the event a name.")
        known = zone in available_timezones()
        self.zone.complain("" if known else "Choose a zone from the list, such as Asia/Seoul.")
        days = (last - first).days + 1
        self.last.complain(_complaint_about(days))
        if not name or not known or _complaint_about(days):
            return None
        return EventInfo(name=name, timezone=zone, first_day=first, last_day=last)

    def _leave(self) -> None:
        event = self.value()
        if event is not None and event != self._known:
            self._known = event
            self.edited.emit(event)


def _complaint_about(days: int) -> str:
    if days < 1:
        return "The last day is before the first."
    return f"An event lasts {_LONGEST_EVENT} days at most." if days > _LONGEST_EVENT else ""


def _zone_box(text: QLineEdit) -> QComboBox:
    names = sorted(available_timezones())
    completer = QCompleter(names)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box = QComboBox()
    box.setLineEdit(text)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(names)
    box.setCompleter(completer)
    return box


def _day_edit() -> QDateEdit:
    edit = QDateEdit(QDate.currentDate())
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("ddd d MMMM yyyy")
    return edit


def _day(edit: QDateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
