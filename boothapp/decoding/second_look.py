"""The second look at frames without a reading: one thing after the other, never all at once.

A code in somebody's hand stays for many frames, so each failed frame gets a few of the steps, as
many as its share of time pays for, and the next one goes on from there.
"""

from dataclasses import dataclass
from itertools import chain, zip_longest

import numpy as np

from boothapp.decoding import variants
from boothapp.decoding.engine import QR_ONLY, Kinds, Luma, look_once
from boothapp.decoding.likely import Region, likely_regions
from boothapp.decoding.reading import Reading
from boothapp.decoding.steadying import Steadied
from boothapp.decoding.variants import Variant
from boothapp.domain.codes import LINEAR, CodeChoice, Looking, Symbology

_SHARE = 0.7  # of a plain look at the frame: what a failed frame may cost more
_SAVED = 4.0  # looks: more is not saved up, and a step that costs more is left out
_SMALLEST = 640 * 480  # pixels of a camera's frame: a smaller one gets the time of this
_FIND_COST = 0.25  # looks: to find where a code may be
_FIND_EVERY = 3  # failed frames: a hand does not go far in a tenth of a second
_PATCHES = (0, 1, 0, 2)  # which of the likely places each round looks at
_SAME = 0.6  # of both places together: what overlaps by more is the same place
# What looking for a kind costs, in looks for a QR code.
_COSTS = {
    Symbology.QR: 1.0,
    Symbology.AZTEC: 1.2,
    Symbology.DATA_MATRIX: 3.0,
    Symbology.PDF417: 2.3,
    Symbology.CODE_128: 1.6,
    Symbology.CODE_39: 1.6,
}
_FOR_QR = (
    variants.SOFT,
    variants.SMALL_LIGHT,
    variants.SHARP,
    variants.HALF,
    variants.DOUBLE,
    variants.PLAIN,
    variants.WIDE_LIGHT,
    variants.INVERT,
    variants.REFOCUS,
    variants.LIGHT,
    variants.GLARE,
    variants.REFOCUS_LARGE,
    variants.STILL,
    variants.EVEN,
    variants.DOUBLE_LIGHT,
    variants.SOFT_DOUBLE,
    variants.SOFT_SHARP,
    variants.STILL_MORE,
    variants.REFOCUS_MORE,
    variants.DOUBLE_SHARP,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One look: for `kinds`, with `variant`, at the whole frame or where a code may be."""

    variant: Variant
    kinds: Kinds
    whole: bool = False

    def price(self, place: Region) -> float:
        """Its time, in pixels of a plain look for a QR code."""
        left, top, right, bottom = place
        of_kinds = sum(_COSTS[kind] for kind in self.kinds)
        return self.variant.price(right - left, bottom - top) * (1 + of_kinds) / 2

    @property
    def bars(self) -> bool:
        """Whether it looks for bars only."""
        return self.kinds <= LINEAR

    def look(self, luma: Luma) -> list[Reading]:
        """What is read in `luma`; corners are in its pixels."""
        prepared = self.variant.of(luma)
        found = look_once(prepared, self.kinds, global_threshold=self.variant.global_threshold)
        return [reading.scaled(luma.shape[1] / prepared.shape[1]) for reading in found]


class SecondLook:
    """Goes through the steps, frame by frame; not for two threads at once."""

    def __init__(self, choice: CodeChoice) -> None:
        self._steps = _steps(choice)
        self._next = 0
        self._failed = 0
        self._credit = 0.0
        self._places: dict[bool, list[Region]] = {}
        self._seen_before = self._places
        self._steadied: dict[Region, Steadied] = {}
        self.helped: Step | None = None
        """The step that read the last code."""

    def rest(self) -> None:
        """Something was read without it: the next failed frame starts from the beginning."""
        self._next = self._failed = 0
        self._places, self._seen_before, self._steadied = {}, {}, {}

    def look(self, luma: Luma) -> list[Reading]:
        """The next steps on one more failed frame, until one reads something."""
        if not self._steps or min(luma.shape) < 3:
            return []
        if self._failed % _FIND_EVERY == 0:
            self._seen_before, self._places = self._places, {}
        self._failed += 1
        size = max(luma.size, _SMALLEST)
        self._credit = min(self._credit + _SHARE * size, _SAVED * size)
        for _ in self._steps:
            step = self._steps[self._next % len(self._steps)]
            place = self._place(step, luma)
            price = step.price(place) if place is not None else 0
            if price > self._credit:
                self._next += price > _SAVED * size  # it could never be paid for
                return []
            self._next += 1
            self._credit -= price
            if place is not None and (found := self._take(step, place, luma)):
                return found
        return []

    def _take(self, step: Step, place: Region, luma: Luma) -> list[Reading]:
        left, top, _, _ = place
        found = step.look(self._cut(luma, place))
        if found:
            self.helped = step
        return [reading.moved(left, top) for reading in found]

    def _place(self, step: Step, luma: Luma) -> Region | None:
        height, width = luma.shape
        if step.whole:
            return 0, 0, width, height
        if step.bars not in self._places:
            most = max(_PATCHES) + 1
            fresh = likely_regions(luma, most=most, bars=step.bars)
            before = self._seen_before.get(step.bars, [])
            self._places[step.bars] = [_as_before(place, before) for place in fresh]
            self._forget()
            self._credit -= _FIND_COST * luma.size
        places = self._places[step.bars]
        number = _PATCHES[self._next // len(self._steps) % len(_PATCHES)]
        if not places:
            return None
        left, top, right, bottom = places[number % len(places)]
        if left >= width or top >= height:  # the camera changed to a smaller picture
            return None
        return left, top, min(right, width), min(bottom, height)

    def _forget(self) -> None:
        """Drop what was kept of places that are looked at no more."""
        places = {place for group in self._places.values() for place in group}
        self._steadied = {place: kept for place, kept in self._steadied.items() if place in places}

    def _cut(self, luma: Luma, place: Region) -> Luma:
        """That part of the frame, with the noise of several where nothing else came there."""
        left, top, right, bottom = place
        part = np.ascontiguousarray(luma[top:bottom, left:right])
        if place == (0, 0, luma.shape[1], luma.shape[0]):
            return part
        steadied = self._steadied.get(place)
        if steadied is None:
            self._steadied[place] = Steadied(part, self._failed)
            return part
        return steadied.at(self._failed, part)


def _steps(choice: CodeChoice) -> tuple[Step, ...]:
    """Those for QR codes and those for the others in turn, what brings most first."""
    sought = choice.kinds(Looking.ALWAYS, Looking.TURNS)
    own = [Step(variant, QR_ONLY) for variant in _FOR_QR] if sought & QR_ONLY else []
    twos = zip_longest(own[::2], own[1::2], _others(sought - QR_ONLY))
    return tuple(step for step in chain.from_iterable(twos) if step is not None)


def _others(sought: Kinds) -> list[Step]:
    bars, squares = sought & LINEAR, sought - LINEAR
    of_bars = [
        Step(variants.HALF_LOCAL, bars, whole=True),
        Step(variants.PLAIN, bars),
        Step(variants.PLAIN, bars, whole=True),
        Step(variants.SHARP, bars),
        Step(variants.DOUBLE, bars),
    ]
    of_squares = [
        Step(variants.PLAIN, squares),
        Step(variants.HALF_LOCAL, squares - {Symbology.PDF417}, whole=True),
        Step(variants.PLAIN, squares & {Symbology.PDF417}, whole=True),
        Step(variants.SOFT, squares),
        Step(variants.PLAIN, squares - {Symbology.PDF417}, whole=True),
        Step(variants.DOUBLE, squares),
        Step(variants.PLAIN_GLOBAL, squares),
        Step(variants.INVERT, squares),
    ]
    found = chain.from_iterable(zip_longest(of_squares, of_bars))
    return [step for step in found if step is not None and step.kinds]


def _area(place: Region) -> int:
    left, top, right, bottom = place
    return (right - left) * (bottom - top)


def _as_before(place: Region, before: list[Region]) -> Region:
    """The place it had in the frames before where it is the same one, else itself."""
    return next((one for one in before if _overlap(one, place) > _SAME), place)


def _overlap(one: Region, other: Region) -> float:
    """The share of both together that both have."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    both = max(0, right - left) * max(0, bottom - top)
    return both / (_area(one) + _area(other) - both)
