"""The event's days as a stretch of time."""

from datetime import UTC, datetime, time, timedelta

from boothapp.domain.event import EventInfo


def stretch(event: EventInfo) -> tuple[datetime, datetime]:
    """From the first day's midnight to the one after the last day, in UTC."""
    opens = datetime.combine(event.first_day, time(), event.zone)
    closes = datetime.combine(event.last_day + timedelta(days=1), time(), event.zone)
    return opens.astimezone(UTC), closes.astimezone(UTC)


def touched(starts: datetime, ends: datetime, event: EventInfo) -> bool:
    """Whether any of a time (aware) is on the event's days."""
    opens, closes = stretch(event)
    return starts < closes and opens < ends
