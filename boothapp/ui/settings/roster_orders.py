"""What the card of the organiser's list orders: kept mappings renamed and removed, with Undo."""

from __future__ import annotations

from boothapp.domain.roster_mapping import SavedMapping
from boothapp.ui.context import Context
from boothapp.ui.undoable import Undoable


class RosterOrders:
    """Gives the orders."""

    def __init__(self, context: Context) -> None:
        self._mappings, self._orders = context.services.roster.mappings, Undoable(context)

    def rename(self, mapping: SavedMapping, name: str) -> None:
        """Give a mapping another name."""
        self._orders.do(
            lambda: self._mappings.rename(mapping.id, name),
            f"“{mapping.name}” is called “{name}” now",
            lambda _: self._mappings.rename(mapping.id, mapping.name),
        )

    def remove(self, mapping: SavedMapping) -> None:
        """Forget a mapping."""
        self._orders.do(
            lambda: self._mappings.set_used(mapping.id, used=False),
            f"The columns of “{mapping.name}” were forgotten",
            lambda _: self._mappings.set_used(mapping.id, used=True),
        )
