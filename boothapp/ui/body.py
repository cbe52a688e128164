"""What the window holds: rail, top bar, status bar and the pages, each made when first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QProgressBar,
    QStackedWidget,
    QWidget,
)

from boothapp.ui.ahead import Ahead
from boothapp.ui.context import Context, Frame
from boothapp.ui.event_bridge import EventBridge
from boothapp.ui.field_undo import FieldUndo
from boothapp.ui.frame.bars import Bars
from boothapp.ui.frame.rail import Place, Rail
from boothapp.ui.refresher import Refresher
from boothapp.ui.scanners.inlet import Inlet
from boothapp.ui.tasks import Tasks
from boothapp.ui.theme import theme
from boothapp.ui.widgets.key_hints import KeyHints
from boothapp.ui.widgets.key_legend import KeyLegend
from boothapp.ui.widgets.toasts import Toasts

if TYPE_CHECKING:  # the window is painted before the services and their slow imports are there
    from boothapp.services.bundle import Services
    from boothapp.services.events import Changed

PageFactory = Callable[[Context], QWidget]

# The page that is opened most, and the one with the most on it; each costs memory and a moment.
_AHEAD = ("leads",)

PLACES = (
    Place("scan", "Scan", "F1"),
    Place("leads", "Leads", "F2"),
    Place("interviews", "Interviews", "F3"),
    Place("dashboard", "Dashboard", "F4"),
    Place("export", "Export", "F5"),
    Place("privacy", "Privacy", "F6"),
    Place("settings", "Settings", "F7"),
)


class Body(QWidget):
    """Empty at first; `attach` brings it to life when the store is open.

    `pages` gives the factory of each page by its place's name; a place without a factory is left
    out. `clock` tells the time (aware).
    """

    def __init__(
        self,
        window: QWidget,
        tasks: Tasks,
        pages: Mapping[str, PageFactory],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(window)
        self.tasks, self._factories = tasks, pages
        self.context: Context | None = None
        self.pages: dict[str, QWidget] = {}
        self.greeting = ""
        """What is said once the first page is there."""
        self._keys: list[QShortcut] = []
        self.frame = Frame(self)
        self.rail = Rail([place for place in PLACES if place.name in pages])
        self.bars = Bars(self, self.frame, clock)
        self.top_bar, self.status_bar = self.bars.top, self.bars.status
        self.stack = QStackedWidget()
        self.toasts = Toasts(window, above=theme.size("height.statusbar"))
        self._lay_out()
        self._connect()
        self._make_keys()

    def attach(self, services: Services, first: str = "scan") -> None:
        """Work on an open store from now on, and show the page `first`."""
        bridge = EventBridge(services.events, self)
        self.context = Context(
            services, self.tasks, theme, bridge, self.toasts, self.frame, self.navigate
        )
        # These need the services, which are there by now.
        from boothapp.ui.frame.duty_switch import DutySwitch
        from boothapp.ui.guard import Guard

        self.guard = Guard(self.context, self)
        self.guard.locked_changed.connect(self._show_locked)
        self.status_bar.lock_wanted.connect(self.guard.lock)
        self.frame.scan_locked.connect(self.guard.screen.count_scan)
        self._grid.addWidget(self.guard.screen, 0, 0, 3, 2)
        self.guard.screen.hide()
        self.guard.begin()
        self.bars.attach(self.context, DutySwitch(self.context, self.window()))
        self._show_frame(shown=True)
        self.navigate(first)
        if self.greeting:
            self.toasts.show(self.greeting)
        self.inlet = Inlet(self.context, self.stack)
        bridge.changed.connect(self._forget)
        FieldUndo(self)
        ahead = [name for name in _AHEAD if name in self._factories]
        self._ahead = Ahead(ahead, partial(self._page, self.context), self.stack)

    def _show_locked(self, locked: bool) -> None:
        """Everything personal is out of sight, and no key but the lock screen's does anything."""
        self.frame.locked = locked
        for key in self._keys:
            key.setEnabled(not locked)
        self._show_frame(shown=not locked)
        self.stack.setVisible(not locked)
        self.toasts.quiet = locked
        self.guard.screen.setVisible(locked)
        page = self.stack.currentWidget()
        if not locked and page is not None:
            page.setFocus()
        self.frame.locked_changed.emit(locked)

    def _show_turned(self, turned: bool) -> None:
        """What lies behind the attendee's screen takes no key and says nothing."""
        self.setEnabled(not turned)
        self.toasts.quiet = turned or self.frame.locked

    def navigate(self, name: str, argument: str = "") -> None:
        """Show a page, made on first use, and tell it what to open."""
        if self.context is None:
            return
        page = self._page(self.context, name)
        if page is not self.stack.currentWidget():
            hints = (*page.findChildren(KeyHints), *page.findChildren(KeyLegend))
            at_right = getattr(page, "notices_at_right", False)
            self.toasts.page_changed(at_right=at_right, hints=hints)
        self.stack.setCurrentWidget(page)
        self.rail.show_chosen(name)
        opener = getattr(page, "open_with", None)
        if argument and opener is not None:
            opener(argument)

    def _page(self, context: Context, name: str) -> QWidget:
        if name not in self.pages:
            self.pages[name] = self._factories[name](context)
            self.stack.addWidget(self.pages[name])
        return self.pages[name]

    def show_instead(self, page: QWidget) -> None:
        """Show something that stands outside the rail's pages: the first-run pages."""
        self._waiting_bar.hide()
        self._show_frame(shown=False)
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.setFocus()

    def _show_frame(self, *, shown: bool) -> None:
        """Without an open store the pages, the search and the state of the scanner mean nothing."""
        for part in (self.rail, self.top_bar, self.status_bar):
            part.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Change to the narrow form, or back."""
        super().resizeEvent(event)
        compact = self.width() < theme.size("breakpoint.compact_width")
        if compact != self.frame.compact:
            self.frame.compact = compact
            self.rail.set_compact(compact)
            self.top_bar.set_compact(compact)
            self.frame.compact_changed.emit(compact)

    def leave(self) -> None:
        """Let the pages go first (camera off), then hear nothing more from the services."""
        for page in self.pages.values():
            page.close()
        if self.context is not None:
            self._ahead.stop()
            self.guard.stop()
            self.inlet.stop()
            self.context.bridge.close()
        self.toasts.close()

    def _distrust(self) -> None:
        """A page whose reading failed would stay as it is, or empty."""
        for refresher in self.findChildren(Refresher):
            refresher.distrust()

    def _forget(self, event: Changed) -> None:
        if event.what == "consent":
            self.toasts.forget(event.id)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The clock is right when the window comes back to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.bars.tick()

    def _lay_out(self) -> None:
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0, 2, 1)
        grid.addWidget(self.top_bar, 0, 1)
        grid.addWidget(self.stack, 1, 1)
        grid.addWidget(self.status_bar, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        self._waiting_bar = QProgressBar(self.stack)
        self._waiting_bar.setRange(0, 0)
        self._waiting_bar.setTextVisible(False)
        self._waiting_bar.setAccessibleName("Opening")
        self._waiting_bar.setGeometry(16, 16, 200, 6)
        self._waiting_bar.hide()
        QTimer.singleShot(theme.size("motion.loading_after"), self, self._still_waiting)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.navigate)
        self.status_bar.scanners_wanted.connect(lambda: self.navigate("settings", "scanners"))
        self.top_bar.searched.connect(self._search)
        self.status_bar.backup_wanted.connect(lambda: self.navigate("settings", "backups"))
        self.frame.waiting.connect(self._show_waiting)
        self.frame.turned_changed.connect(self._show_turned)
        self.bars.filled.connect(self._waiting_bar.hide)
        self.tasks.failed.connect(self.toasts.error)
        self.tasks.failed.connect(self._distrust)

    def _make_keys(self) -> None:
        for place in PLACES:
            if place.name in self._factories:
                self._make_key(place.key, partial(self.navigate, place.name))
        orders: dict[str, Callable[[], object]] = {
            "Ctrl+K": self._to_search,
            "Ctrl+U": self.top_bar.choose_staff,
            "Ctrl+Z": self._undo,
        }
        for keys, order in orders.items():
            self._make_key(keys, order)

    def _make_key(self, keys: str, order: Callable[[], object]) -> None:
        key = QShortcut(QKeySequence(keys), self)
        key.activated.connect(order)
        self._keys.append(key)

    def _undo(self) -> None:
        if not self.toasts.undo_latest():
            self.toasts.show("Nothing to take back.")

    def _still_waiting(self) -> None:
        self._waiting_bar.setVisible(self.stack.count() == 0)

    def _to_search(self) -> None:
        self.top_bar.search.setFocus()
        self.top_bar.search.selectAll()

    def _search(self, text: str) -> None:
        self.navigate("leads", f"?{text}")

    def _show_waiting(self, count: int) -> None:
        if "scan" in self.rail.items:
            self.rail.items["scan"].set_count(count)
