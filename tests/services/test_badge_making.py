"""Badges of a list: who gets one, what is on it, and what is left behind where it goes wrong."""

from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook
from PIL import Image

from boothapp import badges
from boothapp.decoding import decode_image
from boothapp.domain.codes import Symbology
from boothapp.domain.consent import Purpose
from boothapp.domain.errors import BadInput, Cancelled
from boothapp.domain.sheets import PaperSize
from boothapp.domain.tables import ReadAs
from boothapp.services import badge_making
from boothapp.services.badge_codes import coder_of, symbology_named
from boothapp.services.badge_making import FileFormat, Look, make_files, make_sheets, preview
from boothapp.services.badge_people import PeopleOrder, read_people
from boothapp.services.badge_sheets import BADGE_SIZE, choices, cut_sheet, sheet_named
from boothapp.services.organiser_keys import make_key_pair
from tests.factories import AMARA, HARUTO, WANJIRU, roster_file
from tests.rasters import pages, texts

SHEET = sheet_named("L4785")


def _people(tmp_path: Path, **order: object):  # type: ignore[no-untyped-def]  # as read_people
    rows = roster_file(tmp_path, [AMARA, HARUTO, WANJIRU])
    return read_people(PeopleOrder(roster=rows, **order))  # type: ignore[arg-type]  # as given


@pytest.mark.parametrize("kind", Symbology)
def test_that_a_sheet_of_every_kind_of_code_is_read_back(tmp_path: Path, kind: Symbology) -> None:
    path = tmp_path / "sheet.pdf"
    made = make_sheets(_people(tmp_path), Look(symbology=kind), SHEET, path)
    assert (made.badges, made.pages, made.problems) == (3, 1, ())
    assert sorted(texts(pages(path)[0], kind)) == ["AB-0001", "AB-0002", "AB-0003"]


@pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.LETTER])
def test_that_badges_to_cut_out_are_read_back(tmp_path: Path, paper: PaperSize) -> None:
    path = tmp_path / "sheet.pdf"
    for sheet in choices(paper)[:3]:
        make_sheets(_people(tmp_path), Look(event="Demo Conf"), sheet, path)
        assert sorted(texts(pages(path)[0])) == ["AB-0001", "AB-0002", "AB-0003"]


@pytest.mark.parametrize("kind", Symbology)
def test_that_the_squares_handed_over_are_the_code(kind: Symbology) -> None:
    code = coder_of(kind)("AB-0001")
    image = Image.new("L", (len(code[0]), len(code)))
    image.putdata([0 if dark else 255 for row in code for dark in row])
    large = image.resize((image.width * 4, image.height * 4), Image.Resampling.NEAREST)
    assert texts(np.array(large), kind) == ["AB-0001"]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("qr", Symbology.QR),
        ("QR-Code", Symbology.QR),
        ("micro-qr", Symbology.MICRO_QR),
        ("Micro QR Code", Symbology.MICRO_QR),
        ("rMQR", Symbology.RMQR),
        ("aztec", Symbology.AZTEC),
        ("data-matrix", Symbology.DATA_MATRIX),
        ("DataMatrix", Symbology.DATA_MATRIX),
        ("PDF 417", Symbology.PDF417),
        ("code128", Symbology.CODE_128),
        ("Code 39", Symbology.CODE_39),
    ],
)
def test_that_kinds_of_code_are_named_as_people_write_them(typed: str, kind: Symbology) -> None:
    assert symbology_named(typed) is kind


def test_that_another_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput, match=r"“maxicode”.*micro-qr"):
        symbology_named("maxicode")


def test_that_a_code_that_does_not_fit_names_its_row_and_the_others_are_made(
    tmp_path: Path,
) -> None:
    odd = ("ab ö", *HARUTO[1:])
    people = read_people(PeopleOrder(roster=roster_file(tmp_path, [AMARA, odd, WANJIRU])))
    path = tmp_path / "sheet.pdf"
    made = make_sheets(people, Look(symbology=Symbology.CODE_39), SHEET, path)
    assert made.badges == 2
    assert [str(problem) for problem in made.problems] == [
        "Line 3: “ab ö” does not fit into a Code 39. It holds capital letters, digits, space and "
        "- . $ / + %."
    ]
    assert sorted(texts(pages(path)[0], Symbology.CODE_39)) == ["AB-0001", "AB-0003"]


def test_that_a_code_too_small_for_a_camera_is_refused(tmp_path: Path) -> None:
    long = ("x" * 200, *HARUTO[1:])
    people = read_people(PeopleOrder(roster=roster_file(tmp_path, [AMARA, long])))
    path = tmp_path / "sheet.pdf"
    made = make_sheets(people, Look(symbology=Symbology.PDF417), sheet_named("5160"), path)
    assert made.badges == 1
    assert "Line 3: The code would have squares of 0.1" in str(made.problems[0])
    made = make_sheets(people, Look(), cut_sheet(PaperSize.A4, BADGE_SIZE), path)
    assert made.badges == 2


def test_that_nothing_is_written_where_nobody_is_left(tmp_path: Path) -> None:
    odd = ("ab ö", *HARUTO[1:])
    people = read_people(PeopleOrder(roster=roster_file(tmp_path, [odd])))
    folder = tmp_path / "out"
    for write in (
        lambda look: make_sheets(people, look, SHEET, tmp_path / "a.pdf"),
        lambda look: make_files(people, look, BADGE_SIZE, folder),
        lambda look: preview(people, look, SHEET),
    ):
        with pytest.raises(BadInput, match=r"No badge was made\. Line 2: “ab ö” does not fit"):
            write(Look(symbology=Symbology.CODE_39))
    assert not (tmp_path / "a.pdf").exists()
    assert not folder.exists()


def test_that_a_stop_leaves_nothing_behind(tmp_path: Path) -> None:
    people, told = _people(tmp_path), []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_sheets(people, Look(), SHEET, tmp_path / "a.pdf", tell=stop)
    folder = tmp_path / "out"
    with pytest.raises(Cancelled):
        make_files(people, Look(), BADGE_SIZE, folder, tell=stop)
    assert told == [(1, 3), (2, 3)] * 2
    assert not (tmp_path / "a.pdf").exists()
    assert not folder.exists()
    folder.mkdir()
    with pytest.raises(Cancelled):
        make_files(people, Look(), BADGE_SIZE, folder, tell=stop)
    assert list(folder.iterdir()) == []


def test_that_ctrl_c_stops_and_leaves_no_folder_that_was_made(tmp_path: Path) -> None:
    def interrupt(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    people = _people(tmp_path)
    with pytest.raises(Cancelled):
        make_files(people, Look(), BADGE_SIZE, tmp_path / "new" / "out", tell=interrupt)
    with pytest.raises(Cancelled):
        make_sheets(people, Look(), SHEET, tmp_path / "a.pdf", tell=interrupt)
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("form", FileFormat)
def test_that_only_their_owner_reads_the_pictures(tmp_path: Path, form: FileFormat) -> None:
    made = make_files(_people(tmp_path), Look(), BADGE_SIZE, tmp_path / "out", form=form)
    assert {file.stat().st_mode & 0o777 for file in made.files} == {0o600}


@pytest.mark.parametrize("code_only", [False, True])
def test_that_everybody_gets_a_picture(tmp_path: Path, code_only: bool) -> None:
    look = Look(event="Demo Conf", code_only=code_only)
    made = make_files(_people(tmp_path), look, BADGE_SIZE, tmp_path / "out")
    names = ["AB-0001", "AB-0002", "AB-0003"]
    assert [file.name for file in made.files] == [f"{name}.png" for name in names]
    assert [decode_image(file)[0].text for file in made.files] == names
    with Image.open(made.files[0]) as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.5)
        wide = 40 if code_only else 90
        assert image.width == pytest.approx(wide / 25.4 * 300, abs=1)
    drawings = make_files(
        _people(tmp_path), look, BADGE_SIZE, tmp_path / "out", form=FileFormat.SVG
    )
    assert [file.name for file in drawings.files] == [f"{name}.svg" for name in names]
    assert drawings.files[0].read_bytes().startswith(b"<?xml")


def test_that_only_some_can_be_printed_again(tmp_path: Path) -> None:
    again = _people(tmp_path, only=("ab-0003", AMARA[2].upper()))
    assert [one.text.payload for one in again.wanted] == ["AB-0001", "AB-0003"]
    first = _people(tmp_path, limit=2)
    assert [one.text.payload for one in first.wanted] == ["AB-0001", "AB-0002"]
    with pytest.raises(BadInput, match=r"badge id or e-mail “nobody”, “AB-9”\. No badge"):
        _people(tmp_path, only=("nobody", "AB-0001", "AB-9"))


def test_that_signed_badges_say_what_the_list_says(tmp_path: Path) -> None:
    make_key_pair(tmp_path / "key.pem", tmp_path / "key.pub")
    people = _people(tmp_path, sign=tmp_path / "key.pem")
    assert [one.text.file for one in people.wanted] == ["AB-0001", "AB-0002", "AB-0003"]
    assert all(one.text.payload != one.text.file for one in people.wanted)
    path = tmp_path / "sheet.pdf"
    make_sheets(people, Look(), SHEET, path)
    assert sorted(texts(pages(path)[0])) == sorted(one.text.payload for one in people.wanted)


def test_that_of_two_answers_of_one_badge_the_no_is_signed(tmp_path: Path) -> None:
    make_key_pair(tmp_path / "key.pem", tmp_path / "key.pub")
    rows = roster_file(tmp_path, [AMARA, (*AMARA[:4], "no")])
    people = read_people(PeopleOrder(roster=rows, sign=tmp_path / "key.pem"))
    badge = badges.structured(people.wanted[0].text.payload)
    assert badge is not None
    assert badge.signed is not None
    assert badge.signed.opted_in[Purpose.RECRUITING] is False


def test_that_an_id_too_long_to_sign_is_named_and_left_out(tmp_path: Path) -> None:
    make_key_pair(tmp_path / "key.pem", tmp_path / "key.pub")
    long = "山" * 80
    roster = roster_file(tmp_path, [AMARA, (long, *HARUTO[1:])])
    people = read_people(PeopleOrder(roster=roster, sign=tmp_path / "key.pem"))
    assert [one.text.file for one in people.wanted] == ["AB-0001"]
    assert str(people.problems[0]) == "Line 3: the badge id is too long to be signed."


def test_that_badges_are_made_of_every_list_that_imports_read(tmp_path: Path) -> None:
    book = Workbook()
    other = book.create_sheet("People")
    for row in (("Ticket", "Full name", "Organisation"), ("T-1", "山田 太郎", "京都大学")):
        other.append(row)
    book.save(tmp_path / "list.xlsx")
    (tmp_path / "list.json").write_text('[{"badge_id": "J-1", "name": "Zoë"}]', "utf-8")
    (tmp_path / "list.csv").write_bytes("Badge ID;Name\nC-1;山田 太郎\n".encode("cp932"))
    read = {
        "list.xlsx": ReadAs(sheet="People"),
        "list.json": ReadAs(),
        "list.csv": ReadAs(encoding="cp932"),
    }
    found = [
        read_people(PeopleOrder(roster=tmp_path / name, read_as=read_as)).wanted[0]
        for name, read_as in read.items()
    ]
    assert [(one.text.payload, one.text.name) for one in found] == [
        ("T-1", "山田 太郎"),
        ("J-1", "Zoë"),
        ("C-1", "山田 太郎"),
    ]
    assert [one.where for one in found] == ["Row 2", "Item 1", "Line 2"]


def test_that_a_preview_is_the_first_page(tmp_path: Path) -> None:
    people = _people(tmp_path)
    made = preview(people, Look(), SHEET, first=10, outline=True)
    assert [reading.text for reading in decode_image(made)] == ["AB-0001"]


def test_that_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(badge_making, "_write", full)
    with pytest.raises(OSError, match="No space"):
        make_files(_people(tmp_path), Look(), BADGE_SIZE, tmp_path / "out")
    assert not (tmp_path / "out").exists()
