"""Another passphrase, another place, another key: whatever kills it, the store opens after."""

import random
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from boothapp.domain.errors import (
    BadInput,
    KeyUnavailable,
    StoreDamaged,
    StoreNotWritable,
    WrongKey,
)
from boothapp.domain.lock import ProofNeeded, WrongPin
from boothapp.services.bundle import Services
from boothapp.store import key_file, os_keyring
from boothapp.store.database import FILE, Database, opens
from tests.keyed import PASSPHRASE, is_whole, made, opened
from tests.killing import kill_at_call, killed_after, killed_within, length_of, needs_fork
from tests.rings import FileKeyring, MemoryKeyring, NoKeyring, in_use

NEW = "staple battery"
Change = Callable[[Services], object]


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[MemoryKeyring]:
    with in_use(FileKeyring(tmp_path / "ring.json")) as made_ring:
        yield made_ring


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def refused(folder: Path, secret: str) -> bool:
    try:
        opened(folder, secret).close()
    except WrongKey:
        return True
    return False


def test_that_a_new_passphrase_takes_the_place_of_the_old(folder: Path) -> None:
    recovery = made(folder)
    services = opened(folder)
    services.security.change_passphrase(PASSPHRASE, NEW)
    services.close()
    assert refused(folder, PASSPHRASE)
    for secret in (NEW, recovery):
        services = opened(folder, secret)
        assert is_whole(services)
        services.close()


@pytest.mark.parametrize(
    ("current", "new", "error"),
    [("wrong horse", NEW, WrongKey), ("", NEW, WrongKey), (PASSPHRASE, "seven77", BadInput)],
)
def test_that_a_wrong_or_short_passphrase_changes_nothing(
    folder: Path, current: str, new: str, error: type[Exception]
) -> None:
    made(folder)
    before = (folder / "key.json").read_bytes()
    services = opened(folder)
    with pytest.raises(error):
        services.security.change_passphrase(current, new)
    services.close()
    assert (folder / "key.json").read_bytes() == before


def test_that_the_key_moves_into_the_keyring_and_out_again(
    folder: Path, ring: MemoryKeyring
) -> None:
    recovery = made(folder)
    services = opened(folder)
    services.security.use_keyring(PASSPHRASE)
    assert services.security.kept_in() == "keyring"
    services.close()
    assert "passphrase" not in key_file.read(folder)
    services = opened(folder, None)
    with pytest.raises(WrongKey):
        services.security.change_passphrase(PASSPHRASE, NEW)
    services.security.change_passphrase(recovery, NEW)
    assert services.security.kept_in() == "passphrase"
    services.close()
    with in_use(NoKeyring()):
        opened(folder, NEW).close()
    entry = key_file.ring_entry(key_file.read(folder))
    assert os_keyring.get(entry) is None


def test_that_without_a_keyring_the_passphrase_stays(folder: Path) -> None:
    made(folder)
    services = opened(folder)
    with in_use(NoKeyring()), pytest.raises(KeyUnavailable):
        services.security.use_keyring(PASSPHRASE)
    services.close()
    opened(folder).close()


def test_that_a_new_recovery_key_proves_itself_and_the_old_one_is_void(folder: Path) -> None:
    old = made(folder)
    services = opened(folder)
    assert services.security.test_recovery_key(old.lower().replace("-", " "))
    with pytest.raises(ProofNeeded):
        services.security.new_recovery_key()
    with pytest.raises(WrongKey):
        services.security.new_recovery_key(NEW)
    new = services.security.new_recovery_key(PASSPHRASE)
    assert services.security.test_recovery_key(new)
    assert not services.security.test_recovery_key(old)
    assert not services.security.test_recovery_key(PASSPHRASE)
    services.close()
    assert refused(folder, old)
    opened(folder, new).close()


def test_that_a_recovery_key_that_did_not_reach_the_disk_is_not_handed_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder)
    services = opened(folder)
    monkeypatch.setattr(key_file, "write", lambda *_: None)
    with pytest.raises(StoreDamaged):
        services.security.new_recovery_key(PASSPHRASE)
    with pytest.raises(StoreDamaged):
        services.security.change_passphrase(PASSPHRASE, NEW)
    services.close()


def test_that_two_who_change_the_description_at_once_lose_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder)
    one, other = opened(folder), opened(folder)
    write, changed = key_file.write, threading.Event()

    def slow(place: Path, description: key_file.Description) -> None:
        if threading.current_thread() is threading.main_thread():
            begun.start()
            changed.wait(0.5)  # the other one would write in between, were it let
        write(place, description)

    def change() -> None:
        other.security.change_passphrase(PASSPHRASE, NEW)
        changed.set()

    begun = threading.Thread(target=change)
    monkeypatch.setattr(key_file, "write", slow)
    recovery = one.security.new_recovery_key(PASSPHRASE)
    begun.join()
    for services in (one, other):
        services.close()
    for secret in (NEW, recovery):
        opened(folder, secret).close()
    assert refused(folder, PASSPHRASE)


@pytest.mark.usefixtures("ring")
def test_that_a_key_in_the_keyring_needs_no_proof_until_somebody_has_a_pin(folder: Path) -> None:
    made(folder, None)
    services = opened(folder, None)
    recovery = services.security.new_recovery_key()
    services.lock.set_pin(services.duty.staff_id, "4917")
    for order in (services.security.new_recovery_key, services.security.replace_key):
        with pytest.raises(ProofNeeded):
            order()
        with pytest.raises(WrongPin):
            order("8250")
    assert services.security.test_recovery_key(recovery)
    assert services.security.new_recovery_key("4917") != recovery
    services.close()


def test_that_the_demo_says_that_its_key_is_in_memory(services: Services) -> None:
    assert services.security.kept_in() == "memory"
    with pytest.raises(KeyUnavailable, match="in memory only"):
        services.security.new_recovery_key()
    assert services.security.replace_key() == ""
    assert services.check() == []
    services.settings.add_staff("Somebody")


@pytest.mark.parametrize("passphrase", [PASSPHRASE, None])
@pytest.mark.usefixtures("ring")
def test_that_after_replacing_the_key_the_old_one_opens_nothing(
    folder: Path, passphrase: str | None
) -> None:
    old_recovery = made(folder, passphrase)
    (folder / f"{FILE}.before-0002").write_bytes(b"a copy under the old key")
    services = opened(folder, passphrase)
    old = services.store.database.key
    recovery = services.security.replace_key(passphrase or "")
    assert is_whole(services), "the open services go on"
    assert services.store.database.key != old
    services.close()
    assert not opens(folder / FILE, old)
    assert [file.name for file in folder.glob(f"{FILE}.*")] == []
    with in_use(NoKeyring()):
        assert refused(folder, old_recovery)
        opened(folder, recovery).close()
    services = opened(folder, passphrase)
    assert is_whole(services)
    services.close()


def test_that_the_key_is_not_replaced_while_somebody_else_has_the_store_open(folder: Path) -> None:
    made(folder)
    services, other = opened(folder), opened(folder)
    before, key = (folder / "key.json").read_bytes(), services.store.database.key
    with pytest.raises(StoreNotWritable, match="Another window or command"):
        services.security.replace_key(PASSPHRASE)
    assert (folder / "key.json").read_bytes() == before
    assert services.store.database.key == key
    assert is_whole(other)
    other.close()
    with pytest.raises(WrongKey):
        services.security.replace_key(NEW)
    services.security.replace_key(PASSPHRASE)
    services.close()


def test_that_who_opens_meanwhile_waits_and_gets_the_store(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder)
    services = opened(folder)
    with services.store.database.alone():
        from boothapp.store import database

        monkeypatch.setattr(database, "_BUSY_SECONDS", 0.05)
        with pytest.raises(StoreNotWritable, match="busy"):
            opened(folder)
    assert is_whole(services)
    services.close()


CHANGES: dict[str, Change] = {
    "passphrase": lambda services: services.security.change_passphrase(PASSPHRASE, NEW),
    "keyring": lambda services: services.security.use_keyring(PASSPHRASE),
    "recovery": lambda services: services.security.new_recovery_key(PASSPHRASE),
    "key": lambda services: services.security.replace_key(PASSPHRASE),
    "key in the keyring": lambda services: services.security.replace_key(),
}


def change(folder: Path, how: str) -> None:
    services = opened(folder, None if how.endswith("the keyring") else PASSPHRASE)
    CHANGES[how](services)
    services.close()


def opens_after(folder: Path, how: str) -> None:
    """The store opens as before or as after the change, whole, and can be written."""
    for secret in (PASSPHRASE, NEW):
        try:
            services = opened(folder, secret)
        except WrongKey:
            continue
        break
    assert is_whole(services)
    services.settings.add_staff("Somebody after it")
    if "next" in key_file.read(folder):
        raise AssertionError("what was cut short is finished when the store is opened")
    if not services.security.has_recovery_key():
        assert how.startswith("key"), "only a replacement cut short leaves no recovery key"
        assert services.security.test_recovery_key(services.security.new_recovery_key(secret))
    services.close()


SEAMS = [
    (key_file, "write"),
    (Database, "rekey"),
    (os_keyring, "keeps"),
    (os_keyring, "forget"),
]


@needs_fork
@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.usefixtures("ring")
def test_that_a_kill_at_every_seam_leaves_a_store_that_opens(
    folder: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kills = 0
    for owner, name in SEAMS:
        for number in (1, 2):
            for after in (False, True):
                kept = folder.with_name(f"{name}-{number}-{after}")
                made(kept, None if how.endswith("the keyring") else PASSPHRASE)
                with monkeypatch.context() as patch:
                    kill_at_call(patch, owner, name, number, after=after)
                    killed = killed_within(partial(change, kept, how))
                opens_after(kept, how)
                if not killed:
                    break
                kills += 1
    assert kills >= 2


def kill_again_and_again(folder: Path, how: str, times: int, seed: int) -> int:
    """Kill the change `times` times at moments of chance; answers how often it was under way.

    More often where it was never under way: another machine's work made the first one slow.
    """
    passphrase = None if how.endswith("the keyring") else PASSPHRASE
    chance, cut_short = random.Random(seed), 0
    trial = folder.with_name("trial")
    made(trial, passphrase)
    length = length_of(partial(change, trial, how))
    for number in range(3 * times):
        if number >= times and cut_short:
            break
        kept = folder.with_name(f"{how}-{number}")
        made(kept, passphrase)
        cut_short += not killed_after(chance.uniform(0.2, 1.2) * length, partial(change, kept, how))
        opens_after(kept, how)
    return cut_short


@needs_fork
@pytest.mark.parametrize(("how", "times"), [("passphrase", 8), ("key", 15)])
@pytest.mark.usefixtures("ring")
def test_that_a_kill_at_any_moment_leaves_a_store_that_opens(
    folder: Path, how: str, times: int
) -> None:
    assert kill_again_and_again(folder, how, times, seed=5) > 0
