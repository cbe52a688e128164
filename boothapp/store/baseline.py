"""What was in a store before the log proved it: written down at its first opening since.

From then on it is proven like everything else. A new store has nothing of it yet, and says so.
"""

from typing import Any

from sqlalchemy import Connection

from boothapp.store import proving
from boothapp.store.changes import ChangeLog

_ROWS_A_RECORD = 500
_ENTRIES = f"SELECT subject, salt, {', '.join(proving.ENTRY)} FROM roster_entry"  # noqa: S608 - fixed words of our own
_PEOPLE = "SELECT subject FROM export_subject WHERE export_id = ? ORDER BY subject"
_FILES = """
SELECT lead.subject, attachment.id, purpose, attachment.name, media_type, sha256
FROM attachment JOIN lead ON lead.id = attachment.lead_id ORDER BY attachment.id
"""


def is_there(connection: Connection) -> bool:
    """Whether it was written down before."""
    return proving.logged_sum(connection) is not None


def write(connection: Connection, log: ChangeLog, secret: bytes) -> None:
    """Let the log say what is there, so that it is proven from here on."""
    _prove_entries(connection, log)
    for subject, file, purpose, name, media_type, sha256 in connection.exec_driver_sql(_FILES):
        proof = {"name": name, "media_type": media_type, "sha256": sha256}
        log.append("attachment.prove", file, purpose, subject=subject, value=proof)
    log.append("store.proof", "store", value=_facts(connection))
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
