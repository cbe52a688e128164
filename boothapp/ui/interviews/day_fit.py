"""How high an hour is and how wide a room, so that the day fits what is seen of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize

from boothapp.ui.interviews.geometry import DayGeometry, hour_height
from boothapp.ui.theme import theme

_LEAST_HOUR, _MOST_HOUR = 56, 96
_LEAST_COMPARED, _TIGHT = 78, 100  # a given name can be read; below, less air beside it


def fitted(
    hours: tuple[datetime, datetime],
    rooms: int,
    seen: QSize,
    *,
    hour: int | None = None,
    compared: bool = False,
) -> DayGeometry:
    """The day from the first to the last of `hours` in `rooms` columns over `seen`.

    `hour` is a height that was chosen or is kept; `compared`: another plan stands beside it.
    """
    starts, ends = hours
    many = (ends - starts).total_seconds() / 3600
    height = hour or hour_height(seen.height() - 16, many, least=_LEAST_HOUR, most=_MOST_HOUR)
    least = _LEAST_COMPARED if compared else theme.size("width.room_column_min")
    width = max(least, seen.width() // rooms)
    return DayGeometry(starts, ends, rooms, height, width, inset=5 if width > _TIGHT else 3)
