"""The panel of somebody who is being asked: the notice, an answer per purpose, nothing kept yet."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boothapp.domain.consent import ConsentEvent, Purpose, Verdict
from boothapp.domain.notices import Notice, PurposeText
from boothapp.domain.people import VerdictCard
from boothapp.ui.scan import wording
from boothapp.ui.scan.asking import Asking
from boothapp.ui.scan.details_form import DetailsForm
from boothapp.ui.scan.notice_card import NoticeCard
from boothapp.ui.scan.parts import Footer, PersonHead
from boothapp.ui.theme import theme
from boothapp.ui.widgets import painting
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.choices import Answers
from boothapp.ui.widgets.labels import ElidedLabel, Label
from boothapp.ui.widgets.scrolls import scroll_of


class PurposeCard(QWidget):
    """One purpose and its answers; outlined while the keys go to it."""

    answered = Signal(object, object)
    wanted = Signal(object)

    def __init__(self, purpose: Purpose, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.purpose, self._current = purpose, False
        self.answers = Answers(wording.PURPOSE_LONG[purpose])
        self._label = ElidedLabel(wording.PURPOSE_LONG[purpose], font="body_l", weight=600)
        self._explanation = Label(tone="muted", wrap=True)  # it is read to the person: never cut
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._label)
        words.addWidget(self._explanation)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 4, 13, 4)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.answers)
        self.answers.picked.connect(lambda value: self.answered.emit(purpose, ConsentEvent(value)))
        self.set_compact(compact=False)

    def show_words(self, words: PurposeText, name: str) -> None:
        """Say what is asked; `name` is whom, for those who only hear it."""
        self._label.set_text(words.label)
        self._explanation.setText(words.explanation)
        self.answers.setAccessibleName(f"{words.label}: {name}")
        for button in self.answers.buttons:
            button.setAccessibleDescription(f"{words.label}: {name}")

    def show_answer(self, event: ConsentEvent | None, *, current: bool) -> None:
        """Show what was said and whether the keys go here."""
        self._current = current
        self.answers.set_value(event.value if event else None)
        self.answers.set_current(current)
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Lower, where the words have room on one line."""
        self.setMinimumHeight(theme.size("scan.answer_compact" if compact else "scan.answer"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name and call
        """A click gives the keys to this purpose."""
        self.wanted.emit(self.purpose)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and call
        """Paint the outline."""
        painter = painting.painter_for(self)
        outline, width = ("focus_ring", 2) if self._current else ("border", 1)
        where = QRectF(self.rect())
        painting.box(painter, where, outline=outline, width=width, radius="radius.card")


class AskPanel(QWidget):
    """Shows the question and gathers the answers in `asking`; it stores nothing itself."""

    language_picked = Signal(str)
    turned = Signal()
    saved = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asking = Asking()
        self._card: VerdictCard | None = None
        self.head, self.notice, self.details = PersonHead(), NoticeCard(), DetailsForm()
        self.cards = {purpose: PurposeCard(purpose) for purpose in Purpose}
        self.count = Label(font="heading")
        self.no_to_all = Button("No to all", key="Shift+N", size="l")
        self.save = Button("Save & next", kind="primary", key="Enter", size="l")
        self._build()
        self._connect()

    @property
    def needs_details(self) -> bool:
        """Whether the short form has to be filled in before this yes can be kept."""
        return self._card is not None and self.asking.says_yes and self._card.needs_details

    def start(self, card: VerdictCard, asking: Asking, zone: ZoneInfo) -> None:
        """Ask this person about these purposes."""
        self._card, self.asking = card, asking
        self.head.show_person(wording.who(card), card.person, zone)
        if card.lead is None:
            self.head.show_facts(list(wording.read_from(card)))
        self.details.start()
        for purpose, box in self.cards.items():
            box.setVisible(purpose in asking.purposes)
        self.no_to_all.setVisible(len(asking.purposes) > 1)
        self.show_answers()

    def show_notice(self, notice: Notice, contact: str) -> None:
        """The notice in the language that was picked."""
        self.notice.show_notice(notice, contact, self.asking.purposes)
        name = wording.who(self._card) if self._card is not None else ""
        for purpose, box in self.cards.items():
            box.show_words(notice.words.purposes[purpose], name)

    def show_answers(self) -> None:
        """Show what was said so far."""
        for purpose, box in self.cards.items():
            given = self.asking.answers.get(purpose)
            box.show_answer(given, current=purpose is self.asking.current)
        self.details.setVisible(self.needs_details)
        QTimer.singleShot(0, self, self._reveal)
        if self.needs_details and self.asking.next_open() is None:
            self.details.focus()  # not before: Y, N and L would be letters of the name
        self.count.setText(self.asking.summary)
        self.save.setText("Save" if self.asking.says_yes else "Save & next")
        self.save.updateGeometry()

    def answer(self, purpose: Purpose, event: ConsentEvent) -> None:
        """An answer was given."""
        self.asking.answer(purpose, event)
        self.show_answers()
        self.changed.emit()

    def answer_current(self, event: ConsentEvent) -> None:
        """An answer was given by key, to the purpose that has the keys."""
        if self.asking.current is not None:
            self.answer(self.asking.current, event)

    def take(self, answers: Mapping[Purpose, ConsentEvent]) -> None:
        """The answers that were given on the turned screen."""
        self.asking.answers = dict(answers)
        self.show_answers()

    def say_no_to_all(self) -> None:
        """Every purpose is declined."""
        self.asking.no_to_all()
        self.show_answers()
        self.changed.emit()

    def step(self, by: int) -> None:
        """Give the keys to a neighbour."""
        self.asking.step(by)
        self.show_answers()

    def ask_about(self, purpose: Purpose) -> None:
        """Give the keys to one purpose."""
        self.asking.current = purpose
        self.show_answers()

    def set_compact(self, compact: bool) -> None:
        """Closer and smaller, for a small window."""
        self.head.set_compact(compact)
        self.notice.set_compact(compact)
        self._footer.set_compact(compact)
        for box in self.cards.values():
            box.set_compact(compact)
        for button in (self.no_to_all, self.save):
            button.grade = "m" if compact else "l"
            button.updateGeometry()
        side = 16 if compact else 24
        gap = 6 if compact else 12
        self._inside.setContentsMargins(side, gap, side, gap)
        self._inside.setSpacing(gap)
        self._boxes.setSpacing(6)

    def ask_for_details(self, sentence: str) -> None:
        """Say what is missing in the short form, in sight and with the keys."""
        self.details.complain(sentence)
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.details))

    def _reveal(self) -> None:
        """Scroll to what is to be answered or filled in next, once it has its place."""
        current = self.asking.current
        if self.needs_details and self.asking.next_open() is None:
            self._scroll.ensureWidgetVisible(self.details)
        elif self.asking.answers and current is not None:
            self._scroll.ensureWidgetVisible(self.cards[current], 0, 0)

    def _build(self) -> None:
        content = QWidget()
        self._inside = QVBoxLayout(content)
        self._inside.addWidget(self.notice)
        self._boxes = QVBoxLayout()
        for box in self.cards.values():
            self._boxes.addWidget(box)
        self._inside.addLayout(self._boxes)
        self._inside.addWidget(self.details)
        self._inside.addStretch(1)
        self._scroll = scroll = scroll_of(content)
        self._footer = Footer()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.count)
        words.addWidget(Label("Open ones can be asked later", font="caption", tone="muted"))
        words.addStretch()
        self._footer.row.addLayout(words, 1)
        self._footer.row.addWidget(self.no_to_all)
        self._footer.row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(scroll, 1)
        column.addWidget(self._footer)
        self.set_compact(compact=False)

    def _connect(self) -> None:
        self.notice.language_picked.connect(self.language_picked)
        self.notice.turned.connect(self.turned)
        self.no_to_all.clicked.connect(self.say_no_to_all)
        self.save.clicked.connect(self.saved)
        self.details.finished.connect(self.saved)
        for box in self.cards.values():
            box.answered.connect(self.answer)
            box.wanted.connect(self.ask_about)


def purposes_to_ask(card: VerdictCard) -> tuple[Purpose, ...]:
    """All of them, unless somebody who declined speaks up again: then what they came for."""
    return (Purpose.RECRUITING,) if card.verdict is Verdict.DECLINED else tuple(Purpose)
