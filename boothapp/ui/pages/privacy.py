"""Privacy: what is held about whom, what they asked for, when it goes, and that it is all true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from boothapp.domain.people import ScanSource
from boothapp.domain.requests import Request, RequestKind
from boothapp.services.bundle import Services
from boothapp.ui.context import Context
from boothapp.ui.privacy.figures import FiguresSection
from boothapp.ui.privacy.log import LogSection
from boothapp.ui.privacy.lost import LostSection
from boothapp.ui.privacy.organiser import OrganiserSection
from boothapp.ui.privacy.people import PeopleSection
from boothapp.ui.privacy.requests import SHOWS as REQUESTS
from boothapp.ui.privacy.requests import RequestsSection
from boothapp.ui.privacy.retention import RetentionSection
from boothapp.ui.privacy.to_tell import SHOWS as TO_TELL
from boothapp.ui.privacy.wording import REQUEST_WORDS, counted
from boothapp.ui.refresher import Refresher
from boothapp.ui.widgets.card import Line
from boothapp.ui.widgets.choices import Segmented
from boothapp.ui.widgets.first_focus import FirstFocus
from boothapp.ui.widgets.labels import ElidedLabel, Label

_SECTIONS = (
    ("people", "People"),
    ("requests", "Requests"),
    ("retention", "Retention"),
    ("figures", "Figures"),
    ("organiser", "Organiser"),
    ("log", "Log"),
    ("lost", "Lost laptop"),
)
_RULES = {
    "people": "Everything held about one person",
    "requests": "Due one month after they came",
    "retention": "What goes when",
    "figures": "How people answered",
    "organiser": "Who is to be told, their list compared",
    "log": "Every answer, in its order",
    "lost": "What to do now",
}


@dataclass(frozen=True, slots=True)
class _Left:
    """What is still to be done: people from the list to tell, requests to answer."""

    to_tell: int
    asked: int
    late: int


class PrivacyPage(QWidget):
    """Seven sections, made when first wanted; `open_with` opens one, or a person."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._factories: dict[str, Callable[[Context], QWidget]] = {
            "requests": self._requests,
            "retention": RetentionSection,
            "figures": FiguresSection,
            "organiser": OrganiserSection,
            "log": LogSection,
            "lost": LostSection,
        }
        self.people = PeopleSection(context)
        self.sections: dict[str, QWidget] = {"people": self.people}
        self.choice = Segmented(_SECTIONS, name="Section")
        self._rule = ElidedLabel(tone="muted")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.people)
        self._build()
        self.show_section("people")
        FirstFocus(self, self._first)
        Refresher(self, context.bridge, TO_TELL | REQUESTS, self._count)

    def open_with(self, argument: str) -> None:
        """Open a section by its name, search for what follows “?”, or show a subject."""
        if argument in _RULES:
            self.show_section(argument)
            return
        self.show_section("people")
        if argument.startswith("?"):
            self.people.look_for(argument[1:])
        else:
            self.people.open(argument)

    def _count(self) -> None:
        """Say at the sections' names what is still to be done in them."""
        services = self._context.services
        self._context.tasks.run(lambda: _read(services), self._show_counts)

    def _show_counts(self, left: _Left) -> None:
        told = counted(left.to_tell, "person is to be told", "people are to be told")
        self._name("organiser", left.to_tell, told)
        late = f", {left.late:,} overdue" if left.late else ""
        asked = counted(left.asked, "is open", "are open")
        self._name("requests", left.asked, f"{asked}{late}", late)

    def _name(self, section: str, left: int, spoken: str, late: str = "") -> None:
        """Name a section with what is left in it: shown as a number, spoken as a sentence."""
        name = dict(_SECTIONS)[section]
        (button,) = (button for button in self.choice.buttons if button.value == section)
        button.setText(f"{name} ({left:,}{late})" if left else name)
        button.setAccessibleName(f"{name}, {spoken}" if left else name)
        button.updateGeometry()

    def _first(self) -> QWidget:
        """Typing finds a person at once; elsewhere the arrows go on to the next section."""
        if self._stack.currentWidget() is self.people:
            return self.people.search
        return next(button for button in self.choice.buttons if button.isChecked())

    def scanned(self, payload: str, source: ScanSource = ScanSource.SCANNER) -> None:
        """A badge was scanned while this page is shown: find its person."""
        self.show_section("people")
        self.people.scanned(payload, source)

    def show_section(self, name: str) -> None:
        """Show a section."""
        if name not in self.sections:
            self.sections[name] = self._factories[name](self._context)
            self._stack.addWidget(self.sections[name])
        self.choice.set_value(name)
        self._rule.set_text(_RULES[name])
        self._stack.setCurrentWidget(self.sections[name])

    def _requests(self, context: Context) -> RequestsSection:
        section = RequestsSection(context)
        section.do_wanted.connect(self._do)
        return section

    def _do(self, request: Request) -> None:
        """Show who asks, with the action that answers them."""
        self.show_section("people")
        if request.subject is None:
            self.people.look_for(request.who)
            self._context.toasts.show(
                f"{REQUEST_WORDS[request.kind]}: choose who asked, then do it."
            )
            return
        people = self.people
        actions = {
            RequestKind.ACCESS: people.choose_folder,
            RequestKind.CORRECTION: people.correct,
            RequestKind.ERASURE: people.erase,
            RequestKind.OBJECTION: people.withdraw,
        }
        people.open(request.subject, actions[request.kind])

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 11, 16, 11)
        head.setSpacing(12)
        head.addWidget(Label("Privacy", font="title"))
        head.addWidget(self._rule, 1)
        head.addWidget(self.choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Line())
        layout.addWidget(self._stack, 1)
        self.choice.picked.connect(self.show_section)
        keys: dict[str, Callable[[], object]] = {
            f"Ctrl+{number}": partial(self.show_section, name)
            for number, (name, _) in enumerate(_SECTIONS, start=1)
        }
        keys["/"] = self._to_search
        for key, order in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(order)
        for number, button in enumerate(self.choice.buttons, start=1):
            button.setToolTip(f"Ctrl+{number}")

    def _to_search(self) -> None:
        self.show_section("people")
        self.people.search.setFocus()
        self.people.search.selectAll()


def _read(services: Services) -> _Left:
    """Count what is left to do; on the database thread."""
    today = services.settings.get().event.local(services.now()).date()
    asked = [request for request in services.requests.all() if request.closed is None]
    late = sum(request.overdue(today) for request in asked)
    return _Left(len(services.notices.not_told()), len(asked), late)
