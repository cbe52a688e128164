"""Lines that stand in an order: two small buttons, and Alt with an arrow, move them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boothapp.ui.widgets.buttons import Button

_WAYS = (("arrow-up", -1, "up", "Alt+Up"), ("arrow-down", 1, "down", "Alt+Down"))


class Movers(QWidget):
    """`moved` carries -1 for up and 1 for down, of the line that it stands in."""

    moved = Signal(int)

    def __init__(self, line: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: list[Button] = []
        for icon, step, _, keys in _WAYS:
            button = Button(kind="ghost", icon=icon, size="s", tone="text_secondary")
            button.clicked.connect(lambda _=False, step=step: self.moved.emit(step))
            row.addWidget(button)
            self.buttons.append(button)
            shortcut = QShortcut(QKeySequence(keys), line)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.moved.emit(step))

    def name_after(self, name: str) -> None:
        """Say what is moved."""
        for button, (_, _, way, keys) in zip(self.buttons, _WAYS, strict=True):
            button.setAccessibleName(f"Move {name} {way}")
            button.setToolTip(f"Move {name} {way} ({keys})")

    def show_place(self, number: int, count: int) -> None:
        """The first goes no further up, the last no further down."""
        able = (number > 0, number < count - 1)
        for button, on in zip(self.buttons, able, strict=True):
            if button.hasFocus() and not on:  # the keys stay in this line
                self.buttons[1 - self.buttons.index(button)].setEnabled(True)
                self.buttons[1 - self.buttons.index(button)].setFocus()
            button.setEnabled(on)


def moved(ids: Sequence[str], one: str, step: int) -> list[str] | None:
    """The ids with one a place further up or down; None where it cannot go there."""
    found = list(ids)
    at = found.index(one)
    if not 0 <= at + step < len(found):
        return None
    found.insert(at + step, found.pop(at))
    return found
