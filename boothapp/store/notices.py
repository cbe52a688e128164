"""Notices in the store: the sponsor's words, every wording that was shown, and who was told."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlmodel import col

from boothapp.domain.ledger import Method
from boothapp.domain.notices import NoticeKind, NoticeVersion, NotTold
from boothapp.domain.requests import due_day
from boothapp.ids import new_id
from boothapp.store import privacy_tables, tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.mapping import AnyRow, AnySelect

# Details that came from the list are held, and nobody told the person yet (GDPR Art. 14). Who said
# yes at the booth was shown the notice then. The month runs from the list that first said yes; a
# newer list of the same changes nothing.
_NOT_TOLD = text("""
SELECT e.subject, coalesce(lead.name, e.name) AS name, coalesce(lead.email, e.email, '') AS email,
    lead.id AS lead_id, first.day
FROM roster_entry AS e
JOIN consent_state AS s ON s.subject = e.subject
    AND s.purpose = 'recruiting_contact' AND s.state = 'roster_yes'
JOIN change AS first ON first.seq = s.since_seq
LEFT JOIN same_person AS same ON same.subject = e.subject
LEFT JOIN lead ON lead.subject = coalesce(same.main, e.subject)
WHERE e.name IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM change WHERE change.subject = e.subject AND change.kind = 'notice.given'
) AND NOT EXISTS (
    SELECT 1 FROM change WHERE change.subject = same.main AND change.kind = 'notice.given'
) AND NOT EXISTS (
    SELECT 1 FROM same_person AS merged JOIN change ON change.subject = merged.subject
    WHERE merged.main = e.subject AND change.kind = 'notice.given'
)
ORDER BY first.day, lead.id IS NULL, name
""")


class Notices:
    """Reads and keeps notices within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment

    def find(self, sha256: str) -> tuple[str, int, date] | None:
        """(id, version, first day) of the wording with this hash, if it was kept before."""
        notice = privacy_tables.Notice
        query: AnySelect = select(col(notice.id), col(notice.version), col(notice.day))
        row: AnyRow | None = self._connection.execute(
            query.where(col(notice.sha256) == sha256)
        ).first()
        return None if row is None else (row.id, row.version, date.fromisoformat(row.day))

    def keep(
        self, language: str, body: str, sha256: str, kind_id: str = "booth"
    ) -> tuple[str, int, date]:
        """As `find`; a new wording gets the language's next version."""
        known = self.find(sha256)
        if known is not None:
            return known
        notice = privacy_tables.Notice
        latest = select(func.max(col(notice.version))).where(col(notice.language) == language)
        version = (self._connection.execute(latest).scalar() or 0) + 1
        row = {
            "id": new_id(),
            "version": version,
            "language": language,
            "day": self._moment.day,
            "body": body,
            "sha256": sha256,
            "kind": kind_id,
        }
        self._connection.execute(insert(notice), row)
        proof = {name: row[name] for name in ("version", "language", "day", "sha256", "kind")}
        self._append("notice.add", str(row["id"]), proof)
        return str(row["id"]), version, date.fromisoformat(self._moment.day)

    def versions(self) -> tuple[NoticeVersion, ...]:
        """Every wording that was kept, newest first."""
        notice, kind = privacy_tables.Notice, privacy_tables.NoticeKind
        query: AnySelect = (
            select(notice.__table__, col(kind.name).label("kind_name"))  # type: ignore[attr-defined] # SQLModel adds it
            .outerjoin(kind, col(kind.id) == col(notice.kind))
            .order_by(col(notice.day).desc(), col(notice.language), col(notice.version).desc())
        )
        return tuple(
            NoticeVersion(
                id=row.id,
                version=row.version,
                language=row.language,
                day=date.fromisoformat(row.day),
                kind=row.kind_name or row.kind,
                sha256=row.sha256,
                body=row.body,
            )
            for row in self._connection.execute(query)
        )

    def kinds(self) -> tuple[NoticeKind, ...]:
        """The occasions in use, in their order."""
        kind = privacy_tables.NoticeKind
        query = select(col(kind.id), col(kind.name)).where(col(kind.active) == 1)
        rows = self._connection.execute(query.order_by(col(kind.ordinal)))
        return tuple(NoticeKind(row.id, row.name) for row in rows)

    def add_kind(self, name: str) -> NoticeKind:
        """A new occasion, or one that was retired and is wanted again."""
        kind = privacy_tables.NoticeKind
        retired = select(col(kind.id)).where(col(kind.name) == name)
        known = self._connection.execute(retired).scalar()
        if known is not None:
            self._set_active(known, active=1)
            return NoticeKind(known, name)
        latest = self._connection.execute(select(func.max(col(kind.ordinal)))).scalar() or 0
        row = {"id": new_id(), "name": name, "ordinal": latest + 1, "active": 1}
        self._connection.execute(insert(kind), row)
        self._append("notice_kind.add", str(row["id"]), {"name": name})
        return NoticeKind(str(row["id"]), name)

    def retire_kind(self, kind_id: str) -> None:
        """Take an occasion out of use."""
        self._set_active(kind_id, active=0)

    def wording(self, kind_id: str, language: str) -> dict[str, str] | None:
        """The sponsor's own words; None where the supplied ones are used."""
        own = privacy_tables.NoticeWording
        query = select(col(own.words)).where(
            col(own.kind_id) == kind_id, col(own.language) == language
        )
        found = self._connection.execute(query).scalar()
        return None if found is None else dict(json.loads(found))

    def set_wording(self, kind_id: str, language: str, words: Mapping[str, str] | None) -> None:
        """Write the sponsor's own words, or with None take the supplied ones again."""
        own = privacy_tables.NoticeWording
        self._connection.execute(
            delete(own).where(col(own.kind_id) == kind_id, col(own.language) == language)
        )
        said = None
        if words is not None:
            said = json.dumps(dict(words), ensure_ascii=False, sort_keys=True)
            row = {"kind_id": kind_id, "language": language, "words": said}
            self._connection.execute(insert(own), row)
        self._append("notice_wording.set", kind_id, {"language": language, "words": said})

    def told(
        self,
        subject: str,
        notice_id: str,
        method: Method,
        *,
        at: int | None = None,
        day: str = "",
    ) -> None:
        """Record that a person from the list was told so. The fact stays; it says no name.

        `at` (ms UTC) and `day` say when, where that was before a restore.
        """
        assert self._log is not None, "who was told is recorded in a writing transaction"  # noqa: S101
        then = None if at is None else replace(self._moment, at=at, day=day)
        self._log.append("notice.given", notice_id, method.value, subject=subject, moment=then)

    def was_told(self, subject: str) -> bool:
        """Whether `told` was ever recorded."""
        change = tables.Change
        query = select(col(change.seq)).where(
            col(change.subject) == subject, text("kind = 'notice.given'")
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def not_told(self) -> tuple[NotTold, ...]:
        """Who was not told yet, the earliest due first, people who came by before the others."""
        return tuple(
            NotTold(
                subject=row.subject,
                name=row.name,
                email=row.email,
                lead_id=row.lead_id,
                since=date.fromisoformat(row.day),
                due=due_day(date.fromisoformat(row.day)),
            )
            for row in self._connection.execute(_NOT_TOLD)
        )

    def _set_active(self, kind_id: str, *, active: int) -> None:
        kind = privacy_tables.NoticeKind
        self._connection.execute(update(kind).where(col(kind.id) == kind_id).values(active=active))
        self._append("notice_kind.set", kind_id, {"active": active})

    def _append(self, kind: str, entity: str, value: Mapping[str, object]) -> None:
        assert self._log is not None, "notices change in a writing transaction"  # noqa: S101
        self._log.append(kind, entity, value=dict(value))
