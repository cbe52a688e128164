"""The first schema: change log, consent, roster, scans, leads, interviews, exports.

Frozen once landed; later changes are migrations of their own. Instants are INTEGER milliseconds
since 1970-01-01 UTC, days are ISO dates of the event's zone, lists and maps are JSON in TEXT.
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything; the runner holds BEGIN IMMEDIATE around it."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split("\n;;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
