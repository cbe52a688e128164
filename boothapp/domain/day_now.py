"""How a day of interviews stands at this moment: who is late, who runs over, who waits for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from boothapp.domain.fitting import Fit
from boothapp.domain.interviews import TO_COME, Interview, InterviewDay, InterviewStatus

GRACE = timedelta(minutes=10)
"""How long a room is kept for somebody who is late, unless the sponsor says otherwise."""
_SOON = timedelta(minutes=5)  # an interview that runs over is thought to end within that


def has_begun(starts: datetime, ends: datetime, now: datetime) -> bool:
    """Whether it is too late for a place: it is over, or began longer ago than GRACE."""
    return starts < now - GRACE or ends <= now


class NoteworthyKind(StrEnum):
    """What somebody should look at."""

    LATE = "late"
    """Not here yet, though it should have begun."""
    GRACE_OVER = "grace_over"
    """Not here, and the room was kept long enough."""
    WAITING = "waiting"
    """Here, and it should have begun."""
    OVERRUN = "overrun"
    """Still running, though it should be over."""
    UNFIT = "unfit"
    """Ahead, on any day, and it cannot stay as it was booked."""


@dataclass(frozen=True, slots=True)
class Noteworthy:
    """An interview that does not go as planned, since when, and whom it keeps waiting.

    `next` are the planned interviews after it that need its room or somebody of its panel. `why` it
    cannot stay is said of what is UNFIT; `since` is its start then.
    """

    kind: NoteworthyKind
    interview: Interview
    since: datetime
    next: tuple[Interview, ...] = ()
    why: str = ""


def noteworthy(day: InterviewDay, now: datetime, grace: timedelta) -> tuple[Noteworthy, ...]:
    """What does not go as planned, the most pressing first."""
    order = [NoteworthyKind.OVERRUN, NoteworthyKind.GRACE_OVER, NoteworthyKind.WAITING]
    found = sorted(_each(day, now, grace), key=lambda one: one.since)
    return tuple(sorted(found, key=lambda one: (*order, one.kind).index(one.kind)))


def unfit(fits: Iterable[Fit]) -> tuple[Noteworthy, ...]:
    """What cannot stay as it was booked: less pressing than all that happens just now."""
    return tuple(
        Noteworthy(
            NoteworthyKind.UNFIT, fit.interview, fit.interview.starts, why="; ".join(fit.reasons)
        )
        for fit in fits
        if fit.stuck
    )


def as_it_runs(day: InterviewDay, now: datetime) -> InterviewDay:
    """The day with each interview lasting until it may be over, as far as is known now."""
    rooms = tuple(
        replace(
            column,
            interviews=tuple(replace(one, ends=_may_end(one, now)) for one in column.interviews),
        )
        for column in day.rooms
    )
    return replace(day, rooms=rooms)


def _may_end(one: Interview, now: datetime) -> datetime:
    """Its whole length from when it began, or begins for who waits by now; then 5 minutes more."""
    length = one.ends - one.starts
    if one.status is InterviewStatus.RUNNING:
        ends = max(one.ends, (one.began or one.starts) + length)
        return ends if ends > now else now + _SOON
    if one.status is InterviewStatus.ARRIVED and one.starts < now:
        return max(one.ends, now + length)
    return one.ends


def _each(day: InterviewDay, now: datetime, grace: timedelta) -> Iterator[Noteworthy]:
    for one in day.interviews:
        if one.status is InterviewStatus.PLANNED and one.starts < now:
            over = one.starts + grace
            kind = NoteworthyKind.GRACE_OVER if over <= now else NoteworthyKind.LATE
            yield Noteworthy(kind, one, over if over <= now else one.starts)
        elif one.status is InterviewStatus.ARRIVED and one.starts < now:
            yield Noteworthy(NoteworthyKind.WAITING, one, max(one.starts, one.arrived or now))
        elif _runs_over(one, now):
            yield Noteworthy(NoteworthyKind.OVERRUN, one, one.ends, _kept_waiting(day, one, now))


def _runs_over(interview: Interview, now: datetime) -> bool:
    return interview.status is InterviewStatus.RUNNING and interview.ends < now


def _kept_waiting(day: InterviewDay, over: Interview, now: datetime) -> tuple[Interview, ...]:
    """The next one in its room, and the next of each of its panel, if they begin by then."""
    ahead = [
        one
        for one in day.interviews
        if one.status in TO_COME
        and over.ends <= one.starts < now + _SOON
        and (one.room_id == over.room_id or set(one.panel_ids) & set(over.panel_ids))
    ]
    return tuple(sorted(ahead, key=lambda one: one.starts))
