"""The names of the columns are found below titles and notes, and no list loses its first row."""

import csv
import io
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from boothapp.domain.roster import RosterRow, RowProblem
from boothapp.domain.tables import ReadAs
from boothapp.readers import roster_file, table

HEADS = ("Badge ID", "Name", "Einrichtung", "Freigabe", "Share with sponsors")
PEOPLE = (
    ("A1", "Ada Okoye", "Uni Köln, Physik", "3", "yes"),
    ("A2", "Bo Meier", "TU Graz, Chemie", "4", "no"),
    ("A3", "Cy Diaz", "ETH", "5", "vielleicht"),
)
TITLES = [
    *(["Organisatorliste"], ["Organisatorliste", "", "", "", ""], ["Organisatorliste", ""]),
    *(["Liste, Stand 1. Juli"], ["Exported 2026-07-01"], ["Exported", "2026-07-01"]),
]


def text(folder: Path, rows: list[list[str]], mark: str = ";") -> Path:
    out = io.StringIO(newline="")
    for row in rows:
        csv.writer(out, delimiter=mark).writerow(row)
    path = folder / "list.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def book(folder: Path, rows: list[list[str]]) -> Path:
    made = Workbook()
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            made.active.cell(number, column, cell or None)
    path = folder / "list.xlsx"
    made.save(path)
    return path


@pytest.mark.parametrize("mark", [";", ",", "\t", "xlsx"])
@pytest.mark.parametrize("below", [[], [[]], [[""]], [["Vertraulich"], []]])
@pytest.mark.parametrize("title", TITLES)
def test_that_the_names_are_found_below_a_title(
    tmp_path: Path, title: list[str], below: list[list[str]], mark: str
) -> None:
    rows = [title, *below, list(HEADS), *map(list, PEOPLE)]
    path = book(tmp_path, rows) if mark == "xlsx" else text(tmp_path, rows, mark)
    looked = roster_file.look(path)
    assert looked.headers == HEADS
    assert looked.sample == PEOPLE
    if mark != "xlsx":
        assert looked.form.delimiter == mark
    with roster_file.opened(path, looked.mapping, zone=UTC) as found:
        ada, bo, cy = found.items
    assert isinstance(ada, RosterRow)
    assert (ada.name, ada.line) == ("Ada Okoye", 3 + len(below))
    assert isinstance(bo, RosterRow)
    assert isinstance(cy, RowProblem)
    assert cy.line == 5 + len(below)


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("title", ["Liste, Stand 1. Juli", "Liste: Stand 1. Juli", "Liste | Juli"])
def test_that_a_title_that_nobody_quoted_does_not_say_the_delimiter(
    tmp_path: Path, title: str, mark: str
) -> None:
    path = text(tmp_path, [list(HEADS), *map(list, PEOPLE)], mark)
    path.write_text(f"{title}\n\n{path.read_text()}", newline="")
    looked = roster_file.look(path)
    assert (looked.headers, looked.form.delimiter, looked.lines[0]) == (HEADS, mark, 4)


def test_that_the_first_rows_are_shown_where_no_column_fits_them(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Kennung;;\nA1;Ada;yes\nA2;Bo;no\n")
    looked = roster_file.look(path)
    assert looked.headers == ("Kennung", "", "")
    assert looked.sample == (("A1", "Ada", "yes"), ("A2", "Bo", "no"))
    assert looked.lines == (2, 3)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_that_a_list_of_one_column_begins_with_its_first_row(tmp_path: Path, ending: str) -> None:
    rows = [["Badge ID"], *([f"A{n}"] for n in range(30))]
    path = text(tmp_path, rows) if ending == "csv" else book(tmp_path, rows)
    with table.opened(path) as found:
        assert found.headers == ("Badge ID",)
        assert len(list(found.records)) == 30


def test_that_people_with_a_comma_in_their_name_are_not_names_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nDoe, Jane\nRoe, Ann\n")
    assert roster_file.look(path).headers == ("Name",)


CELL = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
ROWS = st.integers(2, 5).flatmap(
    lambda width: st.tuples(
        st.lists(CELL, min_size=width, max_size=width, unique_by=str.casefold).filter(
            lambda row: (
                row[0][0] not in "[{"  # that begins JSON
                and not any(cell.isdigit() or "@" in cell or "=" in cell for cell in row)
            )
        ),
        st.lists(
            st.lists(st.one_of(CELL, st.just("")), min_size=width, max_size=width)
            .filter(lambda row: any(cell.strip() for cell in row))
            .map(list),
            max_size=14,
        ),
    )
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(ROWS, st.sampled_from([",", ";", "\t"]))
def test_that_a_list_without_a_title_loses_no_row(
    tmp_path: Path, rows: tuple[list[str], list[list[str]]], mark: str
) -> None:
    head, people = rows
    path = text(tmp_path, [head, *people], mark)
    with table.opened(path, ReadAs(encoding="utf-8", delimiter=mark)) as found:
        assert list(found.headers) == head
        assert len(list(found.records)) == len(people)
