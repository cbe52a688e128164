"""A few bytes that are no UTF-8 are the damage of their rows, and turn nobody else's name."""

from datetime import UTC
from pathlib import Path

import pytest

from boothapp.domain.roster import ProblemCode, RosterRow, RowProblem
from boothapp.domain.tables import FileFault, ReadAs, RosterFileError
from boothapp.readers import roster_file

HEADER = "Badge ID,Name,Share with sponsors\n"
PEOPLE = "".join(f"A{n},Zoë Müller,yes\n" for n in range(8))
UTF8 = ReadAs(encoding="utf-8")


def file(folder: Path, content: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def read(path: Path, read_as: ReadAs | None = None) -> tuple[list[RosterRow], list[RowProblem]]:
    mapping = roster_file.look(path, read_as).mapping
    with roster_file.opened(path, mapping, zone=UTC, read_as=read_as) as found:
        items = list(found.items)
    rows = [one for one in items if isinstance(one, RosterRow)]
    return rows, [one for one in items if isinstance(one, RowProblem)]


@pytest.mark.parametrize("read_as", [None, UTF8])
@pytest.mark.parametrize(
    "damaged", [b"X,Jos\xe9,yes\n", b"X,Ann \xff,no\n", b"X\xe9,Ann,yes\n", b"X,Ann,yes\xc3"]
)
def test_that_a_damaged_row_is_named_and_left_out_and_the_others_are_as_they_were(
    tmp_path: Path, damaged: bytes, read_as: ReadAs | None
) -> None:
    path = file(tmp_path, (HEADER + PEOPLE).encode() + damaged)
    form = roster_file.look(path, read_as).form
    assert (form.encoding, form.sure) == ("utf-8", read_as is UTF8)
    rows, (problem,) = read(path, read_as)
    assert {row.name for row in rows} == {"Zoë Müller"}
    assert len(rows) == 8
    assert problem.code is ProblemCode.DAMAGED
    assert str(problem) == "Line 10: a letter is damaged and cannot be read as UTF-8"


def test_that_a_damaged_row_in_the_middle_costs_no_row_after_it(tmp_path: Path) -> None:
    path = file(tmp_path, HEADER.encode() + b'X,"Ann \xc3",no\n' + PEOPLE.encode())
    rows, problems = read(path)
    assert len(rows) == 8
    assert [one.line for one in problems] == [2]
    assert roster_file.look(path).letters == ("Zoë Müller",)


def test_that_a_file_of_another_encoding_is_no_damaged_utf8(tmp_path: Path) -> None:
    path = file(tmp_path, (HEADER + PEOPLE).encode("cp1252") + "B,Bo Ö,yes\n".encode())
    assert roster_file.look(path).form.encoding == "cp1252"
    with pytest.raises(RosterFileError):
        roster_file.look(path, UTF8)


def test_that_a_damaged_header_is_refused(tmp_path: Path) -> None:
    path = file(tmp_path, b"Badge ID,Nam\xe9,Consent\n" + PEOPLE.encode())
    with pytest.raises(RosterFileError) as refused:
        roster_file.look(path)
    assert (refused.value.fault, refused.value.values["line"]) == (FileFault.NOT_TEXT, 1)


def test_that_of_damaged_json_the_line_is_named(tmp_path: Path) -> None:
    items = [f'{{"badge": "A{n}", "name": "Zoë", "consent": true}}\n' for n in range(8)]
    path = file(tmp_path, "".join(items).encode() + b'{"badge": "X\xe9"}\n', "list.jsonl")
    with pytest.raises(RosterFileError) as refused:
        roster_file.look(path)
    assert (refused.value.fault, refused.value.values["line"]) == (FileFault.NOT_TEXT, 9)
