"""Writing about a person: the draft stays with its person, whoever is shown meanwhile."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from boothapp.domain.people import Note
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label


class NoteEditor(QWidget):
    """A field for a new note, or for changing one. Drafts are kept in memory by lead.

    While a note is changed, the draft of a new one waits beside it, and comes back afterwards.
    """

    save_wanted = Signal(str, object)
    """The text, and the Note that it replaces (None: a new one)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead_id = ""
        self._drafts: dict[str, str] = {}
        self._changes: dict[str, tuple[Note, str]] = {}
        """What is changed, and how far that is."""
        self.field = _Field()
        self.field.setPlaceholderText("Write a note")
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(72)
        self.field.textChanged.connect(self._typed)
        self.field.finished.connect(self.save)
        self._save = Button("Save note", size="s", key="Ctrl+Enter")
        self._save.clicked.connect(self.save)
        self.cancel = Button("Cancel", kind="ghost", size="s")
        self.cancel.setAccessibleName("Leave the note as it was")
        self.cancel.clicked.connect(self._leave_as_it_was)
        self._quiet = Label(
            "The person may ask to read this.", font="caption", tone="muted", wrap=True
        )
        self.about = Label(font="caption", tone="muted", wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self._quiet, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.about)
        layout.addWidget(self.field)
        layout.addLayout(foot)
        self._show()

    def show_lead(self, lead_id: str) -> None:
        """Write about another person; what was typed about the one before stays theirs."""
        if lead_id != self._lead_id:
            self._lead_id = lead_id
            self._show()

    def change(self, note: Note) -> None:
        """Take a note up to change it; a draft of a new one waits."""
        self._changes[self._lead_id] = (note, note.text)
        self._show()
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setFocus()

    def stored(self, lead_id: str, replaced: Note | None) -> None:
        """What was saved about a lead is in the store: that change or draft is done."""
        changed, _ = self._changes.get(lead_id, (None, ""))
        if replaced is None:
            self._drafts.pop(lead_id, None)
        elif changed is not None and changed.id == replaced.id:
            del self._changes[lead_id]
        if lead_id == self._lead_id:
            self._show()

    def refused(self, lead_id: str, replaced: Note) -> None:
        """A note is not what it was when its change began: those words are a new note's now."""
        changed, text = self._changes.get(lead_id, (None, ""))
        if changed is None or changed.id != replaced.id:
            return
        del self._changes[lead_id]
        draft = self._drafts.get(lead_id, "")
        self._drafts[lead_id] = "\n".join(one for one in (draft, text) if one)
        if lead_id == self._lead_id:
            self._show()

    @property
    def leads(self) -> frozenset[str]:
        """About whom anything is kept here."""
        return frozenset((*self._drafts, *self._changes))

    def forget(self, gone: Collection[str]) -> None:
        """Nothing is kept here about people who are no lead any more."""
        for lead_id in gone:
            self._changes.pop(lead_id, None)
            self._drafts.pop(lead_id, None)
        if self._lead_id in gone:
            self._show()

    def save(self) -> None:
        """Hand the text over, unless there is none."""
        text = self.field.toPlainText().strip()
        if text:
            note, _ = self._changes.get(self._lead_id, (None, ""))
            self.save_wanted.emit(text, note)

    def _leave_as_it_was(self) -> None:
        self._changes.pop(self._lead_id, None)
        self._show()
        self.field.setFocus()

    def _show(self) -> None:
        """The change or the draft of who is shown, and in words which of them it is."""
        note, text = self._changes.get(self._lead_id, (None, self._drafts.get(self._lead_id, "")))
        if text != self.field.toPlainText():
            self.field.setPlainText(text)
        changing = note is not None
        self.field.setAccessibleName("Change the note" if changing else "Note")
        self._save.setText("Save change" if changing else "Save note")
        self._save.setAccessibleName(self._save.text())
        self._save.updateGeometry()
        self.cancel.setVisible(changing)
        self._quiet.setText("" if changing else "The person may ask to read this.")
        self.about.setText(f"You change the note by {note.author}:" if note is not None else "")
        self.about.setVisible(changing)
        self._typed()

    def _typed(self) -> None:
        text = self.field.toPlainText()
        if self._lead_id in self._changes:
            note, _ = self._changes[self._lead_id]
            self._changes[self._lead_id] = (note, text)
        elif self._lead_id and text:
            self._drafts[self._lead_id] = text
        else:
            self._drafts.pop(self._lead_id, None)
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
