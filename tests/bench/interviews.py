"""What is looked for while somebody stands at the booth: places for them, and the queue's times."""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from zoneinfo import ZoneInfo

from boothapp.domain.clashes import SlotTaken
from boothapp.domain.event import Room
from boothapp.domain.needs import Interviewer, Need
from boothapp.domain.people import ScanSource
from boothapp.domain.queue import QueueKind
from boothapp.services.bundle import Services
from tests import factories
from tests.bench.rows import BenchRow

_ROOMS, _INTERVIEWERS, _LEADS, _QUEUED = 12, 25, 320, 20
_TRIES = 40
_SKILLS = ("NLP", "Vision", "Speech", "Robotics", "Theory", "Systems")


def rows() -> list[BenchRow]:
    """The answers to B on the Scan page, and the queue, on a crowded encrypted event."""
    with tempfile.TemporaryDirectory() as folder:
        clock = factories.SettableClock(factories.noon_of_second_day())
        services = factories.make_store(Path(folder) / "store", clock).services
        leads = _fill(services, Path(folder))
        free = leads[-_QUEUED - 1]
        services.leads.set_need(free, Need(skills=("Speech",), size=2))
        for lead in leads[-_QUEUED:]:
            services.queue.join(lead, QueueKind.WALK_IN)
        booked = sum(len(services.interviews.day(day).interviews) for day in _days(services))
        crowded = f"{_ROOMS} rooms, {_INTERVIEWERS} interviewers, {booked} interviews"
        found = [
            _row("interview.offers.p95", lambda: services.offers.best(free, 3), 100.0, crowded),
            _row("interview.misfits.p95", services.fitting.misfits, None, crowded),
            _row("interview.queue.p95", services.queue.line, None, f"{crowded}, {_QUEUED} wait"),
        ]
        services.close()
    return found


def _row(name: str, order: Callable[[], object], goal: float | None, what: str) -> BenchRow:
    times = []
    for _ in range(_TRIES):
        started = perf_counter()
        order()
        times.append((perf_counter() - started) * 1000)
    return BenchRow(name, quantiles(times, n=20)[18], "ms", what, goal=goal)


def _days(services: Services) -> tuple[date, ...]:
    return services.settings.get().event.days


def _fill(services: Services, folder: Path) -> list[str]:
    settings = services.settings
    for number in range(_ROOMS - 2):
        settings.save_room(Room(name=f"Room {number}", seats=2 + number % 4, opens=time(8)))
    for number in range(_INTERVIEWERS):
        who = settings.add_interviewer(f"Interviewer {number}")
        skills = (_SKILLS[number % 6], _SKILLS[number % 5])
        limited = Interviewer(
            id=who.id,
            name=who.name,
            skills=skills,
            languages=("English",),
            day_minutes=360,
            row_minutes=150,
            gap_minutes=5,
        )
        settings.save_interviewer(limited)
    people = [(f"P-{n}", f"Person {n}", f"p{n}@x.example", "U", "yes") for n in range(_LEADS)]
    services.roster.import_file(factories.roster_file(folder, people))
    leads = []
    for number in range(_LEADS):
        card = services.capture.scan(f"P-{number}", ScanSource.SCANNER)
        assert card.lead is not None
        leads.append(card.lead.id)
    _book(services, leads[: _LEADS - _QUEUED - 1])
    return leads


def _book(services: Services, leads: list[str]) -> None:
    """Fill the rest of the second day and the third, so that little is left to find."""
    setup, waiting = services.settings.get(), list(leads)
    zone = ZoneInfo(factories.ZONE)
    starts = datetime(2026, 7, 9, 12, tzinfo=zone).astimezone(UTC)
    people = [who.id for who in setup.interviewers]
    for step in range(60):
        at = starts + timedelta(minutes=30) * (step if step < 12 else step + 30)
        for number, room in enumerate(setup.rooms):
            if not waiting:
                return
            who = people[(number + step) % len(people)]
            try:
                services.interviews.book(waiting[-1], room.id, at, 30, [who], despite=True)
            except SlotTaken:
                continue
            waiting.pop()
