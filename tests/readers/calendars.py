"""Calendars of one person, and what is read from them."""

from datetime import date
from pathlib import Path

from boothapp.domain.busy import BusyFault, BusyRead
from boothapp.domain.event import EventInfo
from boothapp.readers import busy

EVENT = EventInfo(
    name="Demo Conf",
    timezone="Asia/Seoul",
    first_day=date(2026, 7, 8),
    last_day=date(2026, 7, 10),
)
BERLIN = EventInfo(
    name="Herbsttagung",
    timezone="Europe/Berlin",
    first_day=date(2026, 3, 28),
    last_day=date(2026, 3, 30),
)


def calendar(*events: str) -> str:
    """A calendar of events given as their lines, parted by line ends."""
    inside = [f"BEGIN:VEVENT\n{event}\nEND:VEVENT" for event in events]
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *inside, "END:VCALENDAR", ""])


def read(folder: Path, content: str | bytes, event: EventInfo = EVENT) -> BusyRead:
    path = folder / "own.ics"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return busy.read(path, event)


def times(found: BusyRead) -> list[tuple[str, str]]:
    """Start and end in UTC, as "09 05:00"."""
    return [(f"{r.busy.starts:%d %H:%M}", f"{r.busy.ends:%d %H:%M}") for r in found.rows]


def faults(found: BusyRead) -> list[BusyFault]:
    return [problem.fault for problem in found.problems]
