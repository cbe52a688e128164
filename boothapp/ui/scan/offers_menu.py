"""The best places for the person in the panel: B opens them, one key books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent

from boothapp.domain.people import LeadDetail
from boothapp.services.place_search import Offer
from boothapp.ui.scan.wording import moment
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.menu import Menu


class OffersMenu(Menu):
    """Names the person first; the number in front of a place, or Enter on the first, books it.

    B again, or the last line, goes to the day of interviews instead.
    """

    def __init__(
        self,
        button: Button,
        lead: LeadDetail,
        offers: tuple[Offer, ...],
        *,
        now: datetime,
        zone: ZoneInfo,
        book: Callable[[Offer], object],
        show_day: Callable[[], object],
    ) -> None:
        super().__init__(button)
        self._show_day = show_day
        self.lead_id = lead.id
        name = lead.person.name or lead.person.email or "this lead"
        if lead.interview is not None:
            said = f"{name} has an interview {moment(lead.interview, now, zone)}"
        else:
            said = f"Interview {name}" if offers else f"No place is left that suits {name}"
        self.setAccessibleName(said)
        self.addAction(said).setEnabled(False)
        self.offers = [
            self._offer(number, offer, now, zone, book)
            for number, offer in enumerate(offers, start=1)
        ]
        self.addSeparator()
        self.day = self.addAction("&Other places…\tB", show_day)
        self.setActiveAction(self.offers[0] if self.offers else self.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """B once more means that none of these is wanted."""
        if event.key() == Qt.Key.Key_B:
            self.close()
            self._show_day()
        else:
            super().keyPressEvent(event)

    def _offer(
        self,
        number: int,
        offer: Offer,
        now: datetime,
        zone: ZoneInfo,
        book: Callable[[Offer], object],
    ) -> QAction:
        names = " and ".join(who.name for who in offer.panel) or "nobody yet"
        place = f"{moment(offer.starts, now, zone)}  {offer.room.name}, with {names}"
        action = self.addAction(f"&{number}  {place.replace('&', '&&')}")
        action.triggered.connect(partial(book, offer))
        return action
