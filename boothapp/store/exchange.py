"""A store's folder put into another's place, and that finished where it was killed.

Each start looks whether there is something to finish, so this stands apart from what a restore
needs beside it.
"""

import os
from contextlib import suppress
from pathlib import Path

from boothapp.domain.errors import StoreNotWritable
from boothapp.files import sync_folder

WORK = ".restore-"
WINDOW_LOCK = "window.lock"
_MARK = "set-aside"


def refuse_open_window(folder: Path) -> None:
    """Raise StoreNotWritable where another process shows this store in a window."""
    try:
        holder = int((folder / WINDOW_LOCK).read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    if holder != os.getpid() and _is_alive(holder):
        raise StoreNotWritable("A window has this store open. Close it first; nothing was changed.")


def put_in_place(work: Path, folder: Path, aside: Path | None) -> None:
    """Rename `work` to `folder`; what is there goes `aside`. Killed in between: see `finish`."""
    _move(WINDOW_LOCK, folder, work)  # our own window's: it stays with the name of the folder
    try:
        if aside is not None:
            (work / _MARK).write_text(aside.name, encoding="utf-8")
            sync_folder(work)
            folder.rename(aside)
        elif folder.exists():
            folder.rmdir()
        work.rename(folder)
    except OSError:
        if aside is not None and not folder.exists():
            aside.rename(folder)
        _move(WINDOW_LOCK, work, folder)
        raise
    sync_folder(folder.parent)
    (folder / _MARK).unlink(missing_ok=True)


def finish(folder: Path) -> None:
    """Finish a restore that was killed after the old store went aside, before the new one came."""
    if folder.exists():
        return
    for work in folder.parent.glob(f".{folder.name}{WORK}*"):
        with suppress(OSError):
            aside = folder.with_name((work / _MARK).read_text(encoding="utf-8"))
            if aside.name != folder.name and aside.exists():
                work.rename(folder)
                (folder / _MARK).unlink(missing_ok=True)
                return


def _move(name: str, source: Path, target: Path) -> None:
    with suppress(OSError):
        (source / name).rename(target / name)


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # there the lock's file cannot be moved away while its holder lives
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
