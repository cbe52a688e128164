"""What somebody with the key can do in a database shell: any SQL, no trigger in the way.

The triggers are put back afterwards, as a careful attacker would.
"""

import json
from typing import Any

from sqlalchemy import Connection

from boothapp.store.changes import ChangeLog, Moment, digest_of, hash_of

_FACTS = 12  # the columns that the hash covers come first
SALT = bytes(16)


def attack(raw: Connection, *statements: str) -> None:
    """Run the statements as if there were no trigger and no foreign key."""
    triggers = raw.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).all()
    raw.exec_driver_sql("PRAGMA foreign_keys = OFF")
    for trigger in triggers:
        raw.exec_driver_sql(f"DROP TRIGGER {trigger.name}")
    for statement in statements:
        if statement.startswith("REWRITE"):
            rewrite(raw)
        else:
            raw.exec_driver_sql(statement)
    for trigger in triggers:
        raw.exec_driver_sql(trigger.sql)
    raw.exec_driver_sql("PRAGMA foreign_keys = ON")


def rewrite(raw: Connection) -> None:
    """Make one whole chain of the log as it stands, with the right digests."""
    before = bytes(32)
    rows = raw.exec_driver_sql("SELECT * FROM change ORDER BY seq").all()
    for number, row in enumerate(rows, start=1):
        facts: list[Any] = [number, *list(row)[1:3], number, *list(row)[4:_FACTS]]
        digest = row.digest if row.value is None else digest_of(row.salt, row.value)
        sealed = hash_of(facts, digest, before)
        raw.exec_driver_sql(
            "UPDATE change SET seq = ?, device_seq = ?, digest = ?, prev = ?, hash = ? "
            "WHERE seq = ?",
            (number, number, digest, before, sealed, row.seq),
        )
        before = sealed


def append(raw: Connection, kind: str, field: str, subject: str, value: object, staff: str) -> int:
    """Append a record at the end of the chain as BoothApp does; only the triggers look."""
    last = raw.exec_driver_sql("SELECT * FROM change ORDER BY seq DESC LIMIT 1").one()
    moment = Moment(device_id=last.device_id, staff_id=staff, at=last.at, day=last.day)
    return ChangeLog(raw, moment).append(kind, subject, field, subject=subject, value=value)


def forged_record(
    kind: str, subject: str, field: str, value: object, staff: str = "", entity: str = ""
) -> str:
    """An INSERT that appends a record; the chain is made whole by REWRITE."""
    text = "NULL" if value is None else "'" + json.dumps(value) + "'"
    salt = "NULL" if value is None else f"x'{SALT.hex()}'"
    by = f"'{staff}'" if staff else "staff_id"
    whose = f"'{subject}'" if subject else "NULL"
    return (
        "INSERT INTO change SELECT seq + 1, 'forged', device_id, device_seq + 1, "
        f"{by}, at, day, hlc + 1, '{kind}', '{entity or subject}', '{field}', {whose}, {text}, "
        f"{salt}, "
        "NULL, hash, x'00' FROM change ORDER BY seq DESC LIMIT 1"
    )
