"""The leads desk: who follows up and when, questions with versions, an index to search and sort by.

`lead_index` and `lead_words` follow from the other tables and hold nothing of their own: triggers
name in `lead_stale` what has changed, and the store writes it anew before the transaction ends
(store/lead_index.py). Rows of `lead` are numbered anew by VACUUM; `lead_index.n` is not.
"""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add and recreate; the runner holds BEGIN IMMEDIATE around it."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split("\n;;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
