"""Interviews in words: times in the event's zone, statuses, and why a place cannot be had."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from boothapp.domain.clashes import Clash, ClashKind
from boothapp.domain.interviews import InterviewStatus
from boothapp.domain.scorecards import ScoreVerdict
from boothapp.ui.interviews.blocks import Block

STATUS_WORDS = {
    InterviewStatus.PLANNED: "Planned",
    InterviewStatus.ARRIVED: "Arrived",
    InterviewStatus.RUNNING: "Running",
    InterviewStatus.DONE: "Done",
    InterviewStatus.NO_SHOW: "No-show",
    InterviewStatus.CANCELLED: "Cancelled",
}

VERDICT_WORDS = {
    ScoreVerdict.STRONG_NO: "Certainly not",
    ScoreVerdict.NO: "No",
    ScoreVerdict.YES: "Yes",
    ScoreVerdict.STRONG_YES: "Certainly",
}


def clock(instant: datetime, zone: tzinfo) -> str:
    """Return hours and minutes on the event's wall clock."""
    return instant.astimezone(zone).strftime("%H:%M")


def interval(starts: datetime, ends: datetime, zone: tzinfo) -> str:
    """Return “09:30–10:15” on the event's wall clock."""
    return f"{clock(starts, zone)}–{clock(ends, zone)}"


def spoken(block: Block, zone: tzinfo) -> str:
    """Return a place as a screen reader says it: room, time, who, status."""
    times = f"{clock(block.starts, zone)} to {clock(block.ends, zone)}"
    if block.interview is None:
        return f"{block.room.name}, {times}, free"
    interview = block.interview
    parts = [block.room.name, times, interview.candidate, STATUS_WORDS[interview.status]]
    if interview.panel:
        parts.append(f"with {interview.interviewers}")
    return ", ".join(parts)


def why_not(clashes: Iterable[Clash], zone: tzinfo) -> str:
    """Return the reasons against a place as one line, the plainest first."""
    return "; ".join(_reason(clash, zone) for clash in clashes)


def _reason(clash: Clash, zone: tzinfo) -> str:
    if clash.kind is ClashKind.TOO_SHORT:
        return str(clash)
    if clash.kind is ClashKind.CLOSED:
        return f"{clash.who} is open {interval(clash.starts, clash.ends, zone)} only"
    return f"{clash}, {interval(clash.starts, clash.ends, zone)}"
