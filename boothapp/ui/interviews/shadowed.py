"""Something that floats over the page while somebody is being placed: a box with a shadow.

The shadow is painted once into a picture; the pointer goes through.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting

MARGIN = 14
"""Logical pixels around the box, for its shadow."""


class Shadowed(QWidget):
    """A raised box; who inherits paints its content."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._picture = QPixmap()
        self._key: tuple[object, ...] = ()
        self.hide()

    def put(self, corner: QPoint, size: QSize) -> None:
        """Show the box with its upper left corner at a point of the parent."""
        self.setGeometry(
            corner.x() - MARGIN,
            corner.y() - MARGIN,
            size.width() + 2 * MARGIN,
            size.height() + 2 * MARGIN,
        )
        self.show()
        self.raise_()

    def look(self) -> tuple[object, ...]:
        """Return what the content depends on: another look is painted anew."""
        raise NotImplementedError

    def outline(self) -> str:
        """Return the colour of the outline."""
        raise NotImplementedError

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint the content."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the picture, made anew when it became another one."""
        ratio = self.devicePixelRatioF()
        key = (self.look(), self.outline(), self.width(), self.height(), ratio, theme.is_dark)
        if key != self._key:
            self._key, self._picture = key, self._render(ratio)
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _render(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        _paint_shadow(painter, box)
        painting.box(painter, box, fill="raised", outline=self.outline())
        self.paint_content(painter, box)
        painter.end()
        return picture


def _paint_shadow(painter: QPainter, box: QRectF) -> None:
    shade = QColor(theme.color("shadow"))
    strength = theme.number("opacity.shadow_dark" if theme.is_dark else "opacity.shadow_light")
    shade.setAlphaF(strength * 1.6 / MARGIN)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    for spread in range(MARGIN - 4, 0, -1):
        painter.drawRoundedRect(
            box.adjusted(-spread, 5 - spread, spread, 4 + spread), 6 + spread, 6 + spread
        )
