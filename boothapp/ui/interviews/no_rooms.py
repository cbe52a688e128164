"""The Interviews page before the sponsor has rooms."""

from boothapp.ui.context import Context
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import EmptyState


def no_rooms(context: Context) -> EmptyState:
    """Say what comes first, with the button that leads there."""
    button = Button("Set up rooms", kind="primary", icon="gear-six")
    button.clicked.connect(lambda: context.navigate("settings", "rooms"))
    text = "Add the sponsor’s interview rooms and their hours, then people can be booked here."
    return EmptyState("calendar-plus", "No rooms yet", text, button=button)
