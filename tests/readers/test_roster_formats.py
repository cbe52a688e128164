"""Lists as they come: every encoding, delimiter and kind of file, and those that mean harm."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from boothapp.domain.roster import ProblemCode, RosterField, RosterRow, RowProblem
from boothapp.domain.roster_mapping import ColumnMapping, SavedMapping, best_of
from boothapp.domain.sharing import plain
from boothapp.domain.tables import FileFault, FileKind, ReadAs, RosterFileError
from boothapp.readers import roster_file, table
from boothapp.readers.delimited import find_delimiter

GERMAN = "Ausweisnummer{0}Name{0}Ort{0}Weitergabe an Sponsoren\n1{0}Jürgen Müßig{0}Köln{0}Ja\n"
CHINESE = "胸牌号{0}姓名{0}单位{0}与赞助商共享\n1{0}王小明{0}清华大学{0}是\n"
JAPANESE = "バッジ番号{0}氏名{0}所属{0}スポンサー共有\n1{0}山田太郎{0}東京大学{0}はい\n"


def read(path: Path, read_as: ReadAs | None = None) -> list[RosterRow | RowProblem]:
    looked = roster_file.look(path, read_as)
    with roster_file.opened(path, looked.mapping, zone=UTC, read_as=read_as) as found:
        return list(found.items)


def one(path: Path) -> RosterRow:
    (row,) = read(path)
    assert isinstance(row, RosterRow)
    return row


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        *((GERMAN, code, "Jürgen Müßig") for code in ("utf-8-sig", "utf-16", "cp1252")),
        *((CHINESE, code, "王小明") for code in ("utf-8", "utf-16", "utf-16-le", "gb18030")),
        *((JAPANESE, code, "山田太郎") for code in ("utf-8", "utf-16-be", "cp932", "iso2022-jp")),
    ],
)
def test_that_letters_are_read_as_they_were_written(
    tmp_path: Path, text: str, encoding: str, name: str, mark: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.format(mark).encode(encoding))
    row = one(path)
    assert (row.name, row.opted_in) == (name, True)
    assert roster_file.look(path).form.sure == ("utf" in encoding or "2022" in encoding)


def test_that_a_person_can_say_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Badge,Name,Opt-in\n1,Jiří Dvořák,yes\n".encode("cp1250"))
    assert roster_file.look(path).letters
    (row,) = read(path, ReadAs(encoding="cp1250"))
    assert isinstance(row, RosterRow)
    assert row.name == "Jiří Dvořák"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ('"Last, first";Mail;Ok\n"Doe, Jane";a@x;yes\n"Roe, Ann";b@x;no\n', ";"),
        ('id,note\n1,"a;b;c"\n2,"d;e;f"\n', ","),
        ("id~name~ok\n1~Ada~yes\n", "~"),
        ("id:name\n1:Ada\n", ":"),
        ('id\tname\n1\t"x, y"\n', "\t"),
        ("only\n1\n", ","),
    ],
)
def test_that_the_delimiter_is_told_by_several_lines(text: str, mark: str) -> None:
    assert find_delimiter(text) == mark


def test_that_excels_own_first_line_is_none_of_the_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("sep=;\nBadge;Name;Opt-in\n1;Ada;yes\n")
    assert one(path).line == 3


CELL = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_that_any_table_reads_back_the_same_in_the_encoding_it_was_written_in(
    tmp_path: Path, rows: list[tuple[str, str]], encoding: str, mark: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark).writerows([("Key", "What"), *rows])
    path = tmp_path / "list.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    name = encoding.removesuffix("-sig")
    with table.opened(path, ReadAs(encoding=name, delimiter=mark)) as found:
        assert [tuple(cells) for _, cells in found.records] == rows  # type: ignore[arg-type] # no problem among them
    if encoding != "gb18030":
        with table.opened(path, ReadAs(delimiter=mark)) as found:
            assert [tuple(cells) for _, cells in found.records] == rows  # type: ignore[arg-type] # as above
    lines = tmp_path / "list.jsonl"
    lines.write_text(
        "\n".join(json.dumps(dict(zip(("Key", "What"), row, strict=True))) for row in rows) + "\n"
    )
    with table.opened(lines) as found:
        assert [tuple(cells) for _, cells in found.records] == rows  # type: ignore[arg-type] # as above


def book(path: Path, *rows: tuple[object, ...], title: str = "People") -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    other = made.create_sheet("Talks")
    other.append(("Badge", "Opt-in"))
    other.append(("T-1", False))
    made.save(path)
    return path


def test_that_typed_cells_are_read_as_people_see_them(tmp_path: Path) -> None:
    path = book(
        tmp_path / "list.xlsx",
        ("Attendees of the conference",),
        (),
        ("Badge", "Full name", "Career stage", "Affiliation", "Opt-in"),
        (1204.0, "Ada", datetime(2026, 7, 9, tzinfo=UTC).replace(tzinfo=None), 3.5, True),
        (1205, "Bob", date(2026, 7, 9), "#N/A", False),
    )
    looked = roster_file.look(path)
    assert (looked.form.kind, looked.form.sheet) == (FileKind.WORKBOOK, "People")
    assert looked.form.sheets == ("People", "Talks")
    first, second = read(path)
    assert isinstance(first, RosterRow)
    assert (first.line, first.badge_id, first.career_stage) == (4, "1204", "2026-07-09")
    assert (first.affiliation, first.opted_in) == ("3.5", True)
    assert second == RosterRow(5, "1205", "", opted_in=False)
    assert read(path, ReadAs(sheet="talks")) == [RosterRow(2, "T-1", "", opted_in=False)]


def test_that_a_number_that_lost_digits_is_no_badge(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Badge", "Opt-in"), (12345678901234567890, True))
    (problem,) = read(path)
    assert isinstance(problem, RowProblem)
    assert (problem.code, str(problem).split(",")[0]) == (ProblemCode.LOST_DIGITS, "Row 2")


def test_that_nested_json_becomes_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    people = [
        {
            "attendee": {"badge_id": 7, "email": "a@x.example"},
            "answers": [{"question_identifier": "Opt-in", "answer": True}],
            "tags": ["a", None, "b"],
        }
    ]
    path.write_text(json.dumps({"count": 1, "next": None, "results": people}))
    looked = roster_file.look(path)
    assert looked.headers == ("attendee.badge_id", "attendee.email", "answers.Opt-in", "tags")
    assert looked.sample == (("7", "a@x.example", "TRUE", "a; b"),)
    mapping = ColumnMapping(
        {RosterField.BADGE_ID: "attendee.badge_id", RosterField.OPTED_IN: "answers.Opt-in"}
    )
    assert list(roster_file.read(path, mapping, zone=UTC)) == [RosterRow(1, "7", "", opted_in=True)]


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            for _ in range(601):
                out.write(bytes(1 << 20))
    return path


def declared(path: Path) -> Path:
    return zipped(path, **{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})


def raw(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (raw(OLE), FileFault.OLD_EXCEL),
        (raw(OLE + "EncryptedPackage".encode("utf-16-le")), FileFault.PASSWORD),
        (raw(b"PK\x03\x04broken"), FileFault.BROKEN_WORKBOOK),
        (bomb, FileFault.TOO_LARGE),
        (declared, FileFault.BROKEN_WORKBOOK),
        (
            lambda path: zipped(path, mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            FileFault.OPEN_DOCUMENT,
        ),
        (lambda path: zipped(path, readme=b"x"), FileFault.BINARY),
        (raw(b'{"a": [{"b": 1}], "c": [{"d": 2}]}'), FileFault.TWO_LISTS),
        (raw(b'{"a": 1}'), FileFault.NO_LIST),
        (raw(b"[1, 2]"), FileFault.NO_LIST),
        (raw(b'[{"a": 1}'), FileFault.BROKEN_JSON),
        (raw(b"[" * 100_000), FileFault.BROKEN_JSON),
        (raw(b'[{"a": "' + b"x" * 2_100_000 + b'"}]'), FileFault.BROKEN_JSON),
        (raw((",".join(f"c{n}" for n in range(600)) + "\n").encode()), FileFault.TOO_MANY_COLUMNS),
        (raw(b"a\0b,c\n"), FileFault.BINARY),
    ],
)
def test_that_a_hostile_or_foreign_file_is_refused_by_name_with_what_to_do(
    tmp_path: Path, make: Callable[[Path], Path], fault: FileFault
) -> None:
    with pytest.raises(RosterFileError) as refused:
        read(make(tmp_path / "given.xlsx"))
    assert refused.value.fault is fault
    assert str(refused.value).startswith("given.xlsx: ")


def test_that_an_unclear_opt_in_column_is_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Badge,Consent,Data sharing,Photo\n1,yes,no,yes\n2,no,no,yes\n3,yes,no,no\n")
    looked = roster_file.look(path)
    assert looked.mapping.header(RosterField.OPTED_IN) is None
    assert "“Consent” and “Data sharing” could say who agreed" in looked.hints[0]


def test_that_columns_are_known_by_what_stands_in_them(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Wer,Wo,Darf\na@x.example,1,yes\nb@x.example,2,no\nc@x.example,3,no\n")
    looked = roster_file.look(path)
    assert looked.mapping.headers == {RosterField.EMAIL: "Wer"}
    assert "“Darf” holds yes and no" in looked.hints[0]


def test_that_what_was_said_of_words_counts_and_an_empty_cell_is_no_yes(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Badge,Opt-out\n1,yes\n2,no\n3,\n4,perhaps\n")
    headers = {RosterField.BADGE_ID: "Badge", RosterField.OPTED_IN: "Opt-out"}
    mapping = ColumnMapping(headers, {"yes": False, "no": True, "": False, "perhaps": None})
    found = list(roster_file.read(path, mapping, zone=UTC))
    said = [row.opted_in for row in found if isinstance(row, RosterRow)]
    assert said == [False, True, False]
    words = {one.word: (one.meaning, one.known) for one in roster_file.words(path, mapping)}
    assert words["perhaps"] == (None, True)
    with pytest.raises(RosterFileError):
        list(roster_file.read(path, ColumnMapping(headers, {"": True}), zone=UTC))


def test_that_a_kept_mapping_is_taken_for_mostly_the_same_headers_only() -> None:
    headers = ("Badge", "Name", "Mail", "Ok", "Hotel")
    mapping = ColumnMapping({RosterField.BADGE_ID: "Badge", RosterField.OPTED_IN: "Ok"})
    kept = SavedMapping(name="A", mapping=mapping, file_headers=tuple(map(plain, headers)))
    assert best_of([kept], ("badge", "NAME", "Mail", "ok", "Hotel", "Diet")) == kept
    assert best_of([kept], ("Badge", "Name", "Mail", "Hotel")) is None  # who agreed is not there
    assert best_of([kept], ("Badge", "Ok")) is None
    assert best_of([], headers) is None
