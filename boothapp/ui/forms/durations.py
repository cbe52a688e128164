"""Lengths and times of day as people type them: "90", "1:30", "1 h", "15:00", "9"; or nothing."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from boothapp.domain.interviews import MIN_MINUTES

_LEAST, _MOST = MIN_MINUTES, 24 * 60  # minutes
_STEP = 15  # minutes
_LENGTH = re.compile(r"(?:(\d{1,2})\s*(?::|h)\s*)?(\d{1,9})?\s*(?:min|m|h)?\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*|(?=\d\d$))?(\d{2})?\s*h?", re.IGNORECASE)


class DurationEdit(QLineEdit):
    """A length in minutes or as hours and minutes; empty is None."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(12)

    @property
    def minutes(self) -> int | None:
        """What is typed, as far as it is right."""
        return _minutes(self.text())

    @property
    def fault(self) -> str:
        """What is wrong with it, empty where nothing is."""
        text = self.text().strip()
        minutes = _minutes(text)
        if text and minutes is None:
            return "Give minutes, as 90, or hours and minutes, as 1:30."
        if minutes is not None and minutes < _LEAST:
            return f"At least {_LEAST} minutes. Four hours are 4:00."
        if minutes is not None and minutes > _MOST:
            return f"At most {_MOST} minutes: a day has 24 hours."
        return ""

    def set_minutes(self, minutes: int | None) -> None:
        """Show a length, or none."""
        self.setText(duration_text(minutes))


class ClockLine(QLineEdit):
    """A time of day, typed as people write it, or stepped with ↑ and ↓.

    Without a `placeholder`, which says what an empty one means, it must not be left empty.
    """

    def __init__(
        self, placeholder: str = "", value: time | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._required = not placeholder
        self.setPlaceholderText(placeholder)
        self.setMaxLength(8)
        self.editingFinished.connect(self._tidy)
        self.set_value(value)

    @property
    def value(self) -> time | None:
        """What is typed, as far as it is right."""
        return _clock(self.text())

    @property
    def fault(self) -> str:
        """What is wrong with it, empty where nothing is."""
        wrong = (self._required or bool(self.text().strip())) and self.value is None
        return "Give a time, such as 15:00." if wrong else ""

    def set_value(self, value: time | None) -> None:
        """Show a time, or none."""
        self.setText("" if value is None else value.isoformat("minutes"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step by a quarter of an hour within the day."""
        step = {Qt.Key.Key_Up: _STEP, Qt.Key.Key_Down: -_STEP}.get(Qt.Key(event.key()))
        now = self.value
        if step is None or now is None:
            super().keyPressEvent(event)
            return
        minutes = now.hour * 60 + now.minute + step
        if 0 <= minutes < _MOST:
            self.set_value(time(*divmod(minutes, 60)))

    def _tidy(self) -> None:
        """“1730” stands as 17:30 once the field is left; what is wrong stays to be mended."""
        if self.value is not None:
            self.set_value(self.value)


def duration_text(minutes: int | None) -> str:
    """A length as it is shown: "45 min", "4:00 h"; nothing for None."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02} h" if hours else f"{rest} min"


def _minutes(text: str) -> int | None:
    text = text.strip().casefold()
    found = _LENGTH.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    hours, rest = found[1], int(found[2] or 0)
    if hours is None:  # "4 h" alone are hours, "90" alone are minutes
        return rest * 60 if text.rstrip(".").endswith("h") else rest
    return int(hours) * 60 + rest if rest < 60 else None


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
