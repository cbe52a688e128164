"""Busy times of many people: each row is judged by itself."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boothapp.domain.busy import BusyFault, BusyFileError, BusyRead, BusyRow
from boothapp.domain.errors import BadInput
from boothapp.domain.event import EventInfo
from boothapp.domain.people import BusyTime
from boothapp.readers import busy

EVENT = EventInfo(
    name="Demo Conf",
    timezone="Asia/Seoul",
    first_day=date(2026, 7, 8),
    last_day=date(2026, 7, 10),
)
HEADER = "who,title,starts,ends,place,kind\n"
FIVE = datetime(2026, 7, 9, 5, tzinfo=UTC)


def read(folder: Path, content: str | bytes, event: EventInfo = EVENT) -> BusyRead:
    path = folder / "posters.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return busy.read(path, event)


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2026-07-09T14:00", "2026-07-09T15:00"),
        ("2026-07-09 14:00", "15:00"),
        ("2026-07-09T05:00Z", "2026-07-09T08:00+02:00"),
    ],
)
def test_that_a_row_is_a_persons_busy_time(
    tmp_path: Path, bom: bytes, mark: str, starts: str, ends: str
) -> None:
    rows = (
        ("who", "title", "starts", "ends", "place", "kind"),
        (*("AB-0001", "Deep 김", starts, ends, "Hall C", "poster"),),
    )
    found = read(tmp_path, bom + "\n".join(mark.join(row) for row in rows).encode())
    wanted = BusyTime("poster", "Deep 김", FIVE, FIVE + timedelta(hours=1), "Hall C")
    assert found == BusyRead((BusyRow(2, "AB-0001", wanted),), ())


def test_that_columns_go_by_their_usual_names_and_some_may_be_missing(tmp_path: Path) -> None:
    text = "Start time;E-mail;End time\n2026-07-09 14:00;ada@lit.example;2026-07-09 15:00\n"
    (row,) = read(tmp_path, text).rows
    assert row.who == "ada@lit.example"
    assert row.busy == BusyTime("busy", "", FIVE, FIVE + timedelta(hours=1))


def test_that_a_badge_id_stands_before_an_address(tmp_path: Path) -> None:
    text = (
        "Badge ID,E-mail,Starts,Ends\nAB-0001,ada@lit.example,2026-07-09 14:00,15:00\n"
        ",ada@lit.example,2026-07-09 14:00,15:00\n"
    )
    assert [row.who for row in read(tmp_path, text).rows] == ["AB-0001", "ada@lit.example"]


@pytest.mark.parametrize(
    ("row", "fault", "column"),
    [
        (",Talk,2026-07-09 14:00,15:00,,", BusyFault.NO_IDENTITY, ""),
        ("a@@b,Talk,2026-07-09 14:00,15:00,,", BusyFault.EMAIL_SHAPE, "who"),
        ("AB\u200b1,Talk,2026-07-09 14:00,15:00,,", BusyFault.CONTROL_CHARACTERS, "who"),
        ("AB-1,Talk,Thursday,15:00,,", BusyFault.START_UNREADABLE, "starts"),
        ("AB-1,Talk,,15:00,,", BusyFault.START_UNREADABLE, "starts"),
        ("AB-1,Talk,0001-01-01 00:00,15:00,,", BusyFault.START_UNREADABLE, "starts"),
        ("AB-1,Talk,2026-07-09 14:00,later,,", BusyFault.END_UNREADABLE, "ends"),
        ("AB-1,Talk,2026-07-09 14:00,25:99,,", BusyFault.END_UNREADABLE, "ends"),
        ("AB-1,Talk,2026-07-09 14:00,13:00,,", BusyFault.ENDS_FIRST, "ends"),
        ("AB-1,Talk,2025-07-09 14:00,15:00,,", BusyFault.OUTSIDE, "starts"),
        ("AB-1,Talk,2026-07-09 14:00,15:00", BusyFault.CELL_COUNT, ""),
        ("AB-1,Talk,2026-07-09 14:00,15:00,,,more", BusyFault.CELL_COUNT, ""),
        ('AB-1,"Ta"lk,2026-07-09 14:00,15:00,,', BusyFault.BROKEN_QUOTES, ""),
        (f"AB-1,{'x' * 3_000},2026-07-09 14:00,15:00,,", BusyFault.TOO_LONG, "title"),
    ],
)
def test_that_a_wrong_row_is_left_out_and_says_why_and_what_to_do(
    tmp_path: Path, row: str, fault: BusyFault, column: str
) -> None:
    good = "AB-2,Talk,2026-07-09 14:00,15:00,,\n"
    found = read(tmp_path, f"{HEADER}{good}{row}\n{good}")
    assert [row.line for row in found.rows] == [2, 4]
    (problem,) = found.problems
    assert (problem.line, problem.fault, problem.column) == (3, fault, column)
    assert problem.kept == "It was left out."
    assert all((problem.words, problem.advice))
    assert str(problem).startswith("Line 3")


def test_that_a_message_for_others_quotes_no_cell(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, f"{HEADER}AB-1,Secret talk,Secret day,15:00,,\n").problems
    assert problem.title == "Secret talk"
    assert problem.words == "the start “Secret day” cannot be read"
    assert str(problem) == (
        "Line 2, starts: the start “…” cannot be read. It was left out. "
        "Write date and time as 2026-07-09 14:00."
    )


def test_that_invisible_characters_in_a_title_are_no_reason_to_leave_it_out(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADER}AB-1,Ta\u202elk,2026-07-09 14:00,15:00,,\n")
    assert [row.busy.title for row in found.rows] == ["Talk"]
    (problem,) = found.problems
    assert (problem.fault, problem.kept) == (BusyFault.CLEANED, "It was kept, without them.")


def test_that_an_hour_that_the_clocks_leave_out_is_the_one_after(tmp_path: Path) -> None:
    berlin = EventInfo(
        name="Tagung",
        timezone="Europe/Berlin",
        first_day=date(2026, 3, 29),
        last_day=date(2026, 3, 29),
    )
    text = f"{HEADER}AB-1,Talk,2026-03-29 02:30,03:45,,\n"
    (row,) = read(tmp_path, text, berlin).rows
    assert row.busy.starts == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("title,starts,ends\n", "no column “Badge ID” or “E-mail”"),
        ("who,title\n", "no column “Starts” and none “Ends”. Columns found: who, title"),
        ("", "empty"),
        ("who,who,starts,ends\n", "twice"),
        ("who,starts\0,ends\n", "not a list"),
        (f'{HEADER}"{"x" * 200_000}', "does not end"),
    ],
)
def test_that_a_file_that_is_no_such_table_is_refused_in_words(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        read(tmp_path, content)


@pytest.mark.parametrize("row", ["x\n", "AB-1,T,2026-07-09 14:00,15:00,,\n", ",,,,,\n", '"\n'])
def test_that_megabytes_of_rows_take_seconds(tmp_path: Path, row: str) -> None:
    begun = time.perf_counter()
    rows = row * ((busy.MAX_FILE - len(HEADER)) // len(row) // 20)
    try:
        found = read(tmp_path, HEADER + rows)
    except BusyFileError as error:
        pytest.fail(str(error))
    except BadInput:
        return
    assert time.perf_counter() - begun < 30
    assert len(found.problems) <= busy.MAX_PROBLEMS + 1


def test_that_further_problems_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + "x\n" * 1_500)
    assert found.problems[-1].fault is BusyFault.FURTHER
    assert found.problems[-1].values == {"count": 500}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=12), max_size=7), max_size=5))
def test_that_no_row_is_a_traceback(tmp_path: Path, cells: list[list[str]]) -> None:
    text = HEADER + "\n".join(",".join(row) for row in cells)
    try:
        found = read(tmp_path, text.encode("utf-8", "surrogatepass"))
    except BadInput:
        return
    for row in found.rows:
        assert row.busy.starts < row.busy.ends
    for problem in found.problems:
        assert all((problem.words, problem.kept, problem.advice, str(problem)))


def test_that_a_calendar_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260709T050000Z\nDURATION:PT1H\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    (row,) = read(tmp_path, text).rows
    assert row.who is None


def test_that_rows_that_the_table_itself_refuses_say_why(tmp_path: Path) -> None:
    good = "Zoë,Talk,2026-07-09 14:00,15:00,\n"
    path = tmp_path / "busy.csv"
    rows = b"Jos\xe9,Talk,2026-07-09 14:00,15:00,\nBo,A, B,2026-07-09 14:00,15:00\n"
    path.write_bytes(f"Who,Title,Starts,Ends,\n{good * 4}".encode() + rows)
    problems = busy.read(path, EVENT).problems
    assert [str(one).split(".")[0] for one in problems] == [
        "Line 6: a letter is damaged and cannot be read as UTF-8",
        "Line 7: 5 cells, the header has 4",
    ]
    path = tmp_path / "busy.jsonl"
    item = '"who": "Bo", "starts": "2026-07-09 14:00", "ends": "15:00"'
    path.write_text(f'{{{item}}}\n{{{item}, "who": "Al"}}\n')
    (problem,) = busy.read(path, EVENT).problems
    assert problem.fault is BusyFault.TWICE
