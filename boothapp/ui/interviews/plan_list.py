"""Who has no place in a proposal, why, and the one change that would let most in."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from boothapp.domain.event import EventInfo
from boothapp.services import plan_words
from boothapp.services.proposals import Proposal, Unplaced
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.scrolls import scroll_of

_WIDTH = 260


class PlanList(QWidget):
    """Cards, the one worth most first; empty when everybody has a place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.title = Label("", weight=600, wrap=True)
        self._cards = QWidget()
        self._column = QVBoxLayout(self._cards)
        self._column.setContentsMargins(12, 0, 12, 12)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 12, 0)
        head.addWidget(self.title)
        layout.addLayout(head)
        self.area = scroll_of(self._cards)
        self.area.setAccessibleName("Without a place")
        layout.addWidget(self.area, 1)

    def show_proposal(self, proposal: Proposal | None, event: EventInfo | None = None) -> None:
        """Show who is left out; None while the search runs, which does not know it yet."""
        self.setVisible(bool(proposal and proposal.unplaced))
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if proposal is None or event is None:
            return
        count = len(proposal.unplaced)
        people = "1 person has" if count == 1 else f"{count} people have"
        self.title.setText(f"{people} no place")
        for number, one in enumerate(proposal.unplaced):
            self._column.insertWidget(number, _card(one, proposal, event))


def _card(one: Unplaced, proposal: Proposal, event: EventInfo) -> Card:
    card = Card(margin=10)
    card.body.setSpacing(3)
    card.body.addWidget(Label(one.name, weight=600, wrap=True))
    why = plan_words.why(one)
    card.body.addWidget(Label(f"{why[:1].upper()}{why[1:]}.", font="caption", wrap=True))
    change = plan_words.best_change(one, proposal, event)
    if change:
        card.body.addWidget(Label(f"{change}.", font="caption", tone="accent", wrap=True))
    return card
