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
        self._shown: dict[str | None, Toast] = {}

    def say(self, card: VerdictCard, who: str) -> None:
        """This person waits from now on."""
        toast = self._toasts.show(f"{who} waits in the list.", kind="wait")
        self._shown[card.subject] = toast
        toast.gone.connect(lambda: self._forget(card.subject, toast))

    def prune(self) -> None:
        """Take away the notices of those who wait no more."""
        waiting = {card.subject for card in self._desk.waiting}
        for toast in [toast for who, toast in self._shown.items() if who not in waiting]:
            toast.leave()

    def _forget(self, subject: str | None, toast: Toast) -> None:
        if self._shown.get(subject) is toast:
            del self._shown[subject]
