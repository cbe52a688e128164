"""A yes is never made of what could mean something else."""

from datetime import UTC, date, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from boothapp.domain.roster import ProblemCode, RosterField, RosterRow, RowProblem
from boothapp.domain.roster_mapping import ColumnMapping, plain_word
from boothapp.domain.sharing import OPT_IN_NAMES, is_turned_round, means_sharing
from boothapp.domain.tables import FileFault, ReadAs, RosterFileError
from boothapp.readers import roster_file

ID, SAYS = RosterField.BADGE_ID, RosterField.OPTED_IN


def read(
    folder: Path, text: str, mapping: ColumnMapping | None = None, name: str = "r.csv"
) -> tuple[dict[str, bool], list[ProblemCode]]:
    path = folder / name
    path.write_text(text, "utf-8")
    found = list(roster_file.read(path, mapping or roster_file.look(path).mapping, zone=UTC))
    said = {row.badge_id: row.opted_in for row in found if isinstance(row, RosterRow)}
    return said, [one.code for one in found if isinstance(one, RowProblem)]


@pytest.mark.parametrize(("yes", "no"), [("O", "X"), ("○", "×"), ("Ｏ", "Ｘ"), ("①", "②")])
def test_that_crosses_and_circles_mean_nothing_until_a_person_says(
    tmp_path: Path, yes: str, no: str
) -> None:
    text = f"badge,consent\n1,{yes}\n2,{no}\n"
    assert read(tmp_path, text) == ({}, [ProblemCode.OPT_IN_UNKNOWN] * 2)
    mapping = ColumnMapping({ID: "badge", SAYS: "consent"}, {plain_word(yes): True})
    assert read(tmp_path, text, mapping)[0] == {"1": True}


@pytest.mark.parametrize(
    "header",
    [
        *("Opt-out", "Do not share with sponsors", "Unsubscribe", "No sponsor contact"),
        *("Nicht an Sponsoren weitergeben", "doNotShare", "Don’t share", "共有しない"),
        *("Opts out of sponsor sharing", "Block exhibitor contact", "Declines sponsor contact"),
        *(
            "Sharing with sponsors forbidden",
            "Weitergabe an Sponsoren verboten",
            "禁止与赞助商共享",
        ),
        *(
            "スポンサーへの提供を希望しません",
            "Vietato condividere con sponsor",
            "스폰서 공유 거부",
        ),
    ],
)
def test_that_a_yes_under_a_name_that_says_the_opposite_is_no_yes(
    tmp_path: Path, header: str
) -> None:
    text = f"badge,{header}\n1,yes\n2,no\n3,yes\n4,\n"
    mapping = ColumnMapping({ID: "badge", SAYS: header})
    said, problems = read(tmp_path, text, mapping)
    assert said == {}
    assert problems == [ProblemCode.TURNED_ROUND] * 3 + [ProblemCode.OPT_IN_UNKNOWN]
    path = tmp_path / "r.csv"
    assert [one.meaning for one in roster_file.words(path, mapping)] == [None, None, None]
    looked = roster_file.look(path)
    assert SAYS not in looked.mapping.headers
    path.write_text(f"badge,{header}\n1,yes\n2,no\n3,yes\n", "utf-8")
    (hint,) = roster_file.look(path).hints
    assert "a yes there means no" in hint
    assert "choose it only if it says who did not agree" in hint
    said, _ = read(tmp_path, text, ColumnMapping(mapping.headers, {"yes": False, "no": True}))
    assert said == {"1": False, "2": True, "3": False}


@pytest.mark.parametrize(
    "header",
    [
        *("Opt me out", "Opting out of sponsors", "Hide from sponsors", "Sponsor contact unwanted"),
        *("Sharing with sponsors prohibited", "Prohibit sharing with sponsors", "Stop contact"),
        *("Disallow sponsor contact", "Disagree to share", "Revoke sponsor consent", "DNC"),
        *("Consent withheld (sponsors)", "Restrict sharing with sponsors", "Can’t be shared"),
        *("Weitergabe untersagt", "Kontakt durch Sponsoren unerwünscht", "Sperrvermerk"),
        *("Interdire le partage avec sponsors", "Je refuse le partage", "Partage interdit"),
        *("Prohibido compartir", "Excluir de compartir", "Proibido compartilhar"),
        *("Delen verboden", "Geen contact", "未同意与赞助商共享", "请勿共享", "勿共享", "不同意"),
        *("スポンサーへの提供を希望しない", "共有しません", "スポンサー共有を拒否", "共有禁止"),
        *("스폰서 공유 금지", "공유에 동의하지 않음", "동의 안 함"),
    ],
)
def test_that_a_name_that_forbids_is_the_opposite_of_an_agreement(header: str) -> None:
    assert is_turned_round(header)


def test_that_no_usual_name_of_the_agreement_is_its_opposite() -> None:
    assert [name for name in OPT_IN_NAMES.split() if is_turned_round(name)] == []


@pytest.mark.parametrize(
    "header", ["Share with sponsors", "Consent", "同意", "是否同意与赞助商共享", "Notify sponsors"]
)
def test_that_a_name_that_says_who_agreed_is_taken_as_it_is(header: str) -> None:
    assert not is_turned_round(header)


@pytest.mark.parametrize(
    ("text", "said", "problem"),
    [
        ("1,yes\n1,no\n", {"1": False}, ProblemCode.CONTRADICTED),
        ("1,no\n1,yes\n", {"1": False}, ProblemCode.DUPLICATE),
        ("1,yes\n1,yes\n", {"1": True}, ProblemCode.DUPLICATE),
    ],
)
def test_that_of_two_answers_of_one_badge_the_no_counts(
    tmp_path: Path, text: str, said: dict[str, bool], problem: ProblemCode
) -> None:
    assert read(tmp_path, f"badge,consent\n{text}") == (said, [problem])


@pytest.mark.parametrize(
    "text",
    [
        '[{"badge": "1", "consent": false, "consent": true}, {"badge": "2", "consent": true}]',
        '[{"badge": "1", "consent": false, "consent ": true}, {"badge": "2", "consent": true}]',
        '[{"badge": "1", "badge": "3", "consent": true}, {"badge": "2", "consent": true}]',
    ],
)
def test_that_an_item_that_says_a_thing_twice_stays_out(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text, name="r.json") == ({"2": True}, [ProblemCode.TWICE])
    lines = "\n".join(map(str.strip, text.strip("[]").replace("}, {", "}\n{").split("\n")))
    assert read(tmp_path, lines, name="r.jsonl") == ({"2": True}, [ProblemCode.TWICE])


def test_that_nobody_says_that_all_agreed_where_a_column_says_who_did(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    for header in ("Share with sponsors", "May sponsors contact you?", "Opt-out"):
        assert means_sharing(header)
        path.write_text(f"badge,{header}\n1,no\n", "utf-8")
        with pytest.raises(RosterFileError) as refused:
            list(roster_file.read(path, ColumnMapping({ID: "badge"}), zone=UTC, all_opted_in=True))
        assert refused.value.fault is FileFault.SAYS_WHO_AGREED
        assert header in str(refused.value)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        *(("Objection", ["", "x", ""]), ("Do not share", ["yes", "", ""])),
        *(("Widerspruch", ["", "", ""]), ("No contact", ["1", "", "1"]), ("拒否", ["", "○", ""])),
    ],
)
def test_that_nobody_says_that_all_agreed_where_people_may_have_said_no(
    tmp_path: Path, header: str, cells: list[str]
) -> None:
    path = tmp_path / "r.csv"
    rows = "".join(f"A{number},{cell}\n" for number, cell in enumerate(cells))
    path.write_text(f"badge,{header}\n{rows}", "utf-8")
    mapping = ColumnMapping({ID: "badge"})
    with pytest.raises(RosterFileError) as refused:
        list(roster_file.read(path, mapping, zone=UTC, all_opted_in=True))
    assert refused.value.fault is FileFault.MAY_SAY_NO
    assert f"said no in the column “{header}”" in str(refused.value)
    assert len(list(roster_file.read(path, mapping, zone=UTC, whoever=True))) == 3


def test_that_all_may_have_agreed_beside_a_column_that_only_sounds_like_a_no(
    tmp_path: Path,
) -> None:
    path = tmp_path / "r.csv"
    rows = "".join(f"A{number},0151 23456{number},Berg {'x' * number}\n" for number in range(5))
    path.write_text(f"badge,Contact no.,Private address\n{rows}", "utf-8")
    mapping = ColumnMapping({ID: "badge"})
    assert len(list(roster_file.read(path, mapping, zone=UTC, all_opted_in=True))) == 5


def workbook(folder: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "r.xlsx"
    book.save(path)
    return path


def test_that_what_a_spreadsheet_made_of_an_id_is_no_id(tmp_path: Path) -> None:
    ids = [123, 10**15 - 1, 10**15, 1234567890123456, date(2026, 1, 2), time(1, 30), "00123"]
    rows: list[list[object]] = [["Badge ID", "Consent"], *([one, "yes"] for one in ids)]
    path = workbook(tmp_path, People=rows)
    found = list(roster_file.read(path, roster_file.look(path).mapping, zone=UTC))
    read_ids = [row.badge_id for row in found if isinstance(row, RosterRow)]
    assert read_ids == ["123", "999999999999999", "00123"]
    problems = [(one.line, one.code) for one in found if isinstance(one, RowProblem)]
    assert problems == [
        *((4, ProblemCode.LOST_DIGITS), (5, ProblemCode.LOST_DIGITS)),
        *((6, ProblemCode.DATE), (7, ProblemCode.DATE)),
    ]


def test_that_a_number_has_the_zeros_that_people_see(tmp_path: Path) -> None:
    path = workbook(tmp_path, People=[["Badge ID", "Consent"], [7, "yes"], [123456, "yes"]])
    book = load_workbook(path)
    for row in (2, 3):
        book.worksheets[0].cell(row, 1).number_format = "00000"
    book.save(path)
    found = roster_file.read(path, roster_file.look(path).mapping, zone=UTC)
    assert [row.badge_id for row in found if isinstance(row, RosterRow)] == ["00007", "123456"]


def test_that_a_cover_is_passed_over(tmp_path: Path) -> None:
    people: list[list[object]] = [["Badge ID", "Consent"], ["A1", "yes"]]
    path = workbook(tmp_path, Cover=[["Demo Conf"]], Empty=[], People=people)
    assert roster_file.look(path).form.sheet == "People"
    assert roster_file.look(path, ReadAs(sheet="Cover")).headers == ("Demo Conf",)


def test_that_an_apostrophe_before_an_id_is_none_of_it(tmp_path: Path) -> None:
    assert read(tmp_path, "badge,consent\n'00123,yes\n'00123,no\n00123,no\n")[0] == {"00123": False}


def test_that_a_row_that_reaches_under_no_name_is_not_read_one_column_on(tmp_path: Path) -> None:
    text = (
        "badge,company,newsletter,consent,,\n"
        "1,Acme, Inc,yes,no\n"
        "2,Acme, Inc,yes,no,\n"
        "3,Acme,no,yes,,\n"
        "4,Acme, Inc,yes,no,,\n"
    )
    said, problems = read(tmp_path, text)
    assert said == {"3": True}
    assert problems == [ProblemCode.CELL_COUNT] * 3
    path = tmp_path / "r.csv"
    found = roster_file.read(path, roster_file.look(path).mapping, zone=UTC)
    words = [str(one) for one in found if isinstance(one, RowProblem)]
    assert words[1] == "Line 3: 5 cells, the header has 4"


@pytest.mark.parametrize("end", ["", ",", ",,"])
@pytest.mark.parametrize("of_header", ["", ","])
def test_that_a_row_moved_on_by_a_comma_is_left_out_where_its_last_cell_is_empty_too(
    tmp_path: Path, end: str, of_header: str
) -> None:
    header = f"badge,company,newsletter,consent{of_header}\n"
    plain = "".join(f"{n},Acme,no,yes{end or of_header}\n" for n in range(1, 9))
    moved = f"9,Acme, Inc,yes,{end or of_header}\n"
    said, problems = read(tmp_path, f"{header}{moved}{plain}")
    assert said == {str(n): True for n in range(1, 9)}
    assert problems == [ProblemCode.CELL_COUNT]
