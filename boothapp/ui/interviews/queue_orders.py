"""Putting people in the queue and taking them out: stored at once, said, and undone any time."""

from __future__ import annotations

from functools import partial

from boothapp.domain.queue import Queued, QueueKind
from boothapp.services.queue import QueueEntry
from boothapp.ui.context import Context
from boothapp.ui.history import History
from boothapp.ui.interviews.day_words import QUEUE_WORDS


class QueueOrders:
    """Orders to the database thread, in the page's history."""

    def __init__(self, context: Context, history: History) -> None:
        self._queue, self._history = context.services.queue, history

    def join(self, lead_id: str, name: str, kind: QueueKind) -> None:
        """Put somebody in the line."""
        self._history.do(
            partial(self._queue.join, lead_id, kind),
            f"In the queue as {QUEUE_WORDS[kind].lower()}: {name}",
            partial(self._put, lead_id),
            explain=lambda error: f"Not put in the queue: {name}. {error}",
            leads=(lead_id,),
        )

    def leave(self, entry: QueueEntry) -> None:
        """Take somebody out of the line; taken back, they have their place again."""
        lead_id = entry.candidate.lead_id
        self._history.do(
            partial(self._queue.put, lead_id, None),
            f"Out of the queue: {entry.candidate.name}",
            partial(self._put, lead_id),
            leads=(lead_id,),
        )

    def _put(self, lead_id: str, before: Queued | None) -> None:
        self._queue.put(lead_id, before)
