"""The sponsor's own questions: choices as a segmented control, many as a list, else a line."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.qualifiers import Qualifier
from boothapp.ui.scan.parts import clear
from boothapp.ui.theme import theme
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import ElidedLabel

_MOST_PARTS = 4
Field = Segmented | Select | QLineEdit


class Question(QWidget):
    """One question; `answered` carries its id and the answer, None when taken back."""

    answered = Signal(str, object)

    def __init__(self, qualifier: Qualifier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.qualifier = qualifier
        self._kept = ""
        self.field = self._field()
        self._label = ElidedLabel(qualifier.question, font="body_l")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._label, 1)
        row.addWidget(self.field)
        self.set_compact(compact=False)

    def show_answer(self, text: str) -> None:
        """Show what is kept, unless somebody is just writing here."""
        if isinstance(self.field, Segmented):
            self.field.set_value(text or None)
        elif isinstance(self.field, Select):
            self.field.setCurrentIndex(self.field.findText(text) if text else -1)
        elif not self.field.hasFocus():
            self.field.setText(text)
        self._kept = text

    def set_compact(self, compact: bool) -> None:
        """Narrower."""
        self.field.setFixedWidth(
            max(
                theme.size("scan.answers_compact" if compact else "scan.answers"),
                self.field.minimumSizeHint().width() if isinstance(self.field, Segmented) else 0,
            )
        )
        if isinstance(self.field, Segmented):
            self.field.set_size("control_compact" if compact else "control")
        elif isinstance(self.field, Select):
            self.field.set_compact(compact)
        self._label.setFont(theme.font("body" if compact else "body_l"))

    def focus(self) -> None:
        """Go to the field."""
        target = self.field.buttons[0] if isinstance(self.field, Segmented) else self.field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _field(self) -> Field:
        name, choices = self.qualifier.question, self.qualifier.choices
        if not choices:
            line = QLineEdit()
            line.setAccessibleName(name)
            line.setMaxLength(500)
            line.editingFinished.connect(lambda: self._say(line.text().strip()))
            return line
        if len(choices) > _MOST_PARTS:
            select = Select(name)
            select.setPlaceholderText("Not asked")
            select.addItems(choices)
            select.activated.connect(lambda: self._say(select.currentText()))
            return select
        segmented = Segmented([(choice, choice) for choice in choices], name=name, clearable=True)
        segmented.picked.connect(lambda value: self._say(value or ""))
        return segmented

    def _say(self, text: str) -> None:
        if text != self._kept:
            self._kept = text
            self.answered.emit(self.qualifier.id, text or None)


class Questions(QWidget):
    """All questions, one below the other."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Question] = []
        self._asked: tuple[Qualifier, ...] = ()
        self._compact = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_questions(self, qualifiers: Sequence[Qualifier]) -> None:
        """Ask these."""
        if tuple(qualifiers) == self._asked:
            return
        self._asked = tuple(qualifiers)
        clear(self._column)
        self.rows = [Question(qualifier) for qualifier in qualifiers]
        for row in self.rows:
            row.set_compact(self._compact)
            row.answered.connect(self.answered)
            self._column.addWidget(row)

    def show_answers(self, answers: Mapping[str, str]) -> None:
        """Show what is kept."""
        for row in self.rows:
            row.show_answer(answers.get(row.qualifier.id, ""))

    def set_compact(self, compact: bool) -> None:
        """Narrower and closer."""
        self._compact = compact
        self._column.setSpacing(6 if compact else 8)
        for row in self.rows:
            row.set_compact(compact)

    def focus(self) -> None:
        """Go to the first one without an answer, else to the first."""
        if self.rows:
            self.rows[0].focus()
