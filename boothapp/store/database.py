"""The encrypted database: how it is opened, and the two doors in, reading and writing.

SQLCipher, WAL, synchronous=FULL (an acknowledged commit survives a power cut), foreign keys on,
secure_delete on. Writes take the lock at once (BEGIN IMMEDIATE), so that two processes wait for
each other instead of failing half way.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from boothapp.domain.errors import StoreDamaged, StoreMissing, WrongKey
from boothapp.store import migrations
from boothapp.store.faults import named_faults

FILE = "booth.db"
# Up to 3.51.2 two connections could corrupt a database by the WAL-reset bug.
OLDEST_SQLITE = (3, 51, 3)
_BUSY_SECONDS = 10.0


def sqlite_version() -> str:
    """The version of the SQLite inside SQLCipher."""
    return str(driver.sqlite_version)


class Database:
    """One store's database. Safe to use from several threads; each door uses its own connection."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """Open the database in `folder`; raises StoreMissing, WrongKey, StoreTooNew."""
        if driver.sqlite_version_info < OLDEST_SQLITE:
            raise StoreDamaged(f"SQLite {driver.sqlite_version} can damage a store; update it.")
        self.folder = folder
        self.path = folder / FILE
        self._key = key
        if not self.path.exists():
            raise StoreMissing(folder)
        self._engine = self._make_engine()
        self._migrate()

    @classmethod
    def create(cls, folder: Path, key: bytes) -> "Database":
        """Make the file, readable by its owner only, and open it with the newest schema."""
        path = folder / FILE
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return cls(folder, key)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the store; nothing can be written through it."""
        with named_faults(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: durable when the block ends, undone when it raises."""
        with named_faults(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                self._roll_back(connection)
                raise

    def connect(self) -> Connection:
        """A connection outside any transaction, to look after the file; the caller closes it."""
        return self._engine.connect()

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
            found = migrations.schema_of(connection)
        if found != migrations.snapshot().read_text(encoding="utf-8"):
            problems.append("The schema differs from the one this BoothApp was built with.")
        return problems

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @staticmethod
    def _roll_back(connection: Connection) -> None:
        """Undo; a full disk may have made SQLite undo by itself already."""
        if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr] # the driver's own
            connection.exec_driver_sql("ROLLBACK")

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
        connection = driver.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute(
            "PRAGMA cipher_log_level = NONE"
        )  # errors are raised; stderr is people's
        connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except driver.DatabaseError as error:
            connection.close()
            if "not a database" not in str(error):
                raise
            raise WrongKey(
                "The key does not open this store, or the file is damaged. Nothing was changed."
            ) from error
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _migrate(self) -> None:
        with named_faults(), self._engine.connect() as connection:
            found = migrations.revision_of(connection)
        if found == migrations.head():
            return
        if found:
            self.copy_to(self.folder / f"{FILE}.before-{migrations.head()}")
        with self.writing() as connection:
            migrations.upgrade(connection)

    def copy_to(self, target: Path) -> None:
        """Write a copy under the same key and verify it by opening it. Raises StoreDamaged."""
        target.unlink(missing_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        source, copy = self._connect(), driver.connect(target)
        try:
            copy.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
            source.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise StoreDamaged(
                    "The copy of the store could not be verified; nothing was changed."
                )
        finally:
            copy.close()
            source.close()
