"""A frame's brightness for the decoder and its colours for the eye, both copied out of it."""

from dataclasses import dataclass

import numpy as np
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from boothapp.decoding import Luma
from boothapp.ui.covering import Size, covering

_Format = QVideoFrameFormat.PixelFormat
_Range = QVideoFrameFormat.ColorRange
ANY_PLACE: Size = (1280, 720)  # while it is not known where the picture goes
_NO_COLOUR = 128  # of a colour difference
# Television's ranges (brightness 16 to 235, colours 16 to 240) to the full ones of a screen.
_FULL_RANGE = [min(max(round((value - 16) * 255 / 219), 0), 255) for value in range(256)] + 2 * [
    min(max(round((value - 128) * 255 / 224) + 128, 0), 255) for value in range(256)
]


@dataclass(frozen=True, slots=True)
class Pixels:
    """One frame: `luma` in full size, `image` no larger than the place needs that shows it."""

    luma: Luma
    image: QImage


@dataclass(frozen=True, slots=True)
class _Planes:
    """Brightness and, at half the width and full or half the height, colour differences."""

    y: Luma
    u: Luma | None = None
    v: Luma | None = None


def pixels_of(frame: QVideoFrame, place: Size = ANY_PLACE) -> Pixels | None:
    """The pixels of `frame`, or None where it cannot be read. May be called on any thread.

    The image is made small enough here to fill `place` just so: on the way there it costs least,
    and the window's thread has nothing left to scale.
    """
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return None
    try:  # everything is copied before unmap(): the views die with it
        planes = _planes(frame)
        if planes is not None:
            luma = planes.y.copy()
            size = covering((frame.width(), frame.height()), place)
            return Pixels(luma, _coloured(planes, luma, size, frame.surfaceFormat().colorRange()))
        image = _rgb(frame)
    finally:
        frame.unmap()
    if image.isNull():
        image = frame.toImage()  # rare formats: slow, but it knows them all
    return None if image.isNull() else Pixels(_grey(image), _scaled(image, place))


def _planes(frame: QVideoFrame) -> _Planes | None:
    width, height = frame.width(), frame.height()
    match frame.pixelFormat():
        case _Format.Format_Y8:
            return _Planes(_plane(frame, 0, width, height))
        case _Format.Format_YUV420P:
            return _Planes(_plane(frame, 0, width, height), *_halves(frame, 1, 2, height // 2))
        case _Format.Format_YV12:
            return _Planes(_plane(frame, 0, width, height), *_halves(frame, 2, 1, height // 2))
        case _Format.Format_YUV422P:
            return _Planes(_plane(frame, 0, width, height), *_halves(frame, 1, 2, height))
        case _Format.Format_NV12:
            pairs = _plane(frame, 1, width // 2 * 2, height // 2)
            return _Planes(_plane(frame, 0, width, height), pairs[:, 0::2], pairs[:, 1::2])
        case _Format.Format_NV21:
            pairs = _plane(frame, 1, width // 2 * 2, height // 2)
            return _Planes(_plane(frame, 0, width, height), pairs[:, 1::2], pairs[:, 0::2])
        case _Format.Format_YUYV:
            packed = _plane(frame, 0, width * 2, height)
            return _Planes(packed[:, 0::2], packed[:, 1::4], packed[:, 3::4])
        case _Format.Format_UYVY:
            packed = _plane(frame, 0, width * 2, height)
            return _Planes(packed[:, 1::2], packed[:, 0::4], packed[:, 2::4])
    return None


def _plane(frame: QVideoFrame, number: int, width: int, height: int) -> Luma:
    stride = frame.bytesPerLine(number)
    data = np.frombuffer(frame.bits(number), dtype=np.uint8)
    if data.size < stride * (height - 1) + width:
        raise ValueError(f"plane {number} of {frame.pixelFormat()} is too short")
    return np.lib.stride_tricks.as_strided(data, (height, width), (stride, 1))


def _halves(frame: QVideoFrame, u: int, v: int, height: int) -> tuple[Luma, Luma]:
    width = frame.width() // 2
    return _plane(frame, u, width, height), _plane(frame, v, width, height)


def _coloured(planes: _Planes, luma: Luma, size: Size, colours_from: _Range) -> QImage:
    picture = Image.merge("YCbCr", [_resized(one, size) for one in (luma, planes.u, planes.v)])
    if colours_from is _Range.ColorRange_Video:
        picture = picture.point(_FULL_RANGE)
    data = picture.convert("RGB").tobytes("raw", "BGRX")
    return QImage(data, *size, size[0] * 4, QImage.Format.Format_RGB32).copy()


def _resized(plane: Luma | None, size: Size) -> Image.Image:
    if plane is None:
        return Image.new("L", size, _NO_COLOUR)
    whole = Image.fromarray(np.ascontiguousarray(plane))
    return whole.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _scaled(image: QImage, place: Size) -> QImage:
    size = QSize(*covering((image.width(), image.height()), place))
    if size == image.size():
        return image
    exactly, smooth = (
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return image.scaled(size, exactly, smooth)


def _rgb(frame: QVideoFrame) -> QImage:
    """The picture of a frame whose pixels Qt knows as those of a QImage, else a null image."""
    kind = QVideoFrameFormat.imageFormatFromPixelFormat(frame.pixelFormat())
    if kind == QImage.Format.Format_Invalid:
        return QImage()
    stride = frame.bytesPerLine(0)
    view = QImage(frame.bits(0), frame.width(), frame.height(), stride, kind)
    return view.convertToFormat(QImage.Format.Format_RGB32).copy()


def _grey(image: QImage) -> Luma:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), dtype=np.uint8)
    return rows.reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()].copy()
