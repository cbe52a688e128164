"""A booking in words: its status with the times at which it came to be so."""

from __future__ import annotations

from datetime import tzinfo

from boothapp.domain.interviews import Interview, InterviewStatus
from boothapp.ui.interviews.wording import STATUS_WORDS, clock

# What a press makes of the booking, and the key that presses it while the day has the focus.
STATUS_KEYS = {
    InterviewStatus.ARRIVED: "A",
    InterviewStatus.RUNNING: "R",
    InterviewStatus.DONE: "D",
    InterviewStatus.NO_SHOW: "X",
    InterviewStatus.CANCELLED: "Del",
    InterviewStatus.PLANNED: "P",
}
ACTION_WORDS = STATUS_WORDS | {
    InterviewStatus.RUNNING: "Start",
    InterviewStatus.CANCELLED: "Cancel",
    InterviewStatus.PLANNED: "Plan again",
}


def status_line(interview: Interview, zone: tzinfo) -> str:
    """Return “Running, arrived 14:40, began 14:47”."""
    times = (
        ("arrived", interview.arrived),
        ("began", interview.began),
        ("ended", interview.ended if interview.status is InterviewStatus.DONE else None),
    )
    parts = [f"{word} {clock(at, zone)}" for word, at in times if at is not None]
    return ", ".join([STATUS_WORDS[interview.status], *parts])
