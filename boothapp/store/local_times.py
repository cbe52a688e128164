"""Instants worded in SQL, on a zone's wall clock with its offset."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo

from boothapp.domain.event import EventInfo
from boothapp.store.instants import to_ms

_AROUND = timedelta(days=366)
_STEP = timedelta(hours=12)  # no zone changes its clocks twice within half a day


def offsets_around(event: EventInfo) -> list[tuple[int, int]]:
    """The zone's offsets for two years around the event; see `offsets`."""
    around = (event.first_day - _AROUND, event.last_day + _AROUND)
    first, last = (datetime.combine(day, time(), UTC) for day in around)
    return offsets(event.zone, first, last)


def offsets(zone: tzinfo, first: datetime, last: datetime) -> list[tuple[int, int]]:
    """The zone's offsets between two instants: (seconds, valid until this millisecond)."""
    spans: list[tuple[int, int]] = []
    at, current = first, _offset(zone, first)
    while at < last:
        later = min(at + _STEP, last)
        if _offset(zone, later) != current:
            change = _change_between(zone, at, later)
            spans.append((current, to_ms(change)))
            current = _offset(zone, later)
        at = later
    return [*spans, (current, 2**62)]


def local_iso(column: str, spans: Sequence[tuple[int, int]]) -> str:
    """SQL that words a column of milliseconds as ISO 8601 on the zone's wall clock with offset."""

    def worded(seconds: int) -> str:
        sign, minutes = ("-" if seconds < 0 else "+"), abs(seconds) // 60
        suffix = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
        moved = f"{column} / 1000 + {seconds}"
        return f"strftime('%Y-%m-%dT%H:%M:%S{suffix}', {moved}, 'unixepoch')"

    *changes, (final, _) = spans
    if not changes:
        return worded(final)
    cases = " ".join(f"WHEN {column} < {until} THEN {worded(s)}" for s, until in changes)
    return f"CASE {cases} ELSE {worded(final)} END"


def _offset(zone: tzinfo, instant: datetime) -> int:
    offset = instant.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _change_between(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """The first instant, to the second, with the offset of `after`."""
    target = _offset(zone, after)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if _offset(zone, middle) == target:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)
