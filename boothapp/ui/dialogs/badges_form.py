"""What badges are printed on and look like, as a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.codes import Symbology
from boothapp.domain.day_sheets import Paper
from boothapp.domain.roster_mapping import RosterFile, SavedMapping
from boothapp.domain.sheets import PaperSize, Sheet
from boothapp.files import shown_name
from boothapp.services.badge_making import Look
from boothapp.services.badge_people import BadgePeople
from boothapp.services.badge_sheets import choices
from boothapp.ui.dialogs.roster_file_form import FileForm
from boothapp.ui.forms.controls import FieldBox, NumberEdit
from boothapp.ui.forms.field import Field
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import ElidedLabel

_PAPERS = ((PaperSize.A4.value, "A4"), (PaperSize.LETTER.value, "Letter"))
_LONGEST = 120
_FIRST = "First free label"


@dataclass(frozen=True, slots=True)
class BadgeOrder:
    """What the pages are made of."""

    people: BadgePeople
    look: Look
    sheet: Sheet
    first: int
    outline: bool


class BadgesForm(QWidget):
    """`choose` asks for the list; `changed` when the pages look otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = Button("Choose a list…", icon="folder-open")
        self.file = ElidedLabel("No list yet", tone="muted")
        self.reading = FileForm(right=0)
        self.reading.hide()
        self.reading.letters.hide()
        self.sign = Button("Sign…", icon="key")
        self.key: Path | None = None
        self._key_words = ElidedLabel("", tone="muted")
        self.paper = Segmented(_PAPERS, name="Paper")
        self.paper.set_value(Paper.usual(QLocale.system().name()).value)
        self.sheet = Select("Printed on")
        self.first = NumberEdit(1, 1, 1)
        self.code = Select("Kind of code")
        for kind in Symbology:
            self.code.addItem(kind.words, kind)
        self.event_name = QLineEdit()
        self.event_name.setMaxLength(_LONGEST)
        self.outline = CheckBox("Draw the labels’ edges, for a test on plain paper")
        self._lay_out()
        self.paper.picked.connect(self._show_sheets)
        self.sheet.currentIndexChanged.connect(self._show_first)
        self.first.valueChanged.connect(self.changed)
        self.code.currentIndexChanged.connect(self.changed)
        self.event_name.editingFinished.connect(self.changed)
        self.outline.toggled.connect(self.changed)
        self._show_sheets()
        self.show_key(None)

    @property
    def chosen_sheet(self) -> Sheet:
        """What it is printed on."""
        sheet: Sheet = self.sheet.currentData()
        return sheet

    @property
    def look(self) -> Look:
        """What the badges look like."""
        name = " ".join(self.event_name.text().split())
        return Look(event=name, symbology=Symbology(self.code.currentData()))

    def order(self, people: BadgePeople) -> BadgeOrder:
        """The pages of these people, as it is chosen now."""
        return BadgeOrder(people, self.look, self.chosen_sheet, self.first.value(), self.outlined)

    def show_path(self, path: Path) -> None:
        """Name the list, of which nothing is known yet."""
        self.file.set_text(shown_name(path))
        self.file.set_tone("")
        self.reading.hide()
        self.reading.letters.hide()

    def show_file(self, file: RosterFile, kept: Sequence[SavedMapping]) -> None:
        """Show how the list was read, and how else it can be."""
        self.reading.show_file(file, kept)
        self.reading.show()

    def show_key(self, key: Path | None) -> None:
        """Say which private key signs the badges, if any."""
        self.key = key
        self.sign.setText("Sign…" if key is None else "Do not sign")
        self.sign.setAccessibleName("Sign with a key…" if key is None else "Do not sign")
        self._key_words.set_text(f"Signed with {key.name}" if key else "Codes are not signed")

    def show_event(self, name: str) -> None:
        """Propose what stands on top, unless something is typed already."""
        if not self.event_name.text():
            self.event_name.setText(name)
            self.changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(_beside(self.choose, self.file))
        column.addWidget(self.reading)
        column.addLayout(_beside(self.sign, self._key_words))
        column.addWidget(Field("Event, on top of each badge", self.event_name))
        column.addWidget(Field("Paper", self.paper))
        column.addWidget(Field("Printed on", self.sheet))
        row = QHBoxLayout()
        row.setSpacing(12)
        top_of_row = Qt.AlignmentFlag.AlignTop
        row.addWidget(Field("Kind of code", self.code), 2, top_of_row)
        row.addWidget(Field(_FIRST, FieldBox(self.first)), 1, top_of_row)
        column.addLayout(row)
        column.addWidget(self.outline)
        column.addWidget(self.reading.letters)  # above the fields they would push them down
        column.addStretch()

    def _show_sheets(self) -> None:
        """The sheets of the paper that is chosen."""
        paper = PaperSize(self.paper.value or PaperSize.A4.value)
        self.sheet.blockSignals(True)  # once, below
        self.sheet.clear()
        for sheet in choices(paper):
            name = sheet.words if sheet.is_cut else f"Avery {sheet.name}: {sheet.words}"
            self.sheet.addItem(name, sheet)
        self.sheet.blockSignals(False)
        self._show_first()

    def _show_first(self) -> None:
        """A sheet of labels may be partly used; plain paper is not."""
        sheet = self.chosen_sheet
        self.first.blockSignals(True)
        self.first.setRange(1, 1 if sheet.is_cut else sheet.count)
        self.first.blockSignals(False)
        self.first.setEnabled(not sheet.is_cut)
        self.first.setToolTip("Plain paper is always new" if sheet.is_cut else "")
        self.outline.setEnabled(not sheet.is_cut)
        self.changed.emit()

    @property
    def outlined(self) -> bool:
        """Whether the edges are drawn."""
        return self.outline.isChecked() and self.outline.isEnabled()


def _beside(button: Button, words: ElidedLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(button)
    row.addWidget(words, 1)
    return row
