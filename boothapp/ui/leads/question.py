"""Which leads are looked at, in which order, through which view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from boothapp.domain.lead_filter import LeadFilter
from boothapp.domain.lead_rows import LeadQuery, LeadSort
from boothapp.domain.lead_views import LeadView

ALL = "all"
"""The id of the view of everybody."""


class LeadQuestion(QObject):
    """What a person types, filters and sorts becomes one LeadQuery."""

    asked = Signal(object)
    """Other leads are wanted: a LeadQuery."""
    refined = Signal()
    """The filter, the view or the order is another one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view_id = ALL
        self.filter = LeadFilter()
        self.sort, self.descending = LeadSort.SEEN, True
        self.views: Sequence[LeadView] = ()

    @property
    def view(self) -> LeadView:
        """What is looked at, as a view that has no name yet."""
        return LeadView("", "", self.filter, self.sort, self.descending)

    def ask(self) -> None:
        """Ask again. While words are typed and no order was chosen, the best match comes first."""
        usual = self.sort is LeadSort.SEEN and self.descending
        sort = LeadSort.MATCH if self.filter.text and usual else self.sort
        self.asked.emit(LeadQuery(self.filter, sort, self.descending))

    def type(self, text: str) -> None:
        """Other words."""
        self.filter = replace(self.filter, text=text.strip())
        self.ask()

    def refine(self, asked: LeadFilter) -> None:
        """Another filter; where a view has it, it is looked through that view."""
        self.filter = asked
        same = (view.id for view in self.views if view.filter == asked.without_text())
        self.view_id = next(same, "")
        self.refined.emit()
        self.ask()

    def look_through(self, view: LeadView) -> None:
        """The leads of a view, in its order; what was typed goes."""
        self.view_id, self.filter = view.id, view.filter
        self.sort, self.descending = view.sort, view.descending
        self.refined.emit()
        self.ask()

    def look_at_all(self) -> None:
        """Everybody."""
        if self.filter.is_empty:
            self.ask()
        else:
            self.look_through(LeadView(ALL, ""))

    def sort_by(self, sort: LeadSort, descending: bool) -> None:
        """Another order."""
        self.sort, self.descending = sort, descending
        self.ask()
