"""The rows of interview rooms, as SQLModel tables (see tables.py for how values are written)."""

from sqlmodel import Field

from boothapp.store.row import Row


class Interviewer(Row, table=True):
    """Who holds interviews; skills and languages as JSON lists, limits in minutes."""

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    active: int = 1
    email: str = ""
    skills: str = "[]"
    languages: str = "[]"
    day_minutes: int | None = None
    row_minutes: int | None = None
    gap_minutes: int = 0
    staff_id: str | None = Field(default=None, foreign_key="staff.id")


class Room(Row, table=True):
    """An interview room with its hours on the event's wall clock (HH:MM)."""

    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    seats: int
    opens: str
    closes: str
    slot_minutes: int
    ordinal: int
    active: int = 1
    kind: str = ""
    buffer_minutes: int = 0


class Availability(Row, table=True):
    """When an interviewer can, or when a room, an interviewer or all rooms cannot.

    Times are the event's wall clock (HH:MM), days a JSON list; an empty one is every day.
    """

    id: str = Field(primary_key=True)
    room_id: str | None = Field(default=None, foreign_key="room.id")
    interviewer_id: str | None = Field(default=None, foreign_key="interviewer.id")
    kind: str
    title: str
    days: str
    starts: str
    ends: str
    active: int = 1


class Interview(Row, table=True):
    """A booking; triggers keep room, candidate and every interviewer free of overlaps.

    The panel is a JSON list of interviewers. `sequence` counts the states that a calendar would
    have to hear of, `invited` is the last one that was sent.
    """

    id: str = Field(primary_key=True)
    room_id: str = Field(foreign_key="room.id")
    lead_id: str = Field(foreign_key="lead.id")
    panel: str
    starts: int
    ends: int
    status: str
    arrived: int | None = None
    began: int | None = None
    ended: int | None = None
    sequence: int
    invited: int | None = None
    organizer: str


class Criterion(Row, table=True):
    """What the sponsor judges in an interview."""

    id: str = Field(primary_key=True)
    title: str = Field(unique=True)
    hint: str
    ordinal: int
    active: int = 1


class Scorecard(Row, table=True):
    """An interviewer's verdict; marks as a JSON map of criterion to 1–4."""

    id: str = Field(primary_key=True)
    interview_id: str = Field(foreign_key="interview.id")
    lead_id: str = Field(foreign_key="lead.id")
    interviewer_id: str = Field(foreign_key="interviewer.id")
    marks: str
    verdict: str | None = None
    text: str
    handed_in: int | None = None
