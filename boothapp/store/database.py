"""The encrypted database: how it is opened, and the two doors in, reading and writing.

SQLCipher, WAL, synchronous=FULL (an acknowledged commit survives a power cut), foreign keys on,
secure_delete on. Writes take the lock at once (BEGIN IMMEDIATE), so that two processes wait for
each other instead of failing half way.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from boothapp.domain.errors import StoreDamaged, StoreMissing, StoreNotWritable, WrongKey
from boothapp.store import migrations
from boothapp.store.faults import named_faults

FILE = "booth.db"
# Up to 3.51.2 two connections could corrupt a database by the WAL-reset bug.
OLDEST_SQLITE = (3, 51, 3)
_BUSY_SECONDS = 60.0  # a list of 100,000 people takes some fifteen
_ALONE_MS = 1000  # to wait for others to let go, where nobody else may have the store open
_CACHE_KIB = 24 * 1024  # the index of 100,000 leads; a page read anew is deciphered anew
_PAGES_A_STEP = 256  # of a copy: 1 MiB between two looks at whether to stop


def sqlite_version() -> str:
    """The version of the SQLite inside SQLCipher."""
    return str(driver.sqlite_version)


class Database:
    """One store's database. Safe to use from several threads; each door uses its own connection."""

    def __init__(self, folder: Path, key: bytes, *, new: bool = False) -> None:
        """Open the database in `folder`; raises StoreMissing, StoreDamaged, WrongKey, StoreTooNew.

        Only a `new` one may be without tables, and gets them.
        """
        if driver.sqlite_version_info < OLDEST_SQLITE:
            raise StoreDamaged(f"SQLite {driver.sqlite_version} can damage a store; update it.")
        self.folder = folder
        self.path = folder / FILE
        self._key = key
        self._gate = threading.RLock()
        if not self.path.exists():
            raise StoreMissing(folder)
        if not new and self._is_without_bytes():
            raise self._is_empty()
        self._engine = self._make_engine()
        self._migrate(new=new)

    @classmethod
    def create(cls, folder: Path, key: bytes) -> "Database":
        """Make the file, readable by its owner only, and open it with the newest schema."""
        path = folder / FILE
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return cls(folder, key, new=True)

    @property
    def key(self) -> bytes:
        """The key that the file is under: to seal it anew or to open a copy, never to be told."""
        return self._key

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the store; nothing can be written through it."""
        with named_faults(), self._engine.connect() as connection:
            own = _driver_of(connection)
            own.execute("BEGIN")
            try:
                yield connection
            finally:
                if own.in_transaction:  # else a fault made SQLite end it, and that is to be told
                    own.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: durable when the block ends, undone when it raises."""
        with named_faults(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                if _driver_of(connection).in_transaction:  # else a full disk made SQLite undo it
                    connection.exec_driver_sql("ROLLBACK")
                raise

    def connect(self) -> Connection:
        """A connection outside any transaction, to look after the file; the caller closes it."""
        return self._engine.connect()

    @contextmanager
    def alone(self) -> Iterator[driver.Connection]:
        """A connection while nobody else has the store open, here or in another process.

        Whoever wants a connection meanwhile waits. Raises StoreNotWritable where the store is in
        use; then nothing was changed.
        """
        with self._gate:
            self._engine.dispose()
            connection = self._connect()
            try:
                lock_out_others(connection)
                yield connection
            finally:
                connection.close()

    def rekey(self, alone: driver.Connection, key: bytes) -> None:
        """Encrypt the whole file anew under `key`; killed meanwhile, it opens under one of both."""
        with named_faults():
            alone.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
        self._key = key

    def check(self) -> list[str]:
        """What is wrong with the file or its schema, one sentence each; empty when all is well."""
        problems = []
        with named_faults(), self._engine.connect() as connection:
            damage = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
            problems += [f"A page fails its checksum: {row[0]}" for row in damage]
            rows = connection.exec_driver_sql("PRAGMA integrity_check").all()
            problems += [f"SQLite reports: {row[0]}" for row in rows if row[0] != "ok"]
            rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            problems += [f"A row of {row[0]} points to nothing in {row[2]}" for row in rows]
            problems += migrations.differences(connection)
        return problems

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _make_engine(self) -> Engine:
        engine = create_engine(
            "sqlite://",
            module=driver,
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=4,
            hide_parameters=True,  # an error's text may reach the log; what was stored must not
        )
        # The doors begin and end their transactions themselves.
        event.listen(engine, "begin", lambda _connection: None)
        return engine

    def _connect(self) -> driver.Connection:
        with self._gate:
            connection = open_file(self.path, self._key)
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            f"cache_size = -{_CACHE_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _is_without_bytes(self) -> bool:
        """Whether nothing is in the file, nor in what was written but not yet moved into it."""
        log = self.path.with_name(f"{FILE}-wal")
        return self.path.stat().st_size == 0 and not (log.exists() and log.stat().st_size)

    def _is_empty(self) -> StoreDamaged:
        return StoreDamaged(
            f"The store's file {self.path} is empty, as after a copy that failed. Restore the "
            "store from a backup, or copy the file again."
        )

    def _migrate(self, *, new: bool) -> None:
        with named_faults(), self._engine.connect() as connection:
            found = migrations.revision_of(connection)
        if found == migrations.head():
            return
        if not new and not found:
            self._engine.dispose()
            raise self._is_empty()
        if found:
            self.copy_to(self.folder / f"{FILE}.before-{migrations.head()}")
        with self.writing() as connection:
            migrations.upgrade(connection)
        self._engine.dispose()  # connections of before hold the schema of before

    def copy_to(
        self,
        target: Path,
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Write a copy of one moment under the same key and verify it by opening it.

        The store stays in use meanwhile. `progress` hears the pages done and all pages; what it
        raises stops the copy. Raises StoreDamaged.
        """

        def step(_status: int, left: int, pages: int) -> None:
            if progress is not None:
                progress(pages - left, pages)

        target.unlink(missing_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with named_faults():
            source, copy = self._connect(), driver.connect(target, isolation_level=None)
            try:
                copy.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
                source.execute("BEGIN")  # holds the moment still, so that no write starts it over
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
                source.backup(copy, pages=_PAGES_A_STEP, progress=step, sleep=0)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, complete by itself
                if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                    raise StoreDamaged(
                        "The copy of the store could not be verified; nothing was changed."
                    )
            finally:
                copy.close()
                source.close()


def open_file(path: Path, key: bytes) -> driver.Connection:
    """A bare connection to the file under `path`. Raises WrongKey."""
    connection = driver.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # errors are raised; stderr is people's
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as error:
        connection.close()
        if "not a database" not in str(error):
            raise
        raise WrongKey(
            "The key does not open this store, or the file is damaged. Nothing was changed."
        ) from error
    return connection


def lock_out_others(connection: driver.Connection) -> None:
    """Let nobody else have the file until this connection closes. Raises StoreNotWritable."""
    connection.execute(f"PRAGMA busy_timeout = {_ALONE_MS}")
    try:
        # Only a lone connection may leave WAL; with exclusive locking nobody comes in after.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except driver.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise StoreNotWritable(
            "Another window or command has this store open. Close it and do this again. "
            "Nothing was changed."
        ) from error


def opens(path: Path, key: bytes) -> bool:
    """Whether `key` opens the file under `path`."""
    try:
        with named_faults():
            open_file(path, key).close()
    except WrongKey:
        return False
    return True


def _driver_of(connection: Connection) -> driver.Connection:
    """The driver's own connection, for the BEGIN and ROLLBACK of reads: SQLAlchemy's way to them is
    long beside a short read (`make bench`: leads.rare)."""
    return cast("driver.Connection", connection.connection.driver_connection)
