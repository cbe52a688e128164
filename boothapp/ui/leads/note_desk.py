"""What is written about people is stored, and forgotten with those who are gone."""

from __future__ import annotations

from PySide6.QtCore import QObject

from boothapp.domain.errors import NoteChanged
from boothapp.domain.people import LeadDetail, Note
from boothapp.services.events import Changed
from boothapp.ui.context import Context
from boothapp.ui.leads.notes import NoteEditor
from boothapp.ui.undoable import Undoable

_ENDS = frozenset({"lead", "consent"})  # changes after which somebody may be gone


class NoteDesk(QObject):
    """Stores what an editor hands over; what was refused stays there."""

    def __init__(self, context: Context, editor: NoteEditor) -> None:
        super().__init__(editor)
        self._tasks, self._service, self._editor = context.tasks, context.services.leads, editor
        self._orders = Undoable(context)
        context.bridge.changed.connect(self._changed)

    def save(self, lead: LeadDetail, text: str, replaced: Note | None) -> None:
        """Write a note, or change `replaced`."""
        if replaced is None:
            self._orders.do(
                lambda: self._service.add_note(lead.id, text),
                f"Note about {lead.called} saved",
                lambda note: self._service.remove_note(note.id),
                then=lambda _: self._editor.stored(lead.id, None),
            )
        else:
            self._change(lead, text, replaced)

    def _change(self, lead: LeadDetail, text: str, replaced: Note) -> None:
        def refused(error: Exception) -> bool:
            if isinstance(error, NoteChanged):
                self._editor.refused(lead.id, replaced)
            return False  # it is still to be said

        self._orders.do(
            lambda: self._service.edit_note(replaced.id, text, replaced.text),
            f"Note about {lead.called} changed",
            lambda before: self._service.edit_note(replaced.id, before, text),
            then=lambda _: self._editor.stored(lead.id, replaced),
            instead=refused,
        )

    def _changed(self, event: Changed) -> None:
        leads = self._editor.leads
        if event.what in _ENDS and leads:
            self._tasks.run(lambda: self._service.gone(leads), self._editor.forget)
