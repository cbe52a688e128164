"""Who waits for a room without a time of their own: people who stand here, and standbys."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class QueueKind(StrEnum):
    """How somebody waits."""

    WALK_IN = "walk_in"
    """They stand at the booth now."""
    STANDBY = "standby"
    """They come when they are called, if a room gets free."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A place in the queue; `since` is aware."""

    kind: QueueKind
    since: datetime
