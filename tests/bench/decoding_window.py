"""What the window's thread does for a frame: it takes it, and later shows what was seen.

The copy of the pixels and the reading are the other thread's. Painting is a row of its own.
"""

import time
from statistics import median

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat
from PySide6.QtWidgets import QApplication

from boothapp.decoding import Luma
from boothapp.ui.camera_pixels import pixels_of
from boothapp.ui.camera_view import CameraView
from boothapp.ui.frame_reader import FrameReader
from boothapp.ui.scan.source_card import SourceCard
from tests.bench.rows import BenchRow
from tests.decoding.scenes import FRAME, badge_frame

_FRAMES = 60


def rows() -> list[BenchRow]:
    """The window's thread without painting, painting, and the copy on the reading thread."""
    app = QApplication.instance() or QApplication([])
    frame = _nv12(badge_frame("AB-0001"))
    view, reader = CameraView(lambda _reading: "Read"), FrameReader()
    card = SourceCard()
    card.place(view)
    card.resize(622, 480)
    card.show()
    app.processEvents()
    reader.looked.connect(view.show_look)
    reader.show_at(*view.pixels)
    taken, painted = [], []
    try:
        for _ in range(_FRAMES):
            began = time.thread_time()
            reader.offer(frame)
            offered = time.thread_time() - began
            _wait_for_look(reader)
            began = time.thread_time()
            QCoreApplication.sendPostedEvents(reader)
            taken.append((offered + time.thread_time() - began) * 1000)
            began = time.thread_time()
            app.processEvents()
            painted.append((time.thread_time() - began) * 1000)
    finally:
        reader.close()
        card.close()
    copied = []
    for _ in range(_FRAMES):
        began = time.thread_time()
        pixels_of(frame, view.pixels)
        copied.append((time.thread_time() - began) * 1000)
    return [
        BenchRow("decode.window_thread", median(taken), "ms", "1280×720, no painting", None, 0.6),
        BenchRow(
            "decode.window_painting", median(painted), "ms", "620×372 in its card, a code outlined"
        ),
        BenchRow("decode.pixels_copied", median(copied), "ms", "on the reading thread"),
    ]


def _nv12(luma: Luma) -> QVideoFrame:
    width, height = FRAME
    form = QVideoFrameFormat(QSize(width, height), QVideoFrameFormat.PixelFormat.Format_NV12)
    frame = QVideoFrame(form)
    frame.map(QVideoFrame.MapMode.WriteOnly)
    for number, rows_of in ((0, height), (1, height // 2)):
        stride = frame.bytesPerLine(number)
        plane = np.frombuffer(frame.bits(number), dtype=np.uint8)[: stride * rows_of]
        plane = plane.reshape(rows_of, stride)
        plane[:] = 128
        if number == 0:
            plane[:, :width] = luma
    frame.unmap()
    return frame


def _wait_for_look(reader: FrameReader) -> None:
    deadline = time.monotonic() + 10
    while reader._look is None:  # the bench looks inside to leave events alone
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.001)
