"""The moment after somebody else is shown, in which a press meant for the one before is nothing."""

import time
from collections.abc import Callable

DEAD_TIME = 0.4
"""Seconds in which no key acts after the person who is shown changed."""


class DeadTime:
    """Over, until it begins for the first time."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """`now` gives seconds that only go up."""
        self._now = now
        self._began = float("-inf")

    def set_clock(self, now: Callable[[], float]) -> None:
        """Count by another clock."""
        self._now = now

    def begin(self) -> None:
        """Somebody else is shown."""
        self._began = self._now()

    @property
    def over(self) -> bool:
        """Whether a press is meant for who is shown."""
        return self._now() - self._began >= DEAD_TIME
