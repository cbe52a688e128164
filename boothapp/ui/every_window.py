"""One event filter at all windows of the application.

Keys, clicks and wheel turns enter at a window. A filter at the application would see every event
of every widget instead: thousands while a page is built or painted, each a call into Python.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid


class EveryWindow(QObject):
    """Installs `watcher` at each window that gets the focus, the newest watcher first in line.

    A window that is used without it, as one at which only a mouse moves, is found by `look_around`.
    """

    def __init__(self, watcher: QObject) -> None:
        super().__init__(watcher)
        self._watcher = watcher
        self._windows: list[QWindow] = []
        self._app = QGuiApplication.instance()
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def look_around(self) -> None:
        """Watch every window that there is now."""
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def stop(self) -> None:
        """Watch nothing more."""
        if isinstance(self._app, QGuiApplication):
            self._app.focusWindowChanged.disconnect(self._watch)
        for window in self._windows:
            if isValid(window):
                window.removeEventFilter(self._watcher)
        self._windows, self._app = [], None

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._windows:
            self._windows = [one for one in self._windows if isValid(one)] + [window]
            window.installEventFilter(self._watcher)
