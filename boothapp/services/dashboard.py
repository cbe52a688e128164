"""What a day or the whole event came to, as figures; changes nothing."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from boothapp.domain.availability import Span
from boothapp.domain.day_sheets import Paper
from boothapp.domain.event import EventInfo
from boothapp.domain.figures import (
    Bar,
    Count,
    Figures,
    Meetings,
    Outcome,
    RoomUse,
    ScanChoice,
    ScanFact,
    Share,
    day_bars,
    hour_bars,
    tally_of,
)
from boothapp.domain.interviews import InterviewStatus, RoomDay, slots_of
from boothapp.services.places import checked_file, whole_or_nothing
from boothapp.services.room_days import read_day
from boothapp.store.records import Records
from boothapp.store.store import Store
from boothapp.writers.whole_file import write_whole

LISTED = 1000
"""How many scans a list shows at most."""


class DashboardService:
    """Counts scans, leads and interviews."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def today(self) -> date:
        """The day now, in the event's zone."""
        return date.fromisoformat(self._store.today())

    def day(self, day: date | None = None) -> Figures:
        """The figures of a day, by default today's, compared with the day before."""
        day = day or self.today()
        before = day - timedelta(days=1)
        event = self._store.event
        with self._store.reading() as records:
            counts = records.captures.figures().by_hour(day)
            earlier = records.captures.figures().hours(before, before, event.zone)
            bars = hour_bars(event, day, counts, earlier)
            return self._figures(records, counts, (day, day), bars, before if earlier else None)

    def whole(self) -> Figures:
        """The figures of everything that was scanned, by day."""
        event = self._store.event
        with self._store.reading() as records:
            counts = records.captures.figures().by_day()
            bars = day_bars(event, counts)
            return self._figures(
                records, counts, (event.first_day, event.last_day), bars, None, whole=True
            )

    def scans(self, choice: ScanChoice) -> tuple[ScanFact, ...]:
        """The latest LISTED scans that fit, the last one first."""
        with self._store.reading() as records:
            return records.captures.figures().scans(choice, self._store.event.zone, LISTED)

    def new_leads(self, choice: ScanChoice) -> frozenset[str]:
        """The ids of the leads that came of the scans of these days or this hour, and are there."""
        with self._store.reading() as records:
            return records.captures.figures().new_leads(choice, self._store.event.zone)

    def write_report(
        self, path: Path, figures: Figures, *, names: bool = False, paper: Paper = Paper.A4
    ) -> None:
        """Write the figures as one page of PDF (0600), whole or not at all; without `names` the
        staff are numbered. Raises BadInput where it cannot be written."""
        from boothapp.writers import day_report  # slow, and needed once a day

        shown = figures if names else figures.without_names()
        self._write(path, day_report.render(shown, paper))

    def report_text(self, figures: Figures) -> str:
        """The report for a terminal."""
        from boothapp.writers import day_report  # as above

        return day_report.text(figures)

    def write_picture(self, path: Path, picture: bytes) -> None:
        """Write a picture of figures that the window made; as `write_report` else."""
        self._write(path, picture)

    def _write(self, path: Path, data: bytes) -> None:
        path = checked_file(self._store, path)
        with whole_or_nothing(path):
            write_whole(path, data)

    def _figures(
        self,
        records: Records,
        counts: tuple[Count, ...],
        days: tuple[date, date],
        bars: tuple[Bar, ...],
        compared: date | None,
        *,
        whole: bool = False,
    ) -> Figures:
        event = self._store.event
        waiting = [one.at for one in counts if one.outcome is Outcome.WAITING]
        everybody = records.lead_table.counts(event.stretch())[1]
        return Figures(
            event=event,
            sponsor=records.setup.booth().sponsor,
            now=self._store.clock(),
            first=days[0],
            last=days[1],
            tally=tally_of(counts),
            unreadable=sum(one.unreadable for one in counts),
            gone=sum(one.gone for one in counts),
            bars=bars,
            compared=compared,
            leads=records.captures.figures().leads(None if whole else event.stretch(*days)),
            all_leads=everybody,
            staff=_shares(counts, records.captures.figures().staff()),
            waiting_since=min(waiting, default=None),
            meetings=_meetings(records, event, event.days if whole else days[:1]),
            whole=whole,
        )


def _shares(counts: Iterable[Count], names: dict[str, str]) -> tuple[Share, ...]:
    """Who scanned how often, the most first."""
    found: Counter[str] = Counter()
    for count in counts:
        found[count.staff_id] += count.scans
    shares = (Share(who, names.get(who, "Nobody"), scans) for who, scans in found.items())
    return tuple(sorted(shares, key=lambda one: (-one.count, one.name)))


def _meetings(records: Records, event: EventInfo, days: Iterable[date]) -> Meetings:
    rooms: dict[str, RoomUse] = {}
    missed: set[str] = set()
    used = slots = no_shows = cancelled = 0
    hours: list[str] = []
    for day in days:
        for column in read_day(records, event, day).rooms:
            found = list(slots_of(column))
            used += sum(slot.interview is not None for slot in found)
            slots += len(found)
            states = Counter(one.status for one in column.interviews)
            no_shows += states[InterviewStatus.NO_SHOW]
            cancelled += states[InterviewStatus.CANCELLED]
            missed |= {
                one.lead_id for one in column.interviews if one.status is InterviewStatus.NO_SHOW
            }
            room, before = column.room, rooms.get(column.room.id)
            rooms[room.id] = RoomUse(
                room.id,
                room.name,
                _booked(column) + (before.booked if before else timedelta()),
                _open(column) + (before.open if before else timedelta()),
            )
            hours += [f"{column.room.opens:%H:%M}", f"{column.room.closes:%H:%M}"]
    return Meetings(
        used=used,
        slots=slots,
        no_shows=no_shows,
        missed_by=frozenset(missed),
        cancelled=cancelled,
        rooms=tuple(rooms.values()),
        hours=f"{min(hours)} to {max(hours)}" if hours else "",
    )


def _booked(column: RoomDay) -> timedelta:
    """For how long interviews have the room; they cannot overlap."""
    return sum((one.ends - one.starts for one in column.interviews if one.occupies), timedelta())


def _open(column: RoomDay) -> timedelta:
    """For how long the room can be had: its hours without what is blocked in them."""
    free, since = timedelta(), column.opens
    for span in _within(column):
        free += max(timedelta(), span.starts - since)
        since = max(since, span.ends)
    return free + max(timedelta(), column.closes - since)


def _within(column: RoomDay) -> Iterable[Span]:
    """What is blocked in the room's hours, by start."""
    return (one for one in column.blocked if one.overlaps(column.opens, column.closes))
