"""Keeps a page up to date: it reads when it is shown stale, and when what it shows changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from boothapp.services.events import Changed
from boothapp.ui.event_bridge import EventBridge


class Refresher(QObject):
    """Calls `reload` for changes of the given kinds; a hidden page waits until it is shown.

    One transaction publishes several changes: they make one reload. With `paints_first` a page that
    is shown again is painted as it was, then read: to do both at once takes both longer.
    """

    def __init__(
        self,
        page: QWidget,
        bridge: EventBridge,
        kinds: frozenset[str],
        reload: Callable[[], object],
        *,
        paints_first: bool = False,
    ) -> None:
        super().__init__(page)
        self._paints_first = paints_first
        self._page, self._kinds, self._reload = page, kinds, reload
        self._stale, self._empty = True, True
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        bridge.changed.connect(self._heard)
        page.installEventFilter(self)

    def refresh(self) -> None:
        """Read now."""
        self._stale = self._empty = False
        self._reload()

    def distrust(self) -> None:
        """A reading failed, maybe this one: read when the page is shown again."""
        self._stale = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Read what changed while another page was shown."""
        if event.type() == QEvent.Type.Show and self._stale:
            waits = self._paints_first and not self._empty
            self._soon.start() if waits else self.refresh()
        return super().eventFilter(watched, event)

    def _heard(self, change: Changed) -> None:
        if change.what in self._kinds:
            self._stale = True
            if self._page.isVisible():
                self._soon.start()
