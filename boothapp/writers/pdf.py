"""HTML onto paper, as a PDF, by Qt: it finds a typeface for every script that a name is written in.

The only writer that needs Qt (pyproject.toml, "Qt only in the window").
"""

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from boothapp import paths
from boothapp.domain.day_sheets import Paper

if TYPE_CHECKING:  # a slow import where no window runs
    from PySide6.QtCore import QBuffer, QRectF
    from PySide6.QtGui import QFont, QPainter, QPdfWriter, QTextDocument

_MARGIN, _FOOTER = 15.0, 10.0  # millimetres: around the text, and below it for the page's number
_RESOLUTION = 600  # dots per inch; letters are outlines anyway
_INCH = 25.4
_FOOT_SIZE = 8.0  # points
_BELOW_LINE = 0.6  # of the way from one row's text to the next one's

Strip = tuple[float, float]
"""From where to where down a sheet, in dots."""


@dataclass(frozen=True, slots=True)
class Document:
    """HTML as far as Qt's rich text knows it, and the line at the foot of each of its pages."""

    html: str
    footer: str


def render(documents: Sequence[Document], *, paper: Paper, title: str) -> bytes:
    """The documents as one PDF, each beginning on a new page and counting its own pages.

    `title` is what a reader shows in its window. A table's head is repeated on every page. Works
    on any thread while a window runs, and on the main thread where none does.
    """
    with application():
        return _render(documents, paper, title)


def fits_one_page(document: Document, paper: Paper) -> bool:
    """Whether the document would be a single page. For threads see `render`."""
    from PySide6.QtCore import QBuffer, QIODevice

    with application():
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        return len(_lay_out(document, _writer(buffer, paper))[1]) == 1


def _render(documents: Sequence[Document], paper: Paper, title: str) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QPainter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, paper)
    writer.setTitle(title)
    writer.setCreator("BoothApp")
    painter = QPainter(writer)
    try:
        for number, document in enumerate(documents):
            if number:
                writer.newPage()
            _draw(document, writer, painter)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _writer(buffer: "QBuffer", paper: Paper) -> "QPdfWriter":
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

    size = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}[paper]
    upright, none = QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(QPageLayout(QPageSize(size), upright, none))  # the margins are drawn here
    return writer


def _dots(writer: "QPdfWriter", millimetres: float) -> float:
    return millimetres / _INCH * writer.resolution()


def _lay_out(
    document: Document, writer: "QPdfWriter"
) -> tuple["QTextDocument", list[list[Strip]], float, float]:
    """The document's text, the strips that make up its pages, and the room on a page."""
    from PySide6.QtGui import QTextDocument

    width = writer.width() - 2 * _dots(writer, _MARGIN)
    height = writer.height() - 2 * _dots(writer, _MARGIN)
    text = QTextDocument()
    text.setUndoRedoEnabled(False)
    text.documentLayout().setPaintDevice(writer)  # before the text: points become this paper's dots
    text.setDocumentMargin(0)
    text.setDefaultFont(plain_font())
    text.setHtml(document.html)
    text.setTextWidth(width)
    return text, _pages(text, height - _dots(writer, _FOOTER)), width, height


def _draw(document: Document, writer: "QPdfWriter", painter: "QPainter") -> None:
    """Paint all pages of one document."""
    from PySide6.QtCore import QRectF

    text, pages, width, height = _lay_out(document, writer)
    margin = _dots(writer, _MARGIN)
    for number, strips in enumerate(pages, start=1):
        if number > 1:
            writer.newPage()
        painter.save()
        painter.translate(margin, margin)
        for top, bottom in strips:
            _draw_strip(text, painter, QRectF(0, top, width, bottom - top))
            painter.translate(0, bottom - top)
        painter.restore()
        painter.save()
        painter.translate(margin, margin)
        _draw_foot(document.footer, f"{number} of {len(pages)}", text, painter, width, height)
        painter.restore()


def plain_font() -> "QFont":
    """The window's typeface in its plain shapes, the same where no window runs.

    Some have others for figures, which the window asks for, or for a sign among figures: those
    cannot be searched for in the file, or copied out of it.
    """
    from PySide6.QtGui import QFont

    font = QFont()
    font.setFamilies(_families())
    for feature in ("tnum", "calt"):
        font.setFeature(QFont.Tag(feature), 0)
    return font


@cache
def _families() -> list[str]:
    """The first one that is installed is taken; for what it lacks, Qt looks for others."""
    tokens = tomllib.loads((paths.resources() / "themes" / "tokens.toml").read_text("utf-8"))
    families: list[str] = tokens["type"]["family"]
    return families


def _pages(text: "QTextDocument", height: float) -> list[list[Strip]]:
    """The strips of an endless sheet that make up each page of `height`.

    Qt's own pages cut through the rows of a table; these cut between them, where a row is not
    longer than a page, and begin with the table's head again.
    """
    lines = _row_lines(text)
    head = lines[:2] if len(lines) > 2 else None
    pages: list[list[Strip]] = []
    start, end = 0.0, text.size().height()
    while start < end or not pages:
        again = [(head[0], head[1])] if head and start >= head[1] else []
        last = start + height - sum(bottom - top for top, bottom in again)
        fitting = [line for line in lines[2:] if start < line <= last]
        stop = (
            end if end <= last else max(fitting, default=0.0) or _between_lines(text, start, last)
        )
        pages.append([*again, (start, stop)])
        start = stop
    return pages


def _between_lines(text: "QTextDocument", start: float, last: float) -> float:
    """The lowest place down to `last` that goes through no line; `last` where there is none."""
    spans = []
    block = text.begin()
    while block.isValid():
        top = text.documentLayout().blockBoundingRect(block).top()
        lines = [block.layout().lineAt(n).rect() for n in range(block.layout().lineCount())]
        spans += [(top + line.top(), top + line.bottom()) for line in lines]
        block = block.next()
    place = last
    while through := [top for top, bottom in spans if top < place < bottom]:
        place = min(through)
    return place if place > start else last


def _row_lines(text: "QTextDocument") -> list[float]:
    """The lines around and between the rows of the first table, from its head's upper edge on."""
    from PySide6.QtGui import QTextTable

    table = next((f for f in text.rootFrame().childFrames() if isinstance(f, QTextTable)), None)
    if table is None:
        return []
    layout = text.documentLayout()
    spans = []
    for row in range(table.rows()):
        cells = [table.cellAt(row, column) for column in range(table.columns())]
        first = [layout.blockBoundingRect(cell.firstCursorPosition().block()) for cell in cells]
        last = [layout.blockBoundingRect(cell.lastCursorPosition().block()) for cell in cells]
        spans.append((min(r.top() for r in first), max(r.bottom() for r in last)))
    # The padding is the same above and below, so a line lies in the middle between two texts; a
    # little below it, so that it stays with the row above.
    gaps = [(above[1], below[0]) for above, below in pairwise(spans)]
    half = (gaps[0][1] - gaps[0][0]) / 2 if gaps else 0.0
    inner = [upper + (lower - upper) * _BELOW_LINE for upper, lower in gaps]
    return [spans[0][0] - half, *inner, spans[-1][1] + half]


def _draw_strip(text: "QTextDocument", painter: "QPainter", area: "QRectF") -> None:
    """Paint a part of the sheet with its upper edge where the painter is."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAbstractTextDocumentLayout, QPalette

    context = QAbstractTextDocumentLayout.PaintContext()
    # The window's palette may be a dark one; paper is white.
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.clip = area
    painter.save()
    painter.translate(0, -area.top())
    painter.setClipRect(area)
    text.documentLayout().draw(painter, context)
    painter.restore()


def _draw_foot(  # what is written, as what, and where
    line: str, number: str, text: "QTextDocument", painter: "QPainter", width: float, height: float
) -> None:
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QFont

    font = QFont(text.defaultFont())
    font.setFamilies(text.firstBlock().begin().fragment().charFormat().font().families())
    font.setPointSizeF(_FOOT_SIZE)
    painter.setFont(font)
    painter.setPen(QColor(Qt.GlobalColor.darkGray))
    area = QRectF(0, 0, width, height)
    bottom = Qt.AlignmentFlag.AlignBottom
    numbers = painter.fontMetrics().horizontalAdvance(f"{number}    ")
    short = painter.fontMetrics().elidedText(
        line, Qt.TextElideMode.ElideRight, int(width - numbers)
    )
    painter.drawText(area, bottom | Qt.AlignmentFlag.AlignLeft, short)
    painter.drawText(area, bottom | Qt.AlignmentFlag.AlignRight, number)


@contextmanager
def application() -> Iterator[None]:
    """Qt's application, which typefaces need; where none runs, one without a screen, for a while.

    Nothing that was made of Qt in the meantime outlives it.
    """
    from PySide6.QtCore import QLoggingCategory
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        yield
        return
    # Qt names every typeface that lacks a script, a hundred lines of them, to the terminal.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    own = QGuiApplication(["boothapp", "-platform", "offscreen"])
    try:
        yield
    finally:
        own.shutdown()  # a window that comes later makes its own
