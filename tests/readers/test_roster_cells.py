"""Badge ids in cells that hold something else than they show: named, and never another id."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from boothapp.domain.roster import ProblemCode, RosterRow, RowProblem
from boothapp.readers import roster_file

HEADER = ("Badge ID", "Name", "E-mail", "Share with sponsors")


def read(path: Path) -> tuple[list[str], list[ProblemCode]]:
    mapping = roster_file.look(path).mapping
    items = list(roster_file.read(path, mapping, zone=UTC))
    problems = [one for one in items if isinstance(one, RowProblem)]
    assert all(one.words and str(one) for one in problems)
    ids = [one.badge_id for one in items if isinstance(one, RosterRow)]
    return ids, [one.code for one in problems]


def workbook(
    folder: Path, value: object, form: str = "General", *, says: object = "yes", shows: str = ""
) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append((value, "Ann", "a@x.example", says))
    sheet["A2"].number_format = form
    if shows:
        sheet["D2"].number_format = shows
    sheet.append(("AB-2", "Bo", "b@x.example", "yes"))
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


@pytest.mark.parametrize(
    ("value", "form"),
    [
        *((1, '"AB-"0000'), (12345, "0000-0000"), (12345, "0\\\\-0"), (12.5, "0"), (12, "0%")),
        *(
            (7, "# ?/?"),
            (7, "[>5]0;00"),
            ("0001", '"AB-"@'),
            (1234, "0,"),
            (1234, ";;;"),
            (12, ";0"),
        ),
    ],
)
def test_that_an_id_that_excel_shows_otherwise_is_named(
    tmp_path: Path, value: object, form: str
) -> None:
    assert read(workbook(tmp_path, value, form)) == (["AB-2"], [ProblemCode.SHOWN_OTHERWISE])


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        *((123, "00000;-00000", "00123"), (123, "[Red]00000", "00123"), (123, "0", "123")),
        *((1234, "#,##0", "1234"), (12, "0.00", "12"), (12, "@", "12"), ("0012", "@", "0012")),
        (1234, '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', "1234"),
    ],
)
def test_that_an_id_is_taken_as_excel_shows_it(
    tmp_path: Path, value: object, form: str, shown: str
) -> None:
    assert read(workbook(tmp_path, value, form)) == ([shown, "AB-2"], [])


@pytest.mark.parametrize(
    ("value", "form", "code"),
    [
        (timedelta(days=1, hours=1, minutes=10), "[h]:mm:ss", ProblemCode.DATE),
        ("#N/A", "General", ProblemCode.CELL_FAULT),
        ('="AB-"&1', "General", ProblemCode.CELL_FAULT),
        (True, "General", ProblemCode.NO_ID),
    ],
)
def test_that_a_cell_that_holds_no_id_is_named(
    tmp_path: Path, value: object, form: str, code: ProblemCode
) -> None:
    assert read(workbook(tmp_path, value, form)) == (["AB-2"], [code])


def test_that_an_answer_that_excel_shows_otherwise_is_none(tmp_path: Path) -> None:
    path = workbook(tmp_path, "AB-1", says=1, shows='"no";"no";"yes"')
    assert read(path) == (["AB-2"], [ProblemCode.SHOWN_OTHERWISE])


def test_that_zeros_that_excel_keeps_in_a_text_are_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'{",".join(HEADER)}\n="00125",Ann,,yes\n"=""00126""",Bo,,="no"\n', "utf-8")
    assert read(path) == (["00125", "00126"], [])


@pytest.mark.parametrize("value", ["NaN", "Infinity", "true", "false", "4.01e17", "1E400", "1.5"])
def test_that_values_of_json_are_no_ids(tmp_path: Path, value: str) -> None:
    path = tmp_path / "list.json"
    row = '{"badge id": %s, "e-mail": "a@x.example", "share with sponsors": true}'
    path.write_text(f"[{row % value}, {row % 12}, {row % 13.0}]", "utf-8")
    assert read(path) == (["12", "13"], [ProblemCode.NO_ID])
