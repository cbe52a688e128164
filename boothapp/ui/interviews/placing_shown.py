"""Tells the day, the list and the line above the day who is being placed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from boothapp.ui.interviews.candidates_panel import CandidateList
from boothapp.ui.interviews.day_view import DayView
from boothapp.ui.interviews.placing import Placing
from boothapp.ui.interviews.placing_bar import PlacingBar
from boothapp.ui.interviews.wording import interval, why_not


class PlacingShown(QObject):
    """Follows a Placing; `renew` after anything else that is shown of it changed."""

    def __init__(
        self,
        page: QWidget,
        view: DayView,
        people: CandidateList,
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
        self._show_bar(shown=carried or wanted is not None)
        self._show_aim()

    def _show_bar(self, *, shown: bool) -> None:
        """The day stays where it is on the screen: it scrolls by as much as it is pushed down."""
        if shown != self._bar.isHidden():
            return
        before = self._top()
        self._bar.setVisible(shown)
        layout = self._page.layout()
        if layout is not None:
            layout.activate()
        scroll = self._view.verticalScrollBar()
        scroll.setValue(scroll.value() + self._top() - before)

    def _top(self) -> int:
        return self._view.mapTo(self._page, QPoint()).y()

    def _show_aim(self) -> None:
        self._bar.explain(why_not(self._placing.clashes, self._view.zone))
