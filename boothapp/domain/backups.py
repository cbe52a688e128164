"""Backups as they are spoken of: where they lie, and what a restore did."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from boothapp.domain.errors import BoothError

SUFFIX = ".boothbackup"


class BackupUnusable(BoothError):
    """The file is no backup, not whole, or not one that this folder can take."""


def default_name(now: datetime) -> str:
    """The name that is proposed: the day and the time, in the zone of `now`."""
    return f"BoothApp {now:%Y-%m-%d %H.%M}{SUFFIX}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRecord:
    """One backup that was written. `seq` is the end of the change log it holds."""

    id: str
    at: datetime
    path: Path
    sha256: str
    size: int
    seq: int
    staff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did."""

    made: datetime
    """When the backup was written."""
    leads: int
    replayed: int
    """Endings (withdrawn, declined, erased, expired) since the backup that were done again."""
    set_aside: Path | None
    """Where the store that was here before lies now; None where there was none."""
