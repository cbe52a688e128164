"""A file that is there whole or not at all, readable by its owner only.

It is written beside its place under a temporary name, made durable, and renamed.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

_LEFT_BEHIND = 3600.0  # seconds after which an unfinished file is nobody's any more


class Target(Protocol):
    """What a writer fills. `sha256` (hex) and `size` are those of the file, once durable."""

    path: Path
    sha256: str
    size: int

    def add(self, data: bytes) -> None:
        """Append bytes."""

    def make_durable(self) -> None:
        """Nothing more comes: a full disk says so here, before a ledger counts on the file."""


class Unfinished:
    """The file in work, with what was written so far."""

    def __init__(self, path: Path, temporary: Path, file: IO[bytes]) -> None:
        """`path` is where the file will appear, `temporary` where it is meanwhile."""
        self.path, self.temporary = path, temporary
        self.file = file
        self._digest = hashlib.sha256()
        self.sha256 = ""
        self.size = 0

    def add(self, data: bytes) -> None:
        """Append bytes."""
        self.file.write(data)
        self._digest.update(data)
        self.size += len(data)

    def make_durable(self) -> None:
        """Nothing more comes: a full disk says so here, before a ledger counts on the file."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.sha256 = self._digest.hexdigest()


@contextmanager
def unfinished(path: Path) -> Iterator[Unfinished]:
    """A file of mode 0600 beside `path` that takes its place once the block ends well.

    The writer makes it durable before that; when the block raises, nothing is left.
    """
    _sweep(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield Unfinished(path, temporary, file)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _make_rename_durable(path.parent)


def _make_rename_durable(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle on a folder; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(path: Path) -> None:
    """Delete what a killed export to this name left: it holds people's details in the open."""
    for left in path.parent.glob(f".{glob.escape(path.name[:100])}.*.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def write_whole(path: Path, data: bytes) -> str:
    """Write `data` to `path`, replacing what is there; answers with its SHA-256 in hex.

    Raises OSError; then no file is left and an older one is untouched.
    """
    with unfinished(path) as out:
        out.add(data)
        out.make_durable()
    return out.sha256
