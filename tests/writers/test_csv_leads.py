import csv
import hashlib
import io
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.errors import Cancelled
from boothapp.writers import csv_leads
from boothapp.writers.blocks import ROWS, Watch, Written

DANGEROUS = "=+-@＝＋－＠\t\r\n\0"
# Texts full of what matters here: line ends, separators, quotation marks, wide spaces.
NASTY = st.text(
    st.sampled_from("=+-@＝＋－＠\t\r\n\0 ;,\"'\u00a0\u3000\u2003ab1é日か｡\ud800"), max_size=12
)
CELLS = st.one_of(NASTY, st.text(max_size=8), st.none(), st.integers(), st.booleans())
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8)


def written(folder: Path, rows: list[list[object]]) -> str:
    path = folder / "leads.csv"
    csv_leads.write(path, ["a", "b", "c"], rows)
    return path.read_bytes().decode("utf-8")


def read_back(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@given(TABLES)
def test_that_no_text_cell_begins_like_a_formula(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    text = written(tmp_path_factory.mktemp("out"), rows)
    cells = [cell for row in read_back(text)[1:] for cell in row]
    numbers = {str(cell) for row in rows for cell in row if isinstance(cell, int)}
    for cell in cells:
        if cell not in numbers:
            assert cell[:1] not in DANGEROUS or not cell
            assert cell.strip()[:1] not in DANGEROUS or not cell.strip()


@given(TABLES)
def test_that_nothing_but_apostrophes_is_added(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    text = written(tmp_path_factory.mktemp("out"), rows)
    for row, back in zip(rows, read_back(text)[1:], strict=True):
        for cell, found in zip(row, back, strict=True):
            plain = "" if cell is None else str(cell).replace("\ud800", "?")
            assert found.replace("'", "") == plain.replace("'", "")


@given(st.lists(st.text(st.sampled_from("ab1é日 .,\"'(x\r\n"), max_size=9).map(lambda t: "x" + t)))
def test_that_harmless_text_comes_back_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    text = written(tmp_path_factory.mktemp("out"), [[cell, cell, "z"] for cell in cells])
    assert read_back(text)[1:] == [[cell, cell, "z"] for cell in cells]


@pytest.mark.parametrize("delimiter", [";", "\t"])
@given(rows=TABLES)
def test_that_no_cell_is_a_formula_for_a_program_that_parts_cells_elsewhere(
    tmp_path_factory: pytest.TempPathFactory, delimiter: str, rows: list[list[object]]
) -> None:
    text = written(tmp_path_factory.mktemp("out"), rows)
    for row in read_back(text.replace("\0", ""), delimiter)[1:]:
        for cell in row:
            begins = cell.lstrip()[:1]
            assert begins not in "=@＝＋＠" or not begins


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1234", "'+49 30 1234"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("\u3000＝cmd", "'\u3000＝cmd"),
        ("\nx", "'\nx"),
        ("\r\nx", "'\r\nx"),
        ("a;=1", "a;'=1"),
        ("first\n- second", "first\n'- second"),
        ("a, = b", "a, = b"),
        ("a-b@c.example", "a-b@c.example"),
        ("'=1", "'=1"),
    ],
)
def test_that_an_apostrophe_stands_where_a_formula_could_begin(
    tmp_path: Path, cell: str, expected: str
) -> None:
    assert csv_leads.guarded(cell) == expected
    assert read_back(written(tmp_path, [["x", "y", cell]]))[1] == ["x", "y", expected]
    assert read_back(written(tmp_path, [[cell, "y", "z"]]))[1] == [expected, "y", "z"]


def test_that_numbers_stay_numbers_and_none_is_empty(tmp_path: Path) -> None:
    assert written(tmp_path, [[-5, None, -1.5]]) == "a,b,c\r\n-5,,-1.5\r\n"


def test_that_the_file_is_described_as_it_lies_there(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    result = csv_leads.write(path, ["name"], ([f"Ada {n}"] for n in range(2_500)))
    data = path.read_bytes()
    assert result == Written(path, hashlib.sha256(data).hexdigest(), 2_500, len(data))
    assert not data.startswith(b"\xef\xbb\xbf")
    assert len(read_back(data.decode())) == 2_501


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owner-only mode bits")
def test_that_only_the_owner_may_read_it_whatever_was_there_before(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("old")
    path.chmod(0o644)
    csv_leads.write(path, ["name"], [["Ada"]])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_progress_is_told_and_cancelling_leaves_the_older_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("old")
    seen: list[int] = []
    rows = ([str(n)] for n in range(5_000))
    with pytest.raises(Cancelled):
        csv_leads.write(path, ["n"], rows, watch=Watch(seen.append, lambda: len(seen) == 2))
    assert seen == [ROWS, 2 * ROWS]
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_failing_source_leaves_nothing(tmp_path: Path) -> None:
    def rows() -> object:
        yield ["Ada"]
        raise LookupError

    with pytest.raises(LookupError):
        csv_leads.write(tmp_path / "leads.csv", ["name"], rows())  # type: ignore[arg-type]  # the generator breaks off on purpose
    assert list(tmp_path.iterdir()) == []


def test_that_what_a_killed_export_left_is_swept_later(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".boothapp-abc.part", tmp_path / ".boothapp-def.part"
    for file in (left, fresh):
        file.write_text("somebody")
    os.utime(left, (0, 0))
    csv_leads.write(tmp_path / "other.csv", ["a"], [["b"]])
    assert not left.exists()
    assert fresh.exists()


def test_that_a_device_is_no_target(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="device"):
        csv_leads.write(pipe, ["a"], [["b"]])
    assert pipe.is_fifo()
