"""Looking at a store's file through a bare connection, without opening the store."""

import sqlcipher3.dbapi2 as driver

from boothapp.store.changes import GENESIS
from boothapp.store.subjects import SECRET

Connection = driver.Connection


def problems(connection: driver.Connection) -> list[str]:
    """What SQLite and SQLCipher find wrong with the file; empty when it is sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    rows = connection.execute("PRAGMA integrity_check").fetchall()
    return found + [str(row[0]) for row in rows if row[0] != "ok"]


def end_of_log(connection: driver.Connection) -> tuple[int, bytes]:
    """The number and the hash of the last change record."""
    query = "SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1"
    row = connection.execute(query).fetchone()
    return (0, GENESIS) if row is None else (int(row[0]), bytes(row[1]))


def subject_secret(connection: driver.Connection) -> bytes:
    """The key of the pseudonyms."""
    query = "SELECT value FROM secret WHERE name = ?"
    return bytes(connection.execute(query, (SECRET,)).fetchone()[0])


def leads(connection: driver.Connection) -> int:
    """How many leads are held."""
    return int(connection.execute("SELECT count(*) FROM lead").fetchone()[0])


def schema(connection: driver.Connection) -> str:
    """The revision of the schema."""
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def meta(connection: driver.Connection, key: str) -> str:
    """A fact about the store; empty where there is none."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return "" if row is None else str(row[0])
