"""Open and blocked times in plain words."""

from collections.abc import Iterable
from datetime import date

from boothapp.domain.availability import Availability, AvailabilityKind


def time_words(one: Availability) -> str:
    """When, and why: "Every day 12:00–13:00, Lunch", "Thu 9 09:00–12:00 only"."""
    hours = f"{one.starts:%H:%M}–{one.ends:%H:%M}"
    words = f"{days_words(one.days)} {hours}"
    if one.kind is AvailabilityKind.OPEN:
        words += " only"
    return f"{words}, {one.title}" if one.title else words


def days_words(days: Iterable[date]) -> str:
    """Days as short as a calendar's heads; without any it is every day."""
    return ", ".join(map(day_word, sorted(days))) or "Every day"


def day_word(day: date) -> str:
    """A day as on a calendar's head: "Thu 9"."""
    return f"{day:%a} {day.day}"
