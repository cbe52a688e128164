"""Files that are meant to keep a reader busy: none takes long, and none is a traceback."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boothapp.domain.busy import BusyFault
from boothapp.readers import busy, busy_calendar
from tests.readers.calendars import calendar, faults, read


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;COUNT=2000000000",
        "FREQ=MINUTELY",
        "FREQ=HOURLY;INTERVAL=2",
        "FREQ=MONTHLY;BYDAY=-1TH",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3",
        "FREQ=DAILY;COUNT=99999999999999999999",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=2;BYDAY=TH",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=",
        "rubbish",
        "FREQ=DAILY\nRRULE:FREQ=WEEKLY",
        "FREQ=DAILY\nRDATE:20260710T050000Z",
        "FREQ=DAILY\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260709T050000Z",
    ],
)
def test_that_what_repeats_in_another_way_is_left_out_and_said_at_once(
    tmp_path: Path, rule: str
) -> None:
    begun = time.perf_counter()
    found = read(tmp_path, calendar(f"DTSTART:20260709T050000Z\nDURATION:PT1H\nRRULE:{rule}"))
    assert time.perf_counter() - begun < 2
    assert found.rows == ()
    assert faults(found) in ([BusyFault.REPEATS], [BusyFault.BROKEN])


EVERY_DAY = "BEGIN:VEVENT\nDTSTART:20260709T050000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
HOSTILE: dict[str, tuple[str, int]] = {
    "line ends": ("\n", 3_000_000),
    "continuations": ("BEGIN:VEVENT\nSUMMARY:" + "\n x" * 1_000, 3_000),
    "long lines": ("BEGIN:VEVENT\nSUMMARY:" + "x" * 3_000_000, 3),
    "events": (EVERY_DAY, 100_000),
    "empty events": ("BEGIN:VEVENT\nEND:VEVENT\n", 390_000),
    "alarms": ("BEGIN:VEVENT\n" + "BEGIN:VALARM\n" * 7_000, 100),
    "descriptions": ("BEGIN:VEVENT\n" + ("DESCRIPTION:" + "x" * 900 + "\n") * 100, 100),
    "parameters": ("BEGIN:VEVENT\nDTSTART" + ";X=" * 1_300 + ":1\nEND:VEVENT\n", 100),
}


@pytest.mark.parametrize("what", list(HOSTILE))
def test_that_ten_megabytes_of_anything_take_seconds(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busy_calendar, "MAX_TEXT", busy_calendar.MAX_TEXT // 10)
    text, times = HOSTILE[what]
    begun = time.perf_counter()
    found = read(tmp_path, "BEGIN:VCALENDAR\n" + text * times)
    assert time.perf_counter() - begun < 20
    assert len(found.problems) <= busy.MAX_PROBLEMS + 1


def test_that_what_was_not_reached_is_counted(tmp_path: Path) -> None:
    lines = "DTSTART:20260709T050000Z\nDURATION:PT1H\nSUMMARY:" + "x" * 3_900
    found = read(tmp_path, calendar(*[lines] * 600))
    assert 400 < len(found.rows) < 600
    (problem,) = found.problems
    assert problem.fault is BusyFault.NOT_REACHED
    assert problem.values["count"] == 600 - len(found.rows)
    assert problem.line == found.rows[-1].line


WORDS = st.sampled_from(
    [
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "END:VCALENDAR", " ", ":"),
        *("DTSTART:20260709T050000Z", "DTSTART;VALUE=DATE:20260709", "DTSTART;TZID=X/Y:2026"),
        *("DTEND:20260709T060000", "DTEND;VALUE=PERIOD:20260709T050000Z/PT1H", "DURATION:PT1H"),
        *("RRULE:FREQ=WEEKLY;BYDAY=TH", "RRULE:FREQ=DAILY;UNTIL=x", "RDATE:1", "EXDATE:", "UID:1"),
        *("EXDATE;VALUE=DATE:20260709", "RECURRENCE-ID:20260709T050000Z", "RECURRENCE-ID:x"),
        *("SUMMARY:\\", 'SUMMARY;LANGUAGE=":x', "STATUS:", "CLASS:PRIVATE", "DTSTART;TZID=:1"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS | st.text(max_size=20), max_size=14))
def test_that_no_file_is_a_traceback(tmp_path: Path, lines: list[str]) -> None:
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    found = read(tmp_path, text.encode("utf-8", "surrogatepass"))
    for row in found.rows:
        assert row.busy.starts < row.busy.ends
    for problem in found.problems:
        assert all((problem.words, problem.kept, problem.advice, str(problem)))
