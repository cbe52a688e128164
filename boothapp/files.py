"""Files that survive a power cut: written, made durable, and only then under their name."""

import glob
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

IN_WORK, UNFINISHED = ".boothapp-", ".part"
"""How the name begins and ends of what is written beside its place: see `sweep`."""
_LEFT_BEHIND = 3600.0  # seconds: nothing is in work for longer


def replace_durably(path: Path, data: bytes) -> None:
    """Put `data` under `path`, mode 0600: after a crash the old or the new is there, whole."""
    temporary = path.with_suffix(".tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(temporary, flags, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def append_durably(path: Path, data: bytes) -> None:
    """Add `data` at the end of `path` (made with mode 0600); raises OSError."""
    made = not path.exists()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    if made:
        sync_folder(path.parent)


def shown_name(path: Path) -> str:
    """The name of a file as it can be shown and stored: not every system's names are text.

    Never empty: “.” and “/” have no name, and are shown as they were given.
    """
    return os.fsencode(path.name or path).decode("utf-8", "replace")


def sweep(parent: Path, prefix: str = IN_WORK, suffix: str = UNFINISHED) -> None:
    """Delete what a killed run left in a folder: files and folders so named, an hour old.

    They hold people's details.
    """
    for left in parent.glob(f"{glob.escape(prefix)}*{glob.escape(suffix)}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    if os.name == "nt":  # Windows has no handle on a folder; its renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_private(path: Path, data: bytes) -> None:
    """Write a new file that its owner alone can read. Raises FileExistsError, OSError."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    sync_folder(path.parent)
