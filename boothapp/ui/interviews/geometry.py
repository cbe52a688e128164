"""Where a time and a room lie in the day view, in logical pixels of its content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QRect

from boothapp.ui.interviews.blocks import Placed

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DayGeometry:
    """`starts` to `ends` (aware) over `rooms` columns, each hour and column equally large."""

    starts: datetime
    ends: datetime
    rooms: int
    hour_height: int
    column_width: int
    top: int = 8
    """Air above the first hour, so that its label is whole."""
    inset: int = 5
    """Air at the sides of a booking."""

    @property
    def height(self) -> int:
        """Of the whole content."""
        return self.y(self.ends) + self.top

    @property
    def width(self) -> int:
        """Of the whole content."""
        return self.rooms * self.column_width

    def y(self, instant: datetime) -> int:
        """Return where an instant lies."""
        return self.top + round((instant - self.starts) / _HOUR * self.hour_height)

    def x(self, column: int) -> int:
        """Return where a column begins."""
        return column * self.column_width

    def instant(self, y: float) -> datetime:
        """Return which instant lies there: the way back from `y`."""
        return self.starts + (y - self.top) / self.hour_height * _HOUR

    def column(self, x: float) -> int | None:
        """Return which column lies there, None beside all of them."""
        number = int(x // self.column_width)
        return number if 0 <= number < self.rooms else None

    def place(self, column: int, starts: datetime, ends: datetime) -> QRect:
        """Return the outline of a place that has its column for itself."""
        top, bottom = self.y(starts), self.y(ends)
        left = self.x(column) + self.inset
        width = self.column_width - 2 * self.inset
        return QRect(left, top + 1, width, max(bottom - top - 2, 4))

    def rect(self, column: int, placed: Placed) -> QRect:
        """Return the outline of a booking or slot; one pixel of air below it."""
        inner = self.column_width - 2 * self.inset
        left = self.x(column) + self.inset + inner * placed.lane // placed.lanes
        right = self.x(column) + self.inset + inner * (placed.lane + 1) // placed.lanes
        top, bottom = self.y(placed.block.starts), self.y(placed.block.ends)
        gap = 2 if placed.lane < placed.lanes - 1 else 0
        return QRect(left, top + 1, right - left - gap, max(bottom - top - 2, 4))

    def hours(self) -> tuple[datetime, ...]:
        """Return every full hour, first to last."""
        count = round((self.ends - self.starts) / _HOUR)
        return tuple(self.starts + n * _HOUR for n in range(count + 1))


def hour_height(available: int, hours: float, *, least: int, most: int) -> int:
    """Return how high one hour is when the day should fit, within bounds."""
    return max(least, min(most, int(available / hours))) if hours else least
