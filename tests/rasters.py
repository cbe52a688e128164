"""PDFs as a printer sees them: pages as pixels, and the codes on them."""

from pathlib import Path

import numpy as np
import zxingcpp
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from boothapp.decoding import Luma
from boothapp.domain.codes import Symbology
from boothapp.domain.drawing import INCH
from boothapp.writers.pdf import application

DPI = 300.0


def pages(path: Path, dpi: float = DPI) -> list[Luma]:
    """The pages in grey at a printer's resolution."""
    with application():
        document = QPdfDocument()
        assert document.load(str(path)) is QPdfDocument.Error.None_
        try:
            return [_page(document, number, dpi) for number in range(document.pageCount())]
        finally:
            document.close()


def _page(document: QPdfDocument, number: int, dpi: float) -> Luma:
    points = document.pagePointSize(number)
    size = QSize(round(points.width() / 72 * dpi), round(points.height() / 72 * dpi))
    drawn = document.render(number, size)
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    grey = paper.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(size.height(), grey.bytesPerLine())
    return rows[:, : size.width()].copy()  # the image goes


def texts(page: Luma, kind: Symbology = Symbology.QR) -> list[str]:
    """What every code of a kind says on a page, in the order of reading."""
    name = "QRCodeModel2" if kind is Symbology.QR else kind.value  # else Micro QR is looked for too
    found = zxingcpp.read_barcodes(
        page,
        formats=zxingcpp.barcode_formats_from_str(name),
        text_mode=zxingcpp.TextMode.Plain,
    )
    rows = sorted(found, key=lambda one: (one.position.top_left.y // 80, one.position.top_left.x))
    return [one.text for one in rows]


def dark_box(page: Luma, dpi: float = DPI) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in millimetres of everything that is not white."""
    dark = page < 200
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    dot = INCH / dpi
    return (
        float(columns[0] * dot),
        float(rows[0] * dot),
        float((columns[-1] + 1) * dot),
        float((rows[-1] + 1) * dot),
    )
