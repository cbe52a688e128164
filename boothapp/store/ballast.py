"""A file that holds a little space: on a full disk even a deletion needs some to be written."""

import contextlib
import os
import shutil
from pathlib import Path

FILE = "ballast"
SIZE = 1024 * 1024
_ROOM = 4  # kept only where this many times its size is free: it must not fill the disk itself


def keep(folder: Path) -> None:
    """Make the file in `folder` where it is missing and there is room for it."""
    path = folder / FILE
    with contextlib.suppress(OSError):
        if path.exists() or shutil.disk_usage(folder).free < _ROOM * SIZE:
            return
        try:
            # Random bytes, for a disk that compresses would give zeros no space.
            path.write_bytes(os.urandom(SIZE))
        except OSError:
            path.unlink(missing_ok=True)


def release(folder: Path) -> None:
    """Give its space back to the disk."""
    with contextlib.suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)
