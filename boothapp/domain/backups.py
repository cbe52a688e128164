"""Backups as they are spoken of: where they lie, and what a restore did."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from boothapp.domain.errors import BoothError

SUFFIX = ".boothbackup"


_UNREAD = (
    "The store that was here could not be read: what people took back and what left it since the "
    "backup is known only as far as the journal beside it tells."
)
_BLIND = (
    "There was no store here, so who took a yes back or was erased since the backup is not known: "
    "they are back with it. Go through the confirmations and requests of that time before anybody "
    "uses this."
)


class BackupUnusable(BoothError):
    """The file is no backup, not whole, or not one that this folder can take."""


def default_name(now: datetime) -> str:
    """The name that is proposed: the day and the time, in the zone of `now`."""
    return f"BoothApp {now:%Y-%m-%d %H.%M}{SUFFIX}"


def age(at: datetime, now: datetime) -> str:
    """“just now”, “12 min ago”, “3 h ago”, “2 days ago”; both instants are aware."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} h ago"
    return f"{minutes // (24 * 60)} days ago"


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
    """When the backup was written, in the event's zone."""
    leads: int
    replayed: int
    """People for whom something ended since the backup (withdrawn, declined, erased, expired), and
    was ended again."""
    set_aside: Path | None
    """Where the store that was here before lies now; None where there was none."""
    unread: bool
    """Whether that store could not be read (damaged, or nobody knew its passphrase).

    Then only the journals said what ended since, and of what left it nothing is known.
    """
    blind: bool
    """Whether neither a store nor a journal said what ended since."""

    @property
    def warning(self) -> str:
        """What somebody has to look after now; empty where all is known."""
        if self.blind:
            return _BLIND
        return _UNREAD if self.unread else ""
