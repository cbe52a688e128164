"""A text in lines: wrapped anywhere where no word ends in time, high enough for every script."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption


@dataclass(frozen=True, slots=True)
class TextLines:
    """`layout` to be drawn, and the height of all of its lines in logical px."""

    layout: QTextLayout
    height: int


def lines_of(
    text: str,
    font: QFont,
    width: int,
    *,
    least: int = 0,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> TextLines:
    """Lay `text` out; a line is at least `least` px high.

    What the typeface lacks comes from another one, whose letters may stand lower and need higher
    lines (Chinese, Japanese, Korean): the highest line decides for all, so that none is cut and
    all stand equally far from each other.
    """
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        lines.append(line)
    ascent = max((line.ascent() for line in lines), default=0.0)
    descent = max((line.descent() for line in lines), default=0.0)
    height = max(least, ceil(ascent + descent))
    baseline = (height - ascent - descent) / 2 + ascent
    for number, line in enumerate(lines):
        line.setPosition(QPointF(0, number * height + baseline - line.ascent()))
    layout.endLayout()
    return TextLines(layout, max(1, len(lines)) * height)
