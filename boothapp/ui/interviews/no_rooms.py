"""What stands in the day's place while the sponsor has no room."""

from __future__ import annotations

from boothapp.ui.context import Context
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import EmptyState


def no_rooms(context: Context) -> EmptyState:
    """Say so, with the way to the rooms."""
    button = Button("Set up rooms", kind="primary", icon="gear-six")
    button.clicked.connect(lambda: context.navigate("settings", "rooms"))
    text = "Add the sponsor’s interview rooms and their hours, then people can be booked here."
    return EmptyState("calendar-plus", "No rooms yet", text, button=button)
