"""Facts against their records: scans, lists, files, backups, requests, and what stands alone."""

import hashlib
from typing import Any

from sqlalchemy import Connection

from boothapp.domain.consent import TABLE
from boothapp.store.verify.findings import Findings, said_in
from boothapp.store.verify.merged import check_apart
from boothapp.store.verify.remaining import plain

# Table → the kind of the record that every row has, and the columns that the record's own hold.
_FACTS: dict[str, tuple[str, dict[str, str]]] = {
    "scan": (
        "scan.add",
        {name: name for name in ("at", "day", "staff_id", "device_id", "subject")}
        | {"verdict": "field"},
    ),
    "roster_import": ("roster.import", {"at": "at", "day": "day", "staff_id": "staff_id"}),
    "export": ("export.add", {"at": "at", "staff_id": "staff_id"}),
    "backup": ("backup.add", {"at": "at", "staff_id": "staff_id"}),
    "request": ("request.open", {"opened": "at", "opened_by": "staff_id", "kind": "field"}),
}
# What a column that came later holds where the record does not speak of it.
_STARTS: dict[str, dict[str, Any]] = {"roster_import": {"signed_by": ""}}
_OF_CHANGE = ("seq", "kind", "at", "day", "staff_id", "device_id", "field", "subject", "value")
# What hangs on a lead.
_HANGING = ("note", "lead_tag", "answer", "attachment", "interview", "scorecard")
_UNPROVED = "Find out who wrote into the store; the latest backup tells what was there."


def check_facts(connection: Connection, findings: Findings) -> None:
    """Compare both ways: rows without a record, records without a row, rows that differ."""
    for table in _FACTS:
        _check_rows(connection, table, findings)
        _check_records(connection, table, findings)
    _check_order(connection, findings)
    _check_strangers(connection, findings)
    _check_notices(connection, findings)
    _check_transitions(connection, findings)
    for sentence in check_apart(connection):
        findings.add(sentence)
    for table in _HANGING:
        query = f"SELECT count(*) FROM {table} WHERE lead_id NOT IN (SELECT id FROM lead)"
        alone = connection.exec_driver_sql(query).scalar_one()
        if alone:
            findings.add(f"{alone} rows of {table} belong to no lead. {_UNPROVED}")


def _check_rows(connection: Connection, table: str, findings: Findings) -> None:
    kind, columns = _FACTS[table]
    change = ", ".join(f"change.{name} AS change_{name}" for name in _OF_CHANGE)
    cursor: Any = connection.connection.cursor()
    cursor.execute(
        f"SELECT {table}.*, {change} FROM {table} "
        f"LEFT JOIN change ON change.entity = {table}.id AND change.kind = '{kind}'"
    )
    names = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        if row["change_seq"] is None:
            findings.add(f"No record of the log tells of {table} {row['id']}. {_UNPROVED}")
            continue
        logged = _STARTS.get(table, {}) | {
            own: row[f"change_{name}"] for own, name in columns.items()
        }
        said = said_in(row["change_value"])
        if isinstance(said, dict):
            logged |= {name: said[name] for name in said.keys() & row.keys()}
        record = findings.record(row["change_seq"], row["change_kind"], row["change_at"])
        for name in sorted(logged):
            if plain(row[name]) != logged[name]:
                findings.add(
                    f"The {name} of {table} {row['id']} differs from the log ({record}). "
                    f"{_UNPROVED}"
                )


def _check_records(connection: Connection, table: str, findings: Findings) -> None:
    kind, _ = _FACTS[table]
    rows = connection.exec_driver_sql(
        f"SELECT seq, kind, at, entity FROM change WHERE kind = '{kind}' "
        f"AND NOT EXISTS (SELECT 1 FROM {table} WHERE id = entity)"
    )
    for row in rows:
        record = findings.record(row.seq, row.kind, row.at)
        findings.add(f"The {table} {row.entity} of {record} is gone. {_UNPROVED}")


def _check_order(connection: Connection, findings: Findings) -> None:
    """Scans are numbered in the order in which the log tells of them."""
    rows = connection.exec_driver_sql(
        "SELECT scan.id, scan.seq FROM change LEFT JOIN scan ON scan.id = change.entity "
        "WHERE change.kind = 'scan.add' ORDER BY change.seq"
    )
    for number, row in enumerate(rows, start=1):
        if row.id is not None and row.seq != number:
            findings.add(f"The place of scan {row.id} differs from the log. {_UNPROVED}")


def _check_strangers(connection: Connection, findings: Findings) -> None:
    """Nobody is named for a file that did not leave."""
    strangers = connection.exec_driver_sql(
        "SELECT count(*) FROM export_subject WHERE export_id NOT IN (SELECT id FROM export)"
    ).scalar_one()
    if strangers:
        findings.add(f"{strangers} people are named for exports that are gone. {_UNPROVED}")


def _check_notices(connection: Connection, findings: Findings) -> None:
    """Every wording is still the one that people were shown."""
    for row in connection.exec_driver_sql("SELECT version, language, body, sha256 FROM notice"):
        if hashlib.sha256(row.body.encode()).hexdigest() != row.sha256:
            findings.add(
                f"The text of notice {row.version} ({row.language}) was changed after people were "
                f"shown it. {_UNPROVED}"
            )


def _check_transitions(connection: Connection, findings: Findings) -> None:
    """The store folds by the table that the domain has."""
    query = "SELECT state, event, outcome FROM consent_transition"
    found = {(row.state, row.event): row.outcome for row in connection.exec_driver_sql(query)}
    wanted = {(state.value, event.value): cell for (state, event), cell in TABLE.items()}
    for state, event in sorted(found.keys() | wanted.keys()):
        if found.get((state, event)) != wanted.get((state, event)):
            findings.add(
                f"The consent table was changed where {event} follows {state}: what was folded "
                "since does not count. Restore the latest backup."
            )
