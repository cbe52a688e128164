"""`UPDATE OR REPLACE` puts a row in the place of another, and no DELETE trigger hears of it."""

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from tests.store.attacks import Busy

# Facts, and what hangs on people. Of all others verify says it where one is gone.
GUARDED = (
    *("change", "secret", "notice", "consent_transition", "consent_state", "consent_effect"),
    *("identity", "roster_import", "roster_entry", "scan", "lead", "note", "interview"),
    *("scorecard", "attachment", "export", "export_subject", "request", "backup"),
)


def places(raw: Connection, table: str) -> list[str]:
    """The columns by which a row has its place."""
    keys = raw.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0")
    made = f"SELECT sql FROM sqlite_master WHERE name = '{table}'"
    hidden = "WITHOUT ROWID" not in str(raw.exec_driver_sql(made).scalar_one())
    return [*keys.scalars(), *(["rowid"] if hidden else [])]


@pytest.mark.parametrize("table", GUARDED)
def test_that_no_row_takes_anothers_place(raw: Connection, busy: Busy, table: str) -> None:
    assert busy.lead
    raw.exec_driver_sql("PRAGMA foreign_keys = OFF")
    for column in places(raw, table):
        # Whether the place is taken or not: it is refused all the same.
        other = f"{column} + 1" if column in ("rowid", "seq") else f"{column} || 'x'"
        with pytest.raises(DatabaseError, match=r"append-only: |consent: |identity: "):
            raw.exec_driver_sql(f"UPDATE OR REPLACE {table} SET {column} = {other}")
    raw.exec_driver_sql("PRAGMA foreign_keys = ON")
