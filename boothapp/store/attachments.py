"""Files of leads in the store: encrypted with everything else, and gone with their grant."""

import hashlib

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlmodel import col

from boothapp.domain.attachments import Attachment
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.ids import new_id
from boothapp.store import tables
from boothapp.store.changes import ChangeLog, Moment
from boothapp.store.instants import from_ms, to_ms
from boothapp.store.mapping import AnyRow, AnySelect
from boothapp.store.privacy_tables import Attachment as AttachmentRow

PROVEN = ("name", "media_type", "sha256")
"""What the log says of a file while it is held."""


class Attachments:
    """Reads, adds and removes files within one transaction."""

    def __init__(self, connection: Connection, log: ChangeLog | None, moment: Moment) -> None:
        self._connection = connection
        self._log = log
        self._moment = moment

    def of_lead(self, lead_id: str) -> tuple[Attachment, ...]:
        """The files of a lead, oldest first, without their content."""
        query = _without_content().where(col(AttachmentRow.lead_id) == lead_id)
        rows = self._connection.execute(query.order_by(col(AttachmentRow.added)))
        return tuple(_attachment(row) for row in rows)

    def get(self, attachment_id: str) -> Attachment:
        """One file without its content. Raises BadInput where it is gone."""
        query = _without_content().where(col(AttachmentRow.id) == attachment_id)
        row = self._connection.execute(query).first()
        if row is None:
            raise BadInput("This file is no longer there.")
        return _attachment(row)

    def content(self, attachment_id: str) -> bytes:
        """The bytes of a file. Raises BadInput where it is gone."""
        query = select(col(AttachmentRow.content)).where(col(AttachmentRow.id) == attachment_id)
        content = self._connection.execute(query).scalar()
        if content is None:
            raise BadInput("This file is no longer there.")
        return bytes(content)

    def add(
        self, lead_id: str, purpose: Purpose, name: str, media_type: str, content: bytes
    ) -> Attachment:
        """Store a file. The store refuses it without a valid grant for its purpose."""
        attachment_id = new_id()
        self._insert(
            attachment_id,
            lead_id,
            purpose,
            {
                "name": name,
                "media_type": media_type,
                "sha256": hashlib.sha256(content).hexdigest(),
                "added": self._moment.at,
                "added_by": self._moment.staff_id,
                "content": content,
            },
        )
        return self.get(attachment_id)

    def remove(self, attachment_id: str) -> tuple[Attachment, bytes]:
        """Delete a file; answers with it, for `put_back`."""
        removed, content = self.get(attachment_id), self.content(attachment_id)
        self._connection.execute(
            delete(AttachmentRow).where(col(AttachmentRow.id) == attachment_id)
        )
        subject = self._append("attachment.remove", removed.id, removed.lead_id, removed.purpose)
        self._connection.execute(
            update(tables.Change)
            .where(
                col(tables.Change.subject) == subject,
                col(tables.Change.entity) == removed.id,
                col(tables.Change.value).is_not(None),
            )
            .values(value=None, salt=None)
        )
        return removed, content

    def put_back(self, removed: Attachment, content: bytes) -> None:
        """Store a removed file again as it was. Refused as by `add`."""
        staff = select(col(tables.Staff.id)).where(col(tables.Staff.name) == removed.added_by)
        self._insert(
            removed.id,
            removed.lead_id,
            removed.purpose,
            {
                "name": removed.name,
                "media_type": removed.media_type,
                "sha256": removed.sha256,
                "added": to_ms(removed.added),
                "added_by": self._connection.execute(staff).scalar_one(),
                "content": content,
            },
        )

    def _insert(
        self, attachment_id: str, lead_id: str, purpose: Purpose, values: dict[str, object]
    ) -> None:
        key = {"id": attachment_id, "lead_id": lead_id, "purpose": purpose.value}
        self._connection.execute(insert(AttachmentRow), {**key, **values})
        proof = {name: values[name] for name in PROVEN}
        self._append("attachment.add", attachment_id, lead_id, purpose, proof)

    def _append(
        self,
        kind: str,
        attachment_id: str,
        lead_id: str,
        purpose: Purpose,
        proof: dict[str, object] | None = None,
    ) -> str:
        """Log the fact; its proof is blanked when the file goes. Answers whose file it is."""
        assert self._log is not None, "files change in a writing transaction"  # noqa: S101
        query = select(col(tables.Lead.subject)).where(col(tables.Lead.id) == lead_id)
        subject = self._connection.execute(query).scalar_one()
        self._log.append(kind, attachment_id, purpose.value, subject=subject, value=proof)
        return subject


def _without_content() -> AnySelect:
    row = AttachmentRow
    return select(
        col(row.id),
        col(row.lead_id),
        col(row.purpose),
        col(row.name),
        col(row.media_type),
        col(row.sha256),
        col(row.added),
        func.length(col(row.content)).label("size"),
        col(tables.Staff.name).label("added_by"),
    ).join(tables.Staff, col(tables.Staff.id) == col(row.added_by))


def _attachment(row: AnyRow) -> Attachment:
    return Attachment(
        id=row.id,
        lead_id=row.lead_id,
        purpose=Purpose(row.purpose),
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        added=from_ms(row.added),
        added_by=row.added_by,
    )
