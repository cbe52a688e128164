"""Proof: the log takes records of known kinds only, and more of what is kept is proven by it.

`roster_entry.salt` goes with the details it proves; a request closes by its record; what makes
pseudonyms and what leads to a person's no stays; a value that names nobody is never blanked.
"""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add and recreate; the runner holds BEGIN IMMEDIATE around it."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split("\n;;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
