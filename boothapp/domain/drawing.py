"""What is printed, as shapes in millimetres: drawn as a picture, a PDF or an SVG from one plan."""

from dataclasses import dataclass, replace
from enum import StrEnum

Modules = tuple[tuple[bool, ...], ...]
"""A code's rows, True for dark, with its quiet zone."""

INCH = 25.4
SMALLEST_MODULE = 0.25
"""Millimetres: a laptop's camera reads nothing smaller at arm's length."""
_COARSE, _FINE = 300, 600  # dots per inch of usual printers; what fits the coarse ones fits both


class Align(StrEnum):
    """Where a line stands in its area."""

    START = "start"
    """Where it is read from: left, or right in Arabic or Hebrew."""
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; `left` and `top` from the sheet's corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def moved(self, right: float, down: float) -> "Area":
        """The same elsewhere."""
        return replace(self, left=self.left + right, top=self.top + down)

    def inset(self, by: float) -> "Area":
        """The same with a margin inside."""
        return Area(self.left + by, self.top + by, self.width - 2 * by, self.height - 2 * by)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled with `fill` or drawn as a `line` of that colour, `line` wide."""

    area: Area
    fill: str
    radius: float = 0.0
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """Text in the middle of its area's height: at most `size` high, smaller where it must be.

    It wraps into at most `most` lines, and is never cut off.
    """

    area: Area
    text: str
    size: float
    ink: str
    bold: bool = False
    align: Align = Align.CENTRE
    most: int = 1


@dataclass(frozen=True, slots=True)
class Code:
    """A code as large as its area takes, in the middle of it."""

    area: Area
    modules: Modules
    ink: str = "#000000"

    def placed(self, dots_per_inch: float) -> tuple[int, int, int]:
        """Left, top and module in whole dots of a grid: squares of equal size on that printer.

        Where the area is too small for one dot, the code is larger than its area.
        """
        dot = INCH / dots_per_inch
        module = max(1, int(self.module_room / dot + 1e-6))
        across, down = len(self.modules[0]) * module, len(self.modules) * module
        middle_x, middle_y = self.area.middle
        return round(middle_x / dot - across / 2), round(middle_y / dot - down / 2), module

    @property
    def module_room(self) -> float:
        """Millimetres that the area has for each module."""
        return min(self.area.width / len(self.modules[0]), self.area.height / len(self.modules))

    @property
    def printer_dots(self) -> int:
        """The dots per inch of the grid that it is put on for print."""
        return _COARSE if self.module_room >= 2 * INCH / _COARSE else _FINE

    @property
    def printed_module(self) -> float:
        """Millimetres of one square on paper."""
        return self.placed(self.printer_dots)[2] * INCH / self.printer_dots


Part = Box | Words | Code


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet of paper, or a part of one, and what is on it, in the order it is drawn."""

    width: float
    height: float
    parts: tuple[Part, ...]

    def at(self, right: float, down: float) -> tuple[Part, ...]:
        """Its parts as they lie on a larger sheet."""
        return tuple(replace(part, area=part.area.moved(right, down)) for part in self.parts)
