"""Find a person, also by scanning, and see and do what they have a right to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from boothapp.domain.errors import BadInput
from boothapp.domain.holdings import FoundPerson, Held
from boothapp.domain.people import ScanSource
from boothapp.ui import opening
from boothapp.ui.context import Context
from boothapp.ui.correcting import correct_details
from boothapp.ui.privacy.found_list import FoundList
from boothapp.ui.privacy.person_menu import open_erase, open_withdraw
from boothapp.ui.privacy.sheet import PersonSheet, SheetView, read_sheet
from boothapp.ui.refresher import Refresher
from boothapp.ui.undoable import Undoable
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.empty import EmptyState
from boothapp.ui.widgets.fields import SearchField
from boothapp.ui.widgets.labels import Label
from boothapp.ui.widgets.scrolls import ringed

_HELD = {"lead", "consent", "interview", "export", "request", "backup", "roster", "scorecard"}
_SHOWS = frozenset({*_HELD, "settings", "duty"})
_SOON = 150  # ms after the last letter
_MOST = 50
_LIST_WIDTH = 300


class PeopleSection(QWidget):
    """The list at the left, one person's sheet at the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._people = context, context.services.people
        self._orders = Undoable(context)
        self._subject: str | None = None
        self._question = 0  # counts the questions, so that an older answer is dropped
        self.search = SearchField("Name, e-mail, id, reference", key="/")
        self.list, self.sheet = FoundList(), PersonSheet()
        ringed(self.sheet, "Everything held about this person")
        self._count = Label(font="caption", tone="muted", wrap=True)
        self._given = Button("Open the folder", icon="folder-open", size="s")
        self._folder: Path | None = None
        self._then: Callable[[], object] | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._build()
        self._connect()

    @property
    def subject(self) -> str | None:
        """Who is shown."""
        return self._subject

    def look_for(self, text: str) -> None:
        """Search at once."""
        self.search.setText(text)
        self.search.setCursorPosition(0)  # a long address is read from its beginning
        self._soon.stop()
        self._search_anew()

    def open(self, subject: str, then: Callable[[], object] | None = None) -> None:
        """Show a person, whatever was searched for, and do `then` once they are shown."""
        self._choose(subject)
        self._then = then
        if self.search.text():
            self.search.clear()
        self._search()

    def scanned(self, payload: str, source: ScanSource = ScanSource.SCANNER) -> None:
        """Show whose badge this is; no scan is written."""
        self._context.tasks.run(lambda: self._people.of_code(payload, source), self._show_scanned)

    def reload(self) -> None:
        """Read the person again, and the list."""
        self._search()
        if self._subject is not None:
            self._read(self._subject)

    def _build(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(6)
        top.addWidget(self.search)
        top.addWidget(self._count)
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(top)
        left.addWidget(Line())
        left.addWidget(self.list, 1)
        self._stack = QStackedWidget()
        text = (
            "Type a part of a name, or scan a badge: no visit is written. People of whom only a "
            "mark is held are found by badge id, e-mail or reference."
        )
        self._stack.addWidget(EmptyState("magnifying-glass", "Find a person", text))
        self._stack.addWidget(self.sheet)
        ground = QWidget()
        ground.setAutoFillBackground(True)
        ground.setBackgroundRole(QPalette.ColorRole.Base)
        right = QVBoxLayout(ground)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(20, 8, 20, 8)
        self._bar_words = Label(wrap=True)
        bar.addWidget(self._bar_words, 1)
        bar.addWidget(self._given)
        self._bar.hide()
        right.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(Line(upright=True))
        layout.addWidget(ground, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._soon.start)
        self._soon.timeout.connect(self._search_anew)
        self.search.returnPressed.connect(self._enter_list)
        self.list.chosen.connect(self._choose)
        self._given.clicked.connect(self._open_folder)
        self.sheet.correct_wanted.connect(self.correct)
        self.sheet.withdraw_wanted.connect(self.withdraw)
        self.sheet.erase_wanted.connect(self.erase)
        self.sheet.data_wanted.connect(self.choose_folder)
        self.sheet.lead_wanted.connect(self._open_lead)
        Refresher(self, self._context.bridge, _SHOWS, self.reload)

    def _search_anew(self) -> None:
        """What is typed is another question: who does not answer to it does not stand here."""
        self._search(leave=True)

    def _search(self, *, leave: bool = False) -> None:
        self._question += 1
        question, text = self._question, self.search.text()
        if not text.strip():
            self.list.show_people((), None)
            self._count.setText("")
            return
        self._context.tasks.run(
            lambda: self._people.find(text, _MOST), partial(self._show_found, question, leave)
        )

    def _show_found(self, question: int, leave: bool, people: tuple[FoundPerson, ...]) -> None:
        if question != self._question:
            return
        if leave and all(person.subject != self._subject for person in people):
            self._leave()
        self.list.show_people(people, self._subject)
        if not people:
            self._count.setText("Nobody answers to this.")
        elif len(people) == _MOST:
            self._count.setText(f"The first {_MOST}; more letters find fewer.")
        else:
            self._count.setText("1 person" if len(people) == 1 else f"{len(people)} people")
        if len(people) == 1 and self._subject is None:
            self._choose(people[0].subject)

    def _show_scanned(self, subject: str | None) -> None:
        if subject is None:
            self._context.toasts.show("Nothing is known of this badge. No scan was written.")
        else:
            self.search.clear()
            self.open(subject)

    def _enter_list(self) -> None:
        if self.list.count():
            self.list.setCurrentRow(max(0, self.list.currentRow()))
            self.list.setFocus()

    def _choose(self, subject: str) -> None:
        self._subject, self._then = subject, None
        self._bar.hide()
        self._read(subject)

    def _read(self, subject: str) -> None:
        services = self._context.services
        self._context.tasks.run(lambda: read_sheet(services, subject), self._show, self._lose)

    def _show(self, view: SheetView) -> None:
        if view.held.subject == self._subject:
            other = self.sheet.view is None or self.sheet.view.held.subject != self._subject
            self.sheet.show_person(view)
            self._stack.setCurrentWidget(self.sheet)
            if other:
                self.sheet.verticalScrollBar().setValue(0)
            then, self._then = self._then, None
            if then is not None:
                then()

    def _lose(self, error: Exception) -> None:
        """Nothing is left of who was shown."""
        if self._then is not None:
            self._context.toasts.show("Nothing is held of this person any more.")
        self._leave()
        if not isinstance(error, BadInput):
            self._context.toasts.error(str(error))

    def _leave(self) -> None:
        """Show nobody: what is done next is never done for who stood here before."""
        self._subject = self._then = None
        self._bar.hide()
        self._stack.setCurrentIndex(0)

    @property
    def _held(self) -> Held | None:
        """What is shown, once it is: what is done for somebody is done for who can be seen."""
        view = self.sheet.view
        return view.held if view is not None and view.held.subject == self._subject else None

    def _open_lead(self) -> None:
        held = self._held
        if held is not None and held.lead is not None:
            self._context.navigate("leads", held.lead.id)

    def correct(self) -> None:
        """Put the details right."""
        held = self._held
        if held is None:
            return
        if held.person.is_empty:
            self._context.toasts.show("No details of this person are held: nothing to correct.")
            return
        said = "Corrected"
        if held.lead is None:
            said = "Corrected. Tell the organiser too: a newer list brings theirs again"
        order = partial(self._people.correct, held.subject)
        window, subject = self.window(), held.subject
        correct_details(self._context, held.person, window, order, said, subject=subject)

    def withdraw(self) -> None:
        """Ask what the person takes back."""
        if self._held is not None:
            open_withdraw(self._context, self._held.subject, self)

    def erase(self) -> None:
        """Ask, then erase."""
        if self._held is not None:
            open_erase(self._context, self._held.subject, self)

    def choose_folder(self) -> None:
        """Ask where the person's data goes."""
        held = self._held
        if held is not None:
            title = "Where should their data be written?"
            folder = QFileDialog.getExistingDirectory(self, title, opening.proposed())
            if folder:
                self.give_data(held.subject, Path(folder))

    def give_data(self, subject: str, folder: Path) -> None:
        """Write the page, the JSON and their files; they go on record."""

        def done(paths: tuple[Path, ...]) -> None:
            self._folder = folder
            names = ", ".join(path.name for path in paths)
            self._bar_words.setText(f"Written for the person: {names}. It is in the ledger.")
            self._bar.show()

        self._context.tasks.run(
            lambda: self._people.export(subject, folder),
            done,
            lambda error: self._context.toasts.error(str(error)),
        )

    def _open_folder(self) -> None:
        if self._folder is not None:
            opening.open_folder(self._folder, self._context.toasts)
