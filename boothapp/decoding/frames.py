"""A camera's frames to codes: first where the last code was, then everywhere, then harder."""

from collections.abc import Sequence

import numpy as np

from boothapp.decoding.agreement import Agreement, trusted
from boothapp.decoding.engine import QR_ONLY, Kinds, Luma, look, look_for_all, look_quickly
from boothapp.decoding.likely import Region
from boothapp.decoding.reading import Reading
from boothapp.decoding.second_look import SecondLook, Step
from boothapp.domain.codes import LOOKED_FOR, CodeChoice, Looking

_MARGIN = 0.5  # of the code's size, on each side: what a hand moves between two frames
_WIDER_EVERY = 5  # frames: so a second badge beside the one that is tracked is seen too
_INVERT_EVERY = 4  # frames without a code: light on dark in the whole frame


class FrameDecoder:
    """Reads one camera's frames, one after the other; not for two threads at once."""

    def __init__(self, choice: CodeChoice | None = None) -> None:
        """`choice` says which kinds of code are looked for; without one all of them are."""
        self._frames = 0
        self._failures = 0
        self._agreement = Agreement()
        self.choose(choice or CodeChoice())

    def choose(self, choice: CodeChoice) -> None:
        """Look for these kinds from the next frame on."""
        self._always = choice.kinds(Looking.ALWAYS)
        self._sought = choice.kinds(Looking.ALWAYS, Looking.TURNS)
        self._second = SecondLook(choice)
        self._region: Region | None = None
        self._tracked: Kinds = self._always
        self._helped: Step | None = None

    def decode(self, luma: Luma) -> list[Reading]:
        """The codes in this frame, mostly one; an empty list where none can be read.

        `luma` holds rows × columns of brightness. Corners are in its pixels. Bars are believed
        when a second frame says the same.
        """
        if luma.size == 0:
            return []
        self._frames += 1
        seen = self._look(luma)
        self._region = _around(seen, luma)
        self._failures = 0 if seen else self._failures + 1
        return self._agreement.agreed(seen)

    def _look(self, luma: Luma) -> list[Reading]:
        found = trusted(self._near_the_last(luma))
        if found:
            return found
        self._helped = None
        found = trusted(self._everywhere(luma))
        if found:
            self._second.rest()
        else:
            found = trusted(self._second.look(luma))
            self._helped = self._second.helped if found else None
        self._tracked = _kinds_of(found) & self._sought or self._always
        return found

    def _near_the_last(self, luma: Luma) -> list[Reading]:
        if self._region is None:
            return []
        if self._frames % _WIDER_EVERY == 0 and (found := self._everywhere(luma)):
            return found
        left, top, right, bottom = self._region
        part = np.ascontiguousarray(luma[top:bottom, left:right])
        if part.size == 0:  # the camera changed to a smaller picture; zxing-cpp raises on none
            return []
        if self._helped is not None and (found := self._helped.look(part)):
            return [reading.moved(left, top) for reading in found]
        kinds = self._tracked
        found = look_quickly(part, kinds) if kinds & QR_ONLY else []
        return [one.moved(left, top) for one in found or look(part, kinds, invert=False)]

    def _everywhere(self, luma: Luma) -> list[Reading]:
        """QR codes, and beside them what else is looked for in every frame."""
        found: list[Reading] = []
        if self._always & QR_ONLY:
            invert = self._failures % _INVERT_EVERY == 0
            found = look_quickly(luma) or look(luma, QR_ONLY, invert=invert)
        others = self._always - QR_ONLY
        return [*found, *look_for_all(luma, others)] if others else found


def _kinds_of(readings: Sequence[Reading]) -> Kinds:
    """The kinds to look for where these codes were; the small QR codes are found as QR codes."""
    names = {reading.symbology for reading in readings}
    small = QR_ONLY if any(name.endswith("QRCode") for name in names) else frozenset()
    return small | {kind for kind in LOOKED_FOR if kind.value in names}


def _around(readings: Sequence[Reading], luma: Luma) -> Region | None:
    """The part of the frame that holds these codes and their surroundings."""
    points = [point for reading in readings for point in reading.corners]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    span_x, span_y = max(xs) - min(xs), max(ys) - min(ys)
    # A row of bars is given as a line: it may have been held at any height of it.
    least = max(span_x, span_y) // 4
    margin_x = int(max(span_x, least) * _MARGIN) + 1
    margin_y = int(max(span_y, least) * _MARGIN) + 1
    height, width = luma.shape
    return (
        max(0, min(xs) - margin_x),
        max(0, min(ys) - margin_y),
        min(width, max(xs) + margin_x),
        min(height, max(ys) + margin_y),
    )
