"""The Dashboard as a picture: PNG at twice its size on the screen, or SVG."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from boothapp.domain.figures import Figures
from boothapp.ui.dashboard import wording
from boothapp.ui.dashboard.board import Board
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button

_AROUND, _HEAD, _SCALE = 16, 48, 2


def png(board: Board, figures: Figures, *, names: bool) -> bytes:
    """The board as PNG; without `names` the staff are numbered."""
    size = _size(board)
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    painter = QPainter(image)
    try:
        _draw(painter, board, figures, size, names=names)
    finally:
        painter.end()
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want the name as bytes
    return bytes(buffer.data().data())


def svg(board: Board, figures: Figures, *, names: bool) -> bytes:
    """The board as SVG; as `png` else."""
    from PySide6.QtSvg import QSvgGenerator  # rarely needed

    size, buffer, drawing = _size(board), _buffer(), QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(size)
    drawing.setViewBox(QRect(QPoint(), size))
    drawing.setTitle(f"{figures.event.name}: {wording.span(figures)}")
    painter = QPainter(drawing)
    try:
        _draw(painter, board, figures, size, names=names)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _size(board: Board) -> QSize:
    return board.size() + QSize(2 * _AROUND, _HEAD + _AROUND)


def _draw(painter: QPainter, board: Board, figures: Figures, size: QSize, *, names: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRect(QPoint(), size), theme.color("background"))
    head = QRectF(_AROUND, 0, size.width() - 2 * _AROUND, _HEAD)
    title = f"{figures.sponsor} at {figures.event.name}"
    taken = painting.words(painter, head, title, "subtitle", "text")
    beside = head.adjusted(taken + 40, 0, 0, 0)
    painting.words(painter, beside, wording.span(figures), "body", "muted")
    held = board.window().focusWidget()
    if held is not None:
        held.clearFocus()  # no ring in the picture
    board.name_staff(figures if names else figures.without_names())
    try:
        flags = QWidget.RenderFlag.DrawChildren
        with _without_buttons(board):
            board.render(painter, QPoint(_AROUND, _HEAD), QRegion(), flags)
    finally:
        board.name_staff(figures)
        if held is not None:
            held.setFocus()


@contextmanager
def _without_buttons(board: Board) -> Iterator[None]:
    """Nothing can be pressed in a picture; the rest stays where it is."""
    buttons = [one for one in board.findChildren(Button) if one.isVisibleTo(board)]
    for button in buttons:
        _keep_place(button, keep=True)
        button.hide()
    try:
        yield
    finally:
        for button in buttons:
            button.show()
            _keep_place(button, keep=False)


def _keep_place(button: Button, *, keep: bool) -> None:
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(keep)
    button.setSizePolicy(policy)
