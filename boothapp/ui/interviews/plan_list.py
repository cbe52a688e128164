"""Beside a proposal: who has no place and why, and what moves from where to where."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from boothapp.domain.event import EventInfo
from boothapp.services import plan_words
from boothapp.services.proposals import Proposal, Proposed, Unplaced
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.scrolls import scroll_of

_LEAST, _MOST, _SHARE = 172, 260, 0.17


class PlanList(QWidget):
    """Cards, the one worth most first; hidden when everybody has a place and nothing moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fit(0)
        self.title = Label("", weight=600, wrap=True)
        self.moves = Label("", weight=600, wrap=True)
        self._unplaced, self._moving = _Cards(), _Cards()
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(10, 0, 10, 12)
        column.setSpacing(8)
        for part in (self.title, self._unplaced, self.moves, self._moving):
            column.addWidget(part)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        self.area = scroll_of(cards)
        self.area.setAccessibleName("Without a place, and moves")
        layout.addWidget(self.area, 1)

    def fit(self, width: int) -> None:
        """Take a part of a page so wide: the plans beside it need most of it."""
        self.setFixedWidth(max(_LEAST, min(_MOST, round(width * _SHARE))))

    def show_proposal(self, proposal: Proposal | None, event: EventInfo | None = None) -> None:
        """Show who is left out and what moves; None while the search runs, which does not know."""
        places = proposal.places if proposal else ()
        moving = [place for place in places if place.booked is not None]
        unplaced = proposal.unplaced if proposal else ()
        self.setVisible(bool(unplaced or moving))
        for cards in (self._unplaced, self._moving):
            cards.clear()
        if proposal is None or event is None:
            return
        people = "1 person has" if len(unplaced) == 1 else f"{len(unplaced)} people have"
        self.title.setText(f"{people} no place")
        self.moves.setText("1 move" if len(moving) == 1 else f"{len(moving)} moves")
        self.title.setVisible(bool(unplaced))
        self.moves.setVisible(bool(moving))
        self._unplaced.show_cards([_card(one, proposal, event) for one in unplaced])
        self._moving.show_cards([_move(one, proposal, event) for one in moving])


class _Cards(QWidget):
    """Cards below each other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def clear(self) -> None:
        """Forget them, and the names in them."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.hide()

    def show_cards(self, cards: list[Card]) -> None:
        """Show these."""
        for card in cards:
            self._column.addWidget(card)
        self.setVisible(bool(cards))


def _card(one: Unplaced, proposal: Proposal, event: EventInfo) -> Card:
    card = _named(one.name)
    if one.booked is not None:
        _say(card, f"Cannot stay: {plan_words.why_moves(one)}")
    _say(card, plan_words.why(one))
    _say(card, plan_words.told(one.booked), "verdict.ask.ink")
    _say(card, plan_words.best_change(one, proposal, event), "accent")
    return card


def _move(place: Proposed, proposal: Proposal, event: EventInfo) -> Card:
    card = _named(place.name)
    card.body.addWidget(Label(plan_words.move(place, proposal, event), font="caption", wrap=True))
    _say(card, plan_words.why_moves(place), "muted")
    _say(card, plan_words.told(place.booked), "verdict.ask.ink")
    return card


def _named(name: str) -> Card:
    card = Card(margin=10)
    card.body.setSpacing(3)
    card.body.addWidget(Label(name, weight=600, wrap=True))
    return card


def _say(card: Card, words: str, tone: str = "text") -> None:
    if words:
        text = f"{words[:1].upper()}{words[1:]}."
        card.body.addWidget(Label(text, font="caption", tone=tone, wrap=True))
