"""Interview rooms: their hours and slot length, and in Settings their kind and pauses too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from boothapp.domain.event import Room
from boothapp.ui.forms.controls import FieldBox, NumberEdit, show_text
from boothapp.ui.forms.durations import ClockLine
from boothapp.ui.forms.field import Field
from boothapp.ui.forms.suggesting import SuggestLine
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line

_LONGEST_PAUSE = 240  # minutes
_TOP = Qt.AlignmentFlag.AlignTop


class RoomLine(QWidget):
    """Edits one room; `edited` comes when a field is left with another valid whole."""

    edited = Signal(object)
    removed = Signal()

    def __init__(self, room: Room, *, whole: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        """As it was last valid."""
        self._name = QLineEdit()
        show_text(self._name, room.name)
        self._opens, self._closes = ClockLine(value=room.opens), ClockLine(value=room.closes)
        self._minutes = NumberEdit(room.slot_minutes, 5, 240, " min")
        self._seats = NumberEdit(room.seats, 1, 99)
        self._kind = SuggestLine("Such as large, phone booth")
        show_text(self._kind, room.kind)
        self._pause = NumberEdit(room.buffer_minutes, 0, _LONGEST_PAUSE, " min")
        self.name = Field("Room", self._name)
        self.opens, self.closes = Field("Opens", self._opens), Field("Closes", self._closes)
        remove = Button(kind="ghost", icon="trash", tone="text_secondary")
        remove.setAccessibleName(f"Remove room {room.name}")
        remove.setToolTip("Remove this room")
        remove.clicked.connect(self.removed)
        (self._arrange_whole if whole else self._arrange)(remove)
        for edit in (self._name, self._opens, self._closes, self._minutes, self._seats):
            edit.editingFinished.connect(self._leave)
        self._kind.editingFinished.connect(self._leave)
        self._pause.editingFinished.connect(self._leave)
        for line in (self._name, self._opens, self._closes):
            line.textChanged.connect(self._reconsider)

    def _arrange(self, remove: Button) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.name, 1, _TOP)
        for field in (*self._hours(), Field("Seats", FieldBox(self._seats))):
            field.setFixedWidth(88)
            layout.addWidget(field, 0, _TOP)
        layout.addLayout(_beside_controls(remove))

    def _arrange_whole(self, remove: Button) -> None:
        """Two rows: what it is, and its figures; a hairline parts it from the next room."""
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self.name, 1, _TOP)
        first.addWidget(Field("Kind", self._kind), 1, _TOP)
        first.addLayout(_beside_controls(remove))
        figures = (
            *self._hours(),
            Field("Free between", FieldBox(self._pause)),
            Field("Seats", FieldBox(self._seats)),
        )
        for field in figures:
            second.addWidget(field, 1, _TOP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)
        column.addSpacing(8)
        column.addWidget(Line())

    def _hours(self) -> tuple[Field, ...]:
        slot = Field("Slot", FieldBox(self._minutes))
        return self.opens, self.closes, slot

    def offer_kinds(self, kinds: Iterable[str]) -> None:
        """The kinds that other rooms are of."""
        self._kind.offer(kinds)

    def show_room(self, room: Room) -> None:
        """Show the room as it is stored now."""
        if room == self.room:
            return
        self.room = room
        show_text(self._name, room.name)
        self._opens.set_value(room.opens)
        self._closes.set_value(room.closes)
        self._minutes.setValue(room.slot_minutes)
        self._seats.setValue(room.seats)
        show_text(self._kind, room.kind)
        self._pause.setValue(room.buffer_minutes)

    def focus_name(self) -> None:
        """Put the cursor into the name."""
        self._name.setFocus()
        self._name.selectAll()

    def value(self) -> Room | None:
        """Return the room, or None after saying beside the fields what is wrong."""
        complaints = self._complaints()
        for field, sentence in complaints:
            field.complain(sentence)
        name = self._name.text().strip()
        opens, closes = self._opens.value, self._closes.value
        if opens is None or closes is None or any(sentence for _, sentence in complaints):
            return None
        return replace(
            self.room,
            name=name,
            opens=opens,
            closes=closes,
            slot_minutes=self._minutes.value(),
            seats=self._seats.value(),
            kind=" ".join(self._kind.text().split()),
            buffer_minutes=self._pause.value(),
        )

    def _complaints(self) -> tuple[tuple[Field, str], ...]:
        """What is wrong in each field now, empty where nothing is."""
        opens, closes = self._opens.value, self._closes.value
        backwards = opens is not None and closes is not None and opens >= closes
        return (
            (self.name, "" if self._name.text().strip() else "Give the room a name."),
            (self.opens, self._opens.fault),
            (self.closes, self._closes.fault or ("Closes before it opens." if backwards else "")),
        )

    def _reconsider(self) -> None:
        for field, sentence in self._complaints():
            field.reconsider(sentence)

    def _leave(self) -> None:
        room = self.value()
        if room is not None and room != self.room:
            self.room = room
            self.edited.emit(room)


class RoomsForm(QWidget):
    """Any number of rooms; the `whole` of each, or what has to be known at the first start."""

    added = Signal(object)
    """The RoomLine of a new room; whoever stores it sets the line's `room`."""
    edited = Signal(object)
    removed = Signal(object)

    def __init__(
        self, rooms: tuple[Room, ...] = (), *, whole: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._whole = whole
        self._lines: list[RoomLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._add = Button("Add a room", icon="plus")
        self._add.clicked.connect(self._add_next)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch()
        self._layout.addLayout(row)
        self.show_rooms(rooms)

    def show_rooms(self, rooms: tuple[Room, ...]) -> None:
        """Show these rooms; lines of rooms that stay keep their cursor."""
        if [line.room.id for line in self._lines] == [room.id for room in rooms]:
            for line, room in zip(self._lines, rooms, strict=True):
                line.show_room(room)
            self._offer_kinds()
            return
        for line in self._lines:
            self._layout.removeWidget(line)
            line.deleteLater()
        self._lines = []
        for room in rooms:
            self._append(room)
        self._offer_kinds()

    def value(self) -> tuple[Room, ...] | None:
        """Return the rooms, or None where a line says what is wrong with it."""
        rooms = [line.value() for line in self._lines]
        whole = tuple(room for room in rooms if room is not None)
        return whole if len(whole) == len(rooms) else None

    def focus_first(self) -> None:
        """Put the cursor into the first room, or onto the button where there is none."""
        if self._lines:
            self._lines[0].focus_name()
        else:
            self._add.setFocus()

    def _offer_kinds(self) -> None:
        for line in self._lines:
            line.offer_kinds(other.room.kind for other in self._lines if other is not line)

    def _add_next(self) -> None:
        line = self._append(Room(name=f"Room {len(self._lines) + 1}"))
        line.focus_name()
        self.added.emit(line)

    def _append(self, room: Room) -> RoomLine:
        line = RoomLine(room, whole=self._whole)
        line.edited.connect(self.edited)
        line.removed.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._layout.insertWidget(len(self._lines) - 1, line)
        return line

    def _remove(self, line: RoomLine) -> None:
        self._lines.remove(line)
        self._layout.removeWidget(line)
        line.deleteLater()
        self.removed.emit(line.room)


def _beside_controls(button: Button) -> QVBoxLayout:
    """The button beside the controls, not beside their labels."""
    tail = QVBoxLayout()
    tail.addSpacing(20)
    tail.addWidget(button)
    tail.setAlignment(_TOP)  # a stretch would make the line take what height is left
    return tail
