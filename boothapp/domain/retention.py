"""How long things are kept, and what time it is when a clock may be wrong."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo

JUMP = timedelta(days=1)
"""A clock that moved further than this since the last look is not believed without asking."""

MOST_DAYS = 3650
"""No term is longer: ten years, which no purpose of a booth outlives."""

ROSTER_DAYS = 30
"""Rows of people who never came by are kept this long after the event, unless said otherwise."""


class MoreIsOver(BadInput):
    """A change would let the time of `people` more be over at once: somebody has to be sure."""

    def __init__(self, people: int) -> None:
        super().__init__(
            f"With this the time of {people:,} more (leads, consents, rows of the list) would be "
            "over, to be deleted within the hour. Nothing was changed: shorten the term under "
            "Privacy, Retention, which asks first."
        )
        self.people = people


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

    @property
    def back(self) -> bool:
        """Whether it was set back: then either it is wrong, or the time believed before was."""
        return self.now < self.seen


def checked_days(days: int) -> int:
    """The days after the event, if they make sense. Raises BadInput."""
    if days < 1:
        raise BadInput("Details are kept at least one day after the event.")
    if days > MOST_DAYS:
        raise BadInput(f"Details are kept at most {MOST_DAYS:,} days after the event.")
    return days


def believed(now: datetime, seen: datetime, met: datetime) -> datetime | TimeJumped:
    """The time that retention counts with: never earlier than any that was believed before.

    `seen` is the highest time believed so far, `met` the highest that a clock ever showed, for what
    was over by a clock that nobody confirmed is not to be revived by setting it back. A clock that
    is up to JUMP behind changes nothing; one that moved further, either way, has to be confirmed
    by a person.
    """
    highest = max(seen, met)
    if highest - now > JUMP:
        return TimeJumped(highest, now)
    return TimeJumped(seen, now) if now - seen > JUMP else max(now, seen)


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
