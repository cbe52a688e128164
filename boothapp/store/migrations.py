"""Bring a store's schema up to date: forward only, all or nothing, after a verified copy."""

import re
from pathlib import Path

from sqlalchemy import Connection

from boothapp import paths
from boothapp.domain.errors import StoreTooNew

_MADE = re.compile(r"CREATE\s+(?:UNIQUE\s+|VIRTUAL\s+)?(\w+)\s+[\"'`]?(\w+)")
_FILE = re.compile(r"(\d{4})_\w+\.py")


def head() -> str:
    """The newest revision that this BoothApp knows, read off the file names (no slow import)."""
    folder = paths.migrations() / "versions"
    return max(found[1] for file in folder.iterdir() if (found := _FILE.fullmatch(file.name)))


def revision_of(connection: Connection) -> str:
    """The store's revision; empty where there is no schema yet. Raises StoreTooNew."""
    exists = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.exec_driver_sql(exists).first() is None:
        return ""
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    if str(found) > head():
        raise StoreTooNew(str(found))
    return str(found)


def upgrade(connection: Connection) -> None:
    """Run what is missing on `connection`, whose transaction the caller holds."""
    from alembic import command  # slow import, needed once a version
    from alembic.config import Config

    config = Config(paths.migrations() / "alembic.ini")
    config.set_main_option("script_location", str(paths.migrations()))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def schema_of(connection: Connection) -> str:
    """The schema as text, one object a paragraph, sorted: what the snapshot holds."""
    return "\n\n".join(f"{sql};" for _, sql in _objects(connection)) + "\n"


def snapshot() -> Path:
    """The file with the schema as it should be."""
    return paths.migrations() / "schema.sql"


def differences(connection: Connection) -> list[str]:
    """How the schema differs from the snapshot, one sentence for each table, index or trigger."""
    text = snapshot().read_text(encoding="utf-8").removesuffix(";\n")
    wanted = {_named(sql): [sql] for sql in text.split(";\n\n")}
    found: dict[str, list[str]] = {}
    for name, sql in _objects(connection):
        found.setdefault(name, []).append(sql)
    said = []
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            said.append(f"The {name} is missing.")
        elif name not in wanted:
            said.append(f"BoothApp did not make the {name}.")
        elif wanted[name] != found[name]:
            said.append(f"The {name} differs from the one this BoothApp was built with.")
    return said


def _objects(connection: Connection) -> list[tuple[str, str]]:
    """What there is, such as “trigger lead_needs_consent”, and the statement that made it.

    Named by the catalogue, whatever the statement says: a statement may hide another. Only what
    SQLite makes by itself is passed over: indexes of keys, counters, and its own statistics.
    """
    rows = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE NOT (name GLOB 'sqlite_*' AND ("
        "sql IS NULL OR name = 'sqlite_sequence' OR name GLOB 'sqlite_stat[14]')) "
        "ORDER BY type, name"
    )
    return [(f"{row.type} {row.name}", str(row.sql)) for row in rows]


def _named(sql: str) -> str:
    """What a CREATE statement makes, such as “trigger lead_needs_consent”."""
    made = _MADE.match(sql)
    return f"{made[1].lower()} {made[2]}" if made else sql.partition("\n")[0]
