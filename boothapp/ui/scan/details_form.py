"""After a yes from somebody of whom only an id is known: name, e-mail, affiliation, interests."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from boothapp.domain.people import Person
from boothapp.ui.forms.interests import InterestsField
from boothapp.ui.scan.parts import FormLabel
from boothapp.ui.widgets.card import Card
from boothapp.ui.widgets.labels import IconLabel, SectionHeading

_FIELDS = (("name", "Name"), ("email", "E-mail"), ("affiliation", "Affiliation"))


class DetailsForm(Card):
    """Any may stay empty but one; `finished` on Enter in the last line."""

    finished = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[str, QLineEdit] = {}
        self.problem = IconLabel(icon="warning-circle-fill", tone="verdict.error.ink")
        self.problem.hide()
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        heading = "They said yes, and the badge has no name: one of these is needed"
        grid.addWidget(SectionHeading(heading), 0, 0, 1, 2)
        for row, (field, word) in enumerate(_FIELDS, start=1):
            line = QLineEdit()
            line.setAccessibleName(word)
            line.setMaxLength(200)
            line.textChanged.connect(self._typed)
            self.lines[field] = line
            grid.addWidget(FormLabel(word), row, 0)
            grid.addWidget(line, row, 1)
        self.interests = InterestsField()
        self.interests.changed.connect(self._typed)
        self.interests.line.textChanged.connect(self._typed)
        grid.addWidget(FormLabel("Interests"), len(_FIELDS) + 1, 0)
        grid.addWidget(self.interests, len(_FIELDS) + 1, 1)
        grid.addWidget(self.problem, len(_FIELDS) + 2, 1)
        order = list(self.lines.values())
        for line, following in pairwise(order):
            line.returnPressed.connect(following.setFocus)
        order[-1].returnPressed.connect(self.finished)
        self.interests.line.returnPressed.connect(self.finished)  # empty; else it takes the words
        self.body.addLayout(grid)

    @property
    def person(self) -> Person:
        """What was typed."""
        name, email, affiliation = (" ".join(line.text().split()) for line in self.lines.values())
        interests = self.interests.value
        return Person(name=name, email=email, affiliation=affiliation, interests=interests)

    def start(self) -> None:
        """Empty, for another person."""
        for line in self.lines.values():
            line.clear()
        self.interests.clear()
        self.problem.hide()

    def focus(self) -> None:
        """Go to the first line."""
        self.lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, sentence: str) -> None:
        """Say what is missing, beside the lines."""
        self.problem.show_words(sentence)
        self.problem.show()
        self._mark(wrong=True)
        self.focus()

    def _typed(self) -> None:
        if self.problem.isVisible():
            self.problem.hide()
            self._mark(wrong=False)
        self.changed.emit()

    def _mark(self, *, wrong: bool) -> None:
        for line in self.lines.values():
            line.setProperty("error", wrong)
            line.style().polish(line)
