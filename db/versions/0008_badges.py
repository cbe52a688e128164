"""Every badge and roster: organisers' own patterns and keys, saved mappings, badges of the staff.

And the family name, for a list that gives it by itself: "García Márquez" is not to be guessed.
"""

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add tables and columns; the runner holds BEGIN IMMEDIATE around it."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split("\n;;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
