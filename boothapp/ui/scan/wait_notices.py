"""Says who waits in the list, as long as that is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boothapp.domain.people import VerdictCard
from boothapp.ui.scan.desk import Desk
from boothapp.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from boothapp.ui.widgets.toasts import Toasts


class WaitNotices:
    """One notice for each person who waits; `prune` when the desk changed."""

    def __init__(self, toasts: Toasts, desk: Desk) -> None:
        self._toasts, self._desk = toasts, desk
        self._shown: dict[str, Toast] = {}

    def say(self, card: VerdictCard, who: str) -> None:
        """This person waits from now on."""
        toast = self._toasts.show(f"{who} waits in the list.", kind="wait")
        self._shown[card.scan_id] = toast
        toast.gone.connect(lambda: self._shown.pop(card.scan_id, None))

    def prune(self) -> None:
        """Take away the notices of those who wait no more."""
        waiting = {card.scan_id for card in self._desk.waiting}
        for toast in [toast for scan, toast in self._shown.items() if scan not in waiting]:
            toast.leave()
