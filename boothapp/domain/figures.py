"""What a day at the booth came to, in figures that add up: every scan counts in one place only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from boothapp.domain.consent import ConsentState, Verdict
from boothapp.domain.event import EventInfo, Stretch
from boothapp.domain.people import Rating


class Outcome(StrEnum):
    """What came of a scan."""

    NEW = "new_lead"
    """It made a lead. It stays one here when the lead is gone since: the scan did make it."""
    REPEAT = "repeat"
    """The person was a lead already, or was scanned again before anything came of it."""
    DECLINED = "declined"
    WAITING = "waiting"
    """Nobody has answered yet."""
    UNKNOWN = "unknown"
    """The code named nobody, or could not be read."""


def outcome_of(
    verdict: Verdict, *, made_lead: bool, next_verdict: Verdict | None, state: ConsentState
) -> Outcome:
    """What came of a scan.

    `made_lead`: a lead was stored for the first time after it and before the person's next scan.
    `next_verdict` is that of the next scan, which says where the person stood by then; after the
    last one, `state` says it.
    """
    if verdict in {Verdict.UNKNOWN, Verdict.UNREADABLE}:
        return Outcome.UNKNOWN
    if verdict is Verdict.ALREADY_LEAD:
        return Outcome.REPEAT
    if made_lead:
        return Outcome.NEW
    if next_verdict is not None:
        return Outcome.DECLINED if next_verdict is Verdict.DECLINED else Outcome.REPEAT
    if state in {ConsentState.DECLINED, ConsentState.WITHDRAWN}:
        return Outcome.DECLINED
    return Outcome.WAITING


@dataclass(frozen=True, slots=True)
class Tally:
    """How many scans had which outcome."""

    counts: Mapping[Outcome, int] = field(default_factory=dict)

    def of(self, outcome: Outcome) -> int:
        """The scans with an outcome."""
        return self.counts.get(outcome, 0)

    @property
    def scans(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    def __add__(self, other: "Tally") -> "Tally":
        return Tally({one: self.of(one) + other.of(one) for one in Outcome})


@dataclass(frozen=True, slots=True)
class Count:
    """Scans of one kind as the store counts them, within one hour or one day; `at` is the first."""

    day: date
    at: datetime
    outcome: Outcome
    staff_id: str
    scans: int
    unreadable: int
    gone: int
    """Of new leads: those that are not there any more."""


@dataclass(frozen=True, slots=True)
class ScanFact:
    """One scan as a list shows it: whose badge it was, is nobody's business here."""

    at: datetime
    staff: str
    verdict: Verdict
    outcome: Outcome
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanChoice:
    """Which scans somebody wants to see; what is not set asks nothing."""

    first: date | None = None
    last: date | None = None
    outcome: Outcome | None = None
    staff_id: str = ""
    hour: int | None = None
    """Of the event's wall clock."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The scans of an hour of the wall clock, or of a day (`hour` None), and those to compare."""

    day: date
    hour: int | None
    tally: Tally
    before: int | None = None
    """How many they were a day before, None where there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Share:
    """Something by name, and how many of it; `id` is "" for what has none."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class RoomUse:
    """For how long a room could be booked, and for how long it was or is."""

    id: str
    name: str
    booked: timedelta
    open: timedelta

    @property
    def share(self) -> float:
        """From 0 to 1; a room that is not open is not used."""
        return min(1.0, self.booked / self.open) if self.open else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The interviews of a day or of the event."""

    used: int = 0
    slots: int = 0
    no_shows: int = 0
    missed_by: frozenset[str] = frozenset()
    """The ids of the leads who did not come."""
    cancelled: int = 0
    rooms: tuple[RoomUse, ...] = ()
    hours: str = ""
    """From when to when the rooms are open, on the wall clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLeads:
    """The leads stored in a stretch of time that are there now."""

    ratings: Mapping[Rating | None, int]
    roles: tuple[Share, ...]
    """With the most first; without those of no role."""
    no_role: int
    hot_unmet: int
    """Hot, and no interview yet."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.ratings.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A day (`first` is `last`) or the whole event."""

    event: EventInfo
    sponsor: str
    now: datetime
    first: date
    last: date
    tally: Tally
    unreadable: int
    """Of the unknown ones."""
    gone: int
    """Of the new leads: removed, merged, withdrawn or deleted since."""
    bars: tuple[Bar, ...]
    compared: date | None
    """The day that the bars are compared with."""
    leads: NewLeads
    all_leads: int
    staff: tuple[Share, ...]
    waiting_since: datetime | None
    meetings: Meetings
    whole: bool
    """All days of the event, even where it has one day only."""

    @property
    def stretch(self) -> Stretch:
        """From midnight to midnight."""
        return self.event.stretch(self.first, self.last)

    def without_names(self) -> "Figures":
        """The same figures with the staff numbered."""
        numbered = (replace(one, name=f"Staff {n}") for n, one in enumerate(self.staff, start=1))
        return replace(self, staff=tuple(numbered))

    @property
    def is_today(self) -> bool:
        """Whether the day is not over."""
        return not self.whole and self.first == self.event.local(self.now).date()

    @property
    def busiest(self) -> Bar | None:
        """The bar with the most scans, the first of several; None without any scan."""
        found = max(self.bars, key=lambda bar: bar.tally.scans, default=None)
        return found if found is not None and found.tally.scans else None

    @property
    def adds_up(self) -> bool:
        """Whether what the bars and the people at the booth count is the sum, too."""
        sums = (sum(bar.tally.scans for bar in self.bars), sum(one.count for one in self.staff))
        return all(one == self.tally.scans for one in sums)


def tally_of(counts: Iterable[Count]) -> Tally:
    """All of them together."""
    found = dict.fromkeys(Outcome, 0)
    for count in counts:
        found[count.outcome] += count.scans
    return Tally(found)


def hour_bars(
    event: EventInfo, day: date, counts: Iterable[Count], before: Mapping[int, int]
) -> tuple[Bar, ...]:
    """The hours of a day from the first to the last that has anything, none left out between.

    `before` are the scans of the day to compare with by hour; empty where there were none.
    """
    own: dict[int, list[Count]] = {}
    for count in counts:
        own.setdefault(event.local(count.at).hour, []).append(count)
    hours = [*own, *before]
    if not hours:
        return ()
    return tuple(
        Bar(day, hour, tally_of(own.get(hour, ())), before.get(hour, 0) if before else None)
        for hour in range(min(hours), max(hours) + 1)
    )


def day_bars(event: EventInfo, counts: Iterable[Count]) -> tuple[Bar, ...]:
    """Every day of the event, and others on which something was scanned."""
    found: dict[date, list[Count]] = {day: [] for day in event.days}
    for count in counts:
        found.setdefault(count.day, []).append(count)
    return tuple(Bar(day, None, tally_of(found[day])) for day in sorted(found))
