"""Files that survive a power cut: written, made durable, and only then under their name."""

import os
from pathlib import Path


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


def sync_file(path: Path) -> None:
    """Make durable what another writer, such as SQLite, left in `path`."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    if os.name == "nt":  # Windows has no handle on a folder; its renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
