"""An invitation to an interview: the same one, however often it is moved (RFC 5545, RFC 5546)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from boothapp.domain.event import EventInfo


class InvitationMethod(StrEnum):
    """What a calendar is asked to do; the values are iTIP's own words (RFC 5546, 1.4)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Audience(StrEnum):
    """For whom an invitation is worded: what a candidate reads never names another candidate."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who is asked to come. Without an `email` (empty) they are named, not invited."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One state of an interview, for calendars and for people.

    `sequence` rises with every state that is sent. Times are aware; `timezone` (IANA) is the
    event's, for the words.
    """

    interview_id: str
    subject: str
    """Whose interview it is: the export log names nobody else."""
    sequence: int
    method: InvitationMethod
    starts: datetime
    ends: datetime
    timezone: str
    room: str
    place: str
    """Where the room is, as a visitor needs it: event, booth."""
    sponsor: str
    organizer: Attendee
    candidate: Attendee
    interviewers: tuple[Attendee, ...]
    role: str = ""
    stamped: datetime
    """When this state was made."""

    @property
    def uid(self) -> str:
        """What calendars know it by, for as long as it is the same interview."""
        return f"{self.interview_id}@boothapp"

    @property
    def recipients(self) -> tuple[Attendee, ...]:
        """Who is written to: everybody with an address, the candidate first."""
        return tuple(who for who in (self.candidate, *self.interviewers) if who.email)

    def audience(self, reader: Attendee) -> Audience:
        """How to word this for `reader`, who is told apart by the address."""
        own = reader.email.casefold() == self.candidate.email.casefold()
        return Audience.CANDIDATE if own else Audience.INTERVIEWER


@dataclass(frozen=True, slots=True)
class Freed:
    """A place that became free with a person, of which no mail tells the panel; it names nobody
    else than who waits there for nothing."""

    starts: datetime
    room: str
    expecting: tuple[str, ...]
    """Those of the panel whom nothing tells."""

    def words(self, event: EventInfo) -> str:
        """Return “Thu 9 July 15:30: Hangang is free again; Elif Yıldız expects them.”"""
        at = event.local(self.starts)
        free = f"{at:%a} {at.day} {at:%B %H:%M}: {self.room} is free again"
        if not self.expecting:
            return f"{free}."
        verb = "expects" if len(self.expecting) == 1 else "expect"
        return f"{free}; {' and '.join(self.expecting)} {verb} them."
