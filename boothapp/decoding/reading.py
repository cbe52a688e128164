"""One code that was read."""

from collections.abc import Callable
from dataclasses import dataclass, replace

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one code, and where it stands.

    `corners` are in pixels of the picture, clockwise from the code's own top left. `symbology` is
    the kind of code, such as `QRCode`.
    """

    text: str
    corners: tuple[Point, Point, Point, Point]
    symbology: str

    def moved(self, right: int, down: int) -> "Reading":
        """The same code in a picture whose corner lies that much further up and left."""
        return self._placed(lambda point: (point[0] + right, point[1] + down))

    def scaled(self, factor: float) -> "Reading":
        """The same code in a picture of that many times the size."""
        if factor == 1:
            return self
        return self._placed(lambda point: (round(point[0] * factor), round(point[1] * factor)))

    def _placed(self, where: Callable[[Point], Point]) -> "Reading":
        first, second, third, fourth = self.corners
        corners = (where(first), where(second), where(third), where(fourth))
        return replace(self, corners=corners)
