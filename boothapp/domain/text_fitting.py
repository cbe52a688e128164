"""Text into an area: lines of like length, as large as they can be, and nothing cut off."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Measure = Callable[[str, float], float]
"""The width of a line at a size."""

LINE = 1.2
"""From one line to the next, compared to the size."""
_LEGIBLE = 1.6  # millimetres: before text gets smaller, words are broken
_STEP = 0.97
_ROUNDS = 24
_UNITS = re.compile(r"[^\s-]*-(?=\w)|\S+\s?|\s")
"""A line may end after a blank and after a hyphen within a word."""
_JOINER = "\u200d"  # what stands on both its sides is drawn as one


@dataclass(frozen=True, slots=True)
class Fitted:
    """The size and the lines of a text."""

    size: float
    lines: tuple[str, ...]


def fitted(
    text: str, width: float, height: float, *, largest: float, most: int, measure: Measure
) -> Fitted:
    """The text at its largest, up to `largest`, in at most `most` lines.

    Words stay whole unless they would become too small to read; then even they are broken, as
    often as the height allows. What is still too long becomes smaller.
    """
    whole = " ".join(text.split())
    if not whole or width <= 0 or height <= 0:
        return Fitted(largest, ())
    best = _best(_UNITS.findall(whole), width, height, largest, most, measure)
    if best.size < _LEGIBLE:
        most = max(most, int(height / (_LEGIBLE * LINE)))
        broken = _best(_letters(whole), width, height, largest, most, measure)
        best = max(best, broken, key=lambda one: one.size)
    return best


def begins_right(text: str) -> bool:
    """Whether a line is read from the right: its first letter says so."""
    sides = (unicodedata.bidirectional(letter) for letter in text)
    return next((side for side in sides if side in ("L", "R", "AL")), "L") != "L"


def _best(
    units: Sequence[str], width: float, height: float, largest: float, most: int, measure: Measure
) -> Fitted:
    """The number of lines that leaves the text largest; the fewest of equal ones."""
    widths = [measure(unit, largest) for unit in units]
    found = Fitted(0.0, ())
    for count in range(1, min(most, len(units)) + 1):
        starts = _breaks(widths, count)
        ends = [*starts[1:], len(units)]
        lines = tuple("".join(units[a:b]).strip() for a, b in zip(starts, ends, strict=True))
        size = _size(lines, width, height, largest, measure)
        if size > found.size * 1.02:
            found = Fitted(size, lines)
    return found


def _size(
    lines: Sequence[str], width: float, height: float, largest: float, measure: Measure
) -> float:
    size = min(largest, height / (LINE * len(lines)))
    while (widest := max(measure(line, size) for line in lines)) > width:
        size *= min(_STEP, width / widest)  # a typeface's widths do not shrink quite evenly
    return size


def _breaks(widths: Sequence[float], count: int) -> list[int]:
    """Where each of at most `count` lines begins, so that the longest is as short as can be."""
    low, high = max(widths), sum(widths)
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if len(_greedy(widths, middle)) <= count:
            high = middle
        else:
            low = middle
    return _greedy(widths, high)


def _greedy(widths: Sequence[float], room: float) -> list[int]:
    starts, used = [0], 0.0
    for number, width in enumerate(widths):
        if number and used + width > room + 1e-9:
            starts.append(number)
            used = 0.0
        used += width
    return starts


def _letters(text: str) -> list[str]:
    """What a reader takes for one letter each: marks stay with what they stand on."""
    letters: list[str] = [text[0]]
    for before, letter in pairwise(text):
        if unicodedata.category(letter).startswith("M") or _JOINER in (before, letter):
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters
