"""A camera's frames to codes: first where the last code was, then everywhere, then harder."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from boothapp.decoding.engine import Luma, look, look_quickly
from boothapp.decoding.reading import Point, Reading

_Region = tuple[int, int, int, int]  # left, top, right, bottom
_MARGIN = 0.5  # of the code's size, on each side: what a hand moves between two frames
_WIDER_EVERY = 5  # frames: so a second badge beside the one that is tracked is seen too
_HARDER_EVERY = 2  # frames without a code: the costly look at every second one


class FrameDecoder:
    """Reads one camera's frames, one after the other; not for two threads at once."""

    def __init__(self) -> None:
        self._region: _Region | None = None
        self._frames = 0
        self._failures = 0

    def decode(self, luma: Luma) -> list[Reading]:
        """The codes in this frame, mostly one; an empty list where none can be read.

        `luma` holds rows × columns of brightness. Corners are in its pixels.
        """
        if luma.size == 0:
            return []
        self._frames += 1
        found = self._near_the_last(luma) or self._everywhere(luma)
        self._region = _around(found, luma)
        self._failures = 0 if found else self._failures + 1
        return found

    def _near_the_last(self, luma: Luma) -> list[Reading]:
        if self._region is None:
            return []
        if self._frames % _WIDER_EVERY == 0 and (found := look_quickly(luma)):
            return found
        left, top, right, bottom = self._region
        part = np.ascontiguousarray(luma[top:bottom, left:right])
        if part.size == 0:  # the camera changed to a smaller picture; zxing-cpp raises on none
            return []
        found = look_quickly(part) or look(part, invert=False)
        return [_moved(reading, left, top) for reading in found]

    def _everywhere(self, luma: Luma) -> list[Reading]:
        harder = self._failures % _HARDER_EVERY == 0
        return look_quickly(luma) or look(luma, invert=harder)


def _around(readings: Sequence[Reading], luma: Luma) -> _Region | None:
    """The part of the frame that holds these codes and their surroundings."""
    points = [point for reading in readings for point in reading.corners]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    margin_x = int((max(xs) - min(xs)) * _MARGIN) + 1
    margin_y = int((max(ys) - min(ys)) * _MARGIN) + 1
    height, width = luma.shape
    return (
        max(0, min(xs) - margin_x),
        max(0, min(ys) - margin_y),
        min(width, max(xs) + margin_x),
        min(height, max(ys) + margin_y),
    )


def _moved(reading: Reading, right: int, down: int) -> Reading:
    def move(point: Point) -> Point:
        return point[0] + right, point[1] + down

    first, second, third, fourth = reading.corners
    return replace(reading, corners=(move(first), move(second), move(third), move(fourth)))
