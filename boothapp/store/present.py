"""What lies in the folder that a backup is restored into: nothing, a store, or something else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from boothapp.domain.backups import BackupUnusable
from boothapp.domain.errors import KeyUnavailable, StoreDamaged, StoreNotWritable, WrongKey
from boothapp.store import inspection, journal, key_file, keys, rekey
from boothapp.store.database import FILE, opens
from boothapp.store.exchange import WINDOW_LOCK, refuse_open_window
from boothapp.store.keys import Ask, Kept
from boothapp.store.restoring import open_alone

_ASKED = "Passphrase of the store that is here now (leave it empty if nobody knows it)"


def is_there(folder: Path) -> bool:
    """Whether there is something that has to go aside.

    Raises BackupUnusable where it is no store, StoreNotWritable where a window shows it.
    """
    names = {file.name for file in folder.iterdir()} if folder.exists() else set()
    if not names - {WINDOW_LOCK}:
        return False
    if not names & {FILE, key_file.FILE, journal.FILE}:
        raise BackupUnusable(
            f"The folder {folder} holds other things than a store. Choose an empty one, or one "
            "with the store itself. Nothing was changed."
        )
    refuse_open_window(folder)
    return True


@contextmanager
def opened(
    folder: Path, store_id: str, backup: Kept, passphrase: str | None, ask: Ask | None
) -> Iterator[driver.Connection | None]:
    """The store in `folder` for nobody else; None where it is lost, damaged or its key is.

    Raises BackupUnusable where it is another store than `store_id`.
    """
    _refuse_other(folder, store_id)
    kept = _kept(folder, backup, passphrase, ask)
    connection = None if kept is None else open_alone(folder, FILE, kept.key)
    try:
        if connection is not None and inspection.meta(connection, "store") != store_id:
            raise _other(folder)
        yield connection
    finally:
        if connection is not None:
            connection.close()


def _refuse_other(folder: Path, store_id: str) -> None:
    """Look at the name on key.json first: another store's passphrase is not asked for."""
    try:
        said = key_file.read(folder).get("store")
    except (StoreDamaged, StoreNotWritable):
        return
    if said not in (None, store_id):
        raise _other(folder)


def _kept(folder: Path, backup: Kept, passphrase: str | None, ask: Ask | None) -> Kept | None:
    file = folder / FILE
    if not file.exists():
        return None
    if opens(file, backup.key):
        return backup
    for secret in (passphrase, None):
        try:
            kept = keys.unlock(
                folder,
                passphrase=secret,
                ask=None if secret or ask is None else lambda _question: ask(_ASKED),
                opens=lambda key: opens(file, key),
            )
            kept = rekey.settle(folder, kept)
        except (WrongKey, KeyUnavailable, StoreDamaged, StoreNotWritable):
            continue
        if opens(file, kept.key):
            return kept
    return None


def _other(folder: Path) -> BackupUnusable:
    return BackupUnusable(
        f"The folder {folder} holds another store than this backup's. Choose an empty folder. "
        "Nothing was changed."
    )
