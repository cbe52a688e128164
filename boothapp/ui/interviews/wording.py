"""Interviews in words: times in the event's zone, statuses, and why a place cannot be had."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from boothapp.domain.clashes import Clash, ClashKind
from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import MIN_MINUTES, InterviewStatus
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.day_rule import DayRule

STATUS_WORDS = {
    InterviewStatus.PLANNED: "Planned",
    InterviewStatus.ARRIVED: "Arrived",
    InterviewStatus.RUNNING: "Running",
    InterviewStatus.DONE: "Done",
    InterviewStatus.NO_SHOW: "No-show",
    InterviewStatus.CANCELLED: "Cancelled",
}


def bare_clock(instant: datetime, zone: tzinfo) -> str:
    """Return hours and minutes on the event's wall clock, where their zone stands beside them."""
    return instant.astimezone(zone).strftime("%H:%M")


def clock(instant: datetime, zone: tzinfo) -> str:
    """Return hours and minutes on the event's wall clock, with the zone if the hour comes twice.

    When the clocks go back, “02:30” alone would be two times.
    """
    local = instant.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    text = bare_clock(instant, zone)
    return f"{text} {zone_name(instant, zone)}" if twice else text


def interval(starts: datetime, ends: datetime, zone: tzinfo) -> str:
    """Return “09:30–10:15” on the event's wall clock."""
    return f"{clock(starts, zone)}–{clock(ends, zone)}"


def zone_name(instant: datetime, zone: tzinfo) -> str:
    """Return “KST”, or “UTC+03” for a zone that has but a number."""
    name = instant.astimezone(zone).tzname() or ""
    return f"UTC{name}" if name[:1] in {"+", "-"} else name


def clocks_change(hour: datetime, zone: tzinfo) -> bool:
    """Return whether the clocks were changed within the hour before."""
    before = (hour - timedelta(hours=1)).astimezone(zone).utcoffset()
    return before != hour.astimezone(zone).utcoffset()


def times_in(event: EventInfo, day: date, *, short: bool = False) -> str:
    """Return “Times in Seoul (KST)”; both names on a day on which the clocks change."""
    city = event.timezone.rpartition("/")[2].replace("_", " ")
    edges = (datetime.combine(day, at, event.zone) for at in (time.min, time.max))
    names = dict.fromkeys(zone_name(edge, event.zone) for edge in edges)
    return f"{'' if short else 'Times in '}{city} ({', '.join(names)})"


def spoken_place(block: Block, zone: tzinfo) -> str:
    """Return a place as a screen reader says it: room and time."""
    return f"{block.room.name}, {clock(block.starts, zone)} to {clock(block.ends, zone)}"


def spoken(block: Block, zone: tzinfo) -> str:
    """Return a place as a screen reader says it: room, time, who, status."""
    place = spoken_place(block, zone)
    if block.blocked is not None:
        return f"{place}, blocked: {block.blocked.title}".removesuffix(": ")
    if block.interview is None:
        return f"{place}, free"
    interview = block.interview
    parts = [place, interview.candidate, STATUS_WORDS[interview.status]]
    if interview.panel:
        parts.append(f"with {interview.interviewers}")
    return ", ".join(parts)


def why_not(clashes: Iterable[Clash], zone: tzinfo) -> str:
    """Return the reasons against a place as one line, the plainest first."""
    return "; ".join(_reason(clash, zone) for clash in clashes)


def clash_words(clash: Clash, rule: DayRule, zone: tzinfo) -> tuple[str, str]:
    """Return the shortest words for a reason, and when and where it is."""
    times = interval(clash.starts, clash.ends, zone)
    own = rule.own_time(clash)
    if clash.kind is ClashKind.OWN_EVENT and own is not None:
        return f"own {own.what}", f"{times} in {own.where}" if own.where else times
    if clash.kind is ClashKind.CLOSED:
        return f"{clash.who} is closed", f"open {times}"
    if clash.kind is ClashKind.TOO_SHORT:
        return "too short", f"{MIN_MINUTES} minutes at least"
    return str(clash).removesuffix(" then"), times


def _reason(clash: Clash, zone: tzinfo) -> str:
    if clash.is_timeless:
        return str(clash)
    if clash.kind is ClashKind.CLOSED:
        return f"{clash.who} is open {interval(clash.starts, clash.ends, zone)} only"
    return f"{clash}, {interval(clash.starts, clash.ends, zone)}"
