"""Replacing the key itself: the whole file is encrypted anew under another one.

Two phases, so that a kill at any moment leaves a store that opens. First key.json gets `next`: the
new key sealed under the old one, and the description that will hold afterwards. Then the file is
encrypted anew; then the description of afterwards takes the place of the old. Whoever opens the
store meanwhile has the old key, so also the new one, and `settle` finds out which holds.
"""

import secrets
from contextlib import closing, suppress
from pathlib import Path
from typing import cast

from boothapp.domain.errors import KeyUnavailable, WrongKey
from boothapp.ids import new_id
from boothapp.store import key_file, os_keyring
from boothapp.store.database import FILE, Database, open_file
from boothapp.store.faults import named_faults
from boothapp.store.key_file import Description
from boothapp.store.keys import Keeper, Kept
from boothapp.store.sealing import (
    KEY_BYTES,
    Box,
    bare,
    new_recovery,
    seal,
    seal_under,
    unseal,
    unseal_under,
)


def replace(database: Database, keeper: Keeper, passphrase: str) -> str:
    """Encrypt the store under a new key; answers with the new recovery key.

    `passphrase` is the present one, and stays; a key in the keyring needs none. Copies that a
    migration left under the old key are deleted. Raises WrongKey, StoreNotWritable (somebody else
    has the store open), KeyUnavailable; then nothing was changed.
    """
    key = secrets.token_bytes(KEY_BYTES)
    if keeper is Keeper.MEMORY:
        with database.alone() as connection:
            database.rekey(connection, key)
        return ""
    recovery = new_recovery()
    with database.alone() as connection:
        before = key_file.read(database.folder)
        after = _afterwards(before, key, recovery, passphrase)
        handover = {"handover": seal_under(key, database.key), "then": after}
        _keep(after, key)
        key_file.write(database.folder, {**before, "next": handover})
        try:
            database.rekey(connection, key)
        except Exception:
            key_file.write(database.folder, before)
            _forget(after)
            raise
        key_file.write(database.folder, after)
    _forget(before)
    for copy in database.folder.glob(f"{FILE}.before-*"):
        copy.unlink()
    return recovery


def settle(folder: Path, kept: Kept) -> Kept:
    """Finish, or take back, a replacement that was cut short; answers with the key that holds.

    Where it was finished there is no recovery key: the new one was never shown to anybody.
    """
    if "next" not in key_file.read(folder):
        return kept
    with suppress(WrongKey):
        return _settled(folder, kept, kept.key)
    handover = cast("dict[str, Box]", key_file.read(folder)["next"])["handover"]
    key = unseal_under(handover, kept.key)
    return kept if key is None else _settled(folder, kept, key)


def _settled(folder: Path, kept: Kept, key: bytes) -> Kept:
    with named_faults(), closing(open_file(folder / FILE, key)) as connection:
        # Nobody else can be replacing the key while this reads, so key.json stays as it is read.
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        description = key_file.read(folder)
        unfinished = cast("dict[str, Description]", description.pop("next", {})).get("then", {})
        if key == kept.key:
            key_file.write(folder, description)
            _forget(unfinished)
            return kept
        unfinished.pop("recovery", None)
        key_file.write(folder, unfinished)
        _forget(description)
        return Kept(key, kept.keeper)


def _afterwards(before: Description, key: bytes, recovery: str, passphrase: str) -> Description:
    after: Description = {name: before[name] for name in ("version", "store", "kept_in")}
    if after["kept_in"] == Keeper.PASSPHRASE.value:
        if unseal(before.get("passphrase"), passphrase) is None:
            raise WrongKey("This is not the passphrase of the store. Nothing was changed.")
        after["passphrase"] = seal(key, passphrase)
    else:
        after["ring"] = new_id()
    after["recovery"] = seal(key, bare(recovery))
    return after


def _keep(after: Description, key: bytes) -> None:
    if "ring" in after and not os_keyring.keeps(key_file.ring_entry(after), key):
        raise KeyUnavailable("The system's keyring does not answer. Nothing was changed.")


def _forget(description: Description) -> None:
    if description.get("kept_in") == Keeper.KEYRING.value:
        os_keyring.forget(key_file.ring_entry(description))
