"""A camera that is torn out, plugged in again, and falls silent; a film stands in for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtMultimedia import QVideoSink
from pytestqt.qtbot import QtBot

from boothapp.demo.video import cached_video
from boothapp.labels import BadgeText
from boothapp.ui import camera_sources
from boothapp.ui.camera import CameraFeed, CameraState, CameraStatus


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    person = BadgeText("AB-0001", "Amara Okonkwo", "Lagos Institute of Technology")
    return cached_video(tmp_path_factory.mktemp("film"), (person,), "Demo Conf")


class _Plug:
    """A camera that a film stands in for: it can be torn out, plugged in again, and go silent."""

    def __init__(self, film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.film, self.there, self.sources = film, True, list[camera_sources.Film]()
        monkeypatch.setattr(camera_sources, "cameras", lambda: [self] if self.there else [])
        monkeypatch.setattr(camera_sources, "Camera", self.open)

    def open(self, _device: object, sink: QVideoSink, parent: QObject) -> camera_sources.Film:
        self.sources.append(camera_sources.Film(self.film, sink, parent))
        return self.sources[-1]

    def description(self) -> str:
        return "Booth camera"

    def id(self) -> QByteArray:
        return QByteArray(b"booth-camera")


@pytest.fixture
def plug(film: Path, monkeypatch: pytest.MonkeyPatch) -> _Plug:
    return _Plug(film, monkeypatch)


def test_that_a_camera_torn_out_is_said_and_goes_on_when_it_is_back(
    plug: _Plug, qtbot: QtBot
) -> None:
    feed = CameraFeed()
    feed.start()
    running = CameraState(CameraStatus.RUNNING, "Booth camera")
    qtbot.waitUntil(lambda: feed.state == running, timeout=10_000)
    plug.there = False
    assert feed._watch is not None
    feed._watch.videoInputsChanged.emit()
    assert feed.state.status is CameraStatus.NO_CAMERA
    assert "plugged in" in feed.state.sentence
    plug.there = True
    feed._watch.videoInputsChanged.emit()
    qtbot.waitUntil(lambda: feed.state == running, timeout=10_000)
    feed.stop()


def test_that_a_camera_which_failed_is_tried_again_without_a_plug(
    plug: _Plug, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("boothapp.ui.camera._AGAIN", 200)
    feed = CameraFeed()
    states: list[CameraStatus] = []
    feed.state_changed.connect(lambda state: states.append(state.status))
    feed.start()
    qtbot.waitUntil(lambda: feed.state.status is CameraStatus.RUNNING, timeout=10_000)
    plug.sources[-1].failed.emit("Device gone")
    qtbot.waitUntil(lambda: feed.state.status is CameraStatus.FAILED, timeout=5_000)
    assert feed.state.name == "Booth camera"
    qtbot.waitUntil(lambda: feed.state.status is CameraStatus.RUNNING, timeout=10_000)
    after = states[states.index(CameraStatus.FAILED) :]
    assert after == [CameraStatus.FAILED, CameraStatus.RUNNING], "without flicker in between"
    feed.stop()
    assert feed.state.status is CameraStatus.OFF
