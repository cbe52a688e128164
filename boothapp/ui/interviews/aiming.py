"""From a point of the day to a place on the rooms' grids."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QPoint

from boothapp.domain.interviews import RoomDay
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.interviews.day_view import DayView
from boothapp.ui.interviews.geometry import DayGeometry
from boothapp.ui.interviews.placing import Placing
from boothapp.ui.interviews.steps import at_or_before, length_step, nearest, resized, slot_step


class Aiming:
    """Aims at what lies at a point of the viewport. `fine` is five minutes instead of the grid."""

    def __init__(self, view: DayView, placing: Placing) -> None:
        self._view, self._placing = view, placing

    def carry(self, at: QPoint, *, fine: bool) -> None:
        """Aim at the free place at a point, else at the line of the grid above it."""
        found = self._under(at)
        if found is None:
            return
        room_day, instant = found
        lit = () if fine else self._placing.lit
        for place in lit:
            if place.room.id == room_day.room.id and place.starts <= instant < place.ends:
                self._placing.aim_at(place)
                return
        step = slot_step(room_day.room, fine=fine)
        self._aim_from(room_day, at_or_before(instant, room_day, step))

    def drag(self, at: QPoint, offset: timedelta, *, fine: bool) -> None:
        """Aim at the line of the grid nearest to a booking held `offset` below its start."""
        found = self._under(at)
        if found is not None:
            room_day, instant = found
            step = slot_step(room_day.room, fine=fine)
            self._aim_from(room_day, nearest(instant - offset, room_day, step))

    def stretch(self, at: QPoint, *, fine: bool) -> None:
        """Aim at the booking with its dragged edge at a point."""
        picked, edge = self._placing.picked, self._placing.edge
        moving, content = picked.moving if picked else None, self._view.content
        number = self._view.day.column_of(moving.room_id) if moving else None
        if moving is None or number is None or content is None:
            return
        room_day = self._view.day.columns[number].room_day
        instant = content.instant(self._view.content_point(at).y())
        line = nearest(instant, room_day, length_step(room_day.room, fine=fine))
        starts, ends = resized(moving.starts, moving.ends, edge, line)
        self._placing.aim_at(Block(room_day.room, starts, ends))

    def _aim_from(self, room_day: RoomDay, starts: datetime) -> None:
        """Aim at a start; what would reach beyond the hours shown stays inside of them."""
        content, picked = self._view.content, self._placing.picked
        if content is None or picked is None:
            return
        length = timedelta(minutes=picked.minutes or room_day.room.slot_minutes)
        starts = max(content.starts, min(starts, content.ends - length))
        self._placing.aim_at(Block(room_day.room, starts, starts + length))

    def _under(self, at: QPoint) -> tuple[RoomDay, datetime] | None:
        content: DayGeometry | None = self._view.content
        point = self._view.content_point(at)
        number = content.column(point.x()) if content else None
        if content is None or number is None:
            return None
        return self._view.day.columns[number].room_day, content.instant(point.y())
