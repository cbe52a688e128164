"""Faults of a disk, and of text, that everybody may meet, told apart from our own bugs."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DatabaseError

from boothapp.domain.errors import BadInput, BoothError, DiskFull, StoreDamaged, StoreNotWritable

# What SQLite says (its errors have no finer class) and what that means for people.
_FAULTS: tuple[tuple[str, type[BoothError], str], ...] = (
    (
        "malformed",
        StoreDamaged,
        "The store's file is damaged. Restore it from a backup.",
    ),
    (
        "disk is full",
        DiskFull,
        "The disk is full, so this was not stored. Free some space and do it again.",
    ),
    (
        "unable to open database file",
        StoreNotWritable,
        "The store cannot be opened: look at the rights of its folder and files.",
    ),
    (
        "database is locked",
        StoreNotWritable,
        "Another program keeps the store busy, so this was not stored. Do it again.",
    ),
    (
        "readonly database",
        StoreNotWritable,
        "The store may only be read here, so this was not stored. Look at the folder's rights.",
    ),
    (
        "disk I/O error",
        StoreNotWritable,
        "The disk did not answer, so this was not stored. Do it again; look after the disk.",
    ),
)


@contextmanager
def named_faults() -> Iterator[None]:
    """Turn a known fault into its own error; anything else goes through as it is."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise BadInput("Half a character is in this text, so it cannot be stored.") from error
    except (DatabaseError, driver.DatabaseError) as error:
        text = str(error.orig if isinstance(error, DatabaseError) else error)
        for said, kind, sentence in _FAULTS:
            if said in text:
                raise kind(sentence) from error
        raise
