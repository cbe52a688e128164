"""The store's key: 32 random bytes, kept in the OS keyring or wrapped under a passphrase.

The key itself stays when a passphrase changes: only its wrapping in key.json is replaced. How the
key itself is replaced: rekey.py.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from boothapp.domain.errors import BadInput, KeyUnavailable, StoreDamaged, WrongKey
from boothapp.domain.passphrases import checked_passphrase
from boothapp.ids import new_id
from boothapp.store import key_file, os_keyring
from boothapp.store.database import Database
from boothapp.store.key_file import Description
from boothapp.store.sealing import KEY_BYTES, bare, new_recovery, seal, unseal

Ask = Callable[[str], str]
"""Asks the person at the terminal or the window for a secret; the argument is the question."""
Opens = Callable[[bytes], bool]
"""Whether a key opens the database at hand."""


class Keeper(StrEnum):
    """Where the key is."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a place, not a secret
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Kept:
    """A key in hand, where it is kept, and (only when just made) its recovery key."""

    key: bytes
    keeper: Keeper
    recovery: str = ""


def in_memory() -> Kept:
    """A key that nobody writes down: the demo's store dies with the process."""
    return Kept(secrets.token_bytes(KEY_BYTES), Keeper.MEMORY)


def create(folder: Path, *, store_id: str, passphrase: str | None, ask: Ask | None) -> Kept:
    """Make a key for a new store and keep it.

    A passphrase wins; without one the OS keyring; without that the person is asked for a
    passphrase. Raises KeyUnavailable where none of the three is to be had, BadInput for a
    passphrase that is too short.
    """
    key = secrets.token_bytes(KEY_BYTES)
    recovery = new_recovery()
    description: Description = {"version": 1, "store": store_id}
    keeper = place(description, key, passphrase=passphrase, ask=ask)
    description["recovery"] = seal(key, bare(recovery))
    key_file.write(folder, description)
    return Kept(key, keeper, recovery)


def place(
    description: Description, key: bytes, *, passphrase: str | None, ask: Ask | None
) -> Keeper:
    """Keep a key that has no place yet, as `create` says, and describe it."""
    entry = new_id()
    if passphrase is None and os_keyring.keeps(entry, key):
        description |= {"kept_in": Keeper.KEYRING.value, "ring": entry}
        return Keeper.KEYRING
    chosen = checked_passphrase(passphrase) if passphrase is not None else _choose(ask)
    description |= {"kept_in": Keeper.PASSPHRASE.value, "passphrase": seal(key, chosen)}
    return Keeper.PASSPHRASE


def unlock(
    folder: Path, *, passphrase: str | None, ask: Ask | None, opens: Opens = lambda _key: True
) -> Kept:
    """Get the key of the store in `folder`.

    What is typed may be the passphrase or the recovery key. A keyring's key counts where it
    `opens` the database: a store brought back from a backup may be older than the keyring's key.
    Raises WrongKey, KeyUnavailable (nothing and nobody to ask), StoreDamaged (key.json is gone or
    not what was written).
    """
    description = key_file.read(folder)
    if description["kept_in"] == Keeper.KEYRING.value:
        key = os_keyring.get(key_file.ring_entry(description))
        if key is not None and ("next" in description or opens(key)):
            return Kept(key, Keeper.KEYRING)
    secret = passphrase
    if secret is None and ask is not None:
        secret = ask("Passphrase (or recovery key) of this store")
    if not secret:
        raise KeyUnavailable(
            "The store's key cannot be had: no keyring answers here, BOOTHAPP_PASSPHRASE is not "
            "set, and there is no terminal to ask. Set BOOTHAPP_PASSPHRASE to the passphrase or "
            "to the recovery key."
        )
    return Kept(unsealed(description, secret), Keeper(str(description["kept_in"])))


def unsealed(description: Description, secret: str) -> bytes:
    """The key, by the passphrase or the recovery key. Raises WrongKey, StoreDamaged."""
    for field, typed in (("passphrase", secret), ("recovery", bare(secret))):
        key = unseal(description.get(field), typed)
        if key is not None:
            return key
    raise WrongKey("This passphrase does not open the store. Nothing was changed.")


def change_passphrase(database: Database, current: str, new: str) -> None:
    """Keep the key under a new passphrase, wherever it was kept before.

    `current` is the passphrase or the recovery key. Raises BadInput, WrongKey, StoreDamaged; then
    nothing was changed. Killed at any moment, the old or the new passphrase opens the store.
    """
    key = database.key
    with _one_writer(database):
        before = _checked(database, current)
        box = seal(key, checked_passphrase(new))
        kept_in = {"kept_in": Keeper.PASSPHRASE.value, "passphrase": box}
        key_file.write(database.folder, {**_without(before, "ring"), **kept_in})
        _check_kept(database, new)
    if before["kept_in"] == Keeper.KEYRING.value:
        os_keyring.forget(key_file.ring_entry(before))


def use_keyring(database: Database, current: str) -> None:
    """Keep the key in the OS keyring from now on; the passphrase opens nothing any more.

    `current` as above. Raises KeyUnavailable where no keyring answers; then nothing was changed.
    """
    with _one_writer(database):
        before, entry = _checked(database, current), new_id()
        if before["kept_in"] == Keeper.KEYRING.value:
            raise BadInput("The key is in the system's keyring already.")
        if not os_keyring.keeps(entry, database.key):
            raise KeyUnavailable("No keyring answers on this machine. Nothing was changed.")
        kept_in = {"kept_in": Keeper.KEYRING.value, "ring": entry}
        key_file.write(database.folder, {**_without(before, "passphrase"), **kept_in})


def renew_recovery(database: Database) -> str:
    """Make a new recovery key for the key in hand; the old one opens nothing any more.

    What is answered was proved to open the file as it is written. Raises StoreDamaged.
    """
    recovery, folder = new_recovery(), database.folder
    with _one_writer(database):
        box = seal(database.key, bare(recovery))
        key_file.write(folder, {**key_file.read(folder), "recovery": box})
        _check_kept(database, recovery)
    return recovery


def has_recovery(folder: Path) -> bool:
    """Whether there is a recovery key; after a replacement that was cut short there is none."""
    return "recovery" in key_file.read(folder)


def is_recovery(folder: Path, key: bytes, typed: str) -> bool:
    """Whether what was typed is the recovery key of this store."""
    return unseal(key_file.read(folder).get("recovery"), bare(typed)) == key


def proves(folder: Path, key: bytes, secret: str) -> bool:
    """Whether `secret` is the passphrase or the recovery key of this store."""
    try:
        return unsealed(key_file.read(folder), secret) == key
    except WrongKey:
        return False


@contextmanager
def _one_writer(database: Database) -> Iterator[None]:
    """key.json is read, changed and written under the store's own write lock: two who change it at
    once, here or in another process, do it one after the other. (rekey.py is alone anyway.)
    """
    with database.writing():
        yield


def _check_kept(database: Database, secret: str) -> None:
    """See that `secret` opens the store by what lies on the disk now. Raises StoreDamaged."""
    if not proves(database.folder, database.key, secret):
        raise StoreDamaged("The file key.json is not as it was written; do this again.")


def _checked(database: Database, current: str) -> Description:
    description = key_file.read(database.folder)
    if unsealed(description, current) != database.key:
        raise WrongKey("This passphrase does not open the store. Nothing was changed.")
    return description


def _without(description: Description, field: str) -> Description:
    return {name: value for name, value in description.items() if name != field}


def _choose(ask: Ask | None) -> str:
    if ask is None:
        raise KeyUnavailable(
            "No keyring answers on this machine, so the store needs a passphrase: set "
            "BOOTHAPP_PASSPHRASE, or run this in a terminal to be asked. Nothing was made."
        )
    first = ask("Choose a passphrase for the store")
    if not first or first != ask("The same passphrase again"):
        raise KeyUnavailable("The two passphrases differ, or are empty. Nothing was made.")
    return checked_passphrase(first)
