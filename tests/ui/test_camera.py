"""The camera of the Scan page, on the film that the project draws, through the real player."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boothapp.decoding import Luma, Reading
from boothapp.demo.video import cached_video
from boothapp.labels import BadgeText
from boothapp.ui import camera_sources
from boothapp.ui.camera import CameraFeed, CameraState, CameraStatus
from boothapp.ui.camera_pixels import pixels_of
from boothapp.ui.camera_view import CameraView
from boothapp.ui.covering import Size, covering
from boothapp.ui.frame_reader import OUT_OF_VIEW, FrameReader, Look, Sightings
from boothapp.ui.theme import theme
from tests.decoding.scenes import badge_frame

PEOPLE = (
    BadgeText("AB-0001", "Amara Okonkwo", "Lagos Institute of Technology"),
    BadgeText("abcdefghjkmnpqrstuvwxyz23456789a", "Haruto Tanabe", "Kamogawa University"),
)
_Pixel = QVideoFrameFormat.PixelFormat


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cached_video(tmp_path_factory.mktemp("film"), PEOPLE, "Demo Conf")


@pytest.fixture
def feed(film: Path, qtbot: QtBot) -> Iterator[CameraFeed]:
    feed = CameraFeed(film)
    yield feed
    feed.stop()


def _reader_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "frames"]


def test_that_every_badge_of_the_film_is_read_once_as_it_passes(
    feed: CameraFeed, qtbot: QtBot
) -> None:
    read: list[str] = []
    states: list[CameraStatus] = []
    feed.read.connect(lambda reading: read.append(reading.text))
    feed.state_changed.connect(lambda state: states.append(state.status))
    feed.start()
    qtbot.waitUntil(lambda: len(read) >= 2, timeout=20_000)
    assert read == [person.payload for person in PEOPLE]
    assert states[0] is CameraStatus.STARTING
    assert states[-1] is CameraStatus.RUNNING
    feed.stop()
    assert feed.state == CameraState(CameraStatus.OFF)
    assert _reader_threads() == []


def test_that_the_window_is_not_kept_waiting(feed: CameraFeed, qtbot: QtBot) -> None:
    looks: list[Look] = []
    feed.looked.connect(looks.append)
    feed.start()
    qtbot.waitUntil(lambda: len(looks) >= 5, timeout=15_000)
    image = looks[-1].image
    assert looks[-1].size == (1280, 720)
    assert image.size() == QSize(1280, 720)
    assert image.allGray() is False


def test_that_it_starts_again_after_it_was_stopped(feed: CameraFeed, qtbot: QtBot) -> None:
    for _ in range(3):
        with qtbot.waitSignal(feed.looked, timeout=15_000):
            feed.start()
        feed.stop()
    feed.stop()
    assert _reader_threads() == []


@pytest.mark.qt_log_ignore("Could not open media", extend=True)
def test_that_a_film_which_cannot_be_played_is_explained(tmp_path: Path, qtbot: QtBot) -> None:
    feed = CameraFeed(tmp_path / "none.avi")
    feed.start()
    qtbot.waitUntil(lambda: feed.state.status is CameraStatus.FAILED, timeout=10_000)
    assert "gives no picture" in feed.state.sentence
    feed.stop()


def test_that_no_camera_is_said_and_hurts_nobody(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_sources, "cameras", list)
    feed = CameraFeed()
    feed.start()
    assert feed.state.status is CameraStatus.NO_CAMERA
    assert "scanner" in feed.state.sentence
    assert feed.devices() == []
    feed.stop()


def test_that_a_missing_library_is_named(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "PySide6.QtMultimedia":
                raise ImportError("libpulse.so.0: cannot open shared object file: No such file")

    monkeypatch.delitem(sys.modules, "PySide6.QtMultimedia")
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    feed = CameraFeed()
    feed.start()
    assert feed.state == CameraState(CameraStatus.LIBRARY_MISSING, detail="libpulse.so.0")
    assert "libpulse.so.0" in feed.state.sentence


def test_that_importing_the_camera_does_not_load_what_is_slow() -> None:
    import subprocess

    code = (
        "import sys, boothapp.ui.camera_view;"
        "print([m for m in ('PySide6.QtMultimedia', 'numpy', 'zxingcpp') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_that_nothing_is_written_to_the_terminal_while_the_film_plays(film: Path) -> None:
    import subprocess

    code = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from boothapp.ui import qt_log
from boothapp.ui.camera import CameraFeed
qt_log.install()
app = QApplication([])
feed = CameraFeed(Path(sys.argv[1]))
feed.looked.connect(lambda look: (print(look.size), app.quit()))
feed.start()
app.exec()
feed.stop()
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(film)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.startswith("(1280, 720)")
    assert done.stderr == ""


def test_that_a_code_in_view_counts_once_and_again_after_a_while() -> None:
    sightings = Sightings()
    one, two = _reading("A"), _reading("B")
    assert sightings.fresh([one], 0) == (one,)
    assert sightings.fresh([one, two], 1) == (two,)
    assert sightings.fresh([one], 1 + OUT_OF_VIEW) == ()
    assert sightings.fresh([], 2 + OUT_OF_VIEW) == ()
    assert sightings.fresh([two], 1.1 + OUT_OF_VIEW) == (two,)
    assert sightings.fresh([one], 1.1 + 2 * OUT_OF_VIEW) == (one,)


def test_that_the_newest_frame_wins_and_no_reading_is_lost(qtbot: QtBot) -> None:
    frames = [_frame(badge_frame(f"AB-{number}")) for number in range(8)]
    reader = FrameReader()
    looks: list[Look] = []
    reader.looked.connect(looks.append)
    for number, frame in enumerate(frames):  # the window is busy: nothing can be delivered
        reader.offer(frame)
        deadline = time.monotonic() + 5
        while len(reader._look.fresh if reader._look else ()) <= number:
            assert time.monotonic() < deadline
            time.sleep(0.005)
    qtbot.waitUntil(lambda: len(looks) >= 1, timeout=5000)
    qtbot.wait(100)
    reader.close()
    assert len(looks) == 1
    assert [one.text for one in looks[0].fresh] == [f"AB-{number}" for number in range(8)]
    assert [one.text for one in looks[0].readings] == ["AB-7"]


@pytest.mark.parametrize(
    "pixel_format",
    [
        _Pixel.Format_Y8,
        _Pixel.Format_YUV420P,
        _Pixel.Format_YV12,
        _Pixel.Format_YUV422P,
        _Pixel.Format_NV12,
        _Pixel.Format_NV21,
        _Pixel.Format_YUYV,
        _Pixel.Format_UYVY,
        _Pixel.Format_BGRA8888,
        _Pixel.Format_BGRX8888,
    ],
)
def test_that_every_usual_pixel_format_is_understood(pixel_format: _Pixel) -> None:
    red = QImage(64, 48, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    pixels = pixels_of(_converted(red, pixel_format))
    assert pixels is not None
    assert pixels.luma.shape == (48, 64)
    assert np.ptp(pixels.luma) <= 1
    seen = pixels.image.pixelColor(20, 20)
    if pixel_format is not _Pixel.Format_Y8:
        assert (seen.red(), seen.green(), seen.blue()) == pytest.approx((255, 0, 0), abs=4)


@pytest.mark.parametrize("pixel_format", [_Pixel.Format_YUV420P, _Pixel.Format_BGRX8888])
def test_that_the_picture_is_made_for_its_place_and_the_code_is_read_in_the_whole_frame(
    pixel_format: _Pixel,
) -> None:
    red = QImage(1280, 720, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    pixels = pixels_of(_converted(red, pixel_format), (500, 300))
    assert pixels is not None
    assert pixels.luma.shape == (720, 1280)
    assert pixels.image.size() == QSize(533, 300)
    seen = pixels.image.pixelColor(530, 290)
    assert (seen.red(), seen.green(), seen.blue()) == pytest.approx((255, 0, 0), abs=4)


@given(
    size=st.tuples(st.integers(2, 4000), st.integers(2, 4000)),
    place=st.tuples(st.integers(0, 4000), st.integers(0, 4000)),
)
def test_that_a_picture_fills_its_place_without_being_enlarged(size: Size, place: Size) -> None:
    width, height = covering(size, place)
    assert width <= size[0]
    assert height <= size[1]
    assert width >= min(place[0], size[0]) or height == size[1]
    assert height >= min(place[1], size[1]) or width == size[0]
    assert abs(width * size[1] - height * size[0]) <= max(size), "its proportions, to half a pixel"


def test_that_another_place_changes_the_next_picture(qtbot: QtBot) -> None:
    reader, view = FrameReader(), CameraView(lambda _reading: "Read")
    qtbot.addWidget(view)
    view.resized.connect(reader.show_at)
    looks: list[Look] = []
    reader.looked.connect(looks.append)
    for width, made in ((500, QSize(533, 300)), (700, QSize(747, 420))):
        view.resize(width, width * 3 // 5)
        view.show()
        QApplication.sendPostedEvents()
        looks.clear()
        reader.offer(_frame(badge_frame("AB-1")))
        qtbot.waitUntil(lambda: len(looks) == 1, timeout=5000)
        assert looks[0].image.size() == made
    reader.close()


def test_that_a_picture_made_for_its_place_is_painted_as_it_is(qtbot: QtBot) -> None:
    view = CameraView(lambda _reading: "Read")
    qtbot.addWidget(view)
    view.resize(500, 300)
    stripes = QImage(533, 300, QImage.Format.Format_RGB32)
    stripes.fill(Qt.GlobalColor.white)
    for column in range(0, 533, 2):
        for row in range(300):
            stripes.setPixelColor(column, row, Qt.GlobalColor.black)
    view.show_look(Look(stripes, (1280, 720), (), ()))
    shown = view.grab().toImage()
    seen = [shown.pixelColor(column, 150).lightness() for column in range(500)]
    assert {*seen[0::2]} | {*seen[1::2]} == {0, 255}
    assert len({*seen[0::2]}) == 1, "nothing is blurred"


def test_that_a_mirrored_picture_has_its_outline_over_the_code(qtbot: QtBot) -> None:
    reader, view = FrameReader(), CameraView(lambda _reading: "Read")
    qtbot.addWidget(view)
    view.resize(500, 300)
    looks: list[Look] = []
    reader.looked.connect(looks.append)
    reader.show_at(500, 300)
    frame = np.full((720, 1280), 255, np.uint8)
    frame[:, :640] = badge_frame("AB-1")[:, 320:960]
    for mirrored in (False, True):
        looks.clear()
        reader.mirror(mirrored)
        reader.offer(_frame(frame))
        qtbot.waitUntil(lambda: len(looks) == 1, timeout=5000)
        assert looks[0].mirrored == mirrored
        view.show_look(looks[0])
        shown = view.grab().toImage()
        rows = range(60, 240, 2)
        dark = [x for x in range(500) for y in rows if shown.pixelColor(x, y).lightness() < 60]
        outline = [
            x for x in range(500) for y in rows if shown.pixelColor(x, y) == theme.color("accent")
        ]
        middle = sum(dark) / len(dark)
        assert (middle > 250) == mirrored
        assert min(outline) < middle < max(outline)
        assert looks[0].readings[0].corners[0][0] < 640, "of the frame as it was taken"
    reader.close()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_that_pictures_fit_screens_of_every_pixel_ratio(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ratio: float
) -> None:
    view = CameraView(lambda _reading: "Read")
    qtbot.addWidget(view)
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: ratio)
    for width in range(300, 700, 7):
        view.resize(width, round(width * 0.6))
        made = covering((1280, 720), view.pixels)
        target = view._target((1280, 720))
        if made != (1280, 720):
            assert (target.size() * ratio).toSize() == QSize(*made)
        for side in (target.left(), target.top(), target.right(), target.bottom()):
            assert side * ratio == pytest.approx(round(side * ratio), abs=1e-6)


@pytest.mark.parametrize("at", [-225, 185])
def test_that_the_words_of_a_code_that_is_cut_off_are_seen(qtbot: QtBot, at: int) -> None:
    view = CameraView(lambda _reading: "Read")
    qtbot.addWidget(view)
    view.resize(500, 300)
    white = QImage(640, 480, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    code = ((300, 240 + at), (340, 240 + at), (340, 280 + at), (300, 280 + at))
    view.show_look(Look(white, (640, 480), (Reading("AB-1", code, "QRCode"),), ()))
    shown = view.grab().toImage()
    words = [(x, y) for x in range(0, 500, 4) for y in (12, 20, 280, 288)
             if shown.pixelColor(x, y) == theme.color("accent")]  # fmt: skip
    assert words


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ((720, 30.0), (1080, 30.0)),
        ((720, 30.0), (480, 60.0)),
        ((1080, 30.0), (720, 10.0)),
        ((720, 10.0), (480, 30.0)),
        ((1080, 30.0), (2160, 30.0)),
        ((720, 30.0), (720, 25.0)),
    ],
)
def test_that_the_format_which_reads_best_is_chosen(
    better: tuple[int, float], worse: tuple[int, float]
) -> None:
    assert camera_sources.suitability(*better) > camera_sources.suitability(*worse)


def test_that_the_code_is_outlined_where_it_is_painted(qtbot: QtBot) -> None:
    view = CameraView(lambda reading: f"Read, {reading.text}")
    qtbot.addWidget(view)
    view.resize(500, 300)
    white = QImage(1280, 720, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    plain = Look(white, (1280, 720), (), ())
    view.show_look(plain)
    before = view.grab().toImage()
    view.show_look(Look(white, (1280, 720), (_reading("AB-1"),), ()))
    after = view.grab().toImage()
    assert before.pixelColor(250, 150) == Qt.GlobalColor.white
    assert after.pixelColor(250, 150) == Qt.GlobalColor.white  # inside the code
    assert after.pixelColor(*_OUTLINE) == theme.color("accent")
    qtbot.waitUntil(lambda: view.grab().toImage() == before, timeout=3000)


@pytest.mark.parametrize("tone", ["may_share", "ask", "declined", "already_lead", "unknown"])
def test_that_the_outline_has_the_colour_of_the_verdict(qtbot: QtBot, tone: str) -> None:
    view = CameraView(lambda _reading: "Read")
    qtbot.addWidget(view)
    view.resize(500, 300)
    white = QImage(1280, 720, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    view.show_look(Look(white, (1280, 720), (_reading("AB-1"),), ()))
    view.show_tone(tone)
    assert view.grab().toImage().pixelColor(*_OUTLINE) == theme.color(f"verdict.{tone}.solid")
    view.show_tone(None)
    assert view.grab().toImage().pixelColor(*_OUTLINE) == theme.color("accent")


def test_that_a_view_without_picture_says_why(qtbot: QtBot) -> None:
    view = CameraView(lambda _reading: "")
    qtbot.addWidget(view)
    state = CameraState(CameraStatus.LIBRARY_MISSING, detail="libpulse.so.0")
    view.show_state(state)
    assert view.accessibleDescription() == state.sentence
    assert view.accessibleName()


_OUTLINE = (250, 150 - round(100 * 300 / 720 * 1.22))  # on the line above the code of `_reading`


def _reading(text: str) -> Reading:
    """A code of 200 pixels in the middle of a 1280×720 frame."""
    return Reading(text, ((540, 260), (740, 260), (740, 460), (540, 460)), "QRCode")


def _frame(luma: Luma) -> QVideoFrame:
    height, width = luma.shape
    return QVideoFrame(
        QImage(luma.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
    )


def _converted(image: QImage, pixel_format: _Pixel) -> QVideoFrame:
    """A frame of one colour in another pixel format: red is (81, 90, 240) in television's YUV."""
    description = QVideoFrameFormat(image.size(), pixel_format)
    description.setColorRange(QVideoFrameFormat.ColorRange.ColorRange_Video)
    frame = QVideoFrame(description)
    frame.map(QVideoFrame.MapMode.WriteOnly)
    y, u, v = 81, 90, 240
    patterns: dict[_Pixel, list[list[int]]] = {
        _Pixel.Format_Y8: [[y]],
        _Pixel.Format_YUV420P: [[y], [u], [v]],
        _Pixel.Format_YV12: [[y], [v], [u]],
        _Pixel.Format_YUV422P: [[y], [u], [v]],
        _Pixel.Format_NV12: [[y], [u, v]],
        _Pixel.Format_NV21: [[y], [v, u]],
        _Pixel.Format_YUYV: [[y, u, y, v]],
        _Pixel.Format_UYVY: [[u, y, v, y]],
        _Pixel.Format_BGRA8888: [[0, 0, 255, 255]],
        _Pixel.Format_BGRX8888: [[0, 0, 255, 255]],
    }
    for plane, pattern in enumerate(patterns[pixel_format]):
        bits = frame.bits(plane)
        assert isinstance(bits, memoryview)
        bits[:] = bytes(pattern) * (len(bits) // len(pattern))
    frame.unmap()
    return frame
