"""The project's own pictures, tinted in a token's colour and painted when they are first seen.

A name is a file in resources/icons without ".svg"; the "ph." of the tokens is left away.
"""

import weakref
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from shiboken6 import isValid

from boothapp.paths import resources
from boothapp.ui.theme import theme


class TakesIcon(Protocol):
    """A button, an action or anything else that shows a QIcon."""

    def setIcon(self, icon: QIcon, /) -> object:  # noqa: N802 - Qt's name
        """Show the icon."""


def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The picture `size` logical pixels high in the colour of token `color`, for a screen `ratio`.

    Raises FileNotFoundError for a picture that was never drawn.
    """
    return _tinted(name.removeprefix("ph."), theme.color(color).rgba(), size, ratio)


def is_drawn(name: str) -> bool:
    """Whether there is a picture of this name."""
    return name.isascii() and name.replace("-", "").isalnum() and _file(name).is_file()


def paint(painter: QPainter, name: str, color: str, where: QRectF) -> None:
    """Paint the picture into the middle of `where`, as large as its shorter side."""
    size = int(min(where.width(), where.height()))
    picture = pixmap(name, color, size, painter.device().devicePixelRatioF())
    corner = where.center() - QPointF(size / 2, size / 2)
    painter.drawPixmap(corner, picture)


def icon(name: str, color: str = "text", size: int | None = None) -> QIcon:
    """An icon for a Qt widget, with its disabled form. It keeps the colours of now: see `bind`."""
    side = size or theme.size("icon.size")
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    made = QIcon(pixmap(name, color, side, ratio))
    made.addPixmap(pixmap(name, "disabled", side, ratio), QIcon.Mode.Disabled)
    return made


def bind(target: TakesIcon, name: str, color: str = "text", size: int | None = None) -> None:
    """Give `target` the icon, and again whenever the theme changes, for as long as it lives."""
    holder = weakref.ref(target)

    def renew() -> None:
        alive = holder()
        if alive is None or not isValid(alive):
            theme.changed.disconnect(renew)
        else:
            alive.setIcon(icon(name, color, size))

    target.setIcon(icon(name, color, size))
    theme.changed.connect(renew)


@lru_cache(maxsize=512)
def _tinted(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # after the first paint where no icon is needed before

    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    source = _source(name).replace("currentColor", QColor.fromRgba(rgba).name())
    painter = QPainter(picture)
    QSvgRenderer(source.encode()).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return _file(name).read_text("utf-8")


def _file(name: str) -> Path:
    return resources() / "icons" / f"{name}.svg"
