"""Block time: from the place under the cursor, for one room or all of them, with undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from boothapp.domain.availability import Availability, AvailabilityKind
from boothapp.domain.event import Settings
from boothapp.ui.context import Context
from boothapp.ui.forms.times import TimeDialog
from boothapp.ui.history import History
from boothapp.ui.interviews.blocks import Block
from boothapp.ui.unfit import and_unfit, minding


class Blocking(QObject):
    """Asks when and why, and keeps it. What is blocked already is changed in Settings."""

    def __init__(self, context: Context, history: History, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._history, self._window = context, history, window
        self.dialog: TimeDialog | None = None

    def open(self, day: date | None, place: Block | None) -> None:
        """Ask for a time; it begins with the place under the cursor, on the day that is shown."""
        if place is not None and place.blocked is not None:
            self._context.navigate("settings", "blocked")
            return
        self._context.tasks.run(
            self._context.services.settings.get,
            on_success=lambda settings: self._ask(settings, day, place),
        )

    def _ask(self, settings: Settings, day: date | None, place: Block | None) -> None:
        first = _from(place, settings) if place is not None and place.is_free else None
        if first is not None and day is not None:
            first = replace(first, days=(day,))
        window = self._window.window()
        dialog = TimeDialog(settings.event.days, settings.rooms, (), first, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_with.connect(self._save)
        self.dialog = dialog
        dialog.open()

    def _save(self, one: Availability) -> None:
        settings, fitting = self._context.services.settings, self._context.services.fitting
        said = f"Blocked: {one.title}" if one.title else "Time blocked"
        self._history.do(
            minding(fitting, lambda: settings.save_availability(one)),
            lambda came: and_unfit(said, came),
            lambda came: settings.remove_availability(came.answer.id),
        )


def _from(place: Block, settings: Settings) -> Availability | None:
    """The time of a place on the event's wall clock; None where the clocks change within it."""
    starts, ends = settings.event.local(place.starts), settings.event.local(place.ends)
    if ends.time() <= starts.time():
        return None
    return Availability(
        kind=AvailabilityKind.BLOCKED,
        room_id=place.room.id,
        starts=starts.time(),
        ends=ends.time(),
    )
