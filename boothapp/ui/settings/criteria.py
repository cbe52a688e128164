"""What the scorecards judge by: criteria in their order, each with a title and a hint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.event import Criterion
from boothapp.ui.forms.controls import show_text
from boothapp.ui.settings.card import SettingsCard
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_LONGEST_TITLE, _LONGEST_HINT = 80, 200
_TITLE, _HINT = "Criterion", "What good looks like"
_TITLE_WIDTH = 220  # logical px: the same in every row, whatever stands at its end


class CriterionLine(QWidget):
    """Edits one criterion; `edited` comes when a field is left with another valid whole."""

    edited = Signal(object)
    removed = Signal()

    def __init__(self, criterion: Criterion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criterion = criterion
        """As it was last valid."""
        self.taken: frozenset[str] = frozenset()
        """The titles of the others."""
        self.title, self.hint = _edits()
        self.problem = Label(font="caption", tone="error", wrap=True)
        self.problem.hide()
        self.remove = Button(kind="ghost", icon="trash", tone="text_secondary")
        self.remove.clicked.connect(self.removed)
        row = _row(self.title, self.hint, self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.problem)
        self._fill()
        for edit in (self.title, self.hint):
            edit.editingFinished.connect(self._leave)

    def show_criterion(self, criterion: Criterion) -> None:
        """Show it as stored now."""
        if criterion != self.criterion:
            self.criterion = criterion
            self._fill()

    def _fill(self) -> None:
        name = self.criterion.title
        show_text(self.title, name)
        show_text(self.hint, self.criterion.hint)
        self.title.setAccessibleName(f"{_TITLE} {name}")
        self.hint.setAccessibleName(f"{_HINT}: {name}")
        self.remove.setAccessibleName(f"Remove {name}")
        self.remove.setToolTip(f"Remove {name}")

    def _leave(self) -> None:
        title = " ".join(self.title.text().split())
        fault = "" if title else "Give the criterion a title."
        if title in self.taken:
            fault = f"There is a criterion “{title}” already."
        self._complain(fault)
        hint = " ".join(self.hint.text().split())
        criterion = replace(self.criterion, title=title, hint=hint)
        if not fault and criterion != self.criterion:
            self.criterion = criterion
            self._fill()
            self.edited.emit(criterion)

    def _complain(self, fault: str) -> None:
        self.problem.setText(fault)
        self.problem.setVisible(bool(fault))
        self.title.setProperty("error", bool(fault))
        self.title.style().polish(self.title)


class CriteriaCard(SettingsCard):
    """`added` and `edited` carry a Criterion (a new one has no id), `removed` an id."""

    added = Signal(object)
    edited = Signal(object)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        text = "What every interviewer judges by, in this order, before they see the others’ marks."
        super().__init__("scorecards", "Scorecards", text, parent)
        self.lines: list[CriterionLine] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        self.title, self.hint = _edits("New criterion", _HINT)
        self.title.setAccessibleName("New criterion")
        self.hint.setAccessibleName("What good looks like in the new criterion")
        for edit in (self.title, self.hint):
            edit.returnPressed.connect(self._add)
        button = Button("Add", icon="plus")
        button.setAccessibleName("Add the criterion")
        button.clicked.connect(self._add)
        self.column.addLayout(self._place)
        self.column.addLayout(_row(self.title, self.hint, button))

    def show_criteria(self, criteria: Sequence[Criterion]) -> None:
        """Show these; lines of criteria that stay keep their cursor."""
        if [line.criterion.id for line in self.lines] != [one.id for one in criteria]:
            for line in self.lines:
                self._place.removeWidget(line)
                line.hide()
                line.deleteLater()
            self.lines = [self._line(one) for one in criteria]
        for line, one in zip(self.lines, criteria, strict=True):
            line.show_criterion(one)
            line.taken = frozenset(other.title for other in criteria if other.id != one.id)

    def _line(self, criterion: Criterion) -> CriterionLine:
        line = CriterionLine(criterion)
        line.edited.connect(self.edited)
        line.removed.connect(lambda: self._remove(criterion.id))
        self._place.addWidget(line)
        return line

    def _remove(self, criterion_id: str) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)  # what had it goes away
        self.removed.emit(criterion_id)

    def _add(self) -> None:
        title = self.title.text().strip()
        if title:
            hint = self.hint.text().strip()
            self.title.setText("")
            self.hint.setText("")
            self.title.setFocus()
            self.added.emit(Criterion("", title, hint))


def _edits(title: str = _TITLE, hint: str = _HINT) -> tuple[QLineEdit, QLineEdit]:
    edits = (QLineEdit(), QLineEdit())
    for edit, words, most in zip(
        edits, (title, hint), (_LONGEST_TITLE, _LONGEST_HINT), strict=True
    ):
        edit.setPlaceholderText(words)
        edit.setMaxLength(most)
    return edits


def _row(title: QLineEdit, hint: QLineEdit, last: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    title.setFixedWidth(_TITLE_WIDTH)
    row.addWidget(title)
    row.addWidget(hint, 1)
    row.addWidget(last)
    return row
