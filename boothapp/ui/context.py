"""What every page is given: the services, the door for slow work, and the frame around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from boothapp.ui.event_bridge import EventBridge
from boothapp.ui.scanners.arrived import PortState
from boothapp.ui.tasks import Tasks
from boothapp.ui.theme import Theme
from boothapp.ui.widgets.toasts import Toasts

if TYPE_CHECKING:  # the window is painted before the services and their slow imports are there
    from boothapp.services.bundle import Services


class Frame(QObject):
    """What a page and the frame around it tell each other."""

    compact_changed = Signal(bool)
    """The window became narrower or wider than the tokens' breakpoint."""
    waiting = Signal(int)
    """How many people wait for an answer; the rail shows it."""
    source = Signal(str, str)
    """Where codes come from now, as icon and words; the status bar shows it."""
    locked_changed = Signal(bool)
    """The window was locked or opened: while it is locked, scans wait and make no sound."""
    turned_changed = Signal(bool)
    """The screen was turned to the attendee, or back to staff."""
    scan_locked = Signal(bool)
    """A code came in while the window is locked: whether somebody waits now because of it."""
    restore_wanted = Signal(object)
    """A backup (its path) is to take the store's place; somebody said yes to it."""
    scanned = Signal(str)
    """The scanner that types like a keyboard read a code, whatever had the focus."""
    sent = Signal(str)
    """A scanner at a serial port read a code."""
    staff_scanned = Signal(str)
    """A badge of the staff was scanned: its holder takes over."""
    ports_changed = Signal()
    """A scanner at a serial port came or went: `ports` says how they all are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compact = False
        self.sound = True
        self.locked = False
        self.ports: tuple[PortState, ...] = ()
        self._turned: set[QObject] = set()
        self._later: list[Callable[[], object]] = []
        self.locked_changed.connect(self._catch_up)
        self.film: Callable[[Callable[[], bool]], Path] | None = None
        """Makes the film that stands in for a camera in the demo; asks whether it should stop."""

    @property
    def turned(self) -> bool:
        """Whether the attendee looks at the screen now."""
        return bool(self._turned)

    def turn(self, cover: QObject, *, turned: bool) -> None:
        """Something covers the window for the attendee now, or does not any more."""
        before = self.turned
        (self._turned.add if turned else self._turned.discard)(cover)
        if self.turned != before:
            self.turned_changed.emit(self.turned)

    def show_ports(self, ports: tuple[PortState, ...]) -> None:
        """How the scanners at serial ports are now."""
        self.ports = ports
        self.ports_changed.emit()

    def when_open(self, order: Callable[[], object]) -> None:
        """Show something: at once, or when the locked window is opened."""
        if self.locked:
            self._later.append(order)
        else:
            order()

    def _catch_up(self, locked: bool) -> None:
        later, self._later = self._later, []
        for order in later:
            self.when_open(order)


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to a page's factory.

    `bridge.changed` says in the window's thread what was stored. `navigate(page, argument)` shows
    a page by its name ("scan", "leads", "interviews", "dashboard", "export", "privacy",
    "settings"); a page that has a method `open_with(argument)` is called with what it is to show:
    a lead id for "interviews" and "leads", a day for "interviews" (ui.interviews.day_goal), a
    subject or a section's name for "privacy", a search text for "leads" and "privacy" when it
    starts with "?", a filter (domain.lead_filter, as JSON) for "leads" when it starts with "{". A
    page with a method `scanned(payload)` gets the codes that are scanned while it is shown; one
    with a `door_scan` that is not None gives them to that.
    """

    services: Services
    tasks: Tasks
    theme: Theme
    bridge: EventBridge
    toasts: Toasts
    frame: Frame
    navigate: Callable[[str, str], None]
