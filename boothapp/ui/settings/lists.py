"""Lists that grow and shrink line by line: names, and questions with their choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.qualifiers import Qualifier
from boothapp.ui.settings.adding import add_line
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import ElidedLabel


class _Line(QWidget):
    """A text, a quieter one, and the button that takes the line away."""

    removed = Signal()

    def __init__(self, text: str, quiet: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(ElidedLabel(text), 0 if quiet else 1)
        if quiet:
            row.addWidget(ElidedLabel(quiet, tone="muted"), 1)
        remove = Button(kind="ghost", icon="trash", size="s", tone="text_secondary")
        remove.setAccessibleName(f"Remove {text}")
        remove.setToolTip(f"Remove {text}")
        remove.clicked.connect(self.removed)
        row.addWidget(remove)


class _Lines(SettingsCard):
    """What the two lists share: lines by id, replaced as a whole."""

    removed = Signal(str)

    def __init__(self, name: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, text, parent)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._widgets: list[_Line] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(2)
        self.column.addLayout(self._place)

    def show_lines(self, lines: Sequence[tuple[str, str, str]]) -> None:
        """Show (id, text, quieter text) of each line."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        for old in self._widgets:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._widgets = [self._line(*line) for line in self._shown]

    def _line(self, line_id: str, text: str, quiet: str) -> _Line:
        line = _Line(text, quiet)
        line.removed.connect(lambda: self.removed.emit(line_id))
        self._place.addWidget(line)
        return line


class NameList(_Lines):
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


class QualifierList(_Lines):
    """The sponsor's own questions; `added` carries a Qualifier without an id."""

    added = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        text = "Asked after a scan. Without choices a question takes free text."
        super().__init__("questions", "Questions", text, parent)
        self.question, self.choices = QLineEdit(), QLineEdit()
        self.question.setPlaceholderText("New question")
        self.choices.setPlaceholderText("Choices, parted by commas")
        for edit in (self.question, self.choices):
            edit.setAccessibleName(edit.placeholderText())
            edit.returnPressed.connect(self._add)
        button = Button("Add", icon="plus")
        button.setAccessibleName("Add the question")
        button.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.question, 1)
        row.addWidget(self.choices, 1)
        row.addWidget(button)
        self.column.addLayout(row)

    def show_qualifiers(self, qualifiers: Sequence[Qualifier]) -> None:
        """Show the questions with their choices."""
        self.show_lines(
            [(asked.id, asked.question, ", ".join(asked.choices)) for asked in qualifiers]
        )

    def _add(self) -> None:
        question = self.question.text().strip()
        if not question:
            return
        choices = tuple(filter(None, (part.strip() for part in self.choices.text().split(","))))
        self.question.setText("")
        self.choices.setText("")
        self.added.emit(Qualifier("", question, choices))
