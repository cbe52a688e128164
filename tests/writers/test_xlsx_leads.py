"""The workbook, read back by openpyxl: typed cells, and text that stays text."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from boothapp.domain.errors import Cancelled
from boothapp.domain.lead_fields import Kind
from boothapp.domain.preflight import XLSX_CELL
from boothapp.writers import xlsx_leads
from boothapp.writers.blocks import Watch
from boothapp.writers.whole_file import unfinished

# XML has no room for most control characters, and Excel reads a line end as one sign.
CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


def sheet(path: Path, rows: list[list[object]], kinds: list[Kind]):  # type: ignore[no-untyped-def] # openpyxl has no types
    with unfinished(path) as out:
        xlsx_leads.fill(out, [kind.value for kind in kinds], kinds, rows)
    return load_workbook(path)["Leads"]


def test_that_cells_have_their_types(tmp_path: Path) -> None:
    kinds = [Kind.TEXT, Kind.TIME, Kind.NUMBER, Kind.YES_NO, Kind.TEXT]
    row = ["Ada", "2026-07-09T15:00:00+09:00", 3, 1, ""]
    made = sheet(tmp_path / "leads.xlsx", [row], kinds)
    _, (name, seen, visits, news, nothing) = made.iter_rows()
    assert (name.value, visits.value, news.value) == ("Ada", 3, True)
    assert seen.value == datetime(2026, 7, 9, 15)  # noqa: DTZ001 - the wall clock of the event
    assert seen.is_date
    assert (name.data_type, visits.data_type, news.data_type) == ("s", "n", "b")
    assert nothing.value is None


def test_that_whole_days_are_dates_and_what_is_less_exact_stays_text(tmp_path: Path) -> None:
    cells = ["2027-06-30", "2027-06", "2027", "1850-01-01"]
    made = sheet(tmp_path / "leads.xlsx", [[cell] for cell in cells], [Kind.DAY])
    _, (day,), *others = made.iter_rows()
    assert (day.value, day.is_date) == (datetime(2027, 6, 30), True)  # noqa: DTZ001 - a day
    assert day.number_format == "yyyy-mm-dd"
    assert [(cell.value, cell.data_type) for (cell,) in others] == [
        (text, "s") for text in cells[1:]
    ]


def test_that_the_header_stays_and_filters(tmp_path: Path) -> None:
    made = sheet(tmp_path / "leads.xlsx", [["Ada", "x"], ["Bo", "y"]], [Kind.TEXT, Kind.NOTES])
    assert made.freeze_panes == "A2"
    assert made.auto_filter.ref == "A1:B3"
    assert made.column_dimensions["B"].width > made.column_dimensions["A"].width > 10


@given(cells=st.lists(st.sampled_from(["=1+1", "+49 30", "@SUM(A1)", "-x"]) | CELLS, min_size=1))
def test_that_any_text_comes_back_as_text(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    path = tmp_path_factory.mktemp("out") / "leads.xlsx"
    made = sheet(path, [[cell] for cell in cells], [Kind.TEXT])
    found = [row[0] for row in made.iter_rows(min_row=2, max_row=len(cells) + 1)]
    assert all(cell.data_type != "f" for cell in found)
    expected = [cell.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for cell in cells]
    assert ["" if cell.value is None else cell.value for cell in found] == expected


def test_that_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    made = sheet(tmp_path / "leads.xlsx", [["x" * 40_000], ["y\ud800"]], [Kind.TEXT])
    assert made["A2"].value == "x" * (XLSX_CELL - 1) + "…"
    assert made["A3"].value == "y\N{REPLACEMENT CHARACTER}"


def test_that_a_cancelled_workbook_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "leads.xlsx"
    watch = Watch(cancelled=lambda: True)
    with pytest.raises(Cancelled), unfinished(path) as out:
        xlsx_leads.fill(out, ["name"], [Kind.TEXT], [["Ada"]], watch=watch)
    assert list(tmp_path.iterdir()) == []


def test_that_the_workbook_is_its_owners_alone(tmp_path: Path) -> None:
    sheet(tmp_path / "leads.xlsx", [["Ada"]], [Kind.TEXT])
    assert (tmp_path / "leads.xlsx").stat().st_mode & 0o077 == 0
