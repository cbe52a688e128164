"""The answers in the person panel: shown as their questions were asked, and corrected in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from boothapp.domain.event import Settings
from boothapp.domain.people import LeadDetail
from boothapp.domain.qualifiers import Qualifier, worded
from boothapp.ui.forms.answer_field import field_for
from boothapp.ui.leads.sections import Section, fact_rows
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.labels import Label

_WIDTH = 300  # logical px that a field has in the panel


class AnswersSection(Section):
    """Shows the answers; `answered` carries a question's id and the new answer or None.

    "Edit" is seen once somebody listens, and where something is asked.
    """

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Answers", parent)
        self.edit = Button("Edit", kind="ghost", size="s", icon="pencil-simple")
        self.edit.setAccessibleName("Answer the questions")
        self.edit.setCheckable(True)
        self.edit.toggled.connect(self._fold)
        self.head.addWidget(self.edit)
        self.fields: dict[str, AnswerEdit] = {}
        self._editable = self._leaving = False
        self._lead: LeadDetail | None = None
        self._settings: Settings | None = None

    def serve(self) -> None:
        """Somebody stores what is answered here."""
        self._editable = True

    def leave(self) -> None:
        """Keep what is being written, and write no more."""
        self._leaving = True
        self.edit.setChecked(False)
        self._leaving = False

    def show_lead(self, lead: LeadDetail, settings: Settings) -> None:
        """Show a lead's answers; what is being written about the same lead stays."""
        other = self._lead is None or self._lead.id != lead.id
        asked_anew = self._settings is None or self._settings.qualifiers != settings.qualifiers
        self._lead, self._settings = lead, settings
        self.edit.setVisible(self._editable and bool(settings.qualifiers))
        if other:
            self.leave()
        if not self.edit.isChecked() or other or asked_anew:
            self._refill()
        else:
            self._show_answers(lead.answers)
        self.setVisible(bool(lead.answers) or not self.edit.isHidden())

    def _fold(self, editing: bool) -> None:
        for one in self.fields.values():
            one.field.keep()
        wrong = next((one for one in self.fields.values() if one.field.complaint), None)
        if wrong is not None and not editing and not self._leaving:
            self.edit.blockSignals(True)  # it was never done
            self.edit.setChecked(True)
            self.edit.blockSignals(False)
            wrong.field.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.edit.setText("Done" if editing else "Edit")
        self.edit.setAccessibleName("Done with the answers" if editing else "Answer the questions")
        self._refill()
        if editing and self.fields:
            first = next(iter(self.fields.values()))
            first.field.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refill(self) -> None:
        lead, settings = self._lead, self._settings
        self.fields = {}
        if lead is None or settings is None:
            return
        rows: list[QWidget] = []
        if self.edit.isChecked():
            self.fields = {asked.id: AnswerEdit(asked) for asked in settings.qualifiers}
            for one in self.fields.values():
                one.answered.connect(self.answered)
            rows += self.fields.values()
            self._show_answers(lead.answers)
            rows += fact_rows(list(earlier(settings, lead.answers)))
        elif lead.answers:
            given = ((one, lead.answers.get(one.id, "")) for one in settings.qualifiers)
            now = [(one.question, worded(one, text)) for one, text in given]
            rows += fact_rows([*now, *earlier(settings, lead.answers)])
        else:
            rows.append(Label("Nothing was answered yet.", font="caption", tone="muted"))
        self.fill(rows)

    def _show_answers(self, answers: Mapping[str, str]) -> None:
        for question, one in self.fields.items():
            one.show_answer(answers.get(question, ""))


class AnswerEdit(QWidget):
    """A question with its field below it; `answered` as in the section."""

    answered = Signal(str, object)

    def __init__(self, asked: Qualifier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked, self._kept = asked, ""
        self.field = field_for(asked, _WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = f"{asked.question} *" if asked.required else asked.question
        column.addWidget(Label(words, font="caption", tone="muted", wrap=True))
        column.addWidget(self.field)
        self.field.said.connect(self._say)

    def show_answer(self, text: str) -> None:
        """Show what is kept."""
        self._kept = text
        self.field.show_answer(text)

    def _say(self, text: str) -> None:
        if text != self._kept:
            self._kept = text
            self.answered.emit(self.asked.id, text or None)


def earlier(settings: Settings, answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Answers to what is asked no more, or in other words now: as it was asked."""
    later = {one.replaces for one in (*settings.qualifiers, *settings.old_qualifiers)}
    for asked in settings.old_qualifiers:
        if asked.id in answers:
            why = "earlier wording" if asked.id in later else "no longer asked"
            yield asked.question, f"{worded(asked, answers[asked.id])} ({why})"
