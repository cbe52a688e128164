"""What somebody is interested in: chips, and a line that offers the list while it is typed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QWidget

from boothapp.domain.desk_lists import MAX_INTEREST, filed_under
from boothapp.ui.forms.controls import Compound
from boothapp.ui.widgets.chips import Chip
from boothapp.ui.widgets.flow import FlowLayout

_LINE_WIDTH = 190  # logical px


class InterestLine(QLineEdit):
    """Enter puts what is typed down and goes no further, unless the line is empty."""

    put_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Interest, Enter")
        self.setAccessibleName("Interests")
        self.setMaxLength(MAX_INTEREST)
        self.setFixedWidth(_LINE_WIDTH)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def offer(self, names: Sequence[str]) -> None:
        """The list."""
        self._known.setStringList(list(names))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter with words, or type."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.text().strip():
            self.put_down.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class InterestsField(Compound):
    """Shows and takes interests; `changed` when there are others."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.part = self.line = InterestLine()
        self._known: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self.chips: list[Chip] = []
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.line)
        self.line.put_down.connect(self._add)
        completer = self.line.completer()
        if completer is not None:
            # Queued: Qt writes the choice into the line after it said what was chosen.
            completer.activated.connect(self._add, Qt.ConnectionType.QueuedConnection)

    @property
    def value(self) -> tuple[str, ...]:
        """The interests, with the words that are still in the line."""
        if not self.line.text().strip():
            return self._names
        return filed_under((*self._names, self.line.text()), self._known)

    def offer(self, names: Sequence[str]) -> None:
        """The list; what is in it is spelled as there."""
        self._known = tuple(names)
        self.line.offer(names)

    def show_names(self, names: Sequence[str]) -> None:
        """Show somebody's."""
        self._names = tuple(names)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(name) for name in names]
        for number, chip in enumerate(self.chips):
            self._flow.insert(number, chip)
            chip.show()
        self.updateGeometry()

    def clear(self) -> None:
        """Nothing, for another person."""
        self.line.clear()
        self.show_names(())

    def _chip(self, name: str) -> Chip:
        chip = Chip(name, removable=True, parent=self)
        chip.removed.connect(lambda: self._remove(name))
        return chip

    def _add(self) -> None:
        names = self.value
        self.line.clear()
        if names != self._names:
            self.show_names(names)
            self.changed.emit()

    def _remove(self, name: str) -> None:
        self.show_names([one for one in self._names if one != name])
        self.line.setFocus()
        self.changed.emit()
