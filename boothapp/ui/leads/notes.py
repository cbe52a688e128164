"""Writing about a person: the draft stays with its person, whoever is shown meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from boothapp.domain.people import Note
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class NoteEditor(QWidget):
    """A field for a new note, or for changing one. Drafts are kept in memory by lead."""

    save_wanted = Signal(str, object)
    """The text, and the Note that it replaces (None: a new one)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead_id = ""
        self._drafts: dict[str, str] = {}
        self._replaces: Note | None = None
        self.field = _Field()
        self.field.setPlaceholderText("Write a note")
        self.field.setAccessibleName("Note")
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(72)
        self.field.textChanged.connect(self._typed)
        self.field.finished.connect(self.save)
        self._save = Button("Save note", size="s", key="Ctrl+Enter")
        self._save.clicked.connect(self.save)
        quiet = Label("The person may ask to read this.", font="caption", tone="muted", wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(quiet, 1)
        foot.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addLayout(foot)
        self._typed()

    def show_lead(self, lead_id: str) -> None:
        """Write about another person; what was typed about the one before stays theirs."""
        if lead_id == self._lead_id:
            return
        self._lead_id, self._replaces = lead_id, None
        self.field.setPlainText(self._drafts.get(lead_id, ""))

    def change(self, note: Note) -> None:
        """Take a note up to change it."""
        self._replaces = note
        self.field.setPlainText(note.text)
        self.field.setFocus()

    def stored(self, lead_id: str) -> None:
        """The note of a lead is in the store: its draft is done."""
        self._drafts.pop(lead_id, None)
        if lead_id == self._lead_id:
            self._replaces = None
            self.field.clear()

    def save(self) -> None:
        """Hand the text over, unless there is none."""
        text = self.field.toPlainText().strip()
        if text:
            self.save_wanted.emit(text, self._replaces)

    def _typed(self) -> None:
        text = self.field.toPlainText()
        if self._lead_id:
            self._drafts[self._lead_id] = text
        self._save.setEnabled(bool(text.strip()))


class _Field(QPlainTextEdit):
    """Ctrl+Enter finishes."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Finish, or type."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)
