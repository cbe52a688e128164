"""Whether leads are filed as they are: what they are searched, filtered and sorted by."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from boothapp.store import lead_index

_HELD = f"""
SELECT {", ".join(lead_index.COLUMNS)} FROM lead_index
WHERE lead_id IN (SELECT value FROM json_each(?)) AND n IN (SELECT id FROM lead_words_docsize)
"""
_STRANGE_WORDS = "SELECT id FROM lead_words_docsize WHERE id NOT IN (SELECT n FROM lead_index)"
_STRANGERS = f"""
SELECT (SELECT count(*) FROM lead_index WHERE lead_id NOT IN (SELECT id FROM lead))
    + (SELECT count(*) FROM ({_STRANGE_WORDS}))
"""
_FORGET = "UPDATE lead_index SET words = x'' WHERE lead_id IN (SELECT value FROM json_each(?))"
_DROP_STRANGE_WORDS = f"DELETE FROM lead_words WHERE rowid IN ({_STRANGE_WORDS})"
_NAME = "INSERT OR IGNORE INTO lead_stale SELECT value FROM json_each(?)"


def disagreeing(connection: Connection) -> tuple[str, ...]:
    """The leads that are not filed as they are: each is worked out anew."""
    cursor: Any = connection.connection.cursor()
    found: list[str] = []
    last = ""
    while rows := cursor.execute(lead_index.AFTER, (last,)).fetchall():
        held = _held(cursor, [row[0] for row in rows])
        for row in rows:
            filed = held.get(row[0])
            if filed is None or filed != _comparable(lead_index.values_of(row)[0]):
                found.append(row[0])
        last = rows[-1][0]
    return tuple(found)


def strangers(connection: Connection) -> int:
    """How many are filed who are no leads."""
    return int(connection.exec_driver_sql(_STRANGERS).scalar_one())


def file_anew(connection: Connection, lead_ids: Sequence[str]) -> None:
    """Write these anew, and drop who is no lead; the caller holds the write lock."""
    chosen = (json.dumps(lead_ids),)
    connection.exec_driver_sql(_FORGET, chosen)
    connection.exec_driver_sql(_DROP_STRANGE_WORDS)
    connection.exec_driver_sql(_NAME, chosen)
    lead_index.rebuild_missing(connection)


def _held(cursor: Any, lead_ids: Sequence[str]) -> dict[str, tuple[object, ...]]:
    """What the index has of some leads, where it has their words as well."""
    cursor.execute(_HELD, (json.dumps(lead_ids),))
    return {row[0]: _comparable(row) for row in cursor}


def _comparable(values: Sequence[object]) -> tuple[object, ...]:
    """The same whatever the order of the days."""
    return tuple(
        frozenset(str(value).split(",")) if name == "days" else value
        for name, value in zip(lead_index.COLUMNS, values, strict=True)
    )
