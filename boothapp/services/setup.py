"""Make a store, or open one: the key, the file, the services."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from boothapp.domain.errors import BadInput, StoreExists, StoreMissing
from boothapp.domain.event import BoothInfo, EventInfo, Room
from boothapp.ids import new_id
from boothapp.services.bundle import Services
from boothapp.services.setting_rules import checked_booth, checked_event, checked_room
from boothapp.store import exchange, keys, rekey
from boothapp.store.database import FILE, Database, opens
from boothapp.store.store import Clock, Store

Ask = Callable[[str], str]
"""Asks the person for a secret; the argument is the question."""


@dataclass(frozen=True, slots=True)
class Created:
    """A new store's services, and the recovery key that is shown this once."""

    services: Services
    recovery_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a new store starts with."""

    event: EventInfo
    booth: BoothInfo
    rooms: Sequence[Room]
    staff: str


def now() -> datetime:
    """The clock of a real store."""
    return datetime.now(UTC)


def store_exists(folder: Path) -> bool:
    """Whether there is a store in this folder; a restore that was killed is finished first."""
    exchange.finish(folder)
    return (folder / FILE).exists()


def create_store(
    folder: Path,
    plan: Plan,
    *,
    passphrase: str | None = None,
    ask: Ask | None = None,
    in_memory_key: bool = False,
    clock: Clock = now,
) -> Created:
    """Make a store in `folder`; the folder is made too.

    With `in_memory_key` the key is written nowhere and the store holds invented people (the demo).
    Raises StoreExists, BadInput, KeyUnavailable; then nothing was made.
    """
    if store_exists(folder):
        raise StoreExists(folder)
    event, booth = checked_event(plan.event), checked_booth(plan.booth)
    rooms = [checked_room(room) for room in plan.rooms]
    if len({room.name for room in rooms}) < len(rooms):
        raise BadInput("Two rooms have the same name.")
    made_folder = not folder.exists()
    _make_folder(folder)
    store_id = new_id()
    try:
        if in_memory_key:
            kept = keys.in_memory()
        else:
            kept = keys.create(folder, store_id=store_id, passphrase=passphrase, ask=ask)
        database = Database.create(folder, kept.key)
        Store.prepare(
            database, event, booth, store_id=store_id, invented=in_memory_key, now=clock()
        )
    except BaseException:
        _take_back(folder, everything=made_folder)
        raise
    services = Services.over(Store(database, kept.keeper, clock), plan.staff)
    for room in rooms:
        services.settings.save_room(room)
    return Created(services, kept.recovery)


def open_store(
    folder: Path,
    *,
    staff: str,
    passphrase: str | None = None,
    ask: Ask | None = None,
    clock: Clock = now,
) -> Services:
    """Open the store in `folder`. Raises StoreMissing, WrongKey, KeyUnavailable, StoreTooNew."""
    if not store_exists(folder):
        raise StoreMissing(folder)
    kept = keys.unlock(
        folder, passphrase=passphrase, ask=ask, opens=lambda key: opens(folder / FILE, key)
    )
    kept = rekey.settle(folder, kept)
    return Services.over(Store(Database(folder, kept.key), kept.keeper, clock), staff)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"The folder {folder} cannot be made: {error.strerror}.") from error


def _take_back(folder: Path, *, everything: bool) -> None:
    """Leave nothing half made: the whole folder where we made it, else only our files."""
    if everything:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm", "key.json"):
        (folder / name).unlink(missing_ok=True)
