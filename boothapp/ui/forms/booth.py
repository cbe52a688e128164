"""The booth: who exhibits, where, whom to write to about privacy, how long details are kept."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from boothapp.domain.event import BoothInfo
from boothapp.services.contact_rules import contact_complaint
from boothapp.ui.forms.controls import FieldBox, NumberEdit
from boothapp.ui.forms.field import Field

_LONGEST_KEPT = 1_095  # days: three years
_NO_CONTACT = "Give an address that people can write to."


class BoothForm(QWidget):
    """Edits a BoothInfo; `edited` comes when a field is left with another valid whole."""

    edited = Signal(object)

    def __init__(self, booth: BoothInfo | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sponsor, self._booth, self._contact = QLineEdit(), QLineEdit(), QLineEdit()
        self._days = NumberEdit(180, 1, _LONGEST_KEPT, " days after the event")
        self.sponsor = Field(
            "Sponsor", self._sponsor, hint="The company that holds the leads and asks for consent."
        )
        self.contact = Field(
            "Privacy contact",
            self._contact,
            hint="Stands in every notice: where people read, correct or delete their details.",
        )
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(14)
        layout.setHorizontalSpacing(12)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(self.sponsor, 0, 0, 1, 2)
        layout.addWidget(Field("Booth", self._booth), 1, 0, top)
        layout.addWidget(Field("Details are kept", FieldBox(self._days)), 1, 1, top)
        layout.addWidget(self.contact, 2, 0, 1, 2)
        self._known: BoothInfo | None = None
        if booth is not None:
            self.show_booth(booth)
        for edit in (self._sponsor, self._booth, self._contact, self._days):
            edit.editingFinished.connect(self._leave)
        for line in (self._sponsor, self._contact):
            line.textChanged.connect(self._reconsider)

    def show_booth(self, booth: BoothInfo) -> None:
        """Show a booth's values as the known ones."""
        self._known = booth
        self._sponsor.setText(booth.sponsor)
        self._booth.setText(booth.booth)
        self._contact.setText(booth.privacy_contact)
        self._days.setValue(booth.retention_days)

    def value(self) -> BoothInfo | None:
        """Return the booth, or None after saying beside the fields what is wrong."""
        complaints = self._complaints()
        for field, sentence in complaints:
            field.complain(sentence)
        if any(sentence for _, sentence in complaints):
            return None
        sponsor, contact = self._sponsor.text().strip(), self._contact.text().strip()
        return replace(
            self._known or BoothInfo(sponsor=sponsor),
            sponsor=sponsor,
            booth=self._booth.text().strip(),
            privacy_contact=contact,
            retention_days=self._days.value(),
        )

    def _complaints(self) -> tuple[tuple[Field, str], ...]:
        """What is wrong in each field now, empty where nothing is."""
        named, contact = bool(self._sponsor.text().strip()), self._contact.text().strip()
        complaint = contact_complaint(contact) if contact else _NO_CONTACT
        if contact and self._known and contact == self._known.privacy_contact.strip():
            complaint = ""  # from before the rule: the other settings can be changed all the same
        return (
            (self.sponsor, "" if named else "Who exhibits? The notice names the company."),
            (self.contact, complaint),
        )

    def _reconsider(self) -> None:
        for field, sentence in self._complaints():
            field.reconsider(sentence)

    def _leave(self) -> None:
        if self._known is None:
            return  # a new booth is filled in: what is missing is said when it is handed over
        booth = self.value()
        if booth is not None and booth != self._known:
            self._known = booth
            self.edited.emit(booth)
