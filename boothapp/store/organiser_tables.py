"""The rows of what an organiser's badges and lists are known by (see tables.py for values)."""

from sqlmodel import Field

from boothapp.store.row import Row


class BadgePattern(Row, table=True):
    """An organiser's own badge format: a regular expression with named groups."""

    __tablename__ = "badge_pattern"

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    pattern: str
    ordinal: int
    active: int = 1


class OrganiserKey(Row, table=True):
    """A public Ed25519 key, as Base64 of its 32 bytes; badges and lists signed with it count."""

    __tablename__ = "organiser_key"

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    public_key: str = Field(unique=True)
    ordinal: int
    active: int = 1


class RosterMapping(Row, table=True):
    """What the columns of one organiser's lists hold, by their headers, as JSON."""

    __tablename__ = "roster_mapping"

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    headers: str
    ordinal: int
    active: int = 1


class StaffBadge(Row, table=True):
    """The digest of the secret in a staff member's badge; another badge takes its place."""

    __tablename__ = "staff_badge"

    staff_id: str = Field(primary_key=True, foreign_key="staff.id")
    digest: str = Field(unique=True)
