"""Notices as they were shown: every wording is kept for good, with its hash."""

from datetime import date

from sqlalchemy import Connection, func, insert, select
from sqlmodel import col

from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.changes import Moment
from boothapp.store.mapping import AnyRow, AnySelect


class Notices:
    """Finds and keeps notice texts within one transaction."""

    def __init__(self, connection: Connection, moment: Moment) -> None:
        self._connection = connection
        self._moment = moment

    def find(self, sha256: str) -> tuple[str, int, date] | None:
        """(id, version, first day) of the wording with this hash, if it was shown before."""
        notice = tables.Notice
        query: AnySelect = select(col(notice.id), col(notice.version), col(notice.day))
        row: AnyRow | None = self._connection.execute(
            query.where(col(notice.sha256) == sha256)
        ).first()
        return None if row is None else (row.id, row.version, date.fromisoformat(row.day))

    def keep(self, language: str, body: str, sha256: str) -> tuple[str, int, date]:
        """As `find`; a new wording gets the language's next version."""
        known = self.find(sha256)
        if known is not None:
            return known
        notice = tables.Notice
        latest = select(func.max(col(notice.version))).where(col(notice.language) == language)
        version = (self._connection.execute(latest).scalar() or 0) + 1
        row = {
            "id": new_id(),
            "version": version,
            "language": language,
            "day": self._moment.day,
            "body": body,
            "sha256": sha256,
        }
        self._connection.execute(insert(notice), row)
        return str(row["id"]), version, date.fromisoformat(self._moment.day)
