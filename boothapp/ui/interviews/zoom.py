"""How high an hour is: as the day fits, or one of a few heights."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent

from boothapp.ui.interviews.day_cells import DayCells

LEVELS = (40, 56, 76, 100, 136, 184, 248)
"""Logical pixels of one hour."""
_NOTCH = 120  # of a wheel, in Qt's eighths of a degree


def larger(height: int) -> int:
    """Return the next level above an hour's height of now."""
    return next((level for level in LEVELS if level > height), LEVELS[-1])


def smaller(height: int) -> int:
    """Return the next level below an hour's height of now."""
    return next((level for level in reversed(LEVELS) if level < height), LEVELS[0])


class Zoom(QObject):
    """Makes the hours of a day higher and lower: buttons, keys, and Ctrl with the wheel."""

    def __init__(self, view: DayCells) -> None:
        super().__init__(view)
        self._view = view
        self._turned = 0  # a touch pad turns in many small steps
        view.viewport().installEventFilter(self)

    @property
    def keys(self) -> dict[str, Callable[[], object]]:
        """The page's keys that make the hours higher or lower."""
        return {
            "Ctrl++": self.larger,
            "Ctrl+=": self.larger,  # the plus of a keyboard on which it needs Shift
            "Ctrl+-": self.smaller,
            "Ctrl+0": self.fit,
        }

    def larger(self, anchor: int | None = None) -> None:
        """Show less of the day, and that larger."""
        if self._view.content is not None:
            self._view.set_hour(larger(self._view.content.hour_height), anchor)

    def smaller(self, anchor: int | None = None) -> None:
        """Show more of the day."""
        if self._view.content is not None:
            self._view.set_hour(smaller(self._view.content.hour_height), anchor)

    def fit(self) -> None:
        """Show the whole day, as far as it can be read then."""
        self._view.set_hour(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Zoom with Ctrl and the wheel, around the pointer."""
        if not isinstance(event, QWheelEvent):
            return False
        turn, at = event.angleDelta().y(), round(event.position().y())
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not turn:
            return False
        self._turned += turn
        if abs(self._turned) >= _NOTCH:
            (self.larger if self._turned > 0 else self.smaller)(at)
            self._turned = 0
        return True
