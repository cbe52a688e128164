"""When the window locks, what a wrong PIN costs, and which PINs are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.errors import BadInput
from boothapp.domain.lock import (
    NEVER,
    Idle,
    TooEarly,
    WrongPin,
    checked_lock_after,
    checked_pin,
    delay_after,
)


def test_that_the_delay_grows_from_the_third_wrong_pin_to_a_quarter_of_an_hour() -> None:
    assert [delay_after(n) for n in range(8)] == [0, 0, 0, 5, 10, 20, 40, 80]
    assert delay_after(11) == delay_after(10**9) == 900


@given(st.integers(0, 100))
def test_that_one_more_wrong_pin_never_shortens_the_wait(failures: int) -> None:
    assert delay_after(failures) <= delay_after(failures + 1) <= 900


@pytest.mark.parametrize(
    "pin",
    [
        *("-", "123", "12a4", "١٢٣٤", "12_4", "1" * 13, "0000", "777777"),
        *("1234", "4321", "8901", "1212", "123123"),
    ],
)
def test_that_a_pin_that_is_guessed_first_is_refused_in_words(pin: str) -> None:
    with pytest.raises(BadInput, match="PIN"):
        checked_pin(pin)


@pytest.mark.parametrize("pin", ["4917", "1357", "491749175", "1" * 11 + "2"])
def test_that_other_pins_are_taken(pin: str) -> None:
    assert checked_pin(pin) == pin


def test_that_the_sentence_says_how_long_to_wait() -> None:
    assert str(WrongPin(0)) == "This is not the PIN."
    assert str(WrongPin(5)) == "This is not the PIN. Try again in 5 s."
    assert str(TooEarly(61)) == "Too many wrong PINs. Try again in 2 minutes."


def test_that_never_locking_is_for_booths_without_pins() -> None:
    assert checked_lock_after(NEVER, with_pin=()) == NEVER
    with pytest.raises(BadInput, match="has a PIN"):
        checked_lock_after(NEVER, with_pin=("somebody",))
    for seconds in (-1, 29, 3601):
        with pytest.raises(BadInput):
            checked_lock_after(seconds, with_pin=())


def ticked(idle: Idle, first: int, last: int) -> list[int]:
    return [now for now in range(first, last) if idle.tick(float(now))]


def test_that_idle_time_locks_and_a_key_starts_it_anew() -> None:
    idle = Idle(120, 0.0)
    assert ticked(idle, 1, 120) == []
    idle.used(119.0)
    assert ticked(idle, 120, 239) == []
    assert idle.tick(239.0)


def test_that_a_late_tick_is_a_suspend_even_when_the_key_that_woke_it_comes_first() -> None:
    idle = Idle(120, 0.0)
    assert not idle.tick(1.0)
    assert not idle.tick(12.0), "ten seconds late is still a busy machine"
    idle.used(23.5)
    assert idle.tick(23.5)
    idle.unlocked(24.0)
    assert not idle.tick(25.0)


def test_that_a_clock_that_runs_backwards_locks() -> None:
    idle = Idle(120, 1000.0)
    assert idle.tick(999.0)


def test_that_nothing_locks_where_never_was_chosen() -> None:
    idle = Idle(NEVER, 0.0)
    assert not idle.tick(1.0)
    assert not idle.tick(10_000.0)
