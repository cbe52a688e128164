"""The line that offers a place that got free to who is first in line."""

from __future__ import annotations

from PySide6.QtCore import Signal

from boothapp.services.place_search import Offer
from boothapp.services.queue import QueueEntry
from boothapp.ui.dead_time import DeadTime
from boothapp.ui.interviews.desk_loader import DeskData, Freed, Place
from boothapp.ui.interviews.strips import Strip, StripLine
from boothapp.ui.interviews.wording import clock, interval
from boothapp.ui.speaking import announce
from boothapp.ui.widgets.buttons import Button

BOOK_KEY, SKIP_KEY = "B", "S"
_LETTERS = 22
_MOST = 12  # places: for each is looked who could have it; a whole day may be withdrawn
_NOBODY = "Offer what is free to nobody"


class FreedStrip(Strip):
    """One place and one person at a time; a press of Skip offers it to the next."""

    book_wanted = Signal(object, object)
    """A QueueEntry and the Offer that they should have."""
    changed = Signal()
    """Something else is shown, or nothing."""

    def __init__(self) -> None:
        super().__init__("may_share")
        self._data: DeskData | None = None
        self._skipped: set[tuple[Place, str]] = set()
        self._offered: tuple[Freed, QueueEntry, Offer] | None = None
        self.dead = DeadTime()
        self.places: list[Place] = []
        """Those that may be free, the newest first."""
        self.line = StripLine("may_share")
        self.book = Button(kind="primary", size="s", key=BOOK_KEY)
        self.skip = Button("Skip", size="s", key=SKIP_KEY)
        self.close_button = Button(kind="ghost", icon="x", size="s")
        self.close_button.setAccessibleName(_NOBODY)
        self.close_button.setToolTip(_NOBODY)
        self.book.clicked.connect(self.take_offer)
        self.skip.clicked.connect(self.offer_next)
        self.close_button.clicked.connect(self._let_go)
        self.row.addWidget(self.line, 1)
        for button in (self.book, self.skip, self.close_button):
            self.row.addWidget(button)

    @property
    def wanted(self) -> bool:
        """Whether there is anything to show; who lays it out shows it."""
        return self._offered is not None

    def watch(self, place: Place) -> None:
        """A place may have got free."""
        self.places = [place, *(one for one in self.places if one != place)][:_MOST]
        self._skipped = {one for one in self._skipped if one[0] in self.places and one[0] != place}

    def take(self, data: DeskData) -> None:
        """Hear how the day stands."""
        self._data = data
        before, self._offered = self._offered, self._find(data)
        if self._offered is None:
            return
        freed, entry, offer = self._offered
        name = entry.candidate.name
        text = self._words(data, freed, entry, offer)
        self.line.say(text, "door-open")
        self.book.setText(f"Book {name if len(name) <= _LETTERS else name[: _LETTERS - 1] + '…'}")
        where = f"{offer.room.name} {interval(offer.starts, offer.ends, data.zone)}"
        self.book.setAccessibleName(f"Book {name}, {where}")
        self.book.setToolTip(f"{name}, {where}")
        self.book.updateGeometry()
        self.skip.setAccessibleName(f"Skip {name}")
        self.skip.setToolTip("Offer the place to the next one in line")
        if before is None or before[1].candidate.lead_id != entry.candidate.lead_id:
            self.dead.begin()
            announce(self, text)

    def take_offer(self) -> None:
        """Book who is shown; dead for a moment after somebody else is shown."""
        if self._offered is None or not self.dead.over:
            return
        freed, entry, offer = self._offered
        self.places.remove(freed.place)
        self._renew()
        self.book_wanted.emit(entry, offer)

    def offer_next(self) -> None:
        """Offer the place to the next one in line; after the last one, to nobody."""
        if self._offered is not None:
            freed, entry, _ = self._offered
            self._skipped.add((freed.place, entry.candidate.lead_id))
            self._renew()
            if self._offered is None or self._offered[0] is not freed:
                announce(self, "Nobody else in line can have this place")

    def _let_go(self) -> None:
        self.places.clear()
        self._renew()

    def _renew(self) -> None:
        if self._data is not None:
            self.take(self._data)
        self.changed.emit()

    def _find(self, data: DeskData) -> tuple[Freed, QueueEntry, Offer] | None:
        """The newest place with somebody who was not skipped, and expects no earlier one."""
        by_place = {freed.place: freed for freed in data.freed}
        expected = {one.candidate.lead_id: one.expected for one in data.line}
        for freed in filter(None, map(by_place.get, self.places)):
            for entry, offer in freed.offers:
                lead_id = entry.candidate.lead_id
                sooner = expected.get(lead_id)
                later = sooner is not None and offer.starts > sooner.starts
                if not later and (freed.place, lead_id) not in self._skipped:
                    return freed, entry, offer
        return None

    def _words(self, data: DeskData, freed: Freed, entry: QueueEntry, offer: Offer) -> str:
        who = entry.candidate
        if freed.starts <= data.now:
            when = f"until {clock(freed.ends, data.zone)}"
        else:
            when = interval(freed.starts, freed.ends, data.zone)
        first = bool(data.line) and data.line[0].candidate.lead_id == who.lead_id
        rank = "is first in line" if first else "is next in line who can"
        times = interval(offer.starts, offer.ends, data.zone)
        return f"{freed.room.name} is free {when}: {who.name} {rank}, {times}"
