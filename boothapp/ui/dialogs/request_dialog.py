"""Write a request down, and end one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from boothapp.domain.holdings import FoundPerson, reference_of
from boothapp.domain.people import ScanSource
from boothapp.domain.requests import Outcome, Request, RequestKind
from boothapp.services.people import PeopleService
from boothapp.ui.context import Context
from boothapp.ui.forms.controls import DayEdit, FieldBox
from boothapp.ui.forms.field import Field
from boothapp.ui.privacy.found_list import title
from boothapp.ui.privacy.wording import OUTCOME_WORDS, REQUEST_WORDS
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.fields import Select
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.read_text import ReadText

WHAT_THEY_WROTE = "What they wrote"
_LONGEST = 300  # characters; longer is a paste gone wrong
_SOON = 200  # ms after the last letter
_MOST = 8
_NOBODY = "Nobody found; the request stands by itself"
_NOT_THESE, _LOOKING = "Nobody of these", "It is being looked up"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A request as it is written down; `linked` names the person behind `subject`."""

    kind: RequestKind
    who: str
    received: date
    subject: str | None
    details: str
    linked: str = ""


class RequestDialog(QDialog):
    """`accepted_with` carries a NewRequest. While `who` is typed, who it may be is looked up.

    Whoever was found answers to the words of then: each letter lets go of them, and makes answers
    that are still under way void. What is saved meanwhile waits for the answer to its own words.
    """

    accepted_with = Signal(object)

    def __init__(self, context: Context, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._today = context, today
        self._people: tuple[FoundPerson, ...] = ()
        self._question = 0  # counts the words that were asked for
        self._answered = self._saving = False
        self.setWindowTitle("A request")
        self.setMinimumWidth(520)
        options = [(kind.value, words) for kind, words in REQUEST_WORDS.items()]
        self.kind = Segmented(options, name="What they ask for")
        self.kind.set_value(RequestKind.ACCESS.value)
        self.who, self.link = QLineEdit(), Select("Who that is here")
        self.who.setMaxLength(_LONGEST)
        self.received = DayEdit()
        self.received.set_value(today)
        self.details = QPlainTextEdit()
        self.details.setFixedHeight(72)
        self.details.setTabChangesFocus(True)
        self.who_field = Field("Who asks", self.who, hint="A name, an e-mail or a reference")
        self.day_field = Field("Received", FieldBox(self.received))
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._look)
        self.who.textChanged.connect(self._ask_anew)
        self._build()
        self._offer(0, ())

    def save(self) -> None:
        """Hand the request over, if it says who asks and when; once it is known who that is."""
        who, received = " ".join(self.who.text().split()), self.received.value
        self.who_field.complain("" if who else "Say who asks.")
        late = received > self._today
        self.day_field.complain("A request cannot have come after today." if late else "")
        if not who or late:
            return
        if not self._answered:
            self._saving = True
            self._look()
            return
        number = self.link.currentIndex() - 1
        person = self._people[number] if number >= 0 else None
        self.accept()
        self.accepted_with.emit(
            NewRequest(
                kind=RequestKind(self.kind.value or RequestKind.ACCESS),
                who=who,
                received=received,
                subject=person.subject if person else None,
                details=self.details.toPlainText(),
                linked=_named(person) if person else "",
            )
        )

    def scanned(self, payload: str, source: ScanSource = ScanSource.SCANNER) -> None:
        """A badge was scanned while this is asked: it is theirs who asks, and no scan is written.

        What is typed meanwhile goes before it.
        """
        self._soon.stop()
        self._question += 1
        self._saving = False
        question, people = self._question, self._context.services.people
        self._context.tasks.run(
            lambda: _of_code(people, payload, source),
            lambda found: self._show_scanned(question, found),
        )

    def _show_scanned(self, question: int, found: FoundPerson | None) -> None:
        if question != self._question:
            return
        if found is not None:
            self.who.setText(found.name or found.email or found.reference)
            self.who_field.complain("")
            self._offer(self._question, (found,))
            return
        self.who_field.complain("Nothing is known of this badge. Type who asks.")
        if not self._answered:
            self._look()

    def done(self, result: int) -> None:
        """Nothing that was asked is waited for any more."""
        self._soon.stop()
        self._question += 1
        super().done(result)

    def _build(self) -> None:
        save, cancel = Button("Write it down", kind="primary"), Button("Cancel", key="Esc")
        save.setDefault(True)
        save.clicked.connect(self.save)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label("Somebody asks about their data", font="subtitle"))
        column.addWidget(self.kind)
        column.addWidget(self.who_field)
        column.addWidget(Field("Who that is here", self.link))
        column.addWidget(self.day_field)
        column.addWidget(Field(WHAT_THEY_WROTE, self.details))
        quiet = "Who asked and what they wrote is forgotten once the request is closed."
        column.addWidget(Label(quiet, font="caption", tone="muted", wrap=True))
        column.addLayout(foot)
        self.who.setFocus()

    def _ask_anew(self) -> None:
        self._question += 1
        self._answered = self._saving = False
        self._show_found((), _LOOKING)
        self._soon.start()

    def _look(self) -> None:
        self._soon.stop()
        question, text = self._question, self.who.text()
        people = self._context.services.people
        self._context.tasks.run(
            lambda: people.find(text, _MOST),
            lambda found: self._offer(question, found),
            lambda _: self._offer(question, ()),  # a request is written down all the same
        )

    def _offer(self, question: int, found: tuple[FoundPerson, ...]) -> None:
        if question != self._question:
            return
        self._answered = True
        self._soon.stop()
        self._show_found(found, _NOT_THESE if found else _NOBODY)
        if self._saving:
            self._saving = False
            self.save()

    def _show_found(self, found: tuple[FoundPerson, ...], nobody: str) -> None:
        self._people = found
        self.link.clear()
        self.link.addItem(nobody)
        self.link.addItems([_named(person) for person in found])
        self.link.setCurrentIndex(1 if len(found) == 1 else 0)


class OutcomeDialog(QDialog):
    """`accepted_with` carries the Outcome; it asks once, for what a request says is forgotten."""

    accepted_with = Signal(object)

    def __init__(self, asked: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Close a request")
        self.setMinimumWidth(460)
        options = [(outcome.value, words) for outcome, words in OUTCOME_WORDS.items()]
        self.outcome = Segmented(options, name="How it ended")
        self.outcome.set_value(Outcome.DONE.value)
        self.close_it, cancel = Button("Close and forget", kind="primary"), Button("Cancel")
        cancel.show_key("Esc")
        cancel.setDefault(True)
        self.close_it.clicked.connect(self._close)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Label(f"Close the request of {asked.who}?", font="subtitle", wrap=True))
        if asked.details:
            self.words = ReadText(WHAT_THEY_WROTE, asked.details)
            column.addWidget(Field(f"{REQUEST_WORDS[asked.kind]}: what they wrote", self.words))
        text = (
            "Who asked and what they wrote is forgotten; that there was a request, and how and "
            "when it ended, stays. This cannot be undone."
        )
        column.addWidget(Label(text, wrap=True))
        column.addWidget(self.outcome)
        column.addLayout(foot)
        cancel.setFocus()

    def _close(self) -> None:
        self.accept()
        self.accepted_with.emit(Outcome(self.outcome.value or Outcome.DONE))


def _named(person: FoundPerson) -> str:
    about = person.affiliation or person.email
    name = f"{title(person)}, {about}" if about else title(person)
    return f"{name} ({person.reference})"


def _of_code(people: PeopleService, payload: str, source: ScanSource) -> FoundPerson | None:
    """Who a badge belongs to, None where nothing is known of it; on the database thread."""
    subject = people.of_code(payload, source)
    found = people.find(reference_of(subject), 1) if subject is not None else ()
    return next(iter(found), None)
