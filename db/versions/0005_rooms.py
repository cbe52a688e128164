"""Interview rooms as recruiters work with them: panels, availability, needs, scorecards.

A booking names its whole panel, so `interview` is made anew; so is `export`, for invitations and
lists of interview times leave as well. Everything else is added.
"""

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add and recreate; the runner holds BEGIN IMMEDIATE around it."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split("\n;;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
