"""The list of interests in Settings, and the dialog that edits, imports and previews it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.desk_lists import ListChange, compared, interests_in
from boothapp.domain.errors import BadInput
from boothapp.ui.forms.field import Field, make_room
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.settings.lines_edit import LinesEdit
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_NAMED = 4  # of those that come or go; the rest is counted


class InterestsCard(SettingsCard):
    """`edit_wanted` and `import_wanted` open the list."""

    edit_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        text = "What people can be filed under. Who brings another interest keeps it."
        super().__init__("interests", "Interests", text, parent)
        self.shown = Label(wrap=True)
        self.column.addWidget(self.shown)
        row = QHBoxLayout()
        row.setSpacing(8)
        for word, icon, wanted in (
            ("Edit the list…", "pencil-simple", self.edit_wanted),
            ("Import a list…", "upload", self.import_wanted),
        ):
            button = Button(word, icon=icon)
            button.clicked.connect(wanted)
            row.addWidget(button)
        row.addStretch()
        self.column.addLayout(row)

    def show_names(self, names: Sequence[str]) -> None:
        """Show how many there are, and the first of them."""
        some = ", ".join(names[: 2 * _NAMED])
        more = "" if len(names) <= 2 * _NAMED else " …"
        self.shown.setText(f"{len(names):,}: {some}{more}")


class InterestsDialog(QDialog):
    """Edits the list as a text; `accepted_with` carries its lines.

    `import_wanted` asks for a file, whose lines `load` shows; nothing is stored before Save.
    """

    accepted_with = Signal(list)
    import_wanted = Signal()

    def __init__(
        self, names: Sequence[str], supplied: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._before = tuple(names)
        self.setWindowTitle("Interests")
        self.setMinimumWidth(520)
        self.edit = LinesEdit(14)
        self.field = Field("One on each line", self.edit)
        self.preview = Label(tone="muted", wrap=True)
        self.save = Button("Save", kind="primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label("Interests", font="subtitle"))
        column.addWidget(self.field)
        column.addWidget(self.preview)
        column.addLayout(self._foot(supplied))
        self.edit.textChanged.connect(self._look)
        self.show_list(names)

    def show_list(self, names: Sequence[str]) -> None:
        """Show a list to be looked at, or changed further."""
        self.edit.setPlainText("\n".join(names))

    def complain(self, sentence: str) -> None:
        """Say why a file was not taken."""
        self.field.complain(sentence)

    @property
    def change(self) -> ListChange | None:
        """What would come and go; None where the text is no list."""
        try:
            return compared(self._before, interests_in(self.edit.toPlainText().splitlines()))
        except BadInput:
            return None

    def _foot(self, supplied: Sequence[str]) -> QHBoxLayout:
        bring = Button("Import a file…", kind="ghost", icon="upload")
        bring.clicked.connect(self.import_wanted)
        back = Button("Supplied list", kind="ghost", icon="arrow-counter-clockwise")
        back.clicked.connect(lambda: self.show_list(supplied))
        cancel = Button("Cancel", key="Esc")
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(bring)
        foot.addWidget(back)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        return foot

    def _look(self) -> None:
        """Say what comes and goes, or what is wrong."""
        try:
            names = interests_in(self.edit.toPlainText().splitlines())
        except BadInput as error:
            self.field.complain(str(error))
            self.preview.setText("")
            self.save.setEnabled(False)
            return
        self.field.complain("")
        self.save.setEnabled(True)
        self.preview.setText(change_words(compared(self._before, names)))
        make_room(self)

    def _save(self) -> None:
        lines = self.edit.toPlainText().splitlines()
        self.accept()
        if interests_in(lines) != self._before:
            self.accepted_with.emit(lines)


def change_words(change: ListChange) -> str:
    """What comes, goes and stays, the first of them by name."""
    parts = [
        f"{len(names):,} {word}: {_some(names)}"
        for word, names in (("come", change.comes), ("go", change.goes))
        if names
    ]
    return ". ".join([*parts, f"{len(change.stays):,} stay"]) + "."


def choose_file(parent: QWidget) -> Path | None:
    """Ask for a file with a list."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "A list of interests", "", "Lists (*.txt *.csv *.tsv);;All files (*)"
    )
    return Path(name) if name else None


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
