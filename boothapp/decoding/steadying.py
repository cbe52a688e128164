"""The same part of several frames laid over each other: a quarter of the frames' noise is left."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from boothapp.decoding.engine import Luma

_MOST = 6  # frames: more would only smear what a hand does
_REACH = 10  # pixels that the code may have gone since the frame before, each way
_STILL = 7.0  # levels of grey between the coarse pictures; above, it is something else
_COARSE = 4
_Profile = npt.NDArray[np.float32]


class Steadied:
    """The mean of one part of the frames, each moved to where the first one had it."""

    def __init__(self, part: Luma, number: int) -> None:
        """`number` is that of the frame which `part` is of."""
        self._mean = part.astype(np.float32)
        self._count, self._number = 1, number

    def at(self, number: int, part: Luma) -> Luma:
        """The mean with the frame of that number; `part` itself where it shows something else."""
        if number == self._number:
            return self._picture()
        self._number = number
        if part.shape != self._mean.shape:
            self._mean, self._count = part.astype(np.float32), 1
            return part
        down = _shift(self._mean.mean(axis=1), part.mean(axis=1, dtype=np.float32))
        right = _shift(self._mean.mean(axis=0), part.mean(axis=0, dtype=np.float32))
        moved = np.roll(part, (down, right), (0, 1)) if down or right else part
        if _difference(self._picture(), moved) > _STILL:
            self._mean, self._count = part.astype(np.float32), 1
            return part
        self._count = min(self._count + 1, _MOST)
        self._mean += (moved - self._mean) / self._count
        return self._picture()

    def _picture(self) -> Luma:
        return (self._mean + 0.5).astype(np.uint8)


def _shift(before: _Profile, now: _Profile) -> int:
    """By how many pixels the profile `now` has to move to lie on `before`."""
    reach = min(_REACH, len(before) // 4)
    middle = slice(reach, len(before) - reach)
    apart = [
        float(np.abs(before[middle] - np.roll(now, by)[middle]).mean())
        for by in range(-reach, reach + 1)
    ]
    return int(np.argmin(apart)) - reach


def _difference(one: Luma, other: Luma) -> float:
    coarse = [np.asarray(Image.fromarray(part).reduce(_COARSE), np.int16) for part in (one, other)]
    return float(np.abs(coarse[0] - coarse[1]).mean())
