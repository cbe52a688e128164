"""Where a booking may begin and end: the room's own grid of slots, or steps of five minutes.

All in instants: on a day on which the clocks change, a step is as long as on any other.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from boothapp.domain.event import Room
from boothapp.domain.interviews import MIN_LENGTH, RoomDay

FINE = timedelta(minutes=5)
_QUARTER = timedelta(minutes=15)


def slot_step(room: Room, *, fine: bool = False) -> timedelta:
    """Return by how much a booking moves: the room's slot, or five minutes."""
    return FINE if fine else timedelta(minutes=room.slot_minutes)


def length_step(room: Room, *, fine: bool = False) -> timedelta:
    """Return by how much a booking becomes longer: quarters of an hour where the slots are such."""
    return FINE if fine or timedelta(minutes=room.slot_minutes) % _QUARTER else _QUARTER


def at_or_before(instant: datetime, room_day: RoomDay, step: timedelta) -> datetime:
    """Return the last line of the grid that is not after `instant`."""
    origin = _origin(room_day, step)
    return origin + (instant - origin) // step * step


def nearest(instant: datetime, room_day: RoomDay, step: timedelta) -> datetime:
    """Return the line of the grid that is nearest to `instant`."""
    return at_or_before(instant + step / 2, room_day, step)


def beside(instant: datetime, room_day: RoomDay, step: timedelta, direction: int) -> datetime:
    """Return the next line of the grid after `instant` (1), or the one before it (-1)."""
    line = at_or_before(instant, room_day, step)
    if direction > 0:
        return line + step
    return line if line < instant else line - step


def resized(
    starts: datetime, ends: datetime, edge: int, instant: datetime
) -> tuple[datetime, datetime]:
    """Return the interval with its lower edge (1) or upper one (-1) at `instant`, not too short."""
    if edge > 0:
        return starts, max(instant, starts + MIN_LENGTH)
    return min(instant, ends - MIN_LENGTH), ends


def _origin(room_day: RoomDay, step: timedelta) -> datetime:
    if step == FINE:
        return room_day.opens.replace(minute=0, second=0, microsecond=0)
    return room_day.opens
