"""The panel where there is nobody to show: declined, unknown, unreadable; and nobody yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.consent import Verdict
from boothapp.domain.people import VerdictCard
from boothapp.ui.scan import wording
from boothapp.ui.scan.parts import Footer, rights_button
from boothapp.ui.theme import theme
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.empty import Picture
from boothapp.ui.widgets.labels import Label


class ToldPanel(QWidget):
    """Says what to try; `done` for the next person, `asked_again` at a person's own wish."""

    done = Signal()
    asked_again = Signal()
    typed_wanted = Signal()
    test_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(font="title", wrap=True)
        self._hints = [Label(font="body_l", tone="secondary", wrap=True) for _ in range(4)]
        self._rows = [self._row(label) for label in self._hints]
        self.again = Button("They want to say yes", size="l")
        self.type_id = Button("Type the badge id", icon="keyboard", key="I", size="l")
        self.test = Button("Test the scanner", icon="barcode", key="T", size="l")
        self.test.clicked.connect(self.test_wanted)
        self.next = Button("Next", kind="primary", key="Enter", size="l")
        self.again.clicked.connect(self.asked_again)
        self.type_id.clicked.connect(self.typed_wanted)
        self.next.clicked.connect(self.done)
        self._inside = QVBoxLayout()
        self.rights = rights_button()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.rights, 0, Qt.AlignmentFlag.AlignTop)
        self._inside.addLayout(head)
        for row in self._rows:
            self._inside.addWidget(row)
        self._inside.addStretch(1)
        self._footer = Footer()
        self._footer.row.addWidget(self.again)
        self._footer.row.addWidget(self.test)
        self._footer.row.addWidget(self.type_id)
        self._footer.row.addStretch(1)
        self._footer.row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._inside, 1)
        column.addWidget(self._footer)
        self.set_compact(compact=False)

    def show_card(self, card: VerdictCard) -> None:
        """Say what to try."""
        self._title.setText(wording.title(card))
        hints = wording.hints(card)
        for index, (label, row) in enumerate(zip(self._hints, self._rows, strict=True)):
            row.setVisible(index < len(hints))
            label.setText(hints[index] if index < len(hints) else "")
        declined = card.verdict is Verdict.DECLINED
        self.again.setVisible(declined)
        self.rights.setVisible(card.subject is not None)
        self.type_id.setVisible(not declined)
        self.test.setVisible(wording.is_garbled(card) or wording.is_of_two(card))

    def press_test(self) -> None:
        """The key of the scanner's test, where it is offered."""
        if self.test.isVisible():
            self.test.click()

    def set_compact(self, compact: bool) -> None:
        """Closer and smaller, for a small window."""
        self._footer.set_compact(compact)
        for button in (self.again, self.test, self.type_id, self.next):
            button.grade = "m" if compact else "l"
            button.updateGeometry()
        side = 16 if compact else 24
        self._inside.setContentsMargins(side, side, side, side)
        self._inside.setSpacing(8 if compact else 12)

    def _row(self, label: Label) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        mark = Picture("arrow-right", "muted", theme.size("icon.size_l"))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        return row
