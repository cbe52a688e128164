"""Fields that take an answer to one of the sponsor's questions, one for each kind."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput
from boothapp.domain.qualifiers import MAX_TEXT, Kind, Qualifier, checked_answer
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.checks import CheckBox
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.labels import Label

_NOTHING = "No answer"
_HINTS = {Kind.NUMBER: "Such as 3.5", Kind.DATE: "Such as 2027-06-30"}
_ROOM = 24  # logical px at the sides of a word in a segmented control


class _Field(Protocol):
    """What the kinds have in common. `said` (a signal) carries an answer, empty for none."""

    said: Signal

    def show_answer(self, text: str) -> None:
        """Show what is kept."""

    def keep(self) -> None:
        """Say what is written and was not said yet."""

    def set_compact(self, compact: bool) -> None:
        """Lower."""

    @property
    def first(self) -> QWidget:
        """What takes the keys."""

    @property
    def complaint(self) -> str:
        """What is wrong with what is written, empty for nothing."""


class Typed(QWidget):
    """A line, and below it what is wrong with what was typed."""

    said = Signal(str)

    def __init__(self, asked: Qualifier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked, self._shown = asked, ""
        self.line = QLineEdit()
        self.line.setAccessibleName(asked.question)
        self.line.setMaxLength(MAX_TEXT)
        self.line.setPlaceholderText(_HINTS.get(asked.kind, ""))
        self.problem = Label(font="caption", tone="error", wrap=True)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.problem)
        self.line.editingFinished.connect(self.keep)
        self.line.textEdited.connect(lambda: self._complain(""))

    @property
    def first(self) -> QWidget:
        """The line."""
        return self.line

    @property
    def complaint(self) -> str:
        """What is wrong."""
        return self.problem.text()

    def show_answer(self, text: str) -> None:
        """Show what is kept, unless somebody is just writing here."""
        if not self.line.hasFocus() or text == self._shown:
            self._show(text)

    def set_compact(self, compact: bool) -> None:
        """The line is as high as any."""

    def keep(self) -> None:
        """Say what is written, or beside it what is wrong."""
        try:
            text = checked_answer(self._asked, _localised(self._asked.kind, self.line.text()))
        except BadInput as error:
            self._complain(str(error))
            return
        self._show(text)
        self.said.emit(text)

    def _show(self, text: str) -> None:
        self._shown = text
        self._complain("")
        if self.line.text() != text:
            self.line.setText(text)

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if bool(self.line.property("error")) != bool(sentence):
            self.line.setProperty("error", bool(sentence))
            self.line.style().polish(self.line)


class OneOf(Segmented):
    """Few choices side by side; chosen again, the answer is taken back."""

    said = Signal(str)
    complaint = ""

    def __init__(self, asked: Qualifier, parent: QWidget | None = None) -> None:
        options = [(choice, choice) for choice in asked.offered]
        super().__init__(options, name=asked.question, clearable=True, parent=parent)
        self.picked.connect(lambda value: self.said.emit(value or ""))

    @property
    def first(self) -> QWidget:
        """What is chosen, else the first choice."""
        chosen = (button for button in self.buttons if button.isChecked())
        return next(chosen, self.buttons[0])

    def show_answer(self, text: str) -> None:
        """Show what is kept."""
        self.set_value(text or None)

    def keep(self) -> None:
        """A choice is said at once."""

    def set_compact(self, compact: bool) -> None:
        """Lower."""
        self.set_size("control_compact" if compact else "control")


class OneOfMany(Select):
    """Many choices, as a list to open."""

    said = Signal(str)
    complaint = ""

    def __init__(self, asked: Qualifier, parent: QWidget | None = None) -> None:
        super().__init__(asked.question, parent=parent)
        self.setPlaceholderText(_NOTHING)
        self.addItems([_NOTHING, *asked.offered])
        self.activated.connect(lambda row: self.said.emit(self.itemText(row) if row else ""))

    @property
    def first(self) -> QWidget:
        """The list."""
        return self

    def show_answer(self, text: str) -> None:
        """Show what is kept."""
        self.setCurrentIndex(max(0, self.findText(text, Qt.MatchFlag.MatchExactly)) if text else 0)

    def keep(self) -> None:
        """A choice is said at once."""


class AnyOf(QWidget):
    """Choices to tick, side by side as far as there is room."""

    said = Signal(str)
    complaint = ""

    def __init__(self, asked: Qualifier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(asked.question)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.boxes = [CheckBox(choice) for choice in asked.offered]
        flow = FlowLayout(self, gap=10)
        for box in self.boxes:
            box.setAccessibleDescription(asked.question)
            box.clicked.connect(self._say)
            flow.addWidget(box)

    @property
    def first(self) -> QWidget:
        """The first box."""
        return self.boxes[0]

    def show_answer(self, text: str) -> None:
        """Show what is kept."""
        chosen = set(text.splitlines())
        for box in self.boxes:
            box.setChecked(box.text() in chosen)

    def keep(self) -> None:
        """A tick is said at once."""

    def set_compact(self, compact: bool) -> None:
        """Boxes are as high as any."""

    def _say(self) -> None:
        self.said.emit("\n".join(box.text() for box in self.boxes if box.isChecked()))


def field_for(asked: Qualifier, width: int) -> Typed | OneOf | OneOfMany | AnyOf:
    """The field for a question, where there is so much width (logical px)."""
    if asked.kind is Kind.CHOICES:
        return AnyOf(asked)
    if not asked.offered:
        return Typed(asked)
    words = [painting.text_width(choice, "body", 500) + _ROOM + 1 for choice in asked.offered]
    # All parts of a segmented control are as wide as the widest.
    return OneOf(asked) if max(words) * len(words) + 4 <= width else OneOfMany(asked)


def _localised(kind: Kind, text: str) -> str:
    """A day as it is written in this country, as ISO; anything else as it is."""
    if kind is not Kind.DATE:
        return text
    shape = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    for long, short in (("yyyy", "yy"), ("MM", "M"), ("dd", "d")):
        shape = shape.replace(long, short)
    day: QDate = QLocale().toDate(text.strip(), shape.replace("yy", "yyyy"))
    return day.toString(Qt.DateFormat.ISODate) if day.isValid() else text
