"""Changes of settings: saved at once, said in a toast, undone from there."""

from __future__ import annotations

from collections.abc import Callable

from boothapp.domain.event import BoothInfo, EventInfo, Room
from boothapp.ui.context import Context
from boothapp.ui.undoable import Undoable


class SettingsOrders:
    """Orders to the database thread. `refused` is called when one was not carried out."""

    def __init__(self, context: Context, refused: Callable[[], object]) -> None:
        self._service, self.refused = context.services.settings, refused
        self._orders = Undoable(context)

    def save_event(self, event: EventInfo) -> None:
        """Change the event."""
        self._orders.do(
            lambda: self._service.save_event(event),
            "Event saved",
            self._service.save_event,
            refused=self.refused,
        )

    def save_booth(self, booth: BoothInfo) -> None:
        """Change the booth."""
        self._orders.do(
            lambda: self._service.save_booth(booth),
            "Booth saved",
            self._service.save_booth,
            refused=self.refused,
        )

    def add_room(self, room: Room, stored: Callable[[Room], object]) -> None:
        """Add a room; `stored` gets it with its id."""
        self._orders.do(
            lambda: self._service.save_room(room),
            f"{room.name} added",
            lambda saved: self._service.remove_room(saved.id),
            then=stored,
            refused=self.refused,
        )

    def save_room(self, room: Room) -> None:
        """Change a room."""

        def save() -> Room:
            before = next(known for known in self._service.get().rooms if known.id == room.id)
            self._service.save_room(room)
            return before

        self._orders.do(save, f"{room.name} saved", self._service.save_room, refused=self.refused)

    def remove_room(self, room: Room) -> None:
        """Take a room out of use."""
        self._orders.do(
            lambda: self._service.remove_room(room.id),
            f"{room.name} removed",
            self._service.save_room,
            refused=self.refused,
        )

    def add_staff(self, name: str) -> None:
        """Somebody joins the booth."""
        self._orders.do(
            lambda: self._service.add_staff(name),
            f"{name} added",
            lambda staff: self._service.remove_staff(staff.id),
        )
