"""Whole proofs: a consent event says how, by whom, under which notice, until when, or is refused.

What each event has to say is what every path of BoothApp's writes with it.
"""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add and recreate; the runner holds BEGIN IMMEDIATE around it."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split("\n;;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
