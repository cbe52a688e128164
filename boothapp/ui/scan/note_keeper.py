"""Keeps the note of one person in one visit: the first words make a note, later ones change it."""

from boothapp.services.leads import LeadsService


class NoteKeeper:
    """One keeper per person in the panel; `keep` runs on the database thread, in order."""

    def __init__(self, leads: LeadsService, lead_id: str) -> None:
        self._leads, self._lead_id = leads, lead_id
        self._note_id: str | None = None
        self._kept = ""

    def keep(self, text: str) -> bool:
        """Store the text as it is now; False when nothing had to be written.

        Raises NoSuchLead when the lead was removed meanwhile.
        """
        text = text.strip()
        if text == self._kept:
            return False
        if self._note_id is None:
            self._note_id = self._leads.add_note(self._lead_id, text).id
        elif text:
            self._leads.edit_note(self._note_id, text)
        else:
            self._leads.remove_note(self._note_id)
            self._note_id = None
        self._kept = text
        return True
