"""The sponsor's own questions on the Scan page, and what is still open of them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.qualifiers import Kind, Qualifier
from boothapp.ui.forms.answer_field import field_for
from boothapp.ui.scan.parts import clear
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.labels import ElidedLabel, IconLabel

_FEW = 4  # more questions stand closer, so that the note is seen below them


class Question(QWidget):
    """One question; `answered` carries its id and the answer, None when taken back."""

    answered = Signal(str, object)

    def __init__(self, qualifier: Qualifier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.qualifier = qualifier
        self.kept = ""
        """What is kept, as far as it is known here."""
        self.field = field_for(qualifier, theme.size("scan.answers"))
        self.field.said.connect(self._say)
        words = f"{qualifier.question} *" if qualifier.required else qualifier.question
        self._label = ElidedLabel(words, font="body_l")
        if qualifier.required:
            self._label.setAccessibleName(f"{qualifier.question}, required")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        if qualifier.kind is Kind.CHOICES:  # its boxes may need several rows: beside the first
            self._label.setFixedHeight(theme.size("height.control_s"))
            row.addWidget(self._label, 1, top)
            row.addWidget(self.field, 0, top)
        else:
            row.addWidget(self._label, 1)
            row.addWidget(self.field)
        self.set_compact(compact=False)

    @property
    def is_open(self) -> bool:
        """Whether an answer is required and there is none."""
        return self.qualifier.required and not self.kept

    def show_answer(self, text: str) -> None:
        """Show what is kept, unless somebody is just writing here."""
        self.field.show_answer(text)
        self.kept = text

    def set_compact(self, compact: bool, dense: bool = False) -> None:
        """Narrower; `dense` is lower only."""
        width = theme.size("scan.answers_compact" if compact else "scan.answers")
        least = self.field.minimumSizeHint().width() if self.qualifier.offered else 0
        self.field.setFixedWidth(max(width, least))
        self.field.set_compact(compact or dense)
        self._label.setFont(theme.font("body" if compact else "body_l"))

    def focus(self) -> None:
        """Go to the field."""
        self.field.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say(self, text: str) -> None:
        if text != self.kept:
            self.kept = text
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
            row.answered.connect(self.answered)
            self._column.addWidget(row)
        self.set_compact(self._compact)

    def show_answers(self, answers: Mapping[str, str]) -> None:
        """Show what is kept."""
        for row in self.rows:
            row.show_answer(answers.get(row.qualifier.id, ""))

    def keep(self) -> None:
        """Say what is written in a line that has the focus still."""
        for row in self.rows:
            row.field.keep()

    @property
    def unanswered(self) -> tuple[str, ...]:
        """What stands in the way of a whole set of answers: a sentence or a question each."""
        wrong = tuple(row.field.complaint for row in self.rows if row.field.complaint)
        return wrong or tuple(f"“{row.qualifier.question}”" for row in self.rows if row.is_open)

    def set_compact(self, compact: bool) -> None:
        """Narrower and closer."""
        self._compact = compact
        dense = compact or len(self.rows) > _FEW
        self._column.setSpacing(6 if dense else 8)
        for row in self.rows:
            row.set_compact(compact, dense)

    def focus(self) -> None:
        """Go to the first required one without an answer, else to any without, else to one."""
        without = [row for row in self.rows if not row.kept]
        required = [row for row in without if row.is_open]
        for row in (required or without or self.rows)[:1]:
            row.focus()


class OpenHint(QWidget):
    """Says once what is still open when somebody wants to go on; it never stands in the way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = IconLabel(icon="warning", font="body", tone="verdict.ask.on_soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.addWidget(self.words)
        self._said = False
        self.hide()

    def start(self) -> None:
        """Another person."""
        self._said = False
        self.hide()

    def holds(self, unanswered: Sequence[str]) -> bool:
        """Say what is open, unless it was said of this person; whether it was said just now."""
        if self._said or not unanswered:
            return False
        self._said = True
        self._show(unanswered)
        return True

    def refresh(self, unanswered: Sequence[str]) -> None:
        """Something was answered meanwhile."""
        if self._said and not self.isHidden():
            self._show(unanswered)

    def _show(self, unanswered: Sequence[str]) -> None:
        first, more = (unanswered or ("",))[0], len(unanswered) - 1
        named = first if more < 1 else f"{first} and {more} more"
        open_ = named if named.endswith(".") else f"Still open: {named}."
        self.words.show_words(f"{open_} Enter leaves it so, Q answers.")
        self.setVisible(bool(unanswered))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """The ground."""
        where = QRectF(self.rect())
        painting.painter_for(self).fillRect(where, theme.color("verdict.ask.soft"))
