"""How long things are kept, and what time it is when a clock may be wrong."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from boothapp.domain.consent import Purpose
from boothapp.domain.event import EventInfo

JUMP = timedelta(days=1)
"""A clock that moved further than this since the last look is not believed without asking."""

ROSTER_DAYS = 30
"""Rows of people who never came by are kept this long after the event, unless said otherwise."""


class Kept(StrEnum):
    """What has a term of its own."""

    RECRUITING = Purpose.RECRUITING.value
    CV = Purpose.CV.value
    MARKETING = Purpose.MARKETING.value
    ROSTER = "roster"


@dataclass(frozen=True, slots=True)
class RetentionRules:
    """Days after the event's last day that each is kept."""

    recruiting: int
    cv: int
    marketing: int
    roster: int

    def days(self, kept: Kept) -> int:
        """The days of one."""
        by_kind = {
            Kept.RECRUITING: self.recruiting,
            Kept.CV: self.cv,
            Kept.MARKETING: self.marketing,
            Kept.ROSTER: self.roster,
        }
        return by_kind[kept]

    def until(self, kept: Kept, event: EventInfo, since: date) -> date:
        """The last day on which something is kept that was given or listed on the day `since`.

        The term begins with the end of the event, or later where it came later.
        """
        return max(event.last_day, since) + timedelta(days=self.days(kept))


@dataclass(frozen=True, slots=True)
class TimeJumped:
    """The clock moved by more than a day since it was last believed; somebody has to look."""

    seen: datetime
    now: datetime


def believed(now: datetime, seen: datetime | None) -> datetime | TimeJumped:
    """The time that retention counts with: never earlier than any that was believed before.

    `seen` is the highest time believed so far (None at the first look). A clock set back changes
    nothing; one that went on by more than JUMP has to be confirmed by a person.
    """
    if seen is None or now <= seen:
        return now if seen is None else seen
    return now if now - seen <= JUMP else TimeJumped(seen, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What goes at one step: how many of what, and the last day it was kept."""

    kept: Kept
    until: date
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPreview:
    """What a purge would take now, and what comes next."""

    now: datetime | TimeJumped
    rules: RetentionRules
    due: tuple[Due, ...]
    later: tuple[Due, ...]

    @property
    def people(self) -> int:
        """Grants and rows that would go now."""
        return sum(due.people for due in self.due)
