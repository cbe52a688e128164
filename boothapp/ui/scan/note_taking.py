"""The note in the panel is kept while it is written, and always with its own person."""

from PySide6.QtCore import QObject, QTimer

from boothapp.services.leads import LeadsService
from boothapp.ui.scan.actions import ScanActions
from boothapp.ui.scan.kept_out import ABOUT
from boothapp.ui.scan.lead_panel import LeadPanel
from boothapp.ui.scan.note_keeper import NoteKeeper

_PAUSE = 1200  # ms without a key after which the note is kept


class NoteTaking(QObject):
    """One keeper per person: what was written is never kept with the next one."""

    def __init__(self, leads: LeadsService, panel: LeadPanel, actions: ScanActions) -> None:
        super().__init__(panel)
        self._leads, self._panel, self._actions = leads, panel, actions
        self._keeper: NoteKeeper | None = None
        self._lead_id = ""
        self._ordered = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.keep)
        panel.note_changed.connect(self._pause.start)
        panel.note_left.connect(self.keep)

    @property
    def open(self) -> bool:
        """Whether there are words that nobody ordered to keep yet."""
        return self._panel.note.toPlainText().strip() != self._ordered

    def start(self, lead_id: str) -> None:
        """From now on the note belongs to this lead; an empty id is nobody."""
        if lead_id == self._lead_id:
            return
        self.keep()
        self._lead_id, self._ordered = lead_id, ""
        self._keeper = NoteKeeper(self._leads, lead_id) if lead_id else None
        self._panel.setProperty(ABOUT, lead_id)
        self._panel.start_note()
        self._pause.stop()

    def keep(self) -> None:
        """Store what is written now."""
        self._pause.stop()
        keeper, text = self._keeper, self._panel.note.toPlainText()
        if keeper is not None and self.open:
            self._ordered = text.strip()
            self._actions.change(lambda: keeper.keep(text))
