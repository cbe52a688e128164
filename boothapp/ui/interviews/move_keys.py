"""The keys' way of placing: a booking moves at once, or is carried with the arrows and dropped.

Everything is also said, because the keys' user may not see the day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from boothapp.domain.interviews import RoomDay
from boothapp.ui.interviews.actions import InterviewActions
from boothapp.ui.interviews.blocks import Block, Picked
from boothapp.ui.interviews.day_view import DayView
from boothapp.ui.interviews.placing import Placement, Placing
from boothapp.ui.interviews.steps import at_or_before, beside, length_step, resized, slot_step
from boothapp.ui.interviews.wording import spoken_place, why_not
from boothapp.ui.speaking import announce
from boothapp.ui.tasks import Tasks

_Keys = Qt.Key
_NONE, _ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_AROUND = 40  # logical pixels: what lies above and below is seen too
_KEYPAD = Qt.KeyboardModifier.KeypadModifier  # some platforms set it for the arrows
_UP_DOWN = {_Keys.Key_Up: -1, _Keys.Key_Down: 1}
_NO_ROOM = {-1: "There is no room to the left.", 1: "There is no room to the right."}
_SIDEWAYS = {_Keys.Key_Left: -1, _Keys.Key_Right: 1}


class MoveKeys(QObject):
    """Watches the day's keys. What stands elsewhere, other days and the present, the page shows."""

    day_wanted = Signal(int)
    """How many days on."""
    stuck = Signal(str)
    """Why a key led nowhere, in words."""
    now_wanted = Signal()

    def __init__(
        self, view: DayView, placing: Placing, orders: InterviewActions, tasks: Tasks
    ) -> None:
        super().__init__(view)
        self._view, self._placing = view, placing
        self._orders, self._tasks = orders, tasks
        self._following = False
        self._under_way: dict[str, Block] = {}  # where bookings go that are not shown there yet
        view.installEventFilter(self)
        view.current_changed.connect(self._follow_cursor)
        view.day.modelReset.connect(self._look_what_came)
        placing.changed.connect(self._begin)
        orders.failed.connect(self._under_way.clear)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that move something."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        order = self._order(Qt.Key(event.key()), event.modifiers() & ~_KEYPAD)
        if order is None:
            return False
        order()
        return True

    def _order(self, key: Qt.Key, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
        days = {_Keys.Key_PageUp: -1, _Keys.Key_PageDown: 1}
        if held == _NONE and key in days:
            return partial(self.day_wanted.emit, days[key])
        if held == _NONE and key == _Keys.Key_Home:
            return self.now_wanted.emit
        if key not in _UP_DOWN and key not in _SIDEWAYS:
            return None
        if self._placing.picked is not None:
            fine = held in {_SHIFT, _ALT}
            return partial(self._step, key, fine=fine) if fine or held == _NONE else None
        if held == _ALT:
            return partial(self._shift, key)
        if held == (_ALT | _SHIFT) and key in _UP_DOWN:
            return partial(self._change_length, _UP_DOWN[key])
        return None

    # ---- carried with the arrows

    def _begin(self) -> None:
        """Aim at the cursor when somebody was just picked."""
        if self._placing.picked is None or self._placing.dragged or self._placing.aim is not None:
            return
        moving, model = self._placing.picked.moving, self._view.day
        index = model.find_interview(moving.id) if moving else self._view.currentIndex()
        block = model.block(index) or model.block(self._view.currentIndex())
        rooms = [column.room_day for column in model.columns]
        if block is not None:
            self._aim(block.room.id, block.starts)
        elif rooms:  # a day that is over, with no cell for the cursor
            self._aim(rooms[0].room.id, rooms[0].opens)

    def _aim(self, room_id: str, starts: datetime) -> None:
        picked, room_day = self._placing.picked, self._room_day(room_id)
        if picked is None or room_day is None:
            return
        length = timedelta(minutes=picked.minutes or room_day.room.slot_minutes)
        self._placing.aim_at(Block(room_day.room, starts, starts + length))

    def _step(self, key: Qt.Key, *, fine: bool) -> None:
        aim = self._placing.aim
        if aim is None or self._placing.dragged:
            return
        room_day = self._room_day(aim.room.id)
        if key in _SIDEWAYS:
            self._step_aside(aim, _SIDEWAYS[key])
        elif room_day is not None:
            step = slot_step(room_day.room, fine=fine)
            starts = beside(aim.starts, room_day, step, _UP_DOWN[key])
            content = self._view.content
            if content and content.starts <= starts and starts < content.ends:
                self._aim(aim.room.id, starts)
        self._arrived()

    def _step_aside(self, aim: Block, direction: int) -> None:
        """Go to the same time next door, on the grid that is there unless it is the same one."""
        model = self._view.day
        number = (model.column_of(aim.room.id) or 0) + direction
        if not 0 <= number < len(model.columns):
            self.stuck.emit(_NO_ROOM[direction])
            return
        room_day = model.columns[number].room_day
        step = slot_step(room_day.room)
        starts = at_or_before(aim.starts, room_day, step)
        self._aim(room_day.room.id, starts)

    def _arrived(self) -> None:
        """Show and say where it would go now; the cursor comes along."""
        aim = self._placing.aim
        if aim is None:
            return
        self._following = True
        self._view.setCurrentIndex(self._view.day.cell_at(aim))
        self._following = False
        rect = self._view.place_rect(aim)
        self._view.reveal(rect.adjusted(0, -_AROUND, 0, _AROUND))
        self.say_aim()

    def say_aim(self) -> None:
        """Say where it would go, and what is in the way."""
        aim, zone = self._placing.aim, self._view.zone
        if aim is not None:
            clashes = self._placing.clashes
            state = f"clash: {why_not(clashes, zone)}" if clashes else "free"
            announce(self._view, f"{spoken_place(aim, zone)}, {state}")

    def _follow_cursor(self, index: QModelIndex) -> None:
        """Aim at where the cursor was put by other means."""
        block = self._view.day.block(index)
        aim = self._placing.aim
        if block is None or self._following or self._placing.dragged:
            return
        if aim is None or self._view.day.cell_at(aim) != index:
            self._aim(block.room.id, block.starts)

    def carry_over(self, day: date) -> None:
        """Aim at the same time of another day."""
        aim, zone = self._placing.aim, self._view.zone
        if aim is not None and not self._placing.dragged:
            at = aim.starts.astimezone(zone).time()
            self._placing.aim_at(None)
            self._aim(aim.room.id, datetime.combine(day, at, zone).astimezone(UTC))
            self._arrived()

    # ---- moved at once

    def _shift(self, key: Qt.Key) -> None:
        """Move the booking under the cursor by one step of time, or next door."""
        if key in _SIDEWAYS:
            self._change(partial(self._next_door, _SIDEWAYS[key]))
        else:
            self._change(partial(_later, _UP_DOWN[key]))

    def _change_length(self, direction: int) -> None:
        self._change(partial(_longer, direction))

    def _change(self, change: Callable[[Block, RoomDay], Block | None]) -> None:
        block = self._view.day.block(self._view.currentIndex())
        if block is None or block.interview is None or block.is_gone:
            return
        interview = block.interview
        before = self._under_way.get(interview.id, block)
        room_day = self._room_day(before.room.id)
        place = change(before, room_day) if room_day else None
        if place is None:
            announce(self._view, "No further")
            return
        self._under_way[interview.id] = place
        self._orders.place(Placement(Picked.up(interview), place))

    def _next_door(self, direction: int, before: Block, room_day: RoomDay) -> Block | None:
        model = self._view.day
        number = (model.column_of(room_day.room.id) or 0) + direction
        if not 0 <= number < len(model.columns):
            self.stuck.emit(_NO_ROOM[direction])
            return None
        return Block(model.columns[number].room_day.room, before.starts, before.ends)

    def _look_what_came(self) -> None:
        """Forget what is shown where it should go; all of it when nothing is under way."""
        if not self._tasks.busy:
            self._under_way.clear()
        for interview_id, place in tuple(self._under_way.items()):
            block = self._view.day.block(self._view.day.find_interview(interview_id))
            if block and (block.room.id, block.starts, block.ends) == (
                place.room.id,
                place.starts,
                place.ends,
            ):
                del self._under_way[interview_id]

    def _room_day(self, room_id: str) -> RoomDay | None:
        number = self._view.day.column_of(room_id)
        return None if number is None else self._view.day.columns[number].room_day


def _later(direction: int, before: Block, room_day: RoomDay) -> Block:
    step = slot_step(room_day.room)
    starts = beside(before.starts, room_day, step, direction)
    return Block(before.room, starts, starts + (before.ends - before.starts))


def _longer(direction: int, before: Block, room_day: RoomDay) -> Block | None:
    line = beside(before.ends, room_day, length_step(room_day.room), direction)
    starts, ends = resized(before.starts, before.ends, 1, line)
    return None if ends == before.ends else Block(before.room, starts, ends)
