"""Badges of the staff: of each the digest of its code, which the log proves."""

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from boothapp.store import tables
from boothapp.store.changes import ChangeLog
from boothapp.store.organiser_tables import StaffBadge


class StaffBadges:
    """Reads and changes them within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None) -> None:
        self._connection = connection
        self._log = log

    def with_badge(self) -> frozenset[str]:
        """The ids of the staff who have one."""
        return frozenset(self._connection.execute(select(col(StaffBadge.staff_id))).scalars())

    def whose(self, digest: str) -> str | None:
        """The name of the staff member whose badge this is; nobody who left."""
        query = (
            select(col(tables.Staff.name))
            .join(StaffBadge, col(StaffBadge.staff_id) == col(tables.Staff.id))
            .where(col(StaffBadge.digest) == digest, col(tables.Staff.active) == 1)
        )
        return self._connection.execute(query).scalar()

    def of(self, staff_id: str) -> str | None:
        """The digest of somebody's badge; None where they have none."""
        query = select(col(StaffBadge.digest)).where(col(StaffBadge.staff_id) == staff_id)
        return self._connection.execute(query).scalar()

    def set(self, staff_id: str, digest: str) -> None:
        """Give somebody a badge; an earlier one does not count any more."""
        replace = insert(StaffBadge).prefix_with("OR REPLACE")
        self._connection.execute(replace, {"staff_id": staff_id, "digest": digest})
        self._append("staff_badge.set", staff_id, {"digest": digest})

    def remove(self, staff_id: str) -> None:
        """Take somebody's badge away."""
        self._connection.execute(delete(StaffBadge).where(col(StaffBadge.staff_id) == staff_id))
        self._append("staff_badge.remove", staff_id)

    def _append(self, kind: str, staff_id: str, value: dict[str, str] | None = None) -> None:
        assert self._log is not None, "badges change in a writing transaction"  # noqa: S101
        self._log.append(kind, staff_id, value=value)
