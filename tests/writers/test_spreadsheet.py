"""What a real spreadsheet makes of hostile cells: LibreOffice finds no formula in the files."""

import shutil
import subprocess
from pathlib import Path

import pytest

from boothapp.domain.lead_fields import Kind
from boothapp.writers import csv_leads, xlsx_leads
from boothapp.writers.whole_file import unfinished

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed on this machine"
)

SIGNS = "=+-@＝＋－＠"
HOSTILE = [
    *(f"{before}{sign}1+1" for sign in SIGNS for before in ("", " ", "\t", "\n", "\r\n", "\u3000")),
    *(f"x{parts}{sign}1+1" for sign in SIGNS for parts in (",", ";", "\t", "\n", ', "', '";"')),
    '=HYPERLINK("https://evil.example")',
    "=cmd|' /C calc'!A0",
    "+49 30 1234",
    "@SUM(A1:A9)",
    "{=1+1}",
]
# The separators that a person may have chosen when they open a file, as LibreOffice codes them.
PARTED_AT = {",": "44", ";": "59", "tab": "9", "any": "44/59/9"}


def formulas(files: list[Path], out: Path, *, parted: str = "") -> dict[str, int]:
    """How many formulas LibreOffice finds in each of the files, which it evaluates."""
    profile = out / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    if parted:
        command.append(f"--infilter=CSV:{parted},34,76,1,,0,false,true,false,false,false,-1,true")
    command += ["--convert-to", "fods", "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    found = {}
    for file in files:
        made = (out / f"{file.stem}.fods").read_text(encoding="utf-8")
        assert "table:table-cell" in made
        found[file.stem] = made.count("table:formula=")
    return found


@pytest.mark.parametrize("parted", PARTED_AT.values(), ids=PARTED_AT.keys())
def test_that_no_cell_of_a_csv_runs_however_it_is_opened(tmp_path: Path, parted: str) -> None:
    rows = [[f"{number}", cell, cell] for number, cell in enumerate(HOSTILE)]
    files = []
    for name, dialect in {
        "plain": csv_leads.PLAIN,
        "comma": csv_leads.Dialect(",", bom=True),
        "semicolon": csv_leads.Dialect(";", bom=True),
        "tab": csv_leads.Dialect("\t", bom=True),
    }.items():
        files.append(tmp_path / f"{name}.csv")
        csv_leads.write(files[-1], ["n", "a", "b"], rows, dialect=dialect)
    assert formulas(files, tmp_path, parted=parted) == dict.fromkeys(
        ("plain", "comma", "semicolon", "tab"), 0
    )


def test_that_no_cell_of_a_workbook_runs(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with unfinished(path) as out:
        rows = [[cell, cell] for cell in HOSTILE]
        xlsx_leads.fill(out, ["a", "b"], [Kind.TEXT, Kind.NOTES], rows)
    assert formulas([path], tmp_path) == {"book": 0}


def test_that_unguarded_cells_would_run(tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text('a,b\n=1+1,"=2+2"\n', encoding="utf-8")
    assert formulas([path], tmp_path, parted=PARTED_AT[","]) == {"bare": 2}
