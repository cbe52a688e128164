"""What repeats, against the library that counts it up from the first day."""

from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from boothapp.readers.repeats import NotSimple, Repeats

SEOUL = ZoneInfo("Asia/Seoul")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FIRSTS = st.integers(0, 400 * 24 * 60).map(
    lambda minutes: datetime(2025, 6, 1, tzinfo=SEOUL) + timedelta(minutes=minutes)
)
OPENS, CLOSES = date(2026, 7, 1), date(2026, 7, 31)


@st.composite
def rules(draw: st.DrawFn) -> dict[str, list[Any]]:
    rule: dict[str, list[Any]] = {"FREQ": [draw(st.sampled_from(["DAILY", "WEEKLY"]))]}
    if draw(st.booleans()):
        rule["INTERVAL"] = [draw(st.integers(1, 5))]
    if draw(st.booleans()):
        rule["BYDAY"] = draw(st.lists(st.sampled_from(DAYS), min_size=1, unique=True))
    if draw(st.booleans()):
        rule["WKST"] = [draw(st.sampled_from(DAYS))]
    if draw(st.booleans()):
        rule["COUNT"] = [draw(st.integers(1, 300))]
    elif draw(st.booleans()):
        hours = draw(st.integers(0, 43 * 24))
        rule["UNTIL"] = [datetime(2026, 6, 20, tzinfo=UTC) + timedelta(hours=hours)]
    return rule


def written(rule: dict[str, list[Any]]) -> str:
    def text(value: Any) -> str:
        return f"{value:%Y%m%dT%H%M%SZ}" if isinstance(value, datetime) else str(value)

    return ";".join(f"{part}={','.join(map(text, values))}" for part, values in rule.items())


@given(FIRSTS, rules())
def test_that_arithmetic_finds_what_counting_finds(
    first: datetime, rule: dict[str, list[Any]]
) -> None:
    try:
        found = list(Repeats.of(first, rule).between(OPENS, CLOSES))
    except NotSimple:
        assume(False)
    counted = takewhile(lambda t: t.date() <= CLOSES, rrulestr(written(rule), dtstart=first))
    assert found == [start for start in counted if start.date() >= OPENS]


@given(FIRSTS, st.integers(1, 3))
def test_that_a_plain_rule_is_always_covered(first: datetime, interval: int) -> None:
    for frequency in ("DAILY", "WEEKLY"):
        rule: dict[str, list[Any]] = {"FREQ": [frequency], "INTERVAL": [interval]}
        found = list(Repeats.of(first, rule).between(first.date(), first.date() + timedelta(30)))
        assert found[0] == first
