"""The event, the sponsor's booth, and who and what is there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from boothapp.domain.desk_lists import Interest, TagStyle
from boothapp.domain.errors import BadInput
from boothapp.domain.needs import Interviewer, Need
from boothapp.domain.qualifiers import Qualifier

Stretch = tuple[datetime, datetime]
"""From an instant (UTC) to another, which is not in it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInfo:
    """The conference. `timezone` is an IANA name; every time on screen is in it."""

    name: str
    timezone: str
    first_day: date
    last_day: date

    @property
    def zone(self) -> ZoneInfo:
        """The event's zone, for wording instants."""
        return ZoneInfo(self.timezone)

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the event, first to last."""
        count = (self.last_day - self.first_day).days + 1
        return tuple(self.first_day + timedelta(days=n) for n in range(count))

    def local(self, instant: datetime) -> datetime:
        """`instant` (aware) on the event's wall clock."""
        return instant.astimezone(self.zone)

    def day_of(self, instant: datetime) -> date:
        """The day of an instant. Raises BadInput where it is no day of the event."""
        return self.checked(self.local(instant).date())

    def checked(self, day: date) -> date:
        """A day of the event. Raises BadInput where it is none."""
        if not self.first_day <= day <= self.last_day:
            raise BadInput(f"{day} is no day of the event ({self.first_day} to {self.last_day}).")
        return day

    def nearest(self, day: date) -> date:
        """The day, or the one of the event's days that lies next to it."""
        return min(max(day, self.first_day), self.last_day)

    def stretch(self, first: date | None = None, last: date | None = None) -> Stretch:
        """From midnight to midnight of these days, in UTC; by default of all of the event's."""
        begin = datetime.combine(first or self.first_day, time(), self.zone)
        end = datetime.combine((last or self.last_day) + timedelta(days=1), time(), self.zone)
        return begin.astimezone(UTC), end.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoothInfo:
    """The exhibiting company and its stand; leads are kept `retention_days` after the event."""

    sponsor: str
    booth: str = ""
    privacy_contact: str = ""
    retention_days: int = 180
    organizer: str = ""
    """The address that invitations to interviews come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """An interview room; its hours are on the event's wall clock. A new one has no `id` yet."""

    id: str = ""
    name: str
    seats: int = 4
    opens: time = time(9, 0)
    closes: time = time(18, 0)
    slot_minutes: int = 30
    kind: str = ""
    """What it is for, in the sponsor's words: "large", "phone booth"."""
    buffer_minutes: int = 0
    """How long it stays free between two interviews."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works at the booth."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Role:
    """An open position, what interviews for it usually need, and where to apply."""

    id: str
    title: str
    need: Need | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What the sponsor judges in an interview; `hint` says what good looks like."""

    id: str
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the sponsor set up, in one read."""

    event: EventInfo
    booth: BoothInfo
    rooms: tuple[Room, ...]
    staff: tuple[Staff, ...]
    interviewers: tuple[Interviewer, ...]
    roles: tuple[Role, ...]
    qualifiers: tuple[Qualifier, ...]
    old_qualifiers: tuple[Qualifier, ...] = ()
    """What is asked no more, also as earlier versions: answers to it stay."""
    tags: tuple[TagStyle, ...] = ()
    interests: tuple[Interest, ...] = ()
    criteria: tuple[Criterion, ...]
    invented: bool
    """True in the demo: every person in the store is invented."""
