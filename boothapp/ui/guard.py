"""The lock of the window: after idle time, after sleep, or by a key; opened with a PIN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from boothapp.domain.event import Staff
from boothapp.domain.lock import Idle, PinNeeded, WrongPin
from boothapp.services.events import Changed
from boothapp.services.pin_check import ticks
from boothapp.ui.context import Context
from boothapp.ui.pages.lock import LockScreen
from boothapp.ui.scan.cover import Cover

if TYPE_CHECKING:  # as in context.py
    from boothapp.services.bundle import Services

_EVERY_MS = 1000
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


class Guard(QObject):
    """Watches one window. `locked_changed` says when everything personal has to be out of sight.

    The window hides its own parts; dialogs, lists and what covers the window are hidden here, and
    come back as they were: nothing that was typed is lost.
    """

    locked_changed = Signal(bool)

    def __init__(
        self, context: Context, window: QWidget, *, now: Callable[[], float] = ticks
    ) -> None:
        """`now` is the clock of domain.lock.Idle."""
        super().__init__(window)
        self._context, self._window, self._now = context, window, now
        self._rules = _Rules((), "", 0)
        self._hidden: list[QWidget] = []
        self.locked = False
        self.screen = LockScreen()
        self.screen.entered.connect(self._enter)
        self.screen.forgotten.connect(self._forgotten)
        self._idle = Idle(0, now())
        self._ticker = QTimer(self, interval=_EVERY_MS)
        self._ticker.timeout.connect(self.tick)
        context.bridge.changed.connect(self._changed)

    def begin(self) -> None:
        """Read the rules; locked at once where somebody has a PIN.

        What pages ask the store for after this is answered after it: a window that starts locked
        has nothing personal to show yet.
        """

        def start(rules: _Rules) -> None:
            self._take(rules)
            if rules.with_pin:
                self.lock()
            app = QApplication.instance()
            if app is not None:
                app.installEventFilter(self)
            self._ticker.start()

        services = self._context.services
        self._context.tasks.run(lambda: _read(services), start)

    def stop(self) -> None:
        """The window closes."""
        self._ticker.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def tick(self) -> None:
        """Look whether it is time."""
        if self._idle.tick(self._now()) and not self.locked:
            self.lock()

    def lock(self) -> None:
        """Hide everything until somebody opens it."""
        if self.locked:
            return
        self.locked = True
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        QToolTip.hideText()
        self._hidden = [*self._dialogs(), *self._covers()]
        for widget in self._hidden:
            widget.hide()
        self._window.window().setWindowTitle("BoothApp, locked")
        self.locked_changed.emit(True)
        self.screen.show_for(self._rules.with_pin, self._rules.on_duty)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Somebody is there; what they do goes on."""
        if event.type() in _USES:
            self._idle.used(self._now())
        return False

    def _enter(self, staff_id: str, pin: str) -> None:
        services = self._context.services
        name = next((who.name for who in self._rules.with_pin if who.id == staff_id), "")

        def check() -> None:
            if name and name != services.duty.name:
                services.duty.switch(name, pin)
            elif name:
                services.lock.unlock(staff_id, pin)

        self._context.tasks.run(check, lambda _: self._open(), self._refuse)

    def _forgotten(self, staff_id: str, secret: str) -> None:
        services = self._context.services
        name = next((who.name for who in self._rules.with_pin if who.id == staff_id), "")

        def reset() -> None:
            services.lock.reset_pin(staff_id, secret)
            services.duty.switch(name)

        self._context.tasks.run(reset, lambda _: self._open(), self._refuse)

    def _open(self) -> None:
        self.locked = False
        self._idle.unlocked(self._now())
        self._window.window().setWindowTitle("BoothApp")
        self.locked_changed.emit(False)
        for widget in self._hidden:
            widget.show()
        self._hidden = []

    def _refuse(self, error: Exception) -> None:
        wait = error.wait_seconds if isinstance(error, WrongPin) else 0
        self.screen.complain("Type it." if isinstance(error, PinNeeded) else str(error), wait)

    def _changed(self, event: Changed) -> None:
        if event.what in {"settings", "duty"}:
            services = self._context.services
            self._context.tasks.run(lambda: _read(services), self._take)

    def _take(self, rules: _Rules) -> None:
        self._rules = rules
        self._idle.limit = rules.after

    def _dialogs(self) -> list[QWidget]:
        """What lies in front of the window, the topmost last."""
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible()
        ]

    def _covers(self) -> list[QWidget]:
        return [cover for cover in self._window.window().findChildren(Cover) if cover.isVisible()]


def _read(services: Services) -> _Rules:
    """Read the rules; on the database thread."""
    guarded = services.lock.with_pin()
    staff = tuple(who for who in services.settings.get().staff if who.id in guarded)
    return _Rules(staff, services.duty.name, services.lock.lock_after())
