"""The lock of the window: after idle time, after sleep, or by a key; opened with a PIN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from boothapp.domain.event import Staff
from boothapp.domain.lock import NEVER, Idle, OnlyByPin, WrongPin
from boothapp.services.events import Changed
from boothapp.services.pin_check import ticks
from boothapp.ui.context import Context
from boothapp.ui.every_window import EveryWindow
from boothapp.ui.pages.lock import LockScreen

if TYPE_CHECKING:  # as in context.py
    from boothapp.services.bundle import Services

_EVERY_MS = 1000
_LOCKS = (Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_L).toCombined()
_USES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


@dataclass(frozen=True, slots=True)
class _Rules:
    """Who has a PIN, who is on duty, and after how long the window locks."""

    with_pin: tuple[Staff, ...]
    on_duty: str
    after: int
    has_secret: bool


class Guard(QObject):
    """Watches one window. `locked_changed` says when everything personal has to be out of sight.

    The window hides its own parts. Every other window of the application is hidden here, also one
    that would open while it is locked; dialogs come back with what was typed in them. One that its
    caller waits for (QDialog.exec, as the system's own for files do) ends as if it was cancelled.
    """

    locked_changed = Signal(bool)

    def __init__(
        self, context: Context, window: QWidget, *, now: Callable[[], float] = ticks
    ) -> None:
        """`now` is the clock of domain.lock.Idle."""
        super().__init__(window)
        self._context, self._window, self._now = context, window, now
        self._rules: _Rules | None = None
        self._held: list[QDialog] = []
        self.locked = False
        self.screen = LockScreen()
        self.screen.entered.connect(self._enter)
        self.screen.forgotten.connect(self._forgotten)
        self._idle = Idle(NEVER, now())
        self._windows: EveryWindow | None = None
        self._ticker = QTimer(self, interval=_EVERY_MS)
        self._ticker.timeout.connect(self.tick)
        context.bridge.changed.connect(self._changed)

    def begin(self) -> None:
        """Watch; locked at once where somebody has a PIN.

        What pages ask the store for after this is answered after it: a window that starts locked
        has nothing personal to show yet.
        """

        def start(rules: _Rules) -> None:
            self._take(rules)
            if rules.with_pin:
                self.lock()

        self._read(start)
        self._windows = EveryWindow(self)
        self._ticker.start()

    def stop(self) -> None:
        """The window closes."""
        self._ticker.stop()
        self._watch_what_opens(False)
        if self._windows is not None:
            self._windows.stop()

    def tick(self) -> None:
        """Look whether it is time."""
        if self._windows is not None:
            self._windows.look_around()
        if self._idle.tick(self._now()) and not self.locked:
            self.lock()

    def lock(self) -> None:
        """Hide everything until somebody opens it."""
        if self.locked:
            return
        self.locked = True
        self._watch_what_opens(True)
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        QToolTip.hideText()
        dialogs = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        for dialog in sorted(filter(self._lies_over, dialogs), key=_depth):
            self._hide(dialog)
        self._window.window().setWindowTitle("BoothApp, locked")
        self.locked_changed.emit(True)
        self._show_rules()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ctrl+L locks wherever the focus is; what opens meanwhile is hidden; the rest goes on."""
        kind = event.type()
        if isinstance(watched, QWindow) and kind in _USES:
            self._idle.used(self._now())
            # A shortcut of the window would be dead while a dialog is open or the screen turned.
            if isinstance(event, QKeyEvent) and event.keyCombination().toCombined() == _LOCKS:
                self.lock()
                return True
        elif kind == QEvent.Type.Show and self.locked and self._lies_over(watched):
            assert isinstance(watched, QWidget)  # noqa: S101 - else it lies over nothing
            # It cannot be hidden in the middle of being shown, only kept off the screen.
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            QTimer.singleShot(0, watched, partial(self._put_back, watched))
        return False

    def _watch_what_opens(self, on: bool) -> None:
        """A window that opens while it is locked has to be caught before it is on the screen."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            if on:
                app.installEventFilter(self)

    def _lies_over(self, widget: QObject) -> bool:
        """Whether it is a window of its own that is none of the lock screen's lists."""
        if not isinstance(widget, QWidget) or not widget.isWindow():
            return False
        if widget.property("public"):  # a door sign: it hides what is personal itself
            return False
        if widget is self._window.window() or widget.windowType() == Qt.WindowType.ToolTip:
            return False
        parent = widget.parentWidget()
        while parent is not None and parent is not self.screen:
            parent = parent.parentWidget()
        return parent is None

    def _put_back(self, window: QWidget) -> None:
        shown = window.isVisible()
        window.hide()
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
        if shown:
            self._keep(window)
        if not self.locked:
            self._bring_back()

    def _hide(self, window: QWidget) -> None:
        self._keep(window)
        window.hide()

    def _keep(self, window: QWidget) -> None:
        """Remember what comes back."""
        waited_for = window.windowModality() == Qt.WindowModality.ApplicationModal
        if isinstance(window, QDialog) and not waited_for:
            self._held.append(window)
            window.finished.connect(lambda _: self._forget(window))

    def _forget(self, dialog: QDialog) -> None:
        """It ended while nobody saw it."""
        self._held = [held for held in self._held if held is not dialog]

    def _bring_back(self) -> None:
        held, self._held = self._held, []
        for dialog in held:
            if isValid(dialog):
                dialog.open()

    def _enter(self, staff_id: str, pin: str) -> None:
        """Open it if the store says so: what was read before may be old."""
        services = self._context.services
        self._context.tasks.run(
            lambda: services.lock.open(staff_id, pin),
            lambda _: self._open(),
            partial(self._refuse, staff_id),
        )

    def _forgotten(self, staff_id: str, secret: str) -> None:
        services = self._context.services
        self._context.tasks.run(
            lambda: services.lock.open_by_secret(staff_id, secret),
            lambda _: self._open(),
            partial(self._refuse, staff_id),
        )

    def _open(self) -> None:
        self.locked = False
        self._watch_what_opens(False)
        self._idle.unlocked(self._now())
        self._window.window().setWindowTitle("BoothApp")
        self.locked_changed.emit(False)
        self._bring_back()

    def _refuse(self, staff_id: str, error: Exception) -> None:
        if isinstance(error, OnlyByPin):
            self._read(self._take)
        wait = error.wait_seconds if isinstance(error, WrongPin) else 0
        self.screen.complain(str(error), wait, staff_id)

    def _changed(self, event: Changed) -> None:
        if event.what in {"settings", "duty"}:
            self._read(self._take)

    def _read(self, then: Callable[[_Rules], object]) -> None:
        services = self._context.services
        self._context.tasks.run(lambda: _read(services), then)

    def _take(self, rules: _Rules) -> None:
        self._rules = rules
        self._idle.limit = rules.after
        self.screen.has_secret = rules.has_secret
        if self.locked:
            self.screen.renew(rules.with_pin)

    def _show_rules(self) -> None:
        rules = self._rules
        if rules is None:
            self.screen.show_for(None, "")
        else:
            self.screen.show_for(rules.with_pin, rules.on_duty)


def _depth(widget: QWidget) -> int:
    """How many windows it lies over: what lies over nothing has to come back first."""
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent.window())


def _read(services: Services) -> _Rules:
    """Read the rules; on the database thread."""
    guarded = services.lock.with_pin()
    staff = tuple(who for who in services.settings.get().staff if who.id in guarded)
    has_secret = services.security.kept_in() != "memory"
    return _Rules(staff, services.duty.name, services.lock.lock_after(), has_secret)
