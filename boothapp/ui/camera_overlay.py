"""What lies over the live picture: painted once and put onto every frame.

25 frames come in each second, and what the window's thread spends on them it has not for keys.
"""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap, QTransform

from boothapp.ui import icons
from boothapp.ui.theme import theme
from boothapp.ui.widgets.painting import box, text_width, words


def label(text: str, fill: str, ink: str, ratio: float) -> QPixmap:
    """A check mark and `text` on a box, in the colours of these tokens, for a screen's `ratio`."""
    return _label(text, fill, ink, ratio, _dark=theme.is_dark)


def corners(ratio: float) -> tuple[QPixmap, QPixmap]:
    """What covers the upper corners of a square picture so that it lies in a card, left and right.

    The view can then be opaque: else Qt would paint the window beneath it with every frame.
    """
    return _corners(ratio, _dark=theme.is_dark)


# The colours of a token are others in the dark theme: that is part of what is kept.
@lru_cache(maxsize=64)
def _label(text: str, fill: str, ink: str, ratio: float, *, _dark: bool) -> QPixmap:
    gap, icon = float(theme.size("space.s")), float(theme.size("icon.size"))
    width = gap + icon + gap / 2 + text_width(text, "body", 600) + 1 + gap
    where = QRectF(0, 0, width, float(theme.size("height.chip")))
    picture, painter = _canvas(where.size(), ratio)
    box(painter, where, fill=fill, radius="radius.chip")
    mark = QRectF(gap, where.center().y() - icon / 2, icon, icon)
    icons.paint(painter, "ph.check-bold", ink, mark)
    where.setLeft(mark.right() + gap / 2)
    words(painter, where, text, "body", ink, weight=600)
    painter.end()
    return picture


@lru_cache(maxsize=4)
def _corners(ratio: float, *, _dark: bool) -> tuple[QPixmap, QPixmap]:
    radius = float(theme.size("radius.card"))
    left, painter = _canvas(QSizeF(radius, radius), ratio)
    painter.fillRect(QRectF(0, 0, radius, radius), theme.color("background"))
    beyond = 4 * radius  # the other corners
    box(
        painter,
        QRectF(-1, -1, beyond, beyond),
        fill="surface",
        outline="border",
        radius="radius.card",
    )
    hole = QPainterPath()
    hole.addRoundedRect(QRectF(0, 0, beyond, beyond), radius, radius)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    painter.fillPath(hole, Qt.GlobalColor.black)
    painter.end()
    return left, left.transformed(QTransform.fromScale(-1, 1))


def _canvas(size: QSizeF, ratio: float) -> tuple[QPixmap, QPainter]:
    picture = QPixmap((size * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return picture, painter
