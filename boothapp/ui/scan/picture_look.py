"""A picture to be looked at closely: nearer, turned, brighter. It lives in memory only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from boothapp.ui.widgets.painting import box, painter_for

if TYPE_CHECKING:
    from boothapp.decoding import Luma

_CLOSER = 1.25  # each step of the zoom
_NEAREST = 24.0  # screen pixels for one of the picture
_BRIGHTER = 40  # levels of grey, each step
_STEP = 0.15  # of what is seen, for each press of an arrow
_AROUND = 0.1  # of a part, so that its edges are seen


class PictureLook(QWidget):
    """Shows a part of a grey picture; `seen` is that part, in the picture's pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._grey: Luma | None = None
        self._turns, self._brightness, self._scale = 0, 0, 1.0
        self._middle = QPointF()
        self._dragged_from: QPointF | None = None
        self._shown: QRectF | None = None
        self.setAccessibleName("The picture")
        self.setAccessibleDescription(
            "Plus and minus change the size, the arrows move it, R turns it, B and D make it "
            "brighter and darker, 0 shows all of it."
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.closer,
            Qt.Key.Key_Equal: self.closer,
            Qt.Key.Key_Minus: self.further,
            Qt.Key.Key_R: self.turn,
            Qt.Key.Key_B: self.brighten,
            Qt.Key.Key_D: self.darken,
            Qt.Key.Key_0: self.show_all,
            Qt.Key.Key_Left: lambda: self._move(-1, 0),
            Qt.Key.Key_Right: lambda: self._move(1, 0),
            Qt.Key.Key_Up: lambda: self._move(0, -1),
            Qt.Key.Key_Down: lambda: self._move(0, 1),
        }

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Three to two."""
        return QSize(540, 360)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Small windows have little room."""
        return QSize(240, 180)

    def show_picture(self, grey: Luma | None, part: tuple[int, int, int, int] | None) -> None:
        """Show `part` of this picture, or all of it; None shows nothing."""
        self._grey, self._turns, self._brightness = grey, 0, 0
        self._image = QImage() if grey is None else _image(grey)
        self._shown = None
        if part is not None:
            left, top, right, bottom = part
            self._shown = QRectF(left, top, right - left, bottom - top)
        self._fit()

    @property
    def seen(self) -> QRect:
        """The part of the picture that is seen now."""
        corners = self._placed().inverted()[0].mapRect(QRectF(self.rect()))
        return corners.toAlignedRect().intersected(self._image.rect())

    def part_seen(self) -> Luma | None:
        """The pixels of that part, turned as it is seen, at least one; None without a picture."""
        seen = self.seen
        if self._grey is None or seen.isEmpty():
            return None
        import numpy as np  # loaded by now: the picture came through it

        part = self._grey[seen.top() : seen.bottom() + 1, seen.left() : seen.right() + 1]
        return np.ascontiguousarray(np.rot90(part, -self._turns))

    def closer(self) -> None:
        """Larger."""
        self._zoom(_CLOSER)

    def further(self) -> None:
        """Smaller, until all of it is seen."""
        self._zoom(1 / _CLOSER)

    def turn(self) -> None:
        """A quarter to the right."""
        self._turns = (self._turns + 1) % 4
        self.update()

    def brighten(self) -> None:
        """Lighter by a step."""
        self._light(_BRIGHTER)

    def darken(self) -> None:
        """Darker by a step."""
        self._light(-_BRIGHTER)

    def show_all(self) -> None:
        """The whole picture."""
        self._shown = None
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What was chosen to be seen stays in sight."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The picture on its ground, and a ring where the keys are."""
        painter = painter_for(self)
        box(painter, QRectF(self.rect()), fill="sunken")
        painter.setTransform(self._placed(), combine=True)
        painter.drawImage(0, 0, self._image)
        painter.resetTransform()
        if self.hasFocus():
            box(painter, QRectF(self.rect()), outline="focus_ring", width=2)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Single keys, while the picture has the focus."""
        order = self._keys.get(event.key())
        if order is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            order()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel changes the size."""
        if event.angleDelta().y():
            self._zoom(_CLOSER if event.angleDelta().y() > 0 else 1 / _CLOSER)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the picture."""
        self._dragged_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag it."""
        if self._dragged_from is not None:
            self._shift(self._dragged_from - event.position())
            self._dragged_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name and call
        """Let go."""
        self._dragged_from = None

    def _placed(self) -> QTransform:
        """From the picture's pixels to the widget's."""
        placed = QTransform()
        placed.translate(self.width() / 2, self.height() / 2)
        placed.rotate(90 * self._turns)
        placed.scale(self._scale, self._scale)
        placed.translate(-self._middle.x(), -self._middle.y())
        return placed

    def _fit(self) -> None:
        if self._image.isNull():
            self.update()
            return
        part = self._shown or QRectF(self._image.rect())
        if self._shown is not None:
            part = part.adjusted(
                -part.width() * _AROUND,
                -part.height() * _AROUND,
                part.width() * _AROUND,
                part.height() * _AROUND,
            )
        self._scale = min(self._scale_of(part), _NEAREST)
        self._middle = part.center()
        self.update()

    def _scale_of(self, part: QRectF) -> float:
        across, down = part.width(), part.height()
        if self._turns % 2:
            across, down = down, across
        return min(self.width() / max(across, 1), self.height() / max(down, 1))

    def _zoom(self, factor: float) -> None:
        least = min(self._scale_of(QRectF(self._image.rect())), 1.0)
        self._scale = min(max(self._scale * factor, least), _NEAREST)
        self._shift(QPointF())

    def _move(self, right: int, down: int) -> None:
        self._shift(QPointF(right * self.width() * _STEP, down * self.height() * _STEP))

    def _shift(self, by: QPointF) -> None:
        """Move by pixels of the screen; the middle stays on the picture."""
        turned = QTransform().rotate(-90 * self._turns).map(by) / self._scale
        there = self._middle + turned
        whole = QRectF(self._image.rect())
        self._middle = QPointF(
            min(max(there.x(), 0.0), whole.width()), min(max(there.y(), 0.0), whole.height())
        )
        self.update()

    def _light(self, by: int) -> None:
        self._brightness = min(max(self._brightness + by, -200), 200)
        if self._grey is not None:
            self._image = _image(self._grey, self._brightness)
        self.update()


def _image(grey: Luma, brightness: int = 0) -> QImage:
    import numpy as np  # loaded by now: the picture came through it

    shown = grey
    if brightness:
        levels = (np.arange(256) + brightness).clip(0, 255).astype(np.uint8)
        shown = levels[grey]
    whole = np.ascontiguousarray(shown)
    height, width = whole.shape
    return QImage(whole.data, width, height, width, QImage.Format.Format_Grayscale8).copy()
