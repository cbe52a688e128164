"""Frames to codes on a thread of its own: the newest frame wins, and nothing queues up."""

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from boothapp.domain.codes import CodeChoice

if TYPE_CHECKING:  # the libraries behind these are slow to load: the thread does that
    from PySide6.QtMultimedia import QVideoFrame

    from boothapp.decoding import FrameDecoder, Reading

_log = logging.getLogger(__name__)
OUT_OF_VIEW = 3.0  # seconds after which the same code counts again


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one frame.

    `image` is what to show, made for its place from the frame of `size` pixels, in which the
    corners of the `readings` count. `fresh` are the readings that count as a new scan. A `mirrored`
    image has left and right exchanged; the corners are those of the frame all the same.
    """

    image: QImage
    size: tuple[int, int]
    readings: tuple["Reading", ...]
    fresh: tuple["Reading", ...]
    mirrored: bool = False


class Sightings:
    """Which codes are in view, so that one that stays counts once."""

    def __init__(self) -> None:
        self._last_seen: dict[str, float] = {}

    def fresh(self, readings: Sequence["Reading"], now: float) -> tuple["Reading", ...]:
        """Those of `readings` that were out of view for three seconds before `now` (seconds)."""
        in_view = {
            text: seen for text, seen in self._last_seen.items() if now - seen <= OUT_OF_VIEW
        }
        new = {reading.text: reading for reading in readings if reading.text not in in_view}
        self._last_seen = in_view | {reading.text: now for reading in readings}
        return tuple(new.values())


class FrameReader(QObject):
    """Takes frames from the window's thread and gives looks back to it.

    Between two looks that the window took, only the newest picture is kept; fresh readings are
    never dropped.
    """

    looked = Signal(object)
    _ready = Signal()

    def __init__(self, choice: CodeChoice | None = None, parent: QObject | None = None) -> None:
        """`choice` says which kinds of code are looked for; without one all of them are."""
        super().__init__(parent)
        self._choice = choice or CodeChoice()
        self._place: tuple[int, int] | None = None
        self._mirrored = False
        self._change = threading.Condition()
        self._frame: QVideoFrame | None = None
        self._look: Look | None = None
        self._open = True
        self._complaint = ""
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="frames", daemon=True)
        self._thread.start()

    def offer(self, frame: "QVideoFrame") -> None:
        """Have `frame` looked at, instead of any earlier one that still waits."""
        with self._change:
            self._frame = frame
            self._change.notify()

    def choose(self, choice: CodeChoice) -> None:
        """Look for these kinds from the next frame on."""
        self._choice = choice

    def show_at(self, width: int, height: int) -> None:
        """Make the pictures of the next frames for a place of so many pixels of the screen."""
        self._place = width, height

    def mirror(self, mirrored: bool) -> None:
        """Whether the pictures of the next frames are as in a mirror."""
        self._mirrored = mirrored

    def close(self) -> None:
        """End the thread after the look that is under way; nothing is delivered any more."""
        with self._change:
            self._open = False
            self._change.notify()
        self._thread.join()
        self._frame = self._look = None

    def _work(self) -> None:
        from boothapp.decoding import FrameDecoder

        choice = self._choice
        decoder, sightings = FrameDecoder(choice), Sightings()
        while (frame := self._next()) is not None:
            if self._choice is not choice:
                choice = self._choice
                decoder.choose(choice)
            try:
                look = _look_at(frame, self._place, decoder, sightings)
                if look is not None and self._mirrored:
                    look = replace(look, image=_as_in_a_mirror(look.image), mirrored=True)
            except Exception as error:  # an odd frame must not end the reading of all others
                self._complain(error)
                continue
            finally:
                del frame  # frames are few: the camera waits for this one to come back
            if look is not None:
                self._hand_over(look)

    def _complain(self, error: Exception) -> None:
        """Log what went wrong, but not 25 times in each second."""
        if repr(error) != self._complaint:
            self._complaint = repr(error)
            _log.error("a frame could not be read", exc_info=error)

    def _next(self) -> "QVideoFrame | None":
        with self._change:
            self._change.wait_for(lambda: self._frame is not None or not self._open)
            frame, self._frame = self._frame, None
            return frame if self._open else None

    def _hand_over(self, look: Look) -> None:
        with self._change:
            waiting = self._look
            kept = waiting.fresh if waiting is not None else ()
            self._look = replace(look, fresh=kept + look.fresh)
            if waiting is None and self._open:
                self._ready.emit()

    def _deliver(self) -> None:
        with self._change:
            look, self._look = self._look, None
        if look is not None:
            self.looked.emit(look)


def _as_in_a_mirror(image: QImage) -> QImage:
    # Here and not while painting: a turned picture costs the window's thread three times as much.
    return image.flipped(Qt.Orientation.Horizontal)


def _look_at(
    frame: "QVideoFrame",
    place: tuple[int, int] | None,
    decoder: "FrameDecoder",
    sightings: Sightings,
) -> Look | None:
    from boothapp.ui import camera_pixels  # loaded by now: only the name is fetched

    pixels = camera_pixels.pixels_of(frame, place or camera_pixels.ANY_PLACE)
    if pixels is None:
        return None
    readings = decoder.decode(pixels.luma)
    height, width = pixels.luma.shape
    fresh = sightings.fresh(readings, time.monotonic())
    return Look(pixels.image, (width, height), tuple(readings), fresh)
