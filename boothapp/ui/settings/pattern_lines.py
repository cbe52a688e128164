"""The lines of an organiser's own patterns: a name, a regular expression, and where it breaks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.badge_patterns import MAX_NAME, MAX_PATTERN, BadgePattern
from boothapp.ui.forms.controls import show_text
from boothapp.ui.settings.moving import Movers
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_NAME_WIDTH = 180  # logical px: the same in every line
_PAUSE = 250  # ms
EXAMPLE = "https://badge.example/(?P<badge_id>[A-Z0-9]+)"


class _PatternEdits(QWidget):
    """Name and pattern side by side, and below them what is wrong; `checked` asks for that."""

    check_wanted = Signal(object)

    def __init__(self, button: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.pattern = QLineEdit(), QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        self.name.setFixedWidth(_NAME_WIDTH)
        self.name.setPlaceholderText("Its name")
        self.pattern.setMaxLength(MAX_PATTERN)
        self.pattern.setPlaceholderText(EXAMPLE)
        self.problem = Label(font="caption", tone="error", wrap=True)
        self.problem.hide()
        self.button = button
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.addWidget(self.name)
        self.row.addWidget(self.pattern, 1)
        self.row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.row)
        column.addWidget(self.problem)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(lambda: self.check_wanted.emit(self))
        self.pattern.textEdited.connect(lambda _: self._timer.start())

    def complain(self, fault: str) -> None:
        """Say what is wrong with the pattern, or nothing any more."""
        self.problem.setText(fault)
        self.problem.setVisible(bool(fault))
        self.pattern.setProperty("error", bool(fault))
        self.pattern.setAccessibleDescription(fault)
        self.pattern.style().polish(self.pattern)


class PatternLine(_PatternEdits):
    """Edits one pattern; `edited` carries it as it is to be."""

    edited = Signal(object)
    removed = Signal(str)

    def __init__(self, pattern: BadgePattern, parent: QWidget | None = None) -> None:
        super().__init__(Button(kind="ghost", icon="trash", tone="text_secondary"), parent)
        self.stored = pattern
        self.movers = Movers(self)
        self.row.insertWidget(self.row.indexOf(self.button), self.movers)
        self.button.clicked.connect(lambda: self.removed.emit(self.stored.id))
        for edit in (self.name, self.pattern):
            edit.editingFinished.connect(self._leave)
        self.refill()

    def show_pattern(self, pattern: BadgePattern) -> None:
        """Show it as stored now."""
        if pattern != self.stored:
            self.stored = pattern
            self.refill()

    def refill(self) -> None:
        """Show what is stored."""
        name = self.stored.name
        show_text(self.name, name)
        show_text(self.pattern, self.stored.pattern)
        self.name.setAccessibleName(f"Name of pattern {name}")
        self.pattern.setAccessibleName(f"Pattern {name}")
        self.button.setAccessibleName(f"Remove pattern {name}")
        self.button.setToolTip(f"Read codes by {name} no more")
        self.movers.name_after(name)
        self.complain("")

    def _leave(self) -> None:
        name, text = " ".join(self.name.text().split()), self.pattern.text().strip()
        wanted = replace(self.stored, name=name, pattern=text)
        if not name or not text:
            self.refill()
        elif wanted != self.stored and not self.problem.text():
            self.edited.emit(wanted)


class NewPattern(_PatternEdits):
    """Takes a new pattern; `added` carries name and pattern."""

    added = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Button("Add", icon="plus"), parent)
        self.name.setAccessibleName("Name of a new pattern")
        self.pattern.setAccessibleName("New pattern")
        self.button.setAccessibleName("Add the pattern")
        self.button.clicked.connect(self._add)
        for edit in (self.name, self.pattern):
            edit.returnPressed.connect(self._add)

    def clear(self) -> None:
        """It is set up: make room for another."""
        for edit in (self.name, self.pattern):
            edit.setText("")
        self.complain("")

    def _add(self) -> None:
        name, pattern = self.name.text().strip(), self.pattern.text().strip()
        missing = self.name if not name else self.pattern if not pattern else None
        if missing is not None:
            missing.setFocus()
        else:
            self.added.emit(name, pattern)
