from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boothapp.domain.people import BusyTime
from boothapp.domain.roster import ProblemCode, RosterField, RosterRow, RowProblem
from boothapp.domain.roster_mapping import ColumnMapping
from boothapp.domain.tables import FileFault, ReadAs, RosterFileError
from boothapp.readers import roster_file

SEOUL = ZoneInfo("Asia/Seoul")


def file(folder: Path, content: str | bytes) -> Path:
    path = folder / "roster.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, *, all_opted_in: bool = False) -> list[RosterRow | RowProblem]:
    mapping = roster_file.look(path).mapping
    return list(roster_file.read(path, mapping, zone=SEOUL, all_opted_in=all_opted_in))


def rows(items: Iterable[RosterRow | RowProblem]) -> list[RosterRow]:
    return [item for item in items if isinstance(item, RosterRow)]


def codes(items: Iterable[RosterRow | RowProblem]) -> list[tuple[int, ProblemCode]]:
    return [(item.line, item.code) for item in items if isinstance(item, RowProblem)]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_every_common_way_of_writing_a_csv_is_read(
    tmp_path: Path, bom: bytes, mark: str, end: str
) -> None:
    lines = ["Badge ID", "Full name", "Opt-in"], ["4Q-1", "Jürgen 김", "yes"]
    text = end.join(mark.join(line) for line in lines) + end
    found = read(file(tmp_path, bom + text.encode()))
    assert found == [RosterRow(2, "4Q-1", "", opted_in=True, name="Jürgen 김")]


def test_that_a_look_shows_headers_mapping_and_the_first_rows(tmp_path: Path) -> None:
    path = file(tmp_path, "Ticket;E-mail address;Consent;Shoe size\n1;a@b.example;no;41\n")
    found = roster_file.look(path)
    assert found.headers == ("Ticket", "E-mail address", "Consent", "Shoe size")
    assert found.mapping == ColumnMapping(
        {
            RosterField.BADGE_ID: "Ticket",
            RosterField.EMAIL: "E-mail address",
            RosterField.OPTED_IN: "Consent",
        }
    )
    assert found.sample == (("1", "a@b.example", "no", "41"),)
    assert (found.form.delimiter, found.form.encoding, found.form.sure) == (";", "utf-8", True)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("badge_id", RosterField.BADGE_ID),
        ("Barcode", RosterField.BADGE_ID),
        ("Registration ID", RosterField.BADGE_ID),
        ("First name", RosterField.GIVEN_NAME),
        ("GIVEN NAME", RosterField.GIVEN_NAME),
        ("Surname", RosterField.FAMILY_NAME),
        ("Full name", RosterField.NAME),
        ("E-Mail Address", RosterField.EMAIL),
        ("Institution", RosterField.AFFILIATION),
        ("Organisation", RosterField.AFFILIATION),
        ("Company", RosterField.AFFILIATION),
        ("Registration type", RosterField.ATTENDEE_TYPE),
        ("Career stage", RosterField.CAREER_STAGE),
        ("Research interests", RosterField.INTERESTS),
        ("Share with sponsors", RosterField.OPTED_IN),
        ("opt-in", RosterField.OPTED_IN),
        ("Poster start", RosterField.POSTER_STARTS),
    ],
)
def test_that_usual_names_are_recognised(tmp_path: Path, header: str, field: RosterField) -> None:
    mapping = roster_file.look(file(tmp_path, f"{header},zzz\n")).mapping
    assert mapping.headers == {field: header}


def test_that_every_field_is_read(tmp_path: Path) -> None:
    header = (
        "Badge ID,Email,Opt in,First name,Last name,Affiliation,Attendee type,Career stage,"
        "Interests,Links,Talk title,Talk start,Talk end,Talk room,Poster title,Poster start,"
        "Poster end,Poster hall\n"
    )
    row = (
        "4Q-1,ada@lit.example,Yes,Ada,Okonkwo,Lagos Institute,student,PhD,speech; NLP,"
        "https://ada.example/me www.ada.example,Sparse,2026-07-09 10:00,2026-07-09T11:00+09:00,"
        "Hall A,Deep,2026-07-09T15:30,17:00,Hall C\n"
    )
    (found,) = read(file(tmp_path, header + row))
    assert isinstance(found, RosterRow)
    assert found.person.name == "Ada Okonkwo"
    assert found.person.interests == ("speech", "NLP")
    assert found.person.links == ("https://ada.example/me", "www.ada.example")
    day = datetime(2026, 7, 9, tzinfo=UTC)
    assert found.person.busy == (
        BusyTime("talk", "Sparse", day.replace(hour=1), day.replace(hour=2), "Hall A"),
        BusyTime("poster", "Deep", day.replace(hour=6, minute=30), day.replace(hour=8), "Hall C"),
    )


@pytest.mark.parametrize("word", ["yes", "TRUE", "1", "y", "Opt-in", "opt in", "ja", "oui", "Sí"])
def test_that_a_yes_is_understood(tmp_path: Path, word: str) -> None:
    (row,) = rows(read(file(tmp_path, f"badge,name,consent\n1,Ada,{word}\n")))
    assert row.opted_in
    assert row.name == "Ada"


@pytest.mark.parametrize("word", ["no", "False", "0", "n", "opt-out", "nein", "non"])
def test_that_a_row_that_said_no_carries_its_identifiers_and_nothing_else(
    tmp_path: Path, word: str
) -> None:
    text = f"badge,mail,name,company,consent\n1,a@b.example,Ada,Lab,{word}\n"
    assert read(file(tmp_path, text)) == [RosterRow(2, "1", "a@b.example", opted_in=False)]


@pytest.mark.parametrize("word", ["", "maybe", "yes!", "\u202eyes", "2", "x", "Ｘ", "O", "①"])
def test_that_anything_but_a_yes_or_a_no_is_an_error_of_the_row(tmp_path: Path, word: str) -> None:
    found = read(file(tmp_path, f"badge,consent\n1,{word}\n2,yes\n"))
    assert codes(found) == [(2, ProblemCode.OPT_IN_UNKNOWN)]
    assert [row.badge_id for row in rows(found)] == ["2"]


def test_that_a_list_without_an_opt_in_column_needs_the_importers_word(tmp_path: Path) -> None:
    path = file(tmp_path, "badge,name\n1,Ada\n")
    with pytest.raises(RosterFileError) as refused:
        read(path)
    assert refused.value.fault is FileFault.NO_OPT_IN_COLUMN
    assert rows(read(path, all_opted_in=True))[0].opted_in


def test_that_a_no_in_the_list_stands_above_the_importers_word(tmp_path: Path) -> None:
    path = file(tmp_path, "badge,consent\n1,no\n")
    assert not rows(read(path, all_opted_in=True))[0].opted_in


def test_that_problems_name_the_line_in_the_file_behind_quoted_line_ends(tmp_path: Path) -> None:
    text = (
        'badge,name,consent\n1,"Ada\nOkonkwo",yes\n\n,Nobody,yes\n'
        '2,"three\r\nline\rname",yes\n3,x,?\n'
    )
    found = read(file(tmp_path, text))
    assert codes(found) == [(5, ProblemCode.NO_IDENTITY), (9, ProblemCode.OPT_IN_UNKNOWN)]
    assert [(row.line, row.name) for row in rows(found)] == [
        (2, "Ada Okonkwo"),
        (6, "three line name"),
    ]


def test_that_a_problem_words_itself() -> None:
    problem = RowProblem(7, "E-mail", ProblemCode.EMAIL_SHAPE, {"value": "tevita@moana"})
    assert problem.words == "“tevita@moana” is not an e-mail address"
    assert str(problem) == "Line 7, E-mail: “…” is not an e-mail address"  # as it is printed


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1,tevita@moana,yes,", ProblemCode.EMAIL_SHAPE),
        ("1,a@b.example,yes", ProblemCode.CELL_COUNT),
        ("1,a@b.example,yes,Lab,surplus", ProblemCode.CELL_COUNT),
        ("1\u200b2,a@b.example,yes,", ProblemCode.CONTROL_CHARACTERS),
        ("1,a\u202e@b.example,yes,", ProblemCode.CONTROL_CHARACTERS),
        (f"1,a@b.example,yes,{'x' * 2_001}", ProblemCode.TOO_LONG),
        ('1,"a"b,yes,', ProblemCode.BROKEN_QUOTES),
        ("9,z@b.example,yes,", ProblemCode.DUPLICATE),
    ],
)
def test_that_a_wrong_row_stays_out_and_the_next_goes_in(
    tmp_path: Path, row: str, code: ProblemCode
) -> None:
    text = f"badge,mail,consent,company\n9,,yes,Lab\n{row}\n8,,no,\n"
    found = read(file(tmp_path, text))
    assert [problem for _, problem in codes(found)][:1] == [code]
    assert {line for line, _ in codes(found)} == {3}
    assert [row.badge_id for row in rows(found)] == ["9", "8"]


def test_that_invisible_characters_leave_a_text_and_are_reported(tmp_path: Path) -> None:
    found = read(file(tmp_path, "badge,name,consent\n1,Ada \u202eOkonkwo\x07,yes\n"))
    assert codes(found) == [(2, ProblemCode.CLEANED)]
    assert rows(found)[0].name == "Ada Okonkwo"


def test_that_a_time_or_link_that_cannot_be_read_does_not_cost_the_person(tmp_path: Path) -> None:
    text = (
        "badge,consent,links,talk start,talk end\n"
        "1,yes,javascript:alert(1) https://ok.example,9 July 3pm,\n"
        "2,yes,,2026-07-09 11:00,2026-07-09 10:00\n"
    )
    found = read(file(tmp_path, text))
    assert codes(found) == [
        (2, ProblemCode.LINK_IGNORED),
        (2, ProblemCode.TIME_IGNORED),
        (3, ProblemCode.TIME_IGNORED),
    ]
    assert [(row.links, row.busy) for row in rows(found)] == [
        (("https://ok.example",), ()),
        ((), ()),
    ]


def test_that_colleagues_may_share_one_address_but_not_one_badge(tmp_path: Path) -> None:
    people = "1,a@b.example,yes\n2,a@b.example,yes\n,a@b.example,yes\n,A@b.example,no\n"
    text = f"badge,mail,consent\n{people}"
    found = read(file(tmp_path, text))
    assert [row.line for row in rows(found)] == [2, 3, 5]  # a no counts in place of a yes
    assert codes(found) == [(5, ProblemCode.CONTRADICTED)]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileFault.EMPTY),
        (b"\xef\xbb\xbf", FileFault.EMPTY),
        (b"\n1,2\n", FileFault.NO_HEADER),
        (b"1,ada@b.example,yes\n", FileFault.NO_HEADER),
        (b"badge,Badge\n", FileFault.DUPLICATE_HEADER),
        (b"badge,consent\n1\0,yes\n", FileFault.BINARY),
        (b"\x89PNG\r\n\x1a\n\0\0", FileFault.BINARY),
        (b"PK\x03\x04\x00\x00", FileFault.BROKEN_WORKBOOK),
        (b"badge,consent\n" + b"1" * 200_000, FileFault.RECORD_TOO_LONG),
        (b'badge,consent\n"1' + b"\n1,yes" * 20_000, FileFault.RECORD_TOO_LONG),
    ],
)
def test_that_a_file_that_is_no_roster_is_refused(
    tmp_path: Path, content: bytes, fault: FileFault
) -> None:
    with pytest.raises(RosterFileError) as refused:
        read(file(tmp_path, content))
    assert refused.value.fault is fault
    assert "{" not in str(refused.value)


def test_that_the_line_that_is_not_in_the_chosen_encoding_is_named(tmp_path: Path) -> None:
    content = b"badge,consent,name\n1,yes,Ada\n2,yes,Bj\xf6rn\n"
    path = file(tmp_path, content)
    with pytest.raises(RosterFileError) as refused:
        roster_file.look(path, ReadAs(encoding="utf-8"))
    assert (refused.value.fault, refused.value.values["line"]) == (FileFault.NOT_TEXT, 3)
    assert str(refused.value).startswith("roster.csv: Line 3 cannot be read as UTF-8.")


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(RosterFileError) as refused:
            roster_file.look(path)
        assert refused.value.fault is FileFault.MISSING


def test_that_a_mapping_to_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    mapping = ColumnMapping({RosterField.BADGE_ID: "Code"})
    with pytest.raises(RosterFileError) as refused:
        list(roster_file.read(file(tmp_path, "badge\n1\n"), mapping, zone=SEOUL, all_opted_in=True))
    assert refused.value.fault is FileFault.COLUMN_UNKNOWN


HEADER = b"badge,mail,consent,name,links,talk start,talk end\n"
CELL = st.sampled_from(
    ["", "1", "a@b.example", "yes", "no", '"', '"a\nb"', "2026-07-09T10:00", "10:30", "0001-01-01",
     "9999-12-31T23:59-12:00", "\u202e", "é", "http://x.example", "=1", "\r", "25:00", "1:00"]
)  # fmt: skip
LINES = st.lists(st.lists(CELL, max_size=8).map(",".join), max_size=12).map("\n".join)


@given(st.one_of(st.binary(max_size=200), LINES.map(lambda text: HEADER + text.encode())))
def test_that_any_bytes_end_in_rows_problems_or_the_typed_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = file(tmp_path_factory.mktemp("in"), content)
    found: list[RosterRow | RowProblem] = []
    with suppress(RosterFileError):
        found = read(path, all_opted_in=True)
    for item in found:
        assert 1 < item.line <= 1 + len(content.splitlines())
        if isinstance(item, RosterRow):
            assert item.badge_id or item.email
        else:
            assert "{" not in str(item)
