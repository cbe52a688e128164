"""The line in the panel that says who may be the same person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from boothapp.domain.duplicates import Pair
from boothapp.services.merge_words import reasons_words
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import IconLabel

_INK = "verdict.ask.on_soft"
_ABOVE = 6  # logical px of air; gone with the line where there is nobody


class SameAsLine(QWidget):
    """Amber, with a button that compares; hidden where there is nobody."""

    compare_wanted = Signal(object)
    """The pair that is the surest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[Pair, ...] = ()
        self.label = IconLabel(icon="copy", font="body", tone=_INK)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button = Button("Compare", size="s", tone=_INK)
        self.button.setToolTip("Compare the two (D)")
        self.button.clicked.connect(self.compare)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6 + _ABOVE, 6, 6)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.hide()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Name the surest one; nobody hides the line."""
        self._pairs = tuple(pairs)
        if self._pairs:
            other, more = self._pairs[0].other, len(self._pairs) - 1
            name = other.name or other.email or "a lead without a name"
            words = f"Same as “{name}”?" + (f" {more} more" if more else "")
            self.label.show_words(words)
            self.setToolTip(reasons_words(self._pairs[0].reasons))
            self.button.setAccessibleName(f"Compare with {name}")
        self.setVisible(bool(self._pairs))

    def compare(self) -> None:
        """Ask for the surest pair, where there is one."""
        if self._pairs:
            self.compare_wanted.emit(self._pairs[0])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The soft ground."""
        where = self.rect().toRectF().adjusted(0, _ABOVE, 0, 0)
        painting.box(painting.painter_for(self), where, fill="verdict.ask.soft")
