"""Where labels lie on a sheet, and what is drawn there."""

from pathlib import Path

import pytest

from boothapp.domain.drawing import Area, Box, Drawing, Words
from boothapp.domain.errors import BadInput
from boothapp.domain.sheets import PaperSize, Sheet, cut_sheet, size_of
from boothapp.labels.sheets import known_sheets, own_sheet, sheet_named, sheets_of

# From the maker's data sheets, by hand: label in mm or inches, rows and columns, and that the
# grid lies in the middle of its paper (the maker's own files round by up to 0.3 mm).
_INCH = 25.4
DATA = {
    "L4785": ("A4", 80, 50, 2, 5, 15, 5),
    "L7165": ("A4", 99.1, 67.7, 2, 4, 2.5, 0),
    "L7163": ("A4", 99.1, 38.1, 2, 7, 2.5, 0),
    "L7162": ("A4", 99.1, 33.9, 2, 8, 2.5, 0),
    "L7161": ("A4", 63.5, 46.6, 3, 6, 2.5, 0),
    "L7160": ("A4", 63.5, 38.1, 3, 7, 2.5, 0),
    "5392": ("Letter", 4 * _INCH, 3 * _INCH, 2, 3, 0, 0),
    "5390": ("Letter", 3.5 * _INCH, 2.22 * _INCH, 2, 4, 0, 0),
    "5395": ("Letter", 3.375 * _INCH, 2.333 * _INCH, 2, 4, 0.375 * _INCH, 0.1875 * _INCH),
    "5164": ("Letter", 4 * _INCH, 3.333 * _INCH, 2, 3, 0.188 * _INCH, 0),
    "5163": ("Letter", 4 * _INCH, 2 * _INCH, 2, 5, 0.188 * _INCH, 0),
    "5162": ("Letter", 4 * _INCH, 1.333 * _INCH, 2, 7, 0.188 * _INCH, 0),
    "5160": ("Letter", 2.63 * _INCH, 1 * _INCH, 3, 10, 0.12 * _INCH, 0),
}


@pytest.mark.parametrize("name", DATA)
def test_that_a_sheet_is_as_its_maker_says_to_a_fifth_of_a_millimetre(name: str) -> None:
    paper, width, height, columns, rows, gap_across, gap_down = DATA[name]
    sheet = sheet_named(name)
    assert (sheet.paper.value, sheet.columns, sheet.rows) == (paper, columns, rows)
    assert sheet.size == pytest.approx((width, height), abs=0.2)
    gaps = sheet.across - sheet.width, sheet.down - sheet.height
    assert gaps == pytest.approx((gap_across, gap_down), abs=0.2)
    assert sheet.source.startswith("https://")
    last = list(sheet.places())[-1]
    beside = sheet.paper.millimetres[0] - last.left - last.width
    below = sheet.paper.millimetres[1] - last.top - last.height
    assert (sheet.left, sheet.top) == pytest.approx((beside, below), abs=0.5)


def test_that_all_known_sheets_are_checked_here() -> None:
    assert {sheet.name for sheet in known_sheets()} == set(DATA)
    every = [name for sheet in known_sheets() for name in (sheet.name, *sheet.also)]
    assert len(every) == len(set(every))


def test_that_a_sheet_is_found_by_any_of_its_numbers() -> None:
    assert sheet_named("Avery 8163").name == "5163"
    assert sheet_named("avery-l4785").name == sheet_named("l4787").name == "L4785"
    with pytest.raises(BadInput, match=r"no label sheet “L1”.*L4785"):
        sheet_named("L1")


def _own(folder: Path, **changed: object) -> Path:
    values: dict[str, object] = {"name": '"Mine"', "paper": '"A4"', "width": 60, "height": 40}
    values |= {"columns": 3, "rows": 5, "left": 5, "top": 5, "across": 62, "down": 42}
    lines = [f"{name} = {value}" for name, value in (values | changed).items()]
    path = folder / "mine.toml"
    path.write_text("\n".join(["[[sheet]]", *lines]), "utf-8")
    return path


def test_that_an_own_sheet_is_a_file(tmp_path: Path) -> None:
    sheet = sheet_named(
        str(_own(tmp_path, unit='"in"', width=1, height=1, left=0, top=0, across=2, down=2))
    )
    assert sheet.size == (25.4, 25.4)
    assert sheet.count == 15
    assert own_sheet(_own(tmp_path)).size == (60, 40)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"across": 20}, "overlap"),
        ({"columns": 9}, "do not fit on A4"),
        ({"left": -1}, "do not fit"),
        ({"rows": 0}, "rows is a whole number from 1 to 100, not 0"),
        ({"columns": "inf"}, "columns is a whole number from 1 to 100, not inf"),
        ({"columns": 2.9}, "columns is a whole number from 1 to 100, not 2.9"),
        ({"rows": "true"}, "rows is a whole number from 1 to 100, not true"),
        ({"columns": 100_000, "rows": 100_000}, "columns is a whole number from 1 to 100"),
        ({"rows": "9" * 400}, "rows is a whole number from 1 to 100, not what it says"),
        ({"across": "inf"}, "across is a number, as 99.1, not inf"),
        ({"width": "nan"}, "width is a number, as 99.1, not nan"),
        ({"left": "false"}, "left is a number, as 99.1, not false"),
        ({"top": "[1]"}, "top is a number, as 99.1, not what it says"),
        ({"down": "9" * 400}, "down is a number"),
        ({"down": "9" * 5000}, "a number in it is too long"),
        ({"width": 0}, "width is more than 0"),
        ({"down": 20}, "overlap: down is less than height"),
        ({"paper": '"A9"'}, "paper is one of A4, Letter, A3, not “A9”"),
        ({"paper": "[4]"}, "paper is one of"),
        ({"unit": '"ell"'}, "unit is one of mm, pt, twip, in, not “ell”"),
        ({"width": '"wide"'}, "width is a number, as 99.1, not “wide”"),
        ({"name": 3}, "name is a text in quotation marks, not 3"),
        ({"also": "[1]"}, "also is a list"),
    ],
)
def test_that_an_own_sheet_that_cannot_be_is_refused(
    tmp_path: Path, changed: dict[str, object], why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        own_sheet(_own(tmp_path, **changed))


def test_that_a_file_that_is_no_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for text, why in (
        ("sheet = 3", r"the line \[\[sheet\]\]"),
        ("sheet = [3]", r"the line \[\[sheet\]\]"),
        ("[sheet]\nname = 'x'", r"the line \[\[sheet\]\], in two brackets"),
        ("", r"the line \[\[sheet\]\]"),
        ("[[sheet]]\nname = 'x'", "is missing"),
        ("not toml", "no TOML file"),
        (f"a = {'[' * 9000}", "no TOML file"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(BadInput, match=why):
            own_sheet(path)
    with pytest.raises(BadInput, match="cannot be read"):
        own_sheet(tmp_path / "none.toml")


def test_that_badges_to_cut_lie_in_the_middle_with_marks_beside_them() -> None:
    sheet = cut_sheet(PaperSize.A4, (90, 126))
    assert (sheet.columns, sheet.rows, sheet.left, sheet.top) == (2, 2, 15, 22.5)
    page = next(sheets_of(_labels(sheet, 3), sheet))
    marks = [part.area for part in page.parts if isinstance(part, Box) and part.fill == "#000000"]
    upright = {round(mark.left + mark.width / 2, 3) for mark in marks if mark.height == 5}
    level = {round(mark.top + mark.height / 2, 3) for mark in marks if mark.width == 5}
    assert (upright, level) == ({15, 105, 195}, {22.5, 148.5, 274.5})
    inside = Area(15, 22.5, 180, 252)
    assert not any(_touches(mark, inside) for mark in marks)
    assert all(mark.left > 0 and mark.left + mark.width < 210 for mark in marks)


def _touches(one: Area, other: Area) -> bool:
    across = one.left < other.left + other.width and other.left < one.left + one.width
    return across and one.top < other.top + other.height and other.top < one.top + one.height


def _labels(sheet: Sheet, count: int) -> list[Drawing]:
    whole = Area(0, 0, *sheet.size)
    return [Drawing(*sheet.size, (Words(whole, str(n), 3, "#000"),)) for n in range(count)]


@pytest.mark.parametrize(("count", "first", "wanted"), [(1, 1, [1]), (8, 1, [8]), (9, 8, [1, 8])])
def test_that_a_partly_used_sheet_is_begun_where_it_is_free(
    count: int, first: int, wanted: list[int]
) -> None:
    sheet = sheet_named("5395")
    pages = list(sheets_of(_labels(sheet, count), sheet, first=first))
    assert [len(page.parts) for page in pages] == wanted
    assert sheet.pages(count, first) == len(pages)
    places = list(sheet.places())
    assert pages[0].parts[0].area == places[first - 1]


def test_that_the_edges_of_all_labels_are_drawn_for_a_test() -> None:
    sheet = sheet_named("5395")
    page = next(sheets_of(_labels(sheet, 1), sheet, first=3, outline=True))
    edges = [part.area for part in page.parts if isinstance(part, Box)]
    assert edges == list(sheet.places())


def test_that_a_sheet_has_no_other_label() -> None:
    sheet = sheet_named("5395")
    for first in (0, 9):
        with pytest.raises(BadInput, match="labels 1 to 8"):
            sheet.checked_first(first)


@pytest.mark.parametrize("text", ["90x126", "90 × 126 mm", "90*126", "90,0X126.0"])
def test_that_a_size_is_read_as_people_write_it(text: str) -> None:
    assert size_of(text) == (90, 126)


@pytest.mark.parametrize("text", ["", "90", "axb", "1x1", "9000x9000", "-90x126"])
def test_that_no_other_size_is_taken(text: str) -> None:
    with pytest.raises(BadInput):
        size_of(text)


def test_that_a_badge_larger_than_the_paper_is_refused() -> None:
    with pytest.raises(BadInput, match="does not fit on Letter"):
        cut_sheet(PaperSize.LETTER, (250, 100))
