"""What the surroundings say: environment variables, read in this one place."""

import getpass
import os
from dataclasses import dataclass
from pathlib import Path

from boothapp import paths


@dataclass(frozen=True, slots=True)
class Config:
    """The settings that must be known before a store is open.

    `store` is the folder of the store; `staff` who is on duty; `passphrase` opens (or, at
    `init`, chooses) the key when no keyring is wanted.
    """

    store: Path
    staff: str
    passphrase: str | None
    staff_named: bool = True
    """Whether somebody named the staff member, and not only the system's account."""


def from_environment(store: Path | None = None, staff: str | None = None) -> Config:
    """Explicit values win over BOOTHAPP_STORE and BOOTHAPP_STAFF, and these over the defaults."""
    named = staff or os.environ.get("BOOTHAPP_STAFF")
    return Config(
        store=store or Path(os.environ.get("BOOTHAPP_STORE") or paths.default_store()),
        staff=named or _system_user(),
        passphrase=os.environ.get("BOOTHAPP_PASSPHRASE"),
        staff_named=bool(named),
    )


def _system_user() -> str:
    try:
        return getpass.getuser()
    except OSError:  # a container's user id without a name
        return "staff"
