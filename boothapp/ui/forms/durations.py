"""Lengths and times of day as people type them: "90", "1:30", "1 h", "15:00", "9"; or nothing."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtWidgets import QLineEdit, QWidget

from boothapp.domain.interviews import MIN_MINUTES

_LEAST, _MOST = MIN_MINUTES, 24 * 60  # minutes
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
    """A time of day that may be left empty."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(8)

    @property
    def value(self) -> time | None:
        """What is typed, as far as it is right."""
        return _clock(self.text())

    @property
    def fault(self) -> str:
        """What is wrong with it, empty where nothing is."""
        wrong = bool(self.text().strip()) and self.value is None
        return "Give a time, such as 15:00." if wrong else ""

    def set_value(self, value: time | None) -> None:
        """Show a time, or none."""
        self.setText(value.isoformat("minutes") if value else "")


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
