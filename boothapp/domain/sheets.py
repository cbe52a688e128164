"""Sheets that many badges or labels are printed on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from boothapp.domain.drawing import Area
from boothapp.domain.errors import BadInput

_EDGE = 8.0  # millimetres that printers leave white, with room for the cut marks
_LEAST, _MOST = 20.0, 400.0  # millimetres of a badge's sides
_SIZE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*[x×*]\s*(\d+(?:[.,]\d+)?)\s*(?:mm)?\s*", re.IGNORECASE)


class PaperSize(StrEnum):
    """What printers hold; the values are the usual names."""

    A4 = "A4"
    LETTER = "Letter"
    A3 = "A3"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height."""
        return _PAPERS[self]


_PAPERS = {
    PaperSize.A4: (210.0, 297.0),
    PaperSize.LETTER: (215.9, 279.4),
    PaperSize.A3: (297.0, 420.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Where the labels lie on a sheet, in millimetres, row by row.

    `left` and `top` are the first one's corner, `across` and `down` the way to the next. With
    `is_cut` it is plain paper, and marks beside the badges show where to cut.
    """

    name: str
    title: str
    paper: PaperSize
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float
    also: tuple[str, ...] = ()
    source: str = ""
    is_cut: bool = False

    @property
    def count(self) -> int:
        """How many are on one sheet."""
        return self.columns * self.rows

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of one of them."""
        return self.width, self.height

    @property
    def words(self) -> str:
        """What people read in a list."""
        return f"{self.title}, {self.count} a sheet"

    def places(self) -> Iterator[Area]:
        """The labels of one sheet, in the order they are filled."""
        for row in range(self.rows):
            for column in range(self.columns):
                left, top = self.left + column * self.across, self.top + row * self.down
                yield Area(left, top, self.width, self.height)

    def pages(self, people: int, first: int) -> int:
        """How many sheets so many people take, beginning at label `first` (1 is a new sheet)."""
        return -(-(people + first - 1) // self.count) if people else 0

    def checked_first(self, first: int) -> int:
        """The label to begin with. Raises BadInput where the sheet has none of that number."""
        if not 1 <= first <= self.count:
            raise BadInput(f"This sheet has labels 1 to {self.count}: there is no label {first}.")
        return first


def cut_sheet(paper: PaperSize, size: tuple[float, float]) -> Sheet:
    """Badges of `size` millimetres, as many as the paper takes, in its middle, with cut marks.

    They stand side by side: one cut parts two of them. Raises BadInput where none fits.
    """
    (across, down), (width, height) = paper.millimetres, size
    columns, rows = int((across - 2 * _EDGE) // width), int((down - 2 * _EDGE) // height)
    if not columns or not rows:
        raise BadInput(
            f"A badge of {_plain(width)} × {_plain(height)} mm does not fit on {paper}, which takes"
            f" {_plain(across - 2 * _EDGE)} × {_plain(down - 2 * _EDGE)} mm."
        )
    return Sheet(
        name="cut",
        title=f"Badges to cut out, {_plain(width)} × {_plain(height)} mm",
        paper=paper,
        width=width,
        height=height,
        columns=columns,
        rows=rows,
        left=(across - columns * width) / 2,
        top=(down - rows * height) / 2,
        across=width,
        down=height,
        is_cut=True,
    )


def size_of(text: str) -> tuple[float, float]:
    """A badge's size as people write it, “90x126”, in millimetres. Raises BadInput."""
    found = _SIZE.fullmatch(text)
    if found is None:
        raise BadInput(f"“{text}” is no size; write width and height in millimetres, as 90x126.")
    width, height = (float(side.replace(",", ".")) for side in found.groups())
    if not (_LEAST <= width <= _MOST and _LEAST <= height <= _MOST):
        raise BadInput(f"A badge’s sides are {_plain(_LEAST)} to {_plain(_MOST)} mm, not {text}.")
    return width, height


def _plain(millimetres: float) -> str:
    return f"{millimetres:.1f}".removesuffix(".0")
