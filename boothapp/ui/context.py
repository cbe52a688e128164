"""What every page is given: the services, the door for slow work, and the way to other pages."""

from collections.abc import Callable
from dataclasses import dataclass

from boothapp.services.bundle import Services
from boothapp.ui.event_bridge import EventBridge
from boothapp.ui.tasks import Tasks
from boothapp.ui.theme import Theme
from boothapp.ui.widgets.toasts import Toasts


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to a page's factory.

    `bridge.changed` says in the window's thread what was stored. `navigate(page, argument)` shows
    a page by its name ("scan", "leads", "interviews", "export", "settings"); a page that has a
    method `open_with(argument)` is called with what it is to show: a lead id for "interviews" and
    "leads", a search text for "leads" when it starts with "?".
    """

    services: Services
    tasks: Tasks
    theme: Theme
    bridge: EventBridge
    toasts: Toasts
    navigate: Callable[[str, str], None]
