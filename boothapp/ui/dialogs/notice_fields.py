"""The texts of a notice as fields, in groups by who hears or reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from boothapp.domain.consent import Purpose
from boothapp.ui.forms.field import Field
from boothapp.ui.scan.wording import PURPOSE_LONG
from boothapp.ui.widgets.labels import Label, SectionHeading

_LONG_HEIGHT = 92  # logical px: four lines
_LONG = re.compile(r"text|\w+_text|from_list|if_\w+|contact|purposes\.\w+\.question")
_NAMED = re.compile(r"“([a-z_.]+)”")

_GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "What staff read aloud",
        (
            ("text", "The question"),
            ("more_text", "Before further questions"),
            *(
                (f"purposes.{purpose.value}.question", f"{PURPOSE_LONG[purpose]}: the question")
                for purpose in (Purpose.CV, Purpose.MARKETING)
            ),
        ),
    ),
    (
        "What the attendee reads",
        (
            ("title", "Heading"),
            ("attendee_text", "Text"),
            ("if_no", "What a no means"),
            ("if_open", "What an open answer means"),
            ("contact", "Whom to write to"),
        ),
    ),
    ("Told to people from the organiser’s list", (("from_list", "What they are told"),)),
    *(
        (
            PURPOSE_LONG[purpose],
            (
                (f"purposes.{purpose.value}.label", f"{PURPOSE_LONG[purpose]}: name for staff"),
                (f"purposes.{purpose.value}.explanation", f"{PURPOSE_LONG[purpose]}: what it is"),
                (
                    f"purposes.{purpose.value}.attendee_label",
                    f"{PURPOSE_LONG[purpose]}: what the attendee says yes to",
                ),
                (
                    f"purposes.{purpose.value}.attendee_explanation",
                    f"{PURPOSE_LONG[purpose]}: explained to the attendee",
                ),
            ),
        )
        for purpose in Purpose
    ),
    (
        "Buttons",
        (
            ("buttons.yes", "Yes"),
            ("buttons.no", "No"),
            ("buttons.later", "Later"),
            ("buttons.no_to_all", "No to all"),
            ("buttons.done", "Done"),
            ("buttons.read", "I have read this"),
        ),
    ),
)


class _Text(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LONG_HEIGHT)


class NoticeFields(QWidget):
    """All texts of one notice; `edited` when somebody wrote."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        hint = "{sponsor}, {until} and {contact} are filled in when the notice is shown."
        column.addWidget(Label(hint, font="caption", tone="muted", wrap=True))
        for title, texts in _GROUPS:
            column.addSpacing(6)
            column.addWidget(SectionHeading(title))
            for name, label in texts:
                column.addWidget(self._field(name, label))
        column.addStretch()

    def show_words(self, words: Mapping[str, str]) -> None:
        """Show other words, without saying `edited`."""
        for name, field in self.fields.items():
            field.control.blockSignals(True)
            _write(field.control, words[name])
            field.control.blockSignals(False)
        self.complain("")

    def value(self) -> dict[str, str]:
        """What is written, by the names that the service knows."""
        return {name: _read(field.control) for name, field in self.fields.items()}

    def complain(self, sentence: str) -> Field | None:
        """Say a sentence of the service at the field that it names; an empty one takes all back."""
        for field in self.fields.values():
            if field.complaint:
                field.complain("")
        named = _NAMED.search(sentence)
        wrong = self.fields.get(named.group(1)) if named is not None else None
        if wrong is not None and named is not None:
            label = (wrong.control.focusProxy() or wrong.control).accessibleName()
            wrong.complain(sentence.replace(f"The text “{named.group(1)}”", f"“{label}”"))
        return wrong

    def _field(self, name: str, label: str) -> Field:
        edit: QPlainTextEdit | QLineEdit = _Text() if _LONG.fullmatch(name) else QLineEdit()
        edit.textChanged.connect(self.edited)
        self.fields[name] = Field(label, edit)
        return self.fields[name]


def _read(control: QWidget) -> str:
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    assert isinstance(control, QLineEdit)  # noqa: S101 - the only two kinds
    return control.text()


def _write(control: QWidget, text: str) -> None:
    if isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    elif isinstance(control, QLineEdit):
        control.setText(text)
        control.setCursorPosition(0)
