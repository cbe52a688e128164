"""Stores whose key is kept as on a real machine."""

from pathlib import Path

from boothapp.services.bundle import Services
from boothapp.services.setup import create_store, now, open_store
from boothapp.store.store import Clock
from tests.factories import STAFF, plan

PASSPHRASE = "correct horse"


def made(folder: Path, passphrase: str | None = PASSPHRASE, clock: Clock = now) -> str:
    """Make a store with something in it and close it; answers with the recovery key."""
    created = create_store(folder, plan(), passphrase=passphrase, clock=clock)
    for number in range(20):
        created.services.settings.add_staff(f"Somebody {number}")
    created.services.close()
    return created.recovery_key


def opened(folder: Path, secret: str | None = PASSPHRASE) -> Services:
    """Open it again as a new process would."""
    return open_store(folder, staff=STAFF, passphrase=secret)


def is_whole(services: Services) -> bool:
    """Whether all that `made` wrote is there and the file is sound."""
    names = {staff.name for staff in services.settings.get().staff}
    return {f"Somebody {number}" for number in range(20)} <= names and services.check() == []
