"""Diagonal lines for what cannot be had: airy enough that a word on them can still be read."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from boothapp.ui.theme import theme

_SIDE = 12  # logical pixels between two lines, along an edge


def fill(painter: QPainter, area: QRectF, ground: QColor, line: str, *, strength: float) -> None:
    """Fill an area: colour `ground`, and lines in `line` at `strength` (0–1) over it."""
    painter.fillRect(area, ground)
    ratio = painter.device().devicePixelRatioF()
    painter.fillRect(area, _brush(theme.color(line).rgb(), strength, ratio))


@lru_cache(maxsize=32)
def _brush(rgb: int, strength: float, ratio: float) -> QBrush:
    side = round(_SIDE * ratio)
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    color = QColor(rgb)
    color.setAlphaF(strength)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, ratio))
    for shift in (-side, 0, side):  # the corners of the tile belong to its neighbours' lines
        painter.drawLine(QPointF(shift, side), QPointF(shift + side, 0))
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    return brush
