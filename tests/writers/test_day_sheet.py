"""Day sheets, read back from the PDF by another library."""

import io
import re
import stat
import subprocess
import sys
import threading
import unicodedata
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from boothapp.domain.day_sheets import DaySheet, Paper, SheetKind, SheetRow
from boothapp.domain.interviews import InterviewStatus
from boothapp.writers import day_sheet

pytestmark = pytest.mark.usefixtures("qapp")

OPENS = datetime(2026, 7, 9, 0, 0, tzinfo=UTC)  # 9:00 in Seoul
LONG = "Maximiliana-Theodora Wilhelmine von und zu Hohenfels-Bärenstein-Lichtenwald"


def row(number: int = 0, candidate: str = "Amara Okonkwo", **changes: Any) -> SheetRow:
    starts = OPENS + timedelta(minutes=15 * number)
    values: dict[str, Any] = {
        "starts": starts,
        "ends": starts + timedelta(minutes=15),
        "room": "Namsan",
        "candidate": candidate,
        "affiliation": "Lagos Institute",
        "interviewers": ("Tomasz Zieliński", "Elif Yıldız"),
        "role": "Research scientist",
    }
    return SheetRow(**(values | changes))


def sheet(
    *rows: SheetRow, kind: SheetKind = SheetKind.ROOM, title: str = "Namsan", **changes: Any
) -> DaySheet:
    values: dict[str, Any] = {
        "event": "Demo Conf",
        "day": date(2026, 7, 9),
        "timezone": "Asia/Seoul",
        "printed_at": datetime(2026, 7, 8, 23, 5, tzinfo=UTC),
    }
    return DaySheet(kind=kind, title=title, rows=rows, **(values | changes))


def pages(*sheets: DaySheet, paper: Paper = Paper.A4) -> list[str]:
    """The text of each page."""
    return texts(day_sheet.render(sheets, paper))


def texts(data: bytes) -> list[str]:
    """The text of each page, white space as one space.

    Typefaces have one shape for an ideograph and for the radical that looks like it: NFKC again
    makes them one.
    """
    found = (page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return [" ".join(unicodedata.normalize("NFKC", text).split()) for text in found]


def test_that_a_rooms_sheet_says_who_comes_when_to_whom() -> None:
    (text,) = pages(sheet(row()))
    for said in (
        "Interview room · Demo Conf",
        "Namsan",
        "Thursday 9 July 2026 · Seoul time (UTC+9)",
        "09:00–09:15",
        "Amara Okonkwo",
        "Lagos Institute",
        "Tomasz Zieliński",
        "Elif Yıldız",
        "Research scientist",
        "printed 9 July 2026, 08:05",
        "1 of 1",
    ):
        assert said in text


def test_that_an_interviewer_reads_where_and_with_whom_else() -> None:
    (text,) = pages(sheet(row(), kind=SheetKind.INTERVIEWER, title="Elif Yıldız"))
    assert "Namsan" in text
    assert "Tomasz Zieliński" in text
    assert re.findall("Elif Yıldız", text) == ["Elif Yıldız"] * 2  # the title and the foot


def test_that_a_candidates_sheet_keeps_the_booths_own_words_from_them() -> None:
    shown = row(status=InterviewStatus.NO_SHOW)
    mine = sheet(shown, kind=SheetKind.CANDIDATE, title="Amara Okonkwo")
    (text,) = pages(mine)
    assert "Your interviews · Demo Conf" in text
    assert "Research scientist" in text
    for hidden in ("Did not come", "Lagos Institute", "Notes"):
        assert hidden not in text


def test_that_a_candidates_sheet_cannot_name_anybody_else() -> None:
    with pytest.raises(ValueError, match="nobody else"):
        sheet(row(), row(1, "Wanjiru Kamau"), kind=SheetKind.CANDIDATE, title="Amara Okonkwo")


@pytest.mark.parametrize("paper", list(Paper))
def test_that_a_long_day_goes_over_pages_with_their_heads_and_numbers(paper: Paper) -> None:
    names = [f"Candidate {number:02d}" for number in range(40)]
    found = pages(sheet(*(row(number, name) for number, name in enumerate(names))), paper=paper)
    assert len(found) in (2, 3)
    for number, text in enumerate(found, start=1):
        assert f"{number} of {len(found)}" in text
        assert "Time Candidate With Role Notes" in text
    assert re.findall(r"Candidate \d\d", " ".join(found)) == names


def test_that_no_row_is_cut_in_two() -> None:
    found = pages(sheet(*(row(n, f"Name{n:02d}", affiliation=f"Place{n:02d}") for n in range(60))))
    together = {name: text for text in found for name in re.findall(r"Name(\d\d)", text)}
    assert len(together) == 60
    assert all(f"Place{number}" in text for number, text in together.items())


def test_that_a_row_longer_than_a_page_is_there_to_its_end() -> None:
    long = " ".join(f"word{number}" for number in range(2_000))
    text = " ".join(pages(sheet(row(), row(1, role=long), row(2, "Wanjiru Kamau"))))
    found = text.replace(" ", "")  # the reader sees some where letters stand wide
    assert [n for n in range(2_000) if f"word{n}" not in found] == []
    assert "Wanjiru Kamau" in text


def test_that_several_sheets_each_begin_a_page_and_count_their_own() -> None:
    first = sheet(*(row(number) for number in range(40)))
    found = pages(first, sheet(title="Hangang"))
    assert found[-1].endswith("1 of 1")
    assert "No interviews on this day." in found[-1]
    assert f"1 of {len(found) - 1}" in found[0]


@pytest.mark.parametrize(
    "name", ["김민준", "山田 太郎", "王小明", "Ødegård-Yıldız", LONG, "A <b>& {{ 7*7 }}</b>"]
)
def test_that_a_name_is_there_in_its_script_and_as_it_is(name: str) -> None:
    (text,) = pages(sheet(row(0, name)))
    assert name.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("name", ["محمد عبد الله", "שרה כהן"])
def test_that_names_from_right_to_left_are_there(name: str) -> None:
    (text,) = pages(sheet(row(0, name)))
    assert "�" not in text
    assert "Lagos Institute" in text


def test_that_what_is_off_says_why() -> None:
    (text,) = pages(
        sheet(row(status=InterviewStatus.CANCELLED), row(1, status=InterviewStatus.NO_SHOW))
    )
    assert "Cancelled" in text
    assert "Did not come" in text


def test_that_rows_stand_in_the_order_of_the_day() -> None:
    (text,) = pages(sheet(row(4, "Later"), row(0, "Sooner")))
    assert text.index("Sooner") < text.index("Later")


@pytest.mark.parametrize(("paper", "points"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_that_the_paper_is_the_one_asked_for(paper: Paper, points: tuple[int, int]) -> None:
    page = PdfReader(io.BytesIO(day_sheet.render([sheet(row())], paper))).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == points


@pytest.mark.parametrize(
    ("locale", "paper"),
    [
        ("en_US", Paper.LETTER),
        ("es-MX", Paper.LETTER),
        ("en_US.UTF-8", Paper.LETTER),
        ("fil_PH", Paper.LETTER),
        ("en_GB", Paper.A4),
        ("ko_KR.UTF-8", Paper.A4),
        ("zh-Hant-TW", Paper.A4),
        ("C", Paper.A4),
        ("cr", Paper.A4),
        ("", Paper.A4),
    ],
)
def test_that_the_usual_paper_is_told_by_the_place(locale: str, paper: Paper) -> None:
    assert Paper.usual(locale) is paper


def test_that_the_file_is_its_owners_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "namsan.pdf"
    path.write_text("older")
    digest = day_sheet.write([sheet(row())], path, Paper.A4)
    assert len(digest) == 64
    assert path.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_failed_one_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "namsan.pdf"
    path.write_text("older")
    with pytest.raises(ValueError, match="no sheet"):
        day_sheet.write([], path, Paper.A4)
    assert path.read_text() == "older"


def test_that_the_files_own_words_name_no_machine_and_no_account() -> None:
    reader = PdfReader(io.BytesIO(day_sheet.render([sheet(row())], Paper.A4)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Namsan: Thursday 9 July 2026"
    assert reader.metadata.creator == "BoothApp"
    assert not reader.metadata.author


def test_that_a_thread_beside_the_window_can_make_one() -> None:
    made: list[str] = []
    thread = threading.Thread(target=lambda: made.extend(pages(sheet(row()))))
    thread.start()
    thread.join(30)
    assert len(made) == 1
    assert "Amara Okonkwo" in made[0]


def test_that_ink_is_dark_though_the_window_is(qapp: QApplication) -> None:
    before = qapp.palette()
    dark = qapp.palette()
    dark.setColor(dark.ColorRole.Text, "white")
    try:
        qapp.setPalette(dark)
        data = day_sheet.render([sheet(row())], Paper.A4)
    finally:
        qapp.setPalette(before)
    (page,) = PdfReader(io.BytesIO(data)).pages
    content = page.get_contents()
    assert content is not None
    assert not re.search(rb"\b1 1 1 scn?\b[^Q]*?Tj", content.get_data())


def test_that_figures_can_be_searched_for_whatever_the_window_asks_of_its_typeface(
    qapp: QApplication,
) -> None:
    before, figures = qapp.font(), QFont("Inter")
    figures.setFeature(QFont.Tag("tnum"), 1)
    try:
        qapp.setFont(figures)
        (text,) = pages(sheet(row()))
    finally:
        qapp.setFont(before)
    assert "Thursday 9 July 2026" in text
    assert "09:00–09:15" in text
    assert "1 of 1" in text


def test_that_no_window_is_needed_and_one_may_come_later(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    program = f"""
from pathlib import Path
from boothapp.domain.day_sheets import Paper
from boothapp.writers import day_sheet
from tests.writers.test_day_sheet import row, sheet
for _ in range(2):
    day_sheet.write([sheet(row())], Path({str(path)!r}), Paper.A4)
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["boothapp", "-platform", "offscreen"])
QLabel("Hello").show()
app.processEvents()
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert "Amara Okonkwo" in texts(path.read_bytes())[0]
