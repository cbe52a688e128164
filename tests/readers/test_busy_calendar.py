"""One person's calendar: what is understood, and what is left out and said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boothapp.domain.busy import BusyFault, BusyFileError
from boothapp.domain.people import BusyTime
from boothapp.readers import busy, calendar_blocks
from tests.readers.calendars import BERLIN, EVENT, calendar, faults, read, times

NINTH = datetime(2026, 7, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lines", "span"),
    [
        ("DTSTART:20260709T050000Z\nDTEND:20260709T060000Z", ("09 05:00", "09 06:00")),
        ("DTSTART:20260709T140000\nDTEND:20260709T150000", ("09 05:00", "09 06:00")),
        (
            "DTSTART;TZID=Europe/Berlin:20260709T070000\nDTEND;TZID=Asia/Seoul:20260709T150000",
            ("09 05:00", "09 06:00"),
        ),
        (
            'DTSTART;TZID="Korea Standard Time":20260709T140000\nDURATION:PT1H',
            ("09 05:00", "09 06:00"),
        ),
        (
            "DTSTART;TZID=/mozilla.org/20050126_1/Asia/Seoul:20260709T140000\nDURATION:PT45M",
            ("09 05:00", "09 05:45"),
        ),
        (
            'DTSTART;TZID="/x.example/Tz/America/Argentina/Salta":20260709T020000\nDURATION:PT1H',
            ("09 05:00", "09 06:00"),
        ),
        ("DTSTART;VALUE=DATE:20260709\nDTEND;VALUE=DATE:20260710", ("08 15:00", "09 15:00")),
        ("DTSTART;VALUE=DATE:20260709", ("08 15:00", "09 15:00")),
        ("DTSTART:20260709T140000\nDURATION:P1DT1H", ("09 05:00", "10 06:00")),
        ("DTSTART:20260707T140000\nDTEND:20260708T090000", ("07 05:00", "08 00:00")),
    ],
)
def test_that_every_way_of_writing_a_time_is_read(
    tmp_path: Path, lines: str, span: tuple[str, str]
) -> None:
    found = read(tmp_path, calendar(lines))
    assert times(found) == [span]
    assert found.problems == ()


def test_that_what_it_is_and_where_comes_along_and_whose_is_not_known(tmp_path: Path) -> None:
    lines = (
        "DTSTART:20260709T050000Z\nDTEND:20260709T060000Z\nSUMMARY:Poster 1187\\, part\n"
        "  one\nLOCATION:Hall C\nATTENDEE:mailto:eve@x.example\nDESCRIPTION:Secret"
    )
    (row,) = read(tmp_path, calendar(lines)).rows
    later = NINTH + timedelta(hours=5)
    assert row.busy == BusyTime(
        "busy", "Poster 1187, part one", later, later + timedelta(hours=1), "Hall C"
    )
    assert (row.line, row.who) == (3, None)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_that_every_line_end_is_read(tmp_path: Path, end: str, bom: bytes) -> None:
    text = calendar("DTSTART:20260709T050000Z\nDTEND:20260709T060000Z\nSUMMARY:김민준")
    found = read(tmp_path, bom + text.replace("\n", end).encode())
    assert [row.busy.title for row in found.rows] == ["김민준"]


def test_that_what_is_private_is_a_time_and_nothing_else(tmp_path: Path) -> None:
    lines = "DTSTART:20260709T050000Z\nDURATION:PT1H\nSUMMARY:Doctor\nLOCATION:Clinic\nCLASS:"
    found = read(tmp_path, calendar(lines + "PRIVATE", lines + "CONFIDENTIAL\nRDATE:20260710"))
    (row,) = found.rows
    assert (row.busy.title, row.busy.place) == ("", "")
    assert "Doctor" not in repr(found)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=2", ["08", "09"]),
        ("FREQ=DAILY;UNTIL=20260709T050000Z", ["08", "09"]),
        ("FREQ=DAILY;UNTIL=20260708", ["08"]),
        ("FREQ=DAILY;INTERVAL=2", ["08", "10"]),
        ("FREQ=WEEKLY;BYDAY=WE,FR", ["08", "10"]),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", ["08", "09", "10"]),
    ],
)
def test_that_what_repeats_by_day_or_week_is_there_on_the_events_days(
    tmp_path: Path, rule: str, days: list[str]
) -> None:
    lines = f"UID:1\nDTSTART;TZID=Asia/Seoul:20260708T140000\nDURATION:PT1H\nRRULE:{rule}"
    found = read(tmp_path, calendar(lines))
    assert [span[0] for span in times(found)] == [f"{day} 05:00" for day in days]
    assert found.problems == ()


def test_that_a_rule_of_long_ago_costs_no_more(tmp_path: Path) -> None:
    lines = "DTSTART;TZID=Asia/Seoul:19010708T140000\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    assert len(read(tmp_path, calendar(lines)).rows) == 3


def test_that_days_left_out_and_days_moved_are_not_kept_twice(tmp_path: Path) -> None:
    series = (
        "UID:1\nDTSTART;TZID=Asia/Seoul:20260708T140000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\n"
        "EXDATE;TZID=Asia/Seoul:20260708T140000"
    )
    moved = "UID:1\nRECURRENCE-ID:20260709T050000Z\nDTSTART:20260709T070000Z\nDURATION:PT1H"
    off = (
        "UID:1\nRECURRENCE-ID:20260710T050000Z\nDTSTART:20260710T050000Z\nDURATION:PT1H\n"
        "STATUS:CANCELLED"
    )
    found = read(tmp_path, calendar(series, moved, off))
    assert times(found) == [("09 07:00", "09 08:00")]
    assert set(faults(found)) == {BusyFault.CANCELLED, BusyFault.MANY_OUTSIDE}


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("SUMMARY:Nothing", BusyFault.NO_START),
        ("DTSTART:tomorrow\nDURATION:PT1H", BusyFault.NO_START),
        ("DTSTART:99999999T990000\nDURATION:PT1H", BusyFault.NO_START),
        (
            "DTSTART:20260709T050000Z\nDTSTART:20260709T060000Z\nDURATION:PT1H",
            BusyFault.NO_START,
        ),
        ("DTSTART:20260709T050000Z", BusyFault.NO_END),
        ("DTSTART:20260709T050000Z\nDTEND:soon", BusyFault.END_BROKEN),
        ("DTSTART:20260709T050000Z\nDURATION:P99999999999D", BusyFault.END_BROKEN),
        ("DTSTART:20260709T050000Z\nDTEND:20260709T050000Z", BusyFault.ENDS_FIRST),
        ("DTSTART:20260709T050000Z\nDURATION:-PT1H", BusyFault.ENDS_FIRST),
        ("DTSTART:00010101T000000\nDURATION:PT1H", BusyFault.BROKEN),
        ("DTSTART:99991231T235900Z\nDURATION:P9D", BusyFault.BROKEN),
        ("DTSTART;TZID=Our own:20260709T140000\nDURATION:PT1H", BusyFault.ZONE_UNKNOWN),
        ("DTSTART;TZID=../../etc/passwd:20260709T1400\nDURATION:PT1H", BusyFault.NO_START),
        ("DTSTART;TZID=Asia/Nowhere:20260709T140000\nDURATION:PT1H", BusyFault.ZONE_UNKNOWN),
        ("DTSTART;TZID=/x.example/Mars/One:20260709T1400\nDURATION:PT1H", BusyFault.ZONE_UNKNOWN),
        ("DTSTART:20260709T050000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT", BusyFault.MARKED_FREE),
        ("DTSTART:20260709T050000Z\nDURATION:PT1H\nSTATUS:CANCELLED", BusyFault.CANCELLED),
        ("DTSTART:20250709T050000Z\nDURATION:PT1H", BusyFault.MANY_OUTSIDE),
        ("DTSTART:20260709T050000Z\nDURATION:PT1H\nEXDATE:x", BusyFault.EXCEPTIONS),
        ("DTSTART:20260709T050000Z\nEXDATE:" + "x" * 9_000, BusyFault.TOO_LONG),
    ],
)
def test_that_what_is_not_understood_is_left_out_and_said(
    tmp_path: Path, lines: str, fault: BusyFault
) -> None:
    good = "DTSTART:20260709T050000Z\nDURATION:PT1H\nSUMMARY:Talk"
    found = read(tmp_path, calendar(good, lines, good))
    assert [row.busy.title for row in found.rows] == ["Talk", "Talk"]
    (problem,) = found.problems
    assert problem.fault is fault
    assert problem.line in (0, 8)
    assert all((problem.words, problem.kept, problem.advice, str(problem)))


def test_that_a_long_event_that_repeats_is_not_one_for_ever(tmp_path: Path) -> None:
    lines = "DTSTART:20200101T000000Z\nDURATION:P3000D\nRRULE:FREQ=DAILY"
    assert faults(read(tmp_path, calendar(lines))) == [BusyFault.REPEATS]


def test_that_an_hour_that_the_clocks_leave_out_is_the_one_after(tmp_path: Path) -> None:
    gap = "DTSTART;TZID=Europe/Berlin:20260329T023000\nDURATION:PT1H"
    daily = "DTSTART;TZID=Europe/Berlin:20260328T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3"
    found = read(tmp_path, calendar(gap, daily, gap.replace(";TZID=Europe/Berlin", "")), BERLIN)
    assert times(found) == [
        ("29 01:30", "29 02:30"),
        ("28 01:30", "28 02:30"),
        ("29 01:30", "29 02:30"),
        ("30 00:30", "30 01:30"),
        ("29 01:30", "29 02:30"),
    ]


def test_that_a_reminders_own_times_are_not_the_events(tmp_path: Path) -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT9H\nSUMMARY:Ring\nEND:VALARM"
    lines = f"DTSTART:20260709T050000Z\n{alarm}\nDTEND:20260709T060000Z"
    assert times(read(tmp_path, calendar(lines))) == [("09 05:00", "09 06:00")]


@pytest.mark.parametrize("cut", ["END:VEVENT\nEND:VCALENDAR\n", "END:VCALENDAR\n"])
def test_that_an_event_without_an_end_spoils_no_other(tmp_path: Path, cut: str) -> None:
    good = "DTSTART:20260709T050000Z\nDURATION:PT1H"
    text = calendar(good, good).removesuffix("END:VEVENT\nEND:VCALENDAR\n")
    found = read(tmp_path, text + cut.removeprefix("END:VEVENT\n"))
    assert len(found.rows) == 1
    assert faults(found) == [BusyFault.BROKEN]


def test_that_zero_bytes_are_passed_over(tmp_path: Path) -> None:
    text = calendar("DTSTART:2026\x000709T050000Z\nDURATION:PT1H\nSUMMARY:Ta\x00lk")
    assert [row.busy.title for row in read(tmp_path, text).rows] == ["Talk"]


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\x89PNG\r\n", "hello".encode("utf-16")])
def test_that_another_file_is_no_calendar(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BusyFileError, match="no calendar in this file"):
        read(tmp_path, content)


def test_that_a_missing_and_a_giant_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BusyFileError, match="cannot be opened"):
        busy.read(tmp_path / "none.ics", EVENT)
    with pytest.raises(BusyFileError, match="larger than 10 MB"):
        read(tmp_path, b"BEGIN:VCALENDAR\n" + b" " * busy.MAX_FILE)


def test_that_a_message_for_others_quotes_nobodys_calendar(tmp_path: Path) -> None:
    lines = "DTSTART;TZID=Secret zone:20260709T050000\nDURATION:PT1H\nSUMMARY:Secret talk"
    (problem,) = read(tmp_path, calendar(lines)).problems
    assert problem.title == "Secret talk"
    assert "Secret zone" in problem.words
    assert "Secret" not in str(problem)
    assert str(problem) == (
        "Line 3: its time zone “…” is not known. It was left out. If it matters, enter it by hand."
    )


def test_that_blocks_say_on_which_line_they_begin() -> None:
    text = calendar("SUMMARY:a\n b", "SUMMARY:c")
    assert [(b.line, b.lines) for b in calendar_blocks.events(text)] == [
        (3, ["SUMMARY:ab"]),
        (7, ["SUMMARY:c"]),
    ]
