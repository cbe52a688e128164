"""The ledger of backups: which were written, and what of the log they hold."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from boothapp.domain.backups import BackupRecord
from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.instants import from_ms
from boothapp.store.mapping import AnySelect
from boothapp.store.privacy_tables import Backup

_LOGGED = ("path", "sha256", "size", "seq")


class Backups:
    """Reads and extends the ledger within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment

    def add(self, *, path: Path, sha256: str, size: int, seq: int, end: bytes) -> BackupRecord:
        """Write one backup down, in the ledger and in the log."""
        row = {
            "id": new_id(),
            "at": self._moment.at,
            "staff_id": self._moment.staff_id,
            "path": str(path),
            "sha256": sha256,
            "size": size,
            "seq": seq,
            "hash": end,
        }
        self._connection.execute(insert(Backup), row)
        self._append("backup.add", str(row["id"]), _said(row))
        return self.ledger()[0]

    def carry(self, row: dict[str, Any]) -> None:
        """Write down a backup of before a restore: a row of the table, with its `day` as well."""
        row = dict(row)
        moment = replace(self._moment, at=row["at"], day=row.pop("day"), staff_id=row["staff_id"])
        self._connection.execute(insert(Backup), row)
        self._append("backup.add", str(row["id"]), _said(row), moment)

    def ledger(self, limit: int = -1) -> tuple[BackupRecord, ...]:
        """The backups, newest first."""
        query: AnySelect = (
            select(Backup.__table__, col(tables.Staff.name).label("staff"))  # type: ignore[attr-defined] # SQLModel adds it
            .outerjoin(tables.Staff, col(tables.Staff.id) == col(Backup.staff_id))
            .order_by(col(Backup.id).desc())  # ids grow with time, whatever the clock does
            .limit(limit)
        )
        return tuple(
            BackupRecord(
                id=row.id,
                at=from_ms(row.at),
                path=Path(row.path),
                sha256=row.sha256,
                size=row.size,
                seq=row.seq,
                staff=row.staff or "",
            )
            for row in self._connection.execute(query)
        )

    def hash_at(self, seq: int) -> bytes | None:
        """The hash of the change record with this number; None where there is none."""
        query = select(col(tables.Change.hash)).where(col(tables.Change.seq) == seq)
        return self._connection.execute(query).scalar()

    def restored(self, device_id: str, *, seq: int, replayed: int, heard: list[str]) -> None:
        """Log that the store was brought back as of `seq`, and goes on as this device.

        `heard` are the ids of the endings that it was told of: a later restore of a backup that
        has this record does not do them again, for somebody may have agreed anew in between.
        """
        self._append(
            "backup.restore", device_id, {"seq": seq, "replayed": replayed, "heard": heard}
        )

    def _append(
        self, kind: str, entity: str, value: dict[str, Any], moment: Moment | None = None
    ) -> None:
        assert self._log is not None, "backups are logged in a writing transaction"  # noqa: S101
        self._log.append(kind, entity, value=value, moment=moment)


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """What the log says of a backup: all that the ledger does."""
    return {name: row[name] for name in _LOGGED} | {"hash": bytes(row["hash"]).hex()}
