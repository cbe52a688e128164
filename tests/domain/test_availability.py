"""Wall clocks as instants, on days on which the clocks change."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from boothapp.domain.availability import Availability, AvailabilityKind, Span

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def blocked(starts: time, ends: time, day: date) -> Span | None:
    one = Availability(kind=AvailabilityKind.BLOCKED, starts=starts, ends=ends)
    return one.on(day, BERLIN)


@pytest.mark.parametrize("starts", [time(2), time(2, 15), time(2, 59)])
def test_that_a_time_that_the_clocks_skip_blocks_nothing(starts: time) -> None:
    assert blocked(starts, time(3), SPRING) is None


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 2), (AUTUMN, 4), (date(2026, 7, 9), 3)])
def test_that_a_time_around_a_change_is_as_long_as_it_is(day: date, hours: int) -> None:
    span = blocked(time(1), time(4), day)
    assert span is not None
    assert (span.ends - span.starts).seconds == hours * 3600
    assert span.starts == datetime.combine(day, time(1), BERLIN).astimezone(UTC)
