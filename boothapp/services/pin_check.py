"""Whether a PIN is right: each wrong one makes the next try wait longer.

The wait goes by the machine's own seconds since its start, and is kept in the store: neither a
clock that was set, nor a restart of the program or of the machine makes it shorter.
"""

import time
from collections.abc import Callable
from math import ceil

from boothapp.domain.lock import PinNeeded, TooEarly, WrongPin, delay_after
from boothapp.store import pins
from boothapp.store.store import Store

Ticks = Callable[[], float]
"""Seconds of a clock that nobody sets and that goes on while the machine sleeps."""


def ticks() -> float:
    """The machine's own seconds since its start: not the clock that people set, and not still
    during sleep.
    """
    # Linux alone stops its monotonic clock during sleep, and has another one that goes on.
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


class PinCheck:
    """Checks PINs for everybody who asks for one; shared, so that all doors count together."""

    def __init__(self, store: Store, ticks: Ticks = ticks) -> None:
        self._store = store
        self._ticks = ticks

    def check_name(self, name: str, pin: str) -> None:
        """As `check`, for a staff member by name; raises PinNeeded where `pin` is missing."""
        with self._store.reading() as records:
            staff_id = records.pins.named(name)
        if staff_id is None:
            return
        if not pin:
            raise PinNeeded(name)
        self.check(staff_id, pin)

    def check(self, staff_id: str, pin: str) -> None:
        """Pass silently where `pin` is right or there is none. Raises WrongPin, TooEarly.

        A try counts as wrong until it proves right, so that a kill in between wins nothing.
        """
        with self._store.writing("") as records:
            state = records.pins.of(staff_id)
            if state is None:
                return
            wait = self._wait(state)
            if wait > 0:
                raise TooEarly(wait)
            failures = state.failures + 1
            delay = delay_after(failures)
            until = self._ticks() + delay
            records.pins.count_failure(staff_id, failures, round(until * 1000))
        if not pins.matches(pin, state.phc):
            raise WrongPin(delay)
        self.forget_failures(staff_id)

    def forget_failures(self, staff_id: str) -> None:
        """Start counting anew: the right PIN was given."""
        with self._store.writing("") as records:
            records.pins.count_failure(staff_id, 0, 0)

    def _wait(self, state: pins.PinState) -> int:
        """Seconds until a try is taken."""
        delay, now = delay_after(state.failures), self._ticks()
        left = state.blocked_until / 1000 - now
        if left > delay:  # the machine was started since: it has run at least for `now`
            left = delay - now
        return max(0, ceil(left))
