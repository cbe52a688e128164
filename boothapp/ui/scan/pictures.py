"""Pictures that were dropped, pasted or opened: read on a worker, several in one go."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from boothapp.domain.people import ScanSource
from boothapp.ui.tasks import Job, Progress, Tasks

if TYPE_CHECKING:  # numpy and zxing-cpp are loaded by the worker, with the first picture
    from boothapp.decoding import Reading

_log = logging.getLogger(__name__)


_NOT_LOOKED_AT = "not looked at"


@dataclass(frozen=True, slots=True)
class Picture:
    """Something to look for codes in."""

    name: str
    content: Path | bytes


@dataclass(frozen=True, slots=True)
class Looked:
    """What one picture held; `problem` says why it could not be looked at."""

    picture: Picture
    payloads: tuple[str, ...] = ()
    problem: str = ""

    @property
    def reason(self) -> str:
        """Why it gave nothing; empty where it gave a code."""
        return self.problem or ("" if self.payloads else "no code could be read")

    @property
    def codeless(self) -> bool:
        """Whether it was a picture, but none with a readable code."""
        return not self.problem and not self.payloads

    @property
    def skipped(self) -> bool:
        """Whether somebody stopped before it was its turn."""
        return self.problem == _NOT_LOOKED_AT

    @property
    def line(self) -> str:
        """Name and reason in one line."""
        return f"{self.picture.name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of pictures that came in one go."""

    looked: tuple[Looked, ...]
    source: ScanSource

    @property
    def unread(self) -> tuple[Looked, ...]:
        """Those that gave nothing."""
        return tuple(one for one in self.looked if one.reason)


class PictureIntake(QObject):
    """Looks at pictures one after the other. `looked` comes for each, then `finished` once.

    `finished` carries all of them, as a Batch.
    """

    looked = Signal(object, object)
    progressed = Signal(int, int)
    finished = Signal(object)
    _arrived = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._job: Job | None = None
        self._source = ScanSource.IMAGE
        self._pictures: tuple[Picture, ...] = ()
        self._seen: list[Looked] = []
        self._arrived.connect(self._deliver)

    @property
    def busy(self) -> bool:
        """Whether pictures are being looked at."""
        return self._job is not None

    @property
    def several(self) -> bool:
        """Whether more than one picture is being looked at."""
        return len(self._pictures) > 1

    def take(self, pictures: Sequence[Picture], source: ScanSource) -> None:
        """Look at these; while others are being looked at, nothing is taken."""
        if self.busy or not pictures:
            return
        self._source, self._pictures, self._seen = source, tuple(pictures), []
        self._job = self._tasks.background(
            lambda progress: self._look(pictures, progress), self._end, self._end
        )
        self._job.progressed.connect(self.progressed)

    def stop(self) -> None:
        """Leave the rest; they come with `finished`, as skipped."""
        if self._job is not None:
            self._job.cancel()

    def _look(self, pictures: Sequence[Picture], progress: Progress) -> None:
        for done, picture in enumerate(pictures):
            progress(done, len(pictures))
            self._arrived.emit(look_at(picture))
        progress(len(pictures), len(pictures))

    def _deliver(self, looked: Looked) -> None:
        self._seen.append(looked)
        self.looked.emit(looked, self._source)

    def _end(self, _: object) -> None:
        self._job = None
        left = (Looked(one, problem=_NOT_LOOKED_AT) for one in self._pictures[len(self._seen) :])
        batch = Batch((*self._seen, *left), self._source)
        self._pictures, self._seen = (), []
        self.finished.emit(batch)


def look_at(picture: Picture) -> Looked:
    """Every code of one picture. Never raises: what went wrong is its `problem`."""
    from boothapp.decoding import NotAPicture, decode_image

    try:
        readings: list[Reading] = decode_image(picture.content)
    except NotAPicture as error:
        return Looked(picture, problem=error.reason)
    except Exception as error:  # one picture must not end the others of its batch
        _log.error("a picture could not be read", exc_info=error)
        return Looked(picture, problem="cannot be read")
    return Looked(picture, tuple(reading.text for reading in readings))


def pictures_in(data: QMimeData | None) -> list[Picture]:
    """The pictures that are dragged or lie on the clipboard."""
    if data is None:
        return []
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return [Picture(file.name, file) for file in files]
    image = data.imageData() if data.hasImage() else None
    return [Picture("The pasted picture", _png(image))] if isinstance(image, QImage) else []


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(buffer.data().data())
