"""Python's garbage is looked for in the window's thread only.

Left to itself, Python looks for it in whatever thread happens to make an object. A widget that is
found unused on the database's thread is destroyed there, and the process goes with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 250


class Garbage(QObject):
    """Switches the collector off and does its work by a timer, by the same thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin. What is there by now stays: it is not looked through again."""
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        oldest = max((n for n, (count, limit) in enumerate(due) if count > limit), default=None)
        if oldest is not None:
            gc.collect(oldest)

    def stop(self) -> None:
        """Give the collector back to Python; call it when no other thread is left."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
