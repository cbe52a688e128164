"""The lock: which PINs are good, how long a wrong one costs, and when the window locks itself."""

from collections.abc import Iterable

from boothapp.domain.errors import BadInput, BoothError

DEFAULT_AFTER = 120
"""Seconds without a key or a click until the window locks, where nobody chose."""
NEVER = 0
"""The choice not to lock by itself; there is nothing to lock while nobody has a PIN."""
SHORTEST, LONGEST = 30, 3600
LATE = 10.0
"""A tick this many seconds late means that the machine slept."""

_FREE_FAILURES = 2
_FIRST_DELAY = 5
_LONGEST_DELAY = 15 * 60
_DIGITS = "01234567890123456789"


class PinNeeded(BoothError):
    """Somebody with a PIN was named without it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has a PIN; give it to take over.")
        self.name = name


class ProofNeeded(BoothError):
    """Something that a PIN, the passphrase or the recovery key allows was asked for without it."""

    def __init__(self) -> None:
        super().__init__("Give the PIN, or the store's passphrase or recovery key.")


class OnlyByPin(BoothError):
    """Somebody tried to open the window without being one of those who have a PIN."""

    def __init__(self) -> None:
        super().__init__("Only a PIN opens this. Choose your name and type yours.")


class WrongPin(BoothError):
    """The PIN is not the right one, or it is too early to try again; `wait_seconds` says when."""

    def __init__(self, wait_seconds: int) -> None:
        wait = f" Try again in {_worded(wait_seconds)}." if wait_seconds else ""
        super().__init__(f"This is not the PIN.{wait}")
        self.wait_seconds = wait_seconds


class TooEarly(WrongPin):
    """Nothing was tried: the wait after the last wrong PIN is not over."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(wait_seconds)
        self.args = (f"Too many wrong PINs. Try again in {_worded(wait_seconds)}.",)


def delay_after(failures: int) -> int:
    """Seconds to wait after so many wrong PINs in a row: none twice, then 5, 10, 20 … 900."""
    if failures <= _FREE_FAILURES:
        return 0
    doublings = min(failures - _FREE_FAILURES - 1, 10)  # more would only pass the limit further
    return min(_FIRST_DELAY << doublings, _LONGEST_DELAY)


def checked_pin(pin: str) -> str:
    """The PIN, if it is one that is not guessed first. Raises BadInput."""
    if not (4 <= len(pin) <= 12 and pin.isascii() and pin.isdigit()):
        raise BadInput("A PIN has 4 to 12 digits.")
    if len(set(pin)) == 1:
        raise BadInput("All digits of this PIN are the same; choose another.")
    if pin in _DIGITS or pin[::-1] in _DIGITS:
        raise BadInput("The digits of this PIN are in a row; choose another.")
    if any(pin == pin[:size] * (len(pin) // size) for size in range(2, len(pin) // 2 + 1)):
        raise BadInput("This PIN repeats itself; choose another.")
    return pin


def checked_lock_after(seconds: int, *, with_pin: Iterable[str]) -> int:
    """The seconds until the window locks, if they can be chosen. Raises BadInput.

    Never is allowed only while nobody has a PIN: a PIN on a window that stays open guards nothing.
    """
    if seconds == NEVER:
        if any(True for _ in with_pin):
            raise BadInput("Somebody has a PIN, so the window must lock; choose 30 s to an hour.")
        return NEVER
    if not SHORTEST <= seconds <= LONGEST:
        raise BadInput("Lock after 30 seconds to an hour.")
    return seconds


class Idle:
    """Says when to lock, from ticks of a clock that goes on while the machine sleeps.

    All times are seconds of one such clock (services.pin_check.ticks). The window calls `used` for
    each key or click and `tick` every `every` seconds; it locks where `tick` says so.
    """

    def __init__(self, limit: float, now: float, *, every: float = 1.0) -> None:
        """`limit` is the idle time that locks; NEVER means that nothing does."""
        self.limit = limit
        self._every = every
        self._used = self._ticked = now

    def used(self, now: float) -> None:
        """Somebody is there. What woke the machine does not count: the late tick comes first."""
        if not self._slept(now):
            self._used = now

    def tick(self, now: float) -> bool:
        """Whether to lock now: idle for too long, or the machine slept, or the clock is odd."""
        slept, self._ticked = self._slept(now), now
        idle = now - self._used >= self.limit
        return self.limit != NEVER and (slept or idle or now < self._used)

    def unlocked(self, now: float) -> None:
        """The window was opened again: start anew."""
        self._used = self._ticked = now

    def _slept(self, now: float) -> bool:
        return now - self._ticked > self._every + LATE


def _worded(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} s"
    minutes = -(-seconds // 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"
