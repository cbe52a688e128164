"""A file that is there whole or not at all, readable by its owner only.

It is written beside its place under a temporary name, made durable, and renamed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

from boothapp.files import IN_WORK, UNFINISHED, sweep, sync_folder


class Target(Protocol):
    """What a writer fills. `sha256` (hex) and `size` are those of the file, once durable."""

    path: Path
    sha256: str
    size: int
    work: Path
    """The folder for what a writer puts aside meanwhile, readable as it is."""

    def add(self, data: bytes) -> None:
        """Append bytes."""

    def make_durable(self) -> None:
        """Nothing more comes: a full disk says so here, before a ledger counts on the file."""


class Unfinished:
    """The file in work, with what was written so far."""

    def __init__(self, path: Path, temporary: Path, file: IO[bytes]) -> None:
        """`path` is where the file will appear, `temporary` where it is meanwhile."""
        self.path, self.temporary, self.work = path, temporary, path.parent
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

    The writer makes it durable before that; when the block raises, nothing is left. Raises
    OSError, also where `path` is a device: a file in its place would be the end of it.
    """
    with unfinished_set() as begin:
        yield begin(path)


@contextmanager
def unfinished_set() -> Iterator[Callable[[Path], Unfinished]]:
    """Begins files as `unfinished`, one after the other, that all take their places or none."""
    begun: list[Unfinished] = []

    def begin(path: Path) -> Unfinished:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise OSError(errno.EINVAL, "It is a device, not a file", str(path))
        sweep(path.parent)
        handle, name = tempfile.mkstemp(prefix=IN_WORK, suffix=UNFINISHED, dir=path.parent)
        begun.append(Unfinished(path, Path(name), os.fdopen(handle, "wb")))
        return begun[-1]

    try:
        yield begin
        for out in begun:
            out.file.close()
        _put_in_place(begun)
    except BaseException:
        for out in begun:
            out.file.close()
            out.temporary.unlink(missing_ok=True)
        raise
    for folder in {out.path.parent for out in begun}:
        with suppress(OSError):  # the files are there: not every file system syncs a folder
            sync_folder(folder)


def _put_in_place(begun: list[Unfinished]) -> None:
    """Rename all of them; where one cannot be, those before it are as they were."""
    if len(begun) == 1:
        begun[0].temporary.replace(begun[0].path)
        return
    older: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for out in begun:
            if out.path.is_file():
                aside = out.temporary.with_suffix(f".old{UNFINISHED}")
                out.path.replace(aside)
                older[out.path] = aside
            out.temporary.replace(out.path)
            placed.append(out.path)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        for path, aside in older.items():
            aside.replace(path)
        raise
    for aside in older.values():
        aside.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> str:
    """Write `data` to `path`, replacing what is there; answers with its SHA-256 in hex.

    Raises OSError; then no file is left and an older one is untouched.
    """
    with unfinished(path) as out:
        out.add(data)
        out.make_durable()
    return out.sha256
