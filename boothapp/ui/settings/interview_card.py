"""What holds for all interviews: whom invitations come from, and how long a room is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from boothapp.badges.addresses import email_address
from boothapp.ui.forms.controls import FieldBox, NumberEdit
from boothapp.ui.forms.field import Field
from boothapp.ui.settings.card import SettingsCard

_LONGEST_GRACE = 120  # minutes


class InterviewsCard(SettingsCard):
    """`organizer_edited` carries an address (or none), `grace_edited` minutes."""

    organizer_edited = Signal(str)
    grace_edited = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("interviews", "Interviews", parent=parent)
        self._organizer, self._grace = "", 0
        self.organizer, self.grace = QLineEdit(), NumberEdit(0, 0, _LONGEST_GRACE, " min")
        self.organizer.setPlaceholderText("recruiting@your-company.example")
        self.organizer_field = Field(
            "Invitations come from",
            self.organizer,
            hint="An e-mail address; who is invited answers to it.",
        )
        late = Field(
            "Keep a room for somebody who is late",
            FieldBox(self.grace),
            hint="Then it is offered to the next one waiting.",
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.organizer_field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(late, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.organizer.editingFinished.connect(self._leave_organizer)
        self.grace.editingFinished.connect(self._leave_grace)

    def show_rules(self, organizer: str, grace: int) -> None:
        """Show them as stored now."""
        if organizer != self._organizer:
            self._organizer = organizer
            self.organizer.setText(organizer)
        if grace != self._grace:
            self._grace = grace
            self.grace.setValue(grace)

    def _leave_organizer(self) -> None:
        address = self.organizer.text().strip()
        wrong = bool(address) and email_address(address) is None
        self.organizer_field.complain("This is not one plain e-mail address." if wrong else "")
        if not wrong and address != self._organizer:
            self._organizer = address
            self.organizer_edited.emit(address)

    def _leave_grace(self) -> None:
        if self.grace.value() != self._grace:
            self._grace = self.grace.value()
            self.grace_edited.emit(self._grace)
