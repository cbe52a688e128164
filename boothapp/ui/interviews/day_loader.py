"""What the Interviews page reads, in one order to the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from boothapp.domain.event import EventInfo
from boothapp.domain.interviews import Candidate, InterviewDay
from boothapp.services.bundle import Services
from boothapp.ui.interviews.blocks import Column, columns


@dataclass(frozen=True, slots=True)
class DayData:
    """One day as the page shows it."""

    event: EventInfo
    day: date
    found: InterviewDay
    columns: tuple[Column, ...]
    candidates: tuple[Candidate, ...]


def load_day(services: Services, day: date | None) -> DayData:
    """Read a day; None is today, or the nearest day of the event. On the database thread."""
    event = services.settings.get().event
    shown = day if day in event.days else event.nearest(event.local(services.now()).date())
    found = services.interviews.day(shown)
    return DayData(
        event=event,
        day=shown,
        found=found,
        columns=columns(found, services.interviews.slots(shown)),
        candidates=services.interviews.candidates(),
    )
