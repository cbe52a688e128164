"""Bars, Micro QR codes and PDF417 can read as another text: they count when two frames agree."""

from collections.abc import Iterable, Sequence

from boothapp.decoding.reading import Reading
from boothapp.domain.codes import LINEAR, Symbology

LEAST_LETTERS = 3  # in a row of bars; shorter ones are what stripes of a shirt can read as
_DOUBTFUL = LINEAR | {Symbology.MICRO_QR, Symbology.PDF417}
_WITHIN = 30  # frames, about a second


def trusted(readings: Sequence[Reading]) -> list[Reading]:
    """Those that are no stripes, and no corner of a QR code taken for a Micro QR code.

    Nor bars that were read in two ways at one place: both may be wrong.
    """
    whole = [one for one in readings if one.symbology == Symbology.QR]
    return [
        one
        for one in readings
        if (one.symbology not in LINEAR or len(one.text) >= LEAST_LETTERS)
        and not (one.symbology == Symbology.MICRO_QR and any(_holds(code, one) for code in whole))
        and not any(_contradicts(other, one) for other in readings)
    ]


def _contradicts(other: Reading, one: Reading) -> bool:
    bars = one.symbology in LINEAR and other.symbology in LINEAR
    return bars and one.text != other.text and _holds(other, one)


def _holds(code: Reading, part: Reading) -> bool:
    """Whether the middle of a part lies in the box around a code."""
    xs, ys = zip(*code.corners, strict=True)
    across, down = (sum(side) / len(side) for side in zip(*part.corners, strict=True))
    return min(xs) <= across <= max(xs) and min(ys) <= down <= max(ys)


class Agreement:
    """Remembers what was read once."""

    def __init__(self) -> None:
        self._frame = 0
        self._once: dict[tuple[str, str], int] = {}

    def agreed(self, readings: Sequence[Reading]) -> list[Reading]:
        """Those readings of one more frame that are certain; to be asked for each frame."""
        readings = trusted(readings)
        self._frame += 1
        since = self._frame - _WITHIN
        known = {key: frame for key, frame in self._once.items() if frame >= since}
        doubtful = {(one.symbology, one.text) for one in readings if _is_doubtful(one)}
        self._once = known | dict.fromkeys(doubtful, self._frame)
        return [
            one
            for one in readings
            if not _is_doubtful(one)
            or ((one.symbology, one.text) in known and not _goes_on(one, self._once))
        ]


def _goes_on(reading: Reading, seen: Iterable[tuple[str, str]]) -> bool:
    """Whether a PDF417 adds to what was seen: the library takes some of its padding for letters."""
    return reading.symbology == Symbology.PDF417 and any(
        kind == reading.symbology and text != reading.text and reading.text.startswith(text)
        for kind, text in seen
    )


def _is_doubtful(reading: Reading) -> bool:
    return reading.symbology in _DOUBTFUL
