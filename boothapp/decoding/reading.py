"""One code that was read."""

from dataclasses import dataclass

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
