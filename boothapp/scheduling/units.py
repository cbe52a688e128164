"""The grain of values."""

import math
from collections.abc import Iterable

_CLOSE = 1e-6


def unit(values: Iterable[float]) -> float:
    """What all sums of these values are multiples of; 0 if it is less than a thousandth."""
    exact = [value * 1000 for value in values]
    whole = [round(value) for value in exact]
    if any(abs(one - other) > _CLOSE for one, other in zip(exact, whole, strict=True)):
        return 0.0
    return math.gcd(*whole) / 1000
