"""Days and times in English words, on the wall clock of a named zone.

Not strftime's names: those follow the machine's language, and the pages are in English.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def month_day(day: date) -> str:
    """A date (or the date of a time) as "9 July 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """A date (or the date of a time) as "Thursday 9 July 2026"."""
    return f"{_WEEKDAYS[day.weekday()]} {month_day(day)}"


def short_day(day: date) -> str:
    """A date as "Thu 9"."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day}"


def clock(starts: datetime, ends: datetime, timezone: str) -> str:
    """An interval (aware times) as "14:00 to 14:30" on the wall clock of `timezone` (IANA).

    The end carries its date where it is another day's, and both their offset from UTC where the
    clocks change between them.
    """
    zone = ZoneInfo(timezone)
    first, last = starts.astimezone(zone), ends.astimezone(zone)
    changes = first.utcoffset() != last.utcoffset()
    begin, end = (f"{t:%H:%M}" + (f" ({_offset(t)})" if changes else "") for t in (first, last))
    return f"{begin} to {end}" + ("" if first.date() == last.date() else f" on {weekday(last)}")


def zone_name(instant: datetime, timezone: str) -> str:
    """What to call a zone (IANA) beside a time: "Seoul time (UTC+9)"; `instant` is aware."""
    local = instant.astimezone(ZoneInfo(timezone))
    area, _, city = timezone.rpartition("/")
    offset = _offset(local)
    if not area or area.startswith("Etc"):  # "UTC", "Etc/GMT+5": no place, and signs turned round
        return offset
    return f"{city.replace('_', ' ')} time ({offset})"


def whole(starts: datetime, ends: datetime, timezone: str) -> str:
    """Day, times and zone: "Thursday 9 July 2026, 14:00 to 14:30, Seoul time (UTC+9)"."""
    day = weekday(starts.astimezone(ZoneInfo(timezone)))
    return f"{day}, {clock(starts, ends, timezone)}, {zone_name(starts, timezone)}"


def _offset(local: datetime) -> str:
    """UTC, UTC+9, UTC+5:30 or UTC−4."""
    offset = local.utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")
