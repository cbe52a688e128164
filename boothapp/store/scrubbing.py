"""After a deletion: no byte of what was deleted stays in the store's own files.

Deleted content is zeroed by SQLite (secure_delete), but a page that was split earlier can hold a
second copy in its slack (measured: 2 of 3,000 deleted rows), the write-ahead log holds the pages
of before, and words of who is gone are only marked in the index of words. So that index and the
file are written anew, and the log is emptied into it.
"""

import glob
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from boothapp.domain.errors import DiskFull, StoreNotWritable
from boothapp.domain.scrubbed import Scrubbed
from boothapp.store import ballast, lead_index
from boothapp.store.database import FILE, Database, open_file
from boothapp.store.faults import named_faults

PENDING = "scrub"
"""The preference that says "1" from a deletion until its bytes are gone from the files."""

LEAVES_BYTES = frozenset({"lead.remove", "attachment.remove", "request.close"})
"""Records whose deletions leave personal values in the files, without an end of a grant.

A corrected value and a note that was edited or removed are not among them: the log keeps what they
said until the grant ends, and then the file is written anew as a whole.
"""

_COPIES = f"{FILE}.before-*"
_PENDING = "SELECT 1 FROM preference WHERE key = 'scrub' AND value = '1'"
_CLEARED = "UPDATE preference SET value = '0' WHERE key = 'scrub'"
_STATISTICS = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'sqlite_stat[1-4]'"
_WAIT_MS = 500  # for one attempt
_WAIT_SECONDS = 5.0  # for all of them: a person stands in front of the table

Done = TypeVar("Done")


def copies_of(database: Database) -> tuple[Path, ...]:
    """Copies of the whole store that lie beside it since an update of BoothApp."""
    return tuple(sorted(database.folder.glob(_COPIES)))


def despite_full_disk(database: Database, work: Callable[[], Done]) -> Done:
    """Do a deletion; where the disk is full, make room and do it again.

    Raises DiskFull where that room is not enough either; then nothing was deleted but copies.
    """
    try:
        return work()
    except DiskFull:
        ballast.release(database.folder)
        _delete(copies_of(database))
        with named_faults(), database.connect() as connection:
            _log_emptied(connection)
        return work()


def finish(database: Database) -> None:
    """Rid the files of what was deleted and still lies in them, if anything."""
    with database.reading() as connection:
        pending = connection.exec_driver_sql(_PENDING).first() is not None
    if pending:
        scrub(database, copies_of(database))


def finish_in_copy(copy: Path, key: bytes) -> None:
    """The same in a copy of the store's file, which nobody else has open.

    A copy is made page by page: it holds all that its store had not got rid of at that moment.
    """
    with named_faults(), closing(open_file(copy, key)) as connection:
        if connection.execute(_PENDING).fetchone() is None:
            return
        for (name,) in connection.execute(_STATISTICS).fetchall():
            connection.execute(f"DROP TABLE {name}")
        connection.execute(lead_index.FORGET)
        connection.execute("VACUUM")
        connection.execute(_CLEARED)


def scrub(database: Database, copies: Iterable[Path]) -> Scrubbed:
    """Rid the store's files of what was deleted, its `copies` too.

    Whoever reads or writes meanwhile is waited for a little; the next start does what is left.
    """
    gone = tuple(copies)
    _delete(gone)
    with database.connect() as connection:
        connection.detach()  # its short patience is not for others
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_WAIT_MS}")
        complete = _soon(lambda: _rewritten(connection)) and _soon(lambda: _log_emptied(connection))
    if complete:
        with database.writing() as connection:
            connection.exec_driver_sql(_CLEARED)
    ballast.keep(database.folder)
    return Scrubbed(complete=complete, copies=gone, set_aside=_set_aside(database.folder))


def _set_aside(folder: Path) -> tuple[Path, ...]:
    """The stores beside this one that stood here before a restore, or that one left unfinished."""
    name = glob.escape(folder.name)
    patterns = (f"{name}.before-restore-*", f".{name}.restore-*")
    return tuple(sorted(path for pattern in patterns for path in folder.parent.glob(pattern)))


def _delete(copies: Iterable[Path]) -> None:
    for copy in copies:
        copy.unlink(missing_ok=True)


def _soon(attempt: Callable[[], bool]) -> bool:
    """Whether an attempt worked within the time that there is."""
    end = time.monotonic() + _WAIT_SECONDS
    while not attempt():
        if time.monotonic() > end:
            return False
    return True


def _rewritten(connection: Connection) -> bool:
    """Write the file anew, page by page from the live rows; False where somebody is in the way.

    What another program's ANALYZE left goes first: its samples are copies of values, and live.
    """
    try:
        with named_faults():
            for name in connection.exec_driver_sql(_STATISTICS).scalars().all():
                connection.exec_driver_sql(f"DROP TABLE {name}")
            lead_index.forget_words(connection)
            connection.exec_driver_sql("VACUUM")
    except StoreNotWritable:
        return False
    return True


def _log_emptied(connection: Connection) -> bool:
    """Move the write-ahead log into the file and cut it to nothing; False where it is read."""
    busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    return not busy
