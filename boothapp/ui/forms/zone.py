"""A time zone, found by any part of its name."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget


class ZoneLine(QLineEdit):
    """Zones are shown with blanks, “America/New York”, as people type them; they have none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        completer = QCompleter(sorted(_zones()), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    @property
    def value(self) -> str:
        """The zone that is written, by its proper name; empty if it is none."""
        return _zones().get(_plain(self.text()), "")

    @property
    def matches(self) -> list[str]:
        """The zones that have what is written in their names."""
        typed = _plain(self.text()).casefold()
        return [shown for shown in _zones() if typed in shown.casefold()]

    def show_zone(self, zone: str) -> None:
        """Write a zone."""
        self.setText(zone.replace("_", " "))

    def complete(self) -> None:
        """Take the one zone that can be meant: a city's own name, or the only one that matches."""
        typed, found = _plain(self.text()).casefold(), self.matches
        exact = [zone for zone in found if typed in (zone.casefold(), _city(zone).casefold())]
        for chosen in (exact, found):
            if typed and len(chosen) == 1 and not self.value:
                self.setText(chosen[0])


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").split())


def _city(zone: str) -> str:
    return zone.rpartition("/")[2]


@cache
def _zones() -> dict[str, str]:
    """What is shown, and the zone's own name."""
    return {zone.replace("_", " "): zone for zone in available_timezones()}
