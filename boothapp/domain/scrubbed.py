"""What became of the bytes of what was deleted."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrubbed:
    """What was done about copies that a deletion leaves behind in the store's own files."""

    complete: bool
    """False where another program kept the files busy, or the disk is full: old bytes may lie in
    them until the next start."""
    copies: tuple[Path, ...] = ()
    """Copies of the whole store that were deleted, for they held the person too."""
    set_aside: tuple[Path, ...] = ()
    """Stores that a restore set aside. They may hold the person and what is nowhere else, so
    somebody has to decide."""
