"""Lists of names that grow and shrink line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.ui.settings.adding import add_line
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import ElidedLabel, Label


class _Line(QWidget):
    """A text, a quieter one, and the button that takes the line away."""

    removed = Signal()

    def __init__(
        self,
        text: str,
        quiet: str = "",
        extra: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(ElidedLabel(text), 0 if quiet else 1)
        if quiet:
            row.addWidget(ElidedLabel(quiet, tone="muted"), 1)
        if extra is not None:
            row.addWidget(extra)
        remove = Button(kind="ghost", icon="trash", size="s", tone="text_secondary")
        remove.setAccessibleName(f"Remove {text}")
        remove.setToolTip(f"Remove {text}")
        remove.clicked.connect(self.removed)
        row.addWidget(remove)


class LineList(SettingsCard):
    """What lists share: lines by id, replaced as a whole."""

    removed = Signal(str)

    def __init__(self, name: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, text, parent)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._widgets: list[_Line] = []
        self._empty = Label(tone="muted", wrap=True)
        self._empty.hide()
        self._place = QVBoxLayout()
        self._place.setSpacing(2)
        self.column.addWidget(self._empty)
        self.column.addLayout(self._place)

    def show_lines(self, lines: Sequence[tuple[str, str, str]], *, empty: str = "") -> None:
        """Show (id, text, quieter text) of each line; `empty` where there is none."""
        self._empty.setText(empty)
        self._empty.setVisible(bool(empty) and not lines)
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        for old in self._widgets:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._widgets = [self._line(*line) for line in self._shown]

    def button_of(self, _line_id: str, _text: str) -> QWidget | None:
        """What a line offers beside its removal; nothing, where a list does not say otherwise."""
        return None

    def _line(self, line_id: str, text: str, quiet: str) -> _Line:
        line = _Line(text, quiet, self.button_of(line_id, text))
        line.removed.connect(lambda: self.removed.emit(line_id))
        self._place.addWidget(line)
        return line


class NameList(LineList):
    """Names (or titles); `added` carries a new one."""

    added = Signal(str)

    def __init__(
        self, name: str, title: str, text: str, *, new: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, title, text, parent)
        self.line = add_line(self.column, new, self._add)

    def show_names(self, names: Sequence[tuple[str, str]]) -> None:
        """Show (id, name) of each."""
        self.show_lines([(line_id, name, "") for line_id, name in names])

    def _add(self) -> None:
        name = self.line.text().strip()
        if name:
            self.line.setText("")
            self.added.emit(name)
