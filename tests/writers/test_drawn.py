"""Drawings as PDF, SVG and picture: read back as a camera and a printer would."""

import tomllib
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontInfo, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from boothapp import paths
from boothapp.decoding import decode_image
from boothapp.domain.drawing import INCH, Area, Box, Code, Drawing
from boothapp.labels.badge import BadgeText, badge_drawing, label_drawing
from boothapp.labels.codes import code_modules
from boothapp.labels.sheets import known_sheets, sheets_of
from boothapp.writers import drawn
from boothapp.writers.pdf import application
from tests.rasters import DPI, dark_box, pages, texts

PEOPLE = (
    ("Amara Okonkwo", "Lagos Institute of Technology"),
    ("山田 太郎", "京都大学"),
    ("Maria " * 30, "University " * 30),
    ("محمد بن عبد الله", "جامعة القاهرة"),
    ("Wolfgang Konstantinopoulos-Schmidt", "Technische Universität München"),
)


def _labels(size: tuple[float, float], count: int) -> Iterator[Drawing]:
    for number in range(count):
        payload = f"AB-{number:04}"
        text = BadgeText(payload, *PEOPLE[number % len(PEOPLE)])
        yield label_drawing(text, "Demo Conf", size, code_modules(payload))


def test_that_a_pdf_is_set_in_the_windows_typeface_where_no_window_runs(tmp_path: Path) -> None:
    tokens = (paths.resources() / "themes" / "tokens.toml").read_text("utf-8")
    path = tmp_path / "badge.pdf"
    with application():
        wanted = QFont()
        wanted.setFamilies(tomllib.loads(tokens)["type"]["family"])
        family = QFontInfo(wanted).family().replace(" ", "")
        text = BadgeText("AB-0001", "Amara Okonkwo", "Lagos Institute of Technology")
        badge = badge_drawing(text, "Demo Conf", (90, 126), code_modules("AB-0001"))
        drawn.write_pdf([badge], path, title="t")
    fonts = PdfReader(path).pages[0]["/Resources"]["/Font"].values()  # type: ignore[index] # pypdf
    assert fonts
    assert all(family in font["/BaseFont"] for font in fonts)


@pytest.mark.parametrize("sheet", known_sheets(), ids=lambda sheet: sheet.name)
def test_that_every_code_of_a_full_sheet_is_read_at_300_dpi(sheet, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # parametrised
    path = tmp_path / "sheet.pdf"
    count = sheet.count + 1
    assert drawn.write_pdf(sheets_of(_labels(sheet.size, count), sheet), path, title="t") == 2
    first, second = pages(path)
    assert sorted(texts(first)) == [f"AB-{number:04}" for number in range(sheet.count)]
    assert texts(second) == [f"AB-{sheet.count:04}"]


@pytest.mark.parametrize("sheet", known_sheets(), ids=lambda sheet: sheet.name)
def test_that_labels_are_printed_where_they_lie_to_a_fifth_of_a_millimetre(  # type: ignore[no-untyped-def]  # parametrised
    sheet, tmp_path: Path
) -> None:
    edges = [Box(place, "#000000", line=0.2) for place in sheet.places()]
    width, height = sheet.paper.millimetres
    path = tmp_path / "edges.pdf"
    drawn.write_pdf([Drawing(width, height, tuple(edges))], path, title="t")
    last = list(sheet.places())[-1]
    half = 0.1  # of the line
    wanted = (
        sheet.left - half,
        sheet.top - half,
        last.left + last.width + half,
        last.top + last.height + half,
    )
    assert dark_box(pages(path, 600)[0], 600) == pytest.approx(wanted, abs=0.2)
    box = PdfReader(path).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(
        (width / INCH * 72, height / INCH * 72), abs=0.5
    )


def test_that_the_squares_of_a_code_are_exact_on_a_printers_dots(tmp_path: Path) -> None:
    modules = code_modules("AB-0001")
    path = tmp_path / "code.pdf"
    code = Code(Area(13.37, 17.91, 30, 30), modules)
    drawn.write_pdf([Drawing(210, 297, (code,))], path, title="t")
    left, top, module = code.placed(code.printer_dots)
    assert code.printer_dots == DPI
    page = pages(path)[0]
    across = page[top : top + len(modules) * module, left : left + len(modules) * module]
    wanted = np.kron(~np.array(modules), np.ones((module, module))) * 255
    wrong = np.abs(across.astype(int) - wanted) > 60
    # The page's height in the file is a whole number of points, which blurs the upper edges.
    assert wrong.mean() < 0.12
    middles = across[module // 2 :: module, module // 2 :: module] < 128
    assert (middles == np.array(modules)).all()


def test_that_text_is_text_in_typefaces_that_travel_along(tmp_path: Path) -> None:
    path = tmp_path / "badge.pdf"
    drawings = [
        badge_drawing(BadgeText("AB-1", *who), "Demo Conf 2026", (90, 126), code_modules("AB-1"))
        for who in PEOPLE
    ]
    drawn.write_pdf(drawings, path, title="Demo Conf 2026")
    reader = PdfReader(path)
    # Qt names some letters of East Asia by their radicals, which are drawn alike.
    plain = [unicodedata.normalize("NFKC", page.extract_text()) for page in reader.pages]
    found = [" ".join(text.split()) for text in plain]
    assert "Amara Okonkwo Lagos Institute of Technology" in found[0]
    assert "山田 太郎" in found[1]
    assert found[2].count("Maria") == 30
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf's own objects
            inner = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_that_long_names_stay_on_their_label(tmp_path: Path) -> None:
    text = BadgeText("AB-1", "Wolfeschlegelsteinhausenbergerdorff " * 4, "Universität " * 20)
    for size in ((80.0, 50.0), (66.8, 25.4), (99.1, 38.1)):
        label = label_drawing(
            text, "A conference with quite a long name", size, code_modules("AB-1")
        )
        path = tmp_path / "one.pdf"
        drawn.write_pdf([Drawing(210, 297, label.at(60, 60))], path, title="t")
        left, top, right, bottom = dark_box(pages(path)[0])
        assert left >= 60
        assert top >= 60
        assert right <= 60 + size[0]
        assert bottom <= 60 + size[1]


def test_that_an_svg_has_its_size_and_no_need_of_a_typeface() -> None:
    label = next(_labels((80, 50), 1))
    made = drawn.svg(label)
    assert b"<text" not in made
    with application():
        renderer = QSvgRenderer(QByteArray(made))
        assert renderer.isValid()
        image = QImage(945, 591, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        data = QByteArray()
        shown = image.convertToFormat(QImage.Format.Format_Grayscale8)
        pixels = np.frombuffer(shown.constBits(), np.uint8).reshape(591, shown.bytesPerLine())
        assert texts(pixels[:, :945].copy()) == ["AB-0000"]
        assert data.isEmpty()
    head = made[:400].decode()
    width = float(head.split('width="')[1].split("mm")[0])
    height = float(head.split('height="')[1].split("mm")[0])
    assert (width, height) == pytest.approx((80, 50), abs=0.1)


def test_that_a_picture_has_its_size_and_its_code() -> None:
    made = drawn.png(next(_labels((80, 50), 1)), 300)
    assert [reading.text for reading in decode_image(made)] == ["AB-0000"]
    with Image.open(BytesIO(made)) as image:
        assert image.size == (945, 591)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.5)


def test_that_a_stop_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"older")

    def stopped() -> Iterator[Drawing]:
        yield from _labels((80, 50), 2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drawn.write_pdf(stopped(), path, title="t")
    assert [file.name for file in tmp_path.iterdir()] == ["sheet.pdf"]
    assert path.read_bytes() == b"older"


def test_that_a_pdf_without_a_page_is_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="page"):
        drawn.write_pdf([], tmp_path / "sheet.pdf", title="t")
    assert list(tmp_path.iterdir()) == []
