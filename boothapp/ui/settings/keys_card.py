"""Organisers' keys in Settings: by whom signed badges and lists count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from boothapp.domain.organiser_keys import MAX_NAME, OrganiserKey
from boothapp.ui.settings.lines_edit import LinesEdit
from boothapp.ui.settings.lists import LineList
from boothapp.ui.widgets.buttons import Button

_NONE = "No key yet: signed badges are read, and said to be unverified."
_TEXT = (
    "With a key, badges and lists that were signed with it are verified here, offline, and a "
    "forged or altered one is refused. Compare the fingerprint with what the organiser says."
)


class KeysCard(LineList):
    """`added` carries the name and text of a new key, `file_wanted` the name alone."""

    added = Signal(str, str)
    file_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("organiser_keys", "Organisers’ keys", _TEXT, parent)
        self.new_name, self.text = QLineEdit(), LinesEdit(3)
        self.new_name.setMaxLength(MAX_NAME)
        self.new_name.setPlaceholderText("Name of a new key, such as the event’s")
        self.new_name.setAccessibleName("Name of a new key")
        self.text.setPlaceholderText("-----BEGIN PUBLIC KEY----- … or base64")
        self.text.setAccessibleName("Public key as text")
        self.add, self.file = Button("Add", icon="plus"), Button("From a file…", icon="upload")
        self.add.setAccessibleName("Add the key")
        self.file.setAccessibleName("Add a key from a file")
        self.add.clicked.connect(self._add)
        self.file.clicked.connect(self._file)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new_name, 1)
        row.addWidget(self.file)
        row.addWidget(self.add)
        self.column.addWidget(self.text)
        self.column.insertLayout(self.column.count() - 1, row)

    def show_keys(self, keys: Sequence[OrganiserKey]) -> None:
        """Show these, with their fingerprints."""
        self.show_lines([(key.id, key.name, key.fingerprint) for key in keys], empty=_NONE)

    def clear(self) -> None:
        """It is set up: make room for another."""
        self.new_name.setText("")
        self.text.setPlainText("")

    def _add(self) -> None:
        name, text = self.new_name.text().strip(), self.text.toPlainText().strip()
        if not name:
            self.new_name.setFocus()
        elif not text:
            self.text.setFocus()
        else:
            self.added.emit(name, text)

    def _file(self) -> None:
        name = self.new_name.text().strip()
        if name:
            self.file_wanted.emit(name)
        else:
            self.new_name.setFocus()


def choose_key_file(parent: QWidget) -> Path | None:
    """Ask for a file with a public key."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "A public key", "", "Keys (*.pem *.pub *.txt);;All files (*)"
    )
    return Path(name) if name else None
