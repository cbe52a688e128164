"""How a list is read: encoding, sheet, and which kept mapping its columns are read by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from boothapp.domain.roster_mapping import RosterFile, SavedMapping
from boothapp.domain.tables import ENCODINGS, ReadAs
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label


class FileForm(QWidget):
    """`changed` when the file has to be read otherwise, `chosen` with a kept mapping or None.

    `right` keeps it clear of a scroll bar.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, right: int = 8) -> None:
        super().__init__(parent)
        self.encoding = Select("Encoding of the file")
        for name, words in ENCODINGS.items():
            self.encoding.addItem(words, name)
        self.sheet = Select("Sheet of the workbook")
        self.kept = Select("Columns as in")
        self._labels = {
            self.encoding: Label("Encoding"),
            self.sheet: Label("Sheet"),
            self.kept: Label("Columns as in"),
        }
        self.letters = Label(wrap=True, tone="muted")
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, right, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(8)
        layout.setColumnStretch(1, 1)
        for row, (box, label) in enumerate(self._labels.items()):
            label.setBuddy(box)
            layout.addWidget(label, row, 0)
            layout.addWidget(box, row, 1)
        layout.addWidget(self.letters, len(self._labels), 0, 1, 2)
        self.encoding.activated.connect(self.changed)
        self.sheet.activated.connect(self.changed)
        self.kept.activated.connect(lambda: self.chosen.emit(self.kept.currentData()))
        self._kept: tuple[SavedMapping, ...] = ()
        self._asked = ""

    def read_as(self, file: RosterFile) -> ReadAs:
        """What is chosen, for a file that was looked at."""
        return ReadAs(
            encoding=self.encoding.currentData() if file.form.encoding else None,
            sheet=self.sheet.currentData() if file.form.sheets else None,
        )

    def show_file(self, file: RosterFile, kept: Sequence[SavedMapping]) -> None:
        """Show how a file was read, and what its columns can be read by."""
        form = file.form
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(form.encoding)))
        self.sheet.clear()
        for title in form.sheets:
            self.sheet.addItem(title, title)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(form.sheet)))
        self.kept.clear()
        self.kept.addItem("guessed by the names", None)
        fitting = [one for one in kept if one.likeness(file.headers)]
        for one in fitting:
            self.kept.addItem(one.name, one)
        names = [one.name for one in fitting]
        at = names.index(file.remembered) + 1 if file.remembered in names else 0
        self.kept.setCurrentIndex(at)
        self._show(self.encoding, shown=bool(form.encoding))
        self._show(self.sheet, shown=len(form.sheets) > 1)
        self._show(self.kept, shown=bool(fitting))
        said = "   ".join(file.letters)
        asked = f"Is this spelled right? {said}\nIf not, choose another encoding."
        self._asked = asked if said else ""
        self.letters.setVisible(bool(said))
        self.ask_of_letters(asked=True)

    def ask_of_letters(self, *, asked: bool) -> None:
        """Show letters to be looked at, or none: of what cannot be read they would be old ones.

        Their place stays as high as it was, so that nothing moves.
        """
        self.letters.setMinimumHeight(0 if asked else self.letters.height())
        self.letters.setText(self._asked if asked else "")

    def _show(self, box: Select, *, shown: bool) -> None:
        box.setVisible(shown)
        self._labels[box].setVisible(shown)
