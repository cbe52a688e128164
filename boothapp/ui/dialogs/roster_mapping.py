"""Which column of the organiser's list holds what: one choice for each thing BoothApp can use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from boothapp.domain.roster import RosterField
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label

FIELD_WORDS = {
    RosterField.BADGE_ID: "Badge id",
    RosterField.EMAIL: "E-mail",
    RosterField.OPTED_IN: "Agreed to share",
    RosterField.NAME: "Full name",
    RosterField.GIVEN_NAME: "Given name",
    RosterField.FAMILY_NAME: "Family name",
    RosterField.AFFILIATION: "Affiliation",
    RosterField.ATTENDEE_TYPE: "Attendee type",
    RosterField.CAREER_STAGE: "Career stage",
    RosterField.INTERESTS: "Interests",
    RosterField.LINKS: "Links",
    RosterField.TALK_TITLE: "Talk, title",
    RosterField.TALK_STARTS: "Talk, start",
    RosterField.TALK_ENDS: "Talk, end",
    RosterField.TALK_PLACE: "Talk, place",
    RosterField.POSTER_TITLE: "Poster, title",
    RosterField.POSTER_STARTS: "Poster, start",
    RosterField.POSTER_ENDS: "Poster, end",
    RosterField.POSTER_PLACE: "Poster, place",
}
_NONE = "not in this list"


class MappingForm(QWidget):
    """Edits a ColumnMapping over the headers of one file."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = {field: self._box(words) for field, words in FIELD_WORDS.items()}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(8)
        layout.setColumnStretch(1, 1)
        for row, (field, box) in enumerate(self._boxes.items()):
            label = Label(FIELD_WORDS[field])
            label.setBuddy(box)
            layout.addWidget(label, row, 0)
            layout.addWidget(box, row, 1)

    def _box(self, words: str) -> Select:
        box = Select(f"Column for: {words}")
        box.activated.connect(self.changed)
        return box

    def show_mapping(self, headers: Sequence[str], mapping: ColumnMapping) -> None:
        """Offer the headers of a file, the guessed ones chosen."""
        for field, box in self._boxes.items():
            box.clear()
            box.addItem(_NONE, None)
            for header in filter(None, headers):
                box.addItem(header, header)
            box.setCurrentIndex(max(0, box.findData(mapping.header(field))))

    def value(self) -> ColumnMapping:
        """Return what is chosen."""
        chosen = {field: box.currentData() for field, box in self._boxes.items()}
        return ColumnMapping({field: header for field, header in chosen.items() if header})

    def choose(self, field: RosterField, header: str | None) -> None:
        """Choose a column as the person would."""
        box = self._boxes[field]
        box.setCurrentIndex(max(0, box.findData(header)))
        self.changed.emit()
