"""Tells the day, the list and the line above the day who is being placed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from boothapp.ui.interviews.candidates_panel import CandidatesPanel
from boothapp.ui.interviews.day_view import DayView
from boothapp.ui.interviews.placing import Placing
from boothapp.ui.interviews.placing_bar import PlacingBar
from boothapp.ui.interviews.strips import in_place
from boothapp.ui.interviews.wording import interval, why_not


class PlacingShown(QObject):
    """Follows a Placing; `renew` after anything else that is shown of it changed."""

    def __init__(
        self,
        page: QWidget,
        view: DayView,
        people: CandidatesPanel,
        bar: PlacingBar,
        placing: Placing,
    ) -> None:
        super().__init__(page)
        self._page, self._view, self._people = page, view, people
        self._bar, self._placing = bar, placing
        placing.changed.connect(self.renew)
        placing.aimed.connect(self._show_aim)

    def renew(self) -> None:
        """Show it anew. While the pointer drags, the line stays away: it would push the day."""
        picked, wanted = self._placing.picked, self._placing.wanted
        self._view.day.pick(picked, self._placing.rule, self._placing.lit)
        self._people.show_placing(picked.lead_id if picked else None)
        if picked is not None:
            self._bar.show_picked(picked)
        elif wanted is not None:
            times = interval(wanted.starts, wanted.ends, self._view.zone)
            self._bar.show_wanted(f"{wanted.room.name} {times}")
        carried = picked is not None and not self._placing.dragged
        with in_place(self._page, self._view):
            self._bar.setVisible(carried or wanted is not None)
        self._show_aim()

    def _show_aim(self) -> None:
        self._bar.explain(why_not(self._placing.clashes, self._view.zone))
