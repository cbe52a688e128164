"""Where frames come from: a camera, or a film that stands in for one.

This module is imported when the first camera starts, not before: QtMultimedia is slow to load and
needs system libraries that may be missing.
"""

import os
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, QObject, QUrl, Signal
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QMediaCaptureSession,
    QMediaDevices,
    QMediaPlayer,
    QVideoSink,
)

_WANTED_HEIGHT = 720  # 480 lines read half as many badges, 1080 no more but at twice the cost
_FLUENT = 24  # frames per second


def quieten() -> None:
    """Let Qt not warn of absent hardware decoders: the processor decodes just as well.

    FFmpeg by itself writes to stderr what it opens and how; where Qt hears it, it goes the way of
    Qt's own messages, and what is no fault is dropped before it is made. Before anything of
    QtMultimedia is made.
    """
    os.environ.setdefault("QT_FFMPEG_DEBUG", "1")
    QLoggingCategory.setFilterRules(
        "qt.multimedia.symbolsresolver=false\n"
        "qt.multimedia.playbackengine.codec=false\n"
        "qt.multimedia.ffmpeg.info=false\n"
        "default.debug=false\n"
        "default.info=false"
    )


class Film(QObject):
    """A video file, over and over, at its own speed."""

    failed = Signal(str)

    def __init__(self, path: Path, sink: QVideoSink, parent: QObject) -> None:
        super().__init__(parent)
        self._player = QMediaPlayer(self)
        self._player.errorOccurred.connect(self._fail)
        self._player.setVideoSink(sink)
        self._player.setLoops(QMediaPlayer.Loops.Infinite)
        self._player.setSource(QUrl.fromLocalFile(str(path)))
        self._player.play()

    def stop(self) -> None:
        """Let go of the file."""
        self._player.stop()
        self._player.setVideoSink(None)  # type: ignore[arg-type] # the stubs forget None
        self._player.setSource(QUrl())

    def _fail(self, _error: QMediaPlayer.Error, text: str) -> None:
        self.failed.emit(text)


class Camera(QObject):
    """A real camera, in the picture size that reads best."""

    failed = Signal(str)

    def __init__(self, device: QCameraDevice, sink: QVideoSink, parent: QObject) -> None:
        super().__init__(parent)
        self._camera = QCamera(device, self)
        self._camera.errorOccurred.connect(self._fail)
        formats = device.videoFormats()
        if formats:
            sizes = [
                (one.resolution().height(), one.maxFrameRate(), number)
                for number, one in enumerate(formats)
            ]
            best = max(sizes, key=lambda size: suitability(size[0], size[1]))
            self._camera.setCameraFormat(formats[best[2]])
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(sink)
        self._camera.start()

    def stop(self) -> None:
        """Switch the camera off."""
        self._camera.stop()
        self._session.setVideoSink(None)  # type: ignore[arg-type] # the stubs forget None

    def _fail(self, _error: QCamera.Error, text: str) -> None:
        self.failed.emit(text)


def suitability(height: int, rate: float) -> tuple[bool, bool, int, float]:
    """A sort key for a camera's formats: the largest is the best for reading badges."""
    return height >= _WANTED_HEIGHT, rate >= _FLUENT, -abs(height - _WANTED_HEIGHT), rate


def cameras() -> list[QCameraDevice]:
    """The cameras that are plugged in, the system's default one first."""
    standard = QMediaDevices.defaultVideoInput()
    return sorted(QMediaDevices.videoInputs(), key=lambda device: device != standard)


def device_id(device: QCameraDevice) -> str:
    """What a camera is remembered by."""
    return bytes(device.id().data()).decode("utf-8", "replace")
