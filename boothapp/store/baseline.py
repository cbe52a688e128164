"""What was in a store before the log proved it: written down at its first opening since.

From then on it is proven like everything else. A new store has nothing of it yet, and says so.
Where that record stands in the log also says which records came under the rules of before.
"""

from typing import Any

from sqlalchemy import Connection

from boothapp.store import proving
from boothapp.store.changes import ChangeLog

_ROWS_A_RECORD = 500
# The schema whose rules hold for what the log says after the record; consent events are whole.
_SCHEMA = "0004"
_SAID = """
SELECT 1 FROM change WHERE entity = 'store'
AND CASE WHEN json_valid(value) THEN value ->> '$.schema' END = ?
"""
_ENTRIES = f"SELECT subject, salt, {', '.join(proving.ENTRY)} FROM roster_entry"  # noqa: S608 - fixed words of our own
_PEOPLE = "SELECT subject FROM export_subject WHERE export_id = ? ORDER BY subject"
_FILES = """
SELECT lead.subject, attachment.id, purpose, attachment.name, media_type, sha256
FROM attachment JOIN lead ON lead.id = attachment.lead_id ORDER BY attachment.id
"""
_UNLISTED = """
SELECT count(DISTINCT part.key) FROM change,
    json_each(CASE WHEN json_valid(change.value) THEN change.value ELSE '{}' END) AS part
WHERE change.kind = 'roster.rows'
AND NOT EXISTS (SELECT 1 FROM roster_entry WHERE subject = part.key)
"""


def is_there(connection: Connection) -> bool:
    """Whether it was written down before, under the rules of now."""
    return connection.exec_driver_sql(_SAID, (_SCHEMA,)).first() is not None


def write(connection: Connection, log: ChangeLog, secret: bytes) -> None:
    """Let the log say what is there, so that it is proven from here on.

    What the rules of 0003 proved already is not said again: that would make good what was written
    past BoothApp meanwhile.
    """
    if proving.logged_sum(connection) is not None:
        log.append("store.proof", "store", value=_facts_since_0004(connection))
        return
    _prove_entries(connection, log)
    for subject, file, purpose, name, media_type, sha256 in connection.exec_driver_sql(_FILES):
        proof = {"name": name, "media_type": media_type, "sha256": sha256}
        log.append("attachment.prove", file, purpose, subject=subject, value=proof)
    log.append("store.proof", "store", value=_facts(connection) | _facts_since_0004(connection))
    log.append("identity.set", "identity", value=proving.sum_of(connection).facts(secret))


def _prove_entries(connection: Connection, log: ChangeLog) -> None:
    rows = connection.exec_driver_sql(_ENTRIES).mappings()
    for some in rows.partitions(_ROWS_A_RECORD):
        digests: dict[str, dict[str, str | None]] = {}
        for row in some:
            salt = row["salt"]
            digest = proving.digest_of_entry(salt, dict(row)) if salt is not None else None
            digests.setdefault(row["import_id"], {})[row["subject"]] = digest
        for import_id, of_import in digests.items():
            log.append("roster.rows", import_id, value=of_import)


def _facts(connection: Connection) -> dict[str, Any]:
    """Of the files that left, who is in them; which notices were kept; when requests are due."""
    exports = connection.exec_driver_sql("SELECT id FROM export").scalars().all()
    requests = connection.exec_driver_sql("SELECT id, received, due FROM request")
    return {
        "exports": {
            export: proving.digest_of_people(
                "".join(connection.exec_driver_sql(_PEOPLE, (export,)).scalars())
            )
            for export in exports
        },
        "notices": list(connection.exec_driver_sql("SELECT sha256 FROM notice").scalars()),
        "requests": {row.id: {"received": row.received, "due": row.due} for row in requests},
        "wordings": [
            list(row)
            for row in connection.exec_driver_sql(
                "SELECT kind_id, language, words FROM notice_wording"
            )
        ],
    }


def _facts_since_0004(connection: Connection) -> dict[str, Any]:
    """Of what older records did not say: where backups lie, what a list's file is called, PINs.

    And how many rows of the lists were forgotten before each batch of a purge said so.
    """
    backups = connection.exec_driver_sql("SELECT id, path, hash FROM backup")
    imports = connection.exec_driver_sql("SELECT id, file FROM roster_import")
    pins = connection.exec_driver_sql("SELECT staff_id, phc FROM staff_pin")
    return {
        "schema": _SCHEMA,
        "backups": {row.id: {"path": row.path, "hash": row.hash.hex()} for row in backups},
        "imports": {row.id: {"file": row.file} for row in imports},
        "pins": {row.staff_id: proving.digest_of_pin(row.phc) for row in pins},
        "unlisted": connection.exec_driver_sql(_UNLISTED).scalar_one(),
    }
