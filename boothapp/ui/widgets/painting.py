"""How the window's own widgets paint outlines, text and keycaps from the tokens."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from boothapp.ui.theme import theme

VCENTER_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_PLAIN = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_ONE_LINE = VCENTER_LEFT | _PLAIN  # put together once: flags are slow to combine


def painter_for(widget: QWidget) -> QPainter:
    """A painter on the widget with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    where: QRectF,
    *,
    fill: str | None = None,
    outline: str | None = None,
    width: float = 1.0,
    radius: str = "radius.control",
) -> None:
    """A rounded box inside `where`, its outline `width` wide; colours are tokens, None is none."""
    half = width / 2 if outline else 0.0
    painter.setPen(QPen(theme.color(outline), width) if outline else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
    corner = min(float(theme.size(radius)), where.height() / 2)
    painter.drawRoundedRect(where.adjusted(half, half, -half, -half), corner, corner)


def words(
    painter: QPainter,
    where: QRectF,
    text: str,
    font: str,
    color: str | QColor,
    *,
    weight: int | None = None,
    align: Qt.AlignmentFlag = VCENTER_LEFT,
) -> float:
    """One line of text, elided to `where`; answers the width it took."""
    painter.setFont(theme.font(font, weight))
    painter.setPen(theme.color(color) if isinstance(color, str) else color)
    width, room = _width(text, font, weight), where.width() + 0.5
    if width > room:
        metrics = theme.metrics(font, weight)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text)
    flags = _ONE_LINE if align is VCENTER_LEFT else align | _PLAIN
    painter.drawText(where, flags, text)
    return width


def text_width(text: str, font: str, weight: int | None = None) -> float:
    """How wide one line of text is, in logical pixels."""
    return _width(text, font, weight)


@lru_cache(maxsize=4096)  # a table paints the same words again and again
def _width(text: str, font: str, weight: int | None) -> float:
    return theme.metrics(font, weight).horizontalAdvance(text)


def keycap_width(key: str) -> float:
    """How wide a key's cap is; "Ctrl+K" counts as two caps."""
    caps = key.split("+")
    gaps = theme.size("space.xs") * (len(caps) - 1)
    return sum(_cap_width(cap) for cap in caps) + gaps


def keycaps(painter: QPainter, right: float, middle: float, key: str, *, on: str = "") -> None:
    """The caps of `key`, ending at `right` and centred on `middle`; `on` is the text's colour."""
    height = theme.size("height.keycap")
    for cap in reversed(key.split("+")):
        width = _cap_width(cap)
        where = QRectF(right - width, middle - height / 2, width, height)
        fill = None if on else "surface_alt"
        box(painter, where, fill=fill, outline=on or "border", radius="radius.keycap")
        words(painter, where, cap, "keycap", on or "muted", align=Qt.AlignmentFlag.AlignCenter)
        right -= width + theme.size("space.xs")


def _cap_width(cap: str) -> float:
    return max(float(theme.size("height.keycap")), text_width(cap, "keycap") + 10)
