"""PINs: who has one, what a wrong one costs, and who may take one away."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from boothapp.domain.errors import BadInput, KeyUnavailable, WrongKey
from boothapp.domain.lock import NEVER, OnlyByPin, PinNeeded, ProofNeeded, TooEarly, WrongPin
from boothapp.services import pin_check
from boothapp.services.bundle import Services
from boothapp.services.pin_check import PinCheck
from boothapp.services.setup import open_store
from boothapp.store import pins
from tests.factories import STAFF, SettableClock, everything
from tests.keyed import PASSPHRASE, made

PIN, OTHER = "4917", "80512"


class Machine:
    """The machine's own seconds, as a test moves them."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made_machine = Machine()
    monkeypatch.setattr(PinCheck.__init__, "__defaults__", (made_machine,))
    return made_machine


@pytest.fixture
def kept(tmp_path: Path, clock: SettableClock, machine: Machine) -> Iterator[Services]:
    """A store that can be closed and opened again."""
    made(tmp_path / "kept", clock=clock)
    services = reopened(tmp_path, clock)
    yield services
    services.close()


def reopened(folder: Path, clock: SettableClock) -> Services:
    return open_store(folder / "kept", staff=STAFF, passphrase=PASSPHRASE, clock=clock)


def sofia(services: Services) -> str:
    return services.duty.staff_id


def failing(services: Services, times: int) -> list[int]:
    waits = []
    for _ in range(times):
        with pytest.raises(WrongPin) as wrong:
            services.lock.unlock(sofia(services), "0000")
        waits.append(wrong.value.wait_seconds)
    return waits


def test_that_a_pin_opens_and_nothing_else_does(services: Services) -> None:
    staff = sofia(services)
    services.lock.unlock(staff, "")
    assert staff not in services.lock.with_pin()
    services.lock.set_pin(staff, PIN)
    assert services.lock.with_pin() == {staff}
    services.lock.unlock(staff, PIN)
    for wrong in ("", PIN + "0"):
        with pytest.raises(WrongPin):
            services.lock.unlock(staff, wrong)


def test_that_changing_and_removing_need_the_pin_until_now(services: Services) -> None:
    staff = sofia(services)
    services.lock.set_pin(staff, PIN)
    with pytest.raises(WrongPin):
        services.lock.set_pin(staff, OTHER)
    with pytest.raises(WrongPin):
        services.lock.remove_pin(staff, OTHER)
    services.lock.set_pin(staff, OTHER, PIN)
    services.lock.unlock(staff, OTHER)
    services.lock.remove_pin(staff, OTHER)
    assert staff not in services.lock.with_pin()


def test_that_a_bad_pin_or_nobodys_is_refused(services: Services) -> None:
    with pytest.raises(BadInput, match="in a row"):
        services.lock.set_pin(sofia(services), "1234")
    with pytest.raises(BadInput, match="Nobody"):
        services.lock.set_pin("nobody", PIN)


def test_that_the_wait_grows_and_the_right_pin_ends_it(kept: Services, machine: Machine) -> None:
    staff = sofia(kept)
    kept.lock.set_pin(staff, PIN)
    assert failing(kept, 3) == [0, 0, 5]
    with pytest.raises(TooEarly) as early:
        kept.lock.unlock(staff, PIN)
    assert early.value.wait_seconds == 5, "trying too early costs nothing more"
    kept.store.clock.forward(seconds=5)  # type: ignore[attr-defined] # the test's clock
    machine.now += 5
    assert failing(kept, 1) == [10]
    kept.store.clock.forward(seconds=10)  # type: ignore[attr-defined] # as above
    machine.now += 10
    kept.lock.unlock(staff, PIN)
    assert failing(kept, 2) == [0, 0]


def test_that_a_clock_set_forward_helps_nothing_in_a_running_window(
    kept: Services, clock: SettableClock, machine: Machine
) -> None:
    kept.lock.set_pin(sofia(kept), PIN)
    failing(kept, 3)
    clock.forward(days=1)
    with pytest.raises(TooEarly):
        kept.lock.unlock(sofia(kept), PIN)
    machine.now += 5
    kept.lock.unlock(sofia(kept), PIN)


def test_that_neither_a_restart_nor_the_clock_makes_the_wait_shorter(
    kept: Services, tmp_path: Path, clock: SettableClock, machine: Machine
) -> None:
    kept.lock.set_pin(sofia(kept), PIN)
    failing(kept, 3)
    clock.forward(minutes=16)
    machine.now += 1
    again = reopened(tmp_path, clock)
    with pytest.raises(TooEarly) as early:
        again.lock.unlock(sofia(again), PIN)
    assert early.value.wait_seconds == 4
    machine.now = 2.0  # the machine was restarted
    with pytest.raises(TooEarly) as early:
        again.lock.unlock(sofia(again), PIN)
    assert early.value.wait_seconds == 3
    clock.forward(days=-30)
    machine.now = 5.0
    again.lock.unlock(sofia(again), PIN)
    again.close()


def test_that_one_persons_wait_is_not_another_ones(kept: Services) -> None:
    kwame = kept.settings.add_staff("Kwame Mensah").id
    kept.lock.set_pin(sofia(kept), PIN)
    kept.lock.set_pin(kwame, OTHER)
    failing(kept, 3)
    kept.lock.open(kwame, OTHER)
    assert kept.duty.name == "Kwame Mensah"


def test_that_only_who_has_a_pin_opens_the_window_once_somebody_has_one(kept: Services) -> None:
    kept.lock.open("", "")  # nobody has one
    kwame = kept.settings.add_staff("Kwame Mensah").id
    kept.lock.set_pin(sofia(kept), PIN)
    for nobody in ("", kwame, "unknown"):
        with pytest.raises(OnlyByPin):
            kept.lock.open(nobody, "")
    with pytest.raises(WrongPin):
        kept.lock.open(sofia(kept), "")
    kept.lock.open(sofia(kept), PIN)


def test_that_a_try_counts_before_it_is_looked_at(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = sofia(services)
    services.lock.set_pin(staff, PIN)

    def killed(_pin: str, _phc: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(pins, "matches", killed)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            services.lock.unlock(staff, "0000")
    with pytest.raises(TooEarly):
        services.lock.unlock(staff, "0000")


def test_that_two_equal_pins_look_different_and_none_is_in_the_store(services: Services) -> None:
    kwame = services.settings.add_staff("Kwame Mensah").id
    for staff in (sofia(services), kwame):
        services.lock.set_pin(staff, "918273645")
    with services.store.reading() as records:
        one, two = (records.pins.of(staff) for staff in (sofia(services), kwame))
    assert one is not None
    assert two is not None
    assert one.phc.split("$")[-2:] != two.phc.split("$")[-2:]
    assert "918273645" not in everything(services)


def test_that_the_log_says_that_a_pin_was_set_and_removed_and_nothing_to_try_one_against(
    services: Services,
) -> None:
    staff = sofia(services)
    services.lock.set_pin(staff, PIN)
    services.lock.remove_pin(staff, PIN)
    with services.store.database.connect() as raw:
        rows = raw.exec_driver_sql("SELECT kind, entity, value FROM change WHERE kind LIKE 'pin.%'")
        (first, set_for, value), removed = rows.all()
    assert (first, set_for) == ("pin.set", staff)
    assert re.fullmatch(r'{"phc": "[0-9a-f]{64}"}', value), "a digest: the salt went with the PIN"
    assert removed == ("pin.remove", staff, None)


@pytest.mark.usefixtures("dear_secrets")
def test_that_one_try_costs_a_tenth_of_a_second_of_work() -> None:
    assert "$m=65536,t=2,p=4$" in pins.hashed(PIN)


def test_that_who_has_the_stores_secret_takes_a_forgotten_pin_away(kept: Services) -> None:
    staff = sofia(kept)
    kept.lock.set_pin(staff, PIN)
    with pytest.raises(WrongKey):
        kept.lock.reset_pin(staff, PIN)
    assert staff in kept.lock.with_pin()
    kept.lock.reset_pin(staff, PASSPHRASE)
    assert staff not in kept.lock.with_pin()
    kept.lock.set_pin(staff, PIN)
    kept.lock.reset_pin(staff, kept.security.new_recovery_key(PASSPHRASE))
    assert staff not in kept.lock.with_pin()


def test_that_the_demo_resets_no_pin(services: Services) -> None:
    services.lock.set_pin(sofia(services), PIN)
    with pytest.raises(KeyUnavailable):
        services.lock.reset_pin(sofia(services), "")


def test_that_taking_over_needs_the_pin_of_who_takes_over(services: Services) -> None:
    kwame = services.settings.add_staff("Kwame Mensah").id
    services.lock.set_pin(kwame, PIN)
    with pytest.raises(PinNeeded, match="Kwame Mensah has a PIN"):
        services.duty.switch("Kwame  Mensah ")
    with pytest.raises(WrongPin):
        services.duty.switch("Kwame Mensah", OTHER)
    assert services.duty.name == STAFF
    services.duty.switch("Kwame Mensah", PIN)
    assert services.duty.staff_id == kwame
    services.duty.switch(STAFF)


def test_that_who_has_a_pin_is_taken_off_the_staff_with_a_proof_and_the_pin_goes_too(
    kept: Services,
) -> None:
    for proof in (PIN, PASSPHRASE):
        kwame = kept.settings.add_staff("Kwame Mensah").id
        kept.lock.set_pin(kwame, PIN)
        with pytest.raises(ProofNeeded):
            kept.settings.remove_staff(kwame)
        with pytest.raises(WrongPin):
            kept.settings.remove_staff(kwame, OTHER)
        assert kept.lock.with_pin() == {kwame}
        kept.settings.remove_staff(kwame, proof)
        assert kept.lock.with_pin() == frozenset()
        with kept.store.reading() as records:
            assert records.pins.of(kwame) is None


def test_that_the_pin_of_somebody_who_left_before_guards_their_name_and_no_window(
    services: Services,
) -> None:
    kwame = services.settings.add_staff("Kwame Mensah").id
    services.lock.set_pin(kwame, PIN)
    with services.store.writing(sofia(services)) as records:
        records.setup.retire("staff", kwame)
    services.lock.open("", "")
    with pytest.raises(PinNeeded):
        services.duty.switch("Kwame Mensah")


def test_that_the_window_locks_after_two_minutes_or_as_chosen(services: Services) -> None:
    assert services.lock.lock_after() == 120
    assert services.lock.set_lock_after(300) == 120
    assert services.lock.lock_after() == 300
    with pytest.raises(BadInput):
        services.lock.set_lock_after(5)
    services.lock.set_lock_after(NEVER)
    assert services.lock.lock_after() == NEVER
    services.lock.set_pin(sofia(services), PIN)
    assert services.lock.lock_after() == 120
    with pytest.raises(BadInput, match="must lock"):
        services.lock.set_lock_after(NEVER)


def test_that_the_machines_own_seconds_go_forward() -> None:
    assert pin_check.ticks() <= pin_check.ticks()
