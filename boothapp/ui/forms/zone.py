"""A line for a time zone: the city is typed, the list opens, and the only one left is taken."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget


class ZoneLine(QLineEdit):
    """Enter and Tab take the only zone that fits what is typed; of several, one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        completer = QCompleter(sorted(available_timezones()), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter takes the zone and goes no further: what was taken is to be seen first."""
        popup = self.completer().popup()
        chosen = popup is not None and popup.currentIndex().isValid()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not chosen and self._take_only():
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802 - Qt's name and call
        """Tab takes it on its way."""
        self._take_only()
        return super().focusNextPrevChild(following)

    def _take_only(self) -> bool:
        """Whether a single zone fits, which stands in the line now in place of what was typed."""
        typed = self.text().strip().replace(" ", "_").casefold()
        zones = available_timezones()
        if not typed or self.text().strip() in zones:
            return False
        fitting = [zone for zone in zones if typed in zone.casefold()]
        if len(fitting) != 1:
            return False
        popup = self.completer().popup()
        if popup is not None:
            popup.hide()
        self.setText(fitting[0])
        self.editingFinished.emit()  # Qt tells only of what was typed
        return True
