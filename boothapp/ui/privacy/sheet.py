"""One person's sheet: everything held, its proof and its history, and what they may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from boothapp.domain.holdings import Held
from boothapp.services.bundle import Services
from boothapp.ui.leads.sections import Section, consent_rows, fact_rows
from boothapp.ui.privacy import held_words
from boothapp.ui.privacy.held_words import Facts
from boothapp.ui.widgets.buttons import Button
from boothapp.ui.widgets.flow import FlowLayout
from boothapp.ui.widgets.labels import Label

LABEL_COLUMN = 216
"""Wide enough (logical px) for the longest day with its year and time, on one line."""


@dataclass(frozen=True, slots=True)
class SheetView:
    """A person's holdings with what is needed to word them."""

    held: Held
    zone: tzinfo
    today: date
    readable: frozenset[str] = frozenset()
    """The scorecards that who is on duty may read."""


class PersonSheet(QScrollArea):
    """Shows a person; each signal asks for what they have a right to."""

    correct_wanted = Signal()
    withdraw_wanted = Signal()
    data_wanted = Signal()
    erase_wanted = Signal()
    lead_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: SheetView | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.name = Label(font="title", wrap=True)
        self.reference = Label(tone="muted")
        self.copy = Button(kind="ghost", icon="copy", size="s", tone="text_secondary")
        self.correct = Button("Correct…", icon="pencil-simple", size="s")
        self.data = Button("Give their data…", icon="export", size="s")
        self.withdraw = Button("Withdraw…", icon="user-minus-bold", size="s")
        self.erase = Button("Erase…", icon="trash", size="s", tone="verdict.error.ink")
        self.lead = Button("Open the lead", kind="ghost", icon="address-book", size="s")
        self._mark = Label(
            "Only a mark is held, without a name, so that nobody asks this person again.",
            wrap=True,
        )
        titles = ("Details", "Consent", "Open requests", "Notes", "Answers", "Files", "Interviews")
        later = ("Scorecards", "Visits", "Files that left", "Backups that hold them")
        last = ("What they said", "Changes")
        self.sections = {title: Section(title) for title in (*titles, *later, *last)}
        self._build()

    def show_person(self, view: SheetView) -> None:
        """Show everything held; a section with nothing in it is left out."""
        self.view = view
        held, zone = view.held, view.zone
        self.name.setText(held.person.name or held.person.email or "No name is held")
        self.reference.setText(f"Reference {held.reference}")
        self._mark.setVisible(held.is_mark_only)
        self.correct.setEnabled(not held.person.is_empty)
        self.correct.setToolTip("No details are held." if held.person.is_empty else "")
        self.erase.setEnabled(not held.was_erased)
        self.erase.setToolTip("Erased already; the mark stays." if held.was_erased else "")
        self.lead.setVisible(held.lead is not None)
        self._fill("Consent", consent_rows(held.consent, view.today, zone))
        facts = {
            "Details": [] if held.is_mark_only else held_words.detail_facts(held, zone),
            "Open requests": held_words.request_facts(held),
            "Notes": held_words.note_facts(held, zone),
            "Answers": held_words.answer_facts(held),
            "Files": held_words.file_facts(held, zone),
            "Interviews": held_words.interview_facts(held, zone),
            "Scorecards": held_words.scorecard_facts(held, view.readable, zone),
            "Visits": held_words.visit_facts(held, zone),
            "Files that left": held_words.left_facts(held),
            "Backups that hold them": held_words.backup_facts(held, zone),
            "What they said": held_words.history_facts(held, zone),
            "Changes": held_words.change_facts(held, zone),
        }
        for title, pairs in facts.items():
            self._fill(title, _rows(pairs))

    def _fill(self, title: str, rows: Sequence[QWidget]) -> None:
        self.sections[title].fill(rows)
        self.sections[title].setVisible(bool(rows))

    def _build(self) -> None:
        self.copy.setAccessibleName("Copy the reference")
        self.copy.setToolTip("Copy the reference")
        self.copy.clicked.connect(self._copy)
        self.correct.clicked.connect(self.correct_wanted)
        self.data.clicked.connect(self.data_wanted)
        self.withdraw.clicked.connect(self.withdraw_wanted)
        self.erase.clicked.connect(self.erase_wanted)
        self.lead.clicked.connect(self.lead_wanted)
        reference = QHBoxLayout()
        reference.setSpacing(4)
        for part in (self.reference, self.copy, self.lead):
            reference.addWidget(part)
        reference.addStretch()
        actions = QWidget()
        flow = FlowLayout(actions, gap=8)
        for button in (self.correct, self.data, self.withdraw, self.erase):
            flow.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 14)
        head.setSpacing(6)
        head.addWidget(self.name)
        head.addLayout(reference)
        head.addWidget(self._mark)
        head.addWidget(actions)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addLayout(head)
        for section in self.sections.values():
            column.addWidget(section)
        column.addStretch()
        self.setWidget(content)

    def _copy(self) -> None:
        if self.view is not None:
            QGuiApplication.clipboard().setText(self.view.held.reference)


def _rows(facts: Facts) -> list[QWidget]:
    shown = [fact for fact in facts if fact[1]]
    return fact_rows(shown, label_width=LABEL_COLUMN) if shown else []


def read_sheet(services: Services, subject: str) -> SheetView:
    """Read a person, with what who is on duty may know; on the database thread.

    Raises NoSuchPerson.
    """
    event = services.settings.get().event
    held = services.people.held(subject)
    lead = held.lead
    readable = services.scorecards.readable(lead.id) if lead is not None else frozenset[str]()
    return SheetView(held, event.zone, event.local(services.now()).date(), readable)
