"""What is said in a lead's panel goes to the services, always with the person who is in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from boothapp.domain.clashes import SlotTaken
from boothapp.domain.interviews import Interview
from boothapp.domain.people import LeadDetail, Rating
from boothapp.services.bundle import Services
from boothapp.services.events import Changed
from boothapp.services.place_search import Offer
from boothapp.ui.context import Context
from boothapp.ui.interviews.wording import why_not
from boothapp.ui.scan.actions import ScanActions
from boothapp.ui.scan.lead_panel import LeadPanel
from boothapp.ui.scan.note_taking import NoteTaking
from boothapp.ui.scan.offers_menu import OffersMenu
from boothapp.ui.scan.wording import booking, moment, next_free
from boothapp.ui.undoable import Undoable

if TYPE_CHECKING:
    from boothapp.ui.scan.turned_link import LinkShowing

_OFFERED = 3
_NEXT_FREE_AFTER = 300  # ms: the verdict and the next scan come first

_Ahead = tuple[Interview, str] | Offer | None
"""The next interview and its room's name, else the next free place."""


class LeadOrders(QObject):
    """Ties the lead panel to the services; `note` keeps what is written.

    `offering_changed` comes when places begin to be looked for, and when they are shown no more.
    """

    offering_changed = Signal()

    def __init__(
        self, context: Context, panel: LeadPanel, actions: ScanActions, page: QWidget
    ) -> None:
        super().__init__(panel)
        self._context, self._panel, self._actions, self._page = context, panel, actions, page
        self.note = NoteTaking(context.services.leads, panel, actions)
        self._orders = Undoable(context, self._explain)
        self._zone = ZoneInfo("UTC")
        self.menu: OffersMenu | None = None
        self.link: LinkShowing | None = None
        self.offering = False
        """Whether places are looked for or shown: the panel stays with whom they are for."""
        self._look = QTimer(self, singleShot=True, interval=_NEXT_FREE_AFTER)
        self._look.timeout.connect(self._look_ahead)
        context.bridge.changed.connect(self._changed)
        leads = context.services.leads
        panel.booked.connect(self.book)
        panel.saved.connect(self.save)
        panel.roles.link_wanted.connect(self._show_link)
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
        lead, self._zone = self._lead, zone
        if self.menu is not None and isValid(self.menu):
            self.menu.close()  # what it offers is for somebody else
        self.note.start(lead.id if lead is not None else "")
        self._look.start()

    def save(self) -> None:
        """Close the panel; everything in it is kept already but the last words of the note.

        What is required and open is said first; the next order leaves it so.
        """
        self.note.keep()
        if not self._panel.holds():
            self._actions.next()

    def _show_link(self, role_id: str) -> None:
        """Turn the screen to the candidate: where they apply."""
        from boothapp.ui.scan.turned_link import LinkShowing  # wanted now and then

        if self.link is None:
            self.link = LinkShowing(self._context, self._page)
        self.note.keep()
        self.link.show(role_id)

    def book(self) -> None:
        """Offer the three best places for this person; one key books."""
        lead = self._lead
        if lead is not None:
            self._set_offering(on=True)
            self.note.keep()
            self._context.tasks.run(
                lambda: self._places(lead.id),
                lambda found: self._offer(*found),
                self._not_offered,
            )

    def _set_offering(self, *, on: bool) -> None:
        if self.offering != on:
            self.offering = on
            self.offering_changed.emit()

    def _not_offered(self, error: Exception) -> None:
        self._set_offering(on=False)
        self._context.toasts.error(str(error))

    def _places(self, lead_id: str) -> tuple[LeadDetail, tuple[Offer, ...]]:
        """The person as of now, and the places; none for who has an interview. On the database's
        thread."""
        lead = self._context.services.leads.detail(lead_id)
        if lead.interview is not None:
            return lead, ()
        return lead, self._context.services.offers.best(lead_id, _OFFERED)

    def _offer(self, lead: LeadDetail, found: tuple[Offer, ...]) -> None:
        if not self._is_here(lead):
            self._set_offering(on=False)
            return  # somebody else was called into the panel
        self.menu = OffersMenu(
            self._panel.book,
            lead,
            found,
            now=self._context.services.now(),
            zone=self._zone,
            book=lambda offer: self._book(lead, offer),
            show_day=lambda: self._context.navigate("interviews", lead.id),
        )
        # Queued: the choice comes after the menu hides, and is still about this person.
        self.menu.aboutToHide.connect(
            lambda: self._set_offering(on=False), Qt.ConnectionType.QueuedConnection
        )
        self.menu.drop()

    def _book(self, lead: LeadDetail, offer: Offer) -> None:
        interviews = self._context.services.interviews
        panel = [who.id for who in offer.panel]
        minutes = round((offer.ends - offer.starts).total_seconds() / 60)
        name = lead.person.name or lead.person.email
        when = moment(offer.starts, self._context.services.now(), self._zone)
        self._orders.do(
            lambda: interviews.book(lead.id, offer.room.id, offer.starts, minutes, panel),
            f"Booked: {name}, {offer.room.name}, {when}",
            lambda booked: interviews.unbook(booked.id),
        )

    @property
    def _lead(self) -> LeadDetail | None:
        card = self._actions.desk.current
        return card.lead if card is not None else None

    def _store(self, write: Callable[[LeadDetail], object]) -> None:
        lead = self._lead
        if lead is not None:
            self._actions.change(lambda: write(lead))

    def _changed(self, event: Changed) -> None:
        if event.what == "interview" and self._lead is not None:
            self._look.start()

    def _look_ahead(self) -> None:
        """Say when their interview is, else when one could be."""
        lead, services = self._lead, self._context.services
        if lead is None:
            return

        def show(found: _Ahead) -> None:
            card = self._actions.desk.current
            if card is not None and self._is_here(lead):
                words = _words(found, card.scanned_at, self._zone)
                self._panel.show_interview(words, booked=isinstance(found, tuple))

        gone = self._panel.show_interview  # the lead was deleted: its panel goes too
        self._context.tasks.run(lambda: _ahead(services, lead.id), show, lambda _error: gone(""))

    def _explain(self, error: Exception) -> str:
        if isinstance(error, SlotTaken):
            return f"Not booked: {why_not(error.clashes, self._zone)}."
        return str(error)

    def _is_here(self, lead: LeadDetail) -> bool:
        return self._lead is not None and self._lead.id == lead.id


def _ahead(services: Services, lead_id: str) -> _Ahead:
    """Read it; on the database's thread."""
    now = services.now()
    own = next((one for one in services.interviews.of_lead(lead_id) if one.stands(now)), None)
    if own is None:
        return next(iter(services.offers.best(lead_id, 1)), None)
    rooms = {room.id: room.name for room in services.settings.get().rooms}
    return own, rooms.get(own.room_id, "")


def _words(found: _Ahead, now: datetime, zone: ZoneInfo) -> str:
    if found is None:
        return ""
    if isinstance(found, Offer):
        return next_free(found, now, zone)
    return booking(*found, now, zone)
