"""The event's days as a stretch of time."""

from datetime import datetime

from boothapp.domain.event import EventInfo


def touched(starts: datetime, ends: datetime, event: EventInfo) -> bool:
    """Whether any of a time (aware) is on the event's days."""
    opens, closes = event.stretch()
    return starts < closes and opens < ends
