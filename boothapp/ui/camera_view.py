"""The live picture on the Scan page, with the code that was read outlined."""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from boothapp.ui import camera_overlay as overlay
from boothapp.ui import icons
from boothapp.ui.camera import CameraState, CameraStatus
from boothapp.ui.covering import covering
from boothapp.ui.frame_reader import Look
from boothapp.ui.theme import theme
from boothapp.ui.widgets.painting import painter_for

if TYPE_CHECKING:
    from boothapp.decoding import Point, Reading

_OUTLINE_STAYS = 400  # ms after the code was last seen: a hand trembles
_QUIET_ZONE = 1.22  # the outline's size against the code's
_OUTLINE = 4.0
_BEVEL = 10.0
_PROPORTIONS = QSize(500, 300)
_RESIZED = {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange}
_NO_VERDICT = ("accent", "on_accent")


class CameraView(QWidget):
    """Paints frames cropped to fill the top of a card; where none come, says why.

    `label` turns a reading into the words beside it, such as "Read, pretix"; it is called in the
    window's thread, once for each code that is seen. `resized` carries its size in pixels of the
    screen: pictures made for it are painted as they are.
    """

    resized = Signal(int, int)

    def __init__(self, label: Callable[["Reading"], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._look: Look | None = None
        self._outlined: Sequence[Reading] = ()
        self._labels: dict[str, str] = {}
        self._fill, self._ink = _NO_VERDICT
        self._state = CameraState(CameraStatus.OFF)
        self._forget = QTimer(self, singleShot=True, interval=_OUTLINE_STAYS)
        self._forget.timeout.connect(self._clear_outline)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Live picture of the camera"))
        self.show_state(self._state)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The proportions of the design: 5 to 3."""
        return _PROPORTIONS

    def show_look(self, look: Look) -> None:
        """Paint this frame, and outline what was read in it."""
        self._look = look
        if look.readings:
            self._outlined = look.readings
            self._labels = {
                reading.text: self._labels.get(reading.text) or self._label(reading)
                for reading in look.readings
            }
            self._forget.start()
        self.update()

    def show_tone(self, tone: str | None) -> None:
        """Outline in the colours of this verdict; of none, while a reading has no verdict yet."""
        known = (f"verdict.{tone}.solid", f"verdict.{tone}.on_solid")
        self._fill, self._ink = _NO_VERDICT if tone is None else known
        self.update()

    def show_state(self, state: CameraState) -> None:
        """Say what the camera is doing where there is no picture of it."""
        self._state = state
        if state.status is not CameraStatus.RUNNING:
            self._look = None
            self._clear_outline()
        self.setAccessibleDescription(state.sentence)
        self.update()

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in pixels of the screen."""
        size = self.size() * self.devicePixelRatioF()
        return size.width(), size.height()

    def event(self, event: QEvent) -> bool:
        """Tell of another size, and of a screen with other pixels."""
        answer = super().event(event)
        if event.type() in _RESIZED:
            self.resized.emit(*self.pixels)
        return answer

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the frame or the reason for none."""
        painter = painter_for(self)
        if self._look is None:
            self._paint_reason(painter)
        else:
            target = self._target(self._look.size)
            self._paint_picture(painter, self._look.image, target)
            for reading in self._outlined:
                self._paint_outline(painter, reading, target)
        left, right = overlay.corners(self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, 0), left)
        painter.drawPixmap(QPointF(self.width() - right.deviceIndependentSize().width(), 0), right)

    def _paint_picture(self, painter: QPainter, image: QImage, target: QRectF) -> None:
        """One made for this place goes there pixel by pixel."""
        ratio = self.devicePixelRatioF()
        if image.size() == (target.size() * ratio).toSize():
            image.setDevicePixelRatio(ratio)
            painter.drawImage(target.topLeft(), image)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, image)

    def _clear_outline(self) -> None:
        self._outlined, self._labels = (), {}
        self.update()

    def _target(self, size: tuple[int, int]) -> QRectF:
        """Where a frame of `size` goes so that it fills the widget; whole pixels of the screen."""
        place, ratio = self.pixels, self.devicePixelRatioF()
        width, height = covering(size, place, at_most=math.inf)
        left, top = (place[0] - width) // 2, (place[1] - height) // 2
        return QRectF(left / ratio, top / ratio, width / ratio, height / ratio)

    def _paint_reason(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), theme.color("sunken"))
        painter.setFont(theme.font("body_l"))
        painter.setPen(theme.color("text_secondary"))
        margin, side = theme.size("space.x3"), theme.size("icon.size_verdict_compact")
        where = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        height = painter.boundingRect(where, centred, self._state.sentence).height()
        mark = QRectF(0, 0, side, side)
        mark.moveCenter(where.center() - QPointF(0, height / 2))
        is_trouble = self._state.status not in (CameraStatus.OFF, CameraStatus.STARTING)
        icons.paint(painter, "ph.camera-slash" if is_trouble else "ph.camera", "muted", mark)
        where.setTop(mark.bottom() + theme.size("space.m"))
        painter.drawText(where, centred, self._state.sentence)

    def _paint_outline(self, painter: QPainter, reading: "Reading", target: QRectF) -> None:
        assert self._look is not None  # noqa: S101 - only a frame has outlines
        scale = target.width() / self._look.size[0]
        corners = _widened([_placed(self._seen(point), scale, target) for point in reading.corners])
        pen = QPen(theme.color(self._fill), _OUTLINE)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_bevelled(corners))
        self._paint_label(painter, self._labels.get(reading.text, ""), QPolygonF(corners))

    def _seen(self, point: "Point") -> "Point":
        """Where a point of the frame is in the picture."""
        look = self._look
        return (look.size[0] - point[0], point[1]) if look and look.mirrored else point

    def _paint_label(self, painter: QPainter, text: str, code: QPolygonF) -> None:
        """Beside the code where there is room, else over it; seen though the code is cut off."""
        gap, around = theme.size("space.s"), code.boundingRect()
        picture = overlay.label(text, self._fill, self._ink, self.devicePixelRatioF())
        size = picture.deviceIndependentSize()
        left = min(around.right() + 2 * gap, self.width() - size.width() - gap)
        top = min(around.center().y() - size.height() / 2, self.height() - size.height() - gap)
        painter.drawPixmap(QPointF(max(left, gap), max(top, gap)).toPoint(), picture)


def _placed(point: "Point", scale: float, target: QRectF) -> QPointF:
    return QPointF(target.left() + point[0] * scale, target.top() + point[1] * scale)


def _widened(corners: Sequence[QPointF]) -> list[QPointF]:
    """The corners moved away from their middle, so that the quiet zone lies inside."""
    middle = sum(corners, QPointF()) / len(corners)
    return [middle + (corner - middle) * _QUIET_ZONE for corner in corners]


def _bevelled(corners: Sequence[QPointF]) -> QPainterPath:
    """The outline through these corners, each of them rounded."""
    path = QPainterPath()
    for number, corner in enumerate(corners):
        before, after = corners[number - 1], corners[(number + 1) % len(corners)]
        start, end = _towards(corner, before), _towards(corner, after)
        if number == 0:
            path.moveTo(start)
        else:
            path.lineTo(start)
        path.quadTo(corner, end)
    path.closeSubpath()
    return path


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    away = other - corner
    length = max((away.x() ** 2 + away.y() ** 2) ** 0.5, 1.0)
    inset: QPointF = corner + away * min(_BEVEL / length, 0.5)
    return inset
