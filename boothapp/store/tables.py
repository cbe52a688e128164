"""The rows, as SQLModel tables. Migrations make the schema; a test compares the two.

Rows do not leave the store: queries answer with the domain's frozen views. Instants are
milliseconds (instants.py), days ISO dates, lists and maps JSON text.
"""

from sqlmodel import Field

from boothapp.store.row import Row


class Meta(Row, table=True):
    """Facts about the store itself."""

    key: str = Field(primary_key=True)
    value: str


class Secret(Row, table=True):
    """Keys that live inside the encrypted file, such as the one that pseudonyms are made with."""

    name: str = Field(primary_key=True)
    value: bytes


class Preference(Row, table=True):
    """What people chose in Settings: appearance, sounds, language."""

    key: str = Field(primary_key=True)
    value: str


class Event(Row, table=True):
    """The conference; one row."""

    id: int = Field(default=1, primary_key=True)
    name: str
    timezone: str
    first_day: str
    last_day: str


class Booth(Row, table=True):
    """The sponsor and its stand; one row."""

    id: int = Field(default=1, primary_key=True)
    sponsor: str
    booth: str
    privacy_contact: str
    retention_days: int
    organizer: str = ""


class Staff(Row, table=True):
    """Who works at the booth."""

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    active: int = 1


class Role(Row, table=True):
    """An open position."""

    id: str = Field(primary_key=True)
    title: str = Field(unique=True)
    ordinal: int
    active: int = 1
    need: str | None = None
    link: str = ""


class Qualifier(Row, table=True):
    """One version of the sponsor's own question; choices as a JSON list."""

    id: str = Field(primary_key=True)
    question: str
    choices: str
    ordinal: int
    active: int = 1
    kind: str = "choice"
    required: int = 0
    version: int = 1
    replaces: str | None = Field(default=None, foreign_key="qualifier.id")


class Change(Row, table=True):
    """One record of the change log; append-only, only `value` and `salt` can be blanked."""

    seq: int = Field(primary_key=True)
    id: str = Field(unique=True)
    device_id: str
    device_seq: int
    staff_id: str
    at: int
    day: str
    hlc: int
    kind: str
    entity: str
    field: str
    subject: str | None = None
    value: str | None = None
    salt: bytes | None = None
    digest: bytes | None = None
    prev: bytes
    hash: bytes = Field(unique=True)


class ConsentTransition(Row, table=True):
    """The transition table that the fold trigger reads; equal to domain.consent.TABLE."""

    __tablename__ = "consent_transition"

    state: str = Field(primary_key=True)
    event: str = Field(primary_key=True)
    outcome: str


class ConsentState(Row, table=True):
    """The state of a subject for a purpose, folded from the log by triggers."""

    __tablename__ = "consent_state"

    subject: str = Field(primary_key=True)
    purpose: str = Field(primary_key=True)
    state: str
    roster: str | None = None
    since: int
    since_seq: int
    seq: int


class ConsentEffect(Row, table=True):
    """The events that had an effect, with the state before: what a mistake goes back to."""

    __tablename__ = "consent_effect"

    seq: int = Field(primary_key=True)
    subject: str
    purpose: str
    event: str
    state_before: str
    staff_id: str
    day: str
    undone_by: int | None = None


class Identity(Row, table=True):
    """Keyed hash of an identifier → the person's subject; NULL when two people share it."""

    key: str = Field(primary_key=True)
    kind: str
    subject: str | None = None


class RosterImport(Row, table=True):
    """One organiser's list that was taken in; append-only."""

    __tablename__ = "roster_import"

    id: str = Field(primary_key=True)
    at: int
    day: str
    staff_id: str
    file: str
    sha256: str
    opted_in: int
    opted_out: int
    refused: int
    signed_by: str = ""


class RosterEntry(Row, table=True):
    """A person on the organiser's list; details only while they agree to share."""

    __tablename__ = "roster_entry"

    subject: str = Field(primary_key=True)
    import_id: str = Field(foreign_key="roster_import.id")
    opted_in: int
    badge_id: str | None = None
    name: str | None = None
    email: str | None = None
    affiliation: str | None = None
    attendee_type: str | None = None
    career_stage: str | None = None
    interests: str | None = None
    links: str | None = None
    busy: str | None = None
    salt: bytes | None = None
    family_name: str | None = None


class Scan(Row, table=True):
    """One reading of one code; append-only, never the payload."""

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    at: int
    day: str
    subject: str | None = None
    format: str
    source: str
    verdict: str
    device_id: str
    staff_id: str


class Lead(Row, table=True):
    """A person whose details the sponsor holds under a valid consent."""

    id: str = Field(primary_key=True)
    subject: str = Field(unique=True)
    badge_id: str | None = None
    name: str
    email: str
    affiliation: str
    attendee_type: str
    career_stage: str
    interests: str
    links: str
    busy: str
    origin: str
    rating: str | None = None
    role_id: str | None = Field(default=None, foreign_key="role.id")
    created: int
    created_by: str = Field(foreign_key="staff.id")
    seen: int
    seen_by: str = Field(foreign_key="staff.id")
    need: str | None = None
    queue: str | None = None
    owner_id: str | None = Field(default=None, foreign_key="staff.id")
    next_step: str | None = None
    next_step_on: str | None = None
    graduates: str | None = None
    family_name: str = ""


class LeadTag(Row, table=True):
    """A label on a lead."""

    __tablename__ = "lead_tag"

    lead_id: str = Field(primary_key=True, foreign_key="lead.id")
    tag: str = Field(primary_key=True)


class Answer(Row, table=True):
    """A lead's answer to a qualifier."""

    lead_id: str = Field(primary_key=True, foreign_key="lead.id")
    qualifier_id: str = Field(primary_key=True, foreign_key="qualifier.id")
    text: str


class Note(Row, table=True):
    """Free text about a lead, with author and time."""

    id: str = Field(primary_key=True)
    lead_id: str = Field(foreign_key="lead.id")
    text: str
    author_id: str = Field(foreign_key="staff.id")
    written: int
    changed: int | None = None


class Export(Row, table=True):
    """One file that left; append-only."""

    id: str = Field(primary_key=True)
    at: int
    staff_id: str
    path: str
    sha256: str
    rows: int
    withheld: int
    purpose: str
    recipient: str
    what: str = "leads"
    encrypted: int = 0
    preset: str = ""


class ExportSubject(Row, table=True):
    """Who is in a file that left; append-only."""

    __tablename__ = "export_subject"

    export_id: str = Field(primary_key=True, foreign_key="export.id")
    subject: str = Field(primary_key=True)
