"""The sponsor's own questions: a line each, which opens to its words, kind and choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import (
    KIND_WORDS,
    MAX_QUESTION,
    OFFERS,
    Kind,
    Qualifier,
    checked_choices,
    same_words,
)
from boothapp.ui.forms.controls import show_text
from boothapp.ui.forms.field import Field
from boothapp.ui.settings.folding import FoldingList
from boothapp.ui.settings.lines_edit import LinesEdit
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label

_VERSIONS = (
    "Once somebody answered, another wording is asked as a new version. Answers keep the question "
    "as it was asked."
)


class QuestionForm(QWidget):
    """Edits a Qualifier; `edited` comes when a field is left with another valid whole."""

    edited = Signal(object)

    def __init__(self, asked: Qualifier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = asked
        self._taken: frozenset[str] = frozenset()
        self.question, self.kind, self.choices = QLineEdit(), Select("Answer"), LinesEdit(4)
        self.question.setMaxLength(MAX_QUESTION)
        self.kind.addItems([KIND_WORDS[kind] for kind in Kind])
        self.required = CheckBox("Required: Save & next on the Scan page says when it is open")
        self.question_field = Field("Question", self.question)
        self.choices_field = Field("Choices, one on each line", self.choices)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.question_field)
        kinds = QHBoxLayout()
        kinds.addWidget(Field("Answer", self.kind), 1)
        kinds.addStretch(1)
        column.addLayout(kinds)
        column.addWidget(self.choices_field)
        column.addWidget(self.required)
        column.addWidget(Label(_VERSIONS, font="caption", tone="muted", wrap=True))
        self._fill()
        self.question.editingFinished.connect(self._leave)
        self.choices.left.connect(self._leave)
        self.kind.activated.connect(self._pick_kind)
        self.required.clicked.connect(self._leave)

    def show_question(self, asked: Qualifier, taken: Iterable[str]) -> None:
        """Show a question as stored now; `taken` are the words of the others."""
        self._taken = frozenset(same_words(one) for one in taken)
        if asked != self._known:
            changed = not asked.asks_as(self._known) or asked.required != self._known.required
            self._known = asked
            if changed:
                self._fill()

    def value(self) -> Qualifier | None:
        """Return the question, or None after saying beside the fields what is wrong."""
        question = " ".join(self.question.text().split())
        wrong = "" if question else "Give a question."
        if same_words(question) in self._taken:
            wrong = f"The question “{question}” is asked already."
        self.question_field.complain(wrong)
        kind, choices, amiss = self._kind, tuple[str, ...](), ""
        if kind in OFFERS:
            try:
                choices = checked_choices(tuple(self.choices.lines))
            except BadInput as error:
                amiss = str(error)
        self.choices_field.complain(amiss)
        if wrong or amiss:
            return None
        required = self.required.isChecked()
        return replace(
            self._known, question=question, kind=kind, choices=choices, required=required
        )

    @property
    def _kind(self) -> Kind:
        return tuple(Kind)[max(0, self.kind.currentIndex())]

    def _fill(self) -> None:
        show_text(self.question, self._known.question)
        self.kind.setCurrentIndex(tuple(Kind).index(self._known.kind))
        self.choices.show_lines(self._known.choices)
        self.required.setChecked(self._known.required)
        self.choices_field.setVisible(self._known.kind in OFFERS)

    def _pick_kind(self) -> None:
        offers = self._kind in OFFERS
        self.choices_field.setVisible(offers)
        if offers and not self.choices.lines:
            self.choices.setFocus()  # nothing is wrong yet: the choices come now
        else:
            self._leave()

    def _leave(self) -> None:
        asked = self.value()
        if asked is not None and asked != self._known:
            self._known = asked
            self.edited.emit(asked)


class QuestionsCard(FoldingList):
    """`edited` carries a Qualifier, `added` the words of a new one."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        text = (
            "Asked after a scan, in this order. What was asked before comes back when it is added "
            "in the same words."
        )
        super().__init__(
            "questions", "Questions", text, new="New question", movable=True, parent=parent
        )
        self._asked: tuple[Qualifier, ...] = ()

    def show_questions(self, asked: Sequence[Qualifier]) -> None:
        """Show the questions; an open line keeps its cursor, also when it is a new version now."""
        self._asked = tuple(asked)
        for one in asked:
            if one.replaces in self.lines and one.id not in self.lines:
                self.rename_line(one.replaces, one.id)
        self.show_lines([(one.id, one.question, _quiet(one)) for one in asked])
        for one in asked:
            body = self.lines[one.id].body
            if isinstance(body, QuestionForm):
                body.show_question(one, self._others(one.id))

    def open_line(self, line_id: str) -> None:
        """Open a question that was added just now, with the keys on its kind."""
        line = self.lines.get(line_id)
        if line is not None:
            line.head.setChecked(True)
            if isinstance(line.body, QuestionForm):
                line.body.kind.setFocus()

    def body_of(self, line_id: str) -> QuestionForm:
        """The form of one question."""
        form = QuestionForm(next(one for one in self._asked if one.id == line_id))
        form.show_question(form._known, self._others(line_id))
        form.edited.connect(self.edited)
        return form

    def _others(self, line_id: str) -> list[str]:
        return [one.question for one in self._asked if one.id != line_id]


def _quiet(asked: Qualifier) -> str:
    kind = ", ".join(asked.choices) if asked.choices else KIND_WORDS[asked.kind]
    parts = (kind, "required" if asked.required else "")
    version = f"version {asked.version}" if asked.version > 1 else ""
    return " · ".join(part for part in (*parts, version) if part)
