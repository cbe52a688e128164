"""One's own scorecard: a mark for each criterion, a verdict, a text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from boothapp.domain.event import Criterion
from boothapp.domain.scorecards import Scorecard, ScoreVerdict
from boothapp.ui.forms.field import Field
from boothapp.ui.scorecards.wording import MARK_WORDS, VERDICT_WORDS
from boothapp.ui.widgets.choices import Segmented

_MARKS = tuple((str(mark), word) for mark, word in MARK_WORDS.items())
_VERDICTS = tuple((verdict.value, word) for verdict, word in VERDICT_WORDS.items())
_TEXT = 96  # logical px of height
_LONGEST = 20_000  # characters, as of a note

Content = tuple[dict[str, int], ScoreVerdict | None, str]
"""Marks by criterion, verdict, text."""


class ScoreForm(QWidget):
    """Edits one card."""

    def __init__(
        self, criteria: Sequence[Criterion], card: Scorecard | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.marks: dict[str, Segmented] = {}
        for asked in criteria:
            row = self.marks[asked.id] = Segmented(_MARKS, name=asked.title, clearable=True)
            column.addWidget(Field(asked.title, row, hint=asked.hint))
        self.verdict = Segmented(_VERDICTS, name="Go on with this person?", clearable=True)
        self.verdict_field = Field("Would you go on with this person?", self.verdict)
        self.verdict.picked.connect(lambda _: self.verdict_field.complain(""))
        column.addWidget(self.verdict_field)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT)
        column.addWidget(Field("What you saw", self.text, hint="The person may ask to read this."))
        if card is not None:
            self._show(card)

    def _show(self, card: Scorecard) -> None:
        for key, mark in card.marks.items():
            if key in self.marks:  # else it is of a criterion that is no longer asked
                self.marks[key].set_value(str(mark))
        self.verdict.set_value(card.verdict.value if card.verdict else None)
        self.text.setPlainText(card.text)

    def value(self) -> Content:
        """Return what is filled in."""
        marks = {key: int(row.value) for key, row in self.marks.items() if row.value is not None}
        verdict = None if self.verdict.value is None else ScoreVerdict(self.verdict.value)
        return marks, verdict, self.text.toPlainText().strip()[:_LONGEST]

    def ready(self) -> bool:
        """Return whether it can be handed in; what is missing is said beside it."""
        decided = self.verdict.value is not None
        self.verdict_field.complain("" if decided else "Choose one, then hand it in.")
        if not decided:
            self.verdict.buttons[0].setFocus()
        return decided
