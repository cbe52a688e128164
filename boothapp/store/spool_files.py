"""The files that lists are prepared in: how they are called, and what a killed run left of them."""

from contextlib import closing, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from boothapp.files import IN_WORK, UNFINISHED

BEGINS = f"{IN_WORK}list-"


def sweep_lists(folder: Path) -> None:
    """Delete the files of lists that no process has open; who has one holds its lock."""
    for left in folder.glob(f"{BEGINS}*{UNFINISHED}"):
        with suppress(OSError):
            if not _in_use(left):
                left.unlink()


def _in_use(path: Path) -> bool:
    with closing(driver.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except driver.OperationalError as error:
            return "locked" in str(error)
        except driver.DatabaseError:  # it is encrypted, and its key is gone
            return False
    return False
