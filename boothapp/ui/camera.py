"""The camera of the Scan page: frames to show and codes that were read, or why there are none."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, QTimer, Signal

from boothapp.domain.codes import CodeChoice
from boothapp.ui.frame_reader import FrameReader, Look

if TYPE_CHECKING:  # QtMultimedia is loaded when the camera first starts
    from PySide6.QtMultimedia import QMediaDevices, QVideoFrame, QVideoSink

    from boothapp.ui.camera_sources import Camera, Film

_PATIENCE = 5000  # ms without a frame after which a camera is said to give none
_AGAIN = 3000  # ms after which a camera that failed is tried again: no plug need be pulled
_LIBRARY = re.compile(r"(lib[\w.+-]+?\.(?:so|dylib|dll)[.\d]*)")


class CameraStatus(StrEnum):
    """What the camera is doing."""

    OFF = "off"
    STARTING = "starting"
    RUNNING = "running"
    NO_CAMERA = "no_camera"
    REFUSED = "refused"
    LIBRARY_MISSING = "library_missing"
    FAILED = "failed"


_SENTENCES = {
    CameraStatus.OFF: "The camera is off.",
    CameraStatus.STARTING: "The camera is starting …",
    CameraStatus.RUNNING: "Show the next badge.",
    CameraStatus.NO_CAMERA: "No camera is plugged in. A scanner, images and typing work.",
    CameraStatus.REFUSED: "The system does not let BoothApp use the camera. Allow it in the "
    "system's privacy settings. A scanner, images and typing work.",
    CameraStatus.LIBRARY_MISSING: "The camera needs a library that is missing here: {detail}. "
    "A scanner, images and typing work.",
    CameraStatus.FAILED: "The camera gives no picture: {detail}. Another program may use it, or "
    "it was unplugged.",
}


@dataclass(frozen=True, slots=True)
class CameraState:
    """What the camera is doing, with its name, and why where it does not run."""

    status: CameraStatus
    name: str = ""
    detail: str = ""

    @property
    def sentence(self) -> str:
        """The state in words for staff."""
        return _SENTENCES[self.status].format(detail=self.detail or "unknown")


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera that can be chosen."""

    id: str
    name: str


class CameraFeed(QObject):
    """Frames and readings from a camera, or from a film in its place; no frame is ever kept.

    `looked` carries a Look per frame, `read` one Reading per scan (a code that stays in view
    counts once), `state_changed` a CameraState; all in the window's thread.
    """

    looked = Signal(object)
    read = Signal(object)
    state_changed = Signal(object)

    def __init__(self, film: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._film = film
        self._chosen = ""
        self._device = ""
        self._codes = CodeChoice()
        self._place: tuple[int, int] | None = None
        self._mirrored = False
        self._state = CameraState(CameraStatus.OFF)
        self._wanted = False
        self._reader: FrameReader | None = None
        self._sink: QVideoSink | None = None
        self._source: Camera | Film | None = None
        self._watch: QMediaDevices | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(lambda: self._fail("it sends no frames"))
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self._try_again)
        self._trying_again = False

    @property
    def state(self) -> CameraState:
        """What the camera is doing now."""
        return self._state

    @staticmethod
    def devices() -> list[CameraDevice]:
        """The cameras to choose from, the system's default first; none without the library."""
        try:
            from boothapp.ui import camera_sources
        except ImportError:
            return []
        camera_sources.quieten()
        return [
            CameraDevice(camera_sources.device_id(device), device.description())
            for device in camera_sources.cameras()
        ]

    def choose(self, device_id: str) -> None:
        """Use this camera from now on; an empty id, or an absent camera, means the default one."""
        self._chosen = device_id
        if self._wanted:
            self.start()

    def choose_codes(self, choice: CodeChoice) -> None:
        """Look for these kinds of code from now on."""
        self._codes = choice
        if self._reader is not None:
            self._reader.choose(choice)

    def show_at(self, width: int, height: int) -> None:
        """Make the pictures for a place of so many pixels of the screen."""
        self._place = width, height
        if self._reader is not None:
            self._reader.show_at(width, height)

    def mirror(self, mirrored: bool) -> None:
        """Whether pictures of a camera are as in a mirror; those of a film never are."""
        self._mirrored = mirrored and self._film is None
        if self._reader is not None:
            self._reader.mirror(self._mirrored)

    def start(self) -> None:
        """Switch on, or try again; `state_changed` tells what comes of it."""
        self._close()
        self._wanted = True
        self._become(CameraStatus.STARTING)
        try:
            from PySide6.QtMultimedia import QMediaDevices

            from boothapp.ui import camera_sources
        except ImportError as error:
            library = _LIBRARY.search(str(error))
            self._become(CameraStatus.LIBRARY_MISSING, detail=library[1] if library else str(error))
            return
        camera_sources.quieten()
        if self._film is not None:
            self._open_source()
            return
        self._watch = QMediaDevices(self)
        self._watch.videoInputsChanged.connect(self._devices_changed)
        permission, app = QCameraPermission(), QCoreApplication.instance()
        assert app is not None  # noqa: S101 - there is no widget without one
        if app.checkPermission(permission) == Qt.PermissionStatus.Undetermined:
            app.requestPermission(permission, self, lambda _answer: self._open_if_allowed())
        else:
            self._open_if_allowed()

    def stop(self) -> None:
        """Switch off and free everything: camera, file, thread."""
        self._wanted = False
        self._close()
        self._become(CameraStatus.OFF)

    def _open_if_allowed(self) -> None:
        app = QCoreApplication.instance()
        if not self._wanted or app is None:
            return
        if app.checkPermission(QCameraPermission()) == Qt.PermissionStatus.Granted:
            self._open_source()
        else:
            self._become(CameraStatus.REFUSED)

    def _open_source(self) -> None:
        from PySide6.QtMultimedia import QVideoSink

        from boothapp.ui import camera_sources

        sink = QVideoSink(self)
        if self._film is not None:
            name = self._film.name
            source: Camera | Film = camera_sources.Film(self._film, sink, self)
        else:
            devices = camera_sources.cameras()
            if not devices:
                self._become(CameraStatus.NO_CAMERA)
                return
            named = [one for one in devices if camera_sources.device_id(one) == self._chosen]
            device = (named or devices)[0]
            name = device.description()
            source = camera_sources.Camera(device, sink, self)
        self._device = name
        self._become(CameraStatus.STARTING, name)
        self._sink, self._source, self._reader = sink, source, FrameReader(self._codes, self)
        self._reader.mirror(self._mirrored)
        self._reader.looked.connect(self._deliver)
        if self._place is not None:
            self._reader.show_at(*self._place)
        source.failed.connect(self._fail, Qt.ConnectionType.QueuedConnection)
        sink.videoFrameChanged.connect(self._offer)
        self._patience.start()

    def _offer(self, frame: "QVideoFrame") -> None:
        if self._reader is not None and frame.isValid():
            self._reader.offer(frame)

    def _deliver(self, look: Look) -> None:
        self._patience.start()
        if self._state.status is not CameraStatus.RUNNING:
            self._become(CameraStatus.RUNNING, self._device)
        self.looked.emit(look)
        for reading in look.fresh:
            self.read.emit(reading)

    def _fail(self, detail: str) -> None:
        if self._source is None:
            return  # said already
        name = self._device
        self._release()
        self._become(CameraStatus.FAILED, name, detail.rstrip("."))
        if self._film is None:
            self._again.start()

    def _try_again(self) -> None:
        """Quietly: what is wrong stays on the screen until the camera runs."""
        if self._wanted and self._state.status is CameraStatus.FAILED:
            self._trying_again = True
            self.start()

    def _devices_changed(self) -> None:
        """Plugged in: start. Torn out: say so, or go on with another one."""
        is_waiting = self._state.status in (CameraStatus.NO_CAMERA, CameraStatus.FAILED)
        if is_waiting or self._state.name not in (device.name for device in self.devices()):
            self.start()

    def _become(self, status: CameraStatus, name: str = "", detail: str = "") -> None:
        state = CameraState(status, name, detail)
        if status is not CameraStatus.STARTING:
            self._trying_again = False
        elif self._trying_again:
            return
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    def _close(self) -> None:
        self._release()
        if self._watch is not None:
            self._watch.deleteLater()
            self._watch = None

    def _release(self) -> None:
        self._patience.stop()
        self._again.stop()
        if self._source is not None and self._sink is not None and self._reader is not None:
            self._sink.videoFrameChanged.disconnect(self._offer)
            self._source.stop()
            self._reader.close()
            for part in (self._source, self._sink, self._reader):
                part.deleteLater()
        self._source = self._sink = self._reader = None
