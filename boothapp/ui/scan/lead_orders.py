"""What is said in a lead's panel goes to the services, always with the person who is in it."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer

from boothapp.domain.people import LeadDetail, Rating
from boothapp.services.place_search import Offer
from boothapp.ui.context import Context
from boothapp.ui.scan.actions import ScanActions
from boothapp.ui.scan.lead_panel import LeadPanel
from boothapp.ui.scan.note_taking import NoteTaking
from boothapp.ui.scan.wording import next_free

_NEXT_FREE_AFTER = 300  # ms: the verdict and the next scan come first


class LeadOrders(QObject):
    """Ties the lead panel to the services; `note` keeps what is written."""

    def __init__(self, context: Context, panel: LeadPanel, actions: ScanActions) -> None:
        super().__init__(panel)
        self._context, self._panel, self._actions = context, panel, actions
        self.note = NoteTaking(context.services.leads, panel, actions)
        leads = context.services.leads
        panel.booked.connect(self.book)
        panel.saved.connect(self.save)
        panel.rated.connect(
            lambda value: self._store(
                lambda lead: leads.rate(lead.id, Rating(value) if value else None)
            )
        )
        panel.tag_added.connect(lambda tag: self._store(lambda lead: leads.add_tag(lead.id, tag)))
        panel.tag_removed.connect(
            lambda tag: self._store(lambda lead: leads.remove_tag(lead.id, tag))
        )
        panel.role_picked.connect(
            lambda role: self._store(lambda lead: leads.set_role(lead.id, role))
        )
        panel.answered.connect(
            lambda question, text: self._store(lambda lead: leads.answer(lead.id, question, text))
        )

    def start(self, zone: ZoneInfo) -> None:
        """Another person, or nobody, is in the panel: a new note, and the next free slot."""
        lead = self._lead
        self.note.start(lead.id if lead is not None else "")
        if lead is not None:
            QTimer.singleShot(_NEXT_FREE_AFTER, self, lambda: self._find_next_free(lead, zone))

    def save(self) -> None:
        """Close the panel; everything in it is kept already but the last words of the note."""
        self.note.keep()
        self._actions.next()

    def book(self) -> None:
        """Go to the interviews with this person picked."""
        lead = self._lead
        if lead is not None:
            self.note.keep()
            self._context.navigate("interviews", lead.id)

    @property
    def _lead(self) -> LeadDetail | None:
        card = self._actions.desk.current
        return card.lead if card is not None else None

    def _store(self, write: Callable[[LeadDetail], object]) -> None:
        lead = self._lead
        if lead is not None:
            self._actions.change(lambda: write(lead))

    def _find_next_free(self, lead: LeadDetail, zone: ZoneInfo) -> None:
        def show(found: tuple[Offer, ...]) -> None:
            card = self._actions.desk.current
            if found and card is not None and self._is_here(lead):
                self._panel.show_next_free(next_free(found[0], card.scanned_at, zone))

        offers = self._context.services.offers
        if self._is_here(lead):
            self._context.tasks.run(lambda: offers.best(lead.id, 1), show)

    def _is_here(self, lead: LeadDetail) -> bool:
        return self._lead is not None and self._lead.id == lead.id
