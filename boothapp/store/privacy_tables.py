"""The rows that privacy needs beside the leads: notices, files, requests, retention, PINs, backups.

As in tables.py: rows do not leave the store, instants are milliseconds, days ISO dates.
"""

from sqlmodel import Field

from boothapp.store.row import Row


class Notice(Row, table=True):
    """A notice's text as people were shown it; append-only."""

    id: str = Field(primary_key=True)
    version: int
    language: str
    day: str
    body: str
    sha256: str = Field(unique=True)
    kind: str = "booth"


class NoticeKind(Row, table=True):
    """An occasion with notices of its own: at the booth, at a dinner."""

    __tablename__ = "notice_kind"

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    ordinal: int
    active: int = 1


class NoticeWording(Row, table=True):
    """The sponsor's own words for a notice, as JSON; without a row the supplied ones are used."""

    __tablename__ = "notice_wording"

    kind_id: str = Field(primary_key=True, foreign_key="notice_kind.id")
    language: str = Field(primary_key=True)
    words: str


class Attachment(Row, table=True):
    """A file of a lead, such as a CV, held under the purpose it was given for; never changed."""

    id: str = Field(primary_key=True)
    lead_id: str = Field(foreign_key="lead.id")
    purpose: str
    name: str
    media_type: str
    sha256: str
    added: int
    added_by: str = Field(foreign_key="staff.id")
    content: bytes


class Request(Row, table=True):
    """What somebody asked about their data; nothing personal is left in it once it is closed."""

    id: str = Field(primary_key=True)
    kind: str
    received: str
    due: str
    who: str | None = None
    subject: str | None = None
    details: str | None = None
    opened: int
    opened_by: str = Field(foreign_key="staff.id")
    closed: int | None = None
    closed_by: str | None = Field(default=None, foreign_key="staff.id")
    outcome: str | None = None


class Retention(Row, table=True):
    """Days after the event that something is kept; recruiting contact's lie with the booth."""

    what: str = Field(primary_key=True)
    days: int


class StaffPin(Row, table=True):
    """A staff member's PIN as an argon2id hash, and the failures since it was last right."""

    __tablename__ = "staff_pin"

    staff_id: str = Field(primary_key=True, foreign_key="staff.id")
    phc: str
    failures: int = 0
    blocked_until: int = 0


class Backup(Row, table=True):
    """One backup that was written, and the end of the change log then; append-only."""

    id: str = Field(primary_key=True)
    at: int
    staff_id: str
    path: str
    sha256: str
    size: int
    seq: int
    hash: bytes
