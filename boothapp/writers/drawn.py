"""Drawings onto paper as a PDF, as an SVG, and as a picture of what the PDF shows.

Text stays text in a PDF, in typefaces that travel with it; Qt finds one for every script. Codes
are outlines on the dots of the usual printers. (Pillow, which draws the pictures in `labels`, has
bitmaps only.)
"""

import errno
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from boothapp.domain.drawing import INCH, Align, Box, Code, Drawing, Part, Words
from boothapp.domain.text_fitting import LINE, begins_right, fitted
from boothapp.writers.pdf import application, plain_font
from boothapp.writers.whole_file import unfinished

if TYPE_CHECKING:  # a slow import where no window runs
    from PySide6.QtGui import QFont, QPainter

_RESOLUTION = 600  # dots per inch
_FONT = 200  # dots: widths are measured at that size, and are those of any other in proportion


def write_pdf(pages: Iterable[Drawing], path: Path, *, title: str) -> int:
    """Write the pages, one after the other, and answer how many; the file is whole or not there.

    Raises OSError, what making the pages raises, and ValueError where there is none. For threads
    see `pdf.render`.
    """
    with application(), unfinished(path) as out:
        count = _write(pages, out.temporary, title)
        out.make_durable()
    return count


def svg(drawing: Drawing) -> bytes:
    """The drawing as an SVG in millimetres; text is outlines, and looks the same everywhere."""
    from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
    from PySide6.QtGui import QPainter
    from PySide6.QtSvg import QSvgGenerator

    with application():
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setResolution(_RESOLUTION)
        dots = _RESOLUTION / INCH
        made.setSize(QSize(round(drawing.width * dots), round(drawing.height * dots)))
        made.setViewBox(QRectF(0, 0, drawing.width * dots, drawing.height * dots))
        painter = QPainter(made)
        try:
            _paint(drawing, painter, _RESOLUTION, as_outlines=True)
        finally:
            painter.end()
        return bytes(buffer.data().data())


def png(drawing: Drawing, dots_per_inch: float) -> bytes:
    """What the PDF of a drawing looks like, as a PNG."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter

    dots = dots_per_inch / INCH
    with application():
        size = round(drawing.width * dots), round(drawing.height * dots)
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.setDotsPerMeterX(round(dots * 1000))
        image.setDotsPerMeterY(round(dots * 1000))
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            _paint(drawing, painter, dots_per_inch, as_outlines=True)
        finally:
            painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes, which fail
        return bytes(buffer.data().data())


def _write(pages: Iterable[Drawing], path: Path, title: str) -> int:
    from PySide6.QtCore import QFile, QIODevice, QMarginsF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(errno.EIO, file.errorString(), str(path))
    writer, count = QPdfWriter(file), 0
    writer.setResolution(_RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("BoothApp")
    painter = QPainter()
    try:
        for page in pages:
            size = QPageSize(QSizeF(page.width, page.height), QPageSize.Unit.Millimeter)
            upright, none = QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
            writer.setPageLayout(QPageLayout(size, upright, none))
            _ = writer.newPage() if count else painter.begin(writer)
            _paint(page, painter, _RESOLUTION)
            count += 1
    finally:
        if painter.isActive():
            painter.end()
        went_well = file.flush()
        file.close()
    if not went_well or file.error() != QFile.FileError.NoError:
        raise OSError(errno.EIO, file.errorString(), str(path))
    if not count:
        raise ValueError("a PDF has a page at least")
    return count


def _paint(drawing: Drawing, painter: "QPainter", dpi: float, *, as_outlines: bool = False) -> None:
    for part in drawing.parts:
        _part(part, painter, dpi, as_outlines=as_outlines)


def _part(part: Part, painter: "QPainter", dpi: float, *, as_outlines: bool) -> None:
    if isinstance(part, Box):
        _box(part, painter, dpi / INCH)
    elif isinstance(part, Code):
        _code(part, painter, dpi)
    else:
        _words(part, painter, dpi / INCH, as_outlines=as_outlines)


def _box(box: Box, painter: "QPainter", dots: float) -> None:
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QBrush, QColor, QPen

    area, radius = box.area, box.radius * dots
    place = QRectF(area.left * dots, area.top * dots, area.width * dots, area.height * dots)
    painter.setPen(QPen(QColor(box.fill), box.line * dots) if box.line else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if box.line else QBrush(QColor(box.fill)))
    if radius:
        painter.drawRoundedRect(place, radius, radius)
    else:
        painter.drawRect(place)


def _code(code: Code, painter: "QPainter", dpi: float) -> None:
    """One outline for all squares: readers leave no hair lines between them."""
    from PySide6.QtGui import QColor, QPainterPath

    grid = min(code.printer_dots, dpi)  # a screen has fewer dots than paper
    left, top, module = code.placed(grid)
    path = QPainterPath()
    scale = dpi / grid
    for row, dark in enumerate(code.modules):
        for start, length in _runs(dark):
            x, y = left + start * module, top + row * module
            path.addRect(x * scale, y * scale, length * module * scale, module * scale)
    painter.fillPath(path, QColor(code.ink))


def _runs(row: tuple[bool, ...]) -> Iterable[tuple[int, int]]:
    """Where dark squares begin in a row, and how many there are side by side."""
    start = None
    for position, dark in enumerate((*row, False)):
        if dark and start is None:
            start = position
        elif not dark and start is not None:
            yield start, position - start
            start = None


def _words(words: Words, painter: "QPainter", dots: float, *, as_outlines: bool) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath

    area, at_scale = words.area, QFontMetricsF(_font(_FONT, bold=words.bold))

    def measure(line: str, size: float) -> float:
        return at_scale.horizontalAdvance(line) * size / _FONT

    found = fitted(
        words.text, area.width, area.height, largest=words.size, most=words.most, measure=measure
    )
    font = _font(max(1, int(found.size * dots)), bold=words.bold)
    metrics = QFontMetricsF(font, painter.device())
    painter.setPen(QColor(words.ink))
    painter.setFont(font)
    centre = (metrics.ascent() - metrics.descent()) / 2
    for number, line in enumerate(found.lines):
        middle = area.middle[1] + (number - (len(found.lines) - 1) / 2) * found.size * LINE
        x = _left(words, line, metrics.horizontalAdvance(line) / dots) * dots
        place = QPointF(x, middle * dots + centre)
        if as_outlines:
            path = QPainterPath()
            path.addText(place, font, line)
            painter.fillPath(path, QColor(words.ink))
        else:
            painter.drawText(place, line)


def _left(words: Words, line: str, width: float) -> float:
    area = words.area
    if words.align is Align.CENTRE:
        return area.middle[0] - width / 2
    return area.left + area.width - width if begins_right(line) else area.left


def _font(pixels: int, *, bold: bool) -> "QFont":
    font = plain_font()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
