"""Privacy as a product: fuller proof, notices' kinds, files, requests, retention, PINs, backups.

Frozen once landed. `attachment` holds files under the purpose they were given for; `request` loses
everything personal when it is closed; a consent's proof may say more now, and nothing but proof.
"""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add and recreate; the runner holds BEGIN IMMEDIATE around it."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split("\n;;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
